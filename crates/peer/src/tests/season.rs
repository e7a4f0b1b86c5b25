//! Founding together, by peers that really run: everybody's app signs, one founds, all are in.
//!
//! Guards: nobody is in a season who didn't take part by hand; goals come along with their origin; both
//! communities know of each other; what is proposed goes away once it is done. Next: `rules::season`.

use std::time::Duration;

use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use super::*;
use crate::{
    answer::{Founder, Members, Seasons, Status, Todo},
    command::{Kind as Who, Request},
    core::Core,
    running::{Options, Peer},
};

/// How long anything may take before a test gives up; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

struct Person {
    peer: Peer,
    _home: TempDir,
}

impl Person {
    async fn new() -> Self {
        let home = TempDir::new().unwrap();
        let listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()];
        let options = Options { listen, ..Options::default() };
        let peer = Peer::open(home.path(), options).await.unwrap();
        Self { peer, _home: home }
    }

    async fn tell(&self, community: Option<&str>, command: Command) -> Result<Answer, Refusal> {
        let community = community.map(str::to_owned);
        self.peer.execute(Request { community, command }).await
    }

    async fn status(&self, of: &str) -> Option<Status> {
        match self.tell(Some(of), Command::Status).await {
            Ok(Answer::Status(status)) => Some(status),
            _ => None,
        }
    }

    async fn seasons(&self, of: &str) -> Seasons {
        match self.tell(Some(of), Command::SeasonShow).await {
            Ok(Answer::Seasons(seasons)) => seasons,
            other => panic!("{other:?}"),
        }
    }

    // How many are in favour of a guest.
    async fn approvals(&self, of: &str, guest: &str) -> Option<usize> {
        let list = self.tell(Some(of), Command::MemberList).await;
        let Ok(Answer::Members(Members { members, .. })) = list else { return None };
        members.iter().find(|one| one.name == guest).map(|one| one.approvals.len())
    }

    async fn members(&self, of: &str) -> Vec<(String, String)> {
        match self.tell(Some(of), Command::MemberList).await {
            Ok(Answer::Members(Members { members, .. })) => {
                members.into_iter().map(|one| (one.name, one.state)).collect()
            }
            _ => Vec::new(),
        }
    }
}

async fn until(what: &str, mut wanted: impl AsyncFnMut() -> bool) {
    let give_up = Instant::now() + PATIENCE;
    while !wanted().await {
        assert!(Instant::now() < give_up, "not {what}");
        sleep(Duration::from_millis(50)).await;
    }
}

fn founding() -> Command {
    Command::CommunityCreate {
        name: "De Linde".to_owned(),
        purpose: "Samen een tuin".to_owned(),
        me: "Ali".to_owned(),
        kind: Who::Resident,
        charter: None,
    }
}

async fn arrive(host: &Person, old: &str, name: &str, members: &[&Person]) -> Person {
    let person = Person::new().await;
    let Ok(Answer::Link(link)) = host.tell(Some(old), Command::Invite).await else { panic!() };
    let join = Command::Join { link: link.link, me: name.to_owned(), kind: Who::Resident };
    person.tell(None, join).await.unwrap();
    for (before, member) in members.iter().enumerate() {
        // Whoever is in favour last knows of the others, so that it is in force then.
        until("the guest is known", async || member.approvals(old, name).await == Some(before))
            .await;
        let approve = Command::MemberApprove { who: vec![name.to_owned()] };
        member.tell(Some(old), approve).await.unwrap();
    }
    until("a member", async || {
        person.members(old).await.contains(&(name.to_owned(), "member".to_owned()))
    })
    .await;
    person
}

