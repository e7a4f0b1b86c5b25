//! Who knows what in a random history, and the lines that tell it.
//!
//! Guards: a device names what it heard of and nothing else; whoever writes has a device to do it with.
//! Next: [`super::devices`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{EACH, Step, device};

/// A round of it.
#[derive(Clone)]
pub(super) struct Round {
    pub(super) open: usize,
    pub(super) by: usize,
    pub(super) method: &'static str,
    pub(super) closes: Vec<usize>,
}

/// A story while it is told.
#[derive(Default)]
pub(super) struct Teller {
    pub(super) lines: Vec<Value>,
    pub(super) people: usize,
    // What a device heard of and has not yet named; its acts; where it goes on.
    pub(super) heard: BTreeMap<usize, BTreeSet<usize>>,
    pub(super) own: BTreeMap<usize, Vec<usize>>,
    pub(super) prev: BTreeMap<usize, usize>,
    pub(super) heads: BTreeSet<usize>,
    pub(super) rounds: Vec<Round>,
    // How many proxies the charter allows.
    pub(super) proxies: usize,
    pub(super) joins: BTreeMap<usize, usize>,
    // Devices beside people's first ones: enrolled, or the key of a recovery.
    pub(super) enrolled: BTreeMap<usize, usize>,
    pub(super) papers: BTreeMap<usize, usize>,
    // The changes spoken of, each with the line to know first.
    pub(super) spoken: Vec<(Value, Option<usize>)>,
    // The clauses, by label.
    pub(super) clauses: Vec<Value>,
    pub(super) comments: Vec<usize>,
}

pub(super) fn id(line: usize) -> String {
    format!("a{line}")
}

impl Teller {
    pub(super) fn new(people: usize, proxies: usize) -> Self {
        Self { people, proxies, ..Self::default() }
    }

    pub(super) fn hear(&mut self, device: usize, lines: impl IntoIterator<Item = usize>) {
        self.heard.entry(device).or_default().extend(lines);
    }

    pub(super) fn write(&mut self, by: usize, deed: Value, sees: u8) -> usize {
        let line = self.lines.len();
        if sees == 2 {
            let heads = self.heads.clone();
            self.hear(by, heads);
        }
        let mut act = json!({"id": id(line), "by": device(by)});
        let fields = act.as_object_mut().unwrap();
        let seen = self.heard.remove(&by).unwrap_or_default();
        if !seen.is_empty() {
            fields.insert("seen".to_owned(), seen.iter().map(|line| id(*line)).collect());
        }
        if let Some(prev) = self.prev.remove(&by) {
            fields.insert("prev".to_owned(), id(prev).into());
            self.heads.remove(&prev);
        } else if let Some(last) = self.own.get(&by).and_then(|own| own.last()) {
            self.heads.remove(last);
        }
        fields.extend(deed.as_object().unwrap().clone());
        self.heads = self.heads.iter().copied().filter(|head| !seen.contains(head)).collect();
        self.heads.insert(line);
        self.own.entry(by).or_default().push(line);
        if deed.get("comment").is_some() {
            self.comments.push(line);
        }
        self.lines.push(act);
        line
    }

    // A device that can write: people's first ones, and enrolled ones.
    pub(super) fn writer(&self, who: usize) -> usize {
        let device = who % (EACH * self.people);
        let known = device.is_multiple_of(EACH) || self.enrolled.contains_key(&device);
        if known { device } else { device - device % EACH }
    }

    pub(super) fn write_about(&mut self, step: Step, about: usize, deed: Value) -> usize {
        let by = self.writer(step.who);
        if step.sees > 0 {
            self.hear(by, [about]);
        }
        self.write(by, deed, step.sees)
    }

    /// The people whose bit is set.
    pub(super) fn those(&self, bits: usize) -> Vec<usize> {
        (0..self.people).filter(|person| bits >> person & 1 == 1).collect()
    }

    /// The last line of somebody's device.
    pub(super) fn last(&self, device: usize) -> Option<usize> {
        self.own.get(&device).and_then(|own| own.last()).copied()
    }

    /// The device that somebody writes with by default: the newest that is not a paper key.
    pub(super) fn hand(&self, person: usize) -> usize {
        let newer = (1..EACH - 1).map(|at| EACH * person + at);
        let known = newer.filter_map(|device| Some((*self.enrolled.get(&device)?, device)));
        known.max().map_or(EACH * person, |(_, device)| device)
    }

    pub(super) fn say(&mut self, by: usize, sees: u8) -> usize {
        self.write(by, json!({"comment": {}}), sees)
    }
}
