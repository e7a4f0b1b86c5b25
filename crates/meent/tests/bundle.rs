//! A village without internet, with the built binary: a stick goes round, nothing else does.
//!
//! Guards: founding, invite, join, admission and a confirmed decision by bundles alone, the same on all;
//! what is wrong with a file is said, and changes nothing. Next: `tests/lab`, on machines without a link.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use support::{Neighbour, list};
use tempfile::TempDir;

/// The stick: each file on it has a name of its own.
struct Stick {
    dir: TempDir,
    files: usize,
}

impl Stick {
    fn new() -> Self {
        Self { dir: TempDir::new().unwrap(), files: 0 }
    }

    fn file(&mut self) -> PathBuf {
        self.files += 1;
        self.dir.path().join(format!("bundle-{}", self.files))
    }

    /// Somebody puts a bundle on it.
    fn from(&mut self, who: &Neighbour, values: &[&str]) -> PathBuf {
        let file = self.file();
        let made = who.json(&[&["bundle", "export", file.to_str().unwrap()], values].concat());
        assert_eq!(made["bytes"].as_u64().unwrap(), fs::metadata(&file).unwrap().len(), "{made}");
        file
    }

    /// It goes from one to another, with all there is or with what the other lacks.
    fn carry(&mut self, from: &Neighbour, to: &Neighbour, values: &[&str]) -> Value {
        let file = self.from(from, values);
        take(to, &file)
    }

    /// It goes from the first to the last and back, with all there is.
    fn round(&mut self, all: &[&Neighbour]) {
        for pair in all.windows(2) {
            self.carry(pair[0], pair[1], &[]);
        }
        for pair in all.windows(2).rev() {
            self.carry(pair[1], pair[0], &[]);
        }
    }
}

fn take(who: &Neighbour, file: &Path) -> Value {
    who.json(&["bundle", "import", file.to_str().unwrap()])
}

fn state_of<'a>(members: &'a Value, name: &str) -> &'a str {
    let named = |member: &&Value| member["name"] == name;
    list(members, "members").iter().find(named).map_or("", |m| m["state"].as_str().unwrap_or(""))
}

/// What a command says to somebody who reads Dutch, and whether it succeeded.
fn said(who: &Neighbour, args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meent"));
    command.arg("--profile").arg(who.profile()).args(["--lang", "nl"]);
    let said = command.args(args).output().unwrap();
    (said.status.success(), String::from_utf8([said.stdout, said.stderr].concat()).unwrap())
}

/// The exit code and the word of a refusal.
fn refused(who: &Neighbour, args: &[&str]) -> (i32, String) {
    let output = who.run(args);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().unwrap(), json["error"].as_str().unwrap_or_default().to_owned())
}

/// Three people, of whom two came by a bundle with an invite, admitted by bundles alone.
fn village(running: bool) -> (Stick, Neighbour, Neighbour, Neighbour) {
    let mut stick = Stick::new();
    let [mut ali, mut bea, mut cem] = ["Ali", "Bea", "Cem"].map(Neighbour::new);
    if running {
        // Each on a port of this machine that nobody else is told of.
        for who in [&mut ali, &mut bea, &mut cem] {
            who.start();
        }
    }
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    let invite = stick.from(&ali, &["--invite"]);
    for (who, name) in [(&bea, "Bea"), (&cem, "Cem")] {
        let told = who.json(&["bundle", "import", invite.to_str().unwrap(), "--name", name]);
        assert_eq!((&told["state"], &told["written"]), (&"guest".into(), &2.into()), "{told}");
        assert_eq!(told["level"], true, "all that Ali had, before the newcomer wrote: {told}");
    }
    for (who, name) in [(&bea, "Bea"), (&cem, "Cem")] {
        let told = stick.carry(who, &ali, &["--for", "Ali"]);
        assert_eq!((&told["new"], &told["held"]), (&2.into(), &0.into()), "{told}");
        assert_eq!(state_of(&ali.json(&["member", "list"]), name), "guest");
    }
    ali.json(&["member", "approve", "Bea"]);
    stick.carry(&ali, &bea, &["--for", "Bea"]);
    assert_eq!(state_of(&bea.json(&["member", "list"]), "Bea"), "member");
    ali.json(&["member", "approve", "Cem"]);
    stick.carry(&ali, &bea, &[]);
    bea.json(&["member", "approve", "Cem"]);
    stick.round(&[&ali, &bea, &cem]);
    for who in [&ali, &bea, &cem] {
        assert_eq!(state_of(&who.json(&["member", "list"]), "Cem"), "member");
    }
    (stick, ali, bea, cem)
}

