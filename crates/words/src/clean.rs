//! Text that others wrote, made harmless for a terminal or a line.
//!
//! Guards: no escape sequence, no turned-around reading order and no line of our own making comes out of
//! somebody's title, name or comment. Next: [`crate::speech`], which cleans every value it puts in a
//! sentence.

/// A text of several lines: controls and reading-order marks out, line ends kept.
#[must_use]
pub fn text(from: &str) -> String {
    let lines = from.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    lines
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !is_hidden(*c))
        .collect()
}

/// A text on one line: as [`text`], with line ends as spaces.
#[must_use]
pub fn line(from: &str) -> String {
    text(from).replace('\n', " ")
}

/// Whether a character steers a screen instead of standing on it.
///
/// C0 and C1 controls (ECMA-48: ESC and the 8-bit CSI among them), the bidirectional controls of
/// Unicode's UAX 9, the deprecated format characters beside them, line and paragraph separators, the
/// byte order mark and the invisible tag characters.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_screen_is_left() {
        for (from, to) in [
            ("Buurttuin De Linde", "Buurttuin De Linde"),
            ("Zoë's café 🌻 नमस्ते", "Zoë's café 🌻 नमस्ते"),
            ("\u{1b}[2J\u{1b}[31mrood", "[2J[31mrood"),
            ("\u{1b}]0;titel\u{7}x", "]0;titelx"),
            ("\u{9b}31mrood", "31mrood"),
            ("Jan\u{8}\u{8}\u{8}Piet", "JanPiet"),
            ("a\u{0}b\u{7f}c", "abc"),
            ("voor\u{202e}negeT", "voornegeT"),
            ("\u{2066}a\u{2069}\u{200f}b\u{61c}", "ab"),
            ("\u{feff}x\u{e0041}", "x"),
            ("een\r\ntwee\rdrie\u{2028}vier\tvijf", "een twee drie vier vijf"),
        ] {
            assert_eq!(line(from), to, "{from:?}");
        }
        assert_eq!(text("een\r\ntwee\n\u{1b}drie"), "een\ntwee\ndrie");
        let all: String = ('\u{0}'..='\u{10ffff}').collect();
        assert!(line(&all).chars().all(|c| !c.is_control()), "no control character is left");
    }

    #[test]
    fn joined_emoji_and_scripts_stay_whole() {
        // The zero width joiner and non-joiner are spelling, in emoji and in Persian.
        assert_eq!(line("👩\u{200d}🌾 می\u{200c}خواهم"), "👩\u{200d}🌾 می\u{200c}خواهم");
    }
}
