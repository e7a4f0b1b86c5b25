//! What a story wants of a state against what is found.
//!
//! Guards: only what a story names is compared: of rounds, closes, seasons, their lists, mandates
//! and roles the ids named (`{}`
//! says that there are none), the charter and counted ballots whole. Next: [`crate::story`].

use serde::Serialize;
use serde_json::{Map, Value};

/// Something that isn't as the story wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which of the story's `expect`, from 0.
    pub expect: usize,
    /// Where in the state, such as `rounds.round.closes.close.counted`.
    pub path: String,
    /// What the story wants.
    pub wanted: Value,
    /// What the rules find; null when there is no such thing.
    pub found: Value,
}

/// Compares a state with what is wanted of it.
pub(crate) fn compare(
    expect: usize,
    wanted: &Map<String, Value>,
    found: &Value,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (key, wanted) in wanted.iter().filter(|(_, wanted)| !wanted.is_null()) {
        let found = &found[key];
        if ["rounds", "seasons", "mandates", "roles"].contains(&key.as_str()) {
            named(key, wanted, found, &mut differences);
        } else {
            leaf(key, wanted, found, &mut differences);
        }
    }
    for difference in &mut differences {
        difference.expect = expect;
    }
    differences
}

// The things with an id that are named; none wanted means that there must be none.
fn named(path: &str, wanted: &Value, found: &Value, all: &mut Vec<Difference>) {
    match wanted.as_object() {
        Some(ids) if !ids.is_empty() => {
            for (id, wanted) in ids {
                fields(&format!("{path}.{id}"), wanted, &found[id], all);
            }
        }
        _ => leaf(path, wanted, found, all),
    }
}

// A round, a close, a season or a list: the fields named.
fn fields(path: &str, wanted: &Value, found: &Value, all: &mut Vec<Difference>) {
    match wanted.as_object() {
        Some(names) if !found.is_null() => {
            for (name, wanted) in names {
                let path = format!("{path}.{name}");
                if ["closes", "lists"].contains(&name.as_str()) {
                    named(&path, wanted, &found[name], all);
                } else {
                    leaf(&path, wanted, &found[name], all);
                }
            }
        }
        _ => leaf(path, wanted, found, all),
    }
}

fn leaf(path: &str, wanted: &Value, found: &Value, all: &mut Vec<Difference>) {
    let wanted = sorted(wanted);
    if wanted != *found {
        all.push(Difference { expect: 0, path: path.to_owned(), wanted, found: found.clone() });
    }
}

// A state's lists are sorted; a story may list in any order.
fn sorted(value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(list) = value.as_array_mut() {
        list.sort_unstable_by(|a, b| a.as_str().cmp(&b.as_str()));
    }
    value
}
