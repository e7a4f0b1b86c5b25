//! One text, element by element, in the order that Automerge gives them.
//!
//! Guards: what an act inserts comes right after the element it stands behind in the act's own past,
//! past elements with a greater operation id (the order of a replicated growable array, as in
//! Automerge); nothing is ever taken out, only marked as gone. Next: [`crate::writer`].

use act::log::Index;

use crate::slot::OpAt;

/// Elements that one act inserted one behind the other and that went together, if they went.
#[derive(Clone, Debug)]
struct Run {
    // The first element; the next ones count on from it.
    at: OpAt,
    text: String,
    chars: u64,
    gone: Vec<Index>,
}

impl Run {
    fn is_visible(&self, knows: impl Fn(Index) -> bool) -> bool {
        !self.gone.iter().any(|act| knows(*act)) && knows(self.at.act)
    }
}

/// A text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    runs: Vec<Run>,
    // Unicode scalar values that nobody deleted.
    live: u64,
    // The acts that edited it and that no later edit knew: who knows these knows the whole text.
    heads: Vec<Index>,
}

/// What became of a splice, for the operations to be written.
#[derive(Clone, Debug)]
pub(crate) struct Spliced {
    /// The element behind which it inserts; none at the beginning.
    pub(crate) after: Option<OpAt>,
    /// Elements deleted: the first of each stretch and how many.
    pub(crate) deleted: Vec<(OpAt, u64)>,
}

/// A splice carried over: where, how much goes, what comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    pub(crate) at: u64,
    pub(crate) delete: u64,
    pub(crate) insert: String,
}

impl Sequence {
    /// Whether a past holds every edit.
    pub(crate) fn is_known(&self, knows: impl Fn(Index) -> bool) -> bool {
        self.heads.iter().all(|head| knows(*head))
    }

    /// Remembers that an act edited the text.
    pub(crate) fn touch(&mut self, act: Index, knows: impl Fn(Index) -> bool) {
        self.heads.retain(|head| !knows(*head));
        self.heads.push(act);
    }

    /// The whole text.
    pub(crate) fn text(&self) -> String {
        self.text_where(|_| true)
    }

    /// The text at a past.
    pub(crate) fn text_where(&self, knows: impl Fn(Index) -> bool) -> String {
        let visible = self.runs.iter().filter(|run| run.is_visible(&knows));
        visible.map(|run| run.text.as_str()).collect()
    }

    /// Its length in Unicode scalar values where everything is known.
    pub(crate) const fn live(&self) -> u64 {
        self.live
    }

    /// Its length at a past.
    pub(crate) fn length_where(&self, knows: impl Fn(Index) -> bool) -> u64 {
        self.runs.iter().filter(|run| run.is_visible(&knows)).map(|run| run.chars).sum()
    }

    /// Inserts and deletes at a position of the text that `knows` shows. The position and what is
    /// deleted must lie within it. `precedes` orders operations by id.
    pub(crate) fn splice(
        &mut self,
        (position, delete): (u64, u64),
        text: &str,
        new: OpAt,
        knows: impl Fn(Index) -> bool,
        is_greater: impl Fn(OpAt, OpAt) -> bool,
    ) -> Spliced {
        let (mut place, after) = self.behind(position, &knows);
        if !text.is_empty() {
            while self.runs.get(place).is_some_and(|run| is_greater(run.at, new)) {
                place += 1;
            }
            let chars = text.chars().count() as u64;
            self.live += chars;
            let run = Run { at: new, text: text.to_owned(), chars, gone: Vec::new() };
            self.runs.insert(place, run);
            place += 1;
        }
        let mut deleted = Vec::new();
        let mut left = delete;
        while left > 0 {
            let Some(run) = self.runs.get(place) else { break };
            if !run.is_visible(&knows) {
                place += 1;
                continue;
            }
            if run.chars > left {
                self.split(place, left);
            }
            let Some(run) = self.runs.get_mut(place) else { break };
            if run.gone.is_empty() {
                self.live -= run.chars;
            }
            run.gone.push(new.act);
            deleted.push((run.at, run.chars));
            left -= run.chars;
            place += 1;
        }
        Spliced { after, deleted }
    }

    // The place behind so many visible elements, with the last of them.
    fn behind(&mut self, position: u64, knows: impl Fn(Index) -> bool) -> (usize, Option<OpAt>) {
        let mut left = position;
        let mut place = 0;
        while left > 0 {
            let Some(run) = self.runs.get(place) else { break };
            if run.is_visible(&knows) {
                if run.chars >= left {
                    let last = OpAt { act: run.at.act, counter: run.at.counter + left - 1 };
                    if run.chars > left {
                        self.split(place, left);
                    }
                    return (place + 1, Some(last));
                }
                left -= run.chars;
            }
            place += 1;
        }
        (0, None)
    }

    fn split(&mut self, place: usize, chars: u64) {
        let Some(run) = self.runs.get_mut(place) else { return };
        let offset = usize::try_from(chars).ok();
        let byte = offset.and_then(|chars| run.text.char_indices().nth(chars));
        let Some((byte, _)) = byte else { return };
        let rest = Run {
            at: OpAt { act: run.at.act, counter: run.at.counter + chars },
            text: run.text.split_off(byte),
            chars: run.chars - chars,
            gone: run.gone.clone(),
        };
        run.chars = chars;
        self.runs.insert(place + 1, rest);
    }

    /// Carries edits of the text that `knew` shows over to the whole text: each insertion stays behind
    /// the element it was typed behind, each deletion takes what is left of what it took, and what
    /// others wrote in between stays. The edits ascend and don't overlap.
    pub(crate) fn carry(
        &self,
        edits: &[(u64, u64, String)],
        knew: impl Fn(Index) -> bool,
    ) -> Vec<Carried> {
        // Each edit as insertion behind `at` elements and deletion of [at, at + delete) of the old text.
        let mut carried: Vec<Carried> = Vec::new();
        let (mut old, mut new) = (0_u64, 0_u64);
        let mut edits_left = edits.iter();
        let mut edit = edits_left.next();
        let mut inserted = false;
        for run in &self.runs {
            let (was, is) = (run.is_visible(&knew), run.gone.is_empty());
            let mut offset = 0;
            while was && offset < run.chars {
                let Some((at, delete, text)) = edit else { break };
                if !inserted && *at <= old {
                    push(&mut carried, new, 0, text);
                    inserted = true;
                }
                let end = at + delete;
                if inserted && end <= old {
                    edit = edits_left.next();
                    inserted = false;
                    continue;
                }
                let until = if inserted { end } else { *at };
                let step = (run.chars - offset).min(until - old);
                if is {
                    if inserted {
                        push(&mut carried, new, step, "");
                    }
                    new += step;
                }
                old += step;
                offset += step;
                // An insertion stands right behind its element, before what others wrote there.
                if !inserted && *at == old {
                    push(&mut carried, new, 0, text);
                    inserted = true;
                }
            }
            if was {
                old += run.chars - offset;
            }
            if is {
                new += run.chars - offset;
            }
        }
        if inserted {
            edit = edits_left.next();
        }
        if let Some((at, _, text)) = edit
            && *at == old
        {
            push(&mut carried, new, 0, text);
        }
        carried
    }
}

fn push(carried: &mut Vec<Carried>, at: u64, delete: u64, insert: &str) {
    if delete == 0 && insert.is_empty() {
        return;
    }
    if let Some(last) = carried.last_mut()
        && last.at + last.delete == at
    {
        last.delete += delete;
        last.insert.push_str(insert);
        return;
    }
    carried.push(Carried { at, delete, insert: insert.to_owned() });
}