fn decide(stick: &mut Stick, all: [&Neighbour; 3]) {
    let [ali, bea, cem] = all;
    let terms = ["--text", "Om de beurt", "--review", "2099-06-01", "--method", "majority"];
    let decision = bea.json(&[&["decision", "propose", "Water geven"], &terms[..]].concat());
    let id = decision["id"].as_str().unwrap();
    bea.json(&["decision", "open", id]);
    bea.json(&["vote", id, "for"]);
    stick.round(&[bea, ali, cem]);
    for who in [ali, cem] {
        who.json(&["vote", id, "for"]);
    }
    stick.round(&[cem, ali, bea]);
    let counted = bea.json(&["decision", "close", id])["counted"].clone();
    assert_eq!(counted, serde_json::json!({"Ali": "for", "Bea": "for", "Cem": "for"}));
    stick.round(&[bea, ali, cem]);
    stick.round(&[cem, ali, bea]);
    let heads = |who: &Neighbour| {
        let status = who.json(&["status"]);
        (status["heads"].clone(), status["register"].clone(), status["acts"].clone())
    };
    for who in all {
        let done = who.json(&["decision", "show", id]);
        assert_eq!((&done["status"], &done["outcome"]), (&"confirmed".into(), &"adopted".into()));
        assert_eq!(done["acknowledged"], serde_json::json!(["Ali", "Bea", "Cem"]), "{done}");
        assert_eq!(heads(who), heads(all[0]));
        assert_eq!(who.json(&["verify"])["ok"], true);
    }
}

#[test]
fn a_village_without_internet_decides_by_a_stick() {
    let (mut stick, ali, bea, cem) = village(false);
    decide(&mut stick, [&ali, &bea, &cem]);
}

#[test]
fn so_it_does_with_peers_that_run_and_never_meet() {
    let (mut stick, ali, mut bea, cem) = village(true);
    decide(&mut stick, [&ali, &bea, &cem]);
    for who in [&ali, &bea, &cem] {
        assert_eq!(list(&who.json(&["status"]), "around").len(), 0, "nobody was met");
    }
    // And when there is a network after all, there is nothing to tell.
    let listens = ali.until("listens", &["status"], |s| !list(s, "addresses").is_empty());
    bea.kill();
    bea.start_dialling(list(&listens, "addresses")[0].as_str().unwrap());
    bea.until("level", &["status"], |status| {
        let level = |one: &Value| one["name"] == "Ali" && one["behind"] == 0;
        list(status, "around").iter().any(level)
    });
    assert_eq!(bea.json(&["status"])["acts"], ali.json(&["status"])["acts"]);
}

#[test]
fn what_is_wrong_with_a_file_is_said_and_changes_nothing() {
    let (mut stick, ali, bea, _cem) = village(false);
    let good = fs::read(stick.from(&ali, &[])).unwrap();
    let acts = bea.json(&["status"])["acts"].clone();
    let mut turned = good.clone();
    turned[good.len() / 2] ^= 1;
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("none", b"Boodschappen: brood, melk".to_vec(), "Dit is geen bundel van Meent."),
        ("nothing", Vec::new(), "Dit is geen bundel van Meent."),
        ("cut", good[..good.len() - 5].to_vec(), "Dit bestand is afgebroken: het einde ontbreekt."),
        ("turned", turned, "Dit bestand is beschadigd, of er is iets in veranderd."),
        ("newer", b"meent bundle 2\n".to_vec(), "Dit bestand is gemaakt door een nieuwere versie"),
        (
            "longer",
            [&good[..], b"x"].concat(),
            "Dit bestand is beschadigd, of er is iets in veranderd.",
        ),
    ];
    for (name, bytes, wanted) in cases {
        let file = stick.dir.path().join(name);
        fs::write(&file, bytes).unwrap();
        let args = ["bundle", "import", file.to_str().unwrap()];
        let (done, text) = said(&bea, &args);
        assert!(!done && text.contains(wanted), "{name}: {text}");
        let code = if name == "newer" { 69 } else { 65 };
        assert_eq!(refused(&bea, &args), (code, "bad-bundle".to_owned()), "{name}");
    }
    let missing = stick.dir.path().join("not there");
    assert_eq!(refused(&bea, &["bundle", "import", missing.to_str().unwrap()]).0, 66);
    // Too large: nothing but what is passed over, more than is read.
    let large = stick.dir.path().join("large");
    let end = good.len() - 38;
    let filler = [&(1_u32 << 18).to_be_bytes()[..], &vec![200; 1 << 18]].concat();
    let mut file = fs::File::create(&large).unwrap();
    let mut put = |bytes: &[u8]| std::io::Write::write_all(&mut file, bytes).unwrap();
    put(&good[..end]);
    (0..1024).for_each(|_| put(&filler));
    put(&good[end..]);
    let (_, text) = said(&bea, &["bundle", "import", large.to_str().unwrap()]);
    assert!(text.contains("Dit bestand is groter dan Meent leest."), "{text}");
    assert_eq!(bea.json(&["status"])["acts"], acts);
    let kept = fs::read_dir(bea.profile()).unwrap().count();
    assert_eq!(take(&bea, &stick.from(&ali, &[]))["new"], 0, "and a good one still does");
    assert_eq!(fs::read_dir(bea.profile()).unwrap().count(), kept, "nothing is left lying about");
}

