//! A link as a square that a phone can read, as a drawing.
//!
//! Guards: black on white in every theme, with the quiet edge that readers need (ISO/IEC 18004: four
//! modules). Next: [`crate::pages`].

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of the quiet edge.
const EDGE: usize = 4;

/// The square of a link, which reads the same in either case: capitals and digits take less room
/// (ISO/IEC 18004, alphanumeric mode). Nothing when the link is too long for one.
pub(crate) fn square(link: &str, name: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(link.to_ascii_uppercase(), EcLevel::L).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (at, color) in colors.iter().enumerate() {
        if *color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + EDGE, at / width + EDGE));
        }
    }
    let side = width + 2 * EDGE;
    Some(html! {
        svg class="square" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(name)
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" stroke="none" {}
            path d=(path) fill="#000" stroke="none" {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_fits_and_an_endless_one_does_not() {
        assert!(square(&format!("meent:{}", "a".repeat(500)), "QR").is_some());
        assert!(square(&"a".repeat(5_000), "QR").is_none());
    }
}
