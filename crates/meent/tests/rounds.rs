//! Two neighbours decide in every way there is: a ranking, dots and a pot; by proxy and on paper.
//!
//! Guards: each counts by itself and comes to the same, and says how in words and as JSON. Next:
//! `two_neighbours.rs`, where they find each other; `words::counting`, which says it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/pair.rs"]
mod pair;
mod support;

use pair::{dutch, pair};
use serde_json::{Value, json};
use support::{Neighbour, list};

/// Ali's proposal of this method, opened, and known to Bea; its id.
fn open(ali: &Neighbour, bea: &Neighbour, title: &str, asked: &[&str], how: &[&str]) -> String {
    let terms = ["--text", "Zie het bord.", "--review", "2027-06-01"];
    let verb = ["decision", "propose", title];
    let decision = ali.json(&[&verb[..], &terms, asked].concat());
    let id = decision["id"].as_str().unwrap().to_owned();
    ali.json(&[&["decision", "open", &id], how].concat());
    bea.until("sees the round", &["decision", "list"], |all| {
        list(all, "decisions").iter().any(|one| one["id"] == id.as_str() && one["status"] == "open")
    });
    id
}

fn knows(who: &Neighbour, id: &str, ballots: usize) {
    who.until("has the ballots", &["decision", "show", id], |decision| {
        decision["counted"].as_object().is_some_and(|counted| counted.len() == ballots)
    });
}

/// Ali closes; both have the same outcome confirmed, and what Ali is told.
fn closed(ali: &Neighbour, bea: &Neighbour, id: &str, chosen: &[&str]) -> Value {
    ali.json(&["decision", "close", id]);
    let confirmed = |decision: &Value| decision["status"] == "confirmed";
    let at_bea = bea.until("confirmed", &["decision", "show", id], confirmed);
    let at_ali = ali.until("confirmed", &["decision", "show", id], confirmed);
    assert_eq!(at_ali["tally"], at_bea["tally"], "each counts by itself");
    assert_eq!(at_ali["chosen"], json!(chosen), "{at_ali:#}");
    at_ali
}

/// What `--how` says, in Dutch.
fn how(who: &Neighbour, id: &str) -> String {
    dutch(who, &["decision", "show", id, "--how"])
}

fn says(said: &str, lines: &[&str]) {
    for line in lines {
        assert!(said.contains(line), "not said: {line}\n{said}");
    }
}

#[test]
fn a_ranking_a_share_of_dots_and_a_pot_are_counted_alike_and_told() {
    let (ali, bea) = pair("Bea", "business");
    let options = ["--option", "tuin", "--option", "plein", "--option", "straat"];

    let asked = [&["--method", "ranked", "--status-quo", "straat"], options.as_slice()].concat();
    let id = open(&ali, &bea, "Waar eerst", &asked, &[]);
    let twice = ali.run(&["vote", &id, "tuin > plein > tuin"]);
    assert!(!twice.status.success(), "an option named twice is refused");
    let unknown = ali.run(&["vote", &id, "tuin > vijver"]);
    assert!(!unknown.status.success(), "what isn't there is refused");
    ali.json(&["vote", &id, "tuin > plein = straat"]);
    bea.json(&["vote", &id, "2 > 1", "--reason", "Daar is nu niets"]);
    ali.json(&["vote", &id, "plein > tuin"]);
    ali.until("has Bea's", &["decision", "show", &id], |decision| {
        decision["counted"] == json!({"Ali": "plein > tuin", "Bea": "plein > tuin"})
    });
    let told = closed(&ali, &bea, &id, &["plein"]);
    assert_eq!(told["tally"]["stages"][0]["options"], json!(["tuin", "plein", "straat"]));
    assert_eq!(told["tally"]["stages"][0]["preferred"][1], json!([2, 0, 2]));
    assert_eq!(told["tally"]["winners"], json!(["plein"]));
    says(
        &how(&ali, &id),
        &[
            "“straat” betekent dat alles blijft zoals het is.",
            "- Ali: 1. plein, 2. tuin. (eerst: 1. tuin, 2. plein en straat)",
            "- Bea: 1. plein, 2. tuin. Reden: “Daar is nu niets”",
            "- tuin tegen plein: 0 tegen 2; sterkste pad 0 heen en 2 terug",
            "Gekozen: plein.",
            "Vastgesteld: Ali en Bea tellen het ook zo.",
        ],
    );

    let asked = [&["--method", "dots", "--dots", "4", "--most", "3"], options.as_slice()].concat();
    let id = open(&ali, &bea, "Wat kost de meeste tijd", &asked, &[]);
    let overspent = bea.run(&["vote", &id, "tuin=3, plein=2"]);
    assert!(!overspent.status.success(), "more dots than there are are refused");
    ali.json(&["vote", &id, "tuin=3, plein=1"]);
    bea.json(&["vote", &id, "straat=2, tuin=1"]);
    knows(&ali, &id, 2);
    let told = closed(&ali, &bea, &id, &["tuin"]);
    assert_eq!(told["tally"]["stages"][0]["sum"], 4);
    says(&how(&bea, &id), &["- tuin: 4 stippen van 2 mensen", "- Bea: tuin 1, straat 2."]);

    let pot = ["--method", "budget-greedy", "--pot", "200", "--option", "Bankje=150,50"];
    let asked = [&pot[..], &["--option", "Boom=60", "--option", "Bloemen=20"]].concat();
    let id = open(&ali, &bea, "Buurtpot", &asked, &[]);
    ali.json(&["vote", &id, "Bankje, Boom"]);
    bea.json(&["vote", &id, "Bankje, Bloemen"]);
    knows(&ali, &id, 2);
    let told = closed(&ali, &bea, &id, &["Bankje", "Bloemen"]);
    assert_eq!(told["tally"]["stages"][0]["left"], "49.50");
    says(
        &how(&ali, &id),
        &[
            "uit de pot van € 200",
            "- Bankje, 2 stemmen, kost € 150,50: betaald uit de pot, er blijft € 49,50 over",
            "- Boom, 1 stem, kost € 60: te duur, er is nog",
        ],
    );
}

