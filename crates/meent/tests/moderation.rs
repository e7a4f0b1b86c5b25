//! Two neighbours with a house rule: what goes against it is folded away, who wrote it appeals, and who
//! speaks for an organisation.
//!
//! Guards: what was folded away isn't read by chance on a terminal and is whole in the JSON; what may not be
//! done is refused with an exit code and words. Next: `rounds.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/pair.rs"]
mod pair;
mod support;

use std::path::Path;

use pair::{dutch, pair};
use serde_json::{Value, json};
use support::{Neighbour, list};

const RULE: &str = "Niet op de persoon";

/// The readable page of a snapshot, wherever it stands in it.
fn page_of(bag: &Path) -> String {
    let mut folders = vec![bag.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name == "leeswijzer.html") {
                return std::fs::read_to_string(path).unwrap();
            }
        }
    }
    panic!("no page in {}", bag.display());
}

fn refused(who: &Neighbour, args: &[&str], code: i32, error: &str) {
    let output = who.run(args);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), json["error"].as_str()), (Some(code), Some(error)), "{json}");
}

#[test]
fn what_goes_against_a_house_rule_is_folded_away_and_shown_again() {
    let (ali, hall) = pair("Dorpshuis", "organisation");
    let goal = ali.json(&["goal", "add", "Een tuin"])["id"].as_str().unwrap().to_owned();
    hall.until("has the goal", &["goal", "list"], |all| !list(all, "goals").is_empty());
    let said = hall.json(&["comment", &goal, "Wat een sukkels"])["id"].as_str().unwrap().to_owned();
    ali.until("has it", &["goal", "show", &goal], |one| !list(one, "comments").is_empty());
    refused(&ali, &["moderation", "hide", &said, RULE], 66, "no-house-rule");

    ali.json(&["charter", "write", RULE, "--text", "Noem wat er gebeurde."]);
    let waits = |all: &Value| !list(all, "changes").is_empty();
    hall.until("is asked", &["change", "list"], waits);
    let change = dutch(&hall, &["change", "list"]);
    assert!(change.contains("Nieuwe huisregel: “Niet op de persoon”"), "{change}");
    assert!(change.contains("Noem wat er gebeurde."), "{change}");
    hall.json(&["charter", "propose", "house_rules", "add niet op de persoon"]);
    ali.until("has the rule", &["moderation", "list"], |all| {
        list(all, "house_rules").iter().any(|rule| rule["title"] == RULE)
    });
    let charter = dutch(&ali, &["charter", "show"]);
    assert!(charter.contains("Huisregels: 1 regel\n  - Niet op de persoon  ("), "{charter}");

    refused(&hall, &["moderation", "hide", &said, RULE], 77, "own-words");
    refused(&ali, &["moderation", "show", &said], 69, "not-hidden");
    let hidden = ali.json(&["moderation", "hide", &said, RULE]);
    let fold = &hidden["cases"][0]["fold"];
    assert_eq!(
        (&fold["hidden"], &fold["mine"]),
        (&json!(true), &json!("hide")),
        "of two, one other"
    );
    hall.until("reads that", &["moderation", "list", &said], |all| {
        all["cases"][0]["fold"]["hide"][0]["by"] == "Ali"
    });
    let shown = dutch(&ali, &["goal", "show", &goal]);
    assert!(shown.contains("verborgen om “Niet op de persoon”"), "{shown}");
    assert!(!shown.contains("sukkels") && !dutch(&ali, &["log"]).contains("sukkels"));
    assert!(dutch(&ali, &["moderation", "list"]).contains("  Wat een sukkels"));
    assert_eq!(ali.json(&["goal", "show", &goal])["comments"][0]["text"], "Wat een sukkels");

    hall.json(&["moderation", "show", &said]);
    ali.until("hears the appeal", &["moderation", "list"], |all| {
        all["cases"][0]["fold"]["appealed"] == true
    });
    let told = dutch(&ali, &["moderation", "list"]);
    assert!(told.contains("Dorpshuis vindt dat het zichtbaar moet zijn"), "{told}");
    ali.json(&["moderation", "show", &said]);
    assert!(dutch(&ali, &["goal", "show", &goal]).contains("Wat een sukkels"));

    // A proposal that was folded away is folded in a snapshot too, and whole.
    let terms = ["--text", "Sukkelgroen", "--review", "2030-01-01", "--method", "majority"];
    let verb = ["decision", "propose", "Domme kleur"];
    let kleur = hall.json(&[&verb[..], &terms].concat())["id"].as_str().unwrap().to_owned();
    ali.until("has it", &["decision", "list"], |all| !list(all, "decisions").is_empty());
    ali.json(&["moderation", "hide", &kleur, RULE]);
    assert!(dutch(&ali, &["decision", "list"]).contains("Verborgen voorstel"));
    let bag = ali.profile().with_file_name("archief");
    let made = ali.json(&["archive", "create", "--out", bag.to_str().unwrap()]);
    let page = page_of(Path::new(made["path"].as_str().unwrap()));
    let (_, folded) = page.split_once("<details>").unwrap();
    let summary = "<summary>Verborgen om de huisregel “Niet op de persoon”, volgens Ali.";
    assert!(folded.contains(summary) && folded.contains("Sukkelgroen"), "{page}");
    assert!(!page.contains("<h3>Domme kleur"), "{page}");
    // Nor is its title read by chance anywhere else.
    hall.until("is hidden there", &["news"], |news| {
        let hidden = |one: &Value| one["id"] == kleur.as_str() && one["hidden"] == true;
        list(news, "todo").iter().any(hidden)
    });
    assert!(dutch(&hall, &["news"]).contains("Verborgen voorstel"));
    hall.json(&["decision", "open", &kleur]);
    ali.until("sees the round", &["decision", "show", &kleur], |one| one["status"] == "open");
    ali.json(&["vote", &kleur, "for"]);
    let log = ali.json(&["log"]);
    let vote = list(&log, "log").iter().find(|line| line["deed"] == "vote").unwrap();
    assert_eq!((&vote["hidden"], &vote["about"]), (&json!(true), &json!("Domme kleur")));
    let shown = ["decision", "show", &kleur, "--how"];
    for args in [&["news"][..], &["log"], &["decision", "history", &kleur], &shown] {
        for who in [&ali, &hall] {
            let text = dutch(who, args);
            assert!(!text.contains("Domme kleur") && !text.contains("Sukkel"), "{args:?}: {text}");
        }
    }

    let jan = ["member", "representative", "add", "Jan", "--text", "Tot € 500"];
    let named = hall.json(&jan);
    assert_eq!(named["members"][0]["representatives"][0]["name"], "Jan");
    let reads = ["member", "show", "Dorpshuis"];
    ali.until("reads who", &reads, |all| !list(&all["members"][0], "representatives").is_empty());
    let told = dutch(&ali, &reads);
    assert!(told.contains("Jan spreekt namens Dorpshuis\n  Tot € 500"), "{told}");
    assert!(dutch(&ali, &["member", "list"]).contains("namens hen spreken: Jan"));
    refused(&ali, &["member", "representative", "edit", "Jan", "--name", "Piet"], 77, "not-yours");
}
