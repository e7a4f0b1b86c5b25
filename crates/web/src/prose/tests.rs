//! What people type, and what must never come of it.
//!
//! Guards: an independent reader of HTML, the one browsers are built like (html5ever), finds only the
//! elements and attributes that we write; and all the words are still there. Next: [`super`].

use proptest::prelude::*;
use scraper::{Html, Node, Selector};

use super::*;

fn markup(text: &str) -> String {
    super::read(text).render().into_string()
}

/// Panics when the markup has anything but what prose may have, as a browser reads it; twice, because
/// mutation XSS shows up when what was read is written and read once more.
fn check(text: &str) -> String {
    let markup = markup(text);
    let first = Html::parse_document(&format!("<!doctype html><body>{markup}"));
    examine(&first, text);
    let again = Html::parse_document(&first.html());
    examine(&again, text);
    let (first, again) = (body(&first), body(&again));
    assert_eq!(first, again, "{text:?}");
    // A browser has nothing to mend.
    assert_eq!(first.0, closed(&markup), "{text:?}");
    let steers = |c: char| c != '\n' && words::clean::is_hidden(c);
    assert!(!markup.contains(steers), "{text:?} -> {markup:?}");
    first.1
}

/// The markup and the text of the page's body.
fn body(html: &Html) -> (String, String) {
    let body = html.select(&Selector::parse("body").unwrap()).next().unwrap();
    (body.inner_html(), body.text().collect())
}

/// Our markup as html5ever would write it: quotes as they are, hard spaces as entities.
fn closed(markup: &str) -> String {
    markup.replace("&quot;", "\"").replace('\u{a0}', "&nbsp;")
}

fn examine(html: &Html, text: &str) {
    const ELEMENTS: [&str; 15] = [
        "html",
        "head",
        "body",
        "p",
        "ul",
        "ol",
        "li",
        "h3",
        "h4",
        "blockquote",
        "strong",
        "em",
        "a",
        "br",
        "span",
    ];
    for node in html.tree.nodes() {
        let element = match node.value() {
            Node::Element(element) => element,
            Node::Text(_) | Node::Document | Node::Doctype(_) => continue,
            other => panic!("{text:.300?} became {other:?}"),
        };
        assert!(ELEMENTS.contains(&element.name()), "{text:.300?} became <{}>", element.name());
        for (name, value) in element.attrs() {
            let sound = match (element.name(), name) {
                ("a", "href") => {
                    ["http://", "https://", "mailto:"].iter().any(|s| value.starts_with(s))
                }
                ("a", "rel") => value == "noopener noreferrer nofollow",
                ("span", "class") => value == "host",
                ("ol", "start") => value.bytes().all(|b| b.is_ascii_digit()),
                _ => false,
            };
            assert!(sound, "{text:.300?} became <{} {name}={value:?}>", element.name());
        }
        if element.name() == "a" {
            assert_eq!(element.attrs().count(), 2, "{text:?}");
        }
    }
}

#[test]
fn what_people_type_is_read_as_they_mean_it() {
    for (text, expected) in [
        ("Hallo", "<p>Hallo</p>"),
        ("een\ntwee\r\ndrie", "<p>een<br>twee<br>drie</p>"),
        ("een\n\ntwee", "<p>een</p><p>twee</p>"),
        (
            "**vet** en *schuin* en __vet__",
            "<p><strong>vet</strong> en <em>schuin</em> en <strong>vet</strong></p>",
        ),
        (
            "# Kop\n\n## Kleiner\n\n### Nog kleiner",
            "<h3>Kop</h3><h4>Kleiner</h4><h4>Nog kleiner</h4>",
        ),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("- een\n  - deel\n- twee", "<ul><li>een<ul><li>deel</li></ul></li><li>twee</li></ul>"),
        ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("3. drie", "<ol start=\"3\"><li>drie</li></ol>"),
        ("> gezegd", "<blockquote><p>gezegd</p></blockquote>"),
        ("- een\n\n  nog\n- twee", "<ul><li><p>een</p><p>nog</p></li><li>twee</li></ul>"),
        // Outside the part we take: as it was typed.
        ("<b>x</b> & \"y\"", "<p>&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;</p>"),
        ("een\n\n---\n\ntwee", "<p>een</p><p>---</p><p>twee</p>"),
        ("`a<b`", "<p>a&lt;b</p>"),
        ("```info\na\n  b\n```", "<p>info<br>a<br>  b</p>"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "<p>| a | b |<br>|---|---|<br>| 1 | 2 |</p>"),
        ("5 * 3 * 2 en buur_van_4", "<p>5 * 3 * 2 en buur_van_4</p>"),
        ("[Besluit]: akkoord", "<p>[Besluit]: akkoord</p>"),
        ("[a]: b\n[a]: c", "<p>[a]: b<br>[a]: c</p>"),
        ("`[a]: b`", "<p>[a]: b</p>"),
        ("<!-- stiekem -->", "<p>&lt;!-- stiekem --&gt;</p>"),
        ("", ""),
    ] {
        assert_eq!(markup(text), expected, "{text:?}");
        check(text);
    }
}

