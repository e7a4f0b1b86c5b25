//! Attachments as people's text. Next: [`super::goal`].

use peer::answer::Attachment;
use words::{attachment, erased, say, speech::Words, when};

use super::{indented, moderation, short};

/// One that was added.
pub(crate) fn attached(words: Words, told: &Attachment) -> String {
    say!(words, "show-attached", file = &told.file, id = short(&told.id))
}

/// One whose content was saved.
pub(crate) fn saved(words: Words, path: &str) -> String {
    say!(words, "show-attachment-saved", path = path)
}

/// One.
pub(super) fn one(words: Words, told: &Attachment) -> String {
    let at = when::moment(words, told.at);
    let mut lines = vec![say!(words, "show-comment", by = &told.by, at = at, id = short(&told.id))];
    let missing = attachment::missing(words, &told.state, (told.have, told.size));
    if let Some(at) = told.erased_at {
        lines.push(erased::said(words, "attachment", at));
    } else if let Some(folded) = moderation::folded(words, &told.id, told.fold.as_ref()) {
        lines.push(folded);
    } else {
        lines.push(format!("{} ({})", told.file, attachment::kind(words, &told.kind, told.size)));
        lines.extend(Some(told.alt.clone()).filter(|alt| !alt.is_empty()));
        lines.extend(missing);
    }
    let (head, rest) = lines.split_at(1);
    format!("{}\n{}", head.concat(), indented(&rest.join("\n")))
}

/// All of something.
pub(super) fn all(words: Words, all: &[Attachment]) -> String {
    let each = all.iter().map(|told| format!("\n{}", one(words, told)));
    let each: String = each.collect();
    if each.is_empty() { each } else { format!("\n{}{each}", say!(words, "attachments")) }
}
