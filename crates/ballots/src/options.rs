//! What is chosen from, by name.
//!
//! Guards: at most [`MAX_OPTIONS`] options, each with a name of its own, so that a winner's name says
//! who won. Next: [`crate::rankings`].

use std::collections::BTreeMap;

use rules::tally::ranking::{Choice, MAX_OPTIONS};

use crate::fault::Fault;
use crate::malformed::{MAX_NAME, Malformed, shown};

/// Options in the order of their file; a [`Choice`] is a position in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    names: Vec<String>,
    by_name: BTreeMap<String, Choice>,
}

impl Options {
    /// Adds an option, read at this line.
    ///
    /// # Errors
    /// When there are too many, its name is empty or too long, or another has the name.
    pub fn add(&mut self, name: &str, line: usize) -> Result<Choice, Malformed> {
        let name = name.trim();
        if name.is_empty() || name.len() > MAX_NAME {
            return Err(Malformed::new(line, Fault::Name));
        }
        let choice = match u16::try_from(self.names.len()) {
            Ok(position) if position < MAX_OPTIONS => Choice(position),
            _ => return Err(Malformed::new(line, Fault::TooManyOptions)),
        };
        if self.by_name.insert(name.to_owned(), choice).is_some() {
            return Err(Malformed::new(line, Fault::SameName(shown(name))));
        }
        self.names.push(name.to_owned());
        Ok(choice)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u16 {
        u16::try_from(self.names.len()).expect("no more are added than MAX_OPTIONS")
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name of an option of this list; empty for one that isn't on it.
    #[must_use]
    pub fn name(&self, choice: Choice) -> &str {
        self.names.get(choice.index()).map_or("", String::as_str)
    }

    /// The option with exactly this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Choice> {
        self.by_name.get(name).copied()
    }

    /// All names in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_names_of_their_own_and_an_end() {
        let mut options = Options::default();
        assert_eq!(options.add(" speeltuin ", 1), Ok(Choice(0)));
        assert_eq!(options.add("bankje", 2), Ok(Choice(1)));
        assert_eq!(options.find("bankje"), Some(Choice(1)));
        assert_eq!(options.name(Choice(0)), "speeltuin");
        for wrong in ["", "  ", "bankje", &"x".repeat(MAX_NAME + 1)] {
            assert!(options.add(wrong, 3).is_err_and(|malformed| malformed.line == 3), "{wrong}");
        }
        for more in 2..MAX_OPTIONS {
            assert_eq!(options.add(&more.to_string(), 9), Ok(Choice(more)));
        }
        assert!(options.add("one more", 9).is_err());
        assert_eq!(options.len(), MAX_OPTIONS);
    }
}
