//! A ballot between the fields of a form and the one line of text that the peer reads.
//!
//! Guards: what a form can't mean is said before it is sent, in numbers that help; an option is called by
//! what means only it, so that no title can be taken for a number, a word or another title. Next:
//! [`super::fields`], which draws the fields; `rules::ballot`, which reads the line.

use peer::answer::Decision;
use words::{say, speech::Words, term};

use crate::typed::Typed;

/// The highest score.
pub(super) const HIGHEST: u16 = 5;

/// What a method asks in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages::decision) enum Asked {
    /// One of some words.
    Word,
    /// Some of the options.
    Some,
    /// 0 to 5 for each option.
    Scores,
    /// Dots on options.
    Dots,
    /// Options in an order.
    Order,
    /// Only that one takes part.
    Presence,
}

impl Asked {
    /// By the word of a method.
    pub(in crate::pages::decision) fn of(method: &str) -> Self {
        match method {
            "approval" | "poll" | "budget_greedy" | "budget_shares" => Self::Some,
            "score" => Self::Scores,
            "dots" => Self::Dots,
            "ranked" | "seats" => Self::Order,
            "lot" => Self::Presence,
            _ => Self::Word,
        }
    }
}

/// What can't be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages::decision) enum Wrong {
    /// No preference, and one.
    Both,
    /// What stands at this option is no number.
    Number(String),
    /// More options than may be named.
    Many { named: usize, most: usize },
    /// More dots than there are.
    Spent { laid: usize, dots: usize },
    /// More dots on one option than may be.
    Heap { title: String, most: usize },
    /// Options at one place, where each has its own.
    Level,
}

impl Wrong {
    /// What is the matter and what to do.
    pub(in crate::pages::decision) fn said(&self, words: Words) -> String {
        match self {
            Self::Both => say!(words, "page-wrong-both"),
            Self::Number(title) => say!(words, "page-wrong-number", title = title),
            Self::Many { named, most } => {
                say!(words, "page-wrong-many", named = *named, most = *most, over = named - most)
            }
            Self::Spent { laid, dots } => {
                say!(words, "page-wrong-spent", laid = *laid, dots = *dots, over = laid - dots)
            }
            Self::Heap { title, most } => {
                say!(words, "page-wrong-heap", title = title, most = *most)
            }
            Self::Level => say!(words, "page-wrong-level"),
        }
    }
}

/// A number of a method.
pub(super) fn number(of: Option<i64>) -> Option<usize> {
    of.and_then(|number| usize::try_from(number).ok())
}

/// The name of an option's field, below `prefix`.
pub(super) fn field(prefix: &str, option: usize) -> String {
    format!("{prefix}o{option}")
}

/// The name of the field with words, below `prefix`.
pub(super) fn word(prefix: &str) -> String {
    format!("{prefix}ballot")
}

/// The name of the boxes that are ticked, below `prefix`.
pub(super) fn ticks(prefix: &str) -> String {
    format!("{prefix}pick")
}

/// The line that the fields below `prefix` come to; none where nothing was chosen.
pub(in crate::pages::decision) fn composed(
    decision: &Decision,
    typed: &Typed,
    prefix: &str,
) -> Result<Option<String>, Wrong> {
    let said = typed.get(&word(prefix)).trim();
    let line = match Asked::of(&decision.method) {
        Asked::Word | Asked::Presence => {
            return Ok(Some(said.to_owned()).filter(|word| !word.is_empty()));
        }
        Asked::Some => some(decision, typed, prefix)?,
        Asked::Scores => points(decision, typed, prefix, 0)?,
        Asked::Dots => dots(decision, typed, prefix)?,
        Asked::Order => order(decision, typed, prefix)?,
    };
    match (line, said.is_empty()) {
        (Some(_), false) => Err(Wrong::Both),
        (None, false) => Ok(Some(said.to_owned())),
        (line, true) => Ok(line),
    }
}

fn some(decision: &Decision, typed: &Typed, prefix: &str) -> Result<Option<String>, Wrong> {
    let ticked = typed.all(&ticks(prefix));
    let is_ticked = |at: &usize| ticked.iter().any(|tick| *tick == at.to_string());
    let named: Vec<_> = (0..decision.options.len()).filter(is_ticked).collect();
    if let Some(most) = number(decision.numbers.most).filter(|_| decision.method == "approval")
        && named.len() > most
    {
        return Err(Wrong::Many { named: named.len(), most });
    }
    // The comma at the end tells an option that is called like a word from that word.
    let names = named.into_iter().map(|at| format!("{}, ", name(decision, at)));
    Ok(Some(names.collect::<String>()).filter(|line| !line.is_empty()))
}

