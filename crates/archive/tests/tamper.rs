//! Whatever is done to a bag is found, and what was done it to is named.
//!
//! Guards: the table of the design's archive page that can be tried without a full disk. Next:
//! `formats.rs`, where a shell and openssl find the same.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bag;

use std::{
    fs,
    path::{Path, PathBuf},
};

use bag::{file, files, written};
use data_encoding::HEXLOWER;
use meent_archive::{
    bag::{WriteError, write},
    compose::{Snapshot, compose},
    formats::FORMAT,
    source::Source,
    verify::{VerifyError, verify},
};
use sha2::{Digest as _, Sha512};
use testing::neighbourhood::neighbourhood;

/// Acts of the neighbourhood: with rounds that were opened, counted and confirmed.
const ACTS: usize = 300;

/// A snapshot of acts and seals in the order in which they were made, or the other way around.
fn snapshot(backwards: bool) -> Snapshot {
    let mut place = neighbourhood(ACTS);
    if backwards {
        place.acts.reverse();
        place.seals.reverse();
    }
    compose(&Source::derive(place.id, place.acts, place.seals).unwrap()).unwrap()
}

/// Verifies a copy after a change, and what is said of it.
fn after(whole: &Path, change: impl FnOnce(&Path)) -> Result<usize, VerifyError> {
    let out = tempfile::tempdir().unwrap();
    let copy = out.path().join("copy");
    for (path, bytes) in files(whole) {
        let path = copy.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    change(&copy);
    verify(&copy).map(|verified| verified.acts)
}

fn is_refused(said: Result<usize, VerifyError>, naming: &[&str], what: &str) {
    match said {
        Err(VerifyError::Bad(said)) => {
            let named = naming.iter().any(|name| said.contains(name));
            assert!(named, "{what}: “{said}” names none of {naming:?}");
        }
        other => panic!("{what}: {other:?}"),
    }
}

fn edit(path: PathBuf, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "nothing was changed in {}", path.display());
    fs::write(path, changed).unwrap();
}

// Makes both manifests fit what is there now, as anybody could.
fn remake(bag: &Path) {
    for manifest in ["manifest-sha512.txt", "tagmanifest-sha512.txt"] {
        let path = bag.join(manifest);
        let lines = fs::read_to_string(&path).unwrap();
        let line = |line: &str| {
            let (_, name) = line.split_once("  ").unwrap();
            let hash = HEXLOWER.encode(&Sha512::digest(fs::read(bag.join(name)).unwrap()));
            format!("{hash}  {name}\n")
        };
        fs::write(path, lines.lines().map(line).collect::<String>()).unwrap();
    }
}

fn form(number: u32) -> String {
    format!("Format: {number}")
}

#[test]
fn a_flipped_bit_is_found_in_every_file() {
    let (_out, bag) = written(ACTS);
    assert_eq!(after(&bag, remake).unwrap(), ACTS, "a whole bag is right");
    let all = files(&bag);
    assert!(all.len() > 15, "only {} files", all.len());
    for (path, bytes) in all {
        let name = path.rsplit('/').next().unwrap();
        // What an act or a seal says is named by its line, or by itself.
        let naming = [name, "the seal on act ", "act "];
        let naming = if name.ends_with(".jsonl") { &naming[..] } else { &naming[..1] };
        let flip = |copy: &Path| {
            let mut bytes = bytes.clone();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(copy.join(&path), bytes).unwrap();
        };
        is_refused(after(&bag, flip), naming, &path);
    }
}

#[test]
fn what_is_missing_is_named() {
    let (_out, bag) = written(ACTS);
    for path in files(&bag).into_keys() {
        let name = path.rsplit('/').next().unwrap();
        is_refused(after(&bag, |copy| fs::remove_file(copy.join(&path)).unwrap()), &[name], &path);
    }
}

#[test]
fn what_does_not_belong_is_named() {
    let (_out, bag) = written(ACTS);
    let folder = file(&bag, "document.automerge");
    let folder = folder.strip_prefix(&bag).unwrap().parent().unwrap();
    for name in [".DS_Store", "fetch.txt", "manifest-md5.txt", "zegels.jsonl"] {
        for folder in [Path::new(""), folder.parent().unwrap()] {
            let add = |copy: &Path| fs::write(copy.join(folder).join(name), "x").unwrap();
            is_refused(after(&bag, add), &[name], name);
        }
    }
    let deep = |copy: &Path| fs::create_dir_all(copy.join("a/b/c/d/e/f/g/h/i/j")).unwrap();
    is_refused(after(&bag, deep), &["a/b/c/d/e/f/g/h/i"], "folders without end");
}

