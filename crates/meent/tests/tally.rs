//! `meent tally` on small files, a case per method: who wins, what is level, what doesn't count.
//!
//! Guards: the way from a file by its reader and its count to the JSON and to people's text; each reader and count
//! has tests of its own beside it, and `tests/oracles` has thousands. Next: `usage.rs`.

#[path = "support/ended.rs"]
mod ended;

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use ended::ended;
use serde_json::{Value, json};

const WORDS: &str = r#"{ "title": "Bankje", "electorate": 20, "quorum": "1/2", "ballots": [
    {"times": 7, "ballot": "for"}, {"times": 4, "ballot": "against"}, {"ballot": "consent"} ] }"#;
const NAMES: &str = r#"{ "options": ["eik", "bankje", "linde"], "ballots": [
    {"times": 3, "ballot": ["eik"]}, {"times": 3, "ballot": ["linde"]}, {"ballot": ["pomp"]} ] }"#;
const MARKS: &str = r#"{ "options": ["eik", "bankje"], "dots": 5, "ballots": [
    {"times": 2, "ballot": {"eik": 5, "bankje": null}}, {"ballot": {"eik": 4, "bankje": 4}} ] }"#;
const POOL: &str = r#"{ "options": ["Ali", "Bea", "Cor"], "seats": 2, "key": "9319./" }"#;
const BLT: &str = "3 2\n4 1 2 0\n2 2 3 0\n3 3 0\n1 1=2 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"Straat\"\n";
const SOI: &str = "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n\
    2: 1,2\n3: 2\n1: 2,2\n";
const PB: &str = "META\nkey;value\nbudget;100.5\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n\
    a;20;Bank\nb;30;Eik\nc;35.5;Fontein\nd;40;Hek\nVOTES\nvoter_id;vote\n1;a,b,c\n2;a,b,c\n3;a,b,c\n4;d\n5;d\n6;x\n";

fn meent(file: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
    command.args(["tally", args[0]]).arg(file).args(&args[1..]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = ended(command.spawn().expect("the binary was built for this test"));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {error}");
    output
}

/// Counts a file of this name and text: the winners, how ties were settled, the lines of invalid ballots, and a
/// line of people's text in Dutch.
fn check(
    (name, text): (&str, &str),
    args: &[&str],
    (winners, ties, invalid): (&[&str], &[&str], &[u64]),
    line: &str,
) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join(name);
    fs::write(&file, text).expect("a temporary folder");
    let output = meent(&file, &[args, &["--json"]].concat());
    let told: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    assert_eq!(told["winners"], json!(winners), "{args:?}: {told}");
    let list = |field: &str, of: &str| -> Vec<Value> {
        let all = told[field].as_array().expect("a list");
        all.iter().map(|one| one[of].clone()).collect()
    };
    assert_eq!(json!(list("ties", "settled")), json!(ties), "{args:?}: {told}");
    assert_eq!(json!(list("invalid", "line")), json!(invalid), "{args:?}: {told}");
    let output = meent(&file, &[args, &["--lang", "nl"]].concat());
    let said = String::from_utf8(output.stdout).expect("Meent speaks UTF-8");
    assert!(said.lines().any(|one| one.trim() == line), "{args:?}: {said}");
}

#[test]
fn words_are_counted_by_the_rule_that_is_named() {
    let words = ("words.json", WORDS);
    check(words, &["majority"], (&["for"], &[], &[3]), "Uitkomst: aangenomen");
    check(words, &["absolute"], (&[], &[], &[3]), "Uitkomst: niet aangenomen");
    check(words, &["absolute", "--electorate", "13"], (&["for"], &[], &[3]), "voor: 7");
    check(words, &["two-thirds"], (&[], &[], &[3]), "tegen: 4");
    // One ballot of twenty is no half.
    let few =
        "Er deden te weinig mensen mee: er waren 10 biljetten nodig. Daarom is er niets gekozen.";
    check(words, &["consent"], (&[], &[], &[1, 2]), few);
    let level = r#"{"ballots": [{"ballot": "for"}, {"ballot": "against"}]}"#;
    let stays = "Voor en tegen zijn gelijk: alles blijft zoals het was.";
    check(("level.json", level), &["majority"], (&[], &["status-quo"], &[]), stays);
}