// The numbers at the options, those of at least `least`.
fn numbers(
    decision: &Decision,
    typed: &Typed,
    prefix: &str,
    least: u16,
) -> Result<Vec<(usize, u16)>, Wrong> {
    let mut laid = Vec::new();
    for (at, option) in decision.options.iter().enumerate() {
        let said = typed.get(&field(prefix, at)).trim();
        if said.is_empty() {
            continue;
        }
        let number: u16 = said.parse().map_err(|_| Wrong::Number(option.title.clone()))?;
        if number >= least {
            laid.push((at, number));
        }
    }
    Ok(laid)
}

fn points(
    decision: &Decision,
    typed: &Typed,
    prefix: &str,
    least: u16,
) -> Result<Option<String>, Wrong> {
    let laid = numbers(decision, typed, prefix, least)?;
    let parts = laid.into_iter().map(|(at, number)| format!("{}={number}", name(decision, at)));
    let parts: Vec<_> = parts.collect();
    Ok((!parts.is_empty()).then(|| parts.join(", ")))
}

fn dots(decision: &Decision, typed: &Typed, prefix: &str) -> Result<Option<String>, Wrong> {
    let laid = numbers(decision, typed, prefix, 1)?;
    if let Some(most) = number(decision.numbers.most)
        && let Some((at, _)) = laid.iter().find(|(_, dots)| usize::from(*dots) > most)
        && let Some(option) = decision.options.get(*at)
    {
        return Err(Wrong::Heap { title: option.title.clone(), most });
    }
    let sum = laid.iter().map(|(_, dots)| usize::from(*dots)).sum();
    match number(decision.numbers.dots) {
        Some(dots) if sum > dots => Err(Wrong::Spent { laid: sum, dots }),
        _ => points(decision, typed, prefix, 1),
    }
}

fn order(decision: &Decision, typed: &Typed, prefix: &str) -> Result<Option<String>, Wrong> {
    let mut placed = numbers(decision, typed, prefix, 1)?;
    placed.sort_by_key(|(_, place)| *place);
    let groups: Vec<_> = placed.chunk_by(|one, next| one.1 == next.1).collect();
    if decision.method == "seats" && groups.iter().any(|group| group.len() > 1) {
        return Err(Wrong::Level);
    }
    let level = |group: &&[(usize, u16)]| {
        group.iter().map(|(at, _)| name(decision, *at)).collect::<Vec<_>>().join(" = ")
    };
    // As with ticks: the sign at the end tells an option from a word.
    let groups = groups.iter().map(|group| format!("{} > ", level(group)));
    Ok(Some(groups.collect::<String>()).filter(|line| !line.is_empty()))
}

/// What means this option and no other: its title, or its number where a title before it reads the same.
fn name(decision: &Decision, at: usize) -> String {
    let title = decision.options.get(at).map_or("", |option| option.title.as_str());
    if found(decision, title) == Some(at) { title.to_owned() } else { (at + 1).to_string() }
}

/// The option that a name in a line means, as the peer reads it.
fn found(decision: &Decision, name: &str) -> Option<usize> {
    let lower = name.to_lowercase();
    let by_title = decision.options.iter().position(|option| option.title.to_lowercase() == lower);
    let by_number = || name.parse::<usize>().ok()?.checked_sub(1);
    by_title.or_else(by_number).filter(|at| *at < decision.options.len())
}

