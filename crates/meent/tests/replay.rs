//! The stories of the checkout, replayed by the program itself.
//!
//! Guards: whoever doubts the rules can play each story that we say holds, and one that doesn't hold
//! says where. What the stories promise: `crates/story/tests`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn stories(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let folder = root.expect("crates/meent lies two below the root").join("tests").join(folder);
    let files = fs::read_dir(folder).expect("the folder is there");
    let files = files.map(|file| file.expect("its files can be listed").path());
    let is_story = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
    let mut stories: Vec<_> = files.filter(is_story).collect();
    stories.sort();
    stories
}

fn replay(options: &[&str], files: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_meent"))
        .args(["--lang", "en"])
        .args(options)
        .arg("replay")
        .args(files)
        .output()
        .expect("the binary was built for this test")
}

fn all_hold(folder: &str, least: usize) {
    let files = stories(folder);
    assert!(files.len() >= least, "only {} stories in {folder}", files.len());
    let output = replay(&[], &files);
    let text = String::from_utf8(output.stdout).expect("Meent speaks UTF-8");
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert_eq!(text.lines().count(), files.len(), "one line a story: {text}");
    let output = replay(&["--json"], &files);
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["ok"], true);
    let told = json["stories"].as_array().expect("a list");
    assert_eq!(told.len(), files.len());
    for story in told {
        assert_eq!(story["ok"], true, "{story}");
        assert!(story["states"].as_array().is_some_and(|states| !states.is_empty()), "{story}");
    }
}

#[test]
fn the_designs_stories_hold() {
    all_hold("scenarios", 33);
}

#[test]
fn our_own_stories_hold() {
    all_hold("scenarios/own", 21);
}

#[test]
fn a_story_that_does_not_hold_says_where() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("paper.json");
    let story = stories("scenarios/own").into_iter().find(|path| path.ends_with("paper.json"));
    let text = fs::read_to_string(story.expect("the story about paper")).expect("a file");
    // With one kind of teller nothing on paper counts, whatever this one says.
    let wrong = text.replace(r#""counted": {"Ali": "for"}, "void""#, r#""counted": {}, "void""#);
    assert_ne!(wrong, text);
    fs::write(&file, wrong).expect("can be written");
    let output = replay(&["--json"], &[file]);
    assert_eq!(output.status.code(), Some(65));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let found = &json["stories"][0]["differences"];
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found[0]["path"], "rounds.round.closes.one-kind.counted");
    assert_eq!(found[0]["found"]["Ali"], "for");
}
