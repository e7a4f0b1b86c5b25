//! What a proposal asks: the method with its numbers, and the options, as an opening fixes them.
//!
//! Guards: an opening is made of the proposal alone, so that every app can see whether a round is
//! about what was proposed. Next: [`super::round`].

use act::{
    fraction::Fraction,
    id::{EntityId, MemberId},
    log::Index,
    round::{Method, Open, Select, Ties},
};
use document::decision::View;

use crate::{answer, community::Community, refusal::Refusal};

/// Dots that a ballot lays when the proposal says nothing.
const DOTS: u16 = 5;

impl Community {
    /// The opening that a proposal asks for, now or as acts and their past show it: everything but text,
    /// deadline and people (of a selection the nominee is left nobody).
    ///
    /// # Errors
    /// When it has no such form: too few options, an option without its cost, values in conflict.
    pub(crate) fn asked(
        &self,
        view: &View,
        least: Fraction,
        at: &[Index],
    ) -> Result<Open, Refusal> {
        let method = method(view, self.options_of(view.id, at).len())?;
        let mut options = Vec::new();
        let mut costs = Vec::new();
        if method.has_options() {
            for option in self.options_of(view.id, at) {
                if option.cost.is_in_conflict() || option.title.is_in_conflict() {
                    return Err(Refusal::InConflict("cost".to_owned()));
                }
                if method.has_costs() {
                    let cost = option.cost.value.and_then(|cost| u64::try_from(cost).ok());
                    let cost = cost.filter(|cost| *cost > 0);
                    costs.push(cost.ok_or_else(|| Refusal::NoCost(option.title.value.clone()))?);
                }
                options.push(option.id);
            }
            if options.len() < 2 {
                return Err(Refusal::TooFewOptions);
            }
            if options.len() > act::cap::OPTIONS {
                return Err(Refusal::TooManyOptions(act::cap::OPTIONS.to_string()));
            }
        }
        let status_quo = view.status_quo.value.filter(|_| method == Method::Ranked);
        let place = |id: EntityId| options.iter().position(|option| *option == id);
        // Under a mandate nobody need vote.
        let least = if method == Method::Mandate { Fraction::ZERO } else { least };
        let quorum = view.quorum.value.filter(|_| method != Method::Mandate).unwrap_or(least);
        let select = self.asked_role(view, method)?;
        let text = act::id::Digest([0; 32]);
        Ok(Open {
            status_quo: status_quo.and_then(place).and_then(|at| u16::try_from(at).ok()),
            ties: match view.ties.value.as_deref() {
                Some("new_round") => Ties::NewRound,
                Some("lot") => Ties::Lot,
                // A draw is what a lottery is about.
                _ if matches!(method, Method::Lot(_)) => Ties::Lot,
                _ => Ties::StatusQuo,
            },
            options,
            costs,
            select,
            ..Open::plain(view.id, text, method, quorum, 0)
        })
    }

    // The role that a proposal is about; who is put forward is said at the opening.
    fn asked_role(&self, view: &View, method: Method) -> Result<Option<Select>, Refusal> {
        if method != Method::Selection {
            return Ok(None);
        }
        if view.role.is_in_conflict() {
            return Err(Refusal::InConflict("role".to_owned()));
        }
        let role = view.role.value.ok_or_else(|| Refusal::Invalid("role".to_owned()))?;
        Ok(Some(Select { role, nominee: MemberId([0; 32]) }))
    }

    /// The options of a proposal in the order in which they were written: by claimed time, then device and its
    /// count, which is the same for everybody.
    pub(super) fn options_of(
        &self,
        id: EntityId,
        at: &[Index],
    ) -> Vec<document::alternative::View> {
        let mut options = self.document.alternatives(&self.log, id, at);
        options.sort_by_cached_key(|option| {
            let header = self.log.find(option.id.act()).map(|at| self.log.act(at).header());
            let written = header.map(|header| (header.claimed_at, header.device, header.seq));
            (written, option.id)
        });
        options
    }
}

// The method that a proposal names, with its numbers.
fn method(view: &View, options: usize) -> Result<Method, Refusal> {
    let all = u16::try_from(options.max(1)).unwrap_or(u16::MAX);
    let number = |value: Option<i64>, usual: u16| {
        value.and_then(|value| u16::try_from(value).ok()).unwrap_or(usual)
    };
    let seats = number(view.seats.value, 1).max(1);
    let most = |usual| number(view.most.value, usual);
    let pot = view.pot.value.and_then(|pot| u64::try_from(pot).ok()).filter(|pot| *pot > 0);
    let pot = || pot.ok_or_else(|| Refusal::Invalid("pot".to_owned()));
    let share = view.share.value;
    Ok(match view.method.value.as_str() {
        "majority" => Method::Majority,
        "absolute" => Method::Absolute,
        "qualified" => Method::Qualified(share.unwrap_or(Fraction::TWO_THIRDS)),
        "consent" => Method::Consent,
        "qualified_of_all" => Method::QualifiedOfAll(share.unwrap_or(Fraction::TWO_THIRDS)),
        "consensus" => Method::Consensus(most(0)),
        "unanimity" => Method::Unanimity,
        "approval" => Method::Approval { most: most(all).max(1), seats },
        "score" => Method::Score { seats },
        "dots" => {
            let dots = number(view.dots.value, DOTS).max(1);
            Method::Dots { dots, most: most(dots).clamp(1, dots), seats }
        }
        "ranked" => Method::Ranked,
        "seats" => Method::Seats(seats),
        "budget_greedy" => Method::BudgetGreedy(pot()?),
        "budget_shares" => Method::BudgetShares(pot()?),
        "poll" => Method::Poll,
        "lot" => Method::Lot(seats),
        "mandate" => Method::Mandate,
        "selection" => Method::Selection,
        _ => return Err(Refusal::Invalid("method".to_owned())),
    })
}

/// The numbers of a round's method as answers have them.
pub(super) fn numbers(open: &Open, titles: &[String]) -> answer::Numbers {
    let (mut numbers, number) = (answer::Numbers::default(), |n: u16| Some(i64::from(n)));
    match open.method {
        Method::Consensus(aside) => numbers.most = number(aside),
        Method::Approval { most, seats } => {
            (numbers.most, numbers.seats) = (number(most), number(seats));
        }
        Method::Score { seats } | Method::Seats(seats) | Method::Lot(seats) => {
            numbers.seats = number(seats);
        }
        Method::Dots { dots, most, seats } => {
            numbers.dots = number(dots);
            (numbers.most, numbers.seats) = (number(most), number(seats));
        }
        Method::BudgetGreedy(pot) | Method::BudgetShares(pot) => {
            numbers.pot = i64::try_from(pot).ok();
        }
        _ => {}
    }
    numbers.ties = document::shape::ties(open.ties).to_owned();
    numbers.status_quo =
        open.status_quo.and_then(|option| titles.get(usize::from(option)).cloned());
    numbers
}
