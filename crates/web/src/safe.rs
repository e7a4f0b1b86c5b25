//! Links that people write: where they may lead, and whether they say so.
//!
//! Guards: no link leads anywhere but to a website or a mail address, none carries a name and password, and
//! none that reads like one place leads to another unseen. A template engine stops none of that. Next:
//! [`crate::prose`].

use url::Url;
use words::clean;

/// The longest address that becomes a link, in bytes. Older browsers and servers refuse longer ones
/// (RFC 9110 4.1 asks for at least 8,000, many stop at 2,048).
const LONGEST: usize = 2_048;

/// An address that may stand in `href`: http, https or mailto, in ASCII, as a browser reads it (WHATWG URL).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SafeUrl {
    address: String,
    /// Where it leads, for people: the host, or the mail address.
    place: String,
}

impl SafeUrl {
    /// The address that somebody wrote, when it is one that we link to.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        // A browser drops tabs and line ends inside `java\nscript:` and reads `\` as `/`; an honest address
        // has none of these.
        let odd = |c: char| c.is_whitespace() || c == '\\' || clean::is_hidden(c);
        if written.len() > LONGEST || written.contains(odd) {
            return None;
        }
        let url = Url::parse(written).ok()?;
        let rest = written.get(url.scheme().len()..)?.strip_prefix(':')?;
        let place = match url.scheme() {
            "http" | "https" => {
                let bare = url.username().is_empty() && url.password().is_none();
                // The standard allows a host nearly every sign, `"` and `&` too; the network doesn't.
                let known = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
                let host =
                    url.host_str().filter(|host| !host.is_empty() && host.chars().all(known))?;
                (bare && rest.starts_with("//")).then(|| host.to_owned())?
            }
            // `?` would fill in a subject, a text, a copy to others; `%` could hide a line end.
            "mailto" => {
                let plain = |c: char| c.is_ascii_alphanumeric() || "@.+-_".contains(c);
                let (name, host) = rest.split_once('@')?;
                let sound = !name.is_empty() && host.contains('.') && !host.contains('@');
                (sound && rest.chars().all(plain)).then(|| rest.to_owned())?
            }
            _ => return None,
        };
        Some(Self { address: url.into(), place })
    }

    /// For `href`.
    pub(crate) fn as_str(&self) -> &str {
        &self.address
    }

    /// Where it leads: a host as the network knows it (`xn--...` for letters that could pose as others), or
    /// a mail address.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// Whether somebody who reads only the visible text could think that it leads elsewhere.
    pub(crate) fn poses(&self, visible: &str) -> bool {
        self.place.split('.').any(|label| label.starts_with("xn--"))
            || visible.split_whitespace().any(|word| looks_like_place(word) && !self.is_meant(word))
    }

    fn is_meant(&self, word: &str) -> bool {
        if self.address.starts_with("mailto:") {
            let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            return word.strip_prefix("mailto:").unwrap_or(word).eq_ignore_ascii_case(&self.place);
        }
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !"/[]".contains(c));
        let whole = if word.contains("://") { word.to_owned() } else { format!("http://{word}") };
        let host = Url::parse(&whole).ok().and_then(|url| url.host_str().map(str::to_owned));
        host.is_some_and(|host| without_www(&host) == without_www(&self.place))
    }
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a word could be read as a place on the internet: something with `://` or `@`, or a dot with
/// letters on both sides. The dots are those that IDNA takes for one, and some that look like it.
fn looks_like_place(word: &str) -> bool {
    const DOTS: &str = ".\u{b7}\u{2024}\u{2027}\u{3002}\u{fe52}\u{ff0e}\u{ff61}";
    let letters: Vec<char> = word.chars().collect();
    let dotted = letters.windows(3).any(|three| {
        let [before, dot, after] = three else { return false };
        before.is_alphanumeric() && DOTS.contains(*dot) && after.is_alphanumeric()
    });
    dotted || word.contains("://") || word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_websites_and_mail_addresses_become_links() {
        for (written, address) in [
            ("https://linde.example/a_b?c=d&e#f", "https://linde.example/a_b?c=d&e#f"),
            ("HTTP://Linde.Example", "http://linde.example/"),
            ("http://192.0.2.1:8080/x", "http://192.0.2.1:8080/x"),
            ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
            ("https://café.example/é", "https://xn--caf-dma.example/%C3%A9"),
            ("mailto:ali@linde.example", "mailto:ali@linde.example"),
            ("https://linde.example/\"><script>", "https://linde.example/%22%3E%3Cscript%3E"),
        ] {
            let parsed = SafeUrl::parse(written);
            assert_eq!(parsed.as_ref().map(SafeUrl::as_str), Some(address), "{written}");
        }
        for written in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://linde.example/x",
            "//linde.example",
            "/settings",
            "?x",
            "https:linde.example",
            "https:/linde.example",
            "https:\\\\linde.example",
            "https://linde.example\\@evil.example",
            "https://user:pass@linde.example/",
            "https://bank.example@evil.example/",
            "https://linde.example/\u{202e}gpj.exe",
            "https://linde.example/a b",
            "https://linde.example/\u{0}",
            "https://",
            "http://:80/",
            "https://\"&amp;/",
            "https://a'b.example/",
            "mailto:",
            "mailto:ali",
            "mailto:ali@linde.example?bcc=eve@evil.example",
            "mailto:ali@linde.example%0abcc:eve@evil.example",
            "mailto:ali@linde.example,eve@evil.example",
            "mailto:<script>@x.y",
            "",
        ] {
            assert_eq!(SafeUrl::parse(written), None, "{written:?}");
        }
        assert_eq!(SafeUrl::parse(&format!("https://a.example/{}", "x".repeat(LONGEST))), None);
    }

    #[test]
    fn a_link_that_reads_like_another_place_is_seen() {
        let link = |written: &str| SafeUrl::parse(written).unwrap();
        for (written, visible, poses) in [
            ("https://linde.example/x", "onze tuin", false),
            ("https://linde.example/x", "linde.example", false),
            ("https://www.linde.example/x", "Kijk op Linde.example!", false),
            ("https://linde.example/x", "https://linde.example/x", false),
            ("https://linde.example/x", "https://linde.example/x.", false),
            ("https://evil.example/", "linde.example", true),
            ("https://evil.example/", "https://linde.example/", true),
            ("https://linde.example.evil.example/", "linde.example", true),
            ("https://evil.example/", "(www.linde.example)", true),
            ("https://evil.example/", "linde\u{2024}example", true),
            ("https://evil.example/", "https://evil.example@linde.example/", true),
            ("https://evil.example/", "ali@linde.example", true),
            ("mailto:ali@linde.example", "ali@linde.example", false),
            ("mailto:eve@evil.example", "ali@linde.example", true),
            // Cyrillic letters that look like Latin ones.
            ("https://аррӏе.example/", "https://аррӏе.example/", true),
        ] {
            assert_eq!(link(written).poses(visible), poses, "{visible} -> {written}");
        }
        assert_eq!(link("https://Linde.example:8080/x").place(), "linde.example");
    }
}
