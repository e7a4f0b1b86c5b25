//! A form that may bring a file: small ones are read, large ones are let run out and thrown away.
//!
//! Guards: at most `FILE` bytes of any field are kept, whatever is sent; a file that is too large is
//! answered by a page, which a browser shows only when it could send all of it. Next: [`super::field`].

use axum::{
    body::{self, Body},
    extract::{FromRequest as _, Multipart, Request},
    http::header::CONTENT_TYPE,
};

use crate::{server::App, trouble::Trouble, typed::Typed};

/// Bytes of a file or field that are kept: a link takes a few hundred, a file holds one.
const FILE: usize = 64 * 1024;

/// Bytes of a whole form that are let through: a photo chosen by mistake still gets its answer.
pub(crate) const WHOLE: usize = 32 * 1024 * 1024;

/// Fields of a form; no form here has as many.
const FIELDS: usize = 16;

/// What a form with a file brought.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    /// Its fields; of a file the content, as text.
    pub(crate) typed: Typed,
    /// Whether something was larger than is kept.
    pub(crate) is_too_large: bool,
}

/// Reads a form, with or without a file.
pub(crate) async fn read(request: Request, app: &App) -> Result<Upload, Trouble> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.trim_start().starts_with("multipart/")) {
        return plain(request, app).await;
    }
    // One that can't be read is a form in which nothing was filled in.
    let Ok(mut form) = Multipart::from_request(request, app).await else {
        return Ok(Upload::default());
    };
    let mut upload = Upload::default();
    for _ in 0..FIELDS {
        let Ok(Some(mut field)) = form.next_field().await else { break };
        let name = field.name().unwrap_or_default().to_owned();
        let mut kept = Vec::new();
        while let Ok(Some(chunk)) = field.chunk().await {
            if kept.len() + chunk.len() > FILE {
                upload.is_too_large = true;
            } else {
                kept.extend_from_slice(&chunk);
            }
        }
        let value = String::from_utf8_lossy(&kept).replace("\r\n", "\n");
        upload.typed = upload.typed.with(&name, Some(value));
    }
    Ok(upload)
}

async fn plain(request: Request, app: &App) -> Result<Upload, Trouble> {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = body::to_bytes(body, FILE).await else {
        return Ok(Upload { typed: Typed::default(), is_too_large: true });
    };
    let request = Request::from_parts(parts, Body::from(bytes));
    Ok(Upload { typed: Typed::from_request(request, app).await?, is_too_large: false })
}
