//! A text that a person keeps to themselves: the words of a paper key, a passphrase.
//!
//! Guards: it stands in no log, and its memory is wiped when it is dropped. Next: [`crate::command`],
//! which carries it from the screen to the peer, over a socket that only the profile's owner can reach.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize as _;

/// The text. Compared by nobody, printed by nobody.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes a text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub const fn expose(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::new("zoo abandon".to_owned());
        assert!(!format!("{secret:?}").contains("zoo"));
        assert_eq!(secret.expose(), "zoo abandon");
    }
}
