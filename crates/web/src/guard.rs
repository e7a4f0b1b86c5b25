//! Who may ask, and what every answer carries: the eleven checks of a server on loopback.
//!
//! Guards: a page of another site in the same browser can neither read nor do anything here, whatever
//! name it gives this machine (DNS rebinding), and no other machine reaches us at all (we bind on
//! 127.0.0.1). The order: host, method, where the request comes from, who sends it. Sources: Fetch
//! standard (`Origin`, `Sec-Fetch-*`), RFC 6265bis (cookies), CSP level 3. Next: [`crate::entry`].

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{self, CONTENT_TYPE, COOKIE, HOST, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use words::speech::Words;

use crate::{pages, server::App, visit};

/// Nothing from elsewhere, nothing inline, nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer carries. Forms need their `Origin`, which `no-referrer` would turn into "null".
const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()",
    ),
];

/// Where a request comes from, as the browser says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// A page of ours, or the address bar.
    Here,
    /// Another site, which another port of this machine is too.
    Elsewhere,
}

/// Lets a request through to its page, or says why not.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let refused = refusal(&app, &request);
    let is_asset = request.uri().path().starts_with("/assets/");
    let mut response = match refused {
        None => next.run(request).await,
        Some(status) => {
            let words = Words::new(visit::language(request.headers(), None));
            pages::door::refused(words, status)
        }
    };
    for (name, value) in ALWAYS {
        let name = HeaderName::from_static(name);
        // A file has a stricter policy of its own.
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !(is_asset && response.status().is_success()) {
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    response
}

fn refusal(app: &App, request: &Request) -> Option<StatusCode> {
    let headers = request.headers();
    if !is_host(app, request) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let path = request.uri().path();
    let is_entry = path.starts_with("/in/");
    match *request.method() {
        // A look ahead must not use a link up.
        Method::GET if is_entry && is_ahead(headers) => Some(StatusCode::FORBIDDEN),
        // A link is followed from anywhere: a terminal, a message, another page.
        Method::GET if is_entry => None,
        Method::HEAD if is_entry => Some(StatusCode::METHOD_NOT_ALLOWED),
        Method::GET | Method::HEAD => {
            let foreign = fetch_site(headers) == From::Elsewhere;
            let open = path.starts_with("/assets/");
            (foreign || !(open || is_known(app, headers))).then_some(StatusCode::FORBIDDEN)
        }
        Method::POST => {
            let ours = is_origin(app, headers)
                && fetch_site(headers) == From::Here
                && is_form(headers)
                && is_known(app, headers);
            (!ours).then_some(StatusCode::FORBIDDEN)
        }
        _ => Some(StatusCode::METHOD_NOT_ALLOWED),
    }
}

// Exactly one host, and exactly ours: a name that was made to lead here is another name.
fn is_host(app: &App, request: &Request) -> bool {
    let named = request.uri().authority().is_none_or(|named| named.as_str() == app.host());
    named && only(request.headers(), &HOST) == Some(app.host())
}

fn is_origin(app: &App, headers: &HeaderMap) -> bool {
    let origin = only(headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
    origin == Some(app.host())
}

// Old browsers don't say; then the cookie, which is for this site only, and the origin decide.
pub(crate) fn fetch_site(headers: &HeaderMap) -> From {
    let name = HeaderName::from_static("sec-fetch-site");
    match headers.get_all(&name).iter().collect::<Vec<_>>().as_slice() {
        [] => From::Here,
        [site] if *site == "same-origin" || *site == "none" => From::Here,
        _ => From::Elsewhere,
    }
}

fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose"].into_iter().any(|name| headers.contains_key(name))
}

// What only a form sends: anything else could be sent without asking us first.
fn is_form(headers: &HeaderMap) -> bool {
    let kind = only(headers, &CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/x-www-form-urlencoded" || kind == "multipart/form-data"
}

fn is_known(app: &App, headers: &HeaderMap) -> bool {
    // In bytes: another program on this machine may have left a cookie that is no ASCII beside ours.
    let mut cookies = headers.get_all(COOKIE).iter().flat_map(|all| {
        all.as_bytes().split(|byte| *byte == b';').filter_map(|one| str::from_utf8(one).ok())
    });
    cookies.any(|cookie| {
        let cookie = cookie.trim().split_once('=');
        cookie.is_some_and(|(name, held)| name == app.cookie() && app.entry().knows(held))
    })
}

pub(crate) fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// The answer to a link that signs in: the cookie, and the way on. A redirect would still belong to
/// whatever page the link stood on, and such a request brings no strict cookie.
pub(crate) fn welcome(app: &App, words: Words, held: &str) -> Response {
    let cookie = format!("{}={held}; Path=/; HttpOnly; SameSite=Strict", app.cookie());
    let cookie = HeaderValue::from_str(&cookie).expect("the cookie is base64 and a port");
    let mut response = pages::door::welcome(words).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response
}
