//! People's texts: a small part of Markdown, read into a tree of our own and written as escaped markup.
//!
//! Guards: what somebody typed never becomes markup, a link elsewhere than [`SafeUrl`] allows or a sign that
//! turns the reading order around; and no typed word gets lost, because people decide on this text. What
//! isn't in the part we take stands there as it was typed. Next: [`read`](mod@read), which builds the tree.

mod bare;
mod read;
#[cfg(test)]
mod tests;

use maud::{Markup, Render, html};

use crate::safe::SafeUrl;

pub(crate) use self::read::read;

/// A text that somebody wrote, ready to stand on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prose(Vec<Block>);

/// What stands under each other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Paragraph(Vec<Inline>),
    /// Level 1 or 2: the text stands under headings of the page, so these become `h3` and `h4`.
    Heading(u8, Vec<Inline>),
    List {
        /// The number of the first item, when they are numbered.
        first: Option<u64>,
        items: Vec<Vec<Self>>,
    },
    Quote(Vec<Self>),
}

/// What stands on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inline {
    /// Cleaned of controls and reading-order marks; escaped when it is written.
    Text(String),
    Strong(Vec<Self>),
    Emphasis(Vec<Self>),
    Link {
        to: SafeUrl,
        inside: Vec<Self>,
    },
    Break,
}

impl Render for Prose {
    fn render(&self) -> Markup {
        blocks(&self.0)
    }
}

/// The beginning of a text as one line without marks, at most `most` characters and an ellipsis.
pub(crate) fn plain(text: &str, most: usize) -> String {
    // Marks take room too; a text that is mostly marks gets a shorter excerpt.
    let enough = text.char_indices().nth(most.saturating_mul(4)).map_or(text.len(), |(at, _)| at);
    let mut line = String::new();
    for block in &read(text.get(..enough).unwrap_or(text)).0 {
        block.say(&mut line);
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default().trim_end()),
        None if enough < text.len() => format!("{line}…"),
        None => line,
    }
}

fn blocks(all: &[Block]) -> Markup {
    html! { @for one in all { (one.markup()) } }
}

fn inlines(all: &[Inline]) -> Markup {
    html! { @for one in all { (one.markup()) } }
}

impl Block {
    fn markup(&self) -> Markup {
        match self {
            Self::Paragraph(inside) => html! { p { (inlines(inside)) } },
            Self::Heading(1, inside) => html! { h3 { (inlines(inside)) } },
            Self::Heading(_, inside) => html! { h4 { (inlines(inside)) } },
            Self::Quote(inside) => html! { blockquote { (blocks(inside)) } },
            Self::List { first: None, items } => {
                html! { ul { @for one in items { li { (item(one)) } } } }
            }
            // "3." stays 3: people refer to it.
            Self::List { first: Some(first), items } => html! {
                ol start=[(*first != 1).then_some(first)] { @for one in items { li { (item(one)) } } }
            },
        }
    }

    fn say(&self, line: &mut String) {
        match self {
            Self::Paragraph(inside) | Self::Heading(_, inside) => say(inside, line),
            Self::Quote(inside) => inside.iter().for_each(|one| one.say(line)),
            Self::List { items, .. } => items.iter().flatten().for_each(|one| one.say(line)),
        }
        line.push(' ');
    }
}

/// An item of one paragraph, with or without a list under it, needs no paragraph's room around it.
fn item(inside: &[Block]) -> Markup {
    match inside {
        [Block::Paragraph(first), rest @ ..]
            if rest.iter().all(|one| matches!(one, Block::List { .. })) =>
        {
            html! { (inlines(first)) (blocks(rest)) }
        }
        _ => blocks(inside),
    }
}

impl Inline {
    fn markup(&self) -> Markup {
        match self {
            Self::Text(text) => html! { (text) },
            Self::Strong(inside) => html! { strong { (inlines(inside)) } },
            Self::Emphasis(inside) => html! { em { (inlines(inside)) } },
            Self::Break => html! { br; },
            Self::Link { to, inside } => {
                let mut visible = String::new();
                say(inside, &mut visible);
                html! {
                    a href=(to.as_str()) rel="noopener noreferrer nofollow" { (inlines(inside)) }
                    @if to.poses(&visible) { " " span class="host" { "(" (to.place()) ")" } }
                }
            }
        }
    }
}

/// The words on a line, without marks.
fn say(inside: &[Inline], line: &mut String) {
    for one in inside {
        match one {
            Inline::Text(text) => line.push_str(text),
            Inline::Break => line.push(' '),
            Inline::Strong(inside) | Inline::Emphasis(inside) | Inline::Link { inside, .. } => {
                say(inside, line);
            }
        }
    }
}
