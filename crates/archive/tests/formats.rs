//! The page in the bag says how to check it without Meent: its commands, run as they stand there.
//!
//! Guards: they accept a whole bag and find what was changed, also where a forger made all that follows
//! from it fit. Next: `../src/formaten.md`.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bag;

use std::{fs, path::Path, process::Command};

use bag::{file, written};
use data_encoding::BASE64;

/// Few, as a shell is slow, but so many that some device has more than 23: their numbers are longer.
const ACTS: usize = 220;

/// The commands of the page in a bag, one after the other.
fn commands(bag: &Path) -> String {
    let page = fs::read_to_string(file(bag, "formaten.md")).unwrap();
    let blocks: Vec<_> = page.split("```sh\n").skip(1).collect();
    assert!(blocks.len() >= 5, "only {} blocks of commands", blocks.len());
    blocks.iter().map(|block| block.split_once("```").unwrap().0).collect()
}

/// What a shell says that follows the page.
fn said(bag: &Path, commands: &str) -> String {
    let shell = Command::new("sh").args(["-uc", commands]).current_dir(bag).output().unwrap();
    let said = [shell.stdout, shell.stderr].concat();
    String::from_utf8(said).unwrap()
}

/// One field of one line, from 0, gets another value.
fn edit(bag: &Path, name: &str, line: usize, field: &str, to: &str) {
    let path = file(bag, name);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    let from = value(&lines[line], field).to_owned();
    assert_ne!(from, to, "{field} is changed");
    lines[line] =
        lines[line].replacen(&format!("\"{field}\":\"{from}"), &format!("\"{field}\":\"{to}"), 1);
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// The value of a field in a line.
fn value<'a>(line: &'a str, field: &str) -> &'a str {
    let (_, rest) = line.split_once(&format!("\"{field}\":\"")).unwrap();
    rest.split_once('"').unwrap().0
}

#[test]
fn a_shell_proves_what_the_page_says() {
    let tools = ["sha256sum", "sha512sum", "basenc", "jq", "openssl"];
    let missing = |tool: &&&str| {
        let asked = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output();
        !asked.unwrap().status.success()
    };
    if let Some(tool) = tools.iter().find(missing) {
        eprintln!("SKIPPED: the commands of formaten.md: {tool} is not here");
        return;
    }
    let (_out, bag) = written(ACTS);
    let commands = commands(&bag);
    let acts = fs::read_to_string(file(&bag, "handelingen.jsonl")).unwrap();
    let seals = fs::read_to_string(file(&bag, "zegels.jsonl")).unwrap();
    let (acts, seals): (Vec<_>, Vec<_>) = (acts.lines().collect(), seals.lines().collect());
    assert_eq!(
        said(&bag, &commands),
        format!("{} acts, {} signatures checked\n", acts.len(), seals.len())
    );

    // The 72nd byte of a header says that two bytes hold its number.
    let long = |line: &&str| BASE64.decode(value(line, "header").as_bytes()).unwrap()[71] == 0x18;
    assert!(acts.iter().any(long), "no device has a number of two bytes");
    let strings = acts.iter().rposition(|line| line.contains("\"strings\":")).unwrap();
    let other = strings - 1;
    let (handelingen, zegels) = ("handelingen.jsonl", "zegels.jsonl");
    edit(&bag, handelingen, 1, "kept", value(acts[other], "kept"));
    edit(&bag, handelingen, strings, "salt", &"0".repeat(16));
    edit(&bag, handelingen, 5, "id", &"0".repeat(64));
    edit(&bag, handelingen, 9, "header", value(acts[8], "header"));
    edit(&bag, zegels, 0, "message", value(seals[1], "message"));
    edit(&bag, zegels, 1, "signature", value(seals[2], "signature"));
    edit(&bag, zegels, 3, "act", value(acts[0], "id"));
    edit(&bag, "document-wijzigingen.jsonl", 2, "change", &"0".repeat(64));
    let said = said(&bag, &commands);
    let (act, sealed) =
        (|line: usize| value(acts[line], "id"), |line: usize| value(seals[line], "act"));
    for wrong in [
        format!("act {} has another body", act(1)),
        format!("act {} has another body", act(strings)),
        format!("act {} has another id", "0".repeat(64)),
        format!("act {} has another id", act(9)),
        format!("a signature over something else than act {}", sealed(0)),
        format!("the signature of act {} is false", sealed(1)),
        format!("a signature of act {}, which that device did not do", act(0)),
        format!("act {} ends a chain without a signature", sealed(3)),
        "the change at byte ".to_owned(),
    ] {
        assert!(said.contains(&format!("WRONG: {wrong}")), "{wrong}: not found in:\n{said}");
    }
    // The checksums, which a forger would have made again, are wrong too.
    assert!(said.contains("handelingen.jsonl: FAILED"), "{said}");
}
