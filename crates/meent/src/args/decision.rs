//! Decisions and votes. Next: [`super::device`].

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use super::goal::Restore;

#[derive(Debug, Subcommand)]
pub(crate) enum Decision {
    Propose(Propose),
    Edit(Edit),
    Option(NewOption),
    Open(Open),
    Withdraw(One),
    Close(Close),
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
    #[arg(id = "options", long = "option", value_name = "TITLE[=COST]")]
    pub(crate) options: Vec<String>,
    #[arg(id = "winners", long = "seats", value_name = "N")]
    pub(crate) seats: Option<u16>,
    #[arg(long, value_name = "N")]
    pub(crate) most: Option<u16>,
    #[arg(long, value_name = "N")]
    pub(crate) dots: Option<u16>,
    #[arg(long, value_name = "EUROS")]
    pub(crate) pot: Option<String>,
    #[arg(long, value_name = "WHAT")]
    pub(crate) ties: Option<String>,
    #[arg(id = "stays", long = "status-quo", value_name = "TITLE")]
    pub(crate) status_quo: Option<String>,
    #[arg(id = "for-role", long = "role", value_name = "TITLE|ID")]
    pub(crate) role: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewOption {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "option-title", value_name = "TITLE")]
    pub(crate) title: String,
    #[arg(
        id = "option-text",
        long = "text",
        value_name = "T",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) text: String,
    #[arg(long, value_name = "EUROS")]
    pub(crate) cost: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Close {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(long, value_name = "NUMBERS")]
    pub(crate) seed: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Proxy {
    Give(Give),
    TakeBack(One),
}

#[derive(Debug, Args)]
pub(crate) struct Give {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "holder", value_name = "NAME|ID")]
    pub(crate) to: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Paper {
    Record(Record),
    Sign(Sign),
}

#[derive(Debug, Args)]
pub(crate) struct Record {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(id = "papers", value_name = "NAME: BALLOT", required = true)]
    pub(crate) ballots: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Sign {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "REPORT")]
    pub(crate) report: String,
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
    #[arg(id = "tellers", long = "teller", value_name = "NAME|ID")]
    pub(crate) tellers: Vec<String>,
    #[arg(long, value_name = "N")]
    pub(crate) proxies: Option<u16>,
    #[arg(id = "mandate", long, value_name = "TITLE|ID")]
    pub(crate) mandate: Option<String>,
    #[arg(id = "mandate-cost", long = "cost", value_name = "EUROS", requires = "mandate")]
    pub(crate) cost: Option<String>,
    #[arg(id = "about", long = "topic", value_name = "TITLE|ID", requires = "mandate")]
    pub(crate) topics: Vec<String>,
    #[arg(id = "advisers", long = "adviser", value_name = "NAME|ID", requires = "mandate")]
    pub(crate) advisers: Vec<String>,
    #[arg(long, value_name = "N")]
    pub(crate) judges: Option<u16>,
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) partner: Option<String>,
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) nominee: Option<String>,
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
    Absolute,
    Consent,
    Consensus,
    Unanimity,
    Approval,
    Score,
    Dots,
    Ranked,
    Seats,
    BudgetGreedy,
    BudgetShares,
    Poll,
    Lot,
    Mandate,
    Selection,
}

impl From<Method> for peer::command::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Majority => Self::Majority,
            Method::Absolute => Self::Absolute,
            Method::Consent => Self::Consent,
            Method::Consensus => Self::Consensus,
            Method::Unanimity => Self::Unanimity,
            Method::Approval => Self::Approval,
            Method::Score => Self::Score,
            Method::Dots => Self::Dots,
            Method::Ranked => Self::Ranked,
            Method::Seats => Self::Seats,
            Method::BudgetGreedy => Self::BudgetGreedy,
            Method::BudgetShares => Self::BudgetShares,
            Method::Poll => Self::Poll,
            Method::Lot => Self::Lot,
            Method::Mandate => Self::Mandate,
            Method::Selection => Self::Selection,
        }
    }
}
