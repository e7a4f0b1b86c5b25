//! One thing that is asked of the owner: what, why, and where it is done.
//!
//! Guards: every kind that the peer asks has its own reason in words. Next: `peer::answer::Todo`.

use maud::{Markup, html};
use peer::answer::{Member, Todo};
use words::{clean, say, speech::Words, when};

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

/// A row of the list.
pub(super) fn card(here: &Here, todo: &Todo, members: &[Member]) -> Markup {
    let look = look(here.words, todo, members, here.now);
    let name = match todo.kind.as_str() {
        "welcome" => say!(here.words, "home-welcome", name = &todo.title),
        _ => clean::line(&todo.title),
    };
    let address = here.at(address(todo));
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
                } @else {
                    p class="do" {
                        a class="go" href=(address) {
                            (look.go) span class="off" { ": " (clean::line(&todo.title)) }
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
        _ => "members".to_owned(),
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
        // A newer peer asks something that this page doesn't know.
        _ => of("i-talk", false, say!(words, "home-other-why"), say!(words, "home-other-go")),
    }
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    const KINDS: [&str; 6] = ["decide", "settle", "welcome", "close", "review", "open"];

    fn todo(kind: &str) -> Todo {
        Todo {
            kind: kind.to_owned(),
            id: "ab".to_owned(),
            title: "Een bankje".to_owned(),
            until: None,
            by: "Bea".to_owned(),
            of: "decision".to_owned(),
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
        assert_eq!(at("member"), "members");
    }
}
