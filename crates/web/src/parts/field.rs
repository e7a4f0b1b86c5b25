//! Labels, fields and buttons.
//!
//! Guards: every field has a label; what is wrong with it is tied to it (`aria-describedby`,
//! `aria-invalid`); what was typed comes back. Next: [`super::note`].

use maud::{Markup, html};
use words::{say, speech::Words};

use crate::typed::{Faults, Typed};

/// Unicode scalar values of a title or name; the peer refuses more.
const LINE: usize = 200;

/// Unicode scalar values of a text in a form: what fits in a body whatever the letters are.
pub(crate) const TEXT: usize = 50_000;

/// A form's words, what was typed and what is wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    pub(crate) words: Words,
    pub(crate) typed: &'a Typed,
    pub(crate) faults: &'a Faults,
}

/// What a field says about itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ask<'a> {
    /// Its name in the form; its id is `f-NAME`.
    pub(crate) name: &'static str,
    /// Its label.
    pub(crate) label: &'a str,
    /// A sentence of help below the label; empty for none.
    pub(crate) hint: &'a str,
    /// Whether it may stay empty.
    pub(crate) optional: bool,
    /// Whether it depends on the rest of the form if it may: the hint says when, and the peer knows.
    pub(crate) depends: bool,
    /// What browsers may fill in, such as `name` or `off`.
    pub(crate) autocomplete: Option<&'a str>,
}

impl Ask<'_> {
    const fn is_required(&self) -> bool {
        !self.optional && !self.depends
    }
}

