//! Changes of the register, as a story writes them.
//!
//! Guards: a clause has one label and one content in the whole story, and what it replaces exists, so
//! that each label stands for one change. Next: [`crate::build`], which makes the changes.

use std::collections::BTreeMap;

use act::{
    charter::{Clause, Key, Powers, Voice},
    content::Entity,
    mandate::Use,
};
use serde_json::Value;

use super::{Names, method, quorum, share};
use crate::{
    error::StoryError,
    node::Node,
    script::{Alter, Granted, Label, Named, Team, Term, Terms, Thing, Written},
};

/// Options of all rounds of a story together: as many as one round can have.
const OPTIONS: usize = act::cap::OPTIONS;
/// Roles, mandates, topics and house rules together: as many as one clause or grant can name.
const THINGS: usize = act::cap::PARTS;

/// The clauses of a story by label, with where each is written first.
#[derive(Default)]
pub(super) struct Labels {
    known: BTreeMap<String, Label>,
    clauses: Vec<Option<Written>>,
    first: Vec<String>,
    /// What rounds choose from, by label, in the order in which they are named first.
    pub(super) options: Vec<String>,
    /// Roles, mandates, topics and house rules, in the order in which they are named first.
    pub(super) things: Vec<(Entity, String)>,
}

impl Labels {
    fn label(&mut self, node: &Node<'_>) -> Result<Label, StoryError> {
        let text = node.text()?;
        if let Some(label) = self.known.get(text) {
            return Ok(*label);
        }
        let label = self.clauses.len();
        self.known.insert(text.to_owned(), label);
        self.clauses.push(None);
        self.first.push(node.path().to_owned());
        Ok(label)
    }

    /// An option by its label.
    pub(super) fn option(&mut self, node: &Node<'_>) -> Result<usize, StoryError> {
        let text = node.text()?;
        if let Some(known) = self.options.iter().position(|label| label == text) {
            return Ok(known);
        }
        if text.is_empty() || text.contains([',', '=', '>']) || self.options.len() == OPTIONS {
            return Err(node.wrong("is no label of an option"));
        }
        self.options.push(text.to_owned());
        Ok(self.options.len() - 1)
    }

    /// A role, mandate, topic or house rule by its label, which stands for one thing.
    pub(super) fn thing(&mut self, entity: Entity, node: &Node<'_>) -> Result<Thing, StoryError> {
        let text = node.text()?;
        match self.things.iter().position(|(_, label)| label == text) {
            Some(known) if self.things.get(known).is_some_and(|(kind, _)| *kind == entity) => {
                Ok(known)
            }
            Some(_) => Err(node.wrong("is the label of something else")),
            None if text.is_empty() || text.len() > super::LABEL || self.things.len() == THINGS => {
                Err(node.wrong("is no label"))
            }
            None => {
                self.things.push((entity, text.to_owned()));
                Ok(self.things.len() - 1)
            }
        }
    }

    /// Those under a key, each once.
    pub(super) fn things_of(
        &mut self,
        entity: Entity,
        node: &Node<'_>,
        key: &str,
    ) -> Result<Vec<Thing>, StoryError> {
        let list = node.list_of(key)?;
        let things = list.iter().map(|label| self.thing(entity, label));
        let mut things = things.collect::<Result<Vec<_>, _>>()?;
        things.sort_unstable();
        things.dedup();
        Ok(things)
    }

    /// All clauses, by label, each after those it replaces.
    pub(super) fn finish(self) -> Result<(Vec<Written>, Vec<Label>), StoryError> {
        let wrong = |label: Label, what: &str| {
            let path = self.first.get(label).cloned().unwrap_or_default();
            StoryError::Malformed { path, what: what.to_owned() }
        };
        let mut clauses = Vec::with_capacity(self.clauses.len());
        for (label, clause) in self.clauses.iter().enumerate() {
            clauses.push(clause.clone().ok_or_else(|| wrong(label, "is a label of no clause"))?);
        }
        let (mut order, mut placed) = (Vec::new(), vec![false; clauses.len()]);
        // Each round places at least one, else they replace each other in a circle.
        while order.len() < clauses.len() {
            let before = order.len();
            for (label, clause) in clauses.iter().enumerate() {
                let ready = clause.replaces.iter().all(|other| placed.get(*other) == Some(&true));
                if let Some(place) = placed.get_mut(label).filter(|place| !**place && ready) {
                    *place = true;
                    order.push(label);
                }
            }
            if order.len() == before {
                let label = placed.iter().position(|placed| !placed).unwrap_or_default();
                return Err(wrong(label, "replaces itself in the end"));
            }
        }
        Ok((clauses, order))
    }
}

