//! What each deed writes into the document: one match over all deeds, driven by the schema table.
//!
//! Guards: what has no effect writes nothing; ballots, cards and comments go under their author's own
//! id, whatever an act says. This is consensus: a change here is a new version of acts.
//! Next: [`crate::shape`], the table of what is written where.

use std::borrow::Cow;

use act::{
    act::Act,
    charter::Charter,
    content::{Comment, Create, EditText, Entity, Role, Set, Value, Write},
    deed::Deed,
    id::{EntityId, MemberId},
    log::{Index, Log},
    register::{Change, Found, Invite, Join},
    statement,
};
use automerge::ScalarValue;
use rules::{
    judge::{Judge, Judged},
    register::Register,
    schema::{self, EntityRow, Type},
};

use crate::{
    date, shape,
    tree::Node,
    writer::{Edit, Writer},
};

mod round; // deeds about rounds
mod season; // deeds about seasons

/// Writes what an act does. Nothing where it has no effect.
pub(crate) fn compile(writer: &mut Writer<'_>, log: &Log, judge: &Judge, index: Index) {
    let act = log.act(index);
    let judged = judge.verdict(index);
    let (Some(author), Some(deed), true) = (judged.author, act.deed(), judged.is_effective())
    else {
        return;
    };
    let strings = shown(act, judge.is_redacted(index));
    let compiler = Compiler { judge, log, index, act, strings, judged, author };
    // What a deed writes into is there, since its rule asked for it; if not, nothing is written.
    let _written: Option<()> = compiler.deed(writer, deed);
}

// Words that are erased are as many black blocks, so that the document keeps its shape (definition 12).
fn shown(act: &Act, redacted: bool) -> Cow<'_, [String]> {
    if !redacted && !act.is_erased() {
        return Cow::Borrowed(act.strings());
    }
    let lengths = act.deed().map(Deed::string_lengths).unwrap_or_default();
    let blocks = |chars: u32| "█".repeat(usize::try_from(chars).unwrap_or_default());
    Cow::Owned(lengths.into_iter().map(blocks).collect())
}

struct Compiler<'a> {
    judge: &'a Judge,
    log: &'a Log,
    index: Index,
    act: &'a Act,
    // Its words, or as many black blocks.
    strings: Cow<'a, [String]>,
    judged: &'a Judged,
    author: MemberId,
}