#[test]
fn a_file_of_another_community_or_with_a_gap_is_said_to_be_one() {
    let (mut stick, ali, bea, cem) = village(false);
    let dora = Neighbour::new("Dora");
    let all = stick.from(&ali, &[]);
    let args = ["bundle", "import", all.to_str().unwrap()];
    assert_eq!(refused(&dora, &args), (77, "bad-bundle".to_owned()));
    assert!(!dora.profile().exists(), "nothing was begun");
    let (_, text) = said(&dora, &args);
    assert!(text.contains("een gemeenschap waar je niet in zit"), "{text}");
    // With an invite, and no name to come in by.
    let invite = stick.from(&ali, &["--invite"]);
    let args = ["bundle", "import", invite.to_str().unwrap()];
    assert_eq!(refused(&dora, &args).0, 64);
    assert!(!dora.profile().exists());
    // Cem has what Ali's next file goes on from, and Bea hasn't.
    ali.json(&["goal", "add", "Een bankje"]);
    stick.carry(&ali, &cem, &["--for", "Cem"]);
    cem.json(&["comment", "Een bankje", "Graag"]);
    stick.carry(&cem, &ali, &["--for", "Ali"]);
    ali.json(&["comment", "Een bankje", "In de schaduw dan"]);
    let gap = stick.from(&ali, &["--for", "Cem"]);
    let before = bea.json(&["status"])["acts"].clone();
    let args = ["bundle", "import", gap.to_str().unwrap()];
    assert_eq!(refused(&bea, &args), (65, "bad-bundle".to_owned()));
    let (_, text) = said(&bea, &args);
    assert!(text.contains("gaat verder op dingen die je niet hebt"), "{text}");
    assert!(text.contains("meent bundle export --all"), "{text}");
    assert_eq!(bea.json(&["status"])["acts"], before);
    assert_eq!(take(&cem, &gap)["new"], 1);
    assert_eq!(stick.carry(&ali, &bea, &["--since", "1d"])["level"], true);
    assert_eq!(stick.carry(&ali, &bea, &["--since", "2099-01-01"])["acts"], 0);
}

#[test]
fn nothing_that_stands_there_is_written_over() {
    let ali = Neighbour::new("Ali");
    let stick = TempDir::new().unwrap();
    let file = stick.path().join("bundle");
    let path = file.to_str().unwrap();
    assert_eq!(refused(&ali, &["bundle", "export", path]).0, 66, "no community yet");
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 0, "no half file is left");
    let acts = ali.json(&["status"])["acts"].clone();
    fs::write(&file, "boodschappen").unwrap();
    assert_eq!(refused(&ali, &["bundle", "export", path, "--invite"]).0, 73);
    assert_eq!(ali.json(&["status"])["acts"], acts, "no invite was published in vain");
    assert_eq!(fs::read_to_string(&file).unwrap(), "boodschappen");
    fs::remove_file(&file).unwrap();
    assert_eq!(refused(&ali, &["bundle", "export", path, "--for", "Niemand"]).0, 66);
    assert_eq!(refused(&ali, &["bundle", "export", path, "--since", "gisteren"]).0, 64);
    assert_eq!(refused(&ali, &["bundle", "export", path, "--since", "1d", "--all"]).0, 64);
    assert_eq!(refused(&ali, &["bundle", "export", path, "--for", "Ali", "--invite"]).0, 64);
    assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 0);
    let (_, text) = said(&ali, &["bundle", "export", path, "--invite"]);
    assert!(text.contains("wie dit bestand heeft, kan er tot"), "{text}");
    let other = stick.path().join("other");
    let (_, text) = said(&ali, &["bundle", "export", other.to_str().unwrap()]);
    assert!(text.contains("Wie dit bestand vindt, kan alles lezen"), "{text}");
}
