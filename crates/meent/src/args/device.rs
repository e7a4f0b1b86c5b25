//! One's own devices. Next: [`super::record`].

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Device {
    List,
    Enrol,
    Join(Join),
    Retire(Retire),
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
