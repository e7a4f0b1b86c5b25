//! Recovering a member who lost all devices: the others approve a new one (R8).
//!
//! Guards: a request is approved for the member whom it names, and only when the person who approves
//! named that member too; it takes two thirds of the others. Next: `change.rs`, where the rest of them
//! approve.

use act::{
    id::MemberId,
    register::{Change, Recover},
};
use rules::register::Standing;
use sync::link::RecoverRequest;

use crate::{
    answer::Answer,
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

impl Community {
    /// A member whom others may recover, with the name.
    pub(crate) fn recoverable(&self, who: &str) -> Result<(MemberId, String), Refusal> {
        let (me, _) = self.myself()?;
        let names = Names::of(self);
        let member = names.find(who)?;
        let standing = self.register().person(member).map(|person| person.standing);
        if !matches!(standing, Some(Standing::Member | Standing::Resting)) || member == me {
            return Err(Refusal::NotInRegister(who.to_owned()));
        }
        if self.register().members().len() < 3 {
            return Err(Refusal::OnlyTwo);
        }
        Ok((member, names.name(member)))
    }

    /// Approves that a new device becomes a member's, instead of all others.
    pub(super) fn recover(
        &mut self,
        who: &str,
        code: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (member, _) = self.recoverable(who)?;
        let request = RecoverRequest::parse(code);
        let request = request.map_err(|error| Refusal::BadLink(error.key().to_owned()))?;
        if request.community != self.id() {
            return Err(Refusal::BadLink("foreign".to_owned()));
        }
        if request.member != member {
            return Err(Refusal::BadLink("other_member".to_owned()));
        }
        let RecoverRequest { key, proof, .. } = request;
        let recover = Recover { member, n: self.next_recovery(member), key, proof };
        self.propose_change(Change::Recover(Box::new(recover)), ambient)
    }

    /// Whether nobody else takes part: then there is nobody to hear from.
    pub(crate) fn is_alone(&self) -> bool {
        let register = self.register();
        register.people().filter(|(member, _)| register.is_in(*member)).count() == 1
    }
}
