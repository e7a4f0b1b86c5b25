//! The own devices: list, add, retire.
//!
//! Guards: a device is added only when its key says so itself; any own device retires another
//! (definition 1). Next: [`super::community`].

use act::{deed::Deed, id::DeviceId, key::Signature, register::Enrol};

use crate::{
    answer::{self, Answer},
    community::{Ambient, Community},
    refusal::Refusal,
};

impl Community {
    pub(super) fn devices(&self) -> Result<Answer, Refusal> {
        let (me, _) = self.me().ok_or(Refusal::Waiting)?;
        let heads = self.heads();
        let clock = self.log.clock_of(heads.iter().copied());
        let state = |device: DeviceId, stands: bool| {
            if self.log.is_forked(device, &clock) {
                "forked"
            } else if !stands {
                "retired"
            } else if device == self.device() {
                "this"
            } else {
                "standing"
            }
        };
        let (papers, on_paper) = (self.paper_keys(), self.ever_paper());
        let own = self.log.origins().devices().filter_map(|device| {
            let (owner, stands) = self.judge.device(&self.log, &heads, device)?;
            let state = match (papers.contains_key(&device), on_paper.contains(&device)) {
                (true, _) => "paper",
                // Used, or from before a recovery: there is nothing to do with it any more.
                (false, true) => return None,
                (false, false) => state(device, stands),
            };
            (owner == me).then(|| answer::Device {
                id: device.to_string(),
                name: device.to_string().chars().take(8).collect(),
                state: state.to_owned(),
            })
        });
        Ok(Answer::Devices(answer::Devices { devices: own.collect() }))
    }

    pub(super) fn retire(
        &mut self,
        typed: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let Answer::Devices(own) = self.devices()? else {
            return Err(Refusal::Internal("devices".to_owned()));
        };
        let typed = typed.trim().to_lowercase();
        let mut found = own.devices.iter().filter(|d| typed.len() >= 4 && d.id.starts_with(&typed));
        let device = match (found.next(), found.next()) {
            (None, _) => return Err(Refusal::Unknown(typed)),
            (Some(_), Some(_)) => return Err(Refusal::Ambiguous(typed)),
            (Some(device), None) => DeviceId::from_hex(&device.id),
        };
        let device = device.ok_or(Refusal::Unknown(typed))?;
        self.write(Deed::Retire(vec![device]), Vec::new(), ambient)?;
        self.devices()
    }

    /// Adds a device that asked for it with a code of this member.
    ///
    /// # Errors
    /// When this device no longer stands.
    pub fn enrol(
        &mut self,
        device: DeviceId,
        proof: Signature,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.myself()?;
        self.write(Deed::Enrol(vec![Enrol { device, proof }]), Vec::new(), ambient)?;
        Ok(())
    }
}
