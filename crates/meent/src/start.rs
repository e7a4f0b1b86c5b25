//! From the command line to an exit code.
//!
//! Guards: help and answers go to standard output, all else to standard error; a failure is one sentence
//! and what to do. Next: [`crate::request`].

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::FromArgMatches as _;
use peer::{
    answer::Answer,
    command::{Command, Request},
};
use words::{say, speech::Words};

use crate::{
    archive,
    args::{
        Always, Cli, Serve, Verb, attachment::Attachment, bundle::Bundle, community, device,
        record, spoken,
    },
    attachment, backup, bundle,
    config::{Config, Log},
    demo,
    exit::Exit,
    failure::Failure,
    keep, language, leave,
    log::{self, Logging},
    output,
    page::{self, Opens},
    paper, participant, passphrase, replay, request, serve, show, tally,
};

/// Bytes of a file with a link: it holds one line.
const LINK: u64 = 64 * 1024;

/// Runs the command line.
pub(crate) fn run() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let words = Words::new(language::choose(&args));
    let parsed = spoken::command(words).try_get_matches_from(&args);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            let json = args.iter().any(|arg| arg == "--json");
            return say(spoken::error(words, &error), json);
        }
    };
    if let Some(Verb::Help(help)) = &cli.verb {
        return say(spoken::help(words, &help.path), cli.always.json);
    }
    let json = cli.always.json;
    let done = match cli.verb {
        Some(Verb::Serve(options)) => always_on(words, &cli.always, &options),
        verb => {
            let logging = log::start(Log::COMMAND);
            carry_out(words, cli.always, verb, logging)
        }
    };
    done.unwrap_or_else(|failure| output::failure(&failure, json))
}

fn say(said: spoken::Said, json: bool) -> ExitCode {
    match said {
        spoken::Said::Help(text) => output::text(&text),
        spoken::Said::Failed(failure) => output::failure(&failure, json),
    }
}

// A peer that stays on: its file says how it logs, so that is read first.
fn always_on(words: Words, always: &Always, options: &Serve) -> Result<ExitCode, Failure> {
    let config = serve::config(words, options)?;
    if options.check {
        return Ok(serve::check(words, options, &config, always.json));
    }
    let logging = log::start(config.log);
    let dir = profile(words, always.profile.as_deref(), false)?;
    let (options, opens) = (options.clone(), Opens::Nothing);
    let run = serve::Run { options, config, stays: true, opens, logging };
    serve::run(words, &dir, run, always.json)
}

fn carry_out(
    words: Words,
    always: Always,
    verb: Option<Verb>,
    logging: Logging,
) -> Result<ExitCode, Failure> {
    let dir = profile(words, always.profile.as_deref(), matches!(verb, Some(Verb::Demo)))?;
    let verb = match verb {
        None => {
            let opens = if always.json { Opens::Nothing } else { Opens::Browser };
            let (options, config) = (Serve::default(), Config::default());
            let run = serve::Run { options, config, stays: false, opens, logging };
            return serve::run(words, &dir, run, always.json);
        }
        Some(Verb::Page) => return page::run(words, &dir, always.json),
        Some(Verb::Replay(stories)) => return replay::run(words, &stories.files, always.json),
        Some(Verb::Tally(asked)) => return tally::run(words, &asked, always.json),
        Some(Verb::Archive(record::Archive::Create(create))) => {
            return archive::create(words, &dir, always.community, &create.out, always.json);
        }
        Some(Verb::Archive(record::Archive::Verify(verify))) => {
            return archive::verify(words, &verify.bag, always.json);
        }
        Some(Verb::Attach(asked)) => {
            return attachment::attach(words, &dir, always.community, asked, always.json);
        }
        Some(Verb::Attachment(Attachment::Save(asked))) => {
            return attachment::save(words, &dir, always.community, asked, always.json);
        }
        Some(Verb::Bundle(Bundle::Export(asked))) => {
            return bundle::export(words, &dir, always.community, asked, always.json);
        }
        Some(Verb::Bundle(Bundle::Import(asked))) => {
            return bundle::import(words, &dir, asked, always.json);
        }
        Some(Verb::Backup(asked)) => return backup::create(words, &dir, &asked.file, always.json),
        Some(Verb::Restore(asked)) => {
            return backup::restore(words, &dir, &asked.file, always.json);
        }
        Some(Verb::Setting(record::Setting::Passphrase(asked))) => {
            return passphrase::run(words, &dir, &asked, always.json);
        }
        Some(Verb::Demo) => return demo::run(words, &dir, always.json),
        Some(Verb::Device(device::Device::Paper(paper))) => {
            return paper::run(words, &dir, always.community, paper.check, always.json);
        }
        Some(verb) => verb,
    };
    refuse_taken(words, &verb)?;
    let community = match &verb {
        Verb::Community(community::Community::Leave(leave)) if !(leave.yes || always.json) => {
            leave::confirm(words, &dir, always.community)?
        }
        Verb::Redact(redact) if !(redact.yes || always.json) => {
            leave::confirm_erasing(words)?;
            always.community
        }
        _ => always.community,
    };
    let Some(command) = request::command(&verb) else { return Ok(ExitCode::SUCCESS) };
    let command = with_link(words, command)?;
    let command = paper::with_words(words, &verb, command)?;
    let request = Request { community: community.clone(), command };
    let answer = if request.command.joins() {
        participant::come_in(words, &dir, request, always.json)?
    } else {
        participant::ask(words, &dir, request)?
    };
    if let (Verb::News(news), Answer::ForYou(told)) = (&verb, &answer)
        && news.seen
    {
        let command = Command::Seen { acts: told.acts };
        participant::ask(words, &dir, Request { community: community.clone(), command })?;
    }
    if let Some(file) = out(&verb) {
        return output::file(words, file, &answer, always.json);
    }
    if always.json {
        return Ok(found(&answer, output::json(&answer)));
    }
    let shown = output::text(&show::answer(words, &verb, &answer));
    output::square(&verb, &answer);
    Ok(found(&answer, shown))
}

