//! A decision under a mandate, weighed objections, an agreement: what the archive's page tells of them.
//!
//! Guards: as [`super::count`]. Next: `words::counting`.

use std::collections::BTreeMap;

use act::{
    content::Entity,
    id::{EntityId, MemberId},
    log::Index,
    mandate::Grant,
    register::Change,
    round::Select,
};
use rules::{
    counting::Counted,
    round::{Round, State},
};
use words::counting;

use super::Names;
use crate::source::Source;

/// Somebody who was asked for advice: by name, whether it reached them, what they advised, what was done
/// with it and why.
type Adviser = (String, bool, Vec<(String, Option<&'static str>, Option<String>)>);

/// All of it, to be borrowed from.
pub(super) struct Counsel {
    title: String,
    decider: String,
    amount: i64,
    ceiling: i64,
    spent: i64,
    outside: Option<&'static str>,
    advisers: Vec<Adviser>,
    is_under: bool,
    tests: Vec<(String, usize, usize, bool)>,
    needed: usize,
    partner: Option<(String, Option<bool>, Option<String>, bool)>,
    selected: Option<Selected>,
}

/// Somebody put forward: for which role, who, whether they want it, by whom they or others were nominated
/// and why.
struct Selected {
    role: String,
    nominee: String,
    willing: Option<bool>,
    nominations: Vec<(String, String, Option<String>)>,
}

impl Counsel {
    pub(super) fn of(
        source: &Source,
        names: &Names,
        open: Index,
        (round, state): (&Round, &State),
        counted: &BTreeMap<MemberId, Counted>,
    ) -> Self {
        let (log, judge) = (&source.log, &source.judge);
        let heads = source.heads_of_log();
        let text = |act: Index| source.document.comment(log.act(act).id()).map(|said| said.text);
        let under = round.open.under.as_ref();
        let granted = under.and_then(|under| granted(source, under.grant));
        let close = state.shown.and_then(|shown| round.closes.get(&shown));
        let outside =
            close.map_or_else(|| judge.outside_mandate(log, open, &heads), |close| close.outside);
        let euro = |cents: u64| i64::try_from(cents).unwrap_or(i64::MAX);
        let amount = under.map_or(0, |under| under.amount);
        let spent = under.map_or(0, |under| judge.spent(log, under.grant, &heads));
        let others = if outside.is_none() { spent.saturating_sub(amount) } else { spent };
        let missing = judge.advice_missing(log, open, &heads);
        let advice = |adviser: MemberId| {
            let given = round.advice.iter().filter(move |advised| advised.adviser == adviser);
            let told = given.map(|advised| {
                let answer = round.answers.iter().rev().find(|a| a.advice == advised.act);
                let reason = answer.and_then(|answer| answer.reason).and_then(text);
                let said = text(advised.act).unwrap_or_default();
                (said, answer.map(|answer| answer.taken.word()), reason)
            });
            (names.name(adviser), !missing.unreached.contains(&adviser), told.collect())
        };
        let partner = round.open.partner.map(|partner| {
            let agrees = round.partner_says(log, &log.clock_of(heads.iter().copied()));
            let mut signed = round.countersigned.iter().rev();
            let signed =
                signed.find(|signed| Some(signed.agrees) == agrees && signed.reason.is_some());
            let adopted = state.outcome.as_ref().is_some_and(rules::tally::Outcome::is_adopted);
            let reason = signed.and_then(|signed| signed.reason).and_then(text);
            (names.name(partner), agrees, reason, adopted && agrees == Some(true))
        });
        Self {
            title: granted
                .as_ref()
                .and_then(|grant| source.document.mandate(grant.mandate))
                .map(|mandate| mandate.title)
                .unwrap_or_default(),
            decider: names.name(round.opener),
            amount: euro(amount),
            ceiling: granted.map_or(0, |grant| euro(grant.ceiling)),
            spent: euro(others),
            outside: outside.map(rules::mandate::Outside::word),
            advisers: round.advisers.iter().map(|adviser| advice(*adviser)).collect(),
            is_under: under.is_some(),
            tests: counted
                .iter()
                .filter_map(|(member, one)| {
                    let test = one.test?;
                    Some((names.name(*member), test.harm, test.none, test.is_invalid))
                })
                .collect(),
            needed: usize::from(round.open.judges.unwrap_or_default()),
            partner,
            selected: round
                .open
                .select
                .map(|select| selected(source, names, (open, round), select, counted)),
        }
    }

    pub(super) fn selected(&self) -> Option<counting::Selected<'_>> {
        let selected = self.selected.as_ref()?;
        Some(counting::Selected {
            role: &selected.role,
            nominee: &selected.nominee,
            willing: selected.willing,
            nominations: selected.nominations.iter().map(nominated).collect(),
        })
    }

    pub(super) fn under(&self) -> Option<counting::Under<'_>> {
        self.is_under.then(|| counting::Under {
            mandate: &self.title,
            decider: &self.decider,
            amount: self.amount,
            ceiling: self.ceiling,
            spent: self.spent,
            outside: self.outside,
            advisers: self.advisers.iter().map(told).collect(),
        })
    }

    pub(super) fn tests(&self) -> Vec<counting::Test<'_>> {
        let each = self.tests.iter().map(|(of, harm, none, invalid)| counting::Test {
            of,
            harm: *harm,
            none: *none,
            needed: self.needed,
            invalid: *invalid,
        });
        each.collect()
    }

    pub(super) fn partner(&self) -> Option<counting::Partner<'_>> {
        let (name, agrees, reason, in_force) = self.partner.as_ref()?;
        let (agrees, in_force) = (*agrees, *in_force);
        Some(counting::Partner { name, agrees, reason: reason.as_deref(), in_force })
    }
}

