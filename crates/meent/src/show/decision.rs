//! Decisions as people's text: short, whole, and how they were counted. Next: [`super::record`].

use peer::{
    answer::{Choice, Decision, Decisions, EarlierDecision},
    core,
};
use words::{clean, counting, say, speech::Words, term, when};

use super::{attachment, columns, goal, indented, moderation, short};

/// Where a decision stands, on a line.
pub(super) fn brief(words: Words, one: &Decision) -> String {
    let mut lines =
        vec![format!("{}  {}", short(&one.id), title(words, one)), standing(words, one)];
    lines.extend(confirms_from(words, one, core::now()));
    lines.join("\n")
}

fn title(words: Words, one: &Decision) -> String {
    moderation::title(words, "decision", &one.title, one.fold.as_ref())
}

pub(super) fn one(words: Words, one: &Decision) -> String {
    let mut lines =
        vec![format!("{}  {}", short(&one.id), title(words, one)), standing(words, one)];
    lines.extend(confirms_from(words, one, core::now()));
    lines.extend([
        say!(words, "show-proposed-by", name = &one.by),
        say!(words, "show-method", method = method(words, one)),
        counting::rule(words, &one.asked()),
        say!(words, "show-review", day = when::day(words, &one.review)),
    ]);
    if let Some(goal) = &one.goal {
        lines.push(say!(words, "show-for-goal", id = short(goal)));
    }
    let cost = |choice: &Choice| choice.cost.and_then(|cost| u64::try_from(cost).ok());
    let options: Vec<_> =
        one.options.iter().map(|choice| (choice.title.as_str(), cost(choice))).collect();
    lines.extend(counting::options(words, &options));
    if one.status == "draft" {
        lines.extend(counting::warning(words, &one.asked()));
    }
    if one.text_differs {
        lines.push(say!(words, "show-text-differs"));
    }
    if let Some(selection) = &one.selection {
        lines.push(say!(words, "page-nominations", role = &selection.title));
        lines.extend(selection.nominations.iter().filter(|one| one.stands).map(|nomination| {
            let folded = moderation::folded(words, &nomination.id, nomination.fold.as_ref());
            let why = folded.unwrap_or_else(|| clean::line(&nomination.reason));
            let (by, name) = (&nomination.by, &nomination.who);
            format!("  {}", say!(words, "how-nominated", by = by, name = name, why = why))
        }));
        if !selection.nominations.iter().any(|one| one.stands) {
            lines.push(format!("  {}", say!(words, "page-nominations-none")));
        }
        if let Some(nominee) = &selection.nominee {
            lines.push(say!(words, "page-nominee", name = nominee));
        }
        let waits = one.deadline.is_some_and(|deadline| core::now() < deadline);
        if let Some(first) = selection.first.as_ref().filter(|_| waits) {
            lines.push(say!(words, "page-nominee-first", name = first));
        }
    }
    let folded = moderation::folded(words, &one.id, one.fold.as_ref());
    let said = folded.unwrap_or_else(|| one.text.clone());
    let mut text = format!("{}\n\n{}", lines.join("\n"), indented(&said));
    if !one.counted.is_empty() {
        text.push('\n');
        for (name, ballot) in &one.counted {
            let ballot = term::cast(words, &one.method, ballot);
            text.push_str(&format!(
                "  {}\n",
                say!(words, "how-ballot", name = name, ballot = ballot)
            ));
        }
    }
    text.push_str(&goal::conflicts(words, &one.conflicts));
    text.push_str(&attachment::all(words, &one.attachments));
    text.push_str(&goal::comments(words, &one.comments));
    if one.status != "draft" {
        text.push_str(&format!("\n{}\n", say!(words, "show-how-next", id = short(&one.id))));
    }
    text
}

/// How it was counted, step by step.
pub(super) fn how(words: Words, one: &Decision) -> String {
    let mut text = format!("{}\n", say!(words, "show-how", title = title(words, one)));
    for (number, step) in (1..).zip(counting::steps(words, &one.told())) {
        text.push_str(&format!("  {number}. {}\n", step.text));
        for part in step.parts {
            text.push_str(&format!("     - {part}\n"));
        }
    }
    text
}

