//! Automerge, fenced in: only changes compiled here go in, and no panic comes out.
//!
//! Guards: whatever Automerge does with a document, what it holds is compared with the heads that
//! the acts give; one that failed is thrown away and made again. Next: [`crate::projection`].

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{ActorId, Automerge, Change, ChangeHash, LoadOptions, TextEncoding};

/// What Automerge could not do. The acts are safe: the document can be derived from them again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// It stopped halfway.
    #[error("could not work on the document: the engine stopped")]
    Panicked,
    /// It said no.
    #[error("could not work on the document: {0}")]
    Refused(String),
    /// It holds something else than the acts say.
    #[error("the document does not hold what the acts say")]
    Heads,
}

/// An Automerge document that is never touched unfenced.
#[derive(Clone, Debug)]
pub(crate) struct Engine(Automerge);

fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, EngineError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| EngineError::Panicked)
}

fn refused(error: impl std::fmt::Display) -> EngineError {
    EngineError::Refused(error.to_string())
}

impl Default for Engine {
    fn default() -> Self {
        Self(Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint))
    }
}

impl Engine {
    /// Applies changes whose dependencies are here or among them. On an error the document is of no
    /// more use.
    pub(crate) fn apply(&mut self, changes: Vec<Change>) -> Result<(), EngineError> {
        fenced(|| self.0.apply_changes(changes))?.map_err(refused)
    }

    /// The heads, ascending.
    pub(crate) fn heads(&self) -> Vec<ChangeHash> {
        let mut heads = self.0.get_heads();
        heads.sort_unstable();
        heads
    }

    /// Whether it holds exactly these changes, each by this actor and with this greatest operation
    /// number.
    pub(crate) fn holds(
        &self,
        changes: &BTreeMap<ChangeHash, (&ActorId, u64)>,
    ) -> Result<bool, EngineError> {
        fenced(|| {
            let known = self.0.get_changes_meta(&[]);
            known.len() == changes.len()
                && known.iter().all(|meta| {
                    changes.get(&meta.hash) == Some(&(meta.actor.as_ref(), meta.max_op))
                })
        })
    }

    /// Loads what [`Self::save`] gave on this device.
    pub(crate) fn load(bytes: &[u8]) -> Result<Self, EngineError> {
        let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
        let document = fenced(|| Automerge::load_with_options(bytes, options))?;
        document.map(Self).map_err(refused)
    }

    /// The bytes of the document as any Automerge tool reads them; not canonical.
    pub(crate) fn save(&self) -> Result<Vec<u8>, EngineError> {
        fenced(|| self.0.save())
    }

    /// All changes, causally ordered.
    pub(crate) fn changes(&self) -> Result<Vec<Change>, EngineError> {
        fenced(|| self.0.get_changes(&[]))
    }

    /// The document as JSON, conflicts resolved as Automerge does.
    pub(crate) fn json(&self) -> Result<serde_json::Value, EngineError> {
        fenced(|| serde_json::to_value(automerge::AutoSerde::from(&self.0)))?.map_err(refused)
    }
}
