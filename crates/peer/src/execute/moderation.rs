//! House rules, and what members fold away behind them: write, hide, show, appeal; who said what.
//!
//! Guards: a house rule holds by the charter only, so by two thirds of the members; nobody hides anything
//! alone, and nobody their own; everything stays readable (definition 18). Next: `rules::judge::moderate`.

use std::collections::BTreeMap;

use act::{
    cap,
    charter::{Amendment, Clause, Key},
    content::{Create, Entity, Moderate, Write},
    deed::Deed,
    id::{ActId, EntityId, MemberId},
    log::Index,
    register::Change,
};
use rules::{
    judge::moderate::Moderation,
    register::{Register, Standing},
};

use super::show::{line, words};
use crate::{
    answer::{self, Against, Answer, Fold, HouseRule, Todo},
    clause,
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

/// How everything stands of which something was ever said; worked out once for an answer.
pub(super) type Folds = BTreeMap<Index, Moderation>;

/// What can be folded away by its id.
const WRITTEN: [Entity; 6] = [
    Entity::Goal,
    Entity::Decision,
    Entity::Alternative,
    Entity::Nomination,
    Entity::EarlierDecision,
    Entity::Attachment,
];

/// The fewest hexadecimal digits that are taken for an id, as in [`crate::names`].
const SHORTEST: usize = 4;

impl Community {
    /// Writes a house rule and proposes that it holds.
    pub(super) fn write_house_rule(
        &mut self,
        title: String,
        text: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        if self.myself()?.1 != Standing::Member {
            return Err(Refusal::NotMember);
        }
        let title = line("title", title)?;
        let text = text.unwrap_or_default().trim().to_owned();
        // It is written once and never edited, so in one act.
        if text.len() > cap::STRING {
            return Err(Refusal::TooLong("text".to_owned()));
        }
        let mut rules = self.register().charter().house_rules.clone();
        let same = |rule: &&document::named::View| {
            rule.title.value.to_lowercase() == title.to_lowercase() && rule.text == text
        };
        let written = self.document.named(Entity::HouseRule);
        // Who writes what somebody wrote before means that one: approvals add up.
        let rule = match written.iter().find(same) {
            Some(rule) if rules.contains(&rule.id) => return Err(Refusal::InForce),
            Some(rule) => rule.id,
            None if rules.len() == cap::PARTS => {
                return Err(Refusal::Invalid(Key::HouseRules.word().to_owned()));
            }
            None => {
                let (fields, strings) = named(title, text);
                let create = Create { entity: Entity::HouseRule, fields };
                let index = self.write(Deed::Create(create), strings, ambient)?;
                self.log.act(index).id().into()
            }
        };
        rules.push(rule);
        self.propose_house_rules(rules, ambient)
    }

    fn propose_house_rules(
        &mut self,
        rules: Vec<EntityId>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let replaces = self.register().holding(Key::HouseRules).to_vec();
        let amendment = Amendment { clause: in_order(rules)?, replaces };
        self.propose_change(Change::Clause(Box::new(amendment)), ambient)
    }

    /// Reads a list of house rules as it was typed: `none`, `RULE; RULE`, or `add RULE` and `drop RULE`, which
    /// begin from the list that holds. A rule is its title or the beginning of its id.
    ///
    /// # Errors
    /// When a rule isn't known.
    pub(super) fn read_house_rules(&self, text: &str) -> Result<Clause, Refusal> {
        let text = text.trim();
        let mut rules = self.register().charter().house_rules.clone();
        // Of two of one title that one which holds is meant.
        let find = |typed: &str| match self.house_rule_among(&rules, typed) {
            Some(rule) => Ok(rule),
            None => self.find_entity(&[Entity::HouseRule], typed),
        };
        if text.eq_ignore_ascii_case("none") {
            rules.clear();
        } else if let Some(rule) = text.strip_prefix("add ") {
            let rule = self.find_entity(&[Entity::HouseRule], rule)?;
            rules.push(rule);
        } else if let Some(rule) = text.strip_prefix("drop ") {
            let rule = self
                .house_rule_among(&rules, rule)
                .ok_or_else(|| Refusal::NoHouseRule(rule.trim().to_owned()))?;
            rules.retain(|other| *other != rule);
        } else {
            let typed = text.split(';').map(str::trim).filter(|typed| !typed.is_empty());
            rules = typed.map(find).collect::<Result<_, _>>()?;
            if rules.is_empty() {
                return Err(Refusal::Invalid(Key::HouseRules.word().to_owned()));
            }
        }
        in_order(rules)
    }

    fn house_rule_among(&self, rules: &[EntityId], typed: &str) -> Option<EntityId> {
        let lower = typed.trim().to_lowercase();
        let named =
            |rule: &&EntityId| self.title(Entity::HouseRule, **rule).to_lowercase() == lower;
        let begins =
            |rule: &&EntityId| lower.len() >= SHORTEST && rule.to_string().starts_with(&lower);
        rules.iter().find(named).or_else(|| rules.iter().find(begins)).copied()
    }

    /// House rules with their words, oldest first.
    pub(super) fn house_rules(&self, rules: &[EntityId]) -> Vec<HouseRule> {
        if rules.is_empty() {
            return Vec::new();
        }
        let written = self.document.named(Entity::HouseRule).into_iter();
        let named = written.filter(|rule| rules.contains(&rule.id));
        named
            .map(|rule| HouseRule {
                id: rule.id.to_string(),
                title: rule.title.value,
                text: rule.text,
            })
            .collect()
    }

    /// A clause as answers have it, house rules with their words.
    pub(super) fn clause(
        &self,
        clause: &Clause,
        register: &Register,
        names: &Names,
    ) -> answer::Clause {
        let rules = match clause {
            Clause::HouseRules(rules) => self.house_rules(rules),
            _ => Vec::new(),
        };
        answer::Clause { rules, ..clause::told(clause, register, names) }
    }

    /// Says that something somebody else wrote goes against a house rule.
    pub(super) fn hide(
        &mut self,
        typed: &str,
        rule: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, standing) = self.myself()?;
        let (what, index) = self.find_written(typed)?;
        if self.judge.verdict(index).author == Some(me) {
            return Err(Refusal::OwnWords);
        }
        if standing != Standing::Member {
            return Err(Refusal::NotMember);
        }
        let rules = self.register().charter().house_rules.clone();
        let against = self
            .house_rule_among(&rules, rule)
            .ok_or_else(|| Refusal::NoHouseRule(rule.trim().to_owned()))?;
        let now = self.judge.moderation(&self.log, index, &self.heads());
        if now.hide.contains(&(me, against)) {
            return Err(Refusal::InForce);
        }
        let said = Moderate { what, against: Some(against) };
        self.write(Deed::Moderate(vec![said]), Vec::new(), ambient)?;
        Ok(self.moderation())
    }

    /// Says that something should be shown; of one's own an appeal.
    pub(super) fn unhide(
        &mut self,
        typed: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, standing) = self.myself()?;
        let (what, index) = self.find_written(typed)?;
        let own = self.judge.verdict(index).author == Some(me);
        if !own && standing != Standing::Member {
            return Err(Refusal::NotMember);
        }
        let now = self.judge.moderation(&self.log, index, &self.heads());
        if now.hide.is_empty() {
            return Err(Refusal::NotHidden);
        }
        if (own && now.is_appealed) || now.show.contains(&me) {
            return Err(Refusal::InForce);
        }
        let said = Moderate { what, against: None };
        self.write(Deed::Moderate(vec![said]), Vec::new(), ambient)?;
        Ok(self.moderation())
    }

    // A comment or nomination, or what brought a goal, decision or option.
    fn find_written(&self, typed: &str) -> Result<(ActId, Index), Refusal> {
        let entity = match self.find_entity(&[Entity::Goal, Entity::Decision], typed) {
            Err(Refusal::Unknown(_)) => self.find_entity(&[Entity::Alternative], typed),
            found => found,
        };
        let act = match entity {
            Err(Refusal::Unknown(_)) => self.find_act(typed)?,
            found => found?.act(),
        };
        let unknown = || Refusal::Unknown(typed.to_owned());
        let index = self.log.find(act).ok_or_else(unknown)?;
        let is_written = match self.log.act(index).deed() {
            Some(Deed::Create(create)) => WRITTEN.contains(&create.entity),
            Some(Deed::Comment(_)) => true,
            _ => false,
        };
        let written = is_written && self.judge.verdict(index).is_effective();
        written.then_some((act, index)).ok_or_else(unknown)
    }

    /// How everything stands of which something was ever said.
    pub(super) fn folds(&self) -> Folds {
        self.judge.moderations(&self.log, &self.heads())
    }

    /// Whether this was folded away.
    pub(super) fn is_folded(&self, folds: &Folds, act: ActId) -> bool {
        let index = if folds.is_empty() { None } else { self.log.find(act) };
        index.is_some_and(|index| folds.get(&index).is_some_and(|stands| stands.is_hidden))
    }

    /// Whether a line of the log says, or is about, what was folded away.
    pub(super) fn says_folded(&self, folds: &Folds, index: Index) -> bool {
        if folds.is_empty() {
            return false;
        }
        let act = self.log.act(index);
        let is_folded = |id: ActId| self.is_folded(folds, id);
        match act.deed() {
            // What is attached tells what it is attached to.
            Some(Deed::Create(create)) if create.entity == Entity::Attachment => {
                let attached = self.document.attachment(act.id().into());
                is_folded(act.id()) || attached.is_some_and(|one| is_folded(one.on.act()))
            }
            Some(Deed::Create(_)) => is_folded(act.id()),
            Some(Deed::Set(set)) => is_folded(set.on.act()),
            Some(Deed::EditText(edit)) => is_folded(edit.on.act()),
            Some(Deed::Open(open)) => is_folded(open.decision.act()),
            Some(Deed::Comment(comment)) => {
                is_folded(act.id())
                    || self.item_of(comment.on).is_some_and(|(_, item)| is_folded(item.act()))
            }
            Some(deed) => self.rounds_in(deed).into_iter().any(|open| {
                let round = self.log.find(open).and_then(|open| self.judge.round(open));
                round.is_some_and(|round| is_folded(round.decision().act()))
            }),
            None => false,
        }
    }

    // The rounds that a deed in them names.
    fn rounds_in(&self, deed: &Deed) -> Vec<ActId> {
        match deed {
            Deed::Vote(list) => list.iter().map(|vote| vote.round).collect(),
            Deed::Proxy(list) => list.iter().map(|proxy| proxy.round).collect(),
            Deed::Report(report) => vec![report.round],
            Deed::Close(list) => list.iter().map(|close| close.round).collect(),
            Deed::Acknowledge(list) => list.iter().map(|ack| ack.round).collect(),
            Deed::WithdrawOpening(rounds) => rounds.clone(),
            Deed::Weigh(list) => list.iter().map(|weigh| weigh.round).collect(),
            Deed::Countersign(list) => list.iter().map(|sign| sign.round).collect(),
            Deed::Answer(list) => {
                let advice = list.iter().filter_map(|said| self.document.comment(said.advice));
                advice.map(|advice| advice.on).collect()
            }
            _ => Vec::new(),
        }
    }

    // The goal or decision that remarks on this are about in the end.
    pub(super) fn item_of(&self, on: ActId) -> Option<(Entity, EntityId)> {
        // Up from remark to remark; each is about something in its own past, so this ends.
        let mut on = on;
        while let Some(remark) = self.document.comment(on) {
            on = remark.on;
        }
        if let Some((entity, _)) = self.judge.entity(on.into()) {
            return Some((entity, on.into()));
        }
        let round = self.judge.round(self.log.find(on)?)?;
        Some((Entity::Decision, round.decision()))
    }

    /// What members say about showing something; nothing where nobody ever said anything.
    pub(super) fn fold(&self, folds: &Folds, act: ActId, names: &Names) -> Option<Fold> {
        let index = if folds.is_empty() { None } else { self.log.find(act) }?;
        folds.get(&index).map(|stands| self.fold_of(index, stands, names))
    }

    pub(super) fn fold_of(&self, what: Index, stands: &Moderation, names: &Names) -> Fold {
        let me = self.me().map(|(me, _)| me);
        let own = me.is_some() && self.judge.verdict(what).author == me;
        let against = |(member, rule): &(MemberId, EntityId)| Against {
            by: names.name(*member),
            rule: self.title(Entity::HouseRule, *rule),
            rule_id: rule.to_string(),
            at: self.said_at(what, *member, *rule),
        };
        let mut hide: Vec<_> = stands.hide.iter().map(against).collect();
        hide.sort_by(|a, b| (a.at, &a.by).cmp(&(b.at, &b.by)));
        let is_mine = |member: &MemberId| Some(*member) == me;
        let mine = if stands.hide.iter().any(|(member, _)| is_mine(member)) {
            Some("hide")
        } else if stands.show.iter().any(is_mine) || (own && stands.is_appealed) {
            Some("show")
        } else {
            None
        };
        Fold {
            hidden: stands.is_hidden,
            hide,
            show: names.list(stands.show.iter().copied()),
            appealed: stands.is_appealed,
            mine: mine.map(str::to_owned),
        }
    }

    // When somebody said it last, by their clock.
    fn said_at(&self, what: Index, member: MemberId, rule: EntityId) -> i64 {
        let words = self.judge.moderated().get(&what).into_iter().flatten();
        let mut own =
            words.rev().filter(|word| word.member == member && word.against == Some(rule));
        own.next().map(|word| self.log.act(word.act).header().claimed_at).unwrap_or_default()
    }

    /// All of which was ever said that it goes against a house rule; or one thing, also when nobody said so.
    pub(super) fn list_moderation(&self, of: Option<&str>) -> Result<Answer, Refusal> {
        let Some(of) = of else { return Ok(self.moderation()) };
        let (_, what) = self.find_written(of)?;
        let stands = self.judge.moderation(&self.log, what, &self.heads());
        Ok(self.cases(&BTreeMap::from([(what, stands)])))
    }

    pub(super) fn moderation(&self) -> Answer {
        self.cases(&self.folds())
    }

    fn cases(&self, folds: &Folds) -> Answer {
        let names = Names::of(self);
        let known = (&names, &self.erasures());
        let mut cases: Vec<_> =
            folds.iter().map(|(what, stands)| self.case(*what, stands, known)).collect();
        cases.sort_by_key(|case| (!case.fold.hidden, case.since.is_none(), -case.at));
        let house_rules = self.house_rules(&self.register().charter().house_rules);
        Answer::Moderation(answer::Moderation { cases, house_rules })
    }

    /// What was folded away and whose writer asks for it to be shown, until the owner said something.
    pub(super) fn to_hear(&self, me: MemberId, names: &Names) -> Vec<Todo> {
        let asks = |(what, stands): &(Index, Moderation)| {
            let spoke = stands.show.contains(&me) || stands.hide.iter().any(|(by, _)| *by == me);
            stands.is_hidden
                && stands.is_appealed
                && !spoke
                && self.judge.verdict(*what).author != Some(me)
        };
        let todo = |(what, _): (Index, Moderation)| {
            let author = self.judge.verdict(what).author;
            let name = author.map(|author| names.name(author)).unwrap_or_default();
            Todo {
                kind: "appeal".to_owned(),
                id: self.log.act(what).id().to_string(),
                title: name.clone(),
                until: None,
                by: name,
                of: "case".to_owned(),
                since: None,
                hidden: false,
            }
        };
        self.folds().into_iter().filter(asks).map(todo).collect()
    }
}

/// The fields of something with a title and perhaps a few words, and its strings.
pub(super) fn named(title: String, text: String) -> (Vec<Write>, Vec<String>) {
    let mut fields = vec![Write { field: 0, value: words(&title) }];
    let mut strings = vec![title];
    if !text.is_empty() {
        fields.push(Write { field: 1, value: words(&text) });
        strings.push(text);
    }
    (fields, strings)
}

// Each once, in the order in which an act has them, and no more than fit.
fn in_order(mut rules: Vec<EntityId>) -> Result<Clause, Refusal> {
    rules.sort_unstable();
    rules.dedup();
    if rules.len() > cap::PARTS {
        return Err(Refusal::Invalid(Key::HouseRules.word().to_owned()));
    }
    Ok(Clause::HouseRules(rules))
}
