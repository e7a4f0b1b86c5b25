//! What stays: exports, archives, stories. Next: [`super::spoken`].

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    Document(Document),
}

#[derive(Debug, Args)]
pub(crate) struct Document {
    #[arg(id = "document-file", value_name = "FILE.automerge")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    #[arg(id = "stories", value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Archive {
    Create(Create),
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(crate) struct Create {
    #[arg(id = "archive-out", long = "out", value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "BAG")]
    pub(crate) bag: PathBuf,
}
