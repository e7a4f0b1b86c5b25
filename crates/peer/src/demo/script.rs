//! The script: who there is and what each does when, as people write it in a file.
//!
//! Guards: a step is a command in its own JSON form; `$alias` stands for the id that an earlier step
//! answered, `$day+90` for the 90th day after the first. Next: [`super::stage`].

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;
use serde_json::Value;

use super::DemoError;
use crate::command::{Command, Kind};

/// A whole script.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    /// Everybody who plays, in the order in which they are told of.
    pub(super) people: Vec<Person>,
    /// What happens, in order.
    pub(super) steps: Vec<Step>,
}

/// Somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// Something that happens; without a day or time it happens right after the step before.
#[derive(Debug, Deserialize)]
pub(super) struct Step {
    /// From 1.
    pub(super) day: Option<i32>,
    /// On the clock in Europe/Amsterdam, `19:30`.
    pub(super) time: Option<String>,
    #[serde(flatten)]
    pub(super) what: What,
}

/// What happens.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum What {
    /// Somebody does something on a device.
    Do {
        by: String,
        #[serde(rename = "do")]
        command: Value,
        #[serde(rename = "as")]
        alias: Option<String>,
    },
    /// Somebody comes in by an invite.
    Join { join: Join },
    /// Somebody takes a second device.
    Device { device: Device },
    /// These devices hear nothing and are not heard.
    Offline { offline: Vec<String> },
    /// And are back.
    Online { online: Vec<String> },
}

/// Who comes in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Whose invite it is.
    pub(super) sponsor: String,
}

/// A second device.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Device {
    /// The device that its member has already.
    pub(super) of: String,
    /// What the script calls the new one.
    pub(super) name: String,
}

impl Script {
    /// Reads a script.
    pub(super) fn parse(text: &str) -> Result<Self, DemoError> {
        let script: Self =
            serde_json::from_str(text).map_err(|error| DemoError::Script(error.to_string()))?;
        let known = |join: &Join| {
            script.people.iter().any(|person| person.name == join.name && person.kind == join.kind)
        };
        let stranger = script.steps.iter().find_map(|step| match &step.what {
            What::Join { join } if !known(join) => Some(join.name.clone()),
            _ => None,
        });
        match stranger {
            Some(name) => Err(DemoError::Script(format!("{name} is not among the people"))),
            None => Ok(script),
        }
    }
}

/// What the words with a `$` stand for.
#[derive(Debug)]
pub(super) struct Aliases {
    first: Date,
    ids: BTreeMap<String, String>,
}

impl Aliases {
    /// None yet; the story begins on this day.
    pub(super) const fn new(first: Date) -> Self {
        Self { first, ids: BTreeMap::new() }
    }

    /// From now on `alias` stands for an id.
    pub(super) fn name(&mut self, alias: &str, id: String) {
        self.ids.insert(alias.to_owned(), id);
    }

    /// The command with everything in its place.
    pub(super) fn command(&self, written: &Value) -> Result<Command, DemoError> {
        let mut value = written.clone();
        self.fill(&mut value)?;
        serde_json::from_value(value).map_err(|error| DemoError::Script(error.to_string()))
    }

    fn fill(&self, value: &mut Value) -> Result<(), DemoError> {
        match value {
            Value::String(text) => {
                if let Some(alias) = text.strip_prefix('$') {
                    *text = self.meaning(alias)?;
                }
                Ok(())
            }
            Value::Array(list) => list.iter_mut().try_for_each(|value| self.fill(value)),
            Value::Object(map) => map.values_mut().try_for_each(|value| self.fill(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }

    fn meaning(&self, alias: &str) -> Result<String, DemoError> {
        let unknown = || DemoError::Script(format!("${alias} stands for nothing"));
        if let Some(days) = alias.strip_prefix("day+") {
            let days: i32 = days.parse().map_err(|_| unknown())?;
            return self
                .first
                .checked_add(days.days())
                .map(|day| day.to_string())
                .map_err(|_| unknown());
        }
        self.ids.get(alias).cloned().ok_or_else(unknown)
    }
}
