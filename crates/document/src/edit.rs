//! A text that somebody typed over becomes the few replacements that were meant.
//!
//! Guards: applying the steps to the old text gives the new one exactly; each step fits in one act;
//! what others wrote meanwhile isn't touched by an edit carried over from an older form.
//! Next: [`crate::projection`].

use act::{
    cap,
    content::{Entity, Field, Splice},
    id::EntityId,
    log::{Index, Log},
};
use rules::schema;

use crate::{projection::Document, reader::Reader, sequence::Sequence, shape};

/// A replacement with the string that comes.
pub type Replacement = (Splice, String);

/// UTF-8 bytes of strings in one act: two of the greatest size, which leaves room for 64 seen ids.
const WORDS_OF_ACT: usize = 2 * cap::STRING;

/// Words compared with words at most; beyond, the differing middle is replaced as a whole. A
/// million comparisons take a few milliseconds.
const COMPARISONS: usize = 1_000_000;

/// The replacements that make `new` of `old`: ascending, apart from each other, positions in Unicode
/// scalar values of `old`. Strings may be of any length; see [`steps`].
#[must_use]
pub fn splices(old: &str, new: &str) -> Vec<Replacement> {
    let (old_words, new_words) = (words(old), words(new));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old_words.iter().zip(&new_words).take_while(same).count();
    let (old_rest, new_rest) = (&old_words[head..], &new_words[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let old_rest = &old_rest[..old_rest.len() - tail];
    let new_rest = &new_rest[..new_rest.len() - tail];
    let mut at = chars(old_words[..head].concat());
    let mut found: Vec<Replacement> = Vec::new();
    for (kept, gone, come) in pieces(old_rest, new_rest) {
        at += chars(kept);
        if !gone.is_empty() || !come.is_empty() {
            found.push(trimmed(at, &gone, &come));
            at += chars(&gone);
        }
    }
    joined(found, old)
}

/// [`splices`] cut into what fits in one act each. The positions of a step are those of the text
/// after the steps before it, so the acts follow on each other.
#[must_use]
pub fn steps(old: &str, new: &str) -> Vec<Vec<Replacement>> {
    cut(splices(old, new))
}

/// Cuts replacements of one text into steps that fit in one act each, see [`steps`].
#[must_use]
pub fn cut(replacements: Vec<Replacement>) -> Vec<Vec<Replacement>> {
    let mut steps: Vec<Vec<Replacement>> = Vec::new();
    let (mut step, mut bytes) = (Vec::new(), 0);
    // How the steps before this one moved the text from here on.
    let mut moved = 0_i64;
    let mut moving = 0_i64;
    for (splice, text) in replacements {
        let mut delete = splice.delete;
        let mut at = i64::from(splice.at);
        for piece in limited(&text) {
            let is_full = step.len() == cap::PARTS || bytes + piece.len() > WORDS_OF_ACT;
            let is_same_place = step.last().is_some_and(|(last, _): &Replacement| {
                i64::from(last.at) + i64::from(last.delete.max(1)) > at + moved
            });
            if is_full || is_same_place {
                steps.push(std::mem::take(&mut step));
                (bytes, moved) = (0, moved + moving);
                moving = 0;
            }
            let insert = chars(piece);
            step.push((Splice { at: clamped(at + moved), delete, insert }, piece.to_owned()));
            bytes += piece.len();
            moving += i64::from(insert) - i64::from(delete);
            // The next piece goes behind this one, in a step of its own.
            at += i64::from(delete);
            delete = 0;
        }
    }
    if !step.is_empty() {
        steps.push(step);
    }
    steps
}

/// What one form's replacements are by now. The positions of `replacements` are those of the text as
/// the acts in `base` and their past showed it; the result's are those of the text now.
/// `None` when there is no such text or an act of `base` was not compiled yet.
#[must_use]
pub fn rebase(
    document: &Document,
    log: &Log,
    (entity, id, field): (Entity, EntityId, Field),
    base: &[Index],
    replacements: &[Replacement],
) -> Option<Vec<Replacement>> {
    let reader = Reader::at(document, log, base)?;
    let row = schema::row(entity);
    let key = id.to_string();
    let map = if entity == Entity::Community {
        document.tree.at(&[shape::root(entity)])?
    } else {
        document.tree.at(&[row.name, &key])?
    };
    let text = document.tree.text(document.tree.child(map, row.field(field)?.name)?)?;
    Some(carried(text, replacements, |act| reader.knows(act)))
}

fn carried(
    text: &Sequence,
    replacements: &[Replacement],
    knew: impl Fn(Index) -> bool,
) -> Vec<Replacement> {
    let edits: Vec<_> = replacements
        .iter()
        .map(|(splice, insert)| (u64::from(splice.at), u64::from(splice.delete), insert.clone()))
        .collect();
    let carried = text.carry(&edits, knew).into_iter().filter_map(|carried| {
        let (at, delete) = (u32::try_from(carried.at).ok()?, u32::try_from(carried.delete).ok()?);
        let insert = chars(&carried.insert);
        Some((Splice { at, delete, insert }, carried.insert))
    });
    carried.collect()
}

// Letters and digits together, everything else one by one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut begin = 0;
    let mut in_word = false;
    for (at, char) in text.char_indices() {
        let is_letter = char.is_alphanumeric();
        if at > begin && !(in_word && is_letter) {
            words.push(&text[begin..at]);
            begin = at;
        }
        in_word = is_letter;
    }
    if begin < text.len() {
        words.push(&text[begin..]);
    }
    words
}

// What stays, what goes and what comes, in turn: the longest common subsequence of words.
fn pieces<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(String, String, String)> {
    let whole = || vec![(String::new(), old.concat(), new.concat())];
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > COMPARISONS {
        return whole();
    }
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut pieces: Vec<(String, String, String)> = vec![Default::default()];
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let is_kept = i < old.len() && j < new.len() && old[i] == new[j];
        let is_fresh =
            pieces.last().is_some_and(|(_, gone, come)| gone.is_empty() && come.is_empty());
        if is_kept && !is_fresh {
            pieces.push(Default::default());
        }
        let Some((kept, gone, come)) = pieces.last_mut() else { break };
        if is_kept {
            kept.push_str(old[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]
        {
            gone.push_str(old[i]);
            i += 1;
        } else {
            come.push_str(new[j]);
            j += 1;
        }
    }
    pieces
}

// A replacement without the characters that both sides begin or end with.
fn trimmed(at: u32, gone: &str, come: &str) -> Replacement {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize =
        gone.chars().zip(come.chars()).take_while(same).map(|(char, _)| char.len_utf8()).sum();
    let (left, right) = (&gone[head..], &come[head..]);
    let pairs = left.chars().rev().zip(right.chars().rev());
    let tail: usize = pairs.take_while(same).map(|(char, _)| char.len_utf8()).sum();
    let (left, right) = (&left[..left.len() - tail], &right[..right.len() - tail]);
    let at = at + chars(&gone[..head]);
    (Splice { at, delete: chars(left), insert: chars(right) }, right.to_owned())
}

// Replacements that touch the same place become one.
fn joined(replacements: Vec<Replacement>, old: &str) -> Vec<Replacement> {
    let mut joined: Vec<Replacement> = Vec::new();
    for (splice, text) in replacements {
        if let Some((last, string)) = joined.last_mut()
            && last.at + last.delete.max(1) > splice.at
        {
            let between = (last.at + last.delete, splice.at);
            let kept = old.chars().skip(between.0 as usize).take((between.1 - between.0) as usize);
            string.extend(kept);
            string.push_str(&text);
            last.delete = splice.at + splice.delete - last.at;
            last.insert = chars(string);
            continue;
        }
        joined.push((splice, text));
    }
    joined
}

// A string in pieces of at most `cap::STRING` bytes; an empty one is one piece.
fn limited(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > cap::STRING {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(cap::STRING));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

fn chars(text: impl AsRef<str>) -> u32 {
    u32::try_from(text.as_ref().chars().count()).unwrap_or(u32::MAX)
}

fn clamped(position: i64) -> u32 {
    u32::try_from(position.max(0)).unwrap_or(u32::MAX)
}