#[test]
fn a_proxy_and_paper_count_for_who_did_not_vote_and_are_told_so() {
    let (ali, bea) = pair("Bea", "business");
    let id = open(&ali, &bea, "Hek", &["--method", "majority"], &["--proxies", "1"]);
    bea.json(&["proxy", "give", &id, "Ali"]);
    ali.until("holds it", &["decision", "show", &id], |decision| {
        decision["ways"]["proxies_for_me"] == json!(["Bea"])
    });
    let said = ali.json(&["vote", &id, "for"]);
    assert_eq!(said["counted"], json!({"Ali": "for", "Bea": "for"}));
    let told = closed(&ali, &bea, &id, &[]);
    assert_eq!(told["outcome"], "adopted");
    assert_eq!(told["ways"]["via"]["Bea"], json!({"way": "proxy", "by": "Ali"}));
    says(&how(&ali, &id), &["- Bea: voor. Met een volmacht: Ali stemde zo."]);

    let one = ali.json(&[
        "decision",
        "propose",
        "Poort",
        "--text",
        "Open of dicht.",
        "--review",
        "2027-06-01",
        "--method",
        "approval",
        "--option",
        "open",
        "--option",
        "dicht",
    ]);
    let one = one["id"].as_str().unwrap();
    assert!(!ali.run(&["decision", "open", one, "--teller", "Ali"]).status.success(), "one kind");
    ali.json(&["decision", "open", one, "--teller", "Ali", "--teller", "Bea"]);
    ali.json(&["vote", one, "open"]);
    let paper = ali.json(&["paper", "record", one, "Bea: dicht, open"]);
    let report = &list(&paper["ways"], "reports")[0];
    assert_eq!(report["counts"], false);
    assert_eq!(paper["counted"], json!({"Ali": "open"}), "one teller is not enough");
    says(&how(&ali, one), &["Ali schreef stemmen op papier op: Bea. Die tellen pas als"]);
    let report = report["id"].as_str().unwrap();
    bea.until("has the report", &["decision", "show", one], |decision| {
        list(&decision["ways"], "reports").iter().any(|one| one["may_sign"] == true)
    });
    bea.json(&["paper", "sign", one, report]);
    knows(&ali, one, 2);
    ali.json(&["decision", "close", one]);
    let told = bea.until("knows the close", &["decision", "show", one], |decision| {
        decision["status"] == "closed"
    });
    assert_eq!(told["ways"]["via"]["Bea"], json!({"way": "paper", "by": "Ali"}));
    assert_eq!(list(&told, "chosen"), [json!("open")]);
    // Paper hurries nobody: whose name it bears has the whole term to say otherwise.
    assert_eq!(list(&told, "acknowledged"), [json!(null); 0]);
    assert!(told["acknowledged_from"].as_i64().is_some_and(|from| from > 0));
    says(&how(&bea, one), &["- Bea: open en dicht. Op papier; Ali schreef het op."]);
}

#[test]
fn a_change_that_is_put_to_somebody_is_in_their_news() {
    let (ali, bea) = pair("Bea", "business");
    ali.json(&["charter", "propose", "deadline", "14d"]);
    bea.until("is asked", &["news"], |news| {
        let todo = list(news, "todo");
        todo.iter().any(|one| one["kind"] == "approve" && one["title"] == "deadline")
    });
    says(&dutch(&bea, &["news"]), &["keur een wijziging goed die aan je is voorgelegd"]);
    assert!(
        !dutch(&ali, &["news"]).contains("keur een wijziging goed"),
        "who asks it is in favour"
    );
}
