//! The story of the first issue, with real processes: two neighbours decide something together.
//!
//! Guards: found, invite, join, approve, propose, vote, close, confirm; the same on both; and a third
//! device. Next: `tests/lab`, where they find each other by themselves.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use support::{Neighbour, list};

fn state_of<'a>(members: &'a serde_json::Value, name: &str) -> &'a str {
    let named = |member: &&serde_json::Value| member["name"] == name;
    list(members, "members").iter().find(named).map_or("", |m| m["state"].as_str().unwrap_or(""))
}

/// Ali founds, Bea joins and is a member.
fn two() -> (Neighbour, Neighbour) {
    let (mut ali, mut bea) = (Neighbour::new("Ali"), Neighbour::new("Bea"));
    ali.start();
    let purpose = ["--purpose", "Samen een tuin maken", "--name", "Ali"];
    let mut create = vec!["community", "create", "Buurttuin De Linde"];
    create.extend(purpose);
    let community = ali.json(&create);
    assert_eq!(community["name"], "Buurttuin De Linde");
    let link = ali.until("has an address in it", &["invite"], |invite| {
        invite["link"].as_str().is_some_and(|link| link.len() > 200)
    });
    let link = link["link"].as_str().unwrap().to_owned();
    bea.start();
    let joined = bea.json(&["join", &link, "--name", "Bea"]);
    assert_eq!(joined["state"], "guest", "{joined}{}{}", bea.log(), ali.log());
    assert_eq!(joined["community"], community["id"]);
    // The whole document is there, and Bea's card at Ali's.
    bea.until("has Ali", &["member", "list"], |members| state_of(members, "Ali") == "member");
    ali.until("has Bea", &["member", "list"], |members| state_of(members, "Bea") == "guest");
    ali.json(&["member", "approve", "Bea"]);
    bea.until("is a member", &["member", "list"], |members| state_of(members, "Bea") == "member");
    (ali, bea)
}

fn same(a: &Neighbour, b: &Neighbour) {
    let heads = |who: &Neighbour| {
        let status = who.json(&["status"]);
        ["heads", "register", "acts", "stand"].map(|key| status[key].clone())
    };
    b.until("the same", &["status"], |_| heads(a) == heads(b));
}

#[test]
fn two_neighbours_decide_together_and_each_counts_by_itself() {
    let (ali, bea) = two();
    let stand = |who: &Neighbour| who.json(&["stand"])["stand"].clone();
    same(&ali, &bea);
    let before = stand(&ali);
    assert_eq!(list(&before, "nl").len(), 6, "{before}");
    let decision = bea.json(&[
        "decision",
        "propose",
        "Water geven",
        "--text",
        "Om de beurt, met een rooster.",
        "--review",
        "2027-06-01",
        "--method",
        "majority",
    ]);
    let id = decision["id"].as_str().unwrap();
    assert_eq!(decision["status"], "draft");
    bea.json(&["decision", "open", id]);
    ali.until("sees the round", &["decision", "list"], |all| {
        list(all, "decisions").iter().any(|d| d["id"] == id && d["status"] == "open")
    });
    ali.json(&["vote", &id[..8], "for", "--reason", "Dan blijft het groen"]);
    bea.json(&["vote", id, "for"]);
    ali.until("has both ballots", &["decision", "show", id], |d| {
        d["counted"].as_object().is_some_and(|counted| counted.len() == 2)
    });
    ali.json(&["decision", "close", id]);
    for who in [&ali, &bea] {
        let done =
            who.until("confirmed", &["decision", "show", id], |d| d["status"] == "confirmed");
        assert_eq!(done["outcome"], "adopted");
        assert_eq!(done["counted"], serde_json::json!({"Ali": "for", "Bea": "for"}));
        assert_eq!(done["acknowledged"], serde_json::json!(["Ali", "Bea"]));
        assert_eq!(who.json(&["verify"])["ok"], true);
    }
    same(&ali, &bea);
    assert_ne!(stand(&ali), before, "what happened is in it");
    let how = ali.run(&["decision", "show", id, "--how"]);
    assert!(how.status.success());
}

