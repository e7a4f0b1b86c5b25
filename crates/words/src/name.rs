//! What people are called where more than one may have chosen the same name.
//!
//! Guards: no two people are shown alike: names that read the same, whatever their capitals or hidden
//! characters, get the beginning of the id behind them. Next: [`crate::clean`].

use std::collections::BTreeMap;

use act::id::MemberId;

use crate::clean;

/// Hexadecimal digits of a shortened id: 16 million, so few enough to read aloud and too many to meet
/// twice by chance in a neighbourhood. Who makes ids until two begin alike is told apart by whole ones.
const SHORT: usize = 6;

/// Hexadecimal digits of a whole id: 32 bytes.
const WHOLE: usize = 64;

/// The beginning of somebody's id, for where there is no name.
#[must_use]
pub fn short(member: MemberId) -> String {
    member.to_string().chars().take(SHORT).collect()
}

/// What to call everybody, of the names on their cards: the name; with the beginning of the id behind it
/// where another one reads the same or it ends like an id itself; that beginning alone where there is no
/// name.
#[must_use]
pub fn told_apart(names: BTreeMap<MemberId, String>) -> BTreeMap<MemberId, String> {
    let own: BTreeMap<_, _> =
        names.into_iter().map(|(member, name)| (member, name.trim().to_owned())).collect();
    let alike = times(&own);
    let told = |(member, name): (&MemberId, &String)| {
        let (key, short) = (read(name), short(*member));
        let told = if key.is_empty() {
            short
        } else if mimics(&key) || alike.get(&key).is_some_and(|times| *times > 1) {
            format!("{name} ({short})")
        } else {
            name.clone()
        };
        (*member, told)
    };
    let mut told: BTreeMap<_, _> = own.iter().map(told).collect();
    // Only ids made to begin alike are left: whole ones differ.
    let alike = times(&told);
    for (member, told) in &mut told {
        if alike.get(&read(told)).is_some_and(|times| *times > 1) {
            *told = format!("{} ({member})", own.get(member).map_or("", String::as_str));
        }
    }
    told
}

// How often each name is read.
fn times(names: &BTreeMap<MemberId, String>) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for name in names.values() {
        *times.entry(read(name)).or_default() += 1;
    }
    times
}

// How a name reads to somebody who skims it.
fn read(name: &str) -> String {
    clean::line(name).trim().to_lowercase()
}

// Whether a name, as read, ends as we end one: "bea (12ab34)", or only the digits.
fn mimics(name: &str) -> bool {
    let inner = name.strip_suffix(')').and_then(|name| name.rsplit('(').next()).unwrap_or(name);
    [SHORT, WHOLE].contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(names: &[(u8, &str)]) -> Vec<String> {
        let cards = names.iter().map(|(id, name)| (MemberId([*id; 32]), (*name).to_owned()));
        let told = told_apart(cards.collect());
        assert_eq!(told.len(), names.len());
        told.into_values().collect()
    }

    #[test]
    fn who_reads_alike_is_told_apart() {
        for (names, wanted) in [
            (vec![(1, "Bea"), (2, "Cor")], vec!["Bea", "Cor"]),
            (vec![(1, "Bea"), (2, "bea"), (3, "Cor")], vec!["Bea (010101)", "bea (020202)", "Cor"]),
            (vec![(1, " Bea "), (2, "B\u{202e}ea")], vec!["Bea (010101)", "B\u{202e}ea (020202)"]),
            (vec![(1, ""), (2, "  "), (3, "\u{feff}")], vec!["010101", "020202", "030303"]),
        ] {
            assert_eq!(shown(&names), wanted);
        }
    }

    #[test]
    fn a_name_that_mimics_a_told_apart_one_gets_its_own_id() {
        let names = [(1, "Bea"), (2, "Bea"), (3, "Bea (010101)"), (4, ""), (5, "040404")];
        assert_eq!(
            shown(&names),
            ["Bea (010101)", "Bea (020202)", "Bea (010101) (030303)", "040404", "040404 (050505)"]
        );
    }

    #[test]
    fn ids_made_to_begin_alike_are_shown_whole() {
        let mut ground = [1; 32];
        ground[31] = 9;
        let cards = [[1; 32], ground].map(|id| (MemberId(id), "Bea".to_owned()));
        let told: Vec<_> = told_apart(cards.into()).into_values().collect();
        assert_eq!(told, [[1; 32], ground].map(|id| format!("Bea ({})", MemberId(id))));
    }
}
