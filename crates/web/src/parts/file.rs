//! Files that come in with a form, and files that are taken along.
//!
//! Guards: no more is kept than a page asks for, whatever is sent; a file that is too large is answered by
//! a page, which a browser shows only when it could send all of it; nothing that is taken along opens as a
//! page. Next: [`super::field`].

use axum::{
    body::{self, Body},
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{
        HeaderName,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
};

use crate::{server::App, trouble::Trouble, typed::Typed};

/// Bytes of a field that are kept: a link takes a few hundred, a file that holds one as many.
pub(crate) const LINK: usize = 64 * 1024;

/// Bytes of a whole form that are let through: a photo chosen by mistake still gets its answer.
pub(crate) const WHOLE: usize = 32 * 1024 * 1024;

/// Fields of a form; no form here has as many.
const FIELDS: usize = 16;

/// What a form brought, with or without a file, of which at most so many bytes are kept.
#[derive(Debug, Default)]
pub(crate) struct Upload<const MOST: usize> {
    /// Its fields.
    pub(crate) typed: Typed,
    /// The content of the file, in the field that is called `file`; empty without one, its beginning when it
    /// is larger than is kept.
    pub(crate) file: Vec<u8>,
    /// Whether something was larger than is kept.
    pub(crate) is_too_large: bool,
}

impl<const MOST: usize> FromRequest<App> for Upload<MOST> {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.trim_start().starts_with("multipart/")) {
            return Self::plain(request, app).await;
        }
        let mut upload = Self::default();
        // One that can't be read is a form in which nothing was filled in.
        let Ok(mut form) = Multipart::from_request(request, app).await else { return Ok(upload) };
        for _ in 0..FIELDS {
            let Ok(Some(field)) = form.next_field().await else { break };
            upload.add(field).await;
        }
        Ok(upload)
    }
}

impl<const MOST: usize> Upload<MOST> {
    async fn plain(request: Request, app: &App) -> Result<Self, Trouble> {
        let (parts, body) = request.into_parts();
        let Ok(bytes) = body::to_bytes(body, LINK).await else {
            return Ok(Self { is_too_large: true, ..Self::default() });
        };
        let request = Request::from_parts(parts, Body::from(bytes));
        Ok(Self { typed: Typed::from_request(request, app).await?, ..Self::default() })
    }

    async fn add(&mut self, mut field: Field<'_>) {
        let is_whole = if field.name() == Some("file") {
            let (file, is_whole) = beginning(&mut field, MOST).await;
            self.file = file;
            is_whole
        } else {
            write(&mut self.typed, field).await
        };
        self.is_too_large |= !is_whole;
    }
}

/// Hands over a field piece by piece, to its end: what is no good runs out, so that the answer is seen.
/// Whether all of it came; it doesn't when it is larger than is let through, or the browser went away.
pub(crate) async fn pieces(field: &mut Field<'_>, mut take: impl FnMut(&[u8]) + Send) -> bool {
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => take(&piece),
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// Puts what was typed into a field with the rest of its form. Whether all of it was kept.
pub(crate) async fn write(typed: &mut Typed, mut field: Field<'_>) -> bool {
    let name = field.name().unwrap_or_default().to_owned();
    let (kept, is_whole) = beginning(&mut field, LINK).await;
    // Browsers send lines as mail does.
    let value = String::from_utf8_lossy(&kept).replace("\r\n", "\n");
    *typed = std::mem::take(typed).with(&name, Some(value));
    is_whole
}

// At most so many bytes of a field, from its beginning, and whether that is all of it.
async fn beginning(field: &mut Field<'_>, most: usize) -> (Vec<u8>, bool) {
    let (mut kept, mut fits) = (Vec::new(), true);
    let came = pieces(field, |piece| {
        let room = piece.len().min(most - kept.len());
        fits &= room == piece.len();
        kept.extend_from_slice(&piece[..room]);
    })
    .await;
    (kept, came && fits)
}

/// A file to be taken along. Its name is made of small letters, digits and dashes by us: nothing in it
/// needs quoting.
pub(crate) fn download(name: &str, kind: &'static str, bytes: impl Into<Body>) -> Response {
    let headers: [(HeaderName, String); 2] = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes.into()).into_response()
}
