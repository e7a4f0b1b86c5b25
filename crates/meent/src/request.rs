//! A verb becomes a request to the peer.
//!
//! Guards: nothing is looked up or decided here; ids and names go as typed. Next:
//! [`crate::participant`].

use peer::command::{Command, NewOption, Numbers, Opening, task::Under};

use crate::args::{
    Verb,
    attachment::Attachment,
    charter::{Change, Charter},
    community::Community,
    decision::{Decision, Paper, Proxy},
    device::Device,
    goal::Goal,
    member::Member,
    moderation::{Moderation, Representative},
    record::{Export, Schism, Setting},
    season::Season,
};

mod task;

/// The command for a verb; `None` for the verbs that the binary does itself.
pub(crate) fn command(verb: &Verb) -> Option<Command> {
    Some(match verb {
        Verb::Community(verb) => community(verb),
        Verb::Invite(_) => Command::Invite,
        Verb::Join(join) => {
            Command::Join { link: join.link.clone(), me: join.name.clone(), kind: join.kind.into() }
        }
        Verb::Member(verb) => member(verb),
        Verb::Charter(Charter::Show) => Command::CharterShow,
        Verb::Charter(Charter::Propose(propose)) => {
            Command::CharterPropose { key: propose.key.clone(), value: propose.value.clone() }
        }
        Verb::Charter(Charter::Write(write)) => {
            Command::HouseRuleWrite { title: write.title.clone(), text: write.text.clone() }
        }
        Verb::Change(verb) => change(verb),
        Verb::Redact(redact) => Command::Redact { id: redact.id.clone() },
        Verb::Goal(verb) => goal(verb),
        Verb::Comment(comment) => {
            Command::Comment { id: comment.id.clone(), text: comment.text.clone() }
        }
        Verb::Attachment(Attachment::Show(show)) => Command::AttachmentShow { id: show.id.clone() },
        Verb::Decision(verb) => decision(verb),
        Verb::Vote(vote) => Command::Vote {
            id: vote.id.clone(),
            ballot: vote.ballot.clone(),
            reason: vote.reason.clone(),
        },
        Verb::Proxy(Proxy::Give(give)) => {
            Command::Proxy { id: give.id.clone(), to: Some(give.to.clone()) }
        }
        Verb::Proxy(Proxy::TakeBack(one)) => Command::Proxy { id: one.id.clone(), to: None },
        Verb::Paper(Paper::Record(record)) => Command::Paper {
            id: record.id.clone(),
            ballots: record.ballots.iter().map(|typed| paper(typed)).collect(),
        },
        Verb::Paper(Paper::Sign(sign)) => {
            Command::PaperSign { id: sign.id.clone(), report: sign.report.clone() }
        }
        Verb::Mandate(verb) => task::mandate(verb),
        Verb::Role(verb) => task::role(verb),
        Verb::Circle(verb) => task::circle(verb),
        Verb::Topic(verb) => task::topic(verb),
        Verb::Advice(verb) => task::advice(verb),
        Verb::Objection(verb) => task::objection(verb),
        Verb::Agreement(verb) => task::agreement(verb),
        Verb::Device(verb) => device(verb),
        Verb::Status | Verb::Stand => Command::Status,
        Verb::Doctor => Command::Doctor,
        Verb::Season(Season::Plan) => Command::SeasonPlan,
        Verb::Season(Season::Join(which)) => Command::SeasonJoin { id: which.id.clone() },
        Verb::Season(Season::Found(which)) => Command::SeasonFound { id: which.id.clone() },
        Verb::Season(Season::Show) => Command::SeasonShow,
        Verb::Schism(Schism::Show) => Command::SchismShow,
        Verb::Schism(Schism::Accept) => Command::SchismAccept,
        // What was seen is what the news said: `start` asks for that first.
        Verb::News(_) => Command::ForYou,
        Verb::Log(log) => match log.last {
            None => Command::Log,
            Some(most) => Command::LogPage { before: None, most, by: None },
        },
        Verb::Setting(Setting::Show) => Command::SettingShow,
        Verb::Setting(Setting::Change(change)) => Command::SettingChange {
            language: change.language.clone(),
            theme: change.theme.clone(),
        },
        // What is typed is asked for: `crate::passphrase`.
        Verb::Setting(Setting::Passphrase(_)) => Command::PassphraseShow,
        Verb::Verify => Command::Verify,
        Verb::Export(Export::Document(_)) => Command::ExportDocument,
        Verb::Moderation(verb) => moderation(verb),
        Verb::Replay(_)
        | Verb::Tally(_)
        | Verb::Archive(_)
        | Verb::Bundle(_)
        | Verb::Attach(_)
        | Verb::Attachment(Attachment::Save(_))
        | Verb::Backup(_)
        | Verb::Restore(_)
        | Verb::Serve(_)
        | Verb::Page
        | Verb::Demo
        | Verb::Help(_) => {
            return None;
        }
    })
}

