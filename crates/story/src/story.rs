//! A story: read, played with real acts, judged by the real rules.
//!
//! Guards: a story that is read can be replayed; nothing in it can fail half-way. Next:
//! [`crate::state`].

use act::{
    id::ActId,
    log::{Index, Log},
};
use rules::judge::Judge;
use serde::Serialize;

use crate::{
    build::{Built, build},
    compare::{Difference, compare},
    error::StoryError,
    read,
    script::Script,
    state::{State, View},
};

/// Bytes of a story: 10,000 acts of a hundred bytes, and long lists of what they have seen.
pub const SIZE: usize = 16 << 20;

/// A story with the acts it tells of.
#[derive(Clone, Debug)]
pub struct Story {
    script: Script,
    built: Built,
}

/// What came of a story.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// All that isn't as the story wants it; none when the story holds.
    pub differences: Vec<Difference>,
    /// The state after each of its `expect`.
    pub states: Vec<State>,
}

impl Story {
    /// Reads a story of at most [`SIZE`] bytes and makes its acts.
    ///
    /// # Errors
    /// When it is malformed, or needs something that isn't built yet.
    pub fn read(json: &str) -> Result<Self, StoryError> {
        if json.len() > SIZE {
            return Err(StoryError::TooLong);
        }
        let script = read::script(json)?;
        let built = build(&script)?;
        Ok(Self { script, built })
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.script.title
    }

    /// Its acts, among them what the protocol needs and the story leaves out: a proposal that the
    /// rounds are about, and acts that gather more heads than one act can name.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.built.log
    }

    /// The act with an id of the story; none when everyone refuses it.
    #[must_use]
    pub fn act(&self, id: &str) -> Option<ActId> {
        let line = self.script.lines.iter().position(|line| line.id == id)?;
        let act = self.built.acts.get(line).copied().flatten()?;
        Some(self.built.log.act(act).id())
    }

    /// Judges its acts and compares what is true with what it expects.
    #[must_use]
    pub fn run(&self) -> Run {
        let mut judge = Judge::default();
        for index in self.built.log.since(0) {
            judge.judge(&self.built.log, index);
        }
        let acts = (0..).zip(&self.built.acts);
        let lines = acts.filter_map(|(line, act): (_, &Option<Index>)| Some(((*act)?, line)));
        let view = View {
            script: &self.script,
            built: &self.built,
            judge: &judge,
            lines: lines.collect(),
        };
        let mut run = Run { differences: Vec::new(), states: Vec::new() };
        for (i, expect) in self.script.expects.iter().enumerate() {
            let state = view.after(&expect.after);
            let found = serde_json::to_value(&state).expect("names and lists are always JSON");
            run.differences.extend(compare(i, &expect.wanted, &found));
            run.states.push(state);
        }
        run
    }
}
