//! The charter, and changes that wait for approvals. Next: [`super::goal`].

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Charter {
    Show,
    Propose(Propose),
    Write(Write),
}

#[derive(Debug, Args)]
pub(crate) struct Propose {
    #[arg(id = "clause-key", value_name = "KEY")]
    pub(crate) key: String,
    #[arg(id = "clause-value", value_name = "VALUE")]
    pub(crate) value: String,
}

#[derive(Debug, Args)]
pub(crate) struct Write {
    #[arg(id = "rule-title", value_name = "RULE")]
    pub(crate) title: String,
    #[arg(id = "rule-text", long = "text", value_name = "T")]
    pub(crate) text: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Change {
    List,
    Approve(Changes),
    Withdraw(Changes),
    Object(Changes),
}

#[derive(Debug, Args)]
pub(crate) struct Changes {
    #[arg(id = "changes", value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Redact {
    #[arg(id = "redact-id", value_name = "ID")]
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) yes: bool,
}