pub(super) fn list(words: Words, list: &Decisions) -> String {
    let earlier = list.earlier.iter().map(|one| earlier(words, one)).collect::<Vec<_>>();
    if list.decisions.is_empty() && earlier.is_empty() {
        return say!(words, "show-no-decisions");
    }
    let row =
        |one: &Decision| vec![short(&one.id).to_owned(), title(words, one), standing(words, one)];
    let mut text = columns(&list.decisions.iter().map(row).collect::<Vec<_>>());
    if !earlier.is_empty() {
        let gap = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{gap}{}\n\n{}", say!(words, "season-earlier"), earlier.join("\n")));
    }
    text
}

fn earlier(words: Words, one: &EarlierDecision) -> String {
    let how = term::earlier(words, &one.outcome, &one.chosen, &one.decided, None);
    let head = format!("{}  {}\n{how}", short(&one.id), clean::line(&one.title));
    let review = say!(words, "show-review", day = when::day(words, &one.review));
    format!("{head}\n{review}\n{}", indented(&one.text))
}

fn method(words: Words, one: &Decision) -> String {
    let method = term::method(words, &one.method, one.share.as_deref().unwrap_or_default());
    say!(words, "show-with-quorum", method = method, quorum = &one.quorum)
}

// Until the apps confirm by themselves; nothing when nobody waits for that.
fn confirms_from(words: Words, one: &Decision, now: i64) -> Option<String> {
    let from = one.acknowledged_from.filter(|from| *from > now)?;
    Some(say!(words, "show-confirms-from", moment = when::moment(words, from)))
}

// What is so now, with how many.
fn standing(words: Words, one: &Decision) -> String {
    let (n, of, needed) = (one.acknowledged.len(), one.electorate.len(), one.needed);
    let outcome = one.outcome.as_deref().or(one.provisional.as_deref());
    let outcome = outcome.map(|word| term::came_to(words, word, &one.chosen)).unwrap_or_default();
    match one.status.as_str() {
        "open" => say!(
            words,
            "show-open",
            took = one.counted.len(),
            of = of,
            until = one.deadline.map(|at| when::moment(words, at)).unwrap_or_default()
        ),
        "closed" => say!(words, "show-closed", outcome = outcome, n = n, of = of, needed = needed),
        "confirmed" => say!(words, "show-confirmed", outcome = outcome, n = n, of = of),
        status => term::status(words, status),
    }
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    fn closed(from: Option<i64>) -> Decision {
        let decision = serde_json::json!({
            "id": "ab".repeat(32), "title": "Eik", "text": "", "by": "Ali", "review": "2030-01-01",
            "goal": null, "method": "majority", "quorum": "1/2", "share": null, "status": "closed",
            "outcome": null, "provisional": "adopted", "round": null, "deadline": 0,
            "electorate": ["Ali", "Bea", "Cor"],
            "counted": {},
            "void": [], "acknowledged": [], "needed": 2, "double": [], "shown": null, "closes": {},
            "ballots": [], "text_differs": false, "conflicts": {}, "comments": [],
            "at": 0, "base": [], "editable": false, "elector": true, "may_close": false,
            "may_acknowledge": false, "acknowledged_from": from,
        });
        serde_json::from_value(decision).expect("a decision as the peer answers it")
    }

    #[test]
    fn a_close_before_its_deadline_says_from_when_it_is_confirmed() {
        let words = Words::new(Language::Dutch);
        let early = closed(Some(1_796_151_600));
        let said = confirms_from(words, &early, 1_796_151_599).expect("it is early");
        assert!(said.contains("vanaf dinsdag 1 december 2026 om 20:00"), "{said}");
        assert_eq!(confirms_from(words, &early, 1_796_151_600), None, "it is due");
        assert_eq!(confirms_from(words, &closed(None), 0), None, "nobody is waited for");
    }
}
