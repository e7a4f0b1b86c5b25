//! The command line in somebody's language: texts from the locale files put in clap's tree, and clap's
//! errors as sentences.
//!
//! Guards: the tree's shape is the same in every language. Next: `crates/words/locales`.

use clap::{
    Arg, ArgAction, Command, CommandFactory as _,
    error::{ContextKind, ContextValue, ErrorKind},
};
use words::{say, speech::Words};

use super::Cli;
use crate::{exit::Exit, failure::Failure};

/// The whole command line, spoken.
pub(crate) fn command(words: Words) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = Cli::command().arg(version).after_help(say!(words, "help-after"));
    speak(root, words, "help-meent")
}

fn speak(command: Command, words: Words, key: &str) -> Command {
    let text = |key: &str| words.find(key, &[]).unwrap_or_default();
    let heading = |arg: &Arg| {
        if arg.is_global_set() || arg.get_id() == "version" || arg.get_id() == "help" {
            say!(words, "heading-always")
        } else if arg.is_positional() {
            say!(words, "heading-values")
        } else {
            say!(words, "heading-options")
        }
    };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let beginning = if key == "help-meent" { "help".to_owned() } else { key.to_owned() };
    command
        .about(text(key))
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            say!(words, "heading-usage")
        ))
        .subcommand_help_heading(say!(words, "heading-commands"))
        .subcommand_value_name(say!(words, "heading-command"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help)
        .mut_args(|arg| {
            let help = text(&format!("arg-{}", arg.get_id()));
            let heading = heading(&arg);
            arg.help(help).help_heading(heading)
        })
        .mut_subcommands(|verb| {
            let key = format!("{beginning}-{}", verb.get_name());
            speak(verb, words, &key)
        })
}

/// What clap has to say: help that was asked for, or a failure.
pub(crate) enum Said {
    /// For standard output.
    Help(String),
    /// For standard error.
    Failed(Failure),
}

// The two words of a usage line that clap has no setting for.
fn optional(words: Words, rendered: &str) -> String {
    let usage = rendered
        .strip_prefix("Usage:")
        .map(|rest| format!("{}{rest}", say!(words, "heading-usage")));
    usage
        .unwrap_or_else(|| rendered.to_owned())
        .replace("[OPTIONS]", &say!(words, "heading-optional"))
}

// Values of which one is needed: clap writes `<--title <T>|--text <T>>`.
fn either(words: Words, arg: &str) -> String {
    let inner = arg.strip_prefix("<--").and_then(|rest| rest.strip_suffix('>'));
    let Some((first, last)) = inner.and_then(|inner| inner.split_once('|')) else {
        return arg.to_owned();
    };
    say!(words, "usage-either", first = format!("--{first}"), last = last)
}

/// What `meent help NOUN VERB` says: the same as `meent NOUN VERB --help`.
pub(crate) fn help(words: Words, path: &[String]) -> Said {
    let path = path.iter().map(String::as_str).filter(|word| !word.starts_with('-'));
    let args = std::iter::once("meent").chain(path).chain(["--help"]);
    let asked = command(words).try_get_matches_from(args);
    error(words, &asked.expect_err("clap stops at --help, which is no value of a word"))
}

/// Clap's error as a sentence.
pub(crate) fn error(words: Words, error: &clap::Error) -> Said {
    let about = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    };
    let rendered = || optional(words, &error.render().to_string());
    let arg = either(words, &about(ContextKind::InvalidArg));
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Said::Help(rendered()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            return Said::Failed(Failure::new(
                Exit::Usage,
                "usage",
                say!(words, "usage-incomplete"),
                rendered(),
            ));
        }
        ErrorKind::InvalidSubcommand => {
            say!(words, "usage-unknown", what = about(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => say!(words, "usage-unknown", what = arg),
        ErrorKind::MissingRequiredArgument => say!(words, "usage-missing", what = arg),
        ErrorKind::InvalidValue if about(ContextKind::InvalidValue).is_empty() => {
            say!(words, "usage-missing-value", what = arg)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            say!(words, "usage-invalid", what = arg, value = about(ContextKind::InvalidValue))
        }
        ErrorKind::InvalidUtf8 => say!(words, "usage-utf8"),
        _ => say!(words, "usage-other", what = arg),
    };
    let meant =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::ValidValue];
    let meant = meant.map(about).into_iter().find(|text| !text.is_empty());
    let usage = || match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => optional(words, &usage.to_string()),
        _ => say!(words, "usage-help"),
    };
    let mut hint = meant.map_or_else(usage, |meant| say!(words, "usage-meant", meant = meant));
    if matches!(error.kind(), ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument) {
        hint = format!("{}\n{}", hint.trim_end(), say!(words, "usage-help"));
    }
    Said::Failed(Failure::new(Exit::Usage, "usage", message, hint))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use words::language::Language;

    use super::*;

    fn walk(
        command: &Command,
        beginning: &str,
        commands: &mut BTreeSet<String>,
        args: &mut BTreeSet<String>,
    ) {
        args.extend(command.get_arguments().map(|arg| format!("arg-{}", arg.get_id())));
        for verb in command.get_subcommands() {
            let key = format!("{beginning}-{}", verb.get_name());
            walk(verb, &key, commands, args);
            commands.insert(key);
        }
    }

    #[test]
    fn every_command_and_value_has_words_and_no_words_are_left_over() {
        let mut commands = BTreeSet::from(["help-meent".to_owned(), "help-after".to_owned()]);
        let mut args = BTreeSet::new();
        walk(&command(Words::default()), "help", &mut commands, &mut args);
        for words in Language::ALL.map(Words::new) {
            assert_eq!(words.keys("help-").into_iter().collect::<BTreeSet<_>>(), commands);
            assert_eq!(words.keys("arg-").into_iter().collect::<BTreeSet<_>>(), args);
        }
    }

    #[test]
    fn the_tree_is_sound() {
        for words in Language::ALL.map(Words::new) {
            command(words).debug_assert();
        }
    }
}
