//! A bag on disk to break: of a small neighbourhood, in a folder that goes away again.
//!
//! Guards: what a test changes is all that is wrong with it. Next: `tamper.rs`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use meent_archive::{bag, compose::compose, source::Source};
use tempfile::TempDir;
use testing::neighbourhood::neighbourhood;

/// A bag of a neighbourhood with so many acts, and the folder that it is in.
pub(crate) fn written(acts: usize) -> (TempDir, PathBuf) {
    let out = tempfile::tempdir().unwrap();
    let place = neighbourhood(acts);
    let source = Source::derive(place.id, place.acts, place.seals).unwrap();
    let bag = bag::write(&compose(&source).unwrap(), out.path()).unwrap();
    (out, bag)
}

/// All files by path, `/` between the parts.
pub(crate) fn files(bag: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![bag.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(bag).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// The one file with this name, wherever it is.
pub(crate) fn file(bag: &Path, name: &str) -> PathBuf {
    let mut found = files(bag).into_keys().filter(|path| path.rsplit('/').next() == Some(name));
    let path = found.next().unwrap_or_else(|| panic!("{name} is not in the bag"));
    assert_eq!(found.next(), None, "{name} is there twice");
    bag.join(path)
}
