//! What somebody reads who types something that can't be, and what stays as it was.
//!
//! Guards: one clear sentence in the person's language on standard error, what to do, an exit code by
//! sysexits, nothing changed on the disk. Next: `two_neighbours.rs`.

#[path = "support/ended.rs"]
mod ended;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use ended::ended;
use serde_json::Value;

/// Runs the built binary with this profile.
fn meent(profile: &Path, args: &[&str]) -> Output {
    run(command(args).env("MEENT_PROFILE", profile))
}

fn run(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    ended(command.spawn().expect("the binary was built for this test"))
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "nl_NL.UTF-8").args(args);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("Meent speaks UTF-8")
}

/// Every file below a folder with its bytes; folders with none.
fn contents(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(dir).expect("the test made it") {
        let path = entry.expect("the test made it").path();
        if path.is_dir() {
            all.insert(path.clone(), Vec::new());
            all.extend(contents(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).expect("the test made it"));
        }
    }
    all
}

/// A refusal on a machine without a profile: its code, a word of its sentence in each language, and
/// nothing on the disk.
fn check(args: &[&str], code: i32, dutch: &str, english: &str) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let profile = dir.path().join("deep/profile");
    for (language, sentence) in [("nl", dutch), ("en", english)] {
        let output = meent(&profile, &[&["--lang", language], args].concat());
        let error = said(&output);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {error}");
        assert!(error.contains(sentence), "{args:?} in {language}: {error}");
        assert!(error.trim_end().lines().count() >= 2, "{args:?} says what to do: {error}");
        assert!(output.stdout.is_empty(), "{args:?} printed something");
    }
    let output = meent(&profile, &[&["--json"], args].concat());
    let json: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    assert_eq!(json["exit"], code, "{json}");
    let message = json["message"].as_str().expect("a sentence");
    assert!(said(&output).starts_with(message), "{json}");
    assert!(json["error"].is_string() && json["hint"].is_string(), "{json}");
    assert_eq!(contents(dir.path()), BTreeMap::new(), "{args:?} left something");
}

#[test]
fn a_command_that_is_none() {
    check(&["besluit"], 64, "Ik ken “besluit” niet.", "I don't know “besluit”.");
    check(&["goal", "ad", "x"], 64, "Bedoel je: add?", "Do you mean: add?");
    check(&["status", "--verbose"], 64, "Ik ken “--verbose” niet.", "I don't know “--verbose”.");
    check(&["vote"], 64, "Er ontbreekt nog iets", "Something is still missing");
    check(
        &["member", "approve"],
        64,
        "Gebruik: meent member approve",
        "Usage: meent member approve",
    );
    check(&["status", "extra"], 64, "Met “meent --help” zie je", "“meent --help” shows");
    check(&["besluit"], 64, "Met “meent --help” zie je", "“meent --help” shows");
    check(&["goal", "edit", "abcd"], 64, "--title <T> of --text <T>", "--title <T> or --text <T>");
    check(&["help", "besluit"], 64, "Ik ken “besluit” niet.", "I don't know “besluit”.");
    check(&["invite", "--out"], 64, "Achter --out", "Something should follow --out");
    check(
        &[
            "decision",
            "propose",
            "T",
            "--text",
            "t",
            "--review",
            "2027-01-01",
            "--method",
            "loting",
        ],
        64,
        "“loting” past niet",
        "“loting” doesn't fit",
    );
}

#[test]
fn no_community_yet() {
    for args in [
        &["status"][..],
        &["log"],
        &["verify"],
        &["invite"],
        &["goal", "list"],
        &["goal", "add", "Een bankje"],
        &["vote", "abcd", "for"],
        &["community", "leave"],
    ] {
        check(args, 66, "Je doet hier nog niet mee", "You don't take part");
    }
}

#[test]
fn a_link_that_is_none() {
    for link in ["hallo", "meent:", "meent:hallo", "meent:\u{1b}[2J", "https://meent.example/x", ""]
    {
        check(&["join", link, "--name", "Jan"], 65, "link", "link");
        check(&["device", "join", link], 65, "link", "link");
    }
}

