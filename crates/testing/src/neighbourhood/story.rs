//! What happens next: somebody comes, writes, proposes, votes, leaves.
//!
//! Guards: nobody does what they may not, so nothing is without effect; acts made apart are only
//! such as need nothing of each other. Next: [`super::coming`], [`super::round`].

use std::{collections::VecDeque, sync::Arc};

use act::{
    act::Act,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice, Value, Write},
    deed::Deed,
    id::{ActId, CommunityId, EntityId},
};

use super::{coming::Waiting, round::Round};
use crate::{
    dice::Dice,
    people::{People, Person},
    prose::Prose,
};

/// The moment at which the story begins: Monday 26 October 2026, 19:30 in Amsterdam.
const BEGIN: i64 = 1_793_039_400;

/// People who are there from the start: those who stay in the demo.
const FIRST: usize = 12;

/// One more person for so many acts, as in the demo, up to [`MOST`].
const ACTS_OF_NEWCOMER: usize = 300;

/// The greatest neighbourhood: beyond, one story would be all votes.
const MOST: usize = 60;

/// Somebody moves away once in so many acts.
const ACTS_OF_LEAVER: usize = 4_000;

/// Unicode scalar values from which a text is cut back by whoever edits it.
const LONG: usize = 3_000;

/// Comments that are still answered.
const RECENT: usize = 50;

struct Goal {
    id: EntityId,
    /// Unicode scalar values of its text, with the last act and without it.
    chars: usize,
    before: usize,
}

/// A story without an end.
pub struct Story {
    pub(super) people: People,
    pub(super) persons: Vec<Person>,
    /// Members, by their place in `persons`.
    pub(super) members: Vec<usize>,
    pub(super) dice: Dice,
    pub(super) prose: Prose,
    /// Whether the last act is one that an act made apart can do without.
    pub(super) free: bool,
    rounds: Vec<Round>,
    pub(super) waiting: Option<Waiting>,
    goals: Vec<Goal>,
    /// What can be remarked on: the goals and decisions, and the newest remarks.
    subjects: Vec<ActId>,
    remarks: VecDeque<ActId>,
    ready: VecDeque<Arc<Act>>,
    written: usize,
    pub(super) left: usize,
}

impl std::fmt::Debug for Story {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Story").field("written", &self.written).finish_non_exhaustive()
    }
}

impl Iterator for Story {
    type Item = Arc<Act>;

    fn next(&mut self) -> Option<Arc<Act>> {
        while self.ready.is_empty() {
            self.happen();
        }
        self.ready.pop_front()
    }
}

