//! One thing that is asked of the owner: what, why, and where it is done.
//!
//! Guards: every kind that the peer asks has its own reason in words. Next: `peer::answer::Todo`.

use maud::{Markup, html};
use peer::answer::{Change, Member, Todo};
use words::{moderation, say, speech::Words, when};

use super::changes::{address as change_at, one};
use crate::{
    parts::{field, icon},
    visit::Here,
};

/// How a kind of thing is drawn and said.
struct Look {
    icon: &'static str,
    /// Whether something is in the way of others.
    care: bool,
    why: String,
    go: String,
}

/// Seconds.
const DAY: i64 = 86_400;

/// Days from which on a silence is told in months.
const TWO_MONTHS: i64 = 61;

/// A row of the list; `changes` are those that wait, where one of them is asked.
pub(super) fn card(here: &Here, todo: &Todo, members: &[Member], changes: &[Change]) -> Markup {
    let words = here.words;
    let change = changes.iter().find(|change| todo.kind == "approve" && change.id == todo.id);
    let look = match change {
        Some(change) => asked(words, change),
        None => look(words, todo, members, here.now),
    };
    let name = match (todo.kind.as_str(), change) {
        (_, Some(change)) => one::title(words, change),
        ("welcome", _) => say!(words, "home-welcome", name = &todo.title),
        ("rest", _) => silent(words, todo, here.now),
        ("appeal", _) => say!(words, "home-appeal", name = &todo.title),
        ("take_part", _) => say!(words, "season-home-join"),
        ("together", _) => say!(words, "season-home-together"),
        ("season", _) => say!(words, "season-home-season"),
        _ => moderation::title(words, &todo.of, &todo.title, todo.hidden),
    };
    let address = change.map_or_else(|| here.at(address(todo)), |change| change_at(here, change));
    html! {
        li class={ "sheet" @if look.care { " care" } } {
            (icon::icon(look.icon))
            div {
                h3 { (name) }
                p { (look.why) }
                @if todo.kind == "welcome" {
                    (field::one_button(
                        &here.at("welcome"),
                        &[("who", &todo.id)],
                        &field::quiet_button(&look.go),
                    ))
                } @else if todo.kind == "rest" {
                    (field::one_button(
                        &here.at(format_args!("members/{}/rest", todo.id)),
                        &[],
                        &field::quiet_button(&look.go),
                    ))
                    (field::one_button(
                        &here.at(format_args!("members/{}/later", todo.id)),
                        &[],
                        &html! {
                            button class="btn quiet-btn" type="submit" {
                                (say!(words, "home-rest-later")) span class="off" { ": " (&todo.title) }
                            }
                        },
                    ))
                } @else {
                    p class="do" {
                        a class="go" href=(address) {
                            (look.go) span class="off" { ": " (name) }
                        }
                    }
                }
            }
        }
    }
}

fn address(todo: &Todo) -> String {
    match todo.of.as_str() {
        "goal" => format!("goals/{}", todo.id),
        "decision" => format!("decisions/{}", todo.id),
        "change" => "changes".to_owned(),
        "case" => format!("hidden/{}", todo.id),
        "season" => "season".to_owned(),
        _ => "members".to_owned(),
    }
}

// How long nothing was heard of somebody, for who proposes rest.
fn silent(words: Words, todo: &Todo, now: i64) -> String {
    let since = todo.since.unwrap_or(now);
    let days = usize::try_from(now.saturating_sub(since).div_euclid(DAY)).unwrap_or(0);
    if i64::try_from(days).is_ok_and(|days| days < TWO_MONTHS) {
        say!(words, "home-rest-days", name = &todo.title, n = days)
    } else {
        say!(words, "home-rest-months", name = &todo.title, n = days * 12 / 365)
    }
}

// A change that asks for the owner's word.
fn asked(words: Words, change: &Change) -> Look {
    let n = change.approvals.len();
    Look {
        icon: if change.clause.is_some() { "i-file" } else { "i-person" },
        care: false,
        why: say!(words, "home-approve-why", by = &change.by, needed = change.needed, n = n),
        go: say!(words, "home-approve-go"),
    }
}