#[test]
fn links_say_where_they_lead() {
    const REL: &str = "rel=\"noopener noreferrer nofollow\"";
    for (text, expected) in [
        (
            "[tuin](https://a.example/x)",
            format!("<p><a href=\"https://a.example/x\" {REL}>tuin</a></p>"),
        ),
        (
            "Zie https://a.example/x_y_z.",
            format!(
                "<p>Zie <a href=\"https://a.example/x_y_z\" {REL}>https://a.example/x_y_z</a>.</p>"
            ),
        ),
        (
            "<ali@a.example>",
            format!("<p><a href=\"mailto:ali@a.example\" {REL}>ali@a.example</a></p>"),
        ),
        (
            "[b.example](https://a.example/)",
            format!(
                "<p><a href=\"https://a.example/\" {REL}>b.example</a> <span class=\"host\">(a.example)</span></p>"
            ),
        ),
        (
            "[**b.example**](https://a.example/)",
            format!(
                "<p><a href=\"https://a.example/\" {REL}><strong>b.example</strong></a> <span class=\"host\">(a.example)</span></p>"
            ),
        ),
        (
            "[](https://a.example/)",
            format!("<p><a href=\"https://a.example/\" {REL}>a.example</a></p>"),
        ),
        (
            "![boom](https://a.example/b.png)",
            format!("<p><a href=\"https://a.example/b.png\" {REL}>boom</a></p>"),
        ),
        (
            "[x](https://a.example/ \"titel\")",
            format!("<p><a href=\"https://a.example/\" {REL}>x</a> (titel)</p>"),
        ),
        ("[x](javascript:alert(1))", "<p>x (javascript:alert(1))</p>".to_owned()),
        ("![x](data:image/svg+xml,y)", "<p>x (data:image/svg+xml,y)</p>".to_owned()),
        (
            "[![x](https://b.example/i)](https://a.example/)",
            format!(
                "<p><a href=\"https://a.example/\" {REL}>x (https://b.example/i)</a> <span class=\"host\">(a.example)</span></p>"
            ),
        ),
    ] {
        assert_eq!(markup(text), expected, "{text:?}");
        check(text);
    }
}

/// The usual vectors (OWASP's and Cure53's lists), each as it stands, in a list, in a quote, as a link's text
/// and as its place.
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<style>@import 'https://evil.example'</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example>",
    "<form action=//evil.example><button>x",
    "<input autofocus onfocus=alert(1)>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    // Mutation.
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "</p></div></main></body><script>alert(1)</script>",
    // Markdown.
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    "![x\"onerror=alert(1)](https://a.example/x)",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](https://a.example/ \"onmouseover=alert(1)\")",
    "[x](https://bank.example@evil.example/)",
    "<javascript:alert(1)>",
    "<https://a.example/\"onclick=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "https://a.example/<script>alert(1)</script>",
    "https://a.example/'onclick='alert(1)",
    "`<script>`alert(1)`</script>`",
    "````` ``` ` `` <script> `` ` ``` `````",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    // What steers a screen, written out and as entities.
    "a\u{202e}b\u{2066}c\u{2069}d\u{200f}e",
    "&#x202e;&#8294;&#x2067;",
    "\u{1b}[31mrood\u{1b}]0;titel\u{7}\u{9b}31m",
    "&#27;[31m&#x9b;31m&#0;&#7;",
    "nul\u{0}nul &#0;",
    "[\u{202e}x](https://a.example/\u{202e}gpj.exe)",
    "\u{feff}\u{fff9}\u{e0041}",
    "\r\r\n\u{2028}\u{2029}\u{85}\u{b}\u{c}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "\u{ff1c}script\u{ff1e}alert(1)\u{ff1c}/script\u{ff1e}",
];

