//! Acts on their way to one peer: what is still to be sent, part by part, as the peer makes room.
//!
//! Guards: only a few parts are under way at a time, so a slow peer holds up nobody and costs no
//! memory; a transfer always ends with its own closing frame. Next: [`crate::session`].

use std::collections::{BTreeSet, VecDeque};

use act::{
    clock::Clock,
    log::{Index, Log},
};

use crate::{frame::Frame, pack::Packer};

/// Parts under way before the peer has dealt with the first: enough to keep a stream busy while an
/// answer travels, one megabyte at most.
const WINDOW: usize = 4;

/// What goes to one peer.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    todo: BTreeSet<Index>,
    running: Option<Running>,
    under_way: VecDeque<UnderWay>,
    next: u32,
    owes_end: bool,
}

#[derive(Debug)]
struct Running {
    transfer: u32,
    parts: u32,
    packer: Packer,
}

#[derive(Debug)]
struct UnderWay {
    transfer: u32,
    number: u32,
    acts: usize,
}

impl Outgoing {
    /// Acts that the peer lacks as far as we know, those under way included.
    pub(crate) fn behind(&self) -> usize {
        self.todo.len() + self.under_way.iter().map(|part| part.acts).sum::<usize>()
    }

    /// Whether nothing is to be sent or under way.
    pub(crate) fn is_idle(&self) -> bool {
        self.todo.is_empty() && self.under_way.is_empty() && self.running.is_none()
    }

    /// Whether the peer has parts that it has not dealt with.
    pub(crate) fn waits(&self) -> bool {
        !self.under_way.is_empty()
    }

    /// Sends these too.
    pub(crate) fn add(&mut self, acts: impl IntoIterator<Item = Index>) {
        self.todo.extend(acts);
    }

    /// Sends exactly these, and says so when that is all.
    pub(crate) fn set(&mut self, acts: BTreeSet<Index>) {
        self.todo = acts;
        self.owes_end = true;
    }

    /// Forgets what was to be sent: a new comparison will tell. Transfers keep their numbers.
    pub(crate) fn reset(&mut self) {
        *self = Self { next: self.next, ..Self::default() };
    }

    /// The peer dealt with a part; tells whether that one was under way.
    pub(crate) fn ack(&mut self, transfer: u32, number: u32) -> bool {
        let at = self
            .under_way
            .iter()
            .position(|part| (part.transfer, part.number) == (transfer, number));
        at.and_then(|at| self.under_way.remove(at)).is_some()
    }

    /// The frames for which there is room now. What they hold, the peer has from then on.
    pub(crate) fn frames(&mut self, log: &Log, theirs: &mut Clock) -> Vec<Frame> {
        let mut frames = Vec::new();
        while self.under_way.len() < WINDOW {
            let Some(first) = self.todo.first().copied() else {
                frames.extend(self.end(false));
                break;
            };
            // References only go back, so something older needs a transfer of its own.
            let next = |running: &Running| {
                running.packer.is_full() || running.packer.last().is_some_and(|last| first <= last)
            };
            if self.running.as_ref().is_some_and(next) {
                frames.extend(self.end(true));
            }
            frames.push(self.part(log, theirs));
        }
        frames
    }

    fn part(&mut self, log: &Log, theirs: &mut Clock) -> Frame {
        let mut running = self.running.take().unwrap_or_else(|| {
            let transfer = self.next;
            self.next = self.next.saturating_add(1);
            Running { transfer, parts: 0, packer: Packer::default() }
        });
        let (pack, acts) = running.packer.pack(log, self.todo.iter().copied());
        for _ in 0..acts {
            if let Some(index) = self.todo.pop_first() {
                theirs.advance(log.entry(index).branch(), log.act(index).seq());
            }
        }
        let (transfer, number) = (running.transfer, running.parts);
        self.under_way.push_back(UnderWay { transfer, number, acts });
        if number == 0 && self.todo.is_empty() {
            self.owes_end = false;
            return Frame::Push { transfer, pack };
        }
        running.parts += 1;
        self.running = Some(running);
        Frame::Part { transfer, number, pack }
    }

    fn end(&mut self, more: bool) -> Option<Frame> {
        let ended = match self.running.take() {
            Some(running) => Some((running.transfer, running.parts)),
            None if self.owes_end => {
                self.next = self.next.saturating_add(1);
                Some((self.next - 1, 0))
            }
            None => None,
        };
        self.owes_end &= more;
        ended.map(|(transfer, parts)| Frame::Done { transfer, parts, more })
    }
}
