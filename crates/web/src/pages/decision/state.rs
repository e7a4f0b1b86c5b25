//! How far a decision is: one word in a pill, a line at the top, the way from idea to looking back.
//!
//! Guards: "provisional" is never left out before a result. Next: [`super::result`].

use maud::{Markup, html};
use peer::answer::Decision;
use words::{say, speech::Words, term, when};

use super::ballot::line::Asked;
use crate::{
    parts::{
        moment,
        steps::{self, Pace, Step},
    },
    visit::Here,
};

/// How far a decision is: its status, where an opening that was taken back is a proposal again.
pub(super) fn stage(decision: &Decision) -> &str {
    if decision.ways.withdrawn && matches!(decision.status.as_str(), "open" | "closed") {
        "draft"
    } else {
        decision.status.as_str()
    }
}

/// Whether something is to be done now that it is settled: what was proposed, or what was chosen.
pub(super) fn goes_on(outcome: Option<&str>) -> bool {
    matches!(outcome, Some("adopted" | "chosen" | "told"))
}

/// The state in a pill; an open round is called by how it decides.
pub(crate) fn pill(words: Words, status: &str, method: &str, outcome: Option<&str>) -> Markup {
    if status == "open" && term::asks_consent(method) {
        return html! { span class="pill" { (say!(words, "page-state-open-consent")) } };
    }
    if status == "open" && method == "mandate" {
        return html! { span class="pill" { (say!(words, "page-state-open-mandate")) } };
    }
    let class = match (status, outcome) {
        ("draft", _) => "pill idea",
        ("closed", _) => "pill soon",
        ("disputed", _) => "pill stop",
        ("confirmed", Some("rejected" | "tied")) => "pill no",
        _ => "pill",
    };
    html! { span class=(class) { (label(words, status, said(method, outcome))) } }
}

// Where one chooses from options nothing is adopted or not.
fn said<'a>(method: &str, outcome: Option<&'a str>) -> Option<&'a str> {
    match outcome {
        Some("rejected") if Asked::of(method) != Asked::Word => Some("nothing"),
        other => other,
    }
}

/// The state of a decision in words.
pub(super) fn label_of(words: Words, decision: &Decision) -> String {
    label(words, stage(decision), said(&decision.method, outcome(decision)))
}

/// The state of a decision in a pill.
pub(super) fn pill_of(words: Words, decision: &Decision) -> Markup {
    pill(words, stage(decision), &decision.method, outcome(decision))
}

/// The state in words; the outcome is the confirmed or else the provisional one.
pub(crate) fn label(words: Words, status: &str, outcome: Option<&str>) -> String {
    match (status, outcome) {
        ("draft", _) => say!(words, "page-state-draft"),
        ("open", _) => say!(words, "page-state-open"),
        ("disputed", _) => say!(words, "page-state-disputed"),
        ("closed", Some("adopted")) => say!(words, "page-state-closed-adopted"),
        ("closed", Some("chosen")) => say!(words, "page-state-closed-chosen"),
        ("closed", Some("nothing")) => say!(words, "page-state-closed-nothing"),
        ("closed", Some("tied")) => say!(words, "page-state-closed-tied"),
        ("closed", Some("told")) => say!(words, "page-state-closed-told"),
        ("closed", _) => say!(words, "page-state-closed-rejected"),
        (_, Some("adopted")) => say!(words, "page-state-adopted"),
        (_, Some("chosen")) => say!(words, "page-state-chosen"),
        (_, Some("nothing")) => say!(words, "page-state-nothing"),
        (_, Some("tied")) => say!(words, "page-state-tied"),
        (_, Some("told")) => say!(words, "page-state-told"),
        _ => say!(words, "page-state-rejected"),
    }
}

/// The outcome of a decision: the confirmed one, else the provisional one.
pub(crate) fn outcome(decision: &Decision) -> Option<&str> {
    decision.outcome.as_deref().or(decision.provisional.as_deref())
}

/// The line above the title.
pub(super) fn line(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    html! {
        p class="state" {
            (pill_of(words, decision))
            @match stage(decision) {
                "draft" => span { (say!(words, "page-state-since")) " " (moment::moment(here, decision.at)) },
                "open" => (until(here, decision)),
                "confirmed" => {
                    @if let Some(at) = decision.confirmed_at { span { (moment::moment(here, at)) } }
                },
                "closed" => {
                    span {
                        (say!(words, "page-acknowledged-of", n = decision.acknowledged.len(),
                            of = decision.electorate.len()))
                    }
                },
                _ => {},
            }
        }
    }
}

fn until(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    let Some(deadline) = decision.deadline else { return html! {} };
    if deadline <= here.now {
        return html! { span { (say!(words, "page-state-time-over")) } };
    }
    html! {
        span {
            (when::left(words, deadline, here.now)) ", " (say!(words, "page-until")) " "
            (moment::moment(here, deadline))
        }
    }
}

/// From proposal to looking back.
pub(super) fn way(here: &Here, decision: &Decision) -> Markup {
    steps::steps(&steps_of(here.words, here.now, decision))
}

