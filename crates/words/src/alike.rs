//! How alike two words are, to find what somebody meant.
//!
//! Guards: nothing; it only counts. Next: [`crate::stand`], whose words must not be alike.

/// How many letters must be put in, taken out or changed to make one word of the other (Levenshtein).
#[must_use]
pub fn edits(one: &str, other: &str) -> usize {
    let other: Vec<_> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let swap = before + usize::from(a != *b);
            let least = swap.min(row[j] + 1).min(row[j + 1] + 1);
            before = std::mem::replace(&mut row[j + 1], least);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_put_in_taken_out_and_changed_are_counted() {
        for (one, other, count) in [
            ("", "", 0),
            ("", "abc", 3),
            ("listen", "lisen", 1),
            ("kitten", "sitting", 3),
            ("ë", "e", 1),
        ] {
            assert_eq!((edits(one, other), edits(other, one)), (count, count), "{one}, {other}");
        }
    }
}
