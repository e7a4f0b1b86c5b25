//! Two neighbours and a mandate: granted, used with advice, within it and outside, told in words.
//!
//! Guards: what a mandate doesn't allow is refused with what to do, and both programs find the same.
//! Next: `rounds.rs`, the other ways to decide.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/pair.rs"]
mod pair;
#[path = "support/spoken.rs"]
mod spoken;
mod support;

use pair::pair;
use serde_json::Value;
use spoken::{has, refused};
use support::list;

#[test]
fn a_mandate_is_granted_used_with_advice_and_told_by_both() {
    let (ali, bea) = pair("Bea", "resident");
    ali.json(&["topic", "create", "Groen"]);
    let words =
        ["mandate", "propose", "Het groen", "--domain", "Planten", "--review", "2099-06-01"];
    let terms = ["--holder", "Bea", "--topic", "Groen", "--ceiling", "500", "--term", "0h"];
    ali.json(&[&words[..], &terms].concat());
    has(&ali, &["change", "list"], "Bea met het mandaat “Het groen”");
    has(&ali, &["change", "list"], "Alle besluiten samen kosten hoogstens € 500.");
    let waits =
        bea.until("hears of it", &["change", "list"], |all| !list(all, "changes").is_empty());
    bea.json(&["change", "approve", list(&waits, "changes")[0]["id"].as_str().unwrap()]);
    ali.until("has it in force", &["mandate", "list"], |all| {
        list(all, "mandates")[0]["state"] == "active"
    });
    has(&bea, &["mandate", "list"], "geldt");

    let propose = |title: &str| {
        let verb = ["decision", "propose", title, "--text", "Langs de stoep."];
        let how = ["--review", "2099-06-01", "--method", "mandate"];
        bea.json(&[&verb[..], &how].concat())["id"].as_str().unwrap().to_owned()
    };
    let trees = propose("Drie appelbomen");
    let open = |cost: &'static str| {
        vec!["decision", "open", trees.as_str(), "--mandate", "Het groen", "--cost", cost]
    };
    refused(&bea, &open("501"), "Onder dit mandaat is nog € 500 over.");
    ali.until("hears of it", &["decision", "list"], |all| !list(all, "decisions").is_empty());
    refused(&ali, &open("10"), "Jij hebt het mandaat “Het groen” niet.");
    bea.json(&[open("300"), vec!["--adviser", "Ali"]].concat());
    ali.until("is asked", &["news"], |news| {
        list(news, "todo").iter().any(|todo| todo["kind"] == "advise")
    });
    ali.json(&["advice", "give", &trees, "Neem een oud ras."]);
    bea.until("is advised", &["news"], |news| {
        list(news, "todo").iter().any(|todo| todo["kind"] == "answer")
    });
    refused(&bea, &["decision", "close", &trees], "Op het advies van Ali is nog niet geantwoord.");
    refused(&bea, &["advice", "answer", &trees, "Ali", "not"], "zegt waarom");
    bea.json(&["advice", "answer", &trees, "Ali", "not", "--reason", "Te duur."]);
    for (who, ballot) in [(&ali, "consent"), (&bea, "consent")] {
        let opened = |d: &Value| d["status"] == "open";
        who.until("sees the round", &["decision", "show", &trees], opened);
        who.json(&["vote", &trees, ballot]);
    }
    bea.until("has both", &["decision", "show", &trees], |d| {
        d["counted"].as_object().is_some_and(|counted| counted.len() == 2)
    });
    bea.json(&["decision", "close", &trees]);
    for who in [&ali, &bea] {
        let done = who.until("is confirmed", &["decision", "show", &trees], |decision| {
            decision["status"] == "confirmed"
        });
        assert_eq!(done["outcome"], "adopted");
        let how = ["decision", "show", trees.as_str(), "--how"];
        has(who, &how, "Bea besluit dit onder het mandaat “Het groen”.");
        has(who, &how, "Ali adviseerde: “Neem een oud ras.”. Dat is niet overgenomen: “Te duur.”");
        has(who, &["mandate", "show", "Het groen"], "Tot nu toe is € 300 besteed.");
    }
}
