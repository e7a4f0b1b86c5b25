//! The list of what Meent is built with, on the page about Meent, is the list that cargo knows.
//!
//! Guards: every crate that goes into the binary is named with its version and licence. Read for one
//! platform, so that the file is the same wherever it is made. To write it again:
//! `MEENT_WRITE=1 cargo test -p meent-web --test licences`. Next: `../src/pages/about.rs`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
    process::Command,
};

use serde_json::Value;

/// The platform that the list is of; what others add are bindings to their systems.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// What cargo knows, as in `Cargo.lock`.
fn known() -> Value {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", PLATFORM])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A line per crate below the binary that isn't ours: name, version, licence.
fn built_with(known: &Value) -> BTreeSet<String> {
    let packages: BTreeMap<_, _> =
        list(known, "packages").iter().map(|package| (text(package, "id"), package)).collect();
    let below: BTreeMap<_, _> =
        list(&known["resolve"], "nodes").iter().map(|node| (text(node, "id"), node)).collect();
    let ours: BTreeSet<_> =
        list(known, "workspace_members").iter().filter_map(Value::as_str).collect();
    let mut to_visit: Vec<_> =
        ours.iter().copied().filter(|id| text(packages[id], "name") == "meent").collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = to_visit.pop() {
        if !seen.insert(id) {
            continue;
        }
        for dependency in list(below[id], "deps") {
            // A kind of null is what ships; the others build or test.
            if list(dependency, "dep_kinds").iter().any(|kind| kind["kind"].is_null()) {
                to_visit.push(text(dependency, "pkg"));
            }
        }
    }
    let line = |id: &&str| {
        let package = packages[*id];
        // The slash is an older way to write "or".
        let licence = text(package, "license").replace('/', " OR ");
        let licence: Vec<_> = licence.split_whitespace().collect();
        assert!(!licence.is_empty(), "{id} names no licence");
        format!("{} {} {}", text(package, "name"), text(package, "version"), licence.join(" "))
    };
    seen.iter().filter(|id| !ours.contains(*id)).map(line).collect()
}

#[test]
fn the_page_names_all_that_meent_is_built_with() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/licences.txt");
    let known = built_with(&known());
    assert!(known.len() > 100, "cargo metadata isn't read right: {known:?}");
    if env::var_os("MEENT_WRITE").is_some() {
        let lines: String = known.iter().map(|line| format!("{line}\n")).collect();
        fs::write(&file, lines).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let written: BTreeSet<_> = written.lines().map(str::to_owned).collect();
    let missing: Vec<_> = known.difference(&written).collect();
    let over: Vec<_> = written.difference(&known).collect();
    assert!(
        missing.is_empty() && over.is_empty(),
        "assets/licences.txt lacks {missing:#?}\nand has {over:#?}\nMEENT_WRITE=1 writes it again"
    );
}
