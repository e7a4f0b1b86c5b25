//! Three neighbours found a season together, with real processes; and each shows it.
//!
//! Guards: whoever takes part by hand is in by itself, whoever doesn't is not; both communities know of
//! each other; equal heads. What was decided comes along as decided there, what is hidden stays behind. Next: `crates/peer/src/tests/season.rs`, the same inside one process.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/pair.rs"]
mod pair;
mod support;

use pair::{dutch, pair};
use serde_json::{Value, json};
use support::{Neighbour, list};

fn is_member(members: &Value, name: &str) -> bool {
    list(members, "members").iter().any(|one| one["name"] == name && one["state"] == "member")
}

fn arrive(host: &Neighbour, name: &'static str, members: &[&Neighbour]) -> Neighbour {
    let mut person = Neighbour::new(name);
    let link = host.until("has an address in it", &["invite"], |invite| {
        invite["link"].as_str().is_some_and(|link| link.len() > 200)
    });
    person.start();
    person.json(&["join", link["link"].as_str().unwrap(), "--name", name]);
    for (before, member) in members.iter().enumerate() {
        // Whoever is in favour last knows of the others, so that it is in force then.
        member.until("knows the guest", &["member", "list"], |all| {
            let mut all = list(all, "members").iter();
            all.any(|one| one["name"] == name && list(one, "approvals").len() == before)
        });
        member.json(&["member", "approve", name]);
    }
    person.until("is a member", &["member", "list"], |all| is_member(all, name));
    person
}

