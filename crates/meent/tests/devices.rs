//! Devices are lost and people come back: by a paper key, by the others, from a backup; real processes.
//!
//! Guards: whoever comes back is the same member with one new device, and the old ones are out; nobody
//! comes back as somebody else; a copy of a profile never writes beside the first. Next:
//! `two_neighbours.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Output, Stdio},
};

use serde_json::{Value, json};
use support::{Neighbour, list};

/// Runs a command with a text on its standard input; whatever comes out.
fn type_in(who: &Neighbour, args: &[&str], text: &str) -> Output {
    let mut command = who.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn field(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("no {key}: {value}")).to_owned()
}

fn states(devices: &Value) -> Vec<&str> {
    let mut states: Vec<_> =
        list(devices, "devices").iter().map(|device| device["state"].as_str().unwrap()).collect();
    states.sort_unstable();
    states
}

/// The ids and states of everybody.
fn people(who: &Neighbour) -> Vec<(String, String, String)> {
    let members = who.json(&["member", "list"]);
    let of = |member: &Value| (field(member, "name"), field(member, "id"), field(member, "state"));
    let mut people: Vec<_> = list(&members, "members").iter().map(of).collect();
    people.sort();
    people
}

fn invite(who: &Neighbour) -> String {
    let has_address = |link: &Value| link["link"].as_str().is_some_and(|link| link.len() > 200);
    field(&who.until("has an address in it", &["invite"], has_address), "link")
}

/// Ali founds; the others join and are members. All run.
fn community(names: &[&'static str]) -> Vec<Neighbour> {
    let mut all: Vec<_> = names.iter().map(|name| Neighbour::new(name)).collect();
    for one in &mut all {
        one.start();
    }
    let (ali, others) = all.split_first().unwrap();
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", names[0]]);
    for (other, name) in others.iter().zip(&names[1..]) {
        let link = invite(ali);
        other.json(&["join", &link, "--name", name]);
        ali.until("has the newcomer", &["member", "list"], |members| {
            list(members, "members").iter().any(|member| member["name"] == *name)
        });
        let is_member = |members: &Value| {
            let all = list(members, "members");
            all.iter().any(|member| member["name"] == *name && member["state"] == "member")
        };
        // Two thirds of those who are in: whoever came before approves as well.
        for member in std::iter::once(ali).chain(others) {
            if list(&ali.json(&["member", "list"]), "members").iter().any(|m| m["name"] == *name)
                && !is_member(&ali.json(&["member", "list"]))
                && member.run(&["member", "approve", name]).status.success()
            {
                std::thread::sleep(std::time::Duration::from_millis(300));
            }
        }
        ali.until("lets the newcomer in", &["member", "list"], is_member);
        other.until("is in", &["member", "list"], is_member);
    }
    all
}

fn address(who: &Neighbour) -> String {
    let status = who.until("listens", &["status"], |s| !list(s, "addresses").is_empty());
    list(&status, "addresses")[0].as_str().unwrap().to_owned()
}

fn error(output: &Output) -> (i32, String) {
    let line = String::from_utf8_lossy(&output.stdout);
    let json: Value = serde_json::from_str(&line).unwrap_or_default();
    (output.status.code().unwrap(), json["error"].as_str().unwrap_or_default().to_owned())
}

/// The words of a new paper key, typed back.
fn paper(who: &Neighbour) -> String {
    let made = who.json(&["device", "paper"]);
    assert_eq!((made["written"].clone(), list(&made, "words").len()), (json!(false), 24));
    let words: Vec<_> = list(&made, "words").iter().map(|word| word.as_str().unwrap()).collect();
    let words = words.join(" ");
    let args = ["device", "paper", "--check"];
    assert_eq!(who.answered(&args, &type_in(who, &args, &words))["written"], true);
    words
}

#[test]
fn a_paper_key_counts_once_its_words_were_typed_back_and_there_is_one() {
    let ali = Neighbour::new("Ali");
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    let before = ali.json(&["status"])["acts"].clone();
    let made = ali.json(&["device", "paper"]);
    assert_eq!(ali.json(&["status"])["acts"], before, "shown, and nothing written");
    assert_eq!(list(&made, "check").len(), 2);
    let check = ["device", "paper", "--check"];
    for (typed, refused) in [
        ("", "bad-words"),
        ("abandon ability", "bad-words"),
        (&"tuin ".repeat(24), "bad-words"),
        (&"zoo ".repeat(24), "bad-words"),
    ] {
        assert_eq!(error(&type_in(&ali, &check, typed)), (64, refused.to_owned()), "{typed:?}");
    }
    assert_eq!(ali.json(&["status"])["acts"], before);
    let words = paper(&ali);
    assert_eq!(states(&ali.json(&["device", "list"])), ["paper", "this"]);
    assert_eq!(error(&ali.run(&["device", "paper"])), (73, "has-paper-key".to_owned()));
    assert_eq!(error(&type_in(&ali, &check, &words)), (73, "has-paper-key".to_owned()));
    // Nothing on the disk holds the words.
    for entry in fs::read_dir(ali.profile()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains(&words), "{}", path.display());
        }
    }
}

