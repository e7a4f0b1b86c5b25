//! Three neighbours found a season together, with real processes; and each shows it.
//!
//! Guards: whoever takes part by hand is in by itself, whoever doesn't is not; both communities know of
//! each other; equal heads. Next: `crates/peer/src/tests/season.rs`, the same inside one process.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "every test uses a part of it")]
mod support;

use support::{Neighbour, list};

fn is_member(members: &serde_json::Value, name: &str) -> bool {
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
