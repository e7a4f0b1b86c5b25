//! A text becomes a script.
//!
//! Guards: whatever a story names must exist in it, and every key must mean something; lists are
//! counted before they are walked. Next: [`crate::build`].

use std::{collections::BTreeMap, mem::take};

use act::{fraction::Fraction, round::Method};
use serde::{
    Deserialize,
    de::{Deserializer, Error as _, MapAccess, Visitor},
};
use serde_json::Value;

use crate::{
    error::StoryError,
    node::Node,
    script::{Device, Expect, Line, Person, Said, Script},
};
use change::Labels;

mod change; // a change of the register
mod deed; // one act
mod round; // a round and its ballots

/// Devices in a story: 300 people with a few each; a clock of an act has an entry for each.
const DEVICES: usize = 1_000;
/// Acts in a story. The longest one of ours has 142.
const ACTS: usize = 10_000;
/// Ids in all `seen` and `after` together: each is compared with the others of its act.
const NAMES: usize = 200_000;
/// States that are asked for: each lists all people and rounds.
const EXPECTS: usize = 1_000;
/// Acts in all states together: a state can list as many rounds as there are acts.
const MOMENTS: usize = 500_000;
/// Acts that say their `prev`: forks, each of which is compared with the others of its device.
const FORKS: usize = 1_000;
/// Bytes of an id, a label or a person's name: they stand on one line.
const LABEL: usize = 200;

/// What of a state is a list of names.
const LISTS: [&str; 8] =
    ["members", "resting", "removed", "guests", "forked", "conflicts", "redacted", "hidden"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    devices: Devices,
    acts: Vec<Value>,
    expect: Vec<Value>,
}

// Order matters: a person's first device is the one that person came with.
struct Devices(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Devices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Devices;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of device labels with the names of their owners")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Devices, A::Error> {
                let mut devices = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    if devices.len() == DEVICES {
                        return Err(A::Error::custom(format!("more than {DEVICES} devices")));
                    }
                    devices.push(entry);
                }
                Ok(Devices(devices))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

// What the rest of the story can name.
struct Names {
    people: BTreeMap<String, Person>,
    devices: BTreeMap<String, Device>,
    lines: BTreeMap<String, Line>,
}