#[test]
fn input_that_is_not_there() {
    check(
        &["replay", "nergens.json"],
        66,
        "Ik kan nergens.json niet lezen: het bestaat niet",
        "I can't read nergens.json: it isn't there",
    );
}

#[test]
fn ballots_that_can_not_be_counted() {
    let nowhere = "Ik kan nergens.blt niet lezen: het bestaat niet";
    check(
        &["tally", "stv", "nergens.blt"],
        66,
        nowhere,
        "I can't read nergens.blt: it isn't there",
    );
    check(&["tally", "loting", "x.json"], 64, "“loting” past niet", "“loting” doesn't fit");
    check(
        &["tally", "majority", "x.json", "--seats", "2"],
        64,
        "--seats past niet bij majority.",
        "--seats doesn't go with majority.",
    );
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).expect("a temporary folder");
        path.to_str().expect("UTF-8").to_owned()
    };
    let words = file("words.json", r#"{"ballots": [{"times": 3, "ballot": "for"}]}"#);
    let options = file("options.json", "{\"ballots\": [],\n\"kleur\": 1}");
    let rankings = file("rankings.blt", "2 1\n3 1 2 0\n0\n\"a\"\n\"b\"\n\"T\"\n");
    let unseated =
        file("unseated.soi", "# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: a\n3: 1\n");
    let pot = file("pot.pb", "META\nbudget;veel\n");
    let json = ["regel 2: dit is niet de JSON die hier hoort", "line 2: this isn’t the JSON"];
    check(&["tally", "approval", &options], 65, json[0], json[1]);
    check(&["tally", "score", &words], 65, "regel 1: bij “options”", "line 1: “options”");
    check(
        &["tally", "budget-greedy", &pot],
        65,
        "regel 2: “veel” is geen bedrag",
        "line 2: “veel”",
    );
    check(&["tally", "schulze", &words], 65, "regel 1: ", "line 1: ");
    check(&["tally", "absolute", &words], 64, "hoeveel mensen mee mogen", "how many people may");
    check(&["tally", "lot", &words], 64, "Zonder sleutel", "Without a key");
    check(&["tally", "stv", &unseated], 64, "hoeveel plaatsen", "how many seats");
    check(
        &["tally", "majority", &words, "--electorate", "2"],
        65,
        "3 biljetten, en er mogen 2 mensen",
        "3 ballots, and 2 people may",
    );
    check(
        &["tally", "schulze", &rankings, "--status-quo", "c"],
        66,
        "“c” staat niet op de lijst",
        "“c” isn't on the list",
    );
}

#[test]
fn an_address_that_is_none() {
    let (dutch, english) = ("“hier” is geen adres", "“hier” is no address");
    check(&["serve", "--listen", "hier"], 64, dutch, english);
    check(&["serve", "--dial", "hier"], 64, dutch, english);
    // An empty folder that stood there stays, empty.
    let dir = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(meent(dir.path(), &["serve", "--listen", "hier"]).status.code(), Some(64));
    assert_eq!(contents(dir.path()), BTreeMap::new());
}

#[test]
fn help_asked_as_a_command() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (path, option) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "goal"], &["goal", "--help"]),
        (&["help", "goal", "add", "--lang", "en"], &["goal", "add", "--help", "--lang", "en"]),
    ] {
        let (asked, same) = (meent(dir.path(), path), meent(dir.path(), option));
        assert_eq!(asked.status.code(), Some(0), "{path:?}: {}", said(&asked));
        assert_eq!(asked.stdout, same.stdout, "{path:?}");
    }
}