#[test]
fn no_vector_becomes_markup() {
    for vector in VECTORS {
        for text in [
            (*vector).to_owned(),
            format!("- {vector}\n- {vector}"),
            format!("> {vector}"),
            format!("# {vector}"),
            format!("**{vector}** *{vector}*"),
            format!("[{vector}](https://a.example/)"),
            format!("[x](<{vector}>)"),
            format!("![{vector}]({vector} \"{vector}\")"),
            format!("https://a.example/{vector}"),
        ] {
            check(&text);
        }
        for (inner, outer) in VECTORS.iter().zip(VECTORS.iter().skip(7)) {
            check(&format!("{outer}{vector}{inner}"));
        }
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let deepest = |markup: &str, open: &str| {
        // Nesting, by counting what is open and not yet closed.
        let (mut now, mut most) = (0_usize, 0);
        for (at, _) in markup.match_indices('<') {
            let rest = &markup[at..];
            if rest.starts_with(&format!("<{open}")) {
                now += 1;
                most = most.max(now);
            } else if rest.starts_with(&format!("</{open}>")) {
                now -= 1;
            }
        }
        most
    };
    let quotes = format!("{} diep", ">".repeat(5_000));
    assert_eq!(deepest(&markup(&quotes), "blockquote"), read::DEEPEST);
    assert!(check(&quotes).contains("diep"));
    let mut list = String::new();
    for depth in 0..100 {
        list.push_str(&format!("{}- punt {depth}\n", "  ".repeat(depth)));
    }
    assert_eq!(deepest(&markup(&list), "ul"), read::DEEPEST);
    let visible = check(&list);
    assert!((0..100).all(|depth| visible.contains(&format!("punt {depth}"))), "{visible}");
    assert!(markup(&list).contains("<p>punt 50</p><p>punt 51</p>"), "points stay apart");
    let strong = format!("{}x{}", "**a *b ".repeat(500), "* b** a".repeat(500));
    assert!(deepest(&markup(&strong), "strong") <= read::DEEPEST);
    check(&strong);
    let images = format!("{}x{}", "![".repeat(2_000), "](https://a.example/)".repeat(2_000));
    assert!(check(&images).contains('x'));

    let long = "**woord** ".repeat(read::LONGEST / 10 + 1);
    assert!(markup(&long).starts_with("<p>**woord** "), "too long to parse");
    for heavy in
        ["[", "*", "_a ", "`", "<", "![", "](", ">", "- ", "&#", "https://", "http://a.b/(", "\\"]
    {
        check(&heavy.repeat(2_000 / heavy.len()));
        // As long as is parsed: it comes back at all, and isn't blown up (an ampersand takes five, an
        // address of twelve stands in the link twice with what it may not do).
        let markup = markup(&heavy.repeat(read::LONGEST / heavy.len()));
        assert!(markup.len() < 12 * read::LONGEST, "{heavy:?}");
    }
}

#[test]
fn an_excerpt_is_one_plain_line() {
    for (text, most, expected) in [
        ("# Kop\n\n**vet** en [x](https://a.example/)\n- punt", 80, "Kop vet en x punt"),
        ("een twee drie", 8, "een twee…"),
        ("een twee drie", 13, "een twee drie"),
        ("een twee drie", 4, "een…"),
        ("é\u{202e}é\u{1b}é", 3, "ééé"),
        ("<b>x</b>", 80, "<b>x</b>"),
        ("", 80, ""),
    ] {
        assert_eq!(plain(text, most), expected, "{text:?}");
    }
    assert_eq!(plain(&"woord ".repeat(100_000), 11), "woord woord…");
    assert_eq!(plain(&format!("a{}", "\n".repeat(1000)), 11), "a…");
}

/// Pieces that mean something to Markdown, HTML or a screen, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "`",
        "```",
        "[",
        "](",
        ")",
        "]: ",
        "![",
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "&",
        "&#",
        ";",
        "#",
        "- ",
        "1. ",
        "> ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "\\",
        "\"",
        "'",
        "=",
        "javascript:",
        "https://",
        "a.example",
        "mailto:",
        "@",
        "script",
        "style",
        "x",
        " ",
        "é",
        "\u{202e}",
        "\u{1b}",
        "\u{0}",
        "&#x202e;",
        "&lt;",
        "|",
        "~~",
        "---",
        "(",
        "]",
    ]);
    prop::collection::vec(marks, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_typed_becomes_markup(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn no_pieces_of_markup_become_markup(text in pieces()) {
        check(&text);
        let excerpt = plain(&text, 40);
        prop_assert!(excerpt.chars().count() <= 41);
        prop_assert!(!excerpt.contains(words::clean::is_hidden));
    }

    #[test]
    fn vectors_between_pieces_stay_text(
        before in pieces(), vector in prop::sample::select(VECTORS), after in pieces()
    ) {
        check(&format!("{before}{vector}{after}"));
    }

    #[test]
    fn no_word_gets_lost(words in prop::collection::vec("[a-z]{1,8}", 1..30), marks in prop::collection::vec(pieces(), 30)) {
        let typed: Vec<_> = words.iter().zip(&marks).map(|(word, mark)| format!("{mark} {word}Q ")).collect();
        let visible = check(&typed.concat());
        for word in &words {
            prop_assert!(visible.contains(&format!("{word}Q")), "{word} of {typed:?} isn't in {visible:?}");
        }
    }
}
