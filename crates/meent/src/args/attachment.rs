//! Pictures and other files. Next: [`super::goal`].

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Attach {
    #[arg(id = "attach-id", value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "attach-file", value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(id = "attach-alt", long = "alt", value_name = "T")]
    pub(crate) alt: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Attachment {
    Show(Show),
    Save(Save),
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    #[arg(id = "attachment-id", value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Save {
    #[arg(id = "attachment-id", value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "attachment-save-file", value_name = "FILE")]
    pub(crate) file: PathBuf,
}
