//! What the document looks like to anybody who opens it with an Automerge tool.
//!
//! Ids are 64 lowercase hexadecimal digits. Everything under a key in `<>` is there once per id.
//!
//! | path | made by | holds |
//! |---|---|---|
//! | `community` | founding | the fields of the schema table: `name`, `purpose` (text) |
//! | `charter` | founding | `method`, `share` (qualified only), `quorum`, `shortest_term`, `deadline`, `grace`, `invite_term` (seconds), `invite_guests` |
//! | `members/<member>` | founding, join | `kind`, `joined` (the act) |
//! | `cards/<member>` | founding, join | fields: `name` |
//! | `goals/<goal>` | create | fields: `title`, `text` (text); `by` (member) |
//! | `decisions/<decision>` | create | fields: `title`, `text` (text), `review` (2026-12-01), `goal`, `method`, `quorum`, `share`; `by` |
//! | `comments/<act>` | comment | `on` (act), `role` (`comment`, `reason`), `text` (a string: a remark is never edited), `by` |
//! | `rounds/<open>` | open | `decision`, `text` (hash), `method`, `share` (qualified only), `quorum`, `deadline`, `by`, `closers/<member>`: true |
//! | `rounds/<open>/ballots/<member>` | vote | the word of the ballot |
//! | `rounds/<open>/reasons/<member>` | vote | the comment that says why, or null when the last ballot has none |
//! | `rounds/<open>/closes/<close>` | close | `by`, `outcome`, `counted/<member>` (ballot), `void/<member>`: true, `acknowledged/<member>`: true |
//! | `changes/admit/<join>/<member>` | approve, withdraw | true or false |
//! | `devices/<device>` | founding, join, enrol | the member |
//! | `retired/<device>` | retire | the member who retired it |
//! | `left/<member>` | leave | true |
//! | `invites/<invite>` | invite | `key`, `until` (seconds since 1970), `guests`, `by` |
//!
//! Guards: a map is made by the act that brings what it is about, so that two can't be made apart;
//! where two devices may write one key, it holds a plain value and what was written apart stands
//! side by side. No deed names whose ballot, card or comment it is: the key is its author's own id.
//! Where the document holds a date or number that a program may not be able to hold, it is cut to
//! 2^53 - 1 ([`number`]). Next: `compile.rs`, which writes all this.

use act::{content::Entity, register::Kind, round::Method};
use rules::schema;

pub(crate) const CHARTER: &str = "charter";
pub(crate) const MEMBERS: &str = "members";
pub(crate) const CARDS: &str = "cards";
pub(crate) const COMMENTS: &str = "comments";
pub(crate) const ROUNDS: &str = "rounds";
pub(crate) const CHANGES: &str = "changes";
pub(crate) const ADMIT: &str = "admit";
pub(crate) const DEVICES: &str = "devices";
pub(crate) const RETIRED: &str = "retired";
pub(crate) const LEFT: &str = "left";
pub(crate) const INVITES: &str = "invites";
pub(crate) const BALLOTS: &str = "ballots";
pub(crate) const REASONS: &str = "reasons";
pub(crate) const CLOSES: &str = "closes";
pub(crate) const ACKNOWLEDGED: &str = "acknowledged";
pub(crate) const BY: &str = "by";

/// The greatest number that every program that opens the document holds exactly (JavaScript's
/// `Number.MAX_SAFE_INTEGER`).
const GREATEST: i64 = (1 << 53) - 1;

/// A number as the document holds it: a claimed time or term is whatever somebody wrote, also
/// 2^63 - 1, whose differences Automerge can't store.
#[must_use]
pub const fn number(value: i64) -> i64 {
    if value > GREATEST {
        GREATEST
    } else if value < -GREATEST {
        -GREATEST
    } else {
        value
    }
}

/// An id as the document's keys and values hold it. The same as its `Display`, which is ten times
/// slower, and there are several in each act.
#[must_use]
pub(crate) fn hex(id: &[u8; 32]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut text = String::with_capacity(64);
    for byte in id {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// The word for a kind of participant.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "resident",
        Kind::Business => "business",
        Kind::Organisation => "organisation",
        Kind::Municipality => "municipality",
    }
}

/// The word for a method; the share of a qualified one stands beside it.
#[must_use]
pub const fn method(method: Method) -> &'static str {
    match method {
        Method::Majority => "majority",
        Method::Absolute => "absolute",
        Method::Qualified(_) => "qualified",
        Method::Consent => "consent",
    }
}

/// The key of the map that holds an entity's things, or the entity itself.
pub(crate) fn root(entity: Entity) -> &'static str {
    schema::row(entity).name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_and_shape_agree() {
        assert_eq!(root(Entity::Card), CARDS);
        let own = [CHARTER, MEMBERS, COMMENTS, ROUNDS, CHANGES, DEVICES, RETIRED, LEFT, INVITES];
        for row in schema::ENTITIES {
            assert!(!own.contains(&row.name), "{}", row.name);
            // `by` stands beside the fields.
            assert!(row.named(BY).is_none(), "{}", row.name);
        }
    }

    #[test]
    fn ids_are_written_as_they_show_themselves() {
        let id = act::id::ActId(std::array::from_fn(|i| u8::try_from(i * 37 % 256).unwrap()));
        assert_eq!(hex(&id.0), id.to_string());
    }

    #[test]
    fn numbers_are_cut_to_what_all_can_hold() {
        for (value, held) in
            [(5, 5), (-5, -5), (i64::MAX, GREATEST), (i64::MIN, -GREATEST), (GREATEST, GREATEST)]
        {
            assert_eq!(number(value), held);
        }
    }
}
