//! What happened and what stays: news, log, settings, exports, archives, stories. Next: [`super::spoken`].

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct News {
    #[arg(long)]
    pub(crate) seen: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    #[arg(long, value_name = "N")]
    pub(crate) last: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Schism {
    Show,
    Accept,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Setting {
    Show,
    Change(Change),
    Passphrase(Passphrase),
}

#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    #[arg(id = "passphrase-remove", long = "remove")]
    pub(crate) remove: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("setting").args(["page-language", "theme"]).required(true).multiple(true)))]
pub(crate) struct Change {
    #[arg(id = "page-language", long = "language", value_name = "nl|en|auto", value_parser = ["nl", "en", "auto"], hide_possible_values = true)]
    pub(crate) language: Option<String>,
    #[arg(long, value_name = "light|dark|auto", value_parser = ["light", "dark", "auto"], hide_possible_values = true)]
    pub(crate) theme: Option<String>,
}

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

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[arg(id = "backup-out", value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(id = "backup-file", value_name = "FILE")]
    pub(crate) file: PathBuf,
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
