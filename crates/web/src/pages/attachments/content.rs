//! The content of an attachment, given to the browser.
//!
//! Guards: only what the bytes themselves say is a picture opens in the browser, as that picture; anything
//! else is a file to be saved, under a name that steers nothing; neither runs anything or stays in a cache,
//! for it may be erased. Sources: RFC 6266 and 8187 (names of files), CSP level 3 (`sandbox`). Next:
//! [`crate::guard`], for what else every answer carries.

use axum::{
    body::Body,
    extract::{FromRequestParts as _, Path, Request, State},
    http::{
        HeaderName,
        header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
};
use futures::stream;
use peer::{
    attachment::{Content, PICTURES},
    refusal::Refusal,
};
use words::clean;

use crate::{
    server::App,
    trouble::Trouble,
    visit::{Here, Visit},
};

/// Nothing in it runs, and it belongs to no site.
const POLICY: &str = "default-src 'none'; sandbox";

/// What a file is called whose name says nothing.
const NAMELESS: &str = "meent";

/// Gives a content out. A page asks for many at once, so nothing more is asked of the peer than it takes.
pub(super) async fn give(
    State(app): State<App>,
    Path((community, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Trouble> {
    let (mut parts, _) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, &app).await?;
    let found = visit.peer().attachment(Some(community), id).await;
    let given = found.and_then(|mut content| {
        let kind = content.kind().map_err(|error| Refusal::Internal(error.to_string()))?;
        Ok(given(content, kind))
    });
    match given {
        Ok(given) => Ok(given),
        Err(refusal) => {
            let here = Here::from_request_parts(&mut parts, &app).await?;
            Err(here.trouble(refusal))
        }
    }
}

fn given(content: Content, kind: &'static str) -> Response {
    let (media, name) = opened(&content.told.file, kind);
    let headers: [(HeaderName, String); 4] = [
        (CONTENT_TYPE, media),
        (CONTENT_DISPOSITION, name),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (CONTENT_LENGTH, content.told.size.to_string()),
    ];
    // Read as it is taken, so that it is never held whole.
    (headers, Body::from_stream(stream::iter(content))).into_response()
}

// What the browser is told that it is, and how to take it.
fn opened(file: &str, kind: &str) -> (String, String) {
    let name = harmless(file);
    if !PICTURES.contains(&kind) {
        return ("application/octet-stream".to_owned(), disposition("attachment", &name));
    }
    // Saved, it is what it was here: a picture.
    let lower = name.to_lowercase();
    let is_called =
        lower.ends_with(&format!(".{kind}")) || (kind == "jpeg" && lower.ends_with(".jpg"));
    let name = if is_called { name } else { format!("{name}.{kind}") };
    (format!("image/{kind}"), disposition("inline", &name))
}

// A name for a file: one part of a path, without what means something to a system or a screen.
fn harmless(file: &str) -> String {
    let line = clean::line(file);
    let kept = |c: char| if r#"/\:*?"<>|%"#.contains(c) { '_' } else { c };
    let name: String = line.chars().map(kept).collect();
    let outside = |c: char| c == '.' || c.is_whitespace();
    match name.trim_matches(outside) {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
    }
}

// RFC 6266, 4.3 and appendix D: the name in ASCII for who reads no more, and the name itself.
fn disposition(how: &str, name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._ ".contains(c);
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let whole: String = name.bytes().map(encoded).collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

// RFC 8187, 3.2.1: `attr-char`, of which these need no thought.
fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_picture_opens_and_is_saved_as_one() {
        for (file, kind, media, how) in [
            ("bank.png", "png", "image/png", "inline; filename=\"bank.png\""),
            ("bank.JPG", "jpeg", "image/jpeg", "inline; filename=\"bank.JPG\""),
            ("x.html", "png", "image/png", "inline; filename=\"x.html.png\""),
            ("foto.png", "text", "application/octet-stream", "attachment; filename=\"foto.png\""),
            ("plan.pdf", "pdf", "application/octet-stream", "attachment; filename=\"plan.pdf\""),
        ] {
            let (told, name) = opened(file, kind);
            assert_eq!(told, media, "{file}");
            assert!(name.starts_with(how), "{file}: {name}");
        }
    }

    #[test]
    fn a_name_steers_nothing() {
        for (file, plain, whole) in [
            ("../../etc/passwd", "_.._etc_passwd", "_.._etc_passwd"),
            ("C:\\boot.ini", "C__boot.ini", "C__boot.ini"),
            ("a\"; filename=\"b.exe", "a__ filename=_b.exe", "a_%3B%20filename%3D_b.exe"),
            ("x\r\nSet-Cookie: a=b", "x Set-Cookie_ a=b", "x%20Set-Cookie_%20a%3Db"),
            ("foto\u{202e}gpj.exe", "fotogpj.exe", "fotogpj.exe"),
            (".bashrc", "bashrc", "bashrc"),
            ("één plan.txt", "__n plan.txt", "%C3%A9%C3%A9n%20plan.txt"),
            ("%2e%2e%2f", "_2e_2e_2f", "_2e_2e_2f"),
            (" ... ", "meent", "meent"),
            ("\u{7}", "meent", "meent"),
        ] {
            let plain = plain.replace('=', "_");
            let wanted = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
            assert_eq!(disposition("attachment", &harmless(file)), wanted, "{file:?}");
        }
    }
}