#[test]
fn who_lost_all_devices_comes_back_by_the_paper_key_as_nobody_else() {
    let all = community(&["Ali", "Bea"]);
    let [mut ali, bea]: [Neighbour; 2] = all.try_into().map_err(|_| "two").unwrap();
    let words = paper(&ali);
    bea.until("knows of the paper key", &["log"], |log| {
        list(log, "log").iter().any(|line| line["deed"] == "paper")
    });
    let before = people(&bea);
    ali.kill();
    let link = invite(&bea);
    let mut again = Neighbour::new("Ali again");
    again.start();
    let args = ["device", "recover", link.as_str(), "--paper"];
    // The right kind of words, and nobody's.
    let nobody = format!("{}art", "abandon ".repeat(23));
    assert_eq!(error(&type_in(&again, &args, &nobody)), (65, "bad-link".to_owned()));
    let back = again.answered(&args, &type_in(&again, &args, &words));
    assert_eq!(back["state"], "member", "{back}{}{}", again.log(), bea.log());
    assert_eq!(people(&again), before, "the same people, and nobody more");
    assert_eq!(states(&again.json(&["device", "list"])), ["retired", "this"]);
    let keys = fs::read_dir(again.profile().join("keys")).unwrap().count();
    assert_eq!(keys, 1, "the paper key is gone");
    // What the new device does counts with Bea; what the old one does counts nowhere.
    let goal = again.json(&["goal", "add", "Een bankje"]);
    bea.until("has the goal", &["goal", "list"], |all| {
        list(all, "goals").iter().any(|one| one["id"] == goal["id"])
    });
    ali.start_dialling(&address(&bea));
    // It is a stranger to those around now, so it isn't told; what it writes reaches nobody.
    ali.json(&["goal", "add", "Van het oude apparaat"]);
    again.json(&["goal", "add", "Nog een"]);
    let goals =
        bea.until("has the second goal", &["goal", "list"], |all| list(all, "goals").len() >= 2);
    assert_eq!(list(&goals, "goals").len(), 2, "{goals}");
    assert_eq!(bea.json(&["verify"])["ok"], true);
    // A paper key is used once.
    let third = Neighbour::new("third");
    let args = ["device", "recover", link.as_str(), "--paper"];
    let waits = third.answered(&args, &type_in(&third, &args, &words));
    assert_eq!(waits["state"], "waiting");
}

