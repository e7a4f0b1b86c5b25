//! The rooms and the arrows between them, kept true.
//!
//! Compares what cargo knows with `docs/architecture.md`: which room may name which, where the
//! heavy neighbours (network, document engine, database, async) may live, and a few habits that
//! rot unseen. An arrow that is not in [`ROOMS`] needs a sentence in that page first.
//! Neighbour to read next: `docs/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Package, and the rooms that what it ships may name. In the order of the arrows.
const ROOMS: &[(&str, &[&str])] = &[
    ("meent-act", &[]),
    ("meent-rules", &["meent-act"]),
    ("meent-document", &["meent-act", "meent-rules"]),
    ("meent-store", &["meent-act"]),
    ("meent-sync", &["meent-act", "meent-rules"]),
    // Moves frames; looks inside none.
    ("meent-network", &[]),
    (
        "meent-peer",
        &[
            "meent-act",
            "meent-rules",
            "meent-document",
            "meent-store",
            "meent-sync",
            "meent-network",
            // What people are called where two chose one name, the same everywhere.
            "meent-words",
        ],
    ),
    ("meent-words", &["meent-act", "meent-rules"]),
    // Verifying needs no profile and no network: neither store nor peer.
    ("meent-archive", &["meent-act", "meent-rules", "meent-document", "meent-words"]),
    ("meent-story", &["meent-act", "meent-rules"]),
    ("meent-ballots", &["meent-rules"]),
    // What a command does is the peer's: the page asks it what the command line asks.
    ("meent-web", &["meent-peer", "meent-words", "meent-archive"]),
    (
        "meent",
        &[
            "meent-act",
            "meent-rules",
            "meent-document",
            "meent-store",
            "meent-peer",
            "meent-words",
            "meent-archive",
            "meent-story",
            "meent-ballots",
            "meent-web",
        ],
    ),
    // For tests only: no room ships it.
    ("meent-testing", &["meent-act", "meent-rules", "meent-document", "meent-store", "meent-sync"]),
];

/// A neighbour from outside (and all whose name starts so), and the only packages that may name
/// it. With `true` this holds for tests and benchmarks too.
const HOMES: &[(&str, &[&str], bool)] = &[
    ("automerge", &["meent-document"], true),
    ("libp2p", &["meent-network"], true),
    ("rusqlite", &["meent-store"], true),
    ("tokio", &["meent-network", "meent-peer", "meent-web", "meent"], false),
    ("futures", &["meent-network", "meent-peer", "meent-web", "meent"], false),
    ("axum", &["meent-web"], false),
    ("maud", &["meent-web"], false),
    ("clap", &["meent"], false),
];

/// Rooms whose `clippy.toml` keeps clock, environment and hash order out.
const PURE: &[&str] = &["act", "rules", "document", "sync"];

fn root() -> PathBuf {
    let testing = Path::new(env!("CARGO_MANIFEST_DIR"));
    testing.ancestors().nth(2).expect("crates/testing lies two below the root").to_path_buf()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What cargo says about the workspace and all it depends on, as built for this machine (what is
/// for other systems only is not here, so that the test needs no download).
fn metadata() -> Value {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs, cargo ran it");
    let version = String::from_utf8(version.stdout).expect("rustc speaks UTF-8");
    let host =
        version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc says its host");
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host])
        .output()
        .expect("cargo runs, it built this test");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The packages of this workspace by name.
fn ours(metadata: &Value) -> BTreeMap<&str, &Value> {
    let members: BTreeSet<&str> =
        list(metadata, "workspace_members").iter().filter_map(Value::as_str).collect();
    list(metadata, "packages")
        .iter()
        .filter(|package| members.contains(text(package, "id")))
        .map(|package| (text(package, "name"), package))
        .collect()
}

/// Every source file under `folder`, deepest included.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("a folder of the checkout can be read").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn crate_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("crates"))
        .expect("the workspace has crates/")
        .map(|entry| entry.expect("a folder of the checkout can be read").path())
        .filter(|path| path.join("Cargo.toml").is_file())
        .collect();
    folders.sort();
    folders
}

/// Fails with every complaint at once, so that one run shows all there is to do.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn arrows_run_one_way() {
    let metadata = metadata();
    let ours = ours(&metadata);
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut complaints = Vec::new();
    for name in ours.keys().filter(|name| !allowed.contains_key(*name)) {
        complaints.push(format!("{name} is a room that tests/rooms.rs doesn't know"));
    }
    for name in allowed.keys().filter(|name| !ours.contains_key(*name)) {
        complaints.push(format!("{name} is in tests/rooms.rs, but no room"));
    }
    let mut arrows = 0;
    for (name, package) in &ours {
        for dependency in list(package, "dependencies") {
            let to = text(dependency, "name");
            if !ours.contains_key(to) || text(dependency, "kind") == "dev" {
                continue;
            }
            arrows += 1;
            if !allowed.get(name).is_some_and(|rooms| rooms.contains(&to)) {
                complaints.push(format!("{name} -> {to}: docs/architecture.md has no such arrow"));
            }
        }
    }
    none(&complaints);
    assert!(arrows >= 10, "only {arrows} arrows seen: is cargo metadata read right?");
}

