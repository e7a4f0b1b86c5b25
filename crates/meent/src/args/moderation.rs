//! What goes against a house rule, and who speaks for an organisation. Next: [`super::member`].

use clap::{ArgGroup, Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Moderation {
    List(List),
    Hide(Hide),
    Show(Written),
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(id = "written", value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Hide {
    #[arg(id = "written", value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "house-rule", value_name = "RULE")]
    pub(crate) rule: String,
}

#[derive(Debug, Args)]
pub(crate) struct Written {
    #[arg(id = "written", value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Representative {
    Add(Add),
    Edit(Edit),
    Remove(One),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[arg(id = "representative-name", value_name = "NAME")]
    pub(crate) name: String,
    #[arg(id = "representative-text", long = "text", value_name = "T")]
    pub(crate) text: Option<String>,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("change").args(["representative-name", "representative-text"]).required(true).multiple(true)))]
pub(crate) struct Edit {
    #[arg(id = "representative", value_name = "NAME|ID")]
    pub(crate) who: String,
    #[arg(id = "representative-name", long = "name", value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[arg(id = "representative-text", long = "text", value_name = "T")]
    pub(crate) text: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    #[arg(id = "representative", value_name = "NAME|ID")]
    pub(crate) who: String,
}
