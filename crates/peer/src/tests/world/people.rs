//! What people do at their computers, at random moments: whatever the program lets them.
//!
//! Guards: a command is asked as the page asks it; what it answers with "ok" is stored, and safe. Next:
//! [`super::same`], what must hold in the end.

use act::{deed::Deed, id::EntityId};
use data_encoding::HEXLOWER;
use rules::register::Standing;

use super::{
    dice::Dice,
    schedule::{Happening, World},
};
use crate::{
    command::{Command, Method, Numbers, Opening},
    community::{Ambient, Community},
};

/// What is written into texts.
const WORDS: [&str; 6] =
    ["Een bankje bij de linde.", "Samen.", "De één om de ander 🌻.", "Nee!", "Op zaterdag.", "…"];

impl World<'_> {
    /// Somebody does something, on one of their computers.
    pub(super) fn live(&mut self, person: usize) {
        let own: Vec<_> = (0..self.machines.len())
            .filter(|at| self.machines[*at].person == person && self.machines[*at].home.is_some())
            .collect();
        if self.is_bad {
            let pause = self.dice.between(self.pause.0, self.pause.1);
            self.after(pause, Happening::Live { person });
        }
        let Some(at) = self.dice.pick(&own) else { return };
        self.look(at);
        let command = self.recovering(at).or_else(|| {
            let community = &self.machines[at].home.as_ref()?.community;
            Some(choose(community, &mut self.dice))
        });
        if let Some((what, command)) = command {
            self.do_at(at, what, command);
        }
    }

    /// Somebody does this; what it answers is safe from then on.
    pub(super) fn do_at(&mut self, at: usize, what: &'static str, command: Command) {
        let now = self.clock(at);
        let dice = &mut self.dice;
        let mut random = |buffer: &mut [u8]| dice.fill(buffer);
        let ambient = &mut Ambient { now, random: &mut random };
        let Some(home) = self.machines[at].home.as_mut().filter(|home| home.waiting.is_none())
        else {
            return;
        };
        let answer = home.community.execute(command, ambient);
        match self.machines[at].keep(now, &mut self.dice) {
            Ok(safe) => {
                self.promised.extend(safe.into_iter().map(|act| (at, act)));
                if answer.is_ok() {
                    self.tally.note(what);
                }
                self.tell(at);
            }
            Err(crash) => {
                self.tally.note(crash.word());
                self.fall(at);
            }
        }
    }

    // Somebody lost all computers and asks: most people say yes when they see it.
    fn recovering(&mut self, at: usize) -> Option<(&'static str, Command)> {
        let (member, code) = self.dice.pick(&self.requests)?;
        let is_own = self.start.members[self.machines[at].person] == member;
        let command = Command::MemberRecover { who: member.to_string(), code: Some(code) };
        (!is_own && self.dice.chance(60)).then_some(("approve a recovery", command))
    }
}

/// Something that can be done here, as far as is known here.
fn choose(community: &Community, dice: &mut Dice) -> (&'static str, Command) {
    let goals: Vec<_> = community.document().goals().iter().map(|goal| goal.id).collect();
    let all = community.document().decisions();
    let decisions: Vec<_> = all.iter().map(|one| one.id).collect();
    let is_free = |id: &EntityId| community.judge().rounds_on(*id).is_empty();
    let free: Vec<_> = decisions.iter().copied().filter(is_free).collect();
    let voted: Vec<_> = decisions.iter().copied().filter(|id| !is_free(id)).collect();
    let word = dice.pick(&WORDS).unwrap_or_default().to_owned();
    let new_goal = || {
        let text = Some(word.clone());
        ("add a goal", Command::GoalAdd { title: "Meer groen".to_owned(), text })
    };
    let told = match dice.below(24) {
        0 => None,
        1..4 => dice.pick(&goals).map(|id| {
            let (title, text) = if dice.chance(50) {
                (Some(word.clone()), None)
            } else {
                (None, Some(word.clone()))
            };
            let id = id.to_string();
            ("edit a goal", Command::GoalEdit { id, title, text, base: Vec::new() })
        }),
        4..6 => dice
            .pick(&[goals, decisions].concat())
            .map(|id| ("comment", Command::Comment { id: id.to_string(), text: word.clone() })),
        6 | 7 => Some(("propose", propose(dice))),
        8..11 => dice.pick(&free).map(|id| {
            let opening = Opening { deadline: Some("2d".to_owned()), ..Opening::default() };
            ("open a round", Command::DecisionOpen { id: id.to_string(), opening })
        }),
        11..17 => dice.pick(&voted).map(|id| {
            let words = ["for", "against", "abstain", "consent", "concern"];
            let ballot = dice.pick(&words).unwrap_or_default().to_owned();
            ("vote", Command::Vote { id: id.to_string(), ballot, reason: None })
        }),
        17 | 18 => dice
            .pick(&voted)
            .map(|id| ("close a round", Command::DecisionClose { id: id.to_string(), seed: None })),
        19 => dice
            .pick(&voted)
            .map(|id| ("acknowledge by hand", Command::DecisionAcknowledge { id: id.to_string() })),
        20 | 21 => approve(community, dice).map(|approve| ("approve a change", approve)),
        22 => {
            let value = dice.pick(&["1/2", "1/3", "2/3"]).unwrap_or_default().to_owned();
            Some(("propose a clause", Command::CharterPropose { key: "quorum".to_owned(), value }))
        }
        _ => own_comment(community, dice).map(|id| ("erase own words", Command::Redact { id })),
    };
    told.unwrap_or_else(new_goal)
}

fn propose(dice: &mut Dice) -> Command {
    let method = dice.pick(&[Method::Majority, Method::Consent]).unwrap_or(Method::Majority);
    Command::DecisionPropose {
        title: "Een bankje".to_owned(),
        text: "Er komt een bankje.".to_owned(),
        review: "2028-06-01".to_owned(),
        goal: None,
        method,
        quorum: None,
        share: None,
        numbers: Numbers::default(),
        options: Vec::new(),
    }
}

// A change that waits for approvals, or the admission of a guest of whom nobody spoke yet.
fn approve(community: &Community, dice: &mut Dice) -> Option<Command> {
    let pending = community.judge().pending(community.log(), community.heads());
    let ids = pending.iter().map(|(change, _)| change.id().to_string());
    let changes = ids.map(|id| Command::ChangeApprove { ids: vec![id] });
    let register = community.register();
    let guests = register.with(Standing::Guest).map(|(guest, _)| guest.to_string());
    let guests = guests.map(|guest| Command::MemberApprove { who: vec![guest] });
    dice.pick(&changes.chain(guests).collect::<Vec<_>>())
}

fn own_comment(community: &Community, dice: &mut Dice) -> Option<String> {
    let own = community.log().iter().map(|(_, entry)| &entry.act).filter(|act| {
        act.device() == community.device() && matches!(act.deed(), Some(Deed::Comment(_)))
    });
    let ids: Vec<_> = own.map(|act| HEXLOWER.encode(act.id().bytes())).collect();
    dice.pick(&ids)
}

/// What everybody can say.
pub(super) fn last_word() -> Command {
    Command::GoalAdd { title: "Ik ben er".to_owned(), text: None }
}