impl Story {
    /// The story with this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut story = Self {
            people: People::new(BEGIN),
            persons: Vec::new(),
            members: Vec::new(),
            dice: Dice::new(seed),
            prose: Prose::read(),
            free: false,
            rounds: Vec::new(),
            waiting: None,
            goals: Vec::new(),
            subjects: Vec::new(),
            remarks: VecDeque::new(),
            ready: VecDeque::new(),
            written: 0,
            left: 0,
        };
        story.found();
        story
    }

    /// The community.
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        self.people.community
    }

    /// Writes an act by a person, on any of their devices.
    pub(super) fn write(&mut self, person: usize, deed: Deed, strings: Vec<String>) -> Arc<Act> {
        let device = self.device_of(person);
        self.write_on(device, deed, strings, false)
    }

    /// Writes one that needs nothing of the act before it: now and then it is made apart from it.
    pub(super) fn write_free(
        &mut self,
        person: usize,
        deed: Deed,
        strings: Vec<String>,
    ) -> Arc<Act> {
        let device = self.device_of(person);
        let apart = self.may_be_apart(device) && self.dice.percent(12);
        let act = self.write_on(device, deed, strings, apart);
        self.free = true;
        act
    }

    pub(super) fn may_be_apart(&self, device: usize) -> bool {
        self.free && self.people.can_write_apart(device)
    }

    pub(super) fn device_of(&mut self, person: usize) -> usize {
        let devices = &self.persons[person].devices;
        // One person, one device at a time: the newest is used most.
        let last = devices.len() - 1;
        let at = if self.dice.percent(70) { last } else { self.dice.below(devices.len()) };
        devices[at]
    }

    pub(super) fn write_on(
        &mut self,
        device: usize,
        deed: Deed,
        strings: Vec<String>,
        apart: bool,
    ) -> Arc<Act> {
        let act = self.people.write(device, deed, strings, apart, &mut self.dice);
        self.ready.push_back(Arc::clone(&act));
        self.written += 1;
        self.free = false;
        for goal in &mut self.goals {
            goal.before = goal.chars;
        }
        act
    }

    fn happen(&mut self) {
        let wanted = (FIRST + self.written / ACTS_OF_NEWCOMER).min(MOST) + self.left;
        if self.waiting.is_some() && (self.members.len() < FIRST || self.dice.percent(50)) {
            return self.approve();
        }
        if self.waiting.is_none() && self.persons.len() < wanted {
            return self.welcome();
        }
        if self.waiting.is_none() && self.written / ACTS_OF_LEAVER > self.left {
            return self.leave();
        }
        let chance = self.dice.below(100);
        match chance {
            0..50 if !self.rounds.is_empty() => {
                let at = self.dice.below(self.rounds.len());
                let mut round = self.rounds.swap_remove(at);
                if self.advance(&mut round) {
                    self.rounds.push(round);
                }
            }
            0..53 if self.rounds.len() < 3 => {
                let round = self.propose();
                self.rounds.push(round);
            }
            53..55 => self.add_goal(),
            55..58 => self.rename_goal(),
            58..72 => self.edit_goal(),
            _ => self.remark(),
        }
    }

    // Somebody who is in and writes.
    pub(super) fn somebody(&mut self) -> usize {
        self.dice.pick(&self.members).copied().unwrap_or(0)
    }

    pub(super) fn add_goal(&mut self) {
        let person = self.somebody();
        let title = self.prose.line(&mut self.dice);
        let fields = vec![Write { field: 0, value: Value::Words(chars(&title)) }];
        let create = Deed::Create(Create { entity: Entity::Goal, fields });
        let id = self.write(person, create, vec![title]).id();
        let text = self.prose.text(&mut self.dice);
        let length = text.chars().count();
        self.splice(person, Entity::Goal, id.into(), text);
        self.goals.push(Goal { id: id.into(), chars: length, before: length });
        self.subjects.push(id);
    }

    /// Writes the first text of a goal or decision.
    pub(super) fn splice(&mut self, person: usize, entity: Entity, on: EntityId, text: String) {
        let splices = vec![Splice { at: 0, delete: 0, insert: chars(&text) }];
        let edit = EditText { entity, on, field: 1, splices };
        self.write(person, Deed::EditText(edit), vec![text]);
    }

    /// From now on there are remarks on this as well.
    pub(super) fn discuss(&mut self, subject: ActId) {
        self.subjects.push(subject);
    }

    /// Any goal, for a proposal to serve.
    pub(super) fn a_goal(&mut self) -> Option<EntityId> {
        self.dice.pick(&self.goals).map(|goal| goal.id)
    }

    fn rename_goal(&mut self) {
        let (person, at) = (self.somebody(), self.dice.below(self.goals.len()));
        let title = self.prose.line(&mut self.dice);
        let fields = vec![Write { field: 0, value: Value::Words(chars(&title)) }];
        let set = Set { entity: Entity::Goal, on: self.goals[at].id, fields };
        self.write_free(person, Deed::Set(set), vec![title]);
    }

    // Now and then two people write in one text at once; who writes apart only adds.
    fn edit_goal(&mut self) {
        let (person, at) = (self.somebody(), self.dice.below(self.goals.len()));
        let device = self.device_of(person);
        let apart = self.may_be_apart(device) && self.dice.percent(20);
        let Goal { id, chars: length, before } = self.goals[at];
        let place = self.dice.below(1 + if apart { before } else { length });
        let delete = if apart {
            0
        } else if length > LONG {
            length / 2
        } else if self.dice.percent(40) {
            self.dice.below(30)
        } else {
            0
        };
        let delete = delete.min(length.saturating_sub(place));
        let text = self.prose.insertion(&mut self.dice);
        let insert = text.chars().count();
        let splices =
            vec![Splice { at: number(place), delete: number(delete), insert: number(insert) }];
        let edit = EditText { entity: Entity::Goal, on: id, field: 1, splices };
        self.write_on(device, Deed::EditText(edit), vec![text], apart);
        self.free = true;
        self.goals[at].chars = length - delete + insert;
    }

    fn remark(&mut self) {
        let person = self.somebody();
        // The last remark may be what an act made apart doesn't know.
        let older = self.remarks.len().saturating_sub(1);
        let on = if older > 0 && self.dice.percent(40) {
            self.remarks.get(self.dice.below(older)).copied()
        } else {
            self.dice.pick(&self.subjects).copied()
        };
        let Some(on) = on else { return };
        let text = self.prose.remark(&mut self.dice);
        let comment = Comment { on, role: Role::Comment, chars: chars(&text) };
        let act = self.write_free(person, Deed::Comment(comment), vec![text]);
        self.remarks.push_back(act.id());
        if self.remarks.len() > RECENT {
            self.remarks.pop_front();
        }
    }
}

/// Unicode scalar values of a text.
pub(super) fn chars(text: &str) -> u32 {
    number(text.chars().count())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
