//! Members and guests. Next: [`super::goal`].

use clap::{Args, Subcommand};

use super::moderation::Representative;

#[derive(Debug, Subcommand)]
pub(crate) enum Member {
    List,
    Approve(Approve),
    Withdraw(Withdraw),
    Dismiss(Approve),
    Rest(One),
    Later(One),
    Block(One),
    Unblock(One),
    Remove(One),
    Recover(Recover),
    Name(Name),
    Show(One),
    #[command(subcommand)]
    Representative(Representative),
}

#[derive(Debug, Args)]
pub(crate) struct One {
    #[arg(id = "member", value_name = "NAME|ID")]
    pub(crate) who: String,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    #[arg(id = "member", value_name = "NAME|ID")]
    pub(crate) who: String,
    #[arg(id = "recover-code", value_name = "CODE|FILE")]
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Name {
    #[arg(id = "new-name", value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct Approve {
    #[arg(id = "guests", value_name = "NAME|ID", required = true)]
    pub(crate) who: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[arg(id = "guest", value_name = "NAME|ID")]
    pub(crate) who: String,
}