#[test]
fn the_others_recover_who_has_no_paper_key() {
    let all = community(&["Ali", "Bea", "Cor"]);
    let [mut ali, bea, mut cor]: [Neighbour; 3] = all.try_into().map_err(|_| "three").unwrap();
    let before = people(&bea);
    ali.kill();
    // Cor and Bea met at Ali's only.
    cor.kill();
    cor.start_dialling(&address(&bea));
    let link = field(&bea.json(&["member", "recover", "Ali"]), "link");
    assert!(link.starts_with("meent-recover:"), "{link}");
    let mut again = Neighbour::new("Ali again");
    again.start();
    let request = field(&again.json(&["device", "recover", &link]), "link");
    assert!(request.starts_with("meent-request:"), "{request}");
    let refused = bea.run(&["member", "recover", "Cor", &request]);
    assert_eq!(error(&refused), (65, "bad-link".to_owned()), "it is of Ali");
    let changes = bea.json(&["member", "recover", "Ali", &request]);
    let change = list(&changes, "changes")[0].clone();
    assert_eq!((change["what"].clone(), change["about"].clone()), (json!("recover"), json!("Ali")));
    // One of two others is not two thirds.
    assert_eq!(error(&again.run(&["member", "list"])), (69, "waiting".to_owned()));
    // Who waits reads that somebody is there and what it takes now.
    let waits = again.until("has met somebody", &["status"], |s| s["looking"]["met"] == true);
    assert_eq!(waits["looking"]["by"], "recovery");
    let id = field(&change, "id");
    cor.until("knows of it", &["change", "list"], |all| {
        list(all, "changes").iter().any(|one| one["id"] == change["id"])
    });
    cor.json(&["change", "approve", &id]);
    let begin = std::time::Instant::now();
    while !again.run(&["member", "list"]).status.success() {
        assert!(begin.elapsed().as_secs() < 60, "{}{}", again.log(), bea.log());
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(people(&again), before);
    assert_eq!(states(&again.json(&["device", "list"])), ["retired", "this"]);
    let goal = again.json(&["goal", "add", "Een bankje"]);
    cor.until("has the goal", &["goal", "list"], |all| {
        list(all, "goals").iter().any(|one| one["id"] == goal["id"])
    });
}

#[test]
fn a_backup_comes_back_without_a_device_and_gets_one_by_the_paper_key() {
    let all = community(&["Ali", "Bea"]);
    let [mut ali, bea]: [Neighbour; 2] = all.try_into().map_err(|_| "two").unwrap();
    let words = paper(&ali);
    let goal = ali.json(&["goal", "add", "Een bankje"]);
    bea.until("has the goal", &["goal", "list"], |all| list(all, "goals").len() == 1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ali.backup");
    let path = file.to_str().unwrap();
    let made = ali.json(&["backup", path]);
    assert_eq!((made["ok"].clone(), made["communities"].clone()), (json!(true), json!(1)));
    assert_eq!(made["acts"], ali.json(&["status"])["acts"]);
    assert_eq!(error(&ali.run(&["backup", path])), (73, "exists".to_owned()));
    let whole = fs::read(&file).unwrap();
    for key in fs::read_dir(ali.profile().join("keys")).unwrap() {
        let bytes = fs::read(key.unwrap().path()).unwrap();
        let seed = bytes.last_chunk::<32>().unwrap();
        assert!(!whole.windows(32).any(|part| part == seed), "a secret key is in the backup");
    }
    ali.kill();
    let back = Neighbour::new("Ali back");
    // Whatever is wrong with it, nothing of it comes back.
    let at = |part: usize| whole.len() * part / 7;
    for (cut, flip) in [(whole.len(), at(1)), (whole.len(), at(6)), (at(4), at(2)), (20, 19)] {
        let mut bad = whole[..cut].to_vec();
        bad[flip] ^= 1;
        let bad_file = folder.path().join("bad.backup");
        fs::write(&bad_file, bad).unwrap();
        let refused = back.run(&["restore", bad_file.to_str().unwrap()]);
        assert_eq!(error(&refused), (65, "bad-backup".to_owned()), "{cut} {flip}");
        assert!(!back.profile().exists());
    }
    let restored = back.json(&["restore", path]);
    assert_eq!(list(&restored, "communities")[0]["state"], "apart");
    assert_eq!(error(&back.run(&["restore", path])), (73, "not-empty".to_owned()));
    assert_eq!(back.json(&["goal", "list"])["goals"][0]["id"], goal["id"]);
    assert_eq!(error(&back.run(&["goal", "add", "Nee"])), (69, "apart".to_owned()));
    let mut back = back;
    back.start_dialling(&address(&bea));
    let args = ["device", "recover", "--paper"];
    let answer = back.answered(&args, &type_in(&back, &args, &words));
    assert_eq!(answer["state"], "member", "{answer}{}", back.log());
    back.json(&["goal", "add", "Weer terug"]);
    bea.until("has the second goal", &["goal", "list"], |all| list(all, "goals").len() == 2);
    assert_eq!(people(&back), people(&bea));
    assert_eq!(states(&back.json(&["device", "list"])), ["retired", "this"]);
}

/// What somebody does who takes the folder along: files and folders with their modes.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (kind, target) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_file() {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_copy_of_a_profile_writes_nothing_until_it_has_a_device_of_its_own() {
    let mut ali = Neighbour::new("Ali");
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    ali.json(&["goal", "add", "Een"]);
    assert_eq!(error(&ali.run(&["device", "copied"])), (69, "not-elsewhere".to_owned()));
    let mut second = Neighbour::new("copy");
    copy(&ali.profile(), &second.profile());
    let state =
        |who: &Neighbour| who.json(&["community", "list"])["communities"][0]["state"].clone();
    assert_eq!(state(&second), "moved");
    for args in [
        &["goal", "add", "Twee"][..],
        &["invite"],
        &["device", "paper", "--check"],
        &["community", "create", "Straat", "--purpose", "Samen", "--name", "Ali"],
    ] {
        assert_eq!(error(&second.run(args)), (69, "moved-or-copied".to_owned()), "{args:?}");
    }
    assert_eq!(second.json(&["goal", "list"])["goals"][0]["title"], "Een");
    second.start();
    let copied = second.json(&["device", "copied"]);
    assert_eq!(list(&copied, "communities")[0]["state"], "apart");
    assert_eq!(error(&second.run(&["goal", "add", "Twee"])), (69, "apart".to_owned()));
    // The first goes on as ever, and lets the other in as a second device.
    ali.start();
    ali.json(&["goal", "add", "Drie"]);
    let code = ali.until("has an address", &["device", "enrol"], |code| {
        code["link"].as_str().is_some_and(|link| link.len() > 250)
    });
    let joined = second.json(&["device", "join", &field(&code, "link")]);
    assert_eq!(joined["state"], "member", "{joined}{}", second.log());
    second.json(&["goal", "add", "Twee"]);
    ali.until("has all", &["goal", "list"], |all| list(all, "goals").len() == 3);
    assert_eq!(states(&ali.json(&["device", "list"])), ["standing", "this"], "no fork");
    assert_eq!(ali.json(&["verify"])["ok"], true);
}

#[test]
fn a_profile_that_was_moved_hears_from_others_before_it_writes() {
    let all = community(&["Ali", "Bea"]);
    let [mut ali, bea]: [Neighbour; 2] = all.try_into().map_err(|_| "two").unwrap();
    ali.kill();
    let mut moved = Neighbour::new("Ali elsewhere");
    copy(&ali.profile(), &moved.profile());
    // The folder that was left behind went on for a while: what it did is known to Bea only.
    ali.start_dialling(&address(&bea));
    ali.json(&["goal", "add", "Nog thuis"]);
    bea.until("has it", &["goal", "list"], |all| list(all, "goals").len() == 1);
    ali.kill();
    moved.json(&["device", "moved"]);
    assert_eq!(error(&moved.run(&["goal", "add", "Hier"])), (69, "catching-up".to_owned()));
    moved.start_dialling(&address(&bea));
    moved.until("has heard", &["goal", "list"], |all| list(all, "goals").len() == 1);
    let begin = std::time::Instant::now();
    while !moved.run(&["goal", "add", "Hier"]).status.success() {
        assert!(begin.elapsed().as_secs() < 60, "{}", moved.log());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    bea.until("has both", &["goal", "list"], |all| list(all, "goals").len() == 2);
    assert_eq!(states(&moved.json(&["device", "list"])), ["this"], "no fork");
    moved.kill();
    moved.json(&["goal", "add", "Zonder te wachten"]);
}

#[test]
fn a_passphrase_is_asked_wherever_the_keys_are_needed() {
    let ali = Neighbour::new("Ali");
    ali.json(&["community", "create", "De Linde", "--purpose", "Samen", "--name", "Ali"]);
    let run = |args: &[&str], now: &str, new: &str| {
        let mut command = ali.command(args);
        command.env("MEENT_PASSPHRASE", now).env("MEENT_NEW_PASSPHRASE", new);
        command.output().unwrap()
    };
    let (choose, remove) = (["setting", "passphrase"], ["setting", "passphrase", "--remove"]);
    let (first, second) = ("fietspomp onder de linde", "drie kippen achterin");
    let sealed = |output: &Output| ali.answered(&choose, output)["sealed"].clone();
    assert_eq!(error(&run(&choose, "", "")), (64, "not-confirmed".to_owned()), "nobody to ask");
    assert_eq!(error(&run(&choose, "", "kort")), (64, "passphrase".to_owned()));
    assert_eq!(sealed(&run(&choose, "", first)), true);
    let status = ["status"];
    assert_eq!(error(&run(&status, "", "")), (77, "locked".to_owned()));
    assert_eq!(error(&run(&status, second, "")), (77, "wrong-passphrase".to_owned()));
    assert!(run(&["goal", "add", "Een bankje"], first, "").status.success());
    let listen = ["serve", "--listen", "/ip4/127.0.0.1/udp/0/quic-v1"];
    assert_eq!(error(&run(&listen, "", "")), (77, "locked".to_owned()));
    assert_eq!(error(&run(&choose, second, first)), (77, "wrong-passphrase".to_owned()));
    assert_eq!(sealed(&run(&choose, first, second)), true);
    assert_eq!(error(&run(&status, first, "")), (77, "wrong-passphrase".to_owned()));
    let lock = ali.profile().join("keys/passphrase");
    let good = fs::read(&lock).unwrap();
    fs::write(&lock, &good[..50]).unwrap();
    assert_eq!(error(&run(&status, second, "")), (65, "damaged".to_owned()), "not a wrong one");
    fs::write(&lock, good).unwrap();
    assert_eq!(sealed(&run(&remove, second, "")), false);
    assert!(run(&status, "", "").status.success());
}
