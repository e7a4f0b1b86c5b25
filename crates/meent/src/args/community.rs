//! Communities: begin, invite, join, leave. Next: [`super::member`].

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Kind;

#[derive(Debug, Subcommand)]
pub(crate) enum Community {
    Create(Create),
    List,
    Leave(Leave),
}

#[derive(Debug, Args)]
pub(crate) struct Create {
    #[arg(id = "community-name", value_name = "NAME")]
    pub(crate) title: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: String,
    #[arg(long, value_name = "ME")]
    pub(crate) name: String,
    #[arg(
        long,
        value_enum,
        default_value = "resident",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) kind: Kind,
    #[arg(id = "starting-charter", long = "charter", value_name = "NAME")]
    pub(crate) charter: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Leave {
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Invite {
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Join {
    #[arg(value_name = "LINK|FILE")]
    pub(crate) link: String,
    #[arg(long, value_name = "ME")]
    pub(crate) name: String,
    #[arg(
        long,
        value_enum,
        default_value = "resident",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) kind: Kind,
}
