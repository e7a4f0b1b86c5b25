//! Bundles: made of a community and taken into one, by whoever holds the profile.
//!
//! Guards: a bundle is whole under its name or not there; the file is read and written here, so that a
//! running peer never opens what somebody names. Next: `peer::bundle`, what stands in it.

use std::{io, path::Path, process::ExitCode};

use peer::{
    answer::Answer,
    bundle::{self, Incoming, Newcomer, Parcel, Part},
};
use words::{say, speech::Words};

use crate::{
    args::bundle::{Export, Import},
    failure::Failure,
    keep::{self, Partial},
    output, participant,
    progress::Progress,
    show,
    socket::client,
    source::{self, Source, with_path},
};

/// Makes a bundle.
///
/// # Errors
/// When something stands there, it can't be written, or it is refused: nothing is left of it then.
pub(crate) fn export(
    words: Words,
    dir: &Path,
    community: Option<String>,
    asked: Export,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let Export { file, who, since, all: _, invite, bare } = asked;
    let unwritten = |error: &io::Error| Failure::unwritten(words, &file, error);
    // Before an invite is published in vain.
    keep::refuse_existing(&file).map_err(|error| unwritten(&error))?;
    let part = match (who, since) {
        (Some(who), _) => Part::For(who),
        (None, Some(since)) => Part::Since(since),
        (None, None) if invite => Part::Invite,
        (None, None) => Part::All,
    };
    let request = bundle::Export { community, part, bare };
    let mut out = Partial::private(&file).map_err(|error| unwritten(&error))?;
    let mut failed = None;
    let mut written = 0;
    let mut progress = Progress::new(as_json);
    let mut put = |piece: &[u8]| {
        written += piece.len();
        progress.at(|| say!(words, "show-bundle-written", size = written / 1_000_000));
        out.put(piece).inspect_err(|error| failed = Some(unwritten(error)))
    };
    let answer = if participant::exists(dir) {
        let put = std::cell::RefCell::new(&mut put);
        participant::reach(
            words,
            dir,
            || client::export(dir, &request, |piece| put.borrow_mut()(piece)),
            |core| {
                let mut outgoing =
                    core.export(&request).map_err(|refusal| Failure::refused(words, &refusal))?;
                for piece in outgoing.by_ref() {
                    put.borrow_mut()(&piece).map_err(|error| unwritten(&error))?;
                }
                Ok(Answer::Bundled(outgoing.told))
            },
        )
    } else {
        Err(Failure::refused(words, &peer::refusal::Refusal::NoCommunity))
    };
    drop(progress);
    if let Some(failure) = failed {
        return Err(failure);
    }
    let answer = answer?;
    out.settle().map_err(|error| unwritten(&error))?;
    let path = file.display().to_string();
    if as_json {
        return Ok(output::json(&with_path(&answer, &path, Some(written))));
    }
    let Answer::Bundled(told) = &answer else { return Ok(ExitCode::SUCCESS) };
    Ok(output::text(&show::bundle::made(words, told, &path)))
}

/// Takes a bundle in; who isn't in its community yet joins by the invite in it.
///
/// # Errors
/// When it can't be read or used: nothing has changed then.
pub(crate) fn import(
    words: Words,
    dir: &Path,
    asked: Import,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let Import { file, name, kind } = asked;
    let newcomer = name.map(|me| Newcomer { me, kind: kind.into() });
    let refused = |refusal| Failure::refused(words, &refusal);
    let answer = if !participant::exists(dir) && participant::is_free(dir) {
        let parcel = read(words, &file, as_json)?;
        participant::make(words, dir, |core| core.import(parcel, newcomer).map_err(refused))
    } else {
        source::hand(
            words,
            dir,
            (&file, as_json),
            |piece| client::import(dir, newcomer.clone(), piece),
            |core| {
                let parcel = read(words, &file, as_json)?;
                core.import(parcel, newcomer.clone()).map_err(refused)
            },
        )
    }?;
    let path = file.display().to_string();
    if as_json {
        return Ok(output::json(&with_path(&answer, &path, None)));
    }
    let Answer::Unbundled(told) = &answer else { return Ok(ExitCode::SUCCESS) };
    Ok(output::text(&show::bundle::taken(words, told)))
}

fn read(words: Words, file: &Path, as_json: bool) -> Result<Parcel, Failure> {
    let refused = |refusal| Failure::refused(words, &refusal);
    let mut source = Source::open(words, file, as_json)?;
    let mut incoming = Incoming::default();
    loop {
        let piece = source.piece()?;
        if piece.is_empty() {
            return incoming.finish().map_err(refused);
        }
        incoming.push(&piece).map_err(refused)?;
    }
}