#[tokio::test]
async fn three_people_found_a_season_together_and_each_is_in_it_by_itself() {
    let ali = Person::new().await;
    let Ok(Answer::Community(community)) = ali.tell(None, founding()).await else { panic!() };
    let old = community.id;
    let goal = Command::GoalAdd { title: "Geveltuin".to_owned(), text: Some("Groen.".to_owned()) };
    let Ok(Answer::Goal(goal)) = ali.tell(Some(&old), goal).await else { panic!("no goal") };
    let bea = arrive(&ali, &old, "Bea", &[&ali]).await;
    let cor = arrive(&ali, &old, "Cor", &[&ali, &bea]).await;
    // Bea plans it, Ali takes part, Cor looks on.
    bea.tell(Some(&old), Command::SeasonPlan).await.unwrap();
    until("the plan is known", async || ali.seasons(&old).await.seasons.len() == 1).await;
    let Ok(Answer::ForYou(asked)) = ali.tell(Some(&old), Command::ForYou).await else { panic!() };
    assert!(asked.todo.iter().any(|todo| todo.kind == "take_part" && todo.by == "Bea"));
    let refused = ali.tell(Some(&old), Command::SeasonFound { id: None }).await;
    assert_eq!(refused, Err(Refusal::NotPlanner("Bea".to_owned())));
    ali.tell(Some(&old), Command::SeasonJoin { id: None }).await.unwrap();
    let again = ali.tell(Some(&old), Command::SeasonJoin { id: None }).await;
    assert_eq!(again, Err(Refusal::InForce));
    until("both take part", async || bea.seasons(&old).await.seasons[0].founders.len() == 2).await;
    bea.tell(Some(&old), Command::SeasonFound { id: None }).await.unwrap();
    // The rest goes by itself.
    until("founded", async || {
        ali.seasons(&old).await.seasons[0].founded.as_ref().is_some_and(|one| one.here)
    })
    .await;
    let shown = ali.seasons(&old).await.seasons.remove(0);
    let signed: Vec<_> = shown
        .founders
        .iter()
        .map(|Founder { name, signed, .. }| (name.as_str(), *signed))
        .collect();
    assert_eq!(signed, [("Ali", true), ("Bea", true)]);
    let new = shown.founded.unwrap().community;
    let both = [("Ali", "member"), ("Bea", "member")].map(|(n, s)| (n.to_owned(), s.to_owned()));
    until("both are in with one document", async || {
        let (one, other) = (ali.status(&new).await, bea.status(&new).await);
        ali.members(&new).await == both
            && one.is_some()
            && one.map(|one| (one.heads, one.register))
                == other.map(|one| (one.heads, one.register))
    })
    .await;
    // Each goes on from the other.
    let status = ali.status(&new).await.unwrap();
    assert!(status.name.starts_with("De Linde 20"), "{}", status.name);
    assert_eq!(status.before.unwrap().name, "De Linde");
    assert_eq!(ali.status(&old).await.unwrap().after[0].community, new);
    until("Cor knows", async || {
        cor.status(&old).await.is_some_and(|status| status.after.len() == 1)
    })
    .await;
    let after = cor.status(&old).await.unwrap().after.remove(0);
    assert!(!after.here, "nobody is in who didn't take part by hand");
    let Ok(Answer::Goals(goals)) = ali.tell(Some(&new), Command::GoalList).await else { panic!() };
    assert_eq!(
        (goals.goals[0].title.as_str(), goals.goals[0].text.as_str()),
        ("Geveltuin", "Groen.")
    );
    assert_eq!(goals.goals[0].origin.as_deref(), Some(goal.id.as_str()));
    // Who comes later comes by an invite, like anywhere.
    let Ok(Answer::Link(link)) = ali.tell(Some(&new), Command::Invite).await else { panic!() };
    let join = Command::Join { link: link.link, me: "Cor".to_owned(), kind: Who::Resident };
    cor.tell(None, join).await.unwrap();
    until("Cor is a guest", async || {
        bea.members(&new).await.contains(&("Cor".to_owned(), "guest".to_owned()))
    })
    .await;
    for person in [&ali, &bea, &cor] {
        person.peer.stop().await;
    }
}

#[test]
fn somebody_alone_begins_anew_at_once_and_it_is_there_after_a_restart() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    let ask = |core: &mut Core, of: Option<&str>, command: Command| {
        core.execute(Request { community: of.map(str::to_owned), command })
    };
    ask(&mut core, None, founding()).unwrap();
    let nothing = ask(&mut core, None, Command::SeasonFound { id: None });
    assert_eq!(nothing, Err(Refusal::NoSeason));
    ask(&mut core, None, Command::SeasonPlan).unwrap();
    let founded = ask(&mut core, None, Command::SeasonFound { id: None });
    let Ok(Answer::Seasons(seasons)) = founded else { panic!("{founded:?}") };
    assert_eq!(seasons.seasons[0].state, "founded");
    drop(core);
    let mut core = Core::open(dir.path()).unwrap();
    let shown = ask(&mut core, Some("De Linde"), Command::SeasonShow);
    assert_eq!(shown, Ok(Answer::Seasons(seasons)));
    assert_eq!(core.homes().count(), 2);
    // There is nothing more to found in it.
    let again = ask(&mut core, Some("De Linde"), Command::SeasonFound { id: None });
    assert_eq!(again, Err(Refusal::NoSeason));
}

