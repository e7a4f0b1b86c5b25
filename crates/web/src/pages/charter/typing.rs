//! A rule between a form and the peer: what is in force as fields, and fields as the text that the peer
//! reads.
//!
//! Guards: what a form can't mean is said at its field and never sent on. Next: `peer::clause`.

use peer::answer::{Clause, Member};
use words::{say, speech::Words};

use crate::typed::{Faults, Typed};

/// Seconds.
const DAY: u64 = 86_400;

/// How a rule is asked: by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// One of several.
    Choice,
    /// A number of days.
    Days,
    /// A number.
    Number,
    /// A core team.
    Team,
}

impl Ask {
    /// How the rule with this key is asked; not at all when no form can change it.
    pub(super) fn of(key: &str) -> Option<Self> {
        Some(match key {
            "method" | "quorum" | "organisations" => Self::Choice,
            "shortest_term" | "deadline" | "grace" | "invite_term" | "rest" | "review" => {
                Self::Days
            }
            "invite_guests" | "proxies" => Self::Number,
            "team" => Self::Team,
            _ => return None,
        })
    }
}

/// A value as the peer reads it; the people of a team by their ids, which no name can be taken for.
pub(super) fn raw(clause: &Clause, members: &[Member]) -> String {
    match (&clause.team, clause.key.as_str()) {
        (None, "team") => "none".to_owned(),
        (None, "house_rules") if clause.rules.is_empty() => "none".to_owned(),
        (None, "house_rules") => {
            clause.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join("; ")
        }
        (None, _) => clause.value.clone(),
        (Some(team), _) => {
            let id = |name: &String| {
                let member = members.iter().find(|member| member.name == *name);
                member.map_or_else(|| name.clone(), |member| member.id.clone())
            };
            let people: Vec<_> = team.people.iter().map(id).collect();
            format!("{} of {}: {}", team.k, people.join(","), team.may.join(","))
        }
    }
}

/// What a form begins with: the rule as it is.
pub(super) fn begin(clause: &Clause, members: &[Member]) -> Typed {
    match Ask::of(&clause.key) {
        Some(Ask::Days) => {
            let days = clause.value.parse::<u64>().ok().filter(|seconds| seconds % DAY == 0);
            let days = days.map_or_else(String::new, |seconds| (seconds / DAY).to_string());
            Typed::of([("value", days)])
        }
        Some(Ask::Team) => {
            let Some(team) = &clause.team else {
                let powers = [("may", "admit".to_owned()), ("may", "rest".to_owned())];
                return Typed::of([("value", "none".to_owned()), ("k", "2".to_owned())])
                    .and(powers);
            };
            let ids = members.iter().filter(|member| team.people.contains(&member.name));
            Typed::of([("value", "some".to_owned()), ("k", team.k.to_string())])
                .and(ids.map(|member| ("who", member.id.clone())))
                .and(team.may.iter().map(|power| ("may", power.clone())))
        }
        _ => Typed::of([("value", clause.value.clone())]),
    }
}

/// What was typed, as the peer reads it.
pub(super) fn read(words: Words, key: &str, typed: &Typed) -> Result<String, Faults> {
    let value = typed.get("value").trim();
    match Ask::of(key) {
        Some(Ask::Days) => {
            let days = value.parse::<u32>().ok();
            // What is longer than a term of the charter can be, is no number of days either.
            let days = days.filter(|days| days.checked_mul(86_400).is_some());
            days.map(|days| format!("{days}d"))
                .ok_or_else(|| Faults::at("value", say!(words, "charter-ask-wrong-days")))
        }
        Some(Ask::Number) => match value.parse::<u16>() {
            Ok(number) => Ok(number.to_string()),
            Err(_) => Err(Faults::at("value", say!(words, "charter-ask-wrong-number"))),
        },
        Some(Ask::Team) if value != "none" => team(words, typed),
        _ if value.is_empty() => Err(Faults::at("value", say!(words, "charter-ask-wrong"))),
        _ => Ok(value.to_owned()),
    }
}

