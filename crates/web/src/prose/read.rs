//! What somebody typed -> blocks and inlines, with a parser of Markdown (CommonMark).
//!
//! Guards: nothing nests deeper than [`DEEPEST`] and nothing longer than [`LONGEST`] is parsed, so that no
//! text costs a reader's browser or stack; every text is cleaned after parsing, because `&#27;` is an escape
//! only then; link definitions, titles, HTML and comments stay to be read. Next: [`crate::safe`].

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag};
use words::clean;

use super::{Block, Inline, Prose, bare};
use crate::safe::SafeUrl;

/// The longest text that is parsed, in bytes: more than any act may hold. A longer one stands as it is.
pub(super) const LONGEST: usize = 256 * 1024;

/// How deep blocks stand in blocks, and inlines in inlines. Deeper ones lose their marks and keep their
/// words; on a screen 320 px wide, eight levels leave nothing to read in anyway.
pub(super) const DEEPEST: usize = 8;

/// A text that somebody wrote.
pub(crate) fn read(text: &str) -> Prose {
    let text = clean::text(text);
    if text.len() > LONGEST {
        return Prose(text.split("\n\n").map(|part| Block::Paragraph(lines(part))).collect());
    }
    // A definition of a link (`[name]: place`) vanishes from the text, and with it whatever somebody wrote
    // there. An escaped colon is the same colon, and defines nothing.
    let text = text.replace("]:", "]\\:");
    let mut builder =
        Builder { frames: vec![Frame::new(Kind::Text)], blocks: 0, inlines: 0, in_link: false };
    for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag) => builder.start(tag),
            Event::End(_) => builder.end(),
            Event::Text(text) if !matches!(builder.frame().kind, Kind::Code) => builder.text(&text),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                builder.raw(&text);
            }
            Event::SoftBreak | Event::HardBreak => builder.inline(Inline::Break),
            // A line across and whatever else the parser may come to know: as it was typed.
            _ => {
                builder.start(Tag::Paragraph);
                builder.raw(text.get(range).unwrap_or_default());
                builder.end();
            }
        }
    }
    Prose(builder.finish())
}

/// What is open, and what it becomes when it closes.
#[derive(Debug)]
enum Kind {
    /// The text itself.
    Text,
    Paragraph,
    /// A paragraph in which marks mean nothing.
    Code,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    Strong,
    Emphasis,
    Link {
        to: Option<SafeUrl>,
        /// Said behind it: a place we don't link to, a title.
        behind: Vec<String>,
    },
    /// Nests too deep: loses its marks, and what is in it goes to what it is in.
    GoneBlock,
    GoneInline,
}

#[derive(Debug)]
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
}

impl Frame {
    const fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new(), items: Vec::new() }
    }

    /// Inlines that stand among blocks (in an item, say) are a paragraph.
    fn settle(&mut self) {
        let mut inlines = std::mem::take(&mut self.inlines);
        while inlines.last() == Some(&Inline::Break) {
            inlines.pop();
        }
        if !inlines.is_empty() {
            self.blocks.push(Block::Paragraph(linked(inlines)));
        }
    }
}

#[derive(Debug)]
struct Builder {
    /// The text itself, and all that is open in it. As deep as the text nests; only what isn't gone nests
    /// in the result.
    frames: Vec<Frame>,
    /// How many of the open frames become a nesting block, and a nesting inline.
    blocks: usize,
    inlines: usize,
    /// Whether a link is open: a link in a link (an image in one) is none, to a browser.
    in_link: bool,
}

