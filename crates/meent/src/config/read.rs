//! From the text of a configuration file to what it sets.
//!
//! Guards: nothing is taken over of a file in which anything is wrong; what is wrong is one sentence with the
//! file, the line and the place in it. Next: [`super::KEYS`].

use std::{collections::BTreeMap, ops::Range, path::Path};

use toml::de::{DeTable, DeValue};
use words::{alike, say, speech::Words};

use super::{Config, KEYS};
use crate::{exit::Exit, failure::Failure, keep};

/// Bytes of a configuration file: all keys with the most addresses fit several times.
const MOST: u64 = 64 * 1024;

/// How many letters a key may be off to be what somebody meant.
const MISTYPED: usize = 2;

/// A value as it stands in the file.
pub(crate) struct Given<'a>(&'a DeValue<'a>);

impl Given<'_> {
    pub(crate) fn text(&self) -> Option<&str> {
        self.0.as_str()
    }

    pub(crate) fn switch(&self) -> Option<bool> {
        self.0.as_bool()
    }

    pub(crate) fn number(&self) -> Option<usize> {
        let number = self.0.as_integer()?;
        usize::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
    }

    pub(crate) fn texts(&self) -> Option<Vec<String>> {
        let listed = self.0.as_array()?.iter();
        listed.map(|one| one.get_ref().as_str().map(str::to_owned)).collect()
    }
}

/// Reads a configuration file.
///
/// # Errors
/// When it can't be read, or something in it is wrong.
pub(crate) fn file(words: Words, path: &Path) -> Result<Config, Failure> {
    let bytes = keep::read(path, MOST).map_err(|error| Failure::unread(words, path, &error))?;
    let (text, whole) = match str::from_utf8(&bytes) {
        Ok(text) => (text, true),
        // What comes before the bytes that are no text tells where they are.
        Err(error) => (str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), false),
    };
    let read = if whole {
        parse(words, text)
    } else {
        let end = text.len();
        Err(Wrong { at: end..end, said: say!(words, "config-no-text") })
    };
    read.map_err(|wrong| {
        let (line, column) = wrong.place(text);
        let path = path.display().to_string();
        let place = say!(words, "config-place", path = path, line = line, column = column);
        let message = format!("{place} {}", wrong.said);
        Failure::new(Exit::Data, "config", message, say!(words, "config-hint"))
    })
}

/// What is wrong, and where in the text.
#[derive(Debug)]
struct Wrong {
    at: Range<usize>,
    said: String,
}

impl Wrong {
    /// Line and character, from 1.
    fn place(&self, text: &str) -> (String, String) {
        let before = text.get(..self.at.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line.to_string(), column.to_string())
    }
}

fn parse(words: Words, text: &str) -> Result<Config, Wrong> {
    let table = DeTable::parse(text).map_err(|error| Wrong {
        at: error.span().unwrap_or(0..0),
        said: say!(words, "config-no-toml", why = error.message()),
    })?;
    let mut config = Config::default();
    let mut places = BTreeMap::new();
    let mut take = |name: &str, at: Range<usize>, value: &DeValue<'_>, place: Range<usize>| {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            return Err(Wrong { at, said: unknown(words, name) });
        };
        let put = (key.put)(&mut config, &Given(value), words);
        put.map_err(|needs| Wrong { at: place, said: wrong(words, name, &needs) })?;
        places.insert(key.name, at);
        Ok(())
    };
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Table(within) if is_table(key.get_ref()) => {
                for (inner, value) in within {
                    let name = format!("{}.{}", key.get_ref(), inner.get_ref());
                    take(&name, inner.span(), value.get_ref(), value.span())?;
                }
            }
            plain => take(key.get_ref(), key.span(), plain, value.span())?,
        }
    }
    match config.clash(words) {
        None => Ok(config),
        // Where it isn't set itself, what it clashes with is.
        Some((key, needs)) => {
            let at = places.get(key).or_else(|| places.values().next()).cloned();
            Err(Wrong { at: at.unwrap_or(0..0), said: wrong(words, key, &needs) })
        }
    }
}

fn is_table(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.split_once('.').is_some_and(|(table, _)| table == name))
}

fn wrong(words: Words, key: &str, needs: &str) -> String {
    say!(words, "config-wrong", key = key, needs = needs)
}

