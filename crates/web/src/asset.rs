//! Files that come with the program: the look, the script, the picture in the tab.
//!
//! Guards: a file's name holds the hash of its content, so that a browser may keep it for ever and never
//! shows an old one. Next: `assets/`.

use std::sync::LazyLock;

use axum::{
    Router,
    extract::Path,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
    routing::get,
};
use sha2::{Digest as _, Sha256};

use crate::server::App;

/// Hexadecimal digits of the hash in a name: 64 bits tell versions apart.
const DIGITS: usize = 16;

/// A file.
pub(crate) struct Asset {
    kind: &'static str,
    content: String,
    /// Where it is asked for.
    pub(crate) path: String,
}

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, content: String) -> Self {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&content));
        let path = format!("/assets/{name}.{}.{ending}", &hash[..DIGITS]);
        Self { kind, content, path }
    }
}

/// The look: tokens and frame first, then what each kind of page adds.
pub(crate) static LOOK: LazyLock<Asset> = LazyLock::new(|| {
    let sheets = [
        include_str!("../assets/meent.css"),
        include_str!("../assets/parts.css"),
        include_str!("../assets/decision.css"),
        include_str!("../assets/rounds.css"),
        include_str!("../assets/people.css"),
        include_str!("../assets/home.css"),
        include_str!("../assets/together.css"),
        include_str!("../assets/moderation.css"),
        include_str!("../assets/attachments.css"),
        // Last, so that small screens, contrast and paper have the last word.
        include_str!("../assets/media.css"),
    ];
    Asset::new("meent", "css", "text/css; charset=utf-8", sheets.concat())
});

/// The colours of one theme, for who chose it whatever the system says.
pub(crate) static LIGHT: LazyLock<Asset> = LazyLock::new(|| theme("light"));
/// See [`LIGHT`].
pub(crate) static DARK: LazyLock<Asset> = LazyLock::new(|| theme("dark"));

/// What keeps the live parts of a page fresh.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let script = include_str!("../assets/live.js").to_owned();
    Asset::new("live", "js", "text/javascript; charset=utf-8", script)
});

/// The picture in the tab.
pub(crate) static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("meent", "svg", "image/svg+xml", include_str!("../assets/meent.svg").to_owned())
});

// The tokens stand once, in meent.css; a chosen theme is cut out of it.
fn theme(name: &str) -> Asset {
    let sheet = include_str!("../assets/meent.css");
    let mark = if name == "dark" { "/* dark tokens */" } else { "/* light tokens */" };
    let tokens = sheet.split_once(mark).and_then(|(_, rest)| rest.split_once("/* end */"));
    let tokens = tokens.map_or("", |(tokens, _)| tokens);
    let content = format!(":root:root {{ color-scheme: {name};{tokens}}}\n");
    Asset::new(name, "css", "text/css; charset=utf-8", content)
}

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>) -> Response {
    let path = format!("/assets/{name}");
    let all: [&Asset; 5] = [&LOOK, &LIGHT, &DARK, &SCRIPT, &ICON];
    let Some(asset) = all.into_iter().find(|asset| asset.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers =
        [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "private, max-age=31536000, immutable")];
    (headers, asset.content.clone()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_theme_has_every_token_of_the_sheet() {
        let names = |css: &str| {
            let tokens = css.split(';').filter_map(|part| part.split_once(':'));
            let names = tokens.filter_map(|(name, _)| name.split_whitespace().last());
            names.filter(|name| name.starts_with("--")).map(str::to_owned).collect::<Vec<_>>()
        };
        let (light, dark) = (names(&LIGHT.content), names(&DARK.content));
        assert!(light.len() > 15, "{light:?}");
        assert_eq!(light, dark);
    }
}