#[test]
fn whom_a_community_chose_comes_along_by_name() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    let ask = |core: &mut Core, of: Option<&str>, command: Command| {
        core.execute(Request { community: of.map(str::to_owned), command }).unwrap()
    };
    ask(&mut core, None, founding());
    let role = command::task::Task::Create {
        kind: command::task::TaskKind::Role,
        title: "Voorzitter".to_owned(),
        text: String::new(),
        circle: None,
    };
    ask(&mut core, None, Command::Task(role));
    let propose = Command::DecisionPropose {
        title: "Wie zit voor?".to_owned(),
        text: "Een jaar".to_owned(),
        review: "2099-06-01".to_owned(),
        goal: None,
        method: command::Method::Selection,
        quorum: None,
        share: None,
        numbers: command::Numbers { role: Some("Voorzitter".to_owned()), ..Default::default() },
        options: Vec::new(),
    };
    let Answer::Decision(decision) = ask(&mut core, None, propose) else { panic!("no decision") };
    let id = decision.id;
    let nominate = command::task::Counsel::Nominate {
        id: id.clone(),
        who: "Ali".to_owned(),
        reason: "Er is niemand anders".to_owned(),
    };
    ask(&mut core, None, Command::Counsel(nominate));
    let opening = command::Opening { nominee: Some("Ali".to_owned()), ..Default::default() };
    ask(&mut core, None, Command::DecisionOpen { id: id.clone(), opening });
    let vote = Command::Vote { id: id.clone(), ballot: "consent".to_owned(), reason: None };
    ask(&mut core, None, vote);
    ask(&mut core, None, Command::DecisionClose { id, seed: None });
    ask(&mut core, None, Command::SeasonPlan);
    let Answer::Seasons(seasons) = ask(&mut core, None, Command::SeasonFound { id: None }) else {
        panic!("no season")
    };
    let season = seasons.seasons[0].founded.as_ref().unwrap().community.clone();
    let list = ask(&mut core, Some(season.as_str()), Command::DecisionList);
    let Answer::Decisions(list) = list else { panic!("no list") };
    assert_eq!(list.earlier.len(), 1);
    assert_eq!(
        (list.earlier[0].outcome.as_str(), &*list.earlier[0].chosen),
        ("chosen", &["Ali".to_owned()][..])
    );
}

fn asked(community: &Community, now: i64) -> Vec<Todo> {
    let Answer::ForYou(for_you) = community.for_you(0, &Default::default(), now) else {
        panic!("nothing for you")
    };
    for_you.todo.into_iter().filter(|todo| todo.of == "season").collect()
}

#[test]
fn founding_together_is_proposed_once_there_are_five_and_anew_each_year() {
    let mut ali = ali();
    for number in 2..=5 {
        assert!(asked(&ali, NOW).is_empty());
        let guest = newcomer(&mut ali, number);
        send(&guest, &mut ali, NOW);
        let join = id(&guest, guest.log().tips(guest.device())[0]);
        // As if the others had said so too: what counts here is how many there are.
        write(&mut ali, Deed::Approve(vec![Change::Admit(join)]));
        if number > 2 {
            continue;
        }
        assert_eq!(ali.register().members().len(), 2);
    }
    let year = 366 * 86_400;
    let later = asked(&ali, NOW + year);
    assert_eq!(later[0].kind, "season", "two members, after a year: {later:?}");
    assert!(asked(&ali, NOW + year / 2).is_empty());
    ambiently(NOW + year, |ambient| ali.plan_season(&key(60), ambient)).unwrap();
    assert!(asked(&ali, NOW + year).is_empty(), "it was begun");
}

#[test]
fn a_community_that_one_person_began_is_proposed_to_be_founded_by_five() {
    let mut people = vec![ali()];
    for number in 2..=5 {
        let guest = newcomer(&mut people[0], number);
        send(&guest, &mut people[0], NOW);
        let join = id(&guest, guest.log().tips(guest.device())[0]);
        for at in 0..people.len() {
            write(&mut people[at], Deed::Approve(vec![Change::Admit(join)]));
            for other in 0..people.len() {
                if other != at {
                    let (low, high) = people.split_at_mut(at.max(other));
                    let (a, b) = (&mut low[at.min(other)], &mut high[0]);
                    if at < other {
                        send(a, b, NOW)
                    } else {
                        send(b, a, NOW)
                    };
                }
            }
        }
        people.push(guest);
        let all = before_all(&people[0]);
        for one in &mut people[1..] {
            send(&all, one, NOW);
        }
    }
    assert_eq!(people[0].register().members().len(), 5);
    for one in &people {
        assert_eq!(asked(one, NOW)[0].kind, "together");
    }
    ambiently(NOW, |ambient| people[3].plan_season(&key(60), ambient)).unwrap();
    let plan = before_all(&people[3]);
    send(&plan, &mut people[0], NOW);
    assert_eq!(asked(&people[0], NOW)[0].kind, "take_part");
    assert!(asked(&people[3], NOW).is_empty());
}

fn before_all(community: &Community) -> Community {
    super::erased::before(community)
}
