//! Values of the charter as people type and read them.
//!
//! Guards: what can't be read is refused by its key; terms are typed in days or hours and kept in
//! seconds. Next: `execute/change.rs`.

use act::{
    cap,
    charter::{Charter, Clause, DAY, Key, Powers, Team, Voice},
    fraction::Fraction,
    id::DeviceId,
    register::Kind,
    round::Method,
};
use rules::register::{Register, Standing};

use crate::{answer, names::Names, refusal::Refusal};

/// Reads a value. A team is written as `2 of Ali, Bea, Cor: admit, rest`, or `none`.
///
/// # Errors
/// When it is no value of this key, or a name in it is unknown.
pub(crate) fn read(
    key: Key,
    text: &str,
    register: &Register,
    names: &Names,
) -> Result<Clause, Refusal> {
    let text = text.trim();
    let invalid = || Refusal::Invalid(key.word().to_owned());
    let seconds = || seconds(text).ok_or_else(invalid);
    let count = || text.parse::<u16>().map_err(|_| invalid());
    Ok(match key {
        Key::Method => Clause::Method(method(text).ok_or_else(invalid)?),
        Key::Quorum => Clause::Quorum(text.parse().map_err(|_| invalid())?),
        Key::ShortestTerm => Clause::ShortestTerm(seconds()?),
        Key::Deadline => Clause::Deadline(seconds()?),
        Key::Grace => Clause::Grace(seconds()?),
        Key::InviteTerm => Clause::InviteTerm(seconds()?),
        Key::InviteGuests => Clause::InviteGuests(count()?),
        Key::Rest => Clause::Rest(seconds()?),
        Key::Review => Clause::Review(seconds()?),
        Key::Team => Clause::Team(team(text, register, names)?),
        Key::Organisations => Clause::Organisations(match text {
            "vote" => Voice::Votes,
            "advise" => Voice::Advises,
            _ => return Err(invalid()),
        }),
        Key::Proxies => Clause::Proxies(count()?),
        // Nobody can take up what this program doesn't know.
        Key::Version => match count()? {
            newest @ 1..=act::header::VERSION => Clause::Version(newest),
            _ => return Err(invalid()),
        },
        // By their titles, which only the community knows: `execute/moderation.rs`.
        Key::HouseRules => return Err(invalid()),
    })
}

fn method(text: &str) -> Option<Method> {
    match text {
        "majority" => Some(Method::Majority),
        "absolute" => Some(Method::Absolute),
        "consent" => Some(Method::Consent),
        share => share
            .strip_prefix("qualified ")
            .unwrap_or(share)
            .trim()
            .parse::<Fraction>()
            .ok()
            .map(Method::Qualified),
    }
}

// `7d`, `12h` or a number of seconds.
fn seconds(text: &str) -> Option<u32> {
    let (number, unit) = match text.strip_suffix('d') {
        Some(days) => (days, DAY),
        None => match text.strip_suffix('h') {
            Some(hours) => (hours, DAY / 24),
            None => (text, 1),
        },
    };
    number.trim().parse::<u32>().ok()?.checked_mul(unit)
}

fn team(text: &str, register: &Register, names: &Names) -> Result<Option<Team>, Refusal> {
    let invalid = || Refusal::Invalid(Key::Team.word().to_owned());
    if text == "none" {
        return Ok(None);
    }
    let (k, rest) = text.split_once(" of ").ok_or_else(invalid)?;
    let (people, powers) = rest.rsplit_once(':').ok_or_else(invalid)?;
    let key = |typed: &str| {
        let member = names.find(typed)?;
        let person = register.person(member).filter(|p| p.standing == Standing::Member);
        person.map(|person| person.key).ok_or_else(|| Refusal::NotInRegister(names.name(member)))
    };
    let people: Result<Vec<DeviceId>, Refusal> =
        people.split(',').map(str::trim).filter(|name| !name.is_empty()).map(key).collect();
    let mut people = people?;
    people.sort_unstable();
    people.dedup();
    let mut may = Powers::default();
    for power in powers.split(',').map(str::trim).filter(|power| !power.is_empty()) {
        match power {
            "admit" => may.admit = true,
            "rest" => may.rest = true,
            "confirm" => may.confirm = true,
            _ => return Err(invalid()),
        }
    }
    let k: u16 = k.trim().parse().map_err(|_| invalid())?;
    // R6: at least three people, else it has no powers; as many as there are at most, else neither.
    let fits = (3..=cap::PARTS).contains(&people.len()) && usize::from(k) <= people.len();
    if !fits || may == Powers::default() {
        return Err(invalid());
    }
    Ok(Some(Team { people, k, may }))
}