// A check that found something is an answer, and a failure for scripts.
fn found(answer: &Answer, shown: ExitCode) -> ExitCode {
    match answer {
        Answer::Verified(verified) if !verified.ok => Exit::Data.into(),
        Answer::Doctor(doctor) if !doctor.ok => Exit::Data.into(),
        _ => shown,
    }
}

// The file that a command writes.
fn out(verb: &Verb) -> Option<&Path> {
    match verb {
        Verb::Invite(community::Invite { out }) => out.as_deref(),
        Verb::Export(record::Export::Document(document)) => Some(&document.file),
        _ => None,
    }
}

// Before anything is done: an invite that can't be written would be published in vain.
fn refuse_taken(words: Words, verb: &Verb) -> Result<(), Failure> {
    let Some(file) = out(verb) else { return Ok(()) };
    keep::refuse_existing(file).map_err(|error| Failure::unwritten(words, file, &error))
}

// What was typed as a link may be the name of a file with one.
fn with_link(words: Words, command: Command) -> Result<Command, Failure> {
    let read = |typed: String| {
        let path = Path::new(&typed);
        if typed.trim_start().starts_with("meent") && typed.contains(':') || !path.is_file() {
            return Ok(typed);
        }
        let bytes = keep::read(path, LINK).map_err(|error| Failure::unread(words, path, &error))?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    };
    Ok(match command {
        Command::Join { link, me, kind } => Command::Join { link: read(link)?, me, kind },
        Command::DeviceJoin { code } => Command::DeviceJoin { code: read(code)? },
        Command::DeviceRecover { link: Some(link), words } => {
            Command::DeviceRecover { link: Some(read(link)?), words }
        }
        Command::MemberRecover { who, code: Some(code) } => {
            Command::MemberRecover { who, code: Some(read(code)?) }
        }
        command => command,
    })
}

// `--profile`, else MEENT_PROFILE, else the platform's data directory; there invented neighbours get a
// place beside the real ones.
fn profile(words: Words, asked: Option<&Path>, demo: bool) -> Result<PathBuf, Failure> {
    let set = || std::env::var_os("MEENT_PROFILE").filter(|set| !set.is_empty()).map(PathBuf::from);
    let platform = || {
        let dirs =
            directories::ProjectDirs::from("", "", if demo { "meent-demo" } else { "meent" })?;
        Some(dirs.data_dir().to_owned())
    };
    let dir = asked.map(Path::to_owned).or_else(set).or_else(platform);
    let dir = dir.and_then(|dir| std::path::absolute(dir).ok());
    dir.ok_or_else(|| {
        let message = say!(words, "error-no-profile");
        Failure::new(Exit::CantCreate, "no-profile", message, say!(words, "error-no-profile-hint"))
    })
}
