//! Rounds and their ballots, as a story writes them.
//!
//! Guards: options are labels of the story; what a ballot says is kept as it is written until the
//! round that it is for is known. Next: [`crate::build`].

use act::{
    content::Entity,
    fraction::Fraction,
    round::{Method, Ties},
};

use super::{Names, change::Labels, quorum, share};
use crate::{
    error::StoryError,
    node::Node,
    script::{Decided, Opening, Person, Thing, Told},
};

impl Names {
    /// The opening of a round.
    pub(super) fn open(&self, deed: &Node<'_>, labels: &mut Labels) -> Result<Told, StoryError> {
        deed.only(&[
            "method",
            "quorum",
            "closers",
            "options",
            "costs",
            "status_quo",
            "ties",
            "tellers",
            "proxies",
            "replaces",
            "seats",
            "most",
            "dots",
            "pot",
            "aside",
            "share",
            "under",
            "amount",
            "topics",
            "advisers",
            "judges",
            "partner",
            "role",
            "nominee",
        ])?;
        let options = deed.list_of("options")?;
        let options: Vec<usize> =
            options.iter().map(|label| labels.option(label)).collect::<Result<_, _>>()?;
        let costs = deed.list_of("costs")?;
        let costs = costs.iter().map(|cost| cost.number()).collect::<Result<_, _>>()?;
        let status_quo = deed.get("status_quo")?.map(|node| {
            let label = labels.option(&node)?;
            let at = options.iter().position(|option| *option == label);
            at.and_then(|at| u16::try_from(at).ok()).ok_or_else(|| node.wrong("is no option"))
        });
        let ties = deed.get("ties")?.map_or(Ok(Ties::StatusQuo), |node| match node.text()? {
            "status_quo" => Ok(Ties::StatusQuo),
            "new_round" => Ok(Ties::NewRound),
            "lot" => Ok(Ties::Lot),
            _ => Err(node.wrong("is no way to settle a tie")),
        })?;
        let method = method(deed)?;
        if method.has_options() == options.is_empty() {
            return Err(deed.wrong("lists `options` where its method chooses from them, else not"));
        }
        let judges = deed.get("judges")?;
        if let Some(judges) = judges.as_ref().filter(|_| !method.asks_consent()) {
            return Err(judges.wrong("weigh objections in a round by consent"));
        }
        let judges = judges.map(|node| match node.number()? {
            least @ 3_u16.. => Ok(least),
            _ => Err(node.wrong("are three at least")),
        });
        let partner = deed.get("partner")?.map(|node| self.person(&node)).transpose()?;
        let under = self.under(deed, method, labels)?;
        let select = self.select(deed, method, labels)?;
        let replaces = deed.get("replaces")?.map(|node| self.line(&node)).transpose()?;
        Ok(Told::Open(Box::new(Opening {
            method,
            quorum: quorum(deed)?,
            closers: self.people(deed, "closers")?,
            options,
            costs,
            status_quo: status_quo.transpose()?,
            ties,
            tellers: self.people(deed, "tellers")?,
            proxies: deed.get("proxies")?.map_or(Ok(0), |node| node.number())?,
            replaces,
            under,
            judges: judges.transpose()?,
            partner,
            select,
        })))
    }

    // Who is put forward for which role; other rounds choose nobody.
    fn select(
        &self,
        deed: &Node<'_>,
        method: Method,
        labels: &mut Labels,
    ) -> Result<Option<(Thing, Person)>, StoryError> {
        if method != Method::Selection {
            for key in ["role", "nominee"] {
                if let Some(node) = deed.get(key)? {
                    return Err(node.wrong("is for the method `selection`"));
                }
            }
            return Ok(None);
        }
        let role = labels.thing(Entity::Role, &deed.need("role")?)?;
        Ok(Some((role, self.person(&deed.need("nominee")?)?)))
    }

    // What a decision under a mandate asks; other rounds ask nothing of the kind.
    fn under(
        &self,
        deed: &Node<'_>,
        method: Method,
        labels: &mut Labels,
    ) -> Result<Option<Decided>, StoryError> {
        if method != Method::Mandate {
            for key in ["under", "amount", "topics", "advisers"] {
                if let Some(node) = deed.get(key)? {
                    return Err(node.wrong("is for the method `mandate`"));
                }
            }
            return Ok(None);
        }
        Ok(Some(Decided {
            grant: self.named_change(&deed.need("under")?, labels)?,
            amount: deed.get("amount")?.map_or(Ok(0), |node| node.number())?,
            topics: labels.things_of(Entity::Topic, deed, "topics")?,
            advisers: self.people(deed, "advisers")?,
        }))
    }

    // The people under a key, each once.
    pub(super) fn people(&self, deed: &Node<'_>, key: &str) -> Result<Vec<Person>, StoryError> {
        let people = deed.list_of(key)?;
        let people: Result<Vec<_>, _> = people.iter().map(|node| self.person(node)).collect();
        let mut people = people?;
        people.sort_unstable();
        people.dedup();
        if people.len() > act::cap::PARTS {
            return Err(deed.wrong(format!("names more than {} {key}", act::cap::PARTS)));
        }
        Ok(people)
    }

    /// A report of paper ballots.
    pub(super) fn report(&self, deed: &Node<'_>) -> Result<Told, StoryError> {
        deed.only(&["round", "ballots"])?;
        let ballots = deed.need("ballots")?;
        let mut all = Vec::new();
        for (name, value) in ballots.map()? {
            let ballot = ballots.at(name, value);
            let person = self.named(name).ok_or_else(|| ballot.wrong("has no device"))?;
            all.push((person, ballot.text()?.to_owned()));
        }
        if all.is_empty() || all.len() > act::cap::PARTS {
            return Err(ballots.wrong("holds one ballot at least, and not too many"));
        }
        Ok(Told::Report { round: self.line(&deed.need("round")?)?, ballots: all })
    }
}

fn method(deed: &Node<'_>) -> Result<Method, StoryError> {
    let word = deed.need("method")?;
    let number = |key: &str, usual| deed.get(key)?.map_or(Ok(usual), |node| node.number());
    let seats = number("seats", 1)?;
    let pot = deed.get("pot")?.map_or(Ok(0), |node| node.number())?;
    let part = deed.get("share")?.map_or(Ok(Fraction::TWO_THIRDS), |node| share(&node))?;
    Ok(match word.text()? {
        "qualified" => Method::Qualified(part),
        "qualified_of_all" => Method::QualifiedOfAll(part),
        "consensus" => Method::Consensus(number("aside", 0)?),
        "approval" => Method::Approval { most: number("most", u16::MAX)?, seats },
        "score" => Method::Score { seats },
        "dots" => {
            let dots = number("dots", 1)?;
            Method::Dots { dots, most: number("most", dots)?, seats }
        }
        "seats" | "stv" => Method::Seats(seats),
        "budget_greedy" => Method::BudgetGreedy(pot),
        "budget_shares" => Method::BudgetShares(pot),
        "lot" => Method::Lot(seats),
        "mandate" => Method::Mandate,
        "selection" => Method::Selection,
        _ => super::method(&word)?,
    })
}
