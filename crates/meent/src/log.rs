//! What the program tells about itself, on standard error: how much, and as text or as JSON.
//!
//! Guards: standard output holds answers only; what is logged names addresses, ids and reasons, and never what
//! somebody wrote, a link or a key (`tests/serve.rs` looks for them). Next: [`crate::config`].

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::{
    EnvFilter, Layer as _, Registry, layer::SubscriberExt as _, reload,
    util::SubscriberInitExt as _,
};

use crate::config::{Format, Level, Log};

/// Says how much: what the file or the program says comes after it.
const LEVEL: &str = "MEENT_LOG";

/// Changes how much is logged while the program runs.
#[derive(Clone)]
pub(crate) struct Logging(reload::Handle<EnvFilter, Registry>);

/// Begins to log.
pub(crate) fn start(log: Log) -> Logging {
    let (filter, handle) = reload::Layer::new(filter(log.level));
    let lines = tracing_subscriber::fmt::layer().with_writer(stderr);
    let lines = match log.format {
        Format::Text => lines.with_ansi(stderr().is_terminal()).boxed(),
        Format::Json => lines.json().flatten_event(true).with_current_span(false).boxed(),
    };
    tracing_subscriber::registry().with(filter).with(lines).init();
    Logging(handle)
}

impl Logging {
    /// Logs this much from now on, unless the environment says how much.
    pub(crate) fn set(&self, level: Level) {
        if let Err(error) = self.0.reload(filter(level)) {
            tracing::error!(%error, "could not change how much is logged");
        }
    }
}

fn filter(level: Level) -> EnvFilter {
    let asked = std::env::var(LEVEL).ok().filter(|asked| !asked.trim().is_empty());
    let directives = asked.unwrap_or_else(|| level.word().to_owned());
    // What can't be read of it is passed over.
    EnvFilter::builder().parse_lossy(directives)
}
