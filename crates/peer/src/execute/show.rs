//! Small pieces that several commands share: reading a typed line, showing versions.
//!
//! Guards: a title is one line of at most [`LINE`] characters without control characters.
//! Next: [`super::goal`].

use std::collections::BTreeMap;

use act::content::Value;
use document::field::Field;

use crate::{answer::Version, names::Names, refusal::Refusal};

/// Unicode scalar values of a title or name; the schema table holds the same number.
const LINE: usize = 200;

/// A typed title or name as it is kept: trimmed, on one line.
///
/// # Errors
/// When nothing is left of it or it is too long.
pub(crate) fn line(what: &str, typed: String) -> Result<String, Refusal> {
    let kept = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: String = kept.chars().filter(|c| !c.is_control()).collect();
    if kept.is_empty() {
        return Err(Refusal::Invalid(what.to_owned()));
    }
    if kept.chars().count() > LINE {
        return Err(Refusal::TooLong(what.to_owned()));
    }
    Ok(kept)
}

/// Unicode scalar values of a text that this app writes: twenty pages. Each is an operation in the
/// document, which every later act passes by.
const TEXT: usize = 50_000;

/// Refuses a text that is too long to write together.
///
/// # Errors
/// When it is.
pub(super) fn fits(text: &str) -> Result<(), Refusal> {
    let fits = text.chars().nth(TEXT).is_none();
    fits.then_some(()).ok_or_else(|| Refusal::TooLong("text".to_owned()))
}

/// The value that stands for a string in a deed.
pub(super) fn words(text: &str) -> Value {
    Value::Words(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

/// Per field the versions that were written apart, for JSON.
pub(super) fn conflicts<'a>(
    fields: impl IntoIterator<Item = (&'a str, &'a Field<String>)>,
    names: &Names,
) -> BTreeMap<String, Vec<Version>> {
    let versions = |field: &Field<String>| {
        let version = |v: &document::field::Version<String>| Version {
            value: v.value.clone(),
            by: names.name(v.by),
            at: v.at,
        };
        field.conflicts.iter().map(version).collect::<Vec<_>>()
    };
    fields
        .into_iter()
        .filter(|(_, field)| !field.conflicts.is_empty())
        .map(|(name, field)| (name.to_owned(), versions(field)))
        .collect()
}
