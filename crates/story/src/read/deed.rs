//! One act of a story, as it is written.
//!
//! Guards: an act holds one deed, and each key in it means something. Next: [`super::change`] and
//! [`super::round`], for the deeds that hold more.

use act::{content::Entity, mandate::Taken, register::Kind};
use serde_json::{Map, Value};

use super::{Names, change::Labels};
use crate::{
    error::StoryError,
    node::Node,
    script::{Device, Line, Person, Season, Told},
};

impl Names {
    pub(super) fn told(
        &self,
        node: &Node<'_>,
        author: Person,
        labels: &mut Labels,
    ) -> Result<Told, StoryError> {
        let map = node.map()?;
        let mut deeds =
            map.iter().filter(|(key, _)| !["id", "by", "prev", "seen"].contains(&key.as_str()));
        let (Some((name, value)), None) = (deeds.next(), deeds.next()) else {
            return Err(node.wrong("must hold one deed"));
        };
        let deed = node.at(name, value);
        match name.as_str() {
            "found" => self.found(&deed, author),
            "invite" => deed.only(&[]).map(|()| Told::Invite),
            "join" => {
                deed.only(&["invite", "kind"])?;
                let kind = deed.get("kind")?.map_or(Ok(Kind::Resident), |node| kind(&node))?;
                Ok(Told::Join { invite: self.line(&deed.need("invite")?)?, kind })
            }
            "approve" => self.change(&deed, labels).map(Told::Approve),
            "withdraw_approval" => self.change(&deed, labels).map(Told::WithdrawApproval),
            "object_change" => self.change(&deed, labels).map(Told::ObjectChange),
            "dismiss" => {
                deed.only(&["guest"])?;
                Ok(Told::Dismiss(self.person(&deed.need("guest")?)?))
            }
            "leave" => deed.only(&[]).map(|()| Told::Leave),
            "open" => self.open(&deed, labels),
            "vote" => {
                deed.only(&["round", "ballot"])?;
                let ballot = deed.need("ballot")?.text()?.to_owned();
                Ok(Told::Vote { round: self.line(&deed.need("round")?)?, ballot })
            }
            "proxy" => {
                deed.only(&["round", "to"])?;
                let to = deed.get("to")?.map(|to| self.person(&to)).transpose()?;
                Ok(Told::Proxy { round: self.line(&deed.need("round")?)?, to })
            }
            "report" => self.report(&deed),
            "sign_report" => {
                deed.only(&["report"])?;
                Ok(Told::SignReport(self.line(&deed.need("report")?)?))
            }
            "withdraw_opening" => {
                deed.only(&["round"])?;
                Ok(Told::WithdrawOpening(self.line(&deed.need("round")?)?))
            }
            "close" => {
                deed.only(&["round", "seed"])?;
                let seed = deed.get("seed")?.map(|seed| seed.text().map(str::to_owned));
                let round = self.line(&deed.need("round")?)?;
                Ok(Told::Close { round, seed: seed.transpose()? })
            }
            "acknowledge" => {
                deed.only(&["round", "close"])?;
                Ok(Told::Acknowledge {
                    round: self.line(&deed.need("round")?)?,
                    close: self.line(&deed.need("close")?)?,
                })
            }
            "enrol" => {
                deed.only(&["device"])?;
                Ok(Told::Enrol(self.device(&deed.need("device")?)?))
            }
            "retire" => {
                deed.only(&["device"])?;
                Ok(Told::Retire(self.device(&deed.need("device")?)?))
            }
            "paper" => {
                deed.only(&["device"])?;
                Ok(Told::Paper(self.device(&deed.need("device")?)?))
            }
            "recover" => {
                deed.only(&["key", "n"])?;
                let (key, n) = self.recovery(&deed)?;
                Ok(Told::Recover { key, n })
            }
            "redact" => {
                deed.only(&["act"])?;
                Ok(Told::Redact(self.line(&deed.need("act")?)?))
            }
            "edit" => {
                deed.only(&["text"])?;
                words(&deed).map(Told::Edit)
            }
            "comment" => {
                let on = deed.get("on")?.map(|node| self.line(&node)).transpose()?;
                Ok(Told::Comment { text: words(&deed)?, on })
            }
            "advise" => {
                deed.only(&["round", "text"])?;
                Ok(Told::Advise { round: self.line(&deed.need("round")?)?, text: words(&deed)? })
            }
            "answer" => {
                deed.only(&["advice", "taken"])?;
                let taken = deed.need("taken")?;
                let word = Taken::from_word(taken.text()?);
                let word =
                    word.ok_or_else(|| taken.wrong("is neither `taken`, `partly` nor `not`"));
                Ok(Told::Answer { advice: self.line(&deed.need("advice")?)?, taken: word? })
            }
            "end_term" => self.named_change(&deed, labels).map(Told::EndTerm),
            "return_mandate" => self.named_change(&deed, labels).map(Told::ReturnMandate),
            "weigh" => {
                deed.only(&["round", "objector", "harm"])?;
                Ok(Told::Weigh {
                    round: self.line(&deed.need("round")?)?,
                    objector: self.person(&deed.need("objector")?)?,
                    harm: deed.need("harm")?.flag()?,
                })
            }
            "countersign" => {
                deed.only(&["round", "agrees"])?;
                let agrees = deed.need("agrees")?.flag()?;
                Ok(Told::Countersign { round: self.line(&deed.need("round")?)?, agrees })
            }
            "hide" => {
                deed.only(&["act", "rule"])?;
                let rule = labels.thing(Entity::HouseRule, &deed.need("rule")?)?;
                Ok(Told::Moderate { act: self.line(&deed.need("act")?)?, against: Some(rule) })
            }
            "show" => {
                deed.only(&["act"])?;
                Ok(Told::Moderate { act: self.line(&deed.need("act")?)?, against: None })
            }
            "newer" => deed.only(&[]).map(|()| Told::Newer),
            "plan_season" => deed.only(&[]).map(|()| Told::Season(Season::Plan)),
            "take_part" => {
                deed.only(&["plan", "key"])?;
                let key = deed.get("key")?.map(|key| key.text().map(str::to_owned)).transpose()?;
                let plan = self.line(&deed.need("plan")?)?;
                Ok(Told::Season(Season::TakePart { plan, key }))
            }
            "list_founders" => {
                deed.only(&["plan", "parts"])?;
                let (plan, parts) = (self.line(&deed.need("plan")?)?, self.lines(&deed, "parts")?);
                Ok(Told::Season(Season::List { plan, parts }))
            }
            "sign_founding" => {
                deed.only(&["list", "with"])?;
                let with = deed.get("with")?.map(|part| self.line(&part)).transpose()?;
                let list = self.line(&deed.need("list")?)?;
                Ok(Told::Season(Season::Sign { list, with }))
            }
            "found_season" => {
                deed.only(&["list", "signed"])?;
                let (list, signed) =
                    (self.line(&deed.need("list")?)?, self.lines(&deed, "signed")?);
                Ok(Told::Season(Season::Found { list, signed }))
            }
            other => Err(deed.needs(other)),
        }
    }