fn community(verb: &Community) -> Command {
    match verb {
        Community::Create(create) => Command::CommunityCreate {
            name: create.title.clone(),
            purpose: create.purpose.clone(),
            me: create.name.clone(),
            kind: create.kind.into(),
            charter: create.charter.clone(),
        },
        Community::List => Command::CommunityList,
        Community::Leave(_) => Command::CommunityLeave,
    }
}

fn member(verb: &Member) -> Command {
    match verb {
        Member::List => Command::MemberList,
        Member::Approve(approve) => Command::MemberApprove { who: approve.who.clone() },
        Member::Name(name) => Command::MemberName { name: name.name.clone() },
        Member::Dismiss(dismiss) => Command::MemberDismiss { who: dismiss.who.clone() },
        Member::Rest(rest) => Command::MemberRest { who: rest.who.clone() },
        Member::Later(later) => Command::MemberLater { who: later.who.clone() },
        Member::Block(block) => Command::MemberBlock { who: block.who.clone() },
        Member::Unblock(unblock) => Command::MemberUnblock { who: unblock.who.clone() },
        Member::Remove(remove) => Command::MemberRemove { who: remove.who.clone() },
        Member::Recover(recover) => {
            Command::MemberRecover { who: recover.who.clone(), code: recover.code.clone() }
        }
        Member::Withdraw(withdraw) => Command::MemberWithdraw { who: withdraw.who.clone() },
        Member::Show(one) => Command::MemberShow { who: one.who.clone() },
        Member::Representative(verb) => representative(verb),
    }
}

fn representative(verb: &Representative) -> Command {
    match verb {
        Representative::Add(add) => {
            Command::RepresentativeAdd { name: add.name.clone(), text: add.text.clone() }
        }
        Representative::Edit(edit) => Command::RepresentativeEdit {
            id: edit.who.clone(),
            name: edit.name.clone(),
            text: edit.text.clone(),
        },
        Representative::Remove(one) => Command::RepresentativeRemove { id: one.who.clone() },
    }
}

fn moderation(verb: &Moderation) -> Command {
    match verb {
        Moderation::List(list) => Command::ModerationList { of: list.id.clone() },
        Moderation::Hide(hide) => {
            Command::ModerationHide { id: hide.id.clone(), rule: hide.rule.clone() }
        }
        Moderation::Show(one) => Command::ModerationShow { id: one.id.clone() },
    }
}

fn change(verb: &Change) -> Command {
    match verb {
        Change::List => Command::ChangeList,
        Change::Approve(changes) => Command::ChangeApprove { ids: changes.ids.clone() },
        Change::Withdraw(changes) => Command::ChangeWithdraw { ids: changes.ids.clone() },
        Change::Object(changes) => Command::ChangeObject { ids: changes.ids.clone() },
    }
}