impl Builder {
    fn start(&mut self, tag: Tag<'_>) {
        let mut said = None;
        let kind = match tag {
            Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(info) = kind
                    && !info.is_empty()
                {
                    said = Some(info.into_string());
                }
                Kind::Code
            }
            Tag::Heading { level: HeadingLevel::H1, .. } => Kind::Heading(1),
            Tag::Heading { .. } => Kind::Heading(2),
            Tag::BlockQuote(_) => self.nested(Kind::Quote),
            Tag::List(first) => self.nested(Kind::List(first)),
            // An item of a list that is gone is a paragraph among others.
            Tag::Item if matches!(self.frame().kind, Kind::List(_)) => Kind::Item,
            Tag::Strong => self.nested(Kind::Strong),
            Tag::Emphasis => self.nested(Kind::Emphasis),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.nested(link(link_type, &dest_url, &title))
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.nested(link(link_type, &dest_url, &title))
            }
            Tag::Item => Kind::GoneBlock,
            _ => Kind::GoneInline,
        };
        self.frames.push(Frame::new(kind));
        if let Some(said) = said {
            self.raw(&said);
            self.inline(Inline::Break);
        }
    }

    /// The same kind, unless that nests too deep.
    fn nested(&mut self, kind: Kind) -> Kind {
        match kind {
            Kind::Link { to: Some(to), mut behind } => {
                if self.in_link || self.inlines >= DEEPEST {
                    behind.insert(0, to.as_str().to_owned());
                    return Kind::Link { to: None, behind };
                }
                (self.in_link, self.inlines) = (true, self.inlines + 1);
                Kind::Link { to: Some(to), behind }
            }
            Kind::Quote | Kind::List(_) if self.blocks >= DEEPEST => Kind::GoneBlock,
            Kind::Quote | Kind::List(_) => {
                self.blocks += 1;
                kind
            }
            Kind::Strong | Kind::Emphasis if self.inlines >= DEEPEST => Kind::GoneInline,
            Kind::Strong | Kind::Emphasis => {
                self.inlines += 1;
                kind
            }
            kind => kind,
        }
    }

    fn end(&mut self) {
        // The text itself stays open; the parser closes only what it opened.
        let Some(mut frame) = (self.frames.len() > 1).then(|| self.frames.pop()).flatten() else {
            return;
        };
        match frame.kind {
            Kind::Paragraph | Kind::Code => {
                frame.settle();
                self.take(frame.blocks);
            }
            Kind::Heading(level) if !frame.inlines.is_empty() => {
                self.take(vec![Block::Heading(level, linked(frame.inlines))]);
            }
            Kind::Quote => {
                self.blocks -= 1;
                frame.settle();
                self.take(vec![Block::Quote(frame.blocks)]);
            }
            Kind::List(first) => {
                self.blocks -= 1;
                self.take(vec![Block::List { first, items: frame.items }]);
            }
            Kind::Item => {
                frame.settle();
                self.frame().items.push(frame.blocks);
            }
            Kind::Strong => {
                self.inlines -= 1;
                self.inline(Inline::Strong(frame.inlines));
            }
            Kind::Emphasis => {
                self.inlines -= 1;
                self.inline(Inline::Emphasis(frame.inlines));
            }
            Kind::Link { to, behind } => self.link(to, behind, frame.inlines),
            Kind::GoneBlock => {
                frame.settle();
                self.take(frame.blocks);
            }
            Kind::Heading(_) | Kind::Text | Kind::GoneInline => {
                frame.inlines.into_iter().for_each(|one| self.inline(one));
            }
        }
    }

    fn link(&mut self, to: Option<SafeUrl>, behind: Vec<String>, mut inside: Vec<Inline>) {
        match to {
            Some(to) => {
                (self.in_link, self.inlines) = (false, self.inlines - 1);
                // A link that nobody sees is no link: it says where it leads.
                let mut said = String::new();
                super::say(&inside, &mut said);
                if said.trim().is_empty() {
                    inside = vec![Inline::Text(to.place().to_owned())];
                }
                self.inline(Inline::Link { to, inside });
            }
            None => inside.into_iter().for_each(|one| self.inline(one)),
        }
        for said in behind {
            self.text(&format!(" ({said})"));
        }
    }

    /// What is open now.
    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the text itself is never closed")
    }

    fn take(&mut self, blocks: Vec<Block>) {
        let frame = self.frame();
        frame.settle();
        frame.blocks.extend(blocks);
    }

    fn inline(&mut self, inline: Inline) {
        let inlines = &mut self.frame().inlines;
        match (inlines.last_mut(), inline) {
            // The parser cuts texts at every mark that turned out to be none.
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => inlines.push(inline),
        }
    }

    fn text(&mut self, text: &str) {
        let text = clean::line(&text.replace("]\\:", "]:"));
        if !text.is_empty() {
            self.inline(Inline::Text(text));
        }
    }

    /// A text in which marks mean nothing, of one or more lines, as it was typed.
    fn raw(&mut self, text: &str) {
        for inline in lines(&text.replace("]\\:", "]:")) {
            self.inline(inline);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while self.frames.len() > 1 {
            self.end();
        }
        let frame = self.frame();
        frame.settle();
        std::mem::take(&mut frame.blocks)
    }
}

fn link(kind: LinkType, dest: &CowStr<'_>, title: &CowStr<'_>) -> Kind {
    let dest = dest.replace("]\\:", "]:");
    let to = match kind {
        LinkType::Email => SafeUrl::parse(&format!("mailto:{dest}")),
        _ => SafeUrl::parse(&dest),
    };
    let mut behind = Vec::new();
    if to.is_none() && kind != LinkType::Autolink && kind != LinkType::Email && !dest.is_empty() {
        behind.push(dest);
    }
    if !title.is_empty() {
        behind.push(title.to_string());
    }
    Kind::Link { to, behind }
}

/// The lines of a text, cleaned, with breaks between them.
fn lines(text: &str) -> Vec<Inline> {
    let mut all = Vec::new();
    for (at, line) in clean::text(text).split('\n').enumerate() {
        if at > 0 {
            all.push(Inline::Break);
        }
        if !line.is_empty() {
            all.push(Inline::Text(line.to_owned()));
        }
    }
    all
}

/// With the addresses that stand bare in its texts as links; not in a link, which is one already.
fn linked(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines
        .into_iter()
        .flat_map(|one| match one {
            Inline::Text(text) => bare::link(text),
            Inline::Strong(inside) => vec![Inline::Strong(linked(inside))],
            Inline::Emphasis(inside) => vec![Inline::Emphasis(linked(inside))],
            Inline::Link { .. } | Inline::Break => vec![one],
        })
        .collect()
}