fn team(words: Words, typed: &Typed) -> Result<String, Faults> {
    let (who, may) = (typed.all("who"), typed.all("may"));
    let is_id = |id: &String| id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if who.len() < 3 || !who.iter().all(is_id) {
        return Err(Faults::at("who", say!(words, "charter-ask-wrong-people")));
    }
    let k = typed.get("k").trim().parse::<usize>().ok();
    let Some(k) = k.filter(|k| (1..=who.len()).contains(k)) else {
        return Err(Faults::at("k", say!(words, "charter-ask-wrong-k")));
    };
    let is_power = |power: &String| matches!(power.as_str(), "admit" | "rest" | "confirm");
    if may.is_empty() || !may.iter().all(is_power) {
        return Err(Faults::at("may", say!(words, "charter-ask-wrong-may")));
    }
    Ok(format!("{k} of {}: {}", who.join(","), may.join(",")))
}

#[cfg(test)]
mod tests {
    use peer::{answer::Team, command::Kind};
    use words::language::Language;

    use super::*;

    fn member(id: &str, name: &str) -> Member {
        Member {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: Kind::Resident,
            state: "member".to_owned(),
            me: false,
            blocked: false,
            approvals: Vec::new(),
            needed: 0,
            approved: false,
            since: 0,
            heard: 0,
            representatives: Vec::new(),
        }
    }

    fn check(key: &str, typed: &Typed, wanted: Result<&str, &str>) {
        let read = read(Words::new(Language::Dutch), key, typed);
        let field = |faults: &Faults| faults.fields().map(|(field, _)| field).collect::<String>();
        assert_eq!(read.as_deref().map_err(field), wanted.map_err(str::to_owned), "{key}");
    }

    #[test]
    fn days_and_numbers_are_typed_as_people_do() {
        let value = |value: &str| Typed::of([("value", value.to_owned())]);
        check("deadline", &value(" 7 "), Ok("7d"));
        check("deadline", &value("zeven"), Err("value"));
        check("deadline", &value("-1"), Err("value"));
        check("rest", &value("49711"), Err("value"));
        check("proxies", &value("0"), Ok("0"));
        check("proxies", &value("65536"), Err("value"));
        check("quorum", &value("2/3"), Ok("2/3"));
        check("quorum", &value(" "), Err("value"));
    }

    #[test]
    fn a_core_team_is_who_how_many_and_what() {
        let some = || Typed::of([("value", "some".to_owned())]);
        let who = |n: usize| (0..n).map(|n| ("who", format!("ab{n}")));
        let k = |k: &str| [("k", k.to_owned())];
        let may = || [("may", "admit".to_owned()), ("may", "confirm".to_owned())];
        let whole = some().and(who(3)).and(k("2")).and(may());
        check("team", &whole, Ok("2 of ab0,ab1,ab2: admit,confirm"));
        check("team", &some().and(who(2)).and(k("2")).and(may()), Err("who"));
        check("team", &some().and(who(3)).and(k("4")).and(may()), Err("k"));
        check("team", &some().and(who(3)).and(k("0")).and(may()), Err("k"));
        check("team", &some().and(who(3)).and(k("2")), Err("may"));
        let other = some().and([("who", "x: y".to_owned())]).and(who(3)).and(k("2")).and(may());
        check("team", &other, Err("who"));
        check("team", &Typed::of([("value", "none".to_owned())]), Ok("none"));
    }

    #[test]
    fn a_form_begins_with_the_rule_as_it_is_and_says_the_same_again() {
        let members = [
            member("aa", "Ali"),
            member("bb", "Bea, van 3"),
            member("cc", "Cor"),
            member("dd", "Els"),
        ];
        let clause = |key: &str, value: &str, team: Option<Team>| Clause {
            key: key.to_owned(),
            value: value.to_owned(),
            team,
            rules: Vec::new(),
        };
        let people = ["Ali", "Bea, van 3", "Cor"].map(str::to_owned).to_vec();
        let team = Team { people, k: 2, may: vec!["rest".to_owned()] };
        for (clause, text) in [
            (clause("deadline", "604800", None), "7d"),
            (clause("proxies", "2", None), "2"),
            (clause("method", "qualified 2/3", None), "qualified 2/3"),
            (clause("team", "", None), "none"),
            (clause("team", "", Some(team)), "2 of aa,bb,cc: rest"),
        ] {
            check(&clause.key, &begin(&clause, &members), Ok(text));
            let raw = raw(&clause, &members);
            assert!(raw == text || raw == clause.value, "{raw}");
        }
        // Three hours are no days.
        check("grace", &begin(&clause("grace", "10800", None), &members), Err("value"));
    }
}