#[test]
fn leaving_is_asked_once() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let create = ["community", "create", "Tuin", "--purpose", "Samen", "--name", "Ali"];
    assert!(meent(dir.path(), &create).status.success());
    let state = || {
        let output = meent(dir.path(), &["community", "list", "--json"]);
        let json: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
        json["communities"][0]["state"].as_str().expect("a word").to_owned()
    };
    // There is no terminal here to ask at.
    let output = meent(dir.path(), &["community", "leave"]);
    assert_eq!(output.status.code(), Some(64), "{}", said(&output));
    assert!(said(&output).contains("“Tuin”") && said(&output).contains("--yes"));
    assert_eq!(state(), "member");
    let output = meent(dir.path(), &["community", "leave", "--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(state(), "left");
}

#[cfg(target_os = "linux")]
#[test]
fn invented_neighbours_get_a_place_of_their_own() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let data = dir.path().join("with a space");
    let demo = || run(command(&["demo"]).env_remove("MEENT_PROFILE").env("XDG_DATA_HOME", &data));
    let output = demo();
    assert!(output.status.success(), "{}", said(&output));
    let text = String::from_utf8(output.stdout).expect("Meent speaks UTF-8");
    let profile = data.join("meent-demo");
    let look = format!("meent --profile \"{}\" decision list", profile.display());
    assert!(text.contains(&look), "{text}");
    assert!(profile.join("meent.db").exists());
    assert!(!data.join("meent").exists(), "the own profile is left alone");
    let again = demo();
    assert_eq!(again.status.code(), Some(73), "{}", said(&again));
    assert!(said(&again).contains(&look), "{}", said(&again));
}

#[test]
fn a_story_that_is_none() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let story = dir.path().join("story.json");
    fs::write(&story, "{").expect("can be written");
    let output = meent(dir.path(), &["replay", story.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(65), "{}", said(&output));
    let text = String::from_utf8(output.stdout).expect("Meent speaks UTF-8");
    assert!(text.contains("story.json: dit is geen verhaal dat ik kan lezen: "), "{text}");
    assert!(text.contains("docs/rules.md"), "{text}");
}

#[test]
fn a_list_without_a_profile_is_empty_and_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let output = meent(&dir.path().join("p"), &["community", "list", "--json"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "{\"communities\":[]}\n");
    assert_eq!(contents(dir.path()), BTreeMap::new());
}

#[cfg(unix)]
#[test]
fn a_profile_that_cant_be_made() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("file");
    fs::write(&file, b"mine").expect("can be written");
    let create = ["community", "create", "Tuin", "--purpose", "Samen", "--name", "Ali"];
    let output = meent(&file.join("profile"), &create);
    assert_eq!(output.status.code(), Some(73), "{}", said(&output));
    assert!(said(&output).contains("Ik kan niet schrijven in"), "{}", said(&output));
    assert_eq!(contents(dir.path()), BTreeMap::from([(file, b"mine".to_vec())]));
}

#[test]
fn a_profile_of_a_newer_version() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let profile = dir.path().join("p");
    let create = ["community", "create", "Tuin", "--purpose", "Samen", "--name", "Ali"];
    let output = meent(&profile, &create);
    assert!(output.status.success(), "{}", said(&output));
    // Bytes 60 to 63 of an SQLite file are its user version (sqlite.org/fileformat2.html, 1.3).
    let database = profile.join("meent.db");
    let mut bytes = fs::read(&database).expect("was made");
    bytes.splice(60..64, [0, 0, 0x7f, 0xff]);
    fs::write(&database, bytes).expect("can be written");
    let before = contents(&profile);
    for args in [&["status"][..], &create, &["serve"]] {
        let output = meent(&profile, args);
        assert_eq!(output.status.code(), Some(69), "{args:?}: {}", said(&output));
        assert!(said(&output).contains("nieuwere versie"), "{args:?}: {}", said(&output));
    }
    assert_eq!(contents(&profile), before);
}

#[test]
fn help_lists_every_noun_in_both_languages() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (language, usage) in [("nl", "Gebruik:"), ("en", "Usage:")] {
        let output = meent(dir.path(), &["--lang", language, "--help"]);
        let text = String::from_utf8(output.stdout).expect("Meent speaks UTF-8");
        assert_eq!(output.status.code(), Some(0));
        assert!(text.contains(usage), "{text}");
        for noun in [
            "community",
            "invite",
            "join",
            "member",
            "goal",
            "comment",
            "decision",
            "vote",
            "device",
            "status",
            "log",
            "verify",
            "export",
            "replay",
            "archive",
            "serve",
            "demo",
        ] {
            let listed =
                text.lines().any(|line| line.trim_start().starts_with(&format!("{noun} ")));
            assert!(listed, "{noun} in {language}: {text}");
        }
    }
}
