//! Pictures and other files, with the built binary: by the peer that runs on the profile, and without one.
//!
//! Guards: what is saved is what was attached; what is refused says why by its exit code, and leaves no file.
//! Next: `tests/lab/pictures.py`, between several machines.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "one person needs less of it")]
mod support;

use std::fs;

use serde_json::Value;
use support::Neighbour;
use tempfile::TempDir;

/// The exit code and the word of a refusal.
fn refused(who: &Neighbour, args: &[&str]) -> (i32, String) {
    let output = who.run(args);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().unwrap(), json["error"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_picture_is_attached_saved_and_erased() {
    for running in [false, true] {
        let dir = TempDir::new().unwrap();
        let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
        let mut ali = Neighbour::new("Ali");
        if running {
            ali.start();
        }
        ali.json(&["community", "create", "Linde", "--purpose", "Samen", "--name", "Ali"]);
        let goal = ali.json(&["goal", "add", "Tuin"])["id"].as_str().unwrap().to_owned();
        let photo = path("tuin.png");
        let bytes = [&b"\x89PNG\r\n\x1a\n"[..], &[7; 100_000]].concat();
        fs::write(&photo, &bytes).unwrap();
        let bad_file = |code: i32| (code, "bad-file".to_owned());
        assert_eq!(refused(&ali, &["attach", &goal, &photo]), bad_file(64), "{running}");
        assert_eq!(refused(&ali, &["attach", &goal, &path("not there")]).0, 66);
        let attached = ali.json(&["attach", &goal, &photo, "--alt", "De tuin"]);
        let id = attached["id"].as_str().unwrap();
        assert_eq!(
            (attached["kind"].as_str(), attached["file"].as_str()),
            (Some("png"), Some("tuin.png"))
        );
        assert_eq!(ali.json(&["goal", "show", &goal])["attachments"][0]["id"], id);
        let saved = path("saved.png");
        ali.json(&["attachment", "save", id, &saved]);
        assert_eq!(fs::read(&saved).unwrap(), bytes);
        // What stands there stays.
        fs::write(&saved, "mine").unwrap();
        assert_eq!(refused(&ali, &["attachment", "save", id, &saved]).0, 73);
        assert_eq!(fs::read(&saved).unwrap(), b"mine");
        ali.json(&["redact", "--yes", id]);
        assert_eq!(ali.json(&["attachment", "show", id])["state"], "erased");
        let gone = path("gone.png");
        assert_eq!(refused(&ali, &["attachment", "save", id, &gone]), bad_file(66));
        let mut left: Vec<_> =
            fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["saved.png", "tuin.png"], "nothing begun is left");
    }
}
