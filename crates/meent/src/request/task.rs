//! Verbs about roles, circles, topics and mandates, advice, objections and agreements. Next:
//! [`crate::participant`].

use peer::command::{
    Command,
    task::{Counsel, Task, TaskKind},
};

use crate::args::task::{
    Advice, Agreement, Appoint, Circle, Create, Finding, Mandate, Objection, Role, Topic,
    WhatWasDone,
};

pub(super) fn circle(verb: &Circle) -> Command {
    Command::Task(match verb {
        Circle::Create(create) => created(TaskKind::Circle, create, None),
        Circle::Appoint(appoint) => appointed(appoint),
        Circle::List => Task::List,
    })
}

pub(super) fn role(verb: &Role) -> Command {
    Command::Task(match verb {
        Role::Nominate(nominate) => {
            return Command::Counsel(Counsel::Nominate {
                id: nominate.id.clone(),
                who: nominate.who.clone(),
                reason: nominate.reason.clone(),
            });
        }
        Role::Create(create) => created(TaskKind::Role, &create.of, create.circle.clone()),
        Role::Appoint(appoint) => appointed(appoint),
        Role::List => Task::List,
    })
}

pub(super) fn topic(verb: &Topic) -> Command {
    Command::Task(match verb {
        Topic::Create(name) => Task::Create {
            kind: TaskKind::Topic,
            title: name.title.clone(),
            text: String::new(),
            circle: None,
        },
        Topic::List => Task::List,
    })
}

fn created(kind: TaskKind, create: &Create, circle: Option<String>) -> Task {
    Task::Create { kind, title: create.title.clone(), text: create.text.clone(), circle }
}

fn appointed(appoint: &Appoint) -> Task {
    Task::Appoint {
        id: appoint.id.clone(),
        people: appoint.people.clone(),
        until: appoint.until.clone(),
    }
}

pub(super) fn mandate(verb: &Mandate) -> Command {
    Command::Task(match verb {
        Mandate::Propose(propose) => Task::Write {
            title: propose.title.clone(),
            domain: propose.domain.clone(),
            constraints: propose.constraints.clone(),
            report: propose.report.clone(),
            review: propose.review.clone(),
            terms: (&propose.terms).into(),
        },
        Mandate::Grant(grant) => Task::Grant { id: grant.id.clone(), terms: (&grant.terms).into() },
        Mandate::Suspend(one) => Task::Suspend { id: one.id.clone() },
        Mandate::Withdraw(one) => Task::Withdraw { id: one.id.clone() },
        Mandate::Return(one) => Task::Return { id: one.id.clone() },
        Mandate::List => Task::List,
        Mandate::Show(one) => Task::Show { id: one.id.clone() },
    })
}

pub(super) fn advice(verb: &Advice) -> Command {
    Command::Counsel(match verb {
        Advice::Give(give) => Counsel::Advise { id: give.id.clone(), text: give.text.clone() },
        Advice::Answer(answer) => Counsel::Answer {
            id: answer.id.clone(),
            who: answer.who.clone(),
            taken: match answer.taken {
                WhatWasDone::Taken => "taken",
                WhatWasDone::Partly => "partly",
                WhatWasDone::Not => "not",
            }
            .to_owned(),
            reason: answer.reason.clone(),
        },
    })
}

pub(super) fn objection(verb: &Objection) -> Command {
    let Objection::Weigh(weigh) = verb;
    Command::Counsel(Counsel::Weigh {
        id: weigh.id.clone(),
        who: weigh.who.clone(),
        harm: weigh.finding == Finding::Harm,
    })
}

pub(super) fn agreement(verb: &Agreement) -> Command {
    let (said, agrees) = match verb {
        Agreement::Agree(said) => (said, true),
        Agreement::Refuse(said) => (said, false),
    };
    let (id, reason) = (said.id.clone(), said.reason.clone());
    Command::Counsel(Counsel::Agree { id, agrees, reason })
}
