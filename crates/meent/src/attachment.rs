//! Attachments: a file is attached, or saved, by whoever holds the profile.
//!
//! Guards: as of bundles: the file is read and written here, whole under its name or not there. Next:
//! `peer::attachment`.

use std::{io, path::Path, process::ExitCode};

use peer::{answer::Answer, attachment::Attach};
use words::speech::Words;

use crate::{
    args::attachment::{Attach as Asked, Save},
    failure::Failure,
    keep::{self, Partial},
    output, participant, show,
    socket::client,
    source::{self, Source, with_path},
};

/// Attaches a file.
///
/// # Errors
/// When it can't be read, or may not be attached: nothing has changed then.
pub(crate) fn attach(
    words: Words,
    dir: &Path,
    community: Option<String>,
    asked: Asked,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let Asked { id, file, alt } = asked;
    let title = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let attach = Attach {
        community,
        on: id,
        title: title.unwrap_or_default(),
        alt: alt.unwrap_or_default(),
    };
    let refused = |refusal| Failure::refused(words, &refusal);
    if !participant::exists(dir) {
        return Err(refused(peer::refusal::Refusal::NoCommunity));
    }
    let answer = source::hand(
        words,
        dir,
        (&file, as_json),
        |piece| client::attach(dir, attach.clone(), piece),
        |core| {
            let mut upload = core.upload().map_err(refused)?;
            let mut source = Source::open(words, &file, as_json)?;
            loop {
                let piece = source.piece()?;
                if piece.is_empty() {
                    break;
                }
                upload.push(&piece).map_err(refused)?;
            }
            core.attach(upload.finish().map_err(refused)?, &attach).map_err(refused)
        },
    )?;
    if as_json {
        return Ok(output::json(&serde_json::to_value(&answer).unwrap_or_default()));
    }
    let Answer::Attachment(told) = &answer else { return Ok(ExitCode::SUCCESS) };
    Ok(output::text(&show::attachment::attached(words, told)))
}

/// Saves the content of an attachment.
///
/// # Errors
/// When something stands there, it can't be written, or the content isn't here: nothing is left of it.
pub(crate) fn save(
    words: Words,
    dir: &Path,
    community: Option<String>,
    asked: Save,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let Save { id, file } = asked;
    let unwritten = |error: &io::Error| Failure::unwritten(words, &file, error);
    let refused = |refusal| Failure::refused(words, &refusal);
    if !participant::exists(dir) {
        return Err(refused(peer::refusal::Refusal::NoCommunity));
    }
    keep::refuse_existing(&file).map_err(|error| unwritten(&error))?;
    let mut out = Partial::private(&file).map_err(|error| unwritten(&error))?;
    let mut failed = None;
    let mut put =
        |piece: &[u8]| out.put(piece).inspect_err(|error| failed = Some(unwritten(error)));
    let put = std::cell::RefCell::new(&mut put);
    let answer = participant::reach(
        words,
        dir,
        || client::content(dir, (community.clone(), id.clone()), |piece| put.borrow_mut()(piece)),
        |core| {
            let mut content = core.attachment(community.as_deref(), &id).map_err(refused)?;
            for piece in content.by_ref() {
                let piece = piece.map_err(|error| {
                    refused(peer::refusal::Refusal::Internal(error.to_string()))
                })?;
                put.borrow_mut()(&piece).map_err(|error| unwritten(&error))?;
            }
            Ok(Answer::Attachment(Box::new(content.told)))
        },
    );
    if let Some(failure) = failed {
        return Err(failure);
    }
    let answer = answer?;
    out.settle().map_err(|error| unwritten(&error))?;
    let path = file.display().to_string();
    if as_json {
        return Ok(output::json(&with_path(&answer, &path, None)));
    }
    Ok(output::text(&show::attachment::saved(words, &path)))
}
