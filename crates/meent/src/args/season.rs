//! Founding together: a new season. Next: [`super::record`].

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Season {
    Plan,
    Join(Which),
    Found(Which),
    Show,
}

#[derive(Debug, Args)]
pub(crate) struct Which {
    #[arg(id = "season-id", value_name = "ID")]
    pub(crate) id: Option<String>,
}
