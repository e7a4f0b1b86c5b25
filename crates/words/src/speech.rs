//! A key and its values become a sentence, in the language somebody reads.
//!
//! Guards: every value is cleaned before it stands in a sentence; a key that doesn't exist, or asks for other
//! values than it gets, doesn't compile; one that is missing in a language fails the tests
//! (`tests/keys.rs`). Next: the locale files, a folder per language, a file per subject, and
//! `docs/decisions/0006-say-and-icu.md`.

use std::{cmp::Ordering, sync::LazyLock};

use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber,
};

use crate::{clean, customs, language::Language};

/// Speaks one language. Free to copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

/// What stands in a sentence at a name.
#[derive(Clone, Debug)]
pub enum Value {
    /// Somebody's text or a word that chooses a form; cleaned when it is said.
    Text(String),
    /// A number, written and pluralised by the language.
    Number(i64),
}

/// A sentence with values: `say!(words, "key", name = value)`.
///
/// The key is a literal and the names are those that the sentence asks for; anything else doesn't compile:
///
/// ```
/// use meent_words::{say, speech::Words};
/// assert_eq!(say!(Words::default(), "when-today", time = "20:00"), "vandaag 20:00");
/// ```
///
/// ```compile_fail,E0080
/// meent_words::say!(meent_words::speech::Words::default(), "when-today");
/// ```
///
/// ```compile_fail,E0080
/// meent_words::say!(meent_words::speech::Words::default(), "when-never", time = "20:00");
/// ```
#[macro_export]
macro_rules! say {
    ($words:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const _: () = assert!(
            $crate::speech::is_said($key, &[$(stringify!($name)),*]),
            "the Dutch locale files have no such key, or it asks for other values"
        );
        $words.say($key, &[$((stringify!($name), $crate::speech::Value::from($value))),*])
    }};
}

/// Every key in the Dutch files and the values it names, both sorted; put together by `build.rs`.
const KEYS: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// Whether there is a sentence of this key that asks for just these values. Only for [`say!`], which asks
/// while it is compiled.
#[doc(hidden)]
#[must_use]
pub const fn is_said(key: &str, names: &[&str]) -> bool {
    let (mut from, mut to) = (0, KEYS.len());
    while from < to {
        let middle = from.midpoint(to);
        let (here, asked) = KEYS[middle];
        match compare(here.as_bytes(), key.as_bytes()) {
            Ordering::Less => from = middle + 1,
            Ordering::Greater => to = middle,
            Ordering::Equal => return are_same(asked, names),
        }
    }
    false
}

/// Whether both name the same values, in any order; `sorted` names none twice.
const fn are_same(sorted: &[&str], names: &[&str]) -> bool {
    let mut at = 0;
    while at < sorted.len() {
        let (mut other, mut found) = (0, false);
        while other < names.len() {
            found |=
                matches!(compare(sorted[at].as_bytes(), names[other].as_bytes()), Ordering::Equal);
            other += 1;
        }
        if !found {
            return false;
        }
        at += 1;
    }
    // All that are asked are there; as many means there are no others.
    sorted.len() == names.len()
}

/// As `Ord` of slices, which can't be asked while compiling.
const fn compare(left: &[u8], right: &[u8]) -> Ordering {
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return if left[at] < right[at] { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
    }
    if left.len() == right.len() {
        Ordering::Equal
    } else if left.len() < right.len() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

type Bundle = FluentBundle<FluentResource>;

static DUTCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Dutch));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));

/// The locale files, each in a folder per language; `tests/keys.rs` sees that none is left out.
macro_rules! locale {
    ($folder:literal) => {
        locale!($folder: "archive" "attachment" "bundle" "care" "charter" "common" "counting" "deeds" "erased" "errors" "help" "looking" "mandate" "moderation" "page" "page-ballot" "page-decision" "page-devices"
            "page-home" "page-mandate" "page-people" "refusals" "season" "show" "tally" "when")
    };
    ($folder:literal: $($file:literal)*) => {
        &[$(include_str!(concat!("../locales/", $folder, "/", $file, ".ftl"))),*]
    };
}

const fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::Dutch => locale!("nl"),
        Language::English => locale!("en"),
    }
}

