//! Which language this person reads: `--lang`, else the system's, else Dutch.
//!
//! Guards: known before the command line is understood, so that its errors are in it too.
//! Next: `words::language`.

use std::ffi::OsString;

use words::language::Language;

/// Where POSIX systems say it; the first that is set decides.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language for this command line and environment.
pub(crate) fn choose(args: &[OsString]) -> Language {
    let asked = value_of(args, "--lang");
    let asked = asked.as_deref().and_then(Language::from_tag);
    asked.or_else(of_system).unwrap_or_default()
}

fn of_system() -> Option<Language> {
    let set = VARIABLES.iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|value| !value.is_empty()).as_deref().and_then(Language::from_tag)
}

/// The value of an option, wherever it stands, before the command line is understood.
fn value_of(args: &[OsString], option: &str) -> Option<String> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        if arg == option {
            return args.next().map(str::to_owned);
        }
        if let Some(value) = arg.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asked_language_is_found_wherever_it_stands() {
        let of = |args: &[&str]| {
            let args: Vec<_> = args.iter().map(OsString::from).collect();
            value_of(&args, "--lang")
        };
        assert_eq!(of(&["meent", "goal", "--lang", "en"]).as_deref(), Some("en"));
        assert_eq!(of(&["meent", "--lang=nl", "goal"]).as_deref(), Some("nl"));
        assert_eq!(of(&["meent", "--language", "en"]), None);
        assert_eq!(of(&["meent", "--lang"]), None);
    }
}
