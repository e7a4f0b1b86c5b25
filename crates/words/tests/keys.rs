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
const PUT_TOGETHER: [&str; 4] = ["help-", "arg-", "page-hint-", "page-refusal-"];

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
        for (key, names) in written_in(&text) {
            assert!(keys.insert(key.clone(), names).is_none(), "{key} stands twice in {language}");
        }
    }
    keys
}

/// Those of one file; line by line, where `build.rs` asks the parser of Fluent.
fn written_in(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut keys: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) {
            keys.push((key.to_owned(), BTreeSet::new()));
        }
        for part in line.split('$').skip(1) {
            let name =
                part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            keys.last_mut().expect("a value stands in a key").1.insert(name);
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

/// One `say!`: where, the key, the names of its values.
type Said = (PathBuf, String, BTreeSet<String>);

/// Every `say!` in the sources of all crates.
fn said() -> Vec<Said> {
    let mut found = Vec::new();
    for file in files(&crates(), "rs").iter().filter(|file| !file.ends_with("words/tests/keys.rs"))
    {
        let text = fs::read_to_string(file).expect("a file of the checkout can be read");
        found.extend(said_in(file, &text));
    }
    found
}

/// Those of one file, also within each other.
fn said_in(file: &Path, text: &str) -> Vec<Said> {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, call) in code.match_indices("say!(") {
        let arguments = arguments(&code[at + call.len() - 1..]);
        let key = arguments.get(1).map(|key| key.trim_matches('"').to_owned()).unwrap_or_default();
        assert!(is_key(&key), "{}: say! takes a literal key: {arguments:?}", file.display());
        let name = |argument: &String| {
            let (name, _) = argument.split_once('=').unwrap_or_else(|| panic!("{key}: {argument}"));
            name.trim().to_owned()
        };
        let names = arguments.iter().skip(2).map(name).collect();
        found.push((file.to_owned(), key, names));
    }
    found
}

/// What is wrong between what is written in two languages and what is said.
fn complaints(dutch: &Keys, english: &Keys, said: &[Said]) -> Vec<String> {
    let mut all = Vec::new();
    for (key, names) in dutch {
        match english.get(key) {
            None => all.push(format!("{key} isn't written in English")),
            Some(other) if other != names => {
                all.push(format!("{key} asks {names:?} in Dutch, {other:?} in English"));
            }
            Some(_) => {}
        }
    }
    let only_english = english.keys().filter(|key| !dutch.contains_key(*key));
    all.extend(only_english.map(|key| format!("{key} isn't written in Dutch")));

    let mut unused: BTreeSet<_> =
        dutch.keys().filter(|key| !PUT_TOGETHER.iter().any(|one| key.starts_with(one))).collect();
    for (file, key, names) in said {
        match dutch.get(key) {
            None => all.push(format!("{}: no key {key}", file.display())),
            // A language may leave a value out only if both do; a sentence that needs one must get it.
            Some(asked) if asked != names => {
                all.push(format!("{}: {key} asks {asked:?}, gets {names:?}", file.display()));
            }
            Some(_) => {}
        }
        unused.remove(key);
    }
    all.extend(unused.iter().map(|key| format!("nobody says {key}")));
    all
}

#[test]
fn every_key_that_is_said_is_there_in_both_languages_and_none_is_left_over() {
    let said = said();
    for (room, some) in [("words", 100), ("meent", 50), ("archive", 10), ("web", 10)] {
        let folder = crates().join(room);
        let count = said.iter().filter(|(file, ..)| file.starts_with(&folder)).count();
        assert!(count > some, "only {count} sentences were found in {room}");
    }
    let complaints = complaints(&written("nl"), &written("en"), &said);
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn whatever_is_missing_left_over_or_different_is_found() {
    let keys = |text: &str| written_in(text).into_iter().collect::<Keys>();
    let dutch = "# $geen waarde\nhallo = Hallo { $name }\naantal = { $people ->\n    [one] een\n   *[other] \
                 { $people } op { $day }\n}\nhelp-x = Zo\n";
    let english = "hallo = Hello { $name }\naantal = { $people } on { $day }\nhelp-x = So\n";
    let source = "fn f() { say!(words, \"hallo\", name = say!(w(1, 2), \"aantal\", people =\n    n, day \
                  = \"a, (b\")) }\n// say!(words, \"comment\")\n";
    let find = |dutch: &str, english: &str, source: &str| {
        complaints(&keys(dutch), &keys(english), &said_in(Path::new("a.rs"), source))
    };
    assert_eq!(find(dutch, english, source), [""; 0]);

    let more = |text: &str, line: &str| format!("{text}{line}\n");
    for (found, complaint) in [
        (find(&more(dutch, "x = X"), &more(english, "x = X"), source), "nobody says x"),
        (find(&more(dutch, "help-y = Y"), english, source), "help-y isn't written in English"),
        (find(dutch, &more(english, "help-y = Y"), source), "help-y isn't written in Dutch"),
        (
            find(dutch, &english.replace("$name", "$who"), source),
            "hallo asks {\"name\"} in Dutch, {\"who\"} in English",
        ),
        (
            find(dutch, english, &source.replace("day \\", "").replace("people =", "persons =")),
            "a.rs: aantal asks {\"day\", \"people\"}, gets {\"day\", \"persons\"}",
        ),
        (find(dutch, english, &more(source, "{ words::say!(w, \"weg\") }")), "a.rs: no key weg"),
        (
            find(dutch, english, &more(source, "{ say!(w, \"hallo\") }")),
            "a.rs: hallo asks {\"name\"}, gets {}",
        ),
    ] {
        assert_eq!(found, [complaint]);
    }
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
