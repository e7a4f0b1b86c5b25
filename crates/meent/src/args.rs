//! The command line: nouns, then verbs. What each means to people stands in the locale files
//! (`help-...` for commands, `arg-...` for values); [`spoken`] puts it in.
//!
//! Guards: a command or value without words in both languages fails the tests. Next:
//! [`crate::request`].

pub(crate) mod attachment;
pub(crate) mod bundle;
pub(crate) mod charter;
pub(crate) mod community;
pub(crate) mod decision;
pub(crate) mod device;
pub(crate) mod goal;
pub(crate) mod member;
pub(crate) mod moderation;
pub(crate) mod record;
pub(crate) mod season;
pub(crate) mod spoken;
pub(crate) mod tally;
pub(crate) mod task;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Debug, Parser)]
#[command(name = "meent", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) always: Always,
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Always {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) profile: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME|ID")]
    pub(crate) community: Option<String>,
    #[arg(long, global = true, value_name = "nl|en", value_parser = ["nl", "en"], hide_possible_values = true)]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    #[command(subcommand)]
    Community(community::Community),
    Invite(community::Invite),
    Join(community::Join),
    #[command(subcommand)]
    Member(member::Member),
    #[command(subcommand)]
    Charter(charter::Charter),
    #[command(subcommand)]
    Change(charter::Change),
    Redact(charter::Redact),
    #[command(subcommand)]
    Goal(goal::Goal),
    Comment(goal::Comment),
    Attach(attachment::Attach),
    #[command(subcommand)]
    Attachment(attachment::Attachment),
    #[command(subcommand)]
    Decision(decision::Decision),
    Vote(decision::Vote),
    #[command(subcommand)]
    Proxy(decision::Proxy),
    #[command(subcommand)]
    Paper(decision::Paper),
    #[command(subcommand)]
    Mandate(task::Mandate),
    #[command(subcommand)]
    Role(task::Role),
    #[command(subcommand)]
    Circle(task::Circle),
    #[command(subcommand)]
    Topic(task::Topic),
    #[command(subcommand)]
    Advice(task::Advice),
    #[command(subcommand)]
    Objection(task::Objection),
    #[command(subcommand)]
    Agreement(task::Agreement),
    #[command(subcommand)]
    Device(device::Device),
    Status,
    Stand,
    Doctor,
    #[command(subcommand)]
    Season(season::Season),
    #[command(subcommand)]
    Schism(record::Schism),
    News(record::News),
    Log(record::Log),
    Verify,
    #[command(subcommand)]
    Setting(record::Setting),
    #[command(subcommand)]
    Export(record::Export),
    Replay(record::Replay),
    Tally(tally::Tally),
    #[command(subcommand)]
    Archive(record::Archive),
    #[command(subcommand)]
    Bundle(bundle::Bundle),
    Backup(record::Backup),
    Restore(record::Restore),
    Serve(Serve),
    Page,
    Demo,
    #[command(subcommand)]
    Moderation(moderation::Moderation),
    #[command(hide = true)]
    Help(Help),
}

/// `meent help goal add`, for who types it that way.
#[derive(Clone, Debug, Args)]
pub(crate) struct Help {
    #[arg(id = "help-path", value_name = "NOUN")]
    pub(crate) path: Vec<String>,
}

#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[arg(id = "config-check", long = "check")]
    pub(crate) check: bool,
    #[arg(long, value_name = "ADDR", num_args = 1..)]
    pub(crate) listen: Vec<String>,
    #[arg(long, value_name = "ADDR", num_args = 1..)]
    pub(crate) dial: Vec<String>,
    #[arg(long)]
    pub(crate) relay: bool,
    #[arg(long, value_name = "ADDR", num_args = 1..)]
    pub(crate) external: Vec<String>,
    #[arg(long)]
    pub(crate) upnp: bool,
    #[arg(id = "page-port", long, value_name = "PORT")]
    pub(crate) page_port: Option<u16>,
}

/// What kind of participant somebody is, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    Resident,
    Business,
    Organisation,
    Municipality,
}

impl From<Kind> for peer::command::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Resident => Self::Resident,
            Kind::Business => Self::Business,
            Kind::Organisation => Self::Organisation,
            Kind::Municipality => Self::Municipality,
        }
    }
}
