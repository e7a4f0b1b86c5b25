//! Every key that the workspace says exists in every language with the same values, and no key is left
//! over.
//!
//! Keys that are put together (`help-...`, `arg-...`) are compared with the command line by the
//! binary's tests. Next: `src/speech.rs`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Beginnings of keys that are put together; other tests compare them with what they describe: commands and
/// their values (the binary), refusals on the page (the page).
const PUT_TOGETHER: [&str; 3] = ["help-", "arg-", "page-hint-"];

/// Per key the names of its values.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates/words lies in crates").to_owned()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the checkout can be read") {
        let path = entry.expect("a folder of the checkout can be read").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|of| of == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The keys of a language, and the values that each names.
fn written(language: &str) -> Keys {
    let mut keys = Keys::new();
    for file in files(&crates().join("words/locales").join(language), "ftl") {
        let text = fs::read_to_string(&file).expect("a file of the checkout can be read");
        let mut current = None;
        for line in text.lines() {
            if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) {
                assert!(
                    keys.insert(key.to_owned(), BTreeSet::new()).is_none(),
                    "{key} stands twice in {language}"
                );
                current = Some(key.to_owned());
            }
            for part in line.split('$').skip(1) {
                let name: String =
                    part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let key = current.as_ref().expect("a value stands in a key");
                keys.get_mut(key).expect("was put there").insert(name);
            }
        }
    }
    keys
}

/// What stands between the parentheses that open at the beginning of `text`, split at its commas.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut all = vec![String::new()];
    for c in text.chars() {
        let inside = depth > 0;
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            ',' if !quoted && depth == 1 => {
                all.push(String::new());
                continue;
            }
            _ => {}
        }
        if inside {
            all.last_mut().expect("there is one from the start").push(c);
        }
    }
    all.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// Every `say!` in the sources: file, key, names.
fn said() -> Vec<(PathBuf, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for file in files(&crates(), "rs").iter().filter(|file| !file.ends_with("words/tests/keys.rs"))
    {
        let text = fs::read_to_string(file).expect("a file of the checkout can be read");
        let code: Vec<_> =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for after in code.join("\n").split("say!(").skip(1) {
            let arguments = arguments(&format!("({after}"));
            let key =
                arguments.get(1).map(|key| key.trim_matches('"').to_owned()).unwrap_or_default();
            assert!(is_key(&key), "{}: say! takes a literal key: {arguments:?}", file.display());
            let name =
                |argument: &String| argument.split_once(" = ").map(|(name, _)| name.to_owned());
            let names =
                arguments.iter().skip(2).map(|a| name(a).unwrap_or_else(|| panic!("{key}: {a}")));
            let names = names.collect();
            found.push((file.clone(), key, names));
        }
    }
    found
}

#[test]
fn both_languages_say_the_same_keys_with_the_same_values() {
    let (dutch, english) = (written("nl"), written("en"));
    let of = |keys: &Keys| keys.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(of(&dutch), of(&english));
    let all = dutch.iter().filter(|(key, names)| english.get(*key) != Some(names));
    assert_eq!(all.collect::<Vec<_>>(), [], "values differ");
}

#[test]
fn every_key_that_is_said_is_there_and_none_is_left_over() {
    let (keys, said) = (written("nl"), said());
    assert!(said.len() > 200, "only {} sentences were found in the sources", said.len());
    let mut unused: BTreeSet<_> =
        keys.keys().filter(|key| !PUT_TOGETHER.iter().any(|one| key.starts_with(one))).collect();
    let mut complaints = Vec::new();
    for (file, key, names) in &said {
        match keys.get(key) {
            None => complaints.push(format!("{}: no key {key}", file.display())),
            // A language may leave a value out only if both do; a sentence that needs one must get it.
            Some(asked) if asked != names => {
                complaints
                    .push(format!("{}: {key} asks {asked:?}, gets {names:?}", file.display()));
            }
            Some(_) => {}
        }
        unused.remove(key);
    }
    complaints.extend(unused.iter().map(|key| format!("nobody says {key}")));
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_locale_file_is_read() {
    let source = fs::read_to_string(crates().join("words/src/speech.rs")).unwrap();
    for language in ["nl", "en"] {
        for file in files(&crates().join("words/locales").join(language), "ftl") {
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert!(source.contains(&format!("\"{name}\"")), "{} is not read", file.display());
        }
    }
}

#[test]
fn no_file_is_broken() {
    use meent_words::{language::Language, speech::Words};
    for words in Language::ALL.map(Words::new) {
        let tag = words.language().tag();
        for key in written(tag).keys() {
            assert!(words.find(key, &[]).is_some(), "{tag}: {key} can't be read");
        }
    }
}
