//! What a line says about a season: it is planned, joined, listed, signed and founded.
//!
//! Guards: what is signed is the founding that the list comes to by the definition, not what the rules
//! made of it, so that a story shows when they don't agree. Next: [`super::deed`], all other deeds.

use act::{
    deed::Deed,
    id::ActId,
    key::{SecretKey, Signature},
    register::{Found, Founder, Kind},
    season::{List, Part, Plan, Source, Step},
    statement,
};

use super::{Builder, founding::nothing};
use crate::{
    people::{bytes, key},
    script::{Line, Person, Season, Told},
};

impl Builder<'_> {
    /// The deed of a line about a season.
    pub(super) fn season(&self, line: Line, season: &Season) -> Deed {
        match season {
            Season::Plan => Deed::Season(Plan { nonce: nonce(line), charter: nothing() }),
            Season::TakePart { plan, .. } => {
                let (author, key) = self.taking_part(line).expect("this line takes part");
                let (community, member) = (self.built.log.community(), self.member(author));
                let plan = self.id(*plan);
                let proof = key.sign(&statement::season(community, plan, member));
                Deed::SeasonJoin(Part { plan, key: key.device(), proof })
            }
            Season::List { plan, parts } => {
                Deed::SeasonList(List { plan: self.id(*plan), parts: self.ids(parts) })
            }
            Season::Sign { list, with } => {
                let key = self.signing(line, *list, *with);
                let founding = self.founding(*list);
                let proof = key.zip(founding).map(|(key, found)| key.sign(&found.statement()));
                let proof = proof.unwrap_or(Signature([0; 64]));
                Deed::SeasonStep(Step::Sign { list: self.id(*list), proof })
            }
            Season::Found { list, signed } => Deed::SeasonStep(Step::Found {
                list: self.id(*list),
                signed: self.ids(signed),
                secret: bytes("secret", &line.to_string()),
            }),
        }
    }

    fn ids(&self, lines: &[Line]) -> Vec<ActId> {
        let mut ids: Vec<_> = lines.iter().map(|line| self.id(*line)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    // Of which season a line lists founders, and with which acts they took part.
    fn listed(&self, line: Line) -> Option<(Line, &[Line])> {
        match &self.script.lines.get(line)?.deed {
            Told::Season(Season::List { plan, parts }) => Some((*plan, parts)),
            _ => None,
        }
    }

    // Who takes part by a line, and the key made for it.
    fn taking_part(&self, line: Line) -> Option<(Person, SecretKey)> {
        let said = self.script.lines.get(line)?;
        let Told::Season(Season::TakePart { key: label, .. }) = &said.deed else { return None };
        let (device, person) = self.script.devices.get(said.by)?;
        Some((*person, key("season", label.as_ref().unwrap_or(device))))
    }

    // The key of the part that is named, else of the author's own on the list.
    fn signing(&self, line: Line, list: Line, with: Option<Line>) -> Option<SecretKey> {
        let author = self.owner(self.script.lines.get(line)?.by);
        let (_, parts) = self.listed(list)?;
        let own = || {
            let mut parts = parts.iter().filter_map(|part| self.taking_part(*part));
            parts.find(|(person, _)| *person == author)
        };
        with.map_or_else(own, |part| self.taking_part(part)).map(|(_, key)| key)
    }

    // The founding that a list comes to, without signatures.
    fn founding(&self, list: Line) -> Option<Found> {
        let (plan, parts) = self.listed(list)?;
        let founder = |part: &Line| {
            let (person, key) = self.taking_part(*part)?;
            let kind = self.kinds.get(&person).copied().unwrap_or(Kind::Resident);
            Some(Founder { key: key.device(), kind, proof: Signature([0; 64]) })
        };
        let mut founders = parts.iter().map(founder).collect::<Option<Vec<_>>>()?;
        founders.sort_unstable_by_key(|founder| founder.key);
        let source = Source { community: self.built.log.community(), heads: vec![self.id(list)] };
        Some(Found { nonce: nonce(plan), founders, charter: nothing(), season: Some(source) })
    }
}

fn nonce(plan: Line) -> [u8; 32] {
    bytes("season", &plan.to_string())
}