#[test]
fn who_is_blocked_hears_nothing_until_that_is_over() {
    let (ali, bea) = two();
    same(&ali, &bea);
    let blocked = |is: bool| {
        let done = ali.json(&["member", if is { "block" } else { "unblock" }, "Bea"]);
        assert_eq!(list(&done, "members")[0]["blocked"], is);
    };
    let connected = |who: &Neighbour, is: bool| {
        who.until("as wished", &["status"], |status| {
            let on = list(status, "around").iter().any(|one| one["state"] == "connected");
            on == is
        });
    };
    connected(&ali, true);
    blocked(true);
    connected(&ali, false);
    connected(&bea, false);
    assert_eq!(list(&ali.json(&["status"]), "around")[0]["state"], "blocked");
    assert_eq!(list(&bea.json(&["status"]), "around")[0]["state"], "away", "who is isn't told");
    ali.json(&["goal", "add", "Alleen hier"]);
    // Bea's peer tries again, and is told what a stranger is told.
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert!(list(&bea.json(&["goal", "list"]), "goals").is_empty());
    blocked(false);
    bea.until("has it now", &["goal", "list"], |all| list(all, "goals").len() == 1);
    same(&ali, &bea);
}

#[test]
fn an_objection_is_a_ballot_with_its_reason_and_is_taken_back_by_another() {
    let (ali, bea) = two();
    let decision = ali.json(&[
        "decision",
        "propose",
        "Kippen",
        "--text",
        "Drie kippen achterin.",
        "--review",
        "2027-06-01",
        "--method",
        "consent",
    ]);
    let id = decision["id"].as_str().unwrap();
    ali.json(&["decision", "open", id]);
    ali.json(&["vote", id, "consent"]);
    bea.until("sees the round", &["decision", "list"], |all| {
        list(all, "decisions").iter().any(|d| d["id"] == id && d["status"] == "open")
    });
    let bare = bea.run(&["vote", id, "object"]);
    assert!(!bare.status.success(), "an objection needs a reason");
    bea.json(&["vote", id, "object", "--reason", "De buren slapen overdag"]);
    let counted = |ballot: &'static str| move |d: &serde_json::Value| d["counted"]["Bea"] == ballot;
    ali.until("has the objection", &["decision", "show", id], counted("object"));
    bea.json(&["vote", id, "concern", "--reason", "Goed, zonder haan"]);
    ali.until("has it taken back", &["decision", "show", id], counted("concern"));
    ali.json(&["decision", "close", id]);
    let done = bea.until("confirmed", &["decision", "show", id], |d| d["status"] == "confirmed");
    assert_eq!(done["outcome"], "adopted");
    assert_eq!(list(&done, "ballots").len(), 3);
}

#[test]
fn edits_made_apart_merge_and_a_real_conflict_shows_both() {
    let (mut ali, mut bea) = two();
    let goal = ali.json(&["goal", "add", "Schone straat"]);
    let id = goal["id"].as_str().unwrap();
    ali.json(&["goal", "edit", id, "--text", "We vegen de stoep. We ruimen op."]);
    bea.until("has the text", &["goal", "list"], |all| {
        list(all, "goals").iter().any(|g| g["text"] == "We vegen de stoep. We ruimen op.")
    });
    ali.kill();
    bea.kill();
    // Without a running peer the commands open the profile themselves.
    ali.json(&["goal", "edit", id, "--text", "We vegen elke week de stoep. We ruimen op."]);
    ali.json(&["goal", "edit", id, "--title", "Een schone straat"]);
    bea.json(&["goal", "edit", id, "--text", "We vegen de stoep. We ruimen samen op."]);
    bea.json(&["goal", "edit", id, "--title", "Straat schoon"]);
    ali.start();
    let invite = ali.until("has an address", &["invite"], |i| i["link"].as_str().is_some());
    assert!(invite["until"].as_i64().unwrap() > 0);
    let addresses = ali.until("listens", &["status"], |s| !list(s, "addresses").is_empty());
    let address = list(&addresses, "addresses")[0].as_str().unwrap().to_owned();
    bea.start_dialling(&address);
    for who in [&ali, &bea] {
        let merged = who.until("merged", &["goal", "show", id], |g| {
            g["text"] == "We vegen elke week de stoep. We ruimen samen op."
        });
        let titles = list(&merged["conflicts"], "title");
        let mut both: Vec<_> = titles
            .iter()
            .map(|t| (t["value"].as_str().unwrap(), t["by"].as_str().unwrap()))
            .collect();
        both.sort_unstable();
        assert_eq!(both, [("Een schone straat", "Ali"), ("Straat schoon", "Bea")]);
    }
    same(&ali, &bea);
}