/// A line taken apart: options by their places, with what stands at each. Of an order the place, of what is
/// named nothing.
fn parts(decision: &Decision, line: &str) -> Vec<(usize, String)> {
    let of = |name: &str, what: String| Some((found(decision, name.trim())?, what));
    let names = |line: &str, between| {
        let names = line.split(between).map(str::trim).filter(|name| !name.is_empty());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    match Asked::of(&decision.method) {
        Asked::Word | Asked::Presence => Vec::new(),
        Asked::Some => names(line, ',').iter().filter_map(|name| of(name, String::new())).collect(),
        Asked::Scores | Asked::Dots => {
            let laid = names(line, ',');
            let laid = laid.iter().filter_map(|part| part.rsplit_once('='));
            laid.filter_map(|(name, number)| of(name, number.trim().to_owned())).collect()
        }
        Asked::Order => {
            let groups = names(line, '>');
            let placed = (1_usize..).zip(&groups).flat_map(|(place, group)| {
                names(group, '=').into_iter().map(move |name| (name, place.to_string()))
            });
            placed.filter_map(|(name, place)| of(&name, place)).collect()
        }
    }
}

/// The fields that a line stands for, to begin a form with.
pub(in crate::pages::decision) fn begin(decision: &Decision, line: &str) -> Typed {
    let asked = Asked::of(&decision.method);
    if line == "abstain" || matches!(asked, Asked::Word | Asked::Presence) {
        return Typed::of([("ballot", line.to_owned())]);
    }
    let mut typed = Typed::default();
    for (at, what) in parts(decision, line) {
        typed = match asked {
            Asked::Some => typed.and([("pick", at.to_string())]),
            _ => typed.and([(field("", at).as_str(), what)]),
        };
    }
    typed
}

/// A ballot as somebody would say it.
pub(in crate::pages) fn said(words: Words, method: &str, line: &str) -> String {
    match (Asked::of(method), line) {
        (Asked::Presence, "abstain") => say!(words, "page-said-present"),
        (Asked::Some | Asked::Scores | Asked::Dots | Asked::Order, "abstain") => {
            say!(words, "page-said-no-preference")
        }
        _ => term::cast(words, method, line),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use words::language::Language;

    use super::*;
    use crate::pages::decision::sample;

    fn decision(method: &str, titles: &[&str], numbers: serde_json::Value) -> Decision {
        let option =
            |title: &&str| json!({"id": "", "title": title, "text": "", "cost": 100, "by": "Ali"});
        let options: Vec<_> = titles.iter().map(option).collect();
        sample::decision(json!({"method": method, "options": options, "numbers": numbers}))
    }

    fn none() -> serde_json::Value {
        json!({"ties": ""})
    }

    // What a form comes to, and how that reads; the line gives the same form again.
    #[track_caller]
    fn check(of: &Decision, typed: &[(&str, &str)], line: Option<&str>, read: &str) {
        let typed =
            Typed::default().and(typed.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let composed = composed(of, &typed, "").expect("it can be meant");
        assert_eq!(composed.as_deref(), line);
        if let Some(line) = line {
            assert_eq!(said(Words::new(Language::Dutch), &of.method, line), read);
            let again = super::composed(of, &begin(of, line), "").expect("it could be meant");
            assert_eq!(again.as_deref(), Some(line));
        }
    }

    #[track_caller]
    fn refused(of: &Decision, typed: &[(&str, &str)], why: &Wrong) {
        let typed =
            Typed::default().and(typed.iter().map(|(name, value)| (*name, (*value).to_owned())));
        assert_eq!(composed(of, &typed, "").as_ref(), Err(why));
    }

    #[test]
    fn ticks_become_names() {
        let of = decision("approval", &["Tuin", "Plein", "Straat"], json!({"most": 2, "ties": ""}));
        check(&of, &[("pick", "2"), ("pick", "0")], Some("Tuin, Straat, "), "Tuin en Straat");
        check(&of, &[("ballot", "abstain")], Some("abstain"), "geen voorkeur");
        check(&of, &[("pick", "9"), ("pick", "x")], None, "");
        refused(&of, &[("pick", "1"), ("ballot", "abstain")], &Wrong::Both);
        let all = [("pick", "0"), ("pick", "1"), ("pick", "2")];
        refused(&of, &all, &Wrong::Many { named: 3, most: 2 });
    }

    #[test]
    fn numbers_become_points_and_dots() {
        let scores = decision("score", &["Tuin", "Plein"], none());
        check(&scores, &[("o0", "0"), ("o1", "")], Some("Tuin=0"), "Tuin 0");
        let dots = decision("dots", &["Tuin", "Plein"], json!({"dots": 5, "most": 4, "ties": ""}));
        check(&dots, &[("o0", "4"), ("o1", "1")], Some("Tuin=4, Plein=1"), "Tuin 4, Plein 1");
        check(&dots, &[("o0", "0"), ("o1", " ")], None, "");
        refused(&dots, &[("o0", "3"), ("o1", "3")], &Wrong::Spent { laid: 6, dots: 5 });
        refused(&dots, &[("o0", "5")], &Wrong::Heap { title: "Tuin".to_owned(), most: 4 });
        for bad in ["-1", "veel", "1,5", "99999999"] {
            refused(&dots, &[("o1", bad)], &Wrong::Number("Plein".to_owned()));
        }
    }

    #[test]
    fn places_become_an_order() {
        let of = decision("ranked", &["Tuin", "Plein", "Straat"], none());
        let placed = [("o0", "2"), ("o1", "1"), ("o2", "2")];
        check(&of, &placed, Some("Plein > Tuin = Straat > "), "1. Plein, 2. Tuin en Straat");
        check(&of, &[("o2", "1"), ("o0", "2")], Some("Straat > Tuin > "), "1. Straat, 2. Tuin");
        let seats = decision("seats", &["Tuin", "Plein", "Straat"], none());
        refused(&seats, &placed, &Wrong::Level);
    }

    #[test]
    fn a_title_is_never_taken_for_something_else() {
        // A word, a number, and two that read the same.
        let of = decision("approval", &["abstain", "1", "Tuin", "tuin"], none());
        check(&of, &[("pick", "0")], Some("abstain, "), "abstain");
        check(&of, &[("pick", "1")], Some("1, "), "1");
        check(&of, &[("pick", "3")], Some("4, "), "4");
    }
}