fn look(words: Words, todo: &Todo, members: &[Member], now: i64) -> Look {
    let of = |icon, care, why, go| Look { icon, care, why, go };
    match todo.kind.as_str() {
        "decide" => {
            let why = match todo.until {
                Some(until) if until <= now => say!(words, "home-vote-late"),
                Some(until) => {
                    say!(words, "home-vote-until", left = when::left(words, until, now))
                }
                None => say!(words, "home-vote-why"),
            };
            of("i-yes", false, why, say!(words, "home-vote-go"))
        }
        "welcome" => {
            let guest = members.iter().find(|member| member.id == todo.id);
            let (said, needed) = guest.map_or((0, 1), |one| (one.approvals.len(), one.needed));
            let why =
                say!(words, "home-welcome-why", name = &todo.title, needed = needed, n = said,);
            of("i-person", false, why, say!(words, "home-welcome-go", name = &todo.title))
        }
        "close" => {
            let everybody = todo.until.is_some_and(|until| until > now);
            let why = if everybody {
                say!(words, "home-close-all-why")
            } else {
                say!(words, "home-close-why")
            };
            of("i-lock", false, why, say!(words, "home-close-go"))
        }
        "settle" => {
            of("i-split", true, say!(words, "home-settle-why"), say!(words, "home-settle-go"))
        }
        "open" => of("i-file", false, say!(words, "home-open-why"), say!(words, "home-open-go")),
        "review" => {
            of("i-undo", false, say!(words, "home-review-why"), say!(words, "home-review-go"))
        }
        "approve" => {
            of("i-person", false, say!(words, "home-approve-other"), say!(words, "home-approve-go"))
        }
        "object" => {
            let why = match todo.until.filter(|until| *until > now) {
                Some(until) => {
                    let left = when::left(words, until, now);
                    say!(words, "home-object-until", name = &todo.by, left = left)
                }
                None => say!(words, "home-object-why", name = &todo.by),
            };
            of("i-stop", false, why, say!(words, "home-object-go"))
        }
        "advise" => of(
            "i-talk",
            false,
            say!(words, "home-advise-why", name = &todo.by),
            say!(words, "home-advise-go"),
        ),
        "nominate" => {
            of("i-person", false, say!(words, "home-nominate-why"), say!(words, "home-nominate-go"))
        }
        "stand" => {
            of("i-person", false, say!(words, "home-stand-why"), say!(words, "home-stand-go"))
        }
        "appoint" => {
            of("i-person", false, say!(words, "home-appoint-why"), say!(words, "home-appoint-go"))
        }
        "answer" => {
            of("i-talk", false, say!(words, "home-answer-why"), say!(words, "home-answer-go"))
        }
        "weigh" => of("i-care", false, say!(words, "home-weigh-why"), say!(words, "home-weigh-go")),
        "agree" => of("i-yes", false, say!(words, "home-agree-why"), say!(words, "home-agree-go")),
        "rest" => {
            let name = &todo.title;
            let go = say!(words, "home-rest-go", name = name);
            of("i-alone", false, say!(words, "home-rest-why", name = name), go)
        }
        "appeal" => {
            let why = say!(words, "home-appeal-why", name = &todo.title);
            of("i-talk", false, why, say!(words, "home-appeal-go"))
        }
        "take_part" => {
            let why = say!(words, "season-home-join-why", by = &todo.by);
            of("i-person", false, why, say!(words, "season-home-join-go"))
        }
        "together" => of(
            "i-person",
            false,
            say!(words, "season-home-together-why"),
            say!(words, "season-home-together-go"),
        ),
        "season" => of(
            "i-undo",
            false,
            say!(words, "season-home-season-why"),
            say!(words, "season-home-season-go"),
        ),
        // A newer peer asks something that this page doesn't know.
        _ => of("i-talk", false, say!(words, "home-other-why"), say!(words, "home-other-go")),
    }
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    const KINDS: [&str; 20] = [
        "stand",
        "nominate",
        "appoint",
        "decide",
        "settle",
        "welcome",
        "approve",
        "close",
        "review",
        "open",
        "rest",
        "object",
        "advise",
        "answer",
        "weigh",
        "agree",
        "appeal",
        "take_part",
        "together",
        "season",
    ];

    fn todo(kind: &str) -> Todo {
        Todo {
            kind: kind.to_owned(),
            id: "ab".to_owned(),
            title: "Een bankje".to_owned(),
            until: None,
            by: "Bea".to_owned(),
            of: "decision".to_owned(),
            since: None,
            hidden: false,
        }
    }

    #[test]
    fn every_kind_says_why_it_is_there_in_words_of_its_own() {
        for words in Language::ALL.map(Words::new) {
            let mut said = std::collections::BTreeSet::new();
            for kind in KINDS.iter().chain(&["brand-new"]) {
                let look = look(words, &todo(kind), &[], 0);
                assert!(said.insert(look.why), "{kind}");
                assert!(said.insert(look.go), "{kind}");
            }
        }
    }

    #[test]
    fn a_vote_says_how_long_there_is_still() {
        let words = Words::new(Language::Dutch);
        let open = |until| look(words, &Todo { until, ..todo("decide") }, &[], 1_000).why;
        assert!(open(Some(1_000 + 3 * 86_400)).contains("nog 3 dagen"), "{}", open(Some(260_200)));
        assert!(open(Some(1_000)).contains("voorbij"));
        assert!(!open(None).contains("nog 3"));
    }

    #[test]
    fn who_may_close_hears_whether_time_is_over_or_everybody_chose() {
        let words = Words::new(Language::Dutch);
        let close = |until| look(words, &Todo { until, ..todo("close") }, &[], 1_000).why;
        assert!(close(Some(1_001)).contains("Iedereen"));
        assert!(close(Some(1_000)).contains("voorbij"));
        assert!(close(None).contains("voorbij"));
    }

    #[test]
    fn each_leads_to_its_page() {
        let at = |of: &str| address(&Todo { of: of.to_owned(), ..todo("settle") });
        assert_eq!(at("goal"), "goals/ab");
        assert_eq!(at("decision"), "decisions/ab");
        assert_eq!(at("change"), "changes");
        assert_eq!(at("season"), "season");
        assert_eq!(at("member"), "members");
        assert_eq!(at("case"), "hidden/ab");
    }

    #[test]
    fn a_long_silence_is_told_as_people_count() {
        let words = Words::new(Language::Dutch);
        let since = |days: i64| {
            let todo = Todo { title: "Els".to_owned(), since: Some(0), ..todo("rest") };
            silent(words, &todo, days * DAY)
        };
        assert_eq!(since(400), "Van Els hoorden we al 13 maanden niets");
        assert_eq!(since(60), "Van Els hoorden we al 60 dagen niets");
        assert_eq!(since(61), "Van Els hoorden we al 2 maanden niets");
        assert_eq!(since(-5), "Van Els hoorden we al een poos niets");
    }

    #[test]
    fn a_change_says_who_asked_and_how_many_it_needs() {
        let words = Words::new(Language::Dutch);
        let change = one::tests::change("remove");
        let why = asked(words, &change).why;
        assert_eq!(why, "Cor vroeg dit. Er zijn 2 deelnemers voor nodig; één is al voor.");
    }
}
