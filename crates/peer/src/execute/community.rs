//! The community as a whole: invite, leave, export.
//!
//! Guards: an invite approves nobody by itself (R4). Next: [`super::record`], for the log.

use act::{codec, deed::Deed, id::ActId, key::SecretKey, register::Invite};
use data_encoding::{BASE64, HEXLOWER};
use rules::register::Standing;

use crate::{
    answer::{self, Answer, Done},
    community::{Ambient, Community},
    refusal::Refusal,
};

/// An invite that was published, with the secret that goes into its link.
#[derive(Debug)]
pub struct Invited {
    /// The act that published it.
    pub act: ActId,
    /// The seed of its secret key.
    pub seed: [u8; 32],
    /// Seconds since 1970 until which apps let somebody in by it.
    pub until: i64,
}

impl Community {
    /// Publishes an invite.
    ///
    /// # Errors
    /// When this device or its owner doesn't take part.
    pub fn invite(&mut self, ambient: &mut Ambient<'_>) -> Result<Invited, Refusal> {
        self.myself()?;
        let seed = ambient.bytes();
        let register = self.register();
        let charter = register.charter();
        let until = ambient.now.saturating_add(i64::from(charter.invite_term));
        let key = SecretKey::from_seed(&seed).invite();
        let invite = Invite { key, until, guests: charter.invite_guests };
        let index = self.write(Deed::Invite(invite), Vec::new(), ambient)?;
        Ok(Invited { act: self.log.act(index).id(), seed, until })
    }

    pub(super) fn leave(&mut self, ambient: &mut Ambient<'_>) -> Result<Answer, Refusal> {
        self.myself()?;
        let index = self.write(Deed::Leave, Vec::new(), ambient)?;
        Ok(Answer::Done(Done { id: self.log.act(index).id().to_string() }))
    }

    /// The community as this profile shows it.
    #[must_use]
    pub fn summary(&self) -> answer::Community {
        let view = self.document.community();
        let state = match self.myself() {
            Ok((_, Standing::Member)) => "member",
            Ok((_, Standing::Guest)) => "guest",
            Ok((_, Standing::Resting)) => "resting",
            Err(Refusal::Removed) => "removed",
            Err(Refusal::Dismissed) => "dismissed",
            Ok(_) | Err(Refusal::Left | Refusal::DeviceRetired) => "left",
            Err(_) => "waiting",
        };
        answer::Community {
            id: self.id().to_string(),
            name: view.as_ref().map(|view| view.name.value.clone()).unwrap_or_default(),
            purpose: view.map(|view| view.purpose).unwrap_or_default(),
            state: state.to_owned(),
        }
    }

    pub(super) fn export(&self) -> Result<Answer, Refusal> {
        let failed = |error| Refusal::Internal(format!("the document: {error}"));
        Ok(Answer::File(answer::File {
            ok: true,
            content: BASE64.encode(&self.document.save().map_err(failed)?),
            heads: self.head_hashes(),
            acts: self.log.len(),
            json: self.document.json().map_err(failed)?,
        }))
    }

    pub(super) fn evidence(&self) -> Answer {
        let acts = self.log.iter().map(|(_, entry)| BASE64.encode(&entry.act.encode()));
        let seals = self.log.seals().map(|seal| BASE64.encode(&codec::encode(&seal)));
        Answer::Evidence(answer::Evidence {
            community: self.id().to_string(),
            evidence: acts.collect(),
            seals: seals.collect(),
        })
    }

    /// The heads of the document, in hexadecimal digits.
    #[must_use]
    pub fn head_hashes(&self) -> Vec<String> {
        self.document.heads().iter().map(|head| HEXLOWER.encode(head)).collect()
    }
}
