//! The configuration of a peer that is always on: what can be set, and what holds where nothing is.
//!
//! Guards: every key stands once, in [`KEYS`], with how it is read, shown and changed; what is wrong is said
//! with its line. `docs/meent.toml` shows all of them. Next: [`read`], from text to values.

pub(crate) mod read; // from a file's text

use std::net::SocketAddr;

use peer::running::{Limits, may_dial, may_listen};
use serde_json::{Value, json};
use words::{say, speech::Words};

use self::read::Given;

/// Connections that may be asked for at most: a process has 1,024 files open on most systems, and the page, the
/// disk and QUIC need theirs.
const MOST_CONNECTIONS: usize = 512;

/// Addresses that may be listened on or dialled: the network keeps 64 to dial.
const MOST_ADDRESSES: usize = 64;

/// What an always-on peer is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Config {
    pub(crate) listen: Vec<String>,
    pub(crate) dial: Vec<String>,
    pub(crate) mdns: bool,
    /// Whether to carry traffic between members who can't reach each other.
    pub(crate) relay: bool,
    /// Where it is reached from outside.
    pub(crate) external: Vec<String>,
    /// Whether to ask the router to pass connections on.
    pub(crate) upnp: bool,
    pub(crate) page: bool,
    pub(crate) page_port: u16,
    /// Where figures and health can be had; nowhere when left out.
    pub(crate) metrics: Option<SocketAddr>,
    /// Whether others than this machine may have them.
    pub(crate) metrics_open: bool,
    pub(crate) log: Log,
    pub(crate) limits: Limits,
}

/// What is logged, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Log {
    pub(crate) format: Format,
    pub(crate) level: Level,
}

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

const FORMATS: &[(&str, Format)] = &[("text", Format::Text), ("json", Format::Json)];

const LEVELS: &[(&str, Level)] = &[
    ("error", Level::Error),
    ("warn", Level::Warn),
    ("info", Level::Info),
    ("debug", Level::Debug),
];

/// The word for no address.
const OFF: &str = "off";

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: Vec::new(),
            dial: Vec::new(),
            mdns: true,
            relay: false,
            external: Vec::new(),
            upnp: false,
            page: true,
            page_port: 0,
            metrics: None,
            metrics_open: false,
            log: Log { format: Format::Text, level: Level::Info },
            limits: Limits::default(),
        }
    }
}

/// Something that can be set.
pub(crate) struct Key {
    /// Its name; with the table's before it where it stands in one.
    pub(crate) name: &'static str,
    /// Whether a running peer takes a new value over on SIGHUP.
    pub(crate) live: bool,
    /// Takes a value over; or says what it should be.
    put: fn(&mut Config, &Given<'_>, Words) -> Result<(), String>,
    /// Its value, as TOML and JSON both write it.
    pub(crate) get: fn(&Config) -> Value,
}

/// All that can be set.
pub(crate) const KEYS: &[Key] = &[
    Key {
        name: "listen",
        live: false,
        put: |config, given, words| {
            config.listen = addresses(given, may_listen, words)?;
            Ok(())
        },
        get: |config| json!(config.listen),
    },
    Key {
        name: "dial",
        live: true,
        put: |config, given, words| {
            config.dial = addresses(given, may_dial, words)?;
            Ok(())
        },
        get: |config| json!(config.dial),
    },
    Key {
        name: "mdns",
        live: false,
        put: |config, given, words| switch(&mut config.mdns, given, words),
        get: |config| json!(config.mdns),
    },
    Key {
        name: "relay",
        live: false,
        put: |config, given, words| switch(&mut config.relay, given, words),
        get: |config| json!(config.relay),
    },
    Key {
        name: "external",
        live: false,
        put: |config, given, words| {
            config.external = addresses(given, may_dial, words)?;
            Ok(())
        },
        get: |config| json!(config.external),
    },
    Key {
        name: "upnp",
        live: false,
        put: |config, given, words| switch(&mut config.upnp, given, words),
        get: |config| json!(config.upnp),
    },
    Key {
        name: "page",
        live: false,
        put: |config, given, words| switch(&mut config.page, given, words),
        get: |config| json!(config.page),
    },
    Key {
        name: "page-port",
        live: false,
        put: |config, given, words| {
            let port = number(given, 0, usize::from(u16::MAX), words)?;
            config.page_port = u16::try_from(port).unwrap_or_default();
            Ok(())
        },
        get: |config| json!(config.page_port),
    },
    Key {
        name: "metrics",
        live: false,
        put: |config, given, words| {
            config.metrics = match given.text() {
                Some(OFF) => None,
                Some(text) => Some(text.parse().map_err(|_| say!(words, "config-is-socket"))?),
                None => return Err(say!(words, "config-is-socket")),
            };
            Ok(())
        },
        get: |config| match config.metrics {
            Some(address) => json!(address),
            None => json!(OFF),
        },
    },
    Key {
        name: "metrics-open",
        live: false,
        put: |config, given, words| switch(&mut config.metrics_open, given, words),
        get: |config| json!(config.metrics_open),
    },
    Key {
        name: "log.format",
        live: false,
        put: |config, given, words| choice(&mut config.log.format, FORMATS, given, words),
        get: |config| json!(word(FORMATS, config.log.format)),
    },
    Key {
        name: "log.level",
        live: true,
        put: |config, given, words| choice(&mut config.log.level, LEVELS, given, words),
        get: |config| json!(word(LEVELS, config.log.level)),
    },
    Key {
        name: "limits.connections",
        live: false,
        put: |config, given, words| {
            config.limits.connections = number(given, 8, MOST_CONNECTIONS, words)?;
            Ok(())
        },
        get: |config| json!(config.limits.connections),
    },
    Key {
        name: "limits.strangers",
        live: false,
        put: |config, given, words| {
            config.limits.strangers = number(given, 1, MOST_CONNECTIONS, words)?;
            Ok(())
        },
        get: |config| json!(config.limits.strangers),
    },
    Key {
        name: "limits.per-address",
        live: false,
        put: |config, given, words| {
            config.limits.per_address = number(given, 1, MOST_CONNECTIONS, words)?;
            Ok(())
        },
        get: |config| json!(config.limits.per_address),
    },
];

impl Config {
    /// What can't go together, by the key to point at; nothing when all can.
    fn clash(&self, words: Words) -> Option<(&'static str, String)> {
        let Limits { connections, strangers, per_address } = self.limits;
        if strangers >= connections {
            let below = say!(words, "config-is-below", other = "limits.connections");
            return Some(("limits.strangers", below));
        }
        if per_address > strangers {
            let most = say!(words, "config-is-at-most", other = "limits.strangers");
            return Some(("limits.per-address", most));
        }
        let is_open = self.metrics.is_some_and(|address| !address.ip().is_loopback());
        (is_open && !self.metrics_open).then(|| ("metrics", say!(words, "config-is-loopback")))
    }