impl Compiler<'_> {
    fn deed(&self, writer: &mut Writer<'_>, deed: &Deed) -> Option<()> {
        match deed {
            Deed::Found(found) => {
                self.found(writer, found);
                Some(())
            }
            Deed::Invite(invite) => self.invite(writer, invite),
            Deed::Join(join) => self.join(writer, join),
            Deed::Approve(changes) => self.speak(writer, changes, (shape::APPROVALS, true)),
            Deed::WithdrawApproval(changes) => {
                self.speak(writer, changes, (shape::APPROVALS, false))
            }
            Deed::ObjectChange(changes) => self.speak(writer, changes, (shape::OBJECTIONS, true)),
            Deed::Dismiss(guests) => {
                let guests: Vec<_> = self
                    .effective(guests.iter())
                    .filter_map(|join| Register::guest_of(self.log, *join))
                    .collect();
                let guests = guests.into_iter().map(|guest| (guest.0, true.into()));
                self.say(writer, shape::DISMISSED, guests)
            }
            Deed::Paper(enrol) => {
                self.name(writer, shape::PAPER_KEYS, std::iter::once(enrol.device))
            }
            Deed::Recover(recover) => {
                self.name(writer, shape::DEVICES, std::iter::once(recover.key))
            }
            Deed::Redact(acts) => {
                let redacted = writer.tree().at(&[shape::REDACTED])?;
                for act in self.effective(acts.iter()) {
                    writer.put(redacted, &shape::hex(&act.0), shape::hex(&self.author.0));
                }
                Some(())
            }
            Deed::Leave => {
                let left = writer.tree().at(&[shape::LEFT])?;
                writer.put(left, &shape::hex(&self.author.0), true);
                Some(())
            }
            Deed::Enrol(list) => {
                let devices = list.iter().map(|enrol| enrol.device);
                self.name(writer, shape::DEVICES, self.effective(devices))
            }
            Deed::Retire(list) => {
                self.name(writer, shape::RETIRED, self.effective(list.iter().copied()))
            }
            Deed::Season(plan) => self.season(writer, plan),
            Deed::SeasonJoin(part) => self.season_join(writer, part),
            Deed::SeasonList(list) => self.season_list(writer, list),
            Deed::SeasonStep(step) => self.season_step(writer, step),
            // What it names stands in its dependencies.
            Deed::Gather => Some(()),
            Deed::Open(open) => self.open(writer, open),
            Deed::Vote(list) => {
                self.effective(list.iter()).try_for_each(|vote| self.vote(writer, vote))
            }
            Deed::Proxy(list) => self.effective(list.iter()).try_for_each(|proxy| {
                let path = [shape::ROUNDS, &shape::hex(&proxy.round.0), shape::PROXIES];
                let holder = proxy.holder.map_or(ScalarValue::Null, |h| shape::hex(&h.0).into());
                let proxies = writer.tree().at(&path)?;
                writer.put(proxies, &shape::hex(&self.author.0), holder);
                Some(())
            }),
            Deed::Report(report) => self.report(writer, report),
            Deed::SignReport(list) => self.effective(list.iter()).try_for_each(|report| {
                let Deed::Report(written) = self.log.act(self.log.find(*report)?).deed()? else {
                    return None;
                };
                let round = shape::hex(&written.round.0);
                let path =
                    [shape::ROUNDS, &round, shape::REPORTS, &shape::hex(&report.0), "signed"];
                let signed = writer.tree().at(&path)?;
                writer.put(signed, &shape::hex(&self.author.0), true);
                Some(())
            }),
            Deed::WithdrawOpening(list) => self.effective(list.iter()).try_for_each(|round| {
                let round = writer.tree().at(&[shape::ROUNDS, &shape::hex(&round.0)])?;
                writer.put(round, "withdrawn", true);
                Some(())
            }),
            Deed::Close(list) => self
                .effective(list.iter())
                .try_for_each(|close| self.close(writer, &shape::hex(&close.round.0), close.round)),
            Deed::Acknowledge(list) => {
                self.effective(list.iter()).try_for_each(|ack| self.acknowledge(writer, *ack))
            }
            Deed::Answer(list) => {
                self.effective(list.iter()).try_for_each(|answer| self.answer(writer, answer))
            }
            Deed::Weigh(list) => {
                self.effective(list.iter()).try_for_each(|weigh| self.weigh(writer, *weigh))
            }
            Deed::Countersign(list) => {
                self.effective(list.iter()).try_for_each(|sign| self.countersign(writer, sign))
            }
            Deed::EndTerm(list) => {
                let changes = self.effective(list.iter());
                self.say(writer, shape::TERMS_OVER, changes.map(|id| (id.0, true.into())))
            }
            Deed::ReturnMandate(list) => {
                let grants = self.effective(list.iter());
                self.say(writer, shape::RETURNED, grants.map(|id| (id.0, true.into())))
            }
            Deed::Moderate(list) => {
                let said = self.effective(list.iter()).map(|said| {
                    let rule = said.against.map(|rule| shape::hex(&rule.0).into());
                    (said.what.0, rule.unwrap_or(ScalarValue::Null))
                });
                self.say(writer, shape::HIDDEN, said)
            }
            Deed::Create(create) => self.create(writer, create),
            Deed::Set(set) => self.set(writer, set),
            Deed::EditText(edit) => self.edit(writer, edit),
            Deed::Comment(comment) => self.comment(writer, comment),
        }
    }

    // The parts of a deed that have effect.
    fn effective<T>(&self, parts: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        let judged = *self.judged;
        parts.enumerate().filter(move |(part, _)| judged.has_effect(*part)).map(|(_, item)| item)
    }

    fn found(&self, writer: &mut Writer<'_>, found: &Found) {
        let row = schema::row(Entity::Community);
        let community = writer.map(Node::ROOT, row.name);
        self.begin(writer, community, row, &[]);
        let charter = writer.map(Node::ROOT, shape::CHARTER);
        self.charter(writer, charter, &found.charter);
        let members = writer.map(Node::ROOT, shape::MEMBERS);
        let cards = writer.map(Node::ROOT, shape::CARDS);
        for row in schema::ENTITIES.iter().filter(|row| row.created) {
            writer.map(Node::ROOT, row.name);
        }
        writer.map(Node::ROOT, shape::COMMENTS);
        writer.map(Node::ROOT, shape::ROUNDS);
        let changes = writer.map(Node::ROOT, shape::CHANGES);
        for part in [shape::WHAT, shape::APPROVALS, shape::OBJECTIONS] {
            writer.map(changes, part);
        }
        let devices = writer.map(Node::ROOT, shape::DEVICES);
        for part in shape::REGISTER {
            writer.map(Node::ROOT, part);
        }
        for founder in &found.founders {
            let member = statement::member_id(self.act.id(), founder.key);
            self.bring(writer, (members, cards), member, shape::kind(founder.kind));
            writer.put(devices, &shape::hex(&founder.key.0), shape::hex(&member.0));
        }
        if let Some(source) = &found.season {
            season::before(writer, source);
        }
    }

    fn charter(&self, writer: &mut Writer<'_>, map: Node, charter: &Charter) {
        round::method(writer, map, charter.method);
        writer.put(map, "quorum", charter.quorum.to_string());
        let whole = [
            ("shortest_term", charter.shortest_term),
            ("deadline", charter.deadline),
            ("grace", charter.grace),
            ("invite_term", charter.invite_term),
            ("invite_guests", u32::from(charter.invite_guests)),
            ("rest", charter.rest),
            ("review", charter.review),
            ("proxies", u32::from(charter.proxies)),
            ("version", u32::from(charter.version)),
        ];
        for (key, value) in whole {
            writer.put(map, key, i64::from(value));
        }
        writer.put(map, "organisations", shape::voice(charter.organisations));
        if let Some(team) = &charter.team {
            let map = writer.map(map, "team");
            let people = writer.map(map, "people");
            for key in &team.people {
                writer.put(people, &shape::hex(&key.0), true);
            }
            writer.put(map, "k", i64::from(team.k));
            writer.put(map, "admit", team.may.admit);
            writer.put(map, "rest", team.may.rest);
            writer.put(map, "confirm", team.may.confirm);
        }
        let rules = writer.map(map, "house_rules");
        for rule in &charter.house_rules {
            writer.put(rules, &shape::hex(&rule.0), true);
        }
    }

    fn bring(
        &self,
        writer: &mut Writer<'_>,
        (members, cards): (Node, Node),
        member: MemberId,
        kind: &str,
    ) {
        let key = shape::hex(&member.0);
        let map = writer.map(members, &key);
        writer.put(map, "kind", kind);
        writer.put(map, "joined", shape::hex(&self.act.id().0));
        let card = writer.map(cards, &key);
        self.begin(writer, card, schema::row(Entity::Card), &[]);
    }

    fn invite(&self, writer: &mut Writer<'_>, invite: &Invite) -> Option<()> {
        let invites = writer.tree().at(&[shape::INVITES])?;
        let map = writer.map(invites, &shape::hex(&self.act.id().0));
        writer.put(map, "key", shape::hex(&invite.key.0));
        writer.put(map, "until", shape::number(invite.until));
        writer.put(map, "guests", i64::from(invite.guests));
        writer.put(map, shape::BY, shape::hex(&self.author.0));
        Some(())
    }

    fn join(&self, writer: &mut Writer<'_>, join: &Join) -> Option<()> {
        let members = writer.tree().at(&[shape::MEMBERS])?;
        let cards = writer.tree().at(&[shape::CARDS])?;
        self.bring(writer, (members, cards), self.author, shape::kind(join.kind));
        self.name(writer, shape::DEVICES, std::iter::once(self.act.device()))
    }

    // What a change is, by its hash; and the author's word on it.
    fn speak(
        &self,
        writer: &mut Writer<'_>,
        changes: &[Change],
        (said, word): (&str, bool),
    ) -> Option<()> {
        let what = writer.tree().at(&[shape::CHANGES, shape::WHAT])?;
        let said = writer.tree().at(&[shape::CHANGES, said])?;
        for change in self.effective(changes.iter()) {
            let id = change.id();
            writer.put(what, &shape::hex(&id.0), shape::change(change));
            writer.put(said, &shape::pair(&id.0, &self.author.0), word);
        }
        Some(())
    }

    // Puts what the author says of each thing.
    fn say(
        &self,
        writer: &mut Writer<'_>,
        under: &str,
        said: impl Iterator<Item = ([u8; 32], ScalarValue)>,
    ) -> Option<()> {
        let map = writer.tree().at(&[under])?;
        for (about, word) in said {
            writer.put(map, &shape::pair(&about, &self.author.0), word);
        }
        Some(())
    }

    // Puts the author's name under each device.
    fn name(
        &self,
        writer: &mut Writer<'_>,
        under: &str,
        mut devices: impl Iterator<Item = act::id::DeviceId>,
    ) -> Option<()> {
        let map = writer.tree().at(&[under])?;
        devices.try_for_each(|device| {
            writer.put(map, &shape::hex(&device.0), shape::hex(&self.author.0));
            Some(())
        })
    }

    fn create(&self, writer: &mut Writer<'_>, create: &Create) -> Option<()> {
        let row = schema::row(create.entity);
        let all = writer.tree().at(&[row.name])?;
        let map = writer.map(all, &shape::hex(&self.act.id().0));
        writer.put(map, shape::BY, shape::hex(&self.author.0));
        self.begin(writer, map, row, &create.fields);
        Some(())
    }

    // The first values of something new. Texts are made here, also empty ones, so that nobody makes
    // the same one apart.
    fn begin(&self, writer: &mut Writer<'_>, map: Node, row: &EntityRow, writes: &[Write]) {
        let values = self.values(row, writes);
        for field in row.fields {
            let value = values.iter().find(|(number, _)| *number == field.number);
            match (field.of, value) {
                (Type::Text, Some((_, ScalarValue::Str(first)))) => {
                    writer.text(map, field.name, first);
                }
                (Type::Text, _) => {
                    writer.text(map, field.name, "");
                }
                (_, Some((_, value))) => writer.put(map, field.name, value.clone()),
                (_, None) => {}
            }
        }
    }

    fn set(&self, writer: &mut Writer<'_>, set: &Set) -> Option<()> {
        let map = entity(writer, set.entity, set.on)?;
        let row = schema::row(set.entity);
        for (number, value) in self.values(row, &set.fields) {
            writer.put(map, row.field(number)?.name, value);
        }
        Some(())
    }

    fn edit(&self, writer: &mut Writer<'_>, edit: &EditText) -> Option<()> {
        let field = schema::row(edit.entity).field(edit.field)?;
        let map = entity(writer, edit.entity, edit.on)?;
        let text = writer.tree().child(map, field.name)?;
        let splices = edit.splices.iter().zip(self.strings.iter());
        let edits: Vec<Edit<'_>> =
            splices.map(|(splice, new)| (splice.at, splice.delete, new.as_str())).collect();
        writer.edit(text, &edits);
        Some(())
    }

    fn comment(&self, writer: &mut Writer<'_>, comment: &Comment) -> Option<()> {
        let comments = writer.tree().at(&[shape::COMMENTS])?;
        let map = writer.map(comments, &shape::hex(&self.act.id().0));
        writer.put(map, "on", shape::hex(&comment.on.0));
        writer.put(map, "role", role(comment.role));
        writer.put(map, shape::BY, shape::hex(&self.author.0));
        writer.put(map, "text", self.strings.first()?.as_str());
        Some(())
    }

    // The values of fields as the document holds them; strings come from the act's words, in order.
    fn values(&self, row: &EntityRow, writes: &[Write]) -> Vec<(u8, ScalarValue)> {
        let mut strings = self.strings.iter();
        let values = writes.iter().filter_map(|write| {
            let field = row.field(write.field)?;
            let value = match (write.value, field.of) {
                (Value::Words(_), _) => strings.next()?.as_str().into(),
                (Value::Date(days), _) => date::written(days).into(),
                (Value::Link(id), _) => shape::hex(&id.0).into(),
                (Value::Digest(digest), _) => shape::hex(&digest.0).into(),
                (Value::Choice(choice), Type::Choice(words)) => {
                    (*words.get(usize::from(choice))?).into()
                }
                (Value::Choice(choice), _) => ScalarValue::Int(i64::from(choice)),
                (Value::Share(share), _) => share.to_string().into(),
                (Value::Number(number), _) => ScalarValue::Int(shape::number(number)),
            };
            Some((write.field, value))
        });
        values.collect()
    }
}

/// The word for what a remark is.
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Comment => "comment",
        Role::Reason => "reason",
        Role::Advice => "advice",
    }
}

// The map of something that people write about.
fn entity(writer: &Writer<'_>, entity: Entity, id: EntityId) -> Option<Node> {
    if entity == Entity::Community {
        return writer.tree().at(&[shape::root(entity)]);
    }
    writer.tree().at(&[shape::root(entity), &shape::hex(&id.0)])
}
