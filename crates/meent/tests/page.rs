//! The page about the command line (`docs/cli.md`) against the program: every command, every value, the
//! fields of the JSON.
//!
//! Guards: a command that isn't on the page, a page that promises what isn't there. Next: `usage.rs`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("crates/meent lies two below the root").to_owned()
}

/// The sections of the page by command.
fn page() -> BTreeMap<String, String> {
    let page = fs::read_to_string(root().join("docs/cli.md")).expect("the page is there");
    let mut sections = BTreeMap::new();
    for part in page.split("\n### `").skip(1) {
        let (command, text) = part.split_once("`\n").expect("a heading ends");
        let text = text.split("\n## ").next().unwrap_or_default();
        let earlier = sections.insert(command.to_owned(), text.to_owned());
        assert!(earlier.is_none(), "{command} stands twice on the page");
    }
    sections
}

fn run(profile: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_meent"))
        .args(["--lang", "en", "--profile"])
        .arg(profile)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the binary was built for this test");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {error}");
    String::from_utf8(output.stdout).expect("Meent speaks UTF-8")
}

/// The commands without verbs of their own, with their values: flags and placeholders.
fn commands(path: &[&str], found: &mut BTreeMap<String, BTreeSet<String>>) {
    let help = run(Path::new("unused"), &[path, &["--help"]].concat());
    let section = |title: &str| {
        let lines = help.lines().skip_while(|line| *line != title).skip(1);
        lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    for line in section("Commands:") {
        // A line that goes on stands deeper.
        if let Some(verb) = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')) {
            let verb = verb.split(' ').next().expect("a line has a word");
            commands(&[path, &[verb]].concat(), found);
        }
    }
    if section("Commands:").is_empty() {
        let values = [section("What goes with it:"), section("Choices:")].concat();
        let word = |line: &String| line.split_whitespace().next().map(str::to_owned);
        let is_value = |word: &String| {
            word.starts_with("--") || word.starts_with('<') || word.starts_with('[')
        };
        let values = values.iter().filter_map(word).filter(is_value);
        let bare = |word: String| word.trim_matches(['<', '>', '[', ']', '.']).to_owned();
        found.insert(format!("meent {}", path.join(" ")), values.map(bare).collect());
    }
}

#[test]
fn every_command_and_value_is_on_the_page() {
    let mut found = BTreeMap::new();
    commands(&[], &mut found);
    assert!(found.len() > 25, "only {} commands were found in the help", found.len());
    let page = page();
    let listed: BTreeSet<_> = page.keys().filter(|command| *command != "meent").collect();
    assert_eq!(found.keys().collect::<BTreeSet<_>>(), listed);
    for (command, values) in &found {
        for value in values {
            let text = page[command].replace("\\|", "|");
            assert!(text.contains(value.as_str()), "{command}: {value} is not on the page");
        }
    }
}

/// The fields that a section promises at the top of its JSON.
fn promised(page: &BTreeMap<String, String>, command: &str) -> BTreeSet<String> {
    let section = &page[command];
    let (_, json) =
        section.split_once("JSON: ").unwrap_or_else(|| panic!("{command} says no JSON"));
    if let Some(other) = json.strip_prefix("as `").and_then(|rest| rest.split('`').next()) {
        return promised(page, other);
    }
    let (mut depth, mut fields) = (0_usize, BTreeSet::new());
    for (at, part) in json.split('`').enumerate() {
        if at % 2 == 1 {
            // Commands and options stand between the same marks.
            if depth == 0 && !part.starts_with('-') && !part.contains(' ') {
                fields.insert(part.to_owned());
            }
            continue;
        }
        for c in part.chars() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
        }
    }
    fields
}