#[test]
fn options_are_counted_by_the_rule_that_is_named() {
    let names = ("names.json", NAMES);
    let level = "Gelijk: eik en linde, en er is plaats voor 1. Zonder loting krijgt niemand die. Geef de \
        sleutel van een loting met --lot.";
    check(names, &["approval"], (&[], &["nobody"], &[3]), level);
    check(
        names,
        &["approval", "--seats", "2"],
        (&["eik", "linde"], &[], &[3]),
        "eik: 3 keer gekozen",
    );
    let lot = "Gelijk: eik en linde. Het lot koos linde.";
    check(names, &["approval", "--lot", "k"], (&["linde"], &["lot"], &[3]), lot);
    let wrong = "Ongeldig, biljet 3: er is geen optie “pomp”";
    check(names, &["approval", "--lot", "k"], (&["linde"], &["lot"], &[3]), wrong);
    let marks = ("marks.json", MARKS);
    check(marks, &["score"], (&["eik"], &[], &[]), "eik: 14 punten van 3 mensen, gemiddeld 4,66");
    check(
        marks,
        &["dots"],
        (&["eik"], &[], &[2]),
        "Ongeldig, biljet 2: er zijn 8 stippen gelegd, en je hebt er 5",
    );
}

#[test]
fn a_lot_is_drawn_from_the_key() {
    let key = "Uit 3 namen, met de sleutel 9319./ (sha-256, RFC 3797)";
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("pool.json");
    fs::write(&file, POOL).expect("a temporary folder");
    let output = meent(&file, &["lot", "--json"]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    let drawn: Vec<_> = told["winners"].as_array().into_iter().flatten().collect();
    let drawn: Vec<_> = drawn.into_iter().filter_map(Value::as_str).collect();
    assert_eq!(drawn.len(), 2, "{told}");
    check(("pool.json", POOL), &["lot"], (&drawn, &[], &[]), key);
}

#[test]
fn rankings_are_read_by_name_or_content_and_counted_either_way() {
    let pair = "A tegen B: 4 tegen 2; sterkste pad 4 heen en 0 terug";
    check(("x.blt", BLT), &["schulze"], (&["A"], &[], &[]), pair);
    check(
        ("x", BLT),
        &["schulze", "--status-quo", "A"],
        (&[], &[], &[]),
        "Gekozen: niets of niemand",
    );
    let level = "Ongeldig, regel 5: “A” en “B” staan gelijk: geef elk hier een eigen plaats";
    check(("x.blt", BLT), &["stv"], (&["A", "C"], &[], &[5]), level);
    let quota = "Stap 1: de eerste keuzes. Gekozen is wie 3 stemmen heeft.";
    check(("x.soi", SOI), &["stv", "--seats", "1"], (&["B"], &[], &[6]), quota);
    check(("x", SOI), &["schulze"], (&["B"], &[], &[6]), "Gekozen: B");
}

#[test]
fn budgets_are_counted_by_votes_or_by_equal_shares() {
    let budget = ("x.pb", PB);
    let paid = "c (Fontein), 3 stemmen, kost 35,50: betaald uit de pot, er blijft 15,00 over";
    check(budget, &["budget-greedy"], (&["a", "b", "c"], &[], &[18]), paid);
    let shared = "a (Bank), 3 stemmen, kost 20,00: de voorstanders betalen ieder hoogstens 6,66 (zoveel \
        betalen er 3)";
    check(budget, &["budget-shares"], (&["a", "b", "d"], &[], &[18]), shared);
    let by_cost = &["budget-shares", "--worth", "cost"];
    let short = "c (Fontein), 3 stemmen, kost 35,50: de voorstanders hebben samen nog maar 10,30";
    check(budget, by_cost, (&["a", "b", "d"], &[], &[18]), short);
}

#[test]
fn several_files_are_several_lines() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).expect("a temporary folder");
        path
    };
    let (one, other) = (file("one.json", NAMES), file("other.json", MARKS));
    let other = other.to_str().expect("UTF-8");
    let output = meent(&one, &["approval", other, "--json"]);
    let said = String::from_utf8(output.stdout).expect("Meent speaks UTF-8");
    assert_eq!(said.lines().count(), 2, "{said}");
}
