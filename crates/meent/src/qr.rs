//! A link as a square that a phone can read, in a terminal.
//!
//! Guards: dark on light whatever the terminal's colours are, with the quiet edge that readers need
//! (ISO/IEC 18004: four modules). Next: [`crate::output`].

use qrcode::{Color, EcLevel, QrCode};

/// Modules of the quiet edge.
const EDGE: usize = 4;

/// The square of a link, which reads the same in either case: capitals and digits take five and a half
/// bits each instead of eight (ISO/IEC 18004, alphanumeric mode), so that it is smaller.
pub(crate) fn of_link(link: &str) -> Option<String> {
    square(&link.to_ascii_uppercase())
}

/// The square as lines of half blocks in black on white; `None` when the link is too long for one.
fn square(link: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(link, EcLevel::L).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let dark = |x: usize, y: usize| {
        let inside = (EDGE..EDGE + width).contains(&x) && (EDGE..EDGE + width).contains(&y);
        inside && colors.get((y - EDGE) * width + (x - EDGE)) == Some(&Color::Dark)
    };
    let side = width + 2 * EDGE;
    let mut lines = String::new();
    for y in (0..side).step_by(2) {
        // Black on white, said explicitly: a dark terminal would turn it around.
        lines.push_str("\u{1b}[30;107m");
        for x in 0..side {
            lines.push(match (dark(x, y), dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        lines.push_str("\u{1b}[0m\n");
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_fits_in_a_terminal() {
        let link = format!("meent:{}", "a".repeat(500));
        let square = of_link(&link).unwrap();
        let widest =
            square.lines().map(|line| line.chars().filter(|c| "█▀▄ ".contains(*c)).count()).max();
        assert!(widest.unwrap() <= 80, "{widest:?} columns");
        assert_eq!(super::square(&"a".repeat(5_000)), None);
    }
}
