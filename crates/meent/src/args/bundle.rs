//! Bundles: a community as a file that goes by hand. Next: [`super::record`].

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::Kind;

#[derive(Debug, Subcommand)]
pub(crate) enum Bundle {
    Export(Export),
    Import(Import),
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("part").args(["bundle-for", "bundle-since", "bundle-all"])))]
pub(crate) struct Export {
    #[arg(id = "bundle-out", value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(id = "bundle-for", long = "for", value_name = "NAME|ID")]
    pub(crate) who: Option<String>,
    #[arg(id = "bundle-since", long = "since", value_name = "DAY|7d")]
    pub(crate) since: Option<String>,
    #[arg(id = "bundle-all", long = "all")]
    pub(crate) all: bool,
    #[arg(id = "bundle-invite", long = "invite", conflicts_with_all = ["bundle-for", "bundle-since"])]
    pub(crate) invite: bool,
    #[arg(id = "bundle-no-attachments", long = "no-attachments")]
    pub(crate) bare: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(id = "bundle-file", value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(id = "bundle-name", long = "name", value_name = "ME")]
    pub(crate) name: Option<String>,
    #[arg(
        long,
        value_enum,
        default_value = "resident",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) kind: Kind,
}
