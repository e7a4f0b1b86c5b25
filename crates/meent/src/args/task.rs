//! Roles, circles, topics and mandates; advice, objections that are weighed, agreements. Next:
//! [`super::device`].

use clap::{Args, Subcommand, ValueEnum};
use peer::command::task::Terms;

use super::decision::One;

#[derive(Debug, Subcommand)]
pub(crate) enum Circle {
    Create(Create),
    Appoint(Appoint),
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Role {
    Create(CreateRole),
    Nominate(Nominate),
    Appoint(Appoint),
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Topic {
    Create(Name),
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Name {
    #[arg(id = "title", value_name = "TITLE")]
    pub(crate) title: String,
}

#[derive(Debug, Args)]
pub(crate) struct Create {
    #[arg(id = "title", value_name = "TITLE")]
    pub(crate) title: String,
    #[arg(
        id = "duties",
        long = "text",
        value_name = "T",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) text: String,
}

#[derive(Debug, Args)]
pub(crate) struct CreateRole {
    #[command(flatten)]
    pub(crate) of: Create,
    #[arg(id = "part-of", long = "circle", value_name = "TITLE|ID")]
    pub(crate) circle: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Nominate {
    #[arg(id = "selection-id", value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "nominated", value_name = "NAME|ID")]
    pub(crate) who: String,
    #[arg(id = "nominate-why", long = "reason", value_name = "T")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct Appoint {
    #[arg(id = "task", value_name = "TITLE|ID")]
    pub(crate) id: String,
    #[arg(id = "appointed", value_name = "NAME|ID")]
    pub(crate) people: Vec<String>,
    #[arg(id = "term-end", long = "until", value_name = "DATE")]
    pub(crate) until: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Mandate {
    Propose(Propose),
    Grant(Grant),
    Suspend(One),
    Withdraw(One),
    Return(One),
    List,
    Show(One),
}

#[derive(Debug, Args)]
pub(crate) struct Propose {
    #[arg(id = "title", value_name = "TITLE")]
    pub(crate) title: String,
    #[arg(long, value_name = "T")]
    pub(crate) domain: String,
    #[arg(long, value_name = "T", default_value = "", hide_default_value = true)]
    pub(crate) constraints: String,
    #[arg(
        id = "account",
        long = "report",
        value_name = "T",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) report: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) review: String,
    #[command(flatten)]
    pub(crate) terms: TypedTerms,
}

#[derive(Debug, Args)]
pub(crate) struct Grant {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) terms: TypedTerms,
}

#[derive(Debug, Args)]
pub(crate) struct TypedTerms {
    #[arg(id = "mandate-holders", long = "holder", value_name = "NAME|ID")]
    pub(crate) holders: Vec<String>,
    #[arg(id = "held-by", long = "circle", value_name = "TITLE|ID")]
    pub(crate) circle: Option<String>,
    #[arg(id = "topics", long = "topic", value_name = "TITLE|ID")]
    pub(crate) topics: Vec<String>,
    #[arg(long, value_name = "EUROS")]
    pub(crate) ceiling: Option<String>,
    #[arg(id = "objecting", long = "term", value_name = "3d")]
    pub(crate) term: Option<String>,
    #[arg(id = "mandate-end", long = "until", value_name = "DATE")]
    pub(crate) until: Option<String>,
}

impl From<&TypedTerms> for Terms {
    fn from(typed: &TypedTerms) -> Self {
        let some = |list: &Vec<String>| (!list.is_empty()).then(|| list.clone());
        Self {
            holders: some(&typed.holders),
            circle: typed.circle.clone(),
            topics: some(&typed.topics),
            ceiling: typed.ceiling.clone(),
            term: typed.term.clone(),
            until: typed.until.clone(),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Advice {
    Give(Give),
    Answer(Answer),
}

#[derive(Debug, Args)]
pub(crate) struct Give {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "advice", value_name = "TEXT")]
    pub(crate) text: String,
}

#[derive(Debug, Args)]
pub(crate) struct Answer {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "adviser", value_name = "NAME|ID")]
    pub(crate) who: String,
    #[arg(
        id = "advice-answer",
        value_name = "taken|partly|not",
        value_enum,
        hide_possible_values = true
    )]
    pub(crate) taken: WhatWasDone,
    #[arg(long, value_name = "T")]
    pub(crate) reason: Option<String>,
}

/// What was done with an advice, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum WhatWasDone {
    Taken,
    Partly,
    Not,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Objection {
    Weigh(Weigh),
}

#[derive(Debug, Args)]
pub(crate) struct Weigh {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "objector", value_name = "NAME|ID")]
    pub(crate) who: String,
    #[arg(id = "finding", value_name = "harm|none", value_enum, hide_possible_values = true)]
    pub(crate) finding: Finding,
}

/// Whether an objection shows harm, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Finding {
    Harm,
    None,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Agreement {
    Agree(Said),
    Refuse(Said),
}

#[derive(Debug, Args)]
pub(crate) struct Said {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "how-decided", long = "reason", value_name = "T")]
    pub(crate) reason: Option<String>,
}
