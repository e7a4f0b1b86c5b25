//! Ali and one more, members of one community, each with a running peer; and what a command says in Dutch.
//!
//! Guards: who joins dials by address, so nobody waits for the other to be found. Next: `support/mod.rs`.

use std::process::Command;

use serde_json::Value;

use crate::support::{Neighbour, list};

/// Ali, who founds, and whoever joins by this name and kind and is a member.
pub(crate) fn pair(name: &'static str, kind: &str) -> (Neighbour, Neighbour) {
    let (mut ali, mut other) = (Neighbour::new("Ali"), Neighbour::new(name));
    ali.start();
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    let link = ali.until("has an address in it", &["invite"], |invite| {
        invite["link"].as_str().is_some_and(|link| link.len() > 200)
    });
    let addresses = ali.until("listens", &["status"], |s| !list(s, "addresses").is_empty());
    other.start_dialling(list(&addresses, "addresses")[0].as_str().unwrap());
    other.json(&["join", link["link"].as_str().unwrap(), "--name", name, "--kind", kind]);
    let state = |state: &'static str| {
        move |members: &Value| {
            let is = |one: &Value| one["name"] == name && one["state"] == state;
            list(members, "members").iter().any(is)
        }
    };
    ali.until("has the guest", &["member", "list"], state("guest"));
    ali.json(&["member", "approve", name]);
    other.until("is a member", &["member", "list"], state("member"));
    (ali, other)
}

/// What a command says to somebody who reads Dutch, and whether it succeeded.
pub(crate) fn said(who: &Neighbour, args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
    command.arg("--profile").arg(who.profile()).args(["--lang", "nl"]);
    let said = command.args(args).output().unwrap();
    let text = [said.stdout, said.stderr].concat();
    (said.status.success(), String::from_utf8(text).unwrap())
}

/// What a command that must succeed says to somebody who reads Dutch.
pub(crate) fn dutch(who: &Neighbour, args: &[&str]) -> String {
    let (done, text) = said(who, args);
    assert!(done, "{args:?}: {text}");
    text
}