fn goal(verb: &Goal) -> Command {
    match verb {
        Goal::Add(add) => Command::GoalAdd { title: add.title.clone(), text: add.text.clone() },
        Goal::Edit(edit) => Command::GoalEdit {
            id: edit.id.clone(),
            title: edit.title.clone(),
            text: edit.text.clone(),
            base: Vec::new(),
        },
        Goal::History(show) => Command::History { id: show.id.clone() },
        Goal::Restore(restore) => {
            Command::Restore { id: restore.id.clone(), version: restore.edition.clone() }
        }
        Goal::List => Command::GoalList,
        Goal::Show(show) => Command::GoalShow { id: show.id.clone() },
    }
}

fn decision(verb: &Decision) -> Command {
    match verb {
        Decision::Propose(propose) => Command::DecisionPropose {
            title: propose.title.clone(),
            text: propose.text.clone(),
            review: propose.review.clone(),
            goal: propose.goal.clone(),
            method: propose.method.into(),
            quorum: propose.quorum.clone(),
            share: propose.share.clone(),
            numbers: Numbers {
                seats: propose.seats,
                most: propose.most,
                dots: propose.dots,
                pot: propose.pot.clone(),
                ties: propose.ties.clone(),
                status_quo: propose.status_quo.clone(),
                role: propose.role.clone(),
            },
            options: propose.options.iter().map(|typed| option(typed)).collect(),
        },
        Decision::Option(new) => Command::DecisionOption {
            id: new.id.clone(),
            option: NewOption {
                title: new.title.clone(),
                text: new.text.clone(),
                cost: new.cost.clone(),
            },
        },
        Decision::Edit(edit) => Command::DecisionEdit {
            id: edit.id.clone(),
            title: edit.title.clone(),
            text: edit.text.clone(),
            review: edit.review.clone(),
            goal: edit.goal.clone(),
            base: Vec::new(),
        },
        Decision::History(one) => Command::History { id: one.id.clone() },
        Decision::Restore(restore) => {
            Command::Restore { id: restore.id.clone(), version: restore.edition.clone() }
        }
        Decision::Open(open) => Command::DecisionOpen {
            id: open.id.clone(),
            opening: Opening {
                deadline: open.deadline.clone(),
                tellers: open.tellers.clone(),
                proxies: open.proxies,
                under: open.mandate.as_ref().map(|mandate| Under {
                    mandate: mandate.clone(),
                    cost: open.cost.clone(),
                    topics: open.topics.clone(),
                    advisers: open.advisers.clone(),
                }),
                judges: open.judges,
                partner: open.partner.clone(),
                nominee: open.nominee.clone(),
            },
        },
        Decision::Withdraw(one) => Command::DecisionWithdraw { id: one.id.clone() },
        Decision::Close(close) => {
            Command::DecisionClose { id: close.id.clone(), seed: close.seed.clone() }
        }
        Decision::Acknowledge(one) => Command::DecisionAcknowledge { id: one.id.clone() },
        Decision::List => Command::DecisionList,
        Decision::Show(show) => Command::DecisionShow { id: show.id.clone() },
    }
}

// `Title`, or with what it costs `Title=150`.
fn option(typed: &str) -> NewOption {
    let (title, cost) = match typed.rsplit_once('=') {
        Some((title, cost)) => (title, Some(cost.to_owned())),
        None => (typed, None),
    };
    NewOption { title: title.to_owned(), text: String::new(), cost }
}

// `Name: ballot`; without a ballot the peer says what is wrong with it.
fn paper(typed: &str) -> (String, String) {
    let (name, ballot) = typed.rsplit_once(':').unwrap_or((typed, ""));
    (name.trim().to_owned(), ballot.trim().to_owned())
}

fn device(verb: &Device) -> Command {
    match verb {
        Device::List => Command::DeviceList,
        Device::Enrol => Command::DeviceEnrol,
        Device::Join(join) => Command::DeviceJoin { code: join.code.clone() },
        Device::Moved => Command::DeviceMoved,
        Device::Copied => Command::DeviceCopied,
        Device::Retire(retire) => Command::DeviceRetire { id: retire.id.clone() },
        // The words are asked for: `crate::paper`.
        Device::Paper(_) => Command::DevicePaper,
        Device::Recover(recover) => {
            Command::DeviceRecover { link: recover.link.clone(), words: None }
        }
    }
}