fn nominated((by, who, why): &(String, String, Option<String>)) -> (&str, &str, Option<&str>) {
    (by, who, why.as_deref())
}

fn told((name, reached, advice): &Adviser) -> counting::Adviser<'_> {
    let advice = advice.iter().map(|(text, answer, why)| (text.as_str(), *answer, why.as_deref()));
    counting::Adviser { name, reached: *reached, advice: advice.collect() }
}

// Who was nominated when somebody was put forward; why isn't said where that was folded away.
fn selected(
    source: &Source,
    names: &Names,
    (open, round): (Index, &Round),
    select: Select,
    counted: &BTreeMap<MemberId, Counted>,
) -> Selected {
    let role = source.document.named_at(&source.log, Entity::Role, select.role, &[open]);
    let all = source.document.nominations(&source.log, round.decision(), &[open]);
    let is_hidden = |id: EntityId| {
        let index = source.log.find(id.act());
        index.is_some_and(|index| {
            source.judge.moderation(&source.log, index, &source.heads_of_log()).is_hidden
        })
    };
    let nominations = all.into_iter().filter(|(_, stands)| *stands).map(|(one, _)| {
        let who = one.person.map(|person| names.name(person)).unwrap_or_default();
        (names.name(one.created_by), who, (!is_hidden(one.id)).then_some(one.text))
    });
    let said = counted.get(&select.nominee);
    Selected {
        role: role.map(|role| role.title.value).unwrap_or_default(),
        nominee: names.name(select.nominee),
        willing: said.and_then(Counted::is_willing),
        nominations: nominations.collect(),
    }
}

// A grant that is or was in force, by the hash of its change.
fn granted(source: &Source, id: act::id::ChangeId) -> Option<Grant> {
    let in_force = source.judge.in_force(&source.log, source.heads_of_log()).into_iter();
    in_force.filter(|change| change.id() == id).find_map(|change| match change {
        Change::Grant(grant) => Some(*grant),
        _ => None,
    })
}
