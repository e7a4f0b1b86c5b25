//! Two neighbours choose somebody for a role: nominated, put forward, the own yes first, appointed by both.
//!
//! Guards: what may not be done yet is refused with what to do, and both programs find the same. Next:
//! `mandates.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/pair.rs"]
mod pair;
#[path = "support/spoken.rs"]
mod spoken;
mod support;

use pair::{dutch, pair};
use serde_json::Value;
use spoken::{has, refused};
use support::list;

fn asks(kind: &'static str) -> impl Fn(&Value) -> bool {
    move |news| list(news, "todo").iter().any(|todo| todo["kind"] == kind)
}

#[test]
fn somebody_is_nominated_put_forward_says_yes_first_and_is_appointed() {
    let (ali, bea) = pair("Bea", "resident");
    let propose = |how: &[&'static str]| {
        let verb = ["decision", "propose", "Wie past op het geld?", "--text", "Een jaar."];
        [&verb[..], &["--review", "2099-06-01", "--method", "selection"], how].concat()
    };
    refused(&ali, &propose(&[]), "Zeg voor welke rol je iemand wilt kiezen.");
    ali.json(&["role", "create", "Penningmeester", "--text", "Past op het geld."]);
    let proposal = ali.json(&propose(&["--role", "Penningmeester"]));
    let id = proposal["id"].as_str().unwrap();
    let show = ["decision", "show", id];
    refused(&ali, &["decision", "open", id], "Zeg wie de kandidaat wordt.");
    refused(&ali, &["decision", "open", id, "--nominee", "Bea"], "Niemand heeft Bea voorgedragen.");
    let empty = ["role", "nominate", id, "Bea", "--reason", " "];
    refused(&ali, &empty, "Zeg waarom deze rol bij deze persoon past.");
    has(&ali, &show, "Er is nog niemand voorgedragen.");

    ali.json(&["role", "nominate", id, "Ali", "--reason", "Ik heb tijd."]);
    bea.until("is asked whom", &["news"], asks("nominate"));
    bea.json(&["role", "nominate", id, "Ali", "--reason", "Ali rekent goed."]);
    // Having read each other, both may change their mind.
    ali.json(&["role", "nominate", id, "Bea", "--reason", "Bea heeft het eerder gedaan."]);
    bea.until("hears of the change", &show, |decision| {
        list(&decision["selection"], "nominations").len() == 3
    });
    has(&bea, &show, "Ali droeg Bea voor: “Bea heeft het eerder gedaan.”");
    assert!(!dutch(&bea, &show).contains("Ik heb tijd."), "what was replaced still stands");

    ali.until("has both", &show, |d| list(&d["selection"], "nominations").len() == 3);
    ali.json(&["decision", "open", id, "--nominee", "Bea"]);
    refused(&ali, &["vote", id, "consent"], "Bea is kandidaat en zegt eerst zelf ja of nee.");
    refused(&ali, &["role", "nominate", id, "Ali", "--reason", "Toch ik."], "Bea is al kandidaat.");
    assert!(!asks("decide")(&ali.json(&["news"])), "asked before the nominee spoke");
    bea.until("is asked first", &["news"], asks("stand"));
    bea.json(&["vote", id, "consent"]);
    ali.until("is asked then", &["news"], asks("decide"));
    ali.json(&["vote", id, "concern", "--reason", "Wie vervangt Bea in de zomer?"]);
    ali.json(&["decision", "close", id]);
    for who in [&ali, &bea] {
        let done = who.until("is confirmed", &show, |d| d["status"] == "confirmed");
        assert_eq!(done["outcome"], "adopted");
        let how = ["decision", "show", id, "--how"];
        has(who, &how, "Kandidaat voor de rol “Penningmeester”: Bea.");
        has(who, &how, "Bea wil het zelf doen.");
        has(who, &how, "Ali droeg Bea voor: “Bea heeft het eerder gedaan.”");
        has(who, &["log"], "Bea droeg Ali voor een rol voor: Ali rekent goed.");
        has(who, &["role", "list"], "vrij");
    }
    ali.until("is asked to record it", &["news"], asks("appoint"));
    ali.json(&["role", "appoint", "Penningmeester", "Bea"]);
    assert!(!asks("appoint")(&ali.json(&["news"])), "asked for what waits already");
    let waits =
        bea.until("hears of it", &["change", "list"], |all| !list(all, "changes").is_empty());
    bea.json(&["change", "approve", list(&waits, "changes")[0]["id"].as_str().unwrap()]);
    for who in [&ali, &bea] {
        who.until("has the role filled", &["role", "list"], |all| {
            list(all, "roles")[0]["state"] == "filled"
        });
        assert!(!asks("appoint")(&who.json(&["news"])), "asked for what is done");
    }
}

#[test]
fn whoever_says_no_is_not_chosen_whatever_the_others_find() {
    let (ali, bea) = pair("Bea", "resident");
    ali.json(&["role", "create", "Voorzitter"]);
    let verb =
        ["decision", "propose", "Wie zit voor?", "--text", "Een jaar.", "--role", "Voorzitter"];
    let how = ["--review", "2099-06-01", "--method", "selection"];
    let proposal = ali.json(&[&verb[..], &how].concat());
    let id = proposal["id"].as_str().unwrap();
    ali.json(&["role", "nominate", id, "Bea", "--reason", "Rustig."]);
    ali.json(&["decision", "open", id, "--nominee", "Bea"]);
    let show = ["decision", "show", id];
    bea.until("sees the round", &show, |d| d["status"] == "open");
    // A no needs no reason from who it is about.
    bea.json(&["vote", id, "object"]);
    ali.until("hears the no", &show, |d| d["counted"]["Bea"] == "object");
    ali.json(&["vote", id, "consent"]);
    ali.json(&["decision", "close", id]);
    for who in [&ali, &bea] {
        let done = who.until("is confirmed", &show, |d| d["status"] == "confirmed");
        assert_eq!(done["outcome"], "rejected");
        has(who, &["decision", "show", id, "--how"], "Bea wil het zelf niet doen.");
        assert!(!asks("appoint")(&who.json(&["news"])), "asked to appoint who said no");
    }
    // Then somebody else may be the candidate; and an opening that was taken back puts nobody forward.
    ali.json(&["role", "nominate", id, "Ali", "--reason", "Dan ik maar."]);
    let opened = ali.json(&["decision", "open", id, "--nominee", "Ali"]);
    assert_eq!(opened["selection"]["nominee"], "Ali");
    let back = ali.json(&["decision", "withdraw", id]);
    assert_eq!(
        (&back["outcome"], &back["selection"]["nominee"]),
        (&"rejected".into(), &"Bea".into())
    );
    assert_eq!(back["selection"]["first"], Value::Null);
    assert_eq!(back["selection"]["may_nominate"], true);
}