#[test]
fn heavy_neighbours_stay_in_their_rooms() {
    let metadata = metadata();
    let mut complaints = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, package) in ours(&metadata) {
        for dependency in list(package, "dependencies") {
            let to = text(dependency, "name");
            let dev = text(dependency, "kind") == "dev";
            for (neighbour, homes, in_tests_too) in HOMES {
                if to != *neighbour && !to.starts_with(&format!("{neighbour}-")) {
                    continue;
                }
                seen.insert(*neighbour);
                if !homes.contains(&name) && (!dev || *in_tests_too) {
                    complaints
                        .push(format!("{name} names {to}, which lives in {}", homes.join(", ")));
                }
            }
        }
    }
    none(&complaints);
    let unseen: Vec<_> = HOMES.iter().filter(|(name, ..)| !seen.contains(name)).collect();
    assert!(unseen.is_empty(), "nobody names {unseen:?}: take it out of tests/rooms.rs");
}

#[test]
fn the_map_names_every_room() {
    let map = read(&root().join("docs/architecture.md"));
    let metadata = metadata();
    let complaints: Vec<String> = ours(&metadata)
        .values()
        .filter_map(|package| {
            let folder =
                Path::new(text(package, "manifest_path")).parent()?.file_name()?.to_str()?;
            let row = map.lines().any(|line| line.starts_with(&format!("| `{folder}` ")));
            (!row).then(|| format!("docs/architecture.md has no row for `{folder}`"))
        })
        .collect();
    none(&complaints);
}

/// "1.90" and "1.90.0" are one version.
fn version(word: &str) -> [u64; 3] {
    let mut parts =
        word.split('.').map(|part| part.parse().expect("rust-version is numbers and dots"));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

#[test]
fn rust_version_is_no_lower_than_a_dependency_asks() {
    let metadata = metadata();
    let ours = ours(&metadata);
    let mut complaints = Vec::new();
    let asked: Vec<&Value> = list(&metadata, "packages")
        .iter()
        .filter(|package| {
            !text(package, "rust_version").is_empty() && !ours.contains_key(text(package, "name"))
        })
        .collect();
    assert!(asked.len() > 50, "only {} dependencies say a rust-version", asked.len());
    for (name, package) in &ours {
        let said = text(package, "rust_version");
        assert!(!said.is_empty(), "{name} says no rust-version");
        for dependency in &asked {
            if version(text(dependency, "rust_version")) > version(said) {
                complaints.push(format!(
                    "{name} says rust-version {said}, {} {} asks {}",
                    text(dependency, "name"),
                    text(dependency, "version"),
                    text(dependency, "rust_version"),
                ));
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    let mut complaints = Vec::new();
    let mut files = 0;
    for folder in crate_folders() {
        let written = ["src", "tests", "benches"].map(|part| sources(&folder.join(part))).concat();
        for path in written {
            files += 1;
            let content = read(&path);
            let lines = content.lines().count();
            let shown = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
            if !content.starts_with("//!") {
                complaints.push(format!("{shown} doesn't open with //!: say what it is"));
            }
            if shown.ends_with("/src/lib.rs") && lines >= 80 {
                complaints
                    .push(format!("{shown} has {lines} lines; a table of contents has under 80"));
            }
            if path.starts_with(folder.join("src")) && lines > 500 {
                complaints.push(format!("{shown} has {lines} lines: more than one subject (500)"));
            }
        }
    }
    none(&complaints);
    assert!(files >= ROOMS.len(), "only {files} files seen");
}

#[test]
fn every_room_keeps_the_workspace_lints() {
    let mut complaints = Vec::new();
    for folder in crate_folders() {
        let manifest = read(&folder.join("Cargo.toml"));
        if !manifest.contains("[lints]\nworkspace = true") {
            complaints.push(format!("{} doesn't take the workspace's lints", folder.display()));
        }
    }
    // A crate's own clippy.toml replaces the root's, so it repeats each of its lines.
    let common = read(&root().join("clippy.toml"));
    let common: Vec<&str> =
        common.lines().map(str::trim).filter(|line| line.contains('=')).collect();
    for room in PURE {
        let own = read(&root().join("crates").join(room).join("clippy.toml"));
        let own: BTreeSet<&str> = own.lines().map(str::trim).collect();
        for line in common.iter().filter(|line| !line.starts_with('#') && !own.contains(*line)) {
            complaints.push(format!("crates/{room}/clippy.toml doesn't repeat: {line}"));
        }
        for word in ["SystemTime::now", "Instant::now", "env::var", "HashMap", "HashSet"] {
            if !own.iter().any(|line| line.contains(&format!("::{word}\""))) {
                complaints.push(format!("crates/{room}/clippy.toml lets {word} in"));
            }
        }
    }
    none(&complaints);
}