impl Names {
    /// A change, such as `{"admit": "Bea"}`.
    pub(super) fn change(&self, deed: &Node<'_>, labels: &mut Labels) -> Result<Alter, StoryError> {
        let words = ["admit", "rest", "remove", "recover", "clause", "redact", "appoint", "grant"];
        let map = deed.map()?;
        let mut known = words.iter().filter(|word| map.contains_key(**word));
        let Some(word) = known.next() else {
            return Err(match map.keys().next() {
                Some(other) => deed.needs(other),
                None => deed.wrong("names no change"),
            });
        };
        let about = deed.need(word)?;
        match *word {
            "admit" => deed.only(&["admit"]).and_then(|()| self.person(&about)).map(Alter::Admit),
            "rest" => {
                deed.only(&["rest", "last"])?;
                Ok(Alter::Rest(self.person(&about)?, self.line(&deed.need("last")?)?))
            }
            "remove" => {
                deed.only(&["remove"]).and_then(|()| self.person(&about)).map(Alter::Remove)
            }
            "recover" => {
                deed.only(&["recover", "key", "n"])?;
                let (key, n) = self.recovery(deed)?;
                Ok(Alter::Recover { person: self.person(&about)?, key, n })
            }
            "redact" => deed.only(&["redact"]).and_then(|()| self.line(&about)).map(Alter::Redact),
            "appoint" => {
                deed.only(&["appoint", "people", "n"])?;
                let to = labels.thing(Entity::Role, &about)?;
                let people = self.people(deed, "people")?;
                Ok(Alter::Appoint { to, n: counted(deed)?, people })
            }
            "grant" => {
                deed.only(&["grant", "holders", "circle", "topics", "ceiling", "n", "use"])?;
                let mandate = labels.thing(Entity::Mandate, &about)?;
                let circle = deed.get("circle")?;
                Ok(Alter::Grant(Box::new(Granted {
                    mandate,
                    n: counted(deed)?,
                    usable: deed.get("use")?.map_or(Ok(Use::Active), |node| usable(&node))?,
                    holders: self.people(deed, "holders")?,
                    circle: circle.map(|role| labels.thing(Entity::Role, &role)).transpose()?,
                    topics: labels.things_of(Entity::Topic, deed, "topics")?,
                    ceiling: deed.get("ceiling")?.map_or(Ok(0), |node| node.number())?,
                })))
            }
            _ => {
                deed.only(&["clause"])?;
                self.clause(&about, labels).map(Alter::Clause)
            }
        }
    }

    /// A change, or the act that approves it.
    pub(super) fn named_change(
        &self,
        node: &Node<'_>,
        labels: &mut Labels,
    ) -> Result<Named, StoryError> {
        if node.is_text() {
            return self.line(node).map(Named::By);
        }
        self.change(node, labels).map(Named::Change)
    }

    fn clause(&self, node: &Node<'_>, labels: &mut Labels) -> Result<Label, StoryError> {
        node.only(&["key", "value", "label", "replaces"])?;
        let word = node.need("key")?;
        let key = Key::from_word(word.text()?).ok_or_else(|| word.needs("this key"))?;
        let value = node.need("value")?;
        let term = self.term(key, &value, labels)?;
        let mut replaces = match node.get("replaces")? {
            None => Vec::new(),
            Some(one) if one.is_text() => vec![labels.label(&one)?],
            Some(several) => several
                .list()?
                .iter()
                .map(|label| labels.label(label))
                .collect::<Result<Vec<_>, _>>()?,
        };
        replaces.sort_unstable();
        replaces.dedup();
        if replaces.len() > act::cap::PARTS {
            return Err(node.wrong(format!("replaces more than {} clauses", act::cap::PARTS)));
        }
        let name = node.need("label")?;
        let label = labels.label(&name)?;
        let written = Written { key, term, json: value.json().clone(), replaces };
        match labels.clauses.get_mut(label) {
            Some(Some(known)) if *known != written => {
                Err(name.wrong("is the label of another clause"))
            }
            Some(place) => {
                *place = Some(written);
                Ok(label)
            }
            None => Err(name.wrong("is no label")),
        }
    }