#[test]
fn the_json_has_the_fields_of_the_page() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let page = page();
    let mut checked = BTreeSet::new();
    let mut check = |profile: &str, command: &str, args: &[&str]| -> Value {
        let verbs: Vec<_> = command.split(' ').skip(1).collect();
        let out = run(&dir.path().join(profile), &[&["--json"], verbs.as_slice(), args].concat());
        let json: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{command}: {out}"));
        let fields: BTreeSet<_> = json.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(fields, promised(&page, command), "{command}");
        checked.insert(command.to_owned());
        json
    };
    let path = |name: &str| dir.path().join(name).to_str().expect("ASCII").to_owned();
    let (link, bag) = (path("link"), path("archive"));

    check("a", "meent community create", &["Tuin", "--purpose", "Samen", "--name", "Ali"]);
    check("a", "meent community list", &[]);
    check("a", "meent invite", &["--out", &link]);
    check("b", "meent join", &[&link, "--name", "Bea"]);
    check("a", "meent member list", &[]);
    check("a", "meent goal add", &["Een bankje", "--text", "Voor iedereen"]);
    check(
        "a",
        "meent goal edit",
        &["Een bankje", "--title", "Bankje", "--text", "Voor wie moe is"],
    );
    check("a", "meent goal list", &[]);
    check("a", "meent goal show", &["Bankje"]);
    let history = check("a", "meent goal history", &["Bankje"]);
    let first = history["editions"][0]["id"].as_str().expect("a version").to_owned();
    let restored = check("a", "meent goal restore", &["Bankje", &first]);
    assert_eq!(restored["text"], "Voor iedereen");
    check("a", "meent member name", &["Alida"]);
    check("a", "meent member later", &["Alida"]);
    check("a", "meent news", &["--seen"]);
    check("a", "meent setting show", &[]);
    assert_eq!(check("a", "meent setting change", &["--theme", "dark"])["theme"], "dark");
    check("a", "meent comment", &["Een bankje", "Graag in de schaduw"]);
    let file = path("plan.txt");
    fs::write(&file, "Drie planken").expect("a temporary folder");
    let attached = check("a", "meent attach", &["Een bankje", &file]);
    let id = attached["id"].as_str().expect("an attachment").to_owned();
    assert_eq!(check("a", "meent attachment show", &[&id])["state"], "here");
    let saved = check("a", "meent attachment save", &[&id, &path("plan-2.txt")]);
    assert_eq!(fs::read(saved["path"].as_str().expect("a path")).ok(), fs::read(&file).ok());
    let terms = ["--review", "2030-01-01", "--method", "majority"];
    check(
        "a",
        "meent decision propose",
        &[&["Eik", "--text", "Een eik"], terms.as_slice()].concat(),
    );
    check("a", "meent decision edit", &["Eik", "--text", "Een lindeboom"]);
    let history = check("a", "meent decision history", &["Eik"]);
    let last = history["editions"][0]["id"].as_str().expect("a version").to_owned();
    check("a", "meent decision restore", &["Eik", &last]);
    check("a", "meent decision open", &["Eik", "--deadline", "7d"]);
    check("a", "meent vote", &["Eik", "for", "--reason", "Mooi"]);
    let closed = check("a", "meent decision close", &["Eik"]);
    assert_eq!(closed["outcome"], "adopted", "the only member's own count confirms: {closed}");
    check("a", "meent decision list", &[]);
    check("a", "meent decision show", &["Eik"]);
    let options = ["--option", "rood", "--option", "geel", "--method", "approval"];
    let kleur = ["Kleur", "--text", "Van het hek", "--review", "2030-01-01"];
    check("a", "meent decision propose", &[kleur.as_slice(), options.as_slice()].concat());
    check("a", "meent decision option", &["Kleur", "groen", "--text", "Als gras"]);
    check("a", "meent decision open", &["Kleur", "--proxies", "1"]);
    let voted = check("a", "meent vote", &["Kleur", "groen, 1"]);
    assert_eq!(voted["mine"], "rood, groen");
    assert_eq!(voted["tally"]["stages"][2]["sum"], 1);
    check("a", "meent proxy take-back", &["Kleur"]);
    let withdrawn = check("a", "meent decision withdraw", &["Kleur"]);
    assert_eq!(withdrawn["ways"]["withdrawn"], true);
    check("a", "meent charter show", &[]);
    check("a", "meent charter propose", &["quorum", "1/3"]);
    check("a", "meent charter write", &["Houd het kort", "--text", "Een alinea is genoeg"]);
    check("a", "meent moderation list", &[]);
    check("a", "meent topic create", &["Groen"]);
    check("a", "meent circle create", &["Tuinploeg", "--text", "Samen tuinieren"]);
    check("a", "meent role create", &["Sleutel", "--circle", "Tuinploeg"]);
    check("a", "meent role appoint", &["Sleutel", "Alida", "--until", "2099-12-31"]);
    let words = ["Het groen", "--domain", "Planten", "--review", "2099-06-01"];
    let terms = ["--holder", "Alida", "--topic", "Groen", "--ceiling", "500"];
    check("a", "meent mandate propose", &[&words[..], &terms].concat());
    check("a", "meent mandate grant", &["Het groen", "--ceiling", "600"]);
    assert_eq!(check("a", "meent mandate show", &["Het groen"])["ceiling"], 60_000);
    check("a", "meent mandate list", &[]);
    let bomen = ["Bomen", "--text", "Drie", "--review", "2099-06-01", "--method", "mandate"];
    check("a", "meent decision propose", &bomen);
    let under = ["Bomen", "--mandate", "Het groen", "--cost", "300"];
    let opened = check("a", "meent decision open", &under);
    assert_eq!(opened["counsel"]["under"]["amount"], 30_000);
    check("a", "meent mandate return", &["Het groen"]);
    for list in ["topic", "circle", "role"] {
        check("a", &format!("meent {list} list"), &[]);
    }
    check("a", "meent circle appoint", &["Tuinploeg", "Alida"]);
    check("a", "meent season show", &[]);
    check("a", "meent member show", &["Alida"]);
    let named = check("a", "meent member representative add", &["Jan", "--text", "Tot € 500"]);
    assert_eq!(named["members"][0]["representatives"][0]["text"], "Tot € 500");
    check("a", "meent member representative edit", &["Jan", "--name", "Jan Smit"]);
    check("a", "meent member representative remove", &["Jan Smit"]);
    check("a", "meent change list", &[]);
    let said = check("a", "meent comment", &["Eik", "Dit neem ik terug"]);
    check("a", "meent redact", &[said["id"].as_str().expect("an act"), "--yes"]);
    check("a", "meent schism show", &[]);
    check("a", "meent device list", &[]);
    let code = check("a", "meent device enrol", &[]);
    check("a", "meent device paper", &[]);
    check("c", "meent device join", &[code["link"].as_str().expect("a code")]);
    check("a", "meent status", &[]);
    check("a", "meent stand", &[]);
    check("a", "meent doctor", &[]);
    check("a", "meent log", &[]);
    assert_eq!(check("a", "meent verify", &[])["ok"], true);
    check("a", "meent export document", &[&path("tuin.automerge")]);
    let made = check("a", "meent archive create", &["--out", &bag]);
    check("a", "meent archive verify", &[made["path"].as_str().expect("a path")]);
    let story = root().join("tests/scenarios/consent.json");
    check("a", "meent replay", &[story.to_str().expect("UTF-8")]);
    let ballots = path("ballots.json");
    let text = r#"{"options": ["eik", "linde"], "ballots": [{"ballot": ["linde"]}]}"#;
    fs::write(&ballots, text).expect("a temporary folder");
    assert_eq!(check("a", "meent tally", &["approval", &ballots])["winners"][0], "linde");
    check("d", "meent demo", &[]);
    let backup = path("tuin.backup");
    check("a", "meent backup", &[&backup]);
    check("e", "meent restore", &[&backup]);
    let bundle = path("tuin.bundle");
    check("a", "meent bundle export", &[&bundle, "--invite"]);
    assert_eq!(check("f", "meent bundle import", &[&bundle, "--name", "Cem"])["state"], "guest");
    check("a", "meent community leave", &[]);

    // These need a second person, a second device, a terminal or a running peer: `two_neighbours.rs`,
    // `rounds.rs`, `mandates.rs`, `seasons.rs`, `moderation.rs` and `devices.rs` have them.
    let elsewhere = [
        "acknowledge",
        "approve",
        "withdraw",
        "object",
        "dismiss",
        "rest",
        "block",
        "remove",
        "give",
        "record",
        "sign",
        "accept",
        "retire",
        "recover",
        "moved",
        "copied",
        "passphrase",
        "hide",
        "moderation show",
        "answer",
        "agree",
        "refuse",
        "weigh",
        "nominate",
        "suspend",
        "season plan",
        "season join",
        "season found",
        "serve",
        "page",
    ];
    let left: Vec<_> =
        page.keys().filter(|command| *command != "meent" && !checked.contains(*command)).collect();
    let is_elsewhere = |command: &&&String| elsewhere.iter().any(|verb| command.ends_with(verb));
    assert!(left.iter().all(|command| is_elsewhere(&command)), "{left:?}");
    assert!(elsewhere.iter().all(|verb| left.iter().any(|of| of.ends_with(verb))), "{left:?}");
}