#[test]
fn three_neighbours_found_a_season_together_and_both_communities_show_the_other() {
    let mut ali = Neighbour::new("Ali");
    ali.start();
    let purpose = ["--purpose", "Samen een tuin maken", "--name", "Ali"];
    let old = ali.json(&[&["community", "create", "De Linde"], &purpose[..]].concat());
    let old = old["id"].as_str().unwrap().to_owned();
    let goal = ali.json(&["goal", "add", "Geveltuin", "--text", "Groen langs de muur."]);
    let bea = arrive(&ali, "Bea", &[&ali]);
    let cor = arrive(&ali, "Cor", &[&ali, &bea]);
    let none = ali.run(&["season", "join"]);
    assert_eq!(none.status.code(), Some(66), "nobody planned one");
    ali.json(&["season", "plan"]);
    for other in [&bea, &cor] {
        other.until("knows the plan", &["season", "show"], |shown| {
            list(shown, "seasons").first().is_some_and(|season| season["by"] == "Ali")
        });
        other.json(&["season", "join"]);
    }
    assert_eq!(bea.run(&["season", "found"]).status.code(), Some(77), "Ali planned it");
    ali.until("all take part", &["season", "show"], |shown| {
        list(&shown["seasons"][0], "founders").len() == 3
    });
    let signing = ali.json(&["season", "found"]);
    assert_eq!(signing["seasons"][0]["mine"], true);
    let of_old = |args: &[&'static str]| -> Vec<String> {
        let of = ["--community", &old].map(str::to_owned).into_iter();
        of.chain(args.iter().map(|arg| (*arg).to_owned())).collect()
    };
    let mut new = String::new();
    for person in [&ali, &bea, &cor] {
        let show = of_old(&["season", "show"]);
        let show: Vec<_> = show.iter().map(String::as_str).collect();
        let shown = person
            .until("is founded", &show, |shown| shown["seasons"][0]["founded"]["here"] == true);
        let season = &shown["seasons"][0];
        assert!(list(season, "founders").iter().all(|founder| founder["signed"] == true));
        shown["seasons"][0]["founded"]["community"].as_str().unwrap().clone_into(&mut new);
    }
    let within = |args: &[&'static str]| [&["--community", &new], args].concat();
    for person in [&ali, &bea, &cor] {
        let all = person.until("has everybody", &within(&["member", "list"]), |all| {
            ["Ali", "Bea", "Cor"].iter().all(|name| is_member(all, name))
        });
        assert_eq!(list(&all, "members").len(), 3);
        let status = person.json(&within(&["status"]));
        assert!(status["name"].as_str().unwrap().starts_with("De Linde 2"), "{status}");
        assert_eq!(status["before"]["community"], old);
        let goals = person.json(&within(&["goal", "list"]));
        assert_eq!(goals["goals"][0]["text"], "Groen langs de muur.");
        assert_eq!(goals["goals"][0]["origin"], goal["id"]);
        let show = of_old(&["status"]);
        let show: Vec<_> = show.iter().map(String::as_str).collect();
        assert_eq!(person.json(&show)["after"][0]["community"], new);
        assert_eq!(person.json(&within(&["verify"]))["ok"], true);
    }
    let heads = |who: &Neighbour| {
        let status = who.json(&within(&["status"]));
        (status["heads"].clone(), status["register"].clone(), status["acts"].clone())
    };
    for other in [&bea, &cor] {
        other.until("the same", &within(&["status"]), |_| heads(&ali) == heads(other));
    }
    // Words for people, too.
    let mut spoken = ali.command(&within(&["season", "show"]));
    let said = spoken.output().unwrap();
    assert!(said.status.success());
}

// Ali proposes it, both give this ballot, and it is confirmed.
fn decide(both: [&Neighbour; 2], title: &str, asked: &[&str], ballot: &str) -> String {
    let [ali, bea] = both;
    let terms = ["--text", "Langs de stoep.", "--review", "2099-06-01"];
    let verb = ["decision", "propose", title];
    let decision = ali.json(&[&verb[..], &terms, asked].concat());
    let id = decision["id"].as_str().unwrap().to_owned();
    ali.json(&["decision", "open", &id]);
    let show = ["decision", "show", &id];
    for who in both {
        who.until("sees the round", &show, |one| one["status"] == "open");
        who.json(&["vote", &id, ballot]);
    }
    ali.until("has both ballots", &show, |one| one["counted"].as_object().unwrap().len() == 2);
    ali.json(&["decision", "close", &id]);
    for who in both {
        who.until("is confirmed", &show, |one| one["status"] == "confirmed");
    }
    assert!(bea.json(&["decision", "list"])["earlier"].as_array().unwrap().is_empty());
    id
}

// Both begin a season in this community; its id.
fn season([ali, bea]: [&Neighbour; 2], of: &str) -> String {
    let within = |args: &[&'static str]| {
        let args = args.iter().map(|arg| (*arg).to_owned());
        ["--community".to_owned(), of.to_owned()].into_iter().chain(args).collect::<Vec<_>>()
    };
    let [plan, join, found, show] =
        ["plan", "join", "found", "show"].map(|step| within(&["season", step]));
    let [plan, join, found, show] = [&plan, &join, &found, &show]
        .map(|args| args.iter().map(String::as_str).collect::<Vec<_>>());
    ali.json(&plan);
    bea.until("knows the plan", &show, |shown| !list(shown, "seasons").is_empty());
    bea.json(&join);
    let parts = |shown: &Value| list(&shown["seasons"][0], "founders").len();
    ali.until("both take part", &show, |shown| parts(shown) == 2);
    ali.json(&found);
    let here = |shown: &Value| shown["seasons"][0]["founded"]["here"] == true;
    let shown = bea.until("is founded", &show, here);
    shown["seasons"][0]["founded"]["community"].as_str().unwrap().to_owned()
}

#[test]
fn what_was_decided_comes_along_as_decided_there_and_what_is_hidden_stays_behind() {
    let (ali, bea) = pair("Bea", "resident");
    let both = [&ali, &bea];
    let old = ali.json(&["status"])["community"].as_str().unwrap().to_owned();
    let majority = ["--method", "majority"];
    let benches = decide(both, "Drie bankjes", &majority, "for");
    let options = ["--method", "approval", "--option", "Rood", "--option", "Groen"];
    let colour = decide(both, "De kleur", &options, "Groen");
    decide(both, "Een hek", &majority, "against");
    ali.json(&["charter", "write", "Niet op de persoon"]);
    bea.until("is asked", &["change", "list"], |all| !list(all, "changes").is_empty());
    bea.json(&["charter", "propose", "house_rules", "add niet op de persoon"]);
    let goal = bea.json(&["goal", "add", "Weg met Ali"])["id"].as_str().unwrap().to_owned();
    ali.until("has the goal", &["goal", "list"], |all| !list(all, "goals").is_empty());
    ali.json(&["moderation", "hide", &goal, "Niet op de persoon"]);

    let mut within = old.clone();
    // What came along once comes along again, and is still of where it was taken.
    for _ in 0..2 {
        within = season(both, &within);
        let of = ["--community", within.as_str()];
        let listing = [&of[..], &["decision", "list"]].concat();
        bea.until("has met Ali there", &["community", "list"], |all| {
            let is = |one: &Value| one["id"] == within.as_str() && one["state"] == "member";
            list(all, "communities").iter().any(is)
        });
        let all = bea.until("has what came along", &listing, |all| {
            let texts = list(all, "earlier").iter().map(|one| one["text"].as_str().unwrap());
            texts.collect::<String>() == "Langs de stoep.Langs de stoep."
        });
        assert_eq!(all["decisions"], json!([]), "nothing was decided here");
        let earlier = |id: &str| {
            let one = list(&all, "earlier").iter().find(|one| one["decision"] == id).unwrap();
            assert_eq!((&one["community"], &one["review"]), (&json!(old), &json!("2099-06-01")));
            (one["title"].clone(), one["outcome"].clone(), one["chosen"].clone())
        };
        assert_eq!(earlier(&benches), (json!("Drie bankjes"), json!("adopted"), json!([])));
        assert_eq!(earlier(&colour), (json!("De kleur"), json!("chosen"), json!(["Groen"])));
        let said = dutch(&bea, &listing);
        assert!(said.starts_with("Besluiten uit een eerder seizoen\n\n"), "{said}");
        assert!(said.contains(" gekozen: Groen.\n") && !said.contains("Een hek"), "{said}");
        let goals = bea.json(&[&of[..], &["goal", "list"]].concat());
        assert_eq!(goals["goals"], json!([]), "hidden there, and no house rule here");
        assert_eq!(bea.json(&[&of[..], &["verify"]].concat())["ok"], true);
    }
    let log = dutch(&bea, &["--community", &within, "log"]);
    assert!(log.contains("Ali nam het besluit “Drie bankjes” mee uit een eerder seizoen"), "{log}");
}