impl Form<'_> {
    /// One line.
    pub(crate) fn line(&self, ask: Ask<'_>) -> Markup {
        self.input("text", ask, LINE)
    }

    /// A link or code: one line of any length.
    pub(crate) fn link(&self, ask: Ask<'_>) -> Markup {
        self.input("text", ask, TEXT)
    }

    /// A passphrase: not seen while it is typed, and it never comes back.
    pub(crate) fn secret(&self, ask: Ask<'_>) -> Markup {
        self.input("password", ask, TEXT)
    }

    /// A file, in the field `file`; the form is sent in parts.
    pub(crate) fn file(&self, label: &str, hint: &str) -> Markup {
        self.input("file", Ask { name: "file", label, hint, ..Ask::default() }, TEXT)
    }

    /// A day.
    pub(crate) fn day(&self, ask: Ask<'_>) -> Markup {
        self.input("date", ask, LINE)
    }

    /// A text of several lines.
    pub(crate) fn text(&self, ask: Ask<'_>) -> Markup {
        let described = self.described(ask);
        let is_wrong = self.faults.get(ask.name).map(|_| "true");
        html! {
            div class="field" {
                (self.label(ask))
                textarea id={ "f-" (ask.name) } name=(ask.name) maxlength=(TEXT) rows="5"
                    required[ask.is_required()] aria-describedby=[described] aria-invalid=[is_wrong] {
                    // The first line end after the tag is the parser's.
                    "\n" (self.typed.get(ask.name))
                }
                (self.fault(ask.name))
            }
        }
    }

    /// One of several, in a list that opens: value and words of each.
    pub(crate) fn choice(&self, ask: Ask<'_>, options: &[(String, String)]) -> Markup {
        let described = self.described(ask);
        html! {
            div class="field" {
                (self.label(ask))
                select id={ "f-" (ask.name) } name=(ask.name) aria-describedby=[described] {
                    @for (value, name) in options {
                        option value=(value) selected[self.typed.get(ask.name) == value] { (name) }
                    }
                }
                (self.fault(ask.name))
            }
        }
    }

    /// One of several, all in sight: value, words and a smaller line of each. The first is chosen when
    /// none was.
    pub(crate) fn radios(&self, ask: Ask<'_>, options: &[(&str, String, String)]) -> Markup {
        let chosen = self.typed.get(ask.name);
        let first = options.first().map_or("", |(value, ..)| value);
        let described = self.described(ask);
        html! {
            fieldset class="field radios" aria-describedby=[described] {
                legend class="ask" { (ask.label) }
                @if !ask.hint.is_empty() {
                    p class="quiet" id={ "h-" (ask.name) } { (ask.hint) }
                }
                div class="opts" {
                    @for (value, name, more) in options {
                        div class="opt" { label {
                            input type="radio" name=(ask.name) value=(value)
                                checked[chosen == *value || (chosen.is_empty() && *value == first)];
                            span { b { (name) } @if !more.is_empty() { small { (more) } } }
                        } }
                    }
                }
                (self.fault(ask.name))
            }
        }
    }

    /// Any of several, all in sight: value, words and a smaller line of each.
    pub(crate) fn checks(&self, ask: Ask<'_>, options: &[(&str, String, String)]) -> Markup {
        let ticked = self.typed.all(ask.name);
        let described = self.described(ask);
        html! {
            fieldset class="field checks" id={ "f-" (ask.name) } tabindex="-1" aria-describedby=[described] {
                legend class="ask" { (ask.label) }
                @if !ask.hint.is_empty() {
                    p class="quiet" id={ "h-" (ask.name) } { (ask.hint) }
                }
                div class="opts" {
                    @for (value, name, more) in options {
                        div class="opt" { label {
                            input type="checkbox" name=(ask.name) value=(value)
                                checked[ticked.iter().any(|ticked| ticked == value)];
                            span { b { (name) } @if !more.is_empty() { small { (more) } } }
                        } }
                    }
                }
                (self.fault(ask.name))
            }
        }
    }

    /// What is wrong, before the form: each with a link to its field. It takes the focus.
    pub(crate) fn summary(&self) -> Markup {
        if !self.faults.is_any() {
            return html! {};
        }
        html! {
            div class="note stop faults" role="alert" tabindex="-1" id="faults" {
                h2 { (say!(self.words, "page-faults")) }
                @if let Some((message, hint)) = &self.faults.whole {
                    p { (message) " " (hint) }
                }
                ul {
                    @for (field, said) in self.faults.fields() {
                        li { a href={ "#f-" (field) } { (said) } }
                    }
                }
                @if self.typed.is_any() { p class="quiet" { (say!(self.words, "page-faults-kept")) } }
            }
        }
    }

    fn input(&self, kind: &str, ask: Ask<'_>, most: usize) -> Markup {
        let described = self.described(ask);
        let is_wrong = self.faults.get(ask.name).map(|_| "true");
        let most = (kind == "text").then_some(most);
        let value = matches!(kind, "text" | "date").then(|| self.typed.get(ask.name));
        html! {
            div class="field" {
                (self.label(ask))
                input type=(kind) id={ "f-" (ask.name) } name=(ask.name)
                    value=[value] maxlength=[most] required[ask.is_required()]
                    autocomplete=[ask.autocomplete] aria-describedby=[described]
                    aria-invalid=[is_wrong];
                (self.fault(ask.name))
            }
        }
    }

    fn label(&self, ask: Ask<'_>) -> Markup {
        html! {
            label class="ask" for={ "f-" (ask.name) } {
                (ask.label)
                @if ask.optional { " " span class="may" { (say!(self.words, "page-optional")) } }
            }
            @if !ask.hint.is_empty() { p class="quiet" id={ "h-" (ask.name) } { (ask.hint) } }
        }
    }

    fn fault(&self, name: &str) -> Markup {
        html! {
            @if let Some(said) = self.faults.get(name) {
                p class="fault" id={ "e-" (name) } { (said) }
            }
        }
    }

    // The ids that say more about a field.
    fn described(&self, ask: Ask<'_>) -> Option<String> {
        let hint = (!ask.hint.is_empty()).then(|| format!("h-{}", ask.name));
        let fault = self.faults.get(ask.name).map(|_| format!("e-{}", ask.name));
        let ids: Vec<_> = hint.into_iter().chain(fault).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The one filled button of a page.
pub(crate) fn button(name: &str) -> Markup {
    html! { button class="btn" type="submit" { (name) } }
}

/// A quieter button.
pub(crate) fn quiet_button(name: &str) -> Markup {
    html! { button class="btn quiet-btn" type="submit" { (name) } }
}

/// A form that is one button: where it goes, hidden values, the button.
pub(crate) fn one_button(address: &str, hidden: &[(&str, &str)], button: &Markup) -> Markup {
    html! {
        form method="post" action=(address) class="one" { (keep(hidden)) (button) }
    }
}

/// Values that a form brings along unseen.
pub(crate) fn keep(hidden: &[(&str, &str)]) -> Markup {
    html! {
        @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
    }
}
