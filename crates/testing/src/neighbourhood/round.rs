//! One round of a decision: proposed, opened, voted in, closed, acknowledged.
//!
//! Guards: closed with its quorum only, by somebody who may; now and then a ballot comes too late and
//! its owner closes again, more fully. Next: [`super::story`].

use act::{
    ballot::Ballot,
    codec,
    content::{Comment, Create, Entity, Role, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, Digest, EntityId},
    round::{Acknowledge, Close, Method, Open, Vote},
    statement,
};

use super::story::{Story, chars};

/// How many of a hundred electors vote: fewer than in the demo (37 of 39), as where more people are.
const TURNOUT: usize = 88;

/// How many of a hundred ballots have a reason: half, as in the demo.
const REASONED: usize = 50;

/// A round that is under way.
pub(super) struct Round {
    open: ActId,
    text: Digest,
    method: Method,
    opener: usize,
    electorate: Vec<usize>,
    to_vote: Vec<usize>,
    voted: usize,
    close: Option<ActId>,
    to_acknowledge: Vec<usize>,
}

impl Story {
    /// Somebody proposes something and opens a round on it.
    pub(super) fn propose(&mut self) -> Round {
        let opener = self.dice.pick(&self.members).copied().unwrap_or(0);
        let title = self.prose.line(&mut self.dice);
        let text = self.prose.text(&mut self.dice);
        let goal = self.a_goal();
        let (method, choice) = match self.dice.below(10) {
            0 => (Method::Qualified(Fraction::TWO_THIRDS), 2),
            1..4 => (Method::Consent, 3),
            _ => (Method::Majority, 0),
        };
        let review = i32::try_from(self.people.now / 86_400 + 180).unwrap_or(i32::MAX);
        let mut fields = vec![
            Write { field: 0, value: Value::Words(chars(&title)) },
            Write { field: 2, value: Value::Date(review) },
        ];
        fields.extend(goal.map(|goal| Write { field: 3, value: Value::Link(goal) }));
        fields.push(Write { field: 4, value: Value::Choice(choice) });
        fields.push(Write { field: 5, value: Value::Share(Fraction::HALF) });
        if choice == 2 {
            fields.push(Write { field: 6, value: Value::Share(Fraction::TWO_THIRDS) });
        }
        let create = Deed::Create(Create { entity: Entity::Decision, fields });
        let decision: EntityId = self.write(opener, create, vec![title.clone()]).id().into();
        self.splice(opener, Entity::Decision, decision, text.clone());
        self.discuss(decision.act());
        let text = statement::text(decision, &codec::encode(&(&title, &text, review, goal)));
        let open = Open {
            closers: vec![self.persons[opener].member],
            ..Open::plain(decision, text, method, Fraction::HALF, self.people.now + 7 * 86_400)
        };
        let electorate = self.members.clone();
        let open = self.write(opener, Deed::Open(Box::new(open)), Vec::new()).id();
        let quorum = Fraction::HALF.least_of(electorate.len());
        let mut to_vote = electorate.clone();
        while to_vote.len() > quorum && to_vote.len() * 100 > electorate.len() * TURNOUT {
            let at = self.dice.below(to_vote.len());
            to_vote.swap_remove(at);
        }
        let to_acknowledge = electorate.clone();
        Round {
            open,
            text,
            method,
            opener,
            electorate,
            to_vote,
            voted: 0,
            close: None,
            to_acknowledge,
        }
    }

    /// The next thing in a round; false when it is over.
    pub(super) fn advance(&mut self, round: &mut Round) -> bool {
        // Who left does nothing any more.
        let members = &self.members;
        round.to_vote.retain(|person| members.contains(person));
        round.to_acknowledge.retain(|person| members.contains(person));
        let quorum = Fraction::HALF.least_of(round.electorate.len());
        if let Some(voter) = round.to_vote.pop() {
            self.vote(voter, round);
            if round.to_vote.is_empty() && round.voted > quorum && self.dice.percent(15) {
                self.close_too_early(voter, round);
            }
            true
        } else if round.close.is_none() {
            // When too many left, nobody can close.
            if round.voted >= quorum {
                let closer = self.closer(round);
                let close =
                    self.write(closer, Deed::Close(vec![Close::of(round.open)]), Vec::new());
                round.close = Some(close.id());
            }
            round.close.is_some()
        } else if let Some((person, close)) = round.to_acknowledge.pop().zip(round.close) {
            let acknowledge = Acknowledge { round: round.open, close };
            self.write_free(person, Deed::Acknowledge(vec![acknowledge]), Vec::new());
            true
        } else {
            false
        }
    }

    fn closer(&self, round: &Round) -> usize {
        let may = |person: &&usize| self.members.contains(person);
        if self.members.contains(&round.opener) {
            round.opener
        } else {
            round.electorate.iter().find(may).copied().unwrap_or(round.opener)
        }
    }

    fn vote(&mut self, voter: usize, round: &mut Round) {
        round.voted += 1;
        let chance = self.dice.below(100);
        let ballot = match (round.method, chance) {
            (Method::Consent, 0..75) => Ballot::Consent,
            (Method::Consent, 75..88) => Ballot::Concern,
            (Method::Consent, 88..97) => Ballot::Aside,
            (Method::Consent, _) => Ballot::Object,
            (_, 0..62) => Ballot::For,
            (_, 62..90) => Ballot::Against,
            _ => Ballot::Abstain,
        };
        let reason = (ballot == Ballot::Object || self.dice.percent(REASONED)).then(|| {
            let text = self.prose.remark(&mut self.dice);
            let comment = Comment { on: round.open, role: Role::Reason, chars: chars(&text) };
            self.write(voter, Deed::Comment(comment), vec![text]).id()
        });
        let vote = Deed::Vote(vec![Vote { round: round.open, text: round.text, ballot, reason }]);
        self.write_free(voter, vote, Vec::new());
    }

    // Somebody closes who hasn't got the last ballot; the app of who is missed closes again.
    fn close_too_early(&mut self, missed: usize, round: &mut Round) {
        let closer = self.closer(round);
        let device = self.device_of(closer);
        if closer == missed || !self.may_be_apart(device) {
            return;
        }
        self.write_on(device, Deed::Close(vec![Close::of(round.open)]), Vec::new(), true);
        let close = self.write(missed, Deed::Close(vec![Close::of(round.open)]), Vec::new());
        round.close = Some(close.id());
    }
}
