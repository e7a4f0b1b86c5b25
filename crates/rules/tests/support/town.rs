//! People whose keys are numbers, who write one act after another, judged at once. Next: `content.rs`, `seasons.rs`.

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    body::Words,
    deed::Deed,
    id::{ActId, MemberId},
    log::{Index, Log},
    register::{Invite, Join, Kind},
    season::Source,
    statement,
};
use rules::judge::Judge;

use super::founding::{self, key};

/// Three founders, 1 to 3, and a guest, 4.
pub(crate) struct Town {
    pub(crate) log: Log,
    pub(crate) judge: Judge,
    pub(crate) join: ActId,
}

impl Town {
    pub(crate) fn found() -> Self {
        Self::found_as(None)
    }

    pub(crate) fn found_as(season: Option<Source>) -> Self {
        let act = founding::act(&[1, 2, 3], season);
        let mut town =
            Self { log: Log::new(act.community()), judge: Judge::default(), join: act.id() };
        town.add(act);
        let invite = Invite { key: key(100).invite(), until: 0, guests: 9 };
        let invite = town.write(1, Deed::Invite(invite));
        let proof = key(100).sign(&statement::join(town.log.community(), key(4).device()));
        let join = Join { invite: town.id(invite), proof, kind: Kind::Business };
        let join = town.write(4, Deed::Join(join));
        town.join = town.id(join);
        town
    }

    fn add(&mut self, act: Act) -> Index {
        let index = self.log.append(Arc::new(act)).unwrap();
        self.judge.judge(&self.log, index);
        index
    }

    pub(crate) fn id(&self, index: Index) -> ActId {
        self.log.act(index).id()
    }

    /// After all that is known.
    pub(crate) fn write(&mut self, by: u8, deed: Deed) -> Index {
        let heads: Vec<_> = self.log.head_indices().collect();
        self.write_after(by, &heads, deed)
    }

    /// After the own acts and these; content with words of the lengths that it states.
    pub(crate) fn write_after(&mut self, by: u8, seen: &[Index], deed: Deed) -> Index {
        let tips = self.log.tips(key(by).device());
        let prev = tips.first().copied();
        let news = |act: &&Index| !prev.is_some_and(|prev| self.log.reaches(prev, **act));
        let strings = deed.string_lengths().into_iter().map(|chars| "x".repeat(chars as usize));
        let strings: Vec<_> = strings.collect();
        let act = Draft {
            community: self.log.community(),
            device: key(by).device(),
            seq: prev.map_or(1, |prev| self.log.act(prev).seq() + 1),
            prev: prev.map(|prev| self.id(prev)),
            seen: seen.iter().filter(news).map(|act| self.id(*act)).collect(),
            claimed_at: 7,
            words: (!strings.is_empty()).then_some(Words { salt: [1; 8], strings }),
            deed,
        };
        self.add(Act::new(act).unwrap())
    }

    pub(crate) fn has_effect(&self, act: Index) -> bool {
        self.judge.verdict(act).is_effective()
    }

    pub(crate) fn member(&self, number: u8) -> MemberId {
        let heads: Vec<_> = self.log.head_indices().collect();
        self.judge.device(&self.log, &heads, key(number).device()).unwrap().0
    }
}
