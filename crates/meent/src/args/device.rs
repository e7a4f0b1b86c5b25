//! One's own devices. Next: [`super::record`].

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Device {
    List,
    Enrol,
    Join(Join),
    Retire(Retire),
    Paper(Paper),
    Recover(Recover),
    Moved,
    Copied,
}

#[derive(Debug, Args)]
pub(crate) struct Paper {
    #[arg(id = "paper-check", long = "check")]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    #[arg(id = "recover-link", value_name = "LINK|FILE")]
    pub(crate) link: Option<String>,
    #[arg(id = "recover-paper", long = "paper")]
    pub(crate) paper: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Join {
    #[arg(value_name = "CODE")]
    pub(crate) code: String,
}

#[derive(Debug, Args)]
pub(crate) struct Retire {
    #[arg(id = "device", value_name = "ID")]
    pub(crate) id: String,
}
