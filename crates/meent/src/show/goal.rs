//! Goals, comments and what was written apart, as people's text. Next: [`super::decision`].

use std::collections::BTreeMap;

use peer::answer::{Comment, Goal, Goals, Version};
use words::{erased, say, speech::Words, term, when};

use super::{attachment, columns, indented, moderation, short};

pub(super) fn one(words: Words, goal: &Goal) -> String {
    let folded = moderation::folded(words, &goal.id, goal.fold.as_deref());
    let mut text = format!("{}  {}\n", short(&goal.id), title(words, goal));
    text.push_str(&say!(words, "show-added-by", name = &goal.by));
    text.push('\n');
    if goal.origin.is_some() {
        text.push_str(&say!(words, "season-origin"));
        text.push('\n');
    }
    if let Some(folded) = folded {
        text.push_str(&format!("\n{}", indented(&folded)));
    } else if !goal.text.is_empty() {
        text.push('\n');
        text.push_str(&indented(&goal.text));
    }
    text.push_str(&conflicts(words, &goal.conflicts));
    text.push_str(&attachment::all(words, &goal.attachments));
    text.push_str(&comments(words, &goal.comments));
    text
}

pub(super) fn list(words: Words, list: &Goals) -> String {
    if list.goals.is_empty() {
        return say!(words, "show-no-goals");
    }
    let row = |goal: &Goal| vec![short(&goal.id).to_owned(), title(words, goal)];
    columns(&list.goals.iter().map(row).collect::<Vec<_>>())
}

fn title(words: Words, goal: &Goal) -> String {
    moderation::title(words, "goal", &goal.title, goal.fold.as_deref())
}

/// What several wrote apart: each version, whose it is and when.
pub(super) fn conflicts(words: Words, conflicts: &BTreeMap<String, Vec<Version>>) -> String {
    let mut text = String::new();
    for (field, versions) in conflicts {
        text.push_str(&format!(
            "\n{}\n",
            say!(words, "show-conflict", field = term::field(words, field))
        ));
        for version in versions {
            let at = when::moment(words, version.at);
            let said =
                say!(words, "show-version", value = &version.value, by = &version.by, at = at);
            text.push_str(&format!("  - {said}\n"));
        }
    }
    text
}

/// The discussion.
pub(super) fn comments(words: Words, comments: &[Comment]) -> String {
    let mut text = String::new();
    for comment in comments {
        let at = when::moment(words, comment.at);
        let head = say!(words, "show-comment", by = &comment.by, at = at, id = short(&comment.id));
        let folded = moderation::folded(words, &comment.id, comment.fold.as_ref());
        let gone = comment.erased_at.map(|at| erased::said(words, "comment", at));
        let said = gone.or(folded).unwrap_or_else(|| comment.text.clone());
        text.push_str(&format!("\n{head}\n{}", indented(&said)));
    }
    text
}
