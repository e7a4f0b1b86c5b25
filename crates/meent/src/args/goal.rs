//! Goals and comments. Next: [`super::decision`].

use clap::{ArgGroup, Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Goal {
    Add(Add),
    Edit(Edit),
    List,
    Show(Show),
    History(Show),
    Restore(Restore),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[arg(id = "title", value_name = "TITLE")]
    pub(crate) title: String,
    #[arg(long, value_name = "T")]
    pub(crate) text: Option<String>,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("change").args(["new-title", "new-text"]).required(true).multiple(true)))]
pub(crate) struct Edit {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "new-title", long = "title", value_name = "T")]
    pub(crate) title: Option<String>,
    #[arg(id = "new-text", long = "text", value_name = "T")]
    pub(crate) text: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "edition", value_name = "VERSION")]
    pub(crate) edition: String,
}

#[derive(Debug, Args)]
pub(crate) struct Comment {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "comment-text", value_name = "TEXT")]
    pub(crate) text: String,
}
