//! The languages that Meent speaks.
//!
//! Guards: whoever asks for another language reads Dutch, never a mixture. Next: [`crate::speech`].

use unic_langid::LanguageIdentifier;

/// A language that every sentence exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Nederlands, with "je"; spoken when nothing else is asked for.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// The language of a tag such as `nl`, `en_GB.UTF-8` or `en-US`; `None` for one we don't speak.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let end = tag.find(['_', '-', '.', '@']).unwrap_or(tag.len());
        match tag.get(..end)?.to_ascii_lowercase().as_str() {
            "nl" => Some(Self::Dutch),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Its tag: `nl` or `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    pub(crate) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().expect("nl and en are language tags")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_as_systems_write_them_are_read() {
        for (tag, language) in [
            ("nl", Some(Language::Dutch)),
            ("nl_NL.UTF-8", Some(Language::Dutch)),
            ("NL-be", Some(Language::Dutch)),
            ("en_GB@euro", Some(Language::English)),
            ("en-US", Some(Language::English)),
            ("C", None),
            ("C.UTF-8", None),
            ("enm", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
