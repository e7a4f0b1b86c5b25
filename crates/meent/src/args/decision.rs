//! Decisions and votes. Next: [`super::device`].

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use super::goal::Restore;

#[derive(Debug, Subcommand)]
pub(crate) enum Decision {
    Propose(Propose),
    Edit(Edit),
    Open(Open),
    Close(One),
    Acknowledge(One),
    List,
    Show(Show),
    History(One),
    Restore(Restore),
}

#[derive(Debug, Args)]
pub(crate) struct Propose {
    #[arg(id = "title", value_name = "TITLE")]
    pub(crate) title: String,
    #[arg(long, value_name = "T")]
    pub(crate) text: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) review: String,
    #[arg(long, value_name = "ID")]
    pub(crate) goal: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(crate) method: Method,
    #[arg(long, value_name = "1/2")]
    pub(crate) quorum: Option<String>,
    #[arg(long, value_name = "2/3")]
    pub(crate) share: Option<String>,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("change").args(["new-title", "new-text", "review", "goal"]).required(true).multiple(true)))]
pub(crate) struct Edit {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "new-title", long = "title", value_name = "T")]
    pub(crate) title: Option<String>,
    #[arg(id = "new-text", long = "text", value_name = "T")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) review: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) goal: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(long, value_name = "TIME")]
    pub(crate) deadline: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(long)]
    pub(crate) how: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Vote {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "BALLOT")]
    pub(crate) ballot: String,
    #[arg(long, value_name = "T")]
    pub(crate) reason: Option<String>,
}

/// How a decision is taken, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Method {
    Majority,
    Consent,
}

impl From<Method> for peer::command::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Majority => Self::Majority,
            Method::Consent => Self::Consent,
        }
    }
}