/// Reads a story.
///
/// # Errors
/// When it is malformed; else, when something in it isn't built yet, the first such thing.
pub(crate) fn script(json: &str) -> Result<Script, StoryError> {
    let file: File = serde_json::from_str(json)?;
    let mut names =
        Names { people: BTreeMap::new(), devices: BTreeMap::new(), lines: BTreeMap::new() };
    let (mut people, mut devices) = (Vec::new(), Vec::new());
    for (label, owner) in file.devices.0 {
        let path = format!("devices.{label}");
        if label.len() > LABEL || owner.len() > LABEL {
            return Err(malformed(&path, "is longer than a line"));
        }
        let person = *names.people.entry(owner.clone()).or_insert_with(|| {
            people.push(owner);
            people.len() - 1
        });
        if names.devices.insert(label.clone(), devices.len()).is_some() {
            return Err(malformed(&path, "stands there twice"));
        }
        devices.push((label, person));
    }
    most("acts", file.acts.len(), ACTS)?;
    most("expect", file.expect.len(), EXPECTS)?;
    most("expect", file.expect.len().saturating_mul(file.acts.len()), MOMENTS)?;
    let mut ids = Vec::with_capacity(file.acts.len());
    for (line, value) in file.acts.iter().enumerate() {
        let id = Node::new(value, format!("acts[{line}]")).need("id")?;
        let text = id.text()?;
        if text.len() > LABEL {
            return Err(id.wrong("is longer than a line"));
        }
        if names.lines.insert(text.to_owned(), line).is_some() {
            return Err(id.wrong("stands there twice"));
        }
        ids.push(text.to_owned());
    }
    let (mut lines, mut needs, mut named) = (Vec::with_capacity(ids.len()), None, 0);
    let (mut forks, mut labels) = (0, Labels::default());
    for (id, (line, value)) in ids.into_iter().zip(file.acts.iter().enumerate()) {
        let node = Node::new(value, format!("acts[{line}]"));
        let (by, prev, seen) = names.before(&node, line)?;
        named += seen.len();
        most(&format!("acts[{line}].seen"), named, NAMES)?;
        forks += usize::from(prev.is_some());
        most(&format!("acts[{line}].prev"), forks, FORKS)?;
        match names.told(&node, devices.get(by).map_or(0, |(_, person)| *person), &mut labels) {
            Ok(deed) => lines.push(Said { id, by, prev, seen, deed }),
            Err(error) if error.is_for_newer() => needs = needs.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    let mut expects = Vec::with_capacity(file.expect.len());
    for (i, value) in file.expect.iter().enumerate() {
        let expect = names.expect(&Node::new(value, format!("expect[{i}]")))?;
        named += expect.after.len();
        most(&format!("expect[{i}].after"), named, NAMES)?;
        expects.push(expect);
    }
    if let Some(error) = needs {
        return Err(error);
    }
    let (options, things) = (take(&mut labels.options), take(&mut labels.things));
    let (clauses, order) = labels.finish()?;
    let title = file.title;
    Ok(Script { title, people, devices, lines, options, things, clauses, order, expects })
}

fn malformed(path: &str, what: &str) -> StoryError {
    StoryError::Malformed { path: path.to_owned(), what: what.to_owned() }
}

fn most(path: &str, count: usize, cap: usize) -> Result<(), StoryError> {
    if count > cap {
        return Err(malformed(path, &format!("{count} is more than the {cap} that are allowed")));
    }
    Ok(())
}

impl Names {
    fn person(&self, node: &Node<'_>) -> Result<Person, StoryError> {
        let name = node.text()?;
        self.people.get(name).copied().ok_or_else(|| node.wrong("has no device"))
    }

    fn named(&self, name: &str) -> Option<Person> {
        self.people.get(name).copied()
    }

    fn device(&self, node: &Node<'_>) -> Result<Device, StoryError> {
        let label = node.text()?;
        self.devices.get(label).copied().ok_or_else(|| node.wrong("is not among the devices"))
    }

    fn line(&self, node: &Node<'_>) -> Result<Line, StoryError> {
        let id = node.text()?;
        self.lines.get(id).copied().ok_or_else(|| node.wrong("is not among the acts"))
    }

    fn before(
        &self,
        node: &Node<'_>,
        line: Line,
    ) -> Result<(Device, Option<Line>, Vec<Line>), StoryError> {
        let earlier = |node: Node<'_>| match self.line(&node)? {
            earlier if earlier < line => Ok(earlier),
            _ => Err(node.wrong("comes later: nobody sees what isn't there yet")),
        };
        let by = self.device(&node.need("by")?)?;
        let prev = node.get("prev")?.map(earlier).transpose()?;
        let seen = node.list_of("seen")?.into_iter().map(earlier).collect::<Result<_, _>>()?;
        Ok((by, prev, seen))
    }

    fn expect(&self, node: &Node<'_>) -> Result<Expect, StoryError> {
        node.only(&[
            "after",
            "members",
            "resting",
            "removed",
            "guests",
            "forked",
            "charter",
            "conflicts",
            "redacted",
            "hidden",
            "roles",
            "mandates",
            "rounds",
            "seasons",
        ])?;
        let after = node.need("after")?.list()?;
        let after = after.iter().map(|id| self.line(id)).collect::<Result<_, _>>()?;
        for key in LISTS {
            texts(node, key)?;
        }
        if let Some(roles) = node.get("roles")? {
            roles.map()?.keys().try_for_each(|label| texts(&roles, label))?;
        }
        if let Some(mandates) = node.get("mandates")? {
            for (label, value) in mandates.map()?.iter().filter(|(_, value)| !value.is_null()) {
                let mandate = mandates.at(label, value);
                mandate.only(&["use", "holders", "spent", "over"])?;
                texts(&mandate, "holders")?;
            }
        }
        if let Some(rounds) = node.get("rounds")? {
            for (id, value) in rounds.map()?.iter().filter(|(_, value)| !value.is_null()) {
                let round = rounds.at(id, value);
                round.only(&[
                    "status",
                    "outcome",
                    "withdrawn",
                    "double",
                    "outside",
                    "partner",
                    "closes",
                ])?;
                texts(&round, "double")?;
                let Some(closes) = round.get("closes")? else { continue };
                for (id, value) in closes.map()?.iter().filter(|(_, value)| !value.is_null()) {
                    let close = closes.at(id, value);
                    close.only(&["outcome", "outside", "counted", "void", "acknowledged"])?;
                    texts(&close, "void")?;
                    texts(&close, "acknowledged")?;
                }
            }
        }
        if let Some(seasons) = node.get("seasons")? {
            for (id, value) in seasons.map()?.iter().filter(|(_, value)| !value.is_null()) {
                let season = seasons.at(id, value);
                season.only(&["parts", "lists", "founded"])?;
                texts(&season, "parts")?;
                texts(&season, "founded")?;
                let Some(lists) = season.get("lists")? else { continue };
                for (id, value) in lists.map()?.iter().filter(|(_, value)| !value.is_null()) {
                    let list = lists.at(id, value);
                    list.only(&["founders", "signed"])?;
                    texts(&list, "founders")?;
                    texts(&list, "signed")?;
                }
            }
        }
        let mut wanted = node.map()?.clone();
        wanted.remove("after");
        Ok(Expect { after, wanted })
    }
}

fn texts(node: &Node<'_>, key: &str) -> Result<(), StoryError> {
    node.list_of(key)?.iter().try_for_each(|item| item.text().map(drop))
}

// A method whose numbers, if it has any, stand elsewhere or are the usual ones.
fn method(word: &Node<'_>) -> Result<Method, StoryError> {
    match word.text()? {
        "majority" => Ok(Method::Majority),
        "absolute" => Ok(Method::Absolute),
        "two_thirds" => Ok(Method::Qualified(Fraction::TWO_THIRDS)),
        "consent" => Ok(Method::Consent),
        "unanimity" => Ok(Method::Unanimity),
        "ranked" | "schulze" => Ok(Method::Ranked),
        "poll" => Ok(Method::Poll),
        other => Err(word.needs(other)),
    }
}

fn quorum(node: &Node<'_>) -> Result<Fraction, StoryError> {
    node.get("quorum")?.map_or(Ok(Fraction::ZERO), |node| share(&node))
}

// A share as stories write it: "1/2", or a whole number where it is none or all.
fn share(node: &Node<'_>) -> Result<Fraction, StoryError> {
    let text = match node.json() {
        Value::Number(number) => number.to_string(),
        _ => node.text()?.to_owned(),
    };
    let whole = if text.contains('/') { text } else { format!("{text}/1") };
    whole.parse().map_err(|_| node.wrong("is no share such as 1/2"))
}