fn steps_of(words: Words, now: i64, decision: &Decision) -> Vec<Step> {
    let day = |at: i64| when::short_day(words, &when::date_of(at), now);
    // Which step is the one of now.
    let stage = stage(decision);
    let at = match stage {
        "draft" => 1,
        "open" => 2,
        "closed" | "disputed" => 3,
        _ if goes_on(decision.outcome.as_deref()) => 4,
        // Where nothing changes there is nothing to look back on.
        _ => 5,
    };
    let pace = |step: usize| match step.cmp(&at) {
        std::cmp::Ordering::Less => Pace::Done,
        std::cmp::Ordering::Equal => Pace::Now,
        std::cmp::Ordering::Greater => Pace::Later,
    };
    let round = if term::asks_consent(&decision.method) {
        say!(words, "page-way-round-consent")
    } else {
        say!(words, "page-way-round")
    };
    let end = decision.closed_at.or(decision.deadline).map(day);
    let opened = decision.opened_at.filter(|_| stage != "draft").map(day);
    let round_more = match (opened, end) {
        (Some(from), Some(to)) if from != to => {
            say!(words, "page-way-from-to", from = from, to = to)
        }
        (Some(from), _) => from,
        _ => say!(words, "page-way-round-later"),
    };
    let result_more = match stage {
        "closed" => say!(
            words,
            "page-way-needed",
            n = decision.acknowledged.len(),
            needed = decision.needed
        ),
        "disputed" => say!(words, "page-way-disputed"),
        "confirmed" => words::term::outcome(words, decision.outcome.as_deref().unwrap_or_default()),
        _ => say!(words, "page-way-result-later"),
    };
    let mut steps = vec![
        Step {
            pace: pace(0),
            name: say!(words, "page-way-proposal"),
            more: say!(words, "page-way-by", day = day(decision.at), name = &decision.by),
        },
        Step {
            pace: pace(1),
            name: say!(words, "page-way-talk"),
            more: say!(words, "page-way-comments", n = decision.comments.len()),
        },
        Step { pace: pace(2), name: round, more: round_more },
        Step { pace: pace(3), name: say!(words, "page-way-result"), more: result_more },
    ];
    if at < 5 {
        steps.push(Step {
            pace: pace(4),
            name: say!(words, "page-way-review"),
            more: when::short_day(words, &decision.review, now),
        });
    }
    steps
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use words::language::Language;

    use super::*;
    use crate::pages::decision::sample;

    /// `TZ=Europe/Amsterdam date -d @1796151600`: Tue Dec 1 20:00:00 CET 2026.
    const EVENING: i64 = 1_796_151_600;

    #[test]
    fn the_way_shows_where_it_is_and_how_far_a_result_is() {
        let words = Words::new(Language::Dutch);
        let way = |changes| {
            let steps = steps_of(words, EVENING, &sample::decision(changes));
            let now = steps.iter().position(|step| step.pace == Pace::Now);
            (steps.len(), now, steps.into_iter().map(|step| step.more).collect::<Vec<_>>())
        };
        let (steps, now, more) = way(json!({}));
        assert_eq!((steps, now), (5, Some(3)));
        assert_eq!(more[2], "1 december tot en met 2 december");
        assert_eq!(more[3], "1 van de 3 bevestigingen");
        assert_eq!(more[4], "14 maart 2027");
        let (_, now, more) =
            way(json!({"status": "open", "closed_at": null, "shown": null, "deadline": EVENING}));
        assert_eq!((now, more[2].as_str()), (Some(2), "1 december"));
        let draft =
            json!({"status": "draft", "opened_at": null, "closed_at": null, "deadline": null});
        assert_eq!(way(draft).1, Some(1));
        assert_eq!(way(json!({"status": "confirmed", "outcome": "adopted"})).1, Some(4));
        // Nothing to look back on.
        let (steps, now, _) = way(json!({"status": "confirmed", "outcome": "rejected"}));
        assert_eq!((steps, now), (4, None));
    }

    #[test]
    fn an_opening_that_was_taken_back_is_a_proposal_again() {
        let of = |status: &str, withdrawn: bool| {
            let mut decision = sample::decision(json!({"status": status}));
            decision.ways.withdrawn = withdrawn;
            stage(&decision).to_owned()
        };
        assert_eq!(of("open", true), "draft");
        assert_eq!(of("closed", true), "draft");
        assert_eq!(of("open", false), "open");
        // What is confirmed stays.
        assert_eq!(of("confirmed", true), "confirmed");
    }

    #[test]
    fn provisional_is_never_left_out() {
        let words = Words::new(Language::Dutch);
        assert_eq!(label(words, "closed", Some("adopted")), "Voorlopig aangenomen");
        assert_eq!(label(words, "closed", Some("rejected")), "Voorlopig niet aangenomen");
        assert_eq!(label(words, "confirmed", Some("adopted")), "Vastgesteld: aangenomen");
        for outcome in ["chosen", "tied", "told", "nothing"] {
            let (provisional, sure) =
                (label(words, "closed", Some(outcome)), label(words, "confirmed", Some(outcome)));
            assert!(provisional.contains("oorlopig"), "{provisional}");
            assert!(sure.starts_with("Vastgesteld"), "{sure}");
        }
    }
}