#[test]
fn tag_files_are_as_we_write_them() {
    let (_out, bag) = written(ACTS);
    let (bagit, list) = ("bagit.txt", "manifest-sha512.txt");
    let line = |path: &'static str| {
        move |list: String| format!("{list}{}  {path}\n", HEXLOWER.encode(&Sha512::digest("x")))
    };
    let doubled = |list: String| {
        let first = list.lines().next().unwrap_or_default().to_owned();
        format!("{list}{first}\n")
    };
    type Edit = Box<dyn FnOnce(String) -> String>;
    let edits: Vec<(&str, &str, Edit)> = vec![
        ("another BagIt", bagit, Box::new(|text| text.replace("1.0", "0.97"))),
        ("a byte order mark", bagit, Box::new(|text| format!("\u{feff}{text}"))),
        ("other line ends", bagit, Box::new(|text| text.replace('\n', "\r\n"))),
        ("a path upwards", list, Box::new(line("data/../../x"))),
        ("an absolute path", list, Box::new(line("/etc/passwd"))),
        ("a home folder", list, Box::new(line("~/x"))),
        ("a backslash", list, Box::new(line("data\\x"))),
        ("a path twice", list, Box::new(doubled)),
        (
            "other heads",
            "bag-info.txt",
            Box::new(|text| text.replace("Meent-Heads: ", "Meent-Heads: 0")),
        ),
        ("no form", "bag-info.txt", Box::new(|text| text.replace(&form(FORMAT), &form(0)))),
    ];
    for (what, name, change) in edits {
        let said = after(&bag, |copy| {
            edit(copy.join(name), change);
            // The manifest names what isn't there: only its own line in the list of tags is remade.
            if name != list {
                remake(copy);
            }
        });
        is_refused(said, &[name], what);
    }
    let this = form(FORMAT);
    let newer = after(&bag, |copy| {
        edit(copy.join("bag-info.txt"), |text| text.replace(&this, &form(FORMAT + 1)));
    });
    assert!(matches!(newer, Err(VerifyError::Newer(form)) if form == (FORMAT + 1).to_string()));
    for earlier in 1..FORMAT {
        let older = after(&bag, |copy| {
            edit(copy.join("bag-info.txt"), |text| text.replace(&this, &form(earlier)));
        });
        let is_told = matches!(older, Err(VerifyError::Older { form, .. }) if form == earlier);
        assert!(is_told, "{earlier}: {older:?}");
    }
}

#[test]
fn new_checksums_hide_no_edit() {
    let (_out, bag) = written(ACTS);
    let page = |text: String| text.replacen("aangenomen", "verworpen!", 1);
    let last_seal = |text: String| {
        let lines: Vec<_> = text.lines().collect();
        lines[..lines.len() - 1].iter().map(|line| format!("{line}\n")).collect()
    };
    let swapped = |text: String| {
        let cut = |line: &str| line.split_once("\"signature\":").unwrap().1.to_owned();
        let lines: Vec<_> = text.lines().collect();
        text.replacen(&cut(lines[0]), &cut(lines[1]), 1)
    };
    type Edit = fn(String) -> String;
    let edits: [(&str, Edit, &str); 4] = [
        ("leeswijzer.html", page, "leeswijzer.html"),
        ("zegels.jsonl", last_seal, "has acts that no seal covers"),
        ("zegels.jsonl", swapped, "the seal on act"),
        ("formaten.md", |text| text.replace("WRONG", "right"), "formaten.md"),
    ];
    for (name, change, naming) in edits {
        let said = after(&bag, |copy| {
            edit(file(copy, name), change);
            remake(copy);
        });
        is_refused(said, &[naming], naming);
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let (_out, bag) = written(ACTS);
    let link = |copy: &Path| {
        let page = file(copy, "leeswijzer.html");
        fs::rename(&page, copy.with_extension("html")).unwrap();
        std::os::unix::fs::symlink(copy.with_extension("html"), page).unwrap();
    };
    is_refused(after(&bag, link), &["leeswijzer.html"], "a link to the very same file");
    let folder = |copy: &Path| std::os::unix::fs::symlink("/", copy.join("data/x")).unwrap();
    is_refused(after(&bag, folder), &["data/x"], "a link to a folder");
}

#[test]
fn no_folder_is_no_bag() {
    let out = tempfile::tempdir().unwrap();
    let nowhere = out.path().join("nowhere");
    assert!(matches!(verify(&nowhere), Err(VerifyError::NotFound(path)) if path == nowhere));
    is_refused(verify(out.path()).map(|verified| verified.acts), &["bagit.txt"], "an empty folder");
}

#[test]
fn nothing_that_stands_there_is_written_over() {
    let (out, bag) = written(ACTS);
    let snapshot = snapshot(false);
    let before = files(out.path());
    let again = write(&snapshot, out.path());
    assert!(matches!(again, Err(WriteError::Exists(path)) if path == bag));
    assert_eq!(files(out.path()), before);

    // Somebody pulled the plug halfway: it has another name, and isn't taken for a bag or touched.
    let out = tempfile::tempdir().unwrap();
    let partial = out.path().join(format!("{}.partial", snapshot.name));
    fs::create_dir(&partial).unwrap();
    fs::write(partial.join("bagit.txt"), "BagIt").unwrap();
    let after = write(&snapshot, out.path());
    assert!(matches!(after, Err(WriteError::Exists(path)) if path == partial));
    assert_eq!(files(out.path()).len(), 1);

    // Nowhere to write: nothing is left.
    let no_folder = out.path().join("a file");
    fs::write(&no_folder, "x").unwrap();
    assert!(matches!(write(&snapshot, &no_folder), Err(WriteError::Io { .. })));
    assert_eq!(files(out.path()).len(), 2);
}

#[test]
fn the_order_in_which_acts_came_leaves_no_trace() {
    let (out, bag) = written(ACTS);
    let other = tempfile::tempdir().unwrap();
    let backwards = write(&snapshot(true), other.path()).unwrap();
    assert_eq!(backwards.file_name(), bag.file_name());
    assert!(files(other.path()) == files(out.path()), "the bytes differ");
}
