//! Coming in: what somebody reads while nobody is found, with strangers at the address, and once the right ones
//! are there again.
//!
//! Guards: a command that waits says what was tried and what to do, the same as text and as JSON. Next:
//! `two_neighbours.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/pair.rs"]
#[expect(dead_code, reason = "nobody is in from the start")]
mod pair;
mod support;

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
};

use pair::dutch;
use serde_json::{Value, json};
use support::{Neighbour, list};

/// A peer that runs at a certain address, until it is dropped.
struct At(Child);

impl At {
    fn start(who: &Neighbour, address: &str) -> Self {
        let mut command = who.command(&["serve", "--listen", address]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("ready"), "did not start: {line}");
        Self(child)
    }
}

impl Drop for At {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// What is tried at the one address of the link.
fn there(answer: &Value) -> &Value {
    &list(&answer["looking"], "places")[1]
}

#[test]
fn who_waits_reads_what_is_tried_and_what_to_do_and_comes_in_by_themselves() {
    let mut ali = Neighbour::new("Ali");
    ali.start();
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    let link = ali.until("has an address in it", &["invite"], |invite| {
        invite["link"].as_str().is_some_and(|link| link.len() > 200)
    });
    let link = link["link"].as_str().unwrap();
    let addresses = ali.until("listens", &["status"], |s| !list(s, "addresses").is_empty());
    let address = list(&addresses, "addresses")[0].as_str().unwrap().to_owned();
    ali.kill();

    // Nothing runs: nothing was tried, and that is said.
    let mut bea = Neighbour::new("Bea");
    let joined = bea.json(&["join", link, "--name", "Bea"]);
    assert_eq!((&joined["state"], &there(&joined)["state"]), (&json!("waiting"), &json!("idle")));
    assert!(dutch(&bea, &["status"]).contains("Start “meent serve”"));

    // It runs, and nobody answers.
    bea.start();
    let joined = bea.json(&["join", link, "--name", "Bea"]);
    let looking = &joined["looking"];
    assert_eq!((&looking["by"], &looking["met"]), (&json!("invite"), &json!(false)), "{joined}");
    assert_eq!(list(looking, "places")[0]["way"], "network");
    let tried = there(&joined);
    assert_eq!((&tried["way"], &tried["address"]), (&json!("here"), &json!("127.0.0.1")));
    assert_eq!(tried["state"], "silent", "{joined}");
    assert!(tried["times"].as_u64() >= Some(1), "{joined}");
    let status = bea.json(&["status"]);
    assert_eq!(there(&status)["state"], "silent");
    let said = dutch(&bea, &["status"]);
    for wanted in [
        "Op deze computer zelf (127.0.0.1): geen antwoord (",
        "Vraag wie je uitnodigde om Meent te starten.",
        "meent bundle import",
    ] {
        assert!(said.contains(wanted), "{wanted}\n--- is not in ---\n{said}");
    }

    // Somebody else is there now; then Ali again, and it goes on by itself.
    let cem = Neighbour::new("Cem");
    let there_now = At::start(&cem, &address);
    cem.json(&["community", "create", "De Els", "--purpose", "Samen", "--name", "Cem"]);
    let status = bea.until("meets a stranger", &["status"], |s| there(s)["state"] == "stranger");
    assert_eq!(status["looking"]["met"], false);
    drop(there_now);
    let _there_now = At::start(&ali, &address);
    let status = bea.until("is in", &["status"], |status| status["looking"].is_null());
    assert!(status["acts"].as_u64() > Some(1), "{status}");
    // Or by a file, as was said.
    let dirk = Neighbour::new("Dirk");
    dirk.json(&["join", link, "--name", "Dirk"]);
    let file = ali.profile().with_file_name("all.bundle");
    let file = file.to_str().unwrap();
    ali.json(&["bundle", "export", file]);
    assert_eq!(dirk.json(&["bundle", "import", file])["state"], "guest");
    assert_eq!(dirk.json(&["status"])["looking"], Value::Null);
    let again = bea.run(&["join", link, "--name", "Bea"]);
    assert_eq!(again.status.code(), Some(73), "once in, there is nothing to wait for");
}
