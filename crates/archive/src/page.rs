//! The readable page: all decisions with how each was counted, without script or network.
//!
//! Guards: everything that people wrote is text, never markup; the page follows from the acts alone and
//! is in Dutch on every machine. Next: `page/count.rs`.

mod counsel; // a mandate, weighed objections, an agreement
mod count; // how a round was counted

use std::{collections::BTreeMap, fmt::Write as _};

use act::{
    content::Entity,
    id::{ActId, EntityId, MemberId},
    log::Index,
};
use rules::{
    register::Register,
    round::{Round, State, Status},
};
use words::{counting::Step, language::Language, name, say, speech::Words, term, when};

use crate::{compose, source::Source};

/// What the page looks like: system fonts, one column, readable on paper too.
const STYLE: &str = "body{font:1.05rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#25302a;background:#faf6ee;overflow-wrap:anywhere}\
h1,h2,h3{line-height:1.25}article{border-top:1px solid #857c6b;margin-top:2rem;padding-top:.5rem}\
.text{white-space:pre-wrap}@media print{body{background:none;margin:0}}";

/// The page, as HTML.
pub(crate) fn page(source: &Source) -> Vec<u8> {
    let words = Words::new(Language::Dutch);
    let register = source.judge.register(&source.log, source.heads_of_log());
    let names = Names::of(source, &register);
    let community = source.document.community();
    let name = community.as_ref().map_or("", |view| view.name.value.as_str());
    let title = say!(words, "archive-title", name = name);
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", &title);
    html.raw(&format!("<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    html.element("h1", &title);
    html.element("p", &say!(words, "archive-about", name = name, acts = source.acts()));
    let day = when::day(words, &compose::date(source));
    let heads = source.heads().join(" ");
    html.element("p", &say!(words, "archive-moment", day = day, heads = heads));
    let purpose = community.as_ref().map_or("", |view| view.purpose.as_str());
    if !purpose.trim().is_empty() {
        html.element("h2", &say!(words, "archive-purpose"));
        html.text(purpose);
    }
    people(&mut html, words, &register, &names);
    html.element("h2", &say!(words, "archive-decisions"));
    let decisions = source.document.decisions();
    if decisions.is_empty() {
        html.element("p", &say!(words, "archive-none"));
    }
    for decision in decisions {
        article(&mut html, words, source, &names, &decision);
    }
    html.element("h2", &say!(words, "archive-check"));
    let (folder, notes) = ("bron/bron-document", "documentatie/documentatie-formaten/formaten.md");
    html.element("p", &say!(words, "archive-check-text", folder = folder, notes = notes));
    html.raw(&format!(
        "<ul>\n<li><a href=\"../{folder}/\">{folder}</a></li>\n<li><a href=\"../{notes}\">{notes}</a></li>\n</ul>\n"
    ));
    html.raw("</main>\n</body>\n</html>\n");
    html.0.into_bytes()
}

fn people(html: &mut Html, words: Words, register: &Register, names: &Names) {
    html.element("h2", &say!(words, "archive-people"));
    html.raw("<ul>\n");
    let mut people: Vec<_> =
        register.people().map(|(member, person)| (names.name(member), person)).collect();
    people.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
    for (name, person) in people {
        let kind = ["resident", "business", "organisation", "municipality"][person.kind as usize];
        let (kind, state) = (term::kind(words, kind), term::state(words, person.standing.word()));
        html.element("li", &say!(words, "archive-person", name = name, kind = kind, state = state));
    }
    html.raw("</ul>\n");
}

fn article(
    html: &mut Html,
    words: Words,
    source: &Source,
    names: &Names,
    now: &document::decision::View,
) {
    let open = source.judge.round_to_show(&source.log, now.id, &source.heads_of_log());
    let then = open.and_then(|open| source.document.decision_at(&source.log, now.id, &[open]));
    let view = then.as_ref().unwrap_or(now);
    html.raw(&format!("<article id=\"b-{}\">\n", now.id));
    let title = match words::clean::line(&view.title.value).trim() {
        "" => now.id.to_string(),
        title => title.to_owned(),
    };
    let folded = folded(words, source, names, now.id.act());
    let shown = folded.as_ref().map(|_| say!(words, "fold-decision"));
    html.element("h3", shown.as_ref().unwrap_or(&title));
    let (name, moment) = (names.name(view.created_by), when::moment(words, view.claimed_at));
    let review = when::day(words, &document::date::written(view.review.value));
    html.element(
        "p",
        &say!(words, "archive-proposed", name = name, moment = moment, review = review),
    );
    match &folded {
        None => html.text(&view.text),
        Some(summary) => html.folded(summary, &[&title, &view.text]),
    }
    let past = source.log.clock_of(source.heads_of_log());
    let round = open.and_then(|open| Some((open, source.judge.round(open)?)));
    let state = round.map(|(_, round)| round.state(&source.log, &past));
    html.element("p", &status(words, source, round, state.as_ref()));
    if let (Some((open, round)), Some(state)) = (round, state) {
        html.element("h4", &say!(words, "archive-how"));
        html.raw("<ol>\n");
        for step in count::steps(words, source, names, open, round, &state) {
            html.step(&step);
        }
        html.raw("</ol>\n");
    }
    html.raw("</article>\n");
}

// What stands before a text that members folded away behind a house rule.
fn folded(words: Words, source: &Source, names: &Names, act: ActId) -> Option<String> {
    let index = source.log.find(act)?;
    let stands = source.judge.moderation(&source.log, index, &source.heads_of_log());
    if !stands.is_hidden {
        return None;
    }
    let title = |rule: &EntityId| {
        let rule = source.document.one_named(Entity::HouseRule, *rule);
        rule.map(|rule| rule.title.value).unwrap_or_default()
    };
    let by = names.list(stands.hide.iter().map(|(member, _)| *member));
    let mut rules: Vec<_> = stands.hide.iter().map(|(_, rule)| title(rule)).collect();
    rules.sort_unstable();
    Some(words::moderation::summary_of_archive(words, &by, &rules))
}

fn status(
    words: Words,
    source: &Source,
    round: Option<(Index, &Round)>,
    state: Option<&State>,
) -> String {
    let shown = state.and_then(|state| state.shown);
    let close = shown.zip(round).and_then(|(shown, (open, round))| {
        let outcome = &round.closes.get(&shown)?.outcome;
        Some((outcome, count::chosen(source, open, round, outcome)))
    });
    let outcome = close.map(|(outcome, chosen)| term::came_to(words, outcome.word(), &chosen));
    match (state.map(|state| state.status), outcome) {
        (Some(Status::Closed), Some(outcome)) => {
            say!(words, "archive-status-closed", outcome = outcome)
        }
        (Some(Status::Confirmed), Some(outcome)) => {
            say!(words, "archive-status-confirmed", outcome = outcome)
        }
        (status, _) => {
            let status = term::status(words, status.map_or("draft", Status::word));
            say!(words, "archive-status", status = status)
        }
    }
}

/// Names by member, as everywhere in Meent.
struct Names(BTreeMap<MemberId, String>);

impl Names {
    fn of(source: &Source, register: &Register) -> Self {
        let card = |member| source.document.card(member).map(|card| card.name.value);
        let cards = register.people().map(|(member, _)| (member, card(member).unwrap_or_default()));
        Self(name::told_apart(cards.collect()))
    }

    fn name(&self, member: MemberId) -> String {
        self.0.get(&member).cloned().unwrap_or_else(|| name::short(member))
    }

    fn list(&self, members: impl IntoIterator<Item = MemberId>) -> Vec<String> {
        let mut names: Vec<_> = members.into_iter().map(|member| self.name(member)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[derive(Default)]
struct Html(String);

impl Html {
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn element(&mut self, name: &str, text: &str) {
        writeln!(self.0, "<{name}>{}</{name}>", escaped(&words::clean::line(text)))
            .expect("a string takes all");
    }

    fn step(&mut self, step: &Step) {
        if step.parts.is_empty() {
            return self.element("li", &step.text);
        }
        writeln!(self.0, "<li>{}", escaped(&words::clean::line(&step.text)))
            .expect("a string takes all");
        self.raw("<ul>\n");
        for part in &step.parts {
            self.element("li", part);
        }
        self.raw("</ul></li>\n");
    }

    // Behind a line to open.
    fn folded(&mut self, summary: &str, texts: &[&str]) {
        self.raw("<details>\n");
        self.element("summary", summary);
        for text in texts {
            self.text(text);
        }
        self.raw("</details>\n");
    }

    fn text(&mut self, text: &str) {
        writeln!(self.0, "<p class=\"text\">{}</p>", escaped(&words::clean::text(text)))
            .expect("a string takes all");
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_never_markup() {
        let mut html = Html::default();
        html.element("h3", "<script>alert(1)</script> \u{1b}[31m Jan & \"Co\" \u{202e}");
        assert!(
            !html.0.contains("<script>")
                && !html.0.contains('\u{1b}')
                && !html.0.contains('\u{202e}')
        );
        assert!(html.0.contains("&lt;script&gt;"));
    }
}