    fn lines(&self, deed: &Node<'_>, key: &str) -> Result<Vec<Line>, StoryError> {
        deed.need(key)?.list()?.iter().map(|act| self.line(act)).collect()
    }

    fn found(&self, deed: &Node<'_>, author: Person) -> Result<Told, StoryError> {
        deed.only(&["founders", "charter"])?;
        let founders: Result<Vec<_>, _> =
            deed.list_of("founders")?.iter().map(|node| self.person(node)).collect();
        let mut founders = founders?;
        if founders.is_empty() {
            founders.push(author);
        }
        founders.sort_unstable();
        founders.dedup();
        let none = Value::Object(Map::new());
        let charter = deed.get("charter")?.unwrap_or_else(|| deed.at("charter", &none));
        let terms = self.charter(&charter)?;
        Ok(Told::Found { founders, terms, charter: charter.map()?.clone() })
    }

    pub(super) fn recovery(&self, deed: &Node<'_>) -> Result<(Device, u32), StoryError> {
        let n = deed.get("n")?.map_or(Ok(1), |n| n.number())?;
        Ok((self.device(&deed.need("key")?)?, n))
    }
}

// Words that somebody writes: any will do.
fn words(deed: &Node<'_>) -> Result<String, StoryError> {
    let text = deed.get("text")?.map_or(Ok("…"), |node| node.text())?;
    Ok(if text.is_empty() { "…" } else { text }.to_owned())
}

fn kind(node: &Node<'_>) -> Result<Kind, StoryError> {
    match node.text()? {
        "resident" => Ok(Kind::Resident),
        "business" => Ok(Kind::Business),
        "organisation" => Ok(Kind::Organisation),
        "municipality" => Ok(Kind::Municipality),
        _ => Err(node.wrong("is no kind of participant")),
    }
}