    fn term(&self, key: Key, value: &Node<'_>, labels: &mut Labels) -> Result<Term, StoryError> {
        let clause = match key {
            Key::Method => Clause::Method(method(value)?),
            Key::Quorum => Clause::Quorum(share(value)?),
            Key::ShortestTerm => Clause::ShortestTerm(value.number()?),
            Key::Deadline => Clause::Deadline(value.number()?),
            Key::Grace => Clause::Grace(value.number()?),
            Key::InviteTerm => Clause::InviteTerm(value.number()?),
            Key::InviteGuests => Clause::InviteGuests(value.number()?),
            Key::Rest => Clause::Rest(value.number()?),
            Key::Review => Clause::Review(value.number()?),
            Key::Team => return self.team(value).map(Term::Team),
            Key::Organisations => Clause::Organisations(voice(value)?),
            Key::Proxies => Clause::Proxies(value.number()?),
            Key::Version => Clause::Version(value.number()?),
            Key::HouseRules => {
                let rules = value.list()?;
                let rules = rules.iter().map(|rule| labels.thing(Entity::HouseRule, rule));
                let mut rules = rules.collect::<Result<Vec<_>, _>>()?;
                rules.sort_unstable();
                rules.dedup();
                return Ok(Term::HouseRules(rules));
            }
        };
        Ok(Term::Plain(clause))
    }

    /// A core team, such as `{"people": ["Ali"], "k": 2, "may": ["admit"]}`.
    pub(super) fn team(&self, node: &Node<'_>) -> Result<Team, StoryError> {
        node.only(&["people", "k", "may"])?;
        let people = node.need("people")?.list()?;
        let people: Result<Vec<_>, _> = people.iter().map(|name| self.person(name)).collect();
        let mut people = people?;
        people.sort_unstable();
        people.dedup();
        if people.len() > act::cap::PARTS {
            return Err(node.wrong(format!("names more than {} people", act::cap::PARTS)));
        }
        let mut may = Powers::default();
        for power in node.list_of("may")? {
            match power.text()? {
                "admit" => may.admit = true,
                "rest" => may.rest = true,
                "confirm" => may.confirm = true,
                _ => return Err(power.wrong("is no power of a core team")),
            }
        }
        let k = node.get("k")?.map_or(Ok(0), |k| k.number())?;
        Ok(Team { people, k, may })
    }

    /// The values of a founding charter that rules ask for; the others are kept by apps.
    pub(super) fn charter(&self, node: &Node<'_>) -> Result<Terms, StoryError> {
        let team = node.get("team")?.map(|team| self.team(&team)).transpose()?;
        let organisations =
            node.get("organisations")?.map_or(Ok(Voice::Votes), |node| voice(&node))?;
        let proxies = node.get("proxies")?.map_or(Ok(0), |node| node.number())?;
        if let Some(rules) = node.get("house_rules")? {
            return Err(rules.wrong("are written after the founding: a clause names them"));
        }
        Ok(Terms { quorum: quorum(node)?, team, organisations, proxies })
    }
}

// The number of an appointment or grant; nobody appoints for the zeroth time.
fn counted(deed: &Node<'_>) -> Result<u32, StoryError> {
    let Some(n) = deed.get("n")? else { return Ok(1) };
    match n.number()? {
        0 => Err(n.wrong("counts from 1")),
        n => Ok(n),
    }
}

fn usable(node: &Node<'_>) -> Result<Use, StoryError> {
    match node.text()? {
        "active" => Ok(Use::Active),
        "suspended" => Ok(Use::Suspended),
        "withdrawn" => Ok(Use::Withdrawn),
        _ => Err(node.wrong("is neither `active`, `suspended` nor `withdrawn`")),
    }
}

fn voice(node: &Node<'_>) -> Result<Voice, StoryError> {
    match node.json() {
        Value::String(word) if word == "vote" => Ok(Voice::Votes),
        Value::String(word) if word == "advise" => Ok(Voice::Advises),
        _ => Err(node.wrong("is neither `vote` nor `advise`")),
    }
}