fn bundle(language: Language) -> Bundle {
    // Fluent chooses plural forms by CLDR's rules in `intl_pluralrules` and takes no other chooser; the
    // tests compare it with ICU.
    let mut bundle = Bundle::new_concurrent(vec![language.identifier()]);
    // Isolation marks are for mixed directions; values are cleaned of those that turn the text around.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Dutch => |value, _| number(value, Language::Dutch),
        Language::English => |value, _| number(value, Language::English),
    }));
    for source in sources(language) {
        let resource = FluentResource::try_new((*source).to_owned())
            .expect("tests/keys.rs reads every locale file");
        bundle.add_resource(resource).expect("tests/keys.rs finds a key that stands twice");
    }
    bundle
}

fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(customs::of(language).number(&number.as_string()))
}

impl Words {
    /// Speaks this language.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language it speaks.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    fn bundle(self) -> &'static Bundle {
        match self.language {
            Language::Dutch => &DUTCH,
            Language::English => &ENGLISH,
        }
    }

    /// The sentence of a key; use [`say!`], whose keys and names the tests check.
    #[must_use]
    pub fn say(self, key: &str, values: &[(&str, Value)]) -> String {
        // The key itself is the least bad thing to read; the tests keep it from happening.
        self.find(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence of a key that was put together, such as the help of a command; `None` when there is
    /// none.
    #[must_use]
    pub fn find(self, key: &str, values: &[(&str, Value)]) -> Option<String> {
        let pattern = self.bundle().get_message(key)?.value()?;
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set(*name, clean::line(text)),
                Value::Number(number) => {
                    #[expect(clippy::cast_precision_loss, reason = "counts of people and acts")]
                    args.set(*name, FluentValue::Number(FluentNumber::from(*number as f64)));
                }
            }
        }
        let mut errors = Vec::new();
        Some(self.bundle().format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }

    /// The keys that begin like this, for tests that compare them with what they describe.
    #[must_use]
    pub fn keys(self, beginning: &str) -> Vec<String> {
        let lines = sources(self.language).iter().flat_map(|source| source.lines());
        lines.filter_map(key).filter(|key| key.starts_with(beginning)).map(str::to_owned).collect()
    }

    /// Names in a row: "Ali", "Ali en Bea", "Ali, Bea en Cor".
    #[must_use]
    pub fn list<T: AsRef<str>>(self, names: &[T]) -> String {
        if names.is_empty() {
            return say!(self, "list-nobody");
        }
        let names: Vec<_> = names.iter().map(|name| clean::line(name.as_ref())).collect();
        customs::of(self.language).list(&names)
    }
}

/// The key that a line of a locale file begins, if it does.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" =")?;
    let sound = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    (sound && key.starts_with(|c: char| c.is_ascii_lowercase())).then_some(key)
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_nobody_wrote_is_known_while_compiling() {
        for (key, names, said) in [
            ("when-moment", &["day", "time"][..], true),
            ("when-moment", &["time", "day"], true),
            ("when-unknown", &[], true),
            ("when-moment", &["day"], false),
            ("when-moment", &[], false),
            ("when-moment", &["day", "time", "place"], false),
            ("when-moment", &["day", "day"], false),
            ("when-momen", &["day", "time"], false),
            ("when-momentt", &["day", "time"], false),
            ("", &[], false),
            ("zzz", &[], false),
        ] {
            assert_eq!(is_said(key, names), said, "{key} {names:?}");
        }
        // The table finds all that are in it, whatever the order it came in.
        assert!(KEYS.iter().all(|(key, names)| is_said(key, names)), "the keys are sorted");
        assert!(KEYS.len() > 200, "only {} keys", KEYS.len());
    }

    #[test]
    fn values_are_cleaned_and_not_isolated() {
        let words = Words::new(Language::Dutch);
        let said = words.list(&["Ali\u{1b}[1m", "B\u{202e}ea", "Cor"]);
        assert_eq!(said, "Ali[1m, Bea en Cor");
    }

    #[test]
    fn numbers_and_plurals_are_of_the_language() {
        let (nl, en) = (Words::new(Language::Dutch), Words::new(Language::English));
        let saved = |words: Words, acts: usize| say!(words, "show-saved", acts = acts);
        assert_eq!(saved(nl, 1), "bewaard op dit apparaat: 1 handeling");
        assert_eq!(saved(nl, 12_345), "bewaard op dit apparaat: 12.345 handelingen");
        assert_eq!(saved(en, 1), "saved on this device: 1 act");
        assert_eq!(saved(en, 1_234_567), "saved on this device: 1,234,567 acts");
        assert_eq!(saved(en, 999), "saved on this device: 999 acts");
    }
}