/// A value as answers have it.
pub(crate) fn told(clause: &Clause, register: &Register, names: &Names) -> answer::Clause {
    let value = match clause {
        Clause::HouseRules(rules) => rules.len().to_string(),
        // With names, beside it.
        Clause::Team(_) => String::new(),
        other => document::shape::clause(other),
    };
    let team = match clause {
        Clause::Team(Some(team)) => Some(answer::Team {
            people: people(team, register, names),
            k: team.k,
            may: team.may.words().map(str::to_owned).collect(),
        }),
        _ => None,
    };
    answer::Clause { key: clause.key().word().to_owned(), value, team, rules: Vec::new() }
}

fn people(team: &Team, register: &Register, names: &Names) -> Vec<String> {
    let name = |key: &DeviceId| {
        let came = register.people().find(|(_, person)| person.key == *key);
        came.map_or_else(
            || key.to_string().chars().take(8).collect(),
            |(member, _)| names.name(member),
        )
    };
    let mut people: Vec<String> = team.people.iter().map(name).collect();
    people.sort();
    people
}

/// A starting charter by its name (`docs/cli.md`, `meent community create`); none for an unknown one.
#[must_use]
pub fn starting(name: &str) -> Option<Charter> {
    let usual = Charter::default();
    match name {
        // Few people who know each other: nobody is passed over, and all of them decide.
        "friends" => Some(Charter { method: Method::Consent, ..usual }),
        // Majority with a quorum, looked back on each year.
        "association" => Some(usual),
        // Consent, with looking back every quarter, and organisations as equal members.
        "platform" => Some(Charter { method: Method::Consent, review: DAY * 91, ..usual }),
        // A small group takes on a task: consent, and a look back every half year.
        "initiative" => Some(Charter { method: Method::Consent, review: DAY * 182, ..usual }),
        _ => None,
    }
}

/// The names of the starting charters, the usual one first.
pub const STARTING: [&str; 4] = ["association", "friends", "platform", "initiative"];

/// Whether a charter with organisations that advise makes somebody of this kind an adviser.
#[must_use]
pub fn advises(charter: &Charter, kind: Kind) -> bool {
    charter.organisations == Voice::Advises && kind.is_organisation()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: Key, text: &str, wanted: Option<Clause>) {
        let found = read(key, text, &Register::default(), &Names::default());
        assert_eq!(found.ok(), wanted, "{} {text}", key.word());
    }

    #[test]
    fn values_are_read_as_people_type_them() {
        check(Key::Deadline, "7d", Some(Clause::Deadline(7 * DAY)));
        check(Key::Grace, "12h", Some(Clause::Grace(DAY / 2)));
        check(Key::Grace, "90", Some(Clause::Grace(90)));
        check(Key::Deadline, "99999999d", None);
        check(Key::Deadline, "-1d", None);
        check(Key::Quorum, "1/3", Fraction::new(1, 3).ok().map(Clause::Quorum));
        check(Key::Quorum, "3", None);
        check(Key::Method, "2/3", Some(Clause::Method(Method::Qualified(Fraction::TWO_THIRDS))));
        check(Key::Method, "by shouting", None);
        check(Key::Team, "none", Some(Clause::Team(None)));
        check(Key::Team, "2 of nobody: admit", None);
        check(Key::Version, "99", None);
        check(Key::Organisations, "advise", Some(Clause::Organisations(Voice::Advises)));
    }

    #[test]
    fn each_starting_charter_has_a_name() {
        for name in STARTING {
            assert!(starting(name).is_some(), "{name}");
        }
        assert_eq!(starting("kingdom"), None);
    }
}
