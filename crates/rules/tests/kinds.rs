//! Whether a rule asks what kind of participant somebody is: read from the rules themselves.
//!
//! Guards: no rule knows a municipality, a business or a resident; the two places that look at kinds
//! at all ask whether one voice stands for several people (organisations that only advise), and
//! whether two tellers are of different kinds. Next: `crates/rules/src/register.rs`.

use std::{fs, path::Path};

/// Every line of the rules that is code, with its file; tests and comments left out.
fn lines(folder: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("the rules are here").flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            lines(&path, found);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            let text = fs::read_to_string(&path).expect("a file of the rules");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let code = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
            found.extend(code.map(|line| (name.to_owned(), line.to_owned())));
        }
    }
}

#[test]
fn no_rule_asks_whether_a_member_is_a_municipality() {
    let mut all = Vec::new();
    lines(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    assert!(all.len() > 1_000, "the rules were read");
    let named: Vec<_> = all
        .iter()
        .filter(|(_, line)| {
            ["Municipality", "Resident", "Business", "Kind::"]
                .iter()
                .any(|kind| line.contains(kind))
        })
        .collect();
    assert_eq!(named, [] as [&(String, String); 0], "a rule names a kind");
    // Where a person's kind is read at all.
    let read: Vec<_> = all.iter().filter(|(_, line)| line.contains(".kind")).collect();
    let files: Vec<&str> = read.iter().map(|(file, _)| file.as_str()).collect();
    assert!(
        read.iter().all(|(_, line)| {
            line.contains("is_organisation()")
                || line.contains("founder.kind")
                || line.contains("join.kind")
                // Who founds a season comes with the kind they have.
                || ["kind: person.kind,", "kind: listed.kind,"].contains(&line.as_str())
                || line.contains("register.person(*teller)?.kind")
        }),
        "{read:?}"
    );
    assert!(files.contains(&"register.rs") && files.contains(&"round.rs"), "{files:?}");
}
