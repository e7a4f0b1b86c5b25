//! Nominations: who thinks that whom should fill a role, and why.
//!
//! Guards: one word each: of what somebody nominated for one decision the last stands, by what each act
//! knew, so that a change of mind is one more act. Next: [`crate::decision`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    content::Entity,
    id::{DeviceId, EntityId, MemberId},
    log::{Index, Log},
};

use crate::{
    projection::Document,
    reader::{self, Reader},
    tree::Node,
};

/// Devices of one author that are looked at, the newest: nobody nominates from more.
const DEVICES: usize = 16;

/// A nomination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who nominates.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// The decision on who fills the role.
    pub decision: Option<EntityId>,
    /// Who is nominated.
    pub person: Option<MemberId>,
    /// Why.
    pub text: String,
}

impl Document {
    /// All nominations for a decision, now or as acts and their past show them, oldest first by their
    /// writers' clocks, each with whether it stands: it is its author's last, and of several that were
    /// written apart the newest.
    #[must_use]
    pub fn nominations(&self, log: &Log, decision: EntityId, at: &[Index]) -> Vec<(View, bool)> {
        let Some(reader) = Reader::at_or_now(self, log, at) else { return Vec::new() };
        let known = self.nominations.get(&decision).into_iter().flatten();
        let mut all: Vec<_> =
            known.filter_map(|id| reader.one(Entity::Nomination, *id, view)).collect();
        all.sort_by_key(|view| (view.claimed_at, view.id));
        let stand = last(log, &all);
        let told = |one: View| {
            let stands = stand.contains(&one.id);
            (one, stands)
        };
        all.into_iter().map(told).collect()
    }

    /// One nomination.
    #[must_use]
    pub fn nomination(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Nomination, id, view)
    }
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    let link = |name| reader.field(map, name, reader::entity).value;
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        decision: link("decision"),
        person: link("person").map(|card| MemberId(card.0)),
        text: reader.text(map, "text"),
    })
}

// Of each author's devices the last, and of those that no other one knew the newest: a few at most, so that
// whoever nominates thousands of times costs nothing.
fn last(log: &Log, all: &[View]) -> BTreeSet<EntityId> {
    let mut each: BTreeMap<MemberId, BTreeMap<DeviceId, (u32, &View)>> = BTreeMap::new();
    for view in all {
        let Some(at) = log.find(view.id.act()) else { continue };
        let header = log.act(at).header();
        let own = each.entry(view.created_by).or_default();
        let known = own.entry(header.device).or_insert((header.seq, view));
        if (header.seq, view.id) >= (known.0, known.1.id) {
            *known = (header.seq, view);
        }
    }
    let precedes = |one: &View, other: &View| {
        let at = |view: &View| log.find(view.id.act());
        at(one).zip(at(other)).is_some_and(|(one, other)| log.precedes(one, other))
    };
    let stands = |own: &BTreeMap<DeviceId, (u32, &View)>| {
        let mut own: Vec<_> = own.values().map(|(_, view)| *view).collect();
        own.sort_by_key(|view| std::cmp::Reverse((view.claimed_at, view.id)));
        own.truncate(DEVICES);
        let known = |one: &View| own.iter().any(|other| precedes(one, other));
        let last = own.iter().filter(|view| !known(view));
        last.max_by_key(|view| (view.claimed_at, view.id)).map(|view| view.id)
    };
    each.values().filter_map(stands).collect()
}