fn unknown(words: Words, name: &str) -> String {
    // A key may also stand in the wrong table, or in none.
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let off = |key: &str| alike::edits(key, name).min(alike::edits(&last(key), &last(name)));
    let nearest = KEYS.iter().map(|key| (off(key.name), key.name)).min();
    match nearest.filter(|(off, _)| *off <= MISTYPED) {
        Some((_, meant)) => say!(words, "config-meant", key = name, meant = meant),
        None => say!(words, "config-unknown", key = name),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use words::language::Language;

    use super::*;

    const EXAMPLE: &str = include_str!("../../../../docs/meent.toml");

    fn read(text: &str) -> Result<Config, Wrong> {
        parse(Words::new(Language::English), text)
    }

    #[test]
    fn the_example_names_every_key_with_its_default() {
        // A key's line begins with `#` and the key; words begin with `# `.
        let plain: String = EXAMPLE
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        assert_eq!(read(&plain).unwrap(), Config::default());
        assert_eq!(read(EXAMPLE).unwrap(), Config::default(), "as it is, it changes nothing");
        let table = DeTable::parse(&plain).unwrap();
        let named = |(key, value): (&_, &toml::Spanned<DeValue<'_>>)| {
            let key: &toml::Spanned<std::borrow::Cow<'_, str>> = key;
            let within = value.get_ref().as_table().into_iter().flat_map(|table| table.keys());
            let inner: Vec<_> =
                within.map(|inner| format!("{}.{}", key.get_ref(), inner.get_ref())).collect();
            if inner.is_empty() { vec![key.get_ref().to_string()] } else { inner }
        };
        let named: BTreeSet<_> = table.get_ref().iter().flat_map(named).collect();
        assert_eq!(named, KEYS.iter().map(|key| key.name.to_owned()).collect());
    }

    #[test]
    fn the_file_that_operators_are_shown_is_sound() {
        let page = include_str!("../../../../docs/operating.md");
        let (_, rest) = page.split_once("```toml\n").expect("it shows a file");
        let (shown, _) = rest.split_once("```").expect("it ends");
        let config = read(shown).unwrap();
        assert!(config.metrics.is_some() && !config.page && config.listen.len() == 4);
    }

    #[test]
    fn what_is_shown_can_be_read_again() {
        let text = "listen = [\"/ip4/0.0.0.0/tcp/4_001\"]";
        assert!(read(text).is_err(), "a port has no underscore");
        let config = read(
            "listen = ['/ip4/0.0.0.0/tcp/4001', '/ip6/::/udp/4001/quic-v1']\n\
             dial = ['/ip4/192.0.2.7/tcp/4001']\nmdns = false\nrelay = true\nexternal = ['/ip4/192.0.2.1/tcp/4001']\nupnp = true\npage = false\npage-port = 8_080\n\
             metrics = '[::1]:9464'\nlog = { format = 'json', level = 'debug' }\n\
             [limits]\nconnections = 0x100\nstrangers = 64\nper-address = 8",
        )
        .unwrap();
        assert_eq!((config.limits.connections, config.page_port), (256, 8080));
        assert_eq!(read(&config.toml()).unwrap(), config);
        // Every key differs from what holds without it, so each is read and shown.
        let same = |key: &&super::super::Key| (key.get)(&config) == (key.get)(&Config::default());
        let same: Vec<_> = KEYS.iter().filter(same).map(|key| key.name).collect();
        assert_eq!(same, ["metrics-open"]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, place, part) in [
            ("mdns = true\nlisen = []", (2, 1), "Do you mean “listen”?"),
            ("[log]\nlevl = 'info'", (2, 1), "“log.level”"),
            ("level = 'info'", (1, 1), "“log.level”"),
            ("[relays]\nx = 1", (1, 2), "I don't know “relays”."),
            ("colour = 'red'", (1, 1), "I don't know “colour”."),
            ("listen = '/ip4/0.0.0.0/tcp/1'", (1, 10), "a list of addresses"),
            ("listen = [1]", (1, 10), "a list of addresses"),
            ("listen = ['/dns/example.org/tcp/1']", (1, 10), "/dns/example.org/tcp/1"),
            ("dial = ['here']", (1, 8), "“here”"),
            ("mdns = 'yes'", (1, 8), "true or false"),
            ("page-port = 65536", (1, 13), "between 0 and 65535"),
            ("page-port = -1", (1, 13), "between 0 and 65535"),
            ("page-port = 99999999999999999999", (1, 13), "between 0 and 65535"),
            ("metrics = '9464'", (1, 11), "127.0.0.1:9464"),
            ("\nmetrics = '0.0.0.0:9464'", (2, 1), "metrics-open"),
            ("[log]\nlevel = 'loud'", (2, 9), "error, warn, info, debug"),
            ("[limits]\nconnections = 513", (2, 15), "between 8 and 512"),
            ("[limits]\nstrangers = 64", (2, 1), "limits.connections"),
            ("[limits]\nconnections = 16", (2, 1), "limits.strangers"),
            ("[limits]\nper-address = 17", (2, 1), "limits.strangers"),
            ("log = 'json'", (1, 1), "“log”"),
            ("mdns = true\nmdns = true", (2, 1), "no TOML"),
            ("mdns = \n", (1, 8), "no TOML"),
            ("a = 1\n\tx", (2, 3), "no TOML"),
        ] {
            let wrong = read(text).expect_err(text);
            let (line, column) = wrong.place(text);
            let found = (line.parse().unwrap(), column.parse().unwrap());
            assert_eq!(found, place, "{text:?}: {}", wrong.said);
            assert!(wrong.said.contains(part), "{text:?}: {}", wrong.said);
        }
    }

    #[test]
    fn a_file_that_is_no_text_or_too_long_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("meent.toml");
        let read = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            file(Words::new(Language::English), &path)
        };
        let failure = read(b"mdns = true\n# \xff").unwrap_err();
        assert_eq!(failure.exit, Exit::Data);
        assert!(failure.message.contains("line 2, character 3"), "{}", failure.message);
        assert_eq!(read(&vec![b'#'; 70_000]).unwrap_err().exit, Exit::Io);
        assert_eq!(read(b"").unwrap(), Config::default());
        fs::remove_file(&path).unwrap();
        let gone = file(Words::new(Language::English), &path).unwrap_err();
        assert_eq!(gone.exit, Exit::NoInput);
    }
}
