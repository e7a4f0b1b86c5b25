//! House rules that come and go, and what stands in the place of what was folded away.
//!
//! Guards: what was folded away is never in these words, only the rule and the names. Next:
//! [`crate::charter`].

use crate::{clean, say, speech::Words};

/// Titles of house rules, each between quotation marks.
#[must_use]
pub fn quoted<T: AsRef<str>>(words: Words, titles: &[T]) -> String {
    let quoted = titles.iter().map(|title| {
        let title = clean::line(title.as_ref());
        say!(words, "rule-quoted", title = title)
    });
    words.list(&quoted.collect::<Vec<_>>())
}

/// What becomes of the house rules when another list holds: those that come, those that go.
#[must_use]
pub fn changed<T: AsRef<str>>(words: Words, new: &[T], gone: &[T]) -> String {
    let said = [
        (!new.is_empty())
            .then(|| say!(words, "rules-new", n = new.len(), names = quoted(words, new))),
        (!gone.is_empty())
            .then(|| say!(words, "rules-gone", n = gone.len(), names = quoted(words, gone))),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// What stands in the place of what was folded away: by whom and for which house rules, each once.
#[must_use]
pub fn summary(words: Words, names: &[String], rules: &[String]) -> String {
    let rules = once(rules);
    say!(
        words,
        "fold-summary",
        n = rules.len(),
        names = words.list(names),
        rules = quoted(words, &rules)
    )
}

/// The title of a `goal` or `decision`, or what stands in its place where it was folded away.
#[must_use]
pub fn title(words: Words, of: &str, title: &str, is_hidden: bool) -> String {
    match (is_hidden, of) {
        (false, _) => clean::line(title),
        (true, "goal") => say!(words, "fold-goal"),
        (true, _) => say!(words, "fold-decision"),
    }
}

/// What stands in the place of what was folded away, in a snapshot.
#[must_use]
pub fn summary_of_archive(words: Words, names: &[String], rules: &[String]) -> String {
    let rules = once(rules);
    say!(
        words,
        "archive-hidden",
        n = rules.len(),
        names = words.list(names),
        rules = quoted(words, &rules)
    )
}

/// What somebody wrote, by its kind: `comment`, `reason`, `advice`, `goal`, `decision`, `option` or `other`.
#[must_use]
pub fn what(words: Words, kind: &str, name: &str) -> String {
    match kind {
        "comment" => say!(words, "case-comment", name = name),
        "reason" => say!(words, "case-reason", name = name),
        "advice" => say!(words, "case-advice", name = name),
        "goal" => say!(words, "case-goal", name = name),
        "decision" => say!(words, "case-decision", name = name),
        "nomination" => say!(words, "case-nomination", name = name),
        "attachment" => say!(words, "case-attachment", name = name),
        "earlier" => say!(words, "case-earlier", name = name),
        "option" => say!(words, "case-option", name = name),
        _ => say!(words, "case-other", name = name),
    }
}

fn once(rules: &[String]) -> Vec<&String> {
    let mut once: Vec<&String> = Vec::new();
    for rule in rules {
        if !once.contains(&rule) {
            once.push(rule);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn names<const N: usize>(names: [&str; N]) -> Vec<String> {
        names.map(str::to_owned).to_vec()
    }

    #[test]
    fn what_stands_there_instead_names_who_and_each_rule_once() {
        let words = Words::new(Language::Dutch);
        let by = names(["Ali", "Bea", "Cor"]);
        assert_eq!(
            summary(words, &by, &names(["Niet op de persoon", "Kort", "Niet op de persoon"])),
            "Verborgen door Ali, Bea en Cor om de huisregels “Niet op de persoon” en “Kort”: toch lezen"
        );
        assert_eq!(
            summary(words, &by[..2], &names(["Kort", "Kort"])),
            "Verborgen door Ali en Bea om de huisregel “Kort”: toch lezen"
        );
    }

    #[test]
    fn a_list_that_changes_says_what_comes_and_what_goes() {
        let words = Words::new(Language::English);
        let said = |new: &[&str], gone: &[&str]| changed(words, new, gone);
        assert_eq!(said(&["Short"], &[]), "New house rule: “Short”");
        assert_eq!(said(&[], &["A", "B"]), "No longer house rules: “A” and “B”");
        assert_eq!(said(&["C"], &["A"]), "New house rule: “C”. No longer a house rule: “A”");
    }
}