    /// All of it as a file that says the same.
    pub(crate) fn toml(&self) -> String {
        let (mut text, mut table) = (String::new(), "");
        for key in KEYS {
            let (within, name) = key.name.split_once('.').unwrap_or(("", key.name));
            if within != table {
                text.push_str(&format!("\n[{within}]\n"));
                table = within;
            }
            text.push_str(&format!("{name} = {}\n", (key.get)(self)));
        }
        text
    }

    /// All of it as JSON, by key.
    pub(crate) fn json(&self) -> Value {
        KEYS.iter().map(|key| (key.name.to_owned(), (key.get)(self))).collect()
    }
}

fn addresses(
    given: &Given<'_>,
    may_be: fn(&str) -> bool,
    words: Words,
) -> Result<Vec<String>, String> {
    let listed = given.texts().ok_or_else(|| say!(words, "config-is-addresses"))?;
    if listed.len() > MOST_ADDRESSES {
        return Err(say!(words, "config-is-fewer", most = MOST_ADDRESSES));
    }
    match listed.iter().find(|address| !may_be(address)) {
        Some(address) => Err(say!(words, "config-is-no-address", address = address)),
        None => Ok(listed),
    }
}

fn switch(value: &mut bool, given: &Given<'_>, words: Words) -> Result<(), String> {
    *value = given.switch().ok_or_else(|| say!(words, "config-is-switch"))?;
    Ok(())
}

fn number(given: &Given<'_>, least: usize, most: usize, words: Words) -> Result<usize, String> {
    let fits = given.number().filter(|number| (least..=most).contains(number));
    fits.ok_or_else(|| say!(words, "config-is-number", least = least, most = most.to_string()))
}

fn choice<T: Copy>(
    value: &mut T,
    choices: &[(&str, T)],
    given: &Given<'_>,
    words: Words,
) -> Result<(), String> {
    let named = given.text().and_then(|text| choices.iter().find(|(name, _)| *name == text));
    let names = || choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let (_, named) = named.ok_or_else(|| say!(words, "config-is-choice", choices = names()))?;
    *value = *named;
    Ok(())
}

fn word<T: PartialEq>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices.iter().find(|(_, one)| *one == value).map_or("", |(name, _)| name)
}

impl Log {
    /// What commands log that a person gives: what is wrong, as text.
    pub(crate) const COMMAND: Self = Self { format: Format::Text, level: Level::Warn };
}

impl Level {
    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        word(LEVELS, self)
    }
}
