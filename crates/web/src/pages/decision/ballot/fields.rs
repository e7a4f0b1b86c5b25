//! The fields of a ballot about options: boxes, points, dots, places; the same for one's own ballot and for
//! one on paper.
//!
//! Guards: every way works by keyboard, by touch and without script; each field is called after its option.
//! Next: [`super::line`], what the fields come to.

use maud::{Markup, html};
use peer::answer::{Choice, Decision};
use words::{clean, say, speech::Words};

use super::line::{self, Asked};
use crate::{parts::tally, typed::Typed};

/// More places than this are typed, not chosen from a list: lists of hundreds of lines help nobody, and
/// grow with the square of the options.
const LISTED: usize = 20;

/// What the fields of one ballot are drawn from.
pub(in crate::pages::decision) struct Fields<'a> {
    pub(in crate::pages::decision) words: Words,
    pub(in crate::pages::decision) decision: &'a Decision,
    pub(in crate::pages::decision) typed: &'a Typed,
    /// What stands before the names of the fields, where a form has several ballots.
    pub(in crate::pages::decision) prefix: &'a str,
}

impl Fields<'_> {
    /// The fields; nothing where a ballot is a word.
    pub(in crate::pages::decision) fn draw(&self) -> Markup {
        match Asked::of(&self.decision.method) {
            Asked::Word | Asked::Presence => html! {},
            Asked::Some => self.boxes(),
            Asked::Scores => self.scores(),
            Asked::Dots => self.dots(),
            Asked::Order => self.places(),
        }
    }

    /// That somebody takes part without a preference.
    pub(in crate::pages::decision) fn no_preference(&self) -> Markup {
        let (words, name) = (self.words, line::word(self.prefix));
        let is_ticked = self.typed.get(&name) == "abstain";
        html! {
            div class="opt pass alone" { label {
                input type="checkbox" name=(name) value="abstain" checked[is_ticked];
                span {
                    // On paper it is somebody else's.
                    @if self.prefix.is_empty() {
                        b { (say!(words, "page-no-preference")) }
                        small { (say!(words, "page-no-preference-text")) }
                    } @else {
                        b { (say!(words, "page-said-no-preference")) }
                    }
                }
            } }
        }
    }

    // The first field is where a fault leads to.
    fn id(&self, at: usize) -> String {
        if at == 0 {
            format!("f-{}", line::word(self.prefix))
        } else {
            format!("f-{}", line::field(self.prefix, at))
        }
    }

    fn options(&self) -> impl Iterator<Item = (usize, &Choice)> {
        self.decision.options.iter().enumerate()
    }

    fn at(&self, at: usize) -> &str {
        self.typed.get(&line::field(self.prefix, at))
    }

    fn boxes(&self) -> Markup {
        let (words, name) = (self.words, line::ticks(self.prefix));
        let ticked = self.typed.all(&name);
        html! {
            (self.left())
            div class="opts" {
                @for (at, option) in self.options() {
                    div class="opt" { label {
                        input type="checkbox" name=(name) value=(at) id=(self.id(at)) data-cost=[option.cost]
                            checked[ticked.iter().any(|tick| *tick == at.to_string())];
                        span {
                            b { (clean::line(&option.title)) }
                            @if let Some(cost) = option.cost { small { (tally::money(words, cost)) } }
                        }
                    } }
                }
            }
        }
    }

    fn scores(&self) -> Markup {
        let words = self.words;
        html! {
            div class="laid" {
                @for (at, option) in self.options() {
                    @let name = line::field(self.prefix, at);
                    fieldset class="scale" {
                        legend { (clean::line(&option.title)) }
                        @for number in 0..=line::HIGHEST {
                            label {
                                input type="radio" name=(name) value=(number)
                                    id=[(number == 0).then(|| self.id(at))]
                                    checked[self.at(at) == number.to_string()];
                                span { (number) }
                            }
                        }
                        label class="blank" {
                            input type="radio" name=(name) value="" checked[self.at(at).is_empty()];
                            span { (say!(words, "page-no-opinion")) }
                        }
                    }
                }
            }
        }
    }

    fn dots(&self) -> Markup {
        html! {
            (self.left())
            div class="laid" {
                @for (at, option) in self.options() {
                    div class="lay" {
                        label for=(self.id(at)) { (clean::line(&option.title)) }
                        input type="number" min="0" max=[self.decision.numbers.most] step="1"
                            inputmode="numeric" id=(self.id(at)) name=(line::field(self.prefix, at))
                            value=(self.at(at));
                    }
                }
            }
        }
    }

    fn places(&self) -> Markup {
        let words = self.words;
        let options = self.decision.options.len();
        html! {
            div class="laid" {
                @for (at, option) in self.options() {
                    @let name = line::field(self.prefix, at);
                    div class="lay" {
                        label for=(self.id(at)) { (clean::line(&option.title)) }
                        @if options <= LISTED {
                            select id=(self.id(at)) name=(name) {
                                option value="" { (say!(words, "page-place-none")) }
                                @for place in 1..=options {
                                    option value=(place) selected[self.at(at) == place.to_string()] {
                                        (say!(words, "page-place", n = place))
                                    }
                                }
                            }
                        } @else {
                            input type="number" min="1" max=(options) step="1" inputmode="numeric"
                                id=(self.id(at)) name=(name) value=(self.at(at));
                        }
                    }
                }
            }
        }
    }

    // What is left to lay or of the pot; the script counts along, and without it a refusal says it.
    fn left(&self) -> Markup {
        let (words, numbers) = (self.words, &self.decision.numbers);
        // Several ballots in one form would be added up.
        if !self.prefix.is_empty() {
            return html! {};
        }
        if let Some(pot) = numbers.pot {
            let ticked = self.typed.all(&line::ticks(self.prefix));
            let costs = self.options().filter(|(at, _)| ticked.contains(&at.to_string()));
            let left = pot - costs.filter_map(|(_, option)| option.cost).sum::<i64>();
            return html! {
                output class="left" data-of=(pot) data-per="100" data-over[left < 0] {
                    (say!(words, "page-left-pot")) " " b { (tally::money(words, left)) } " "
                    span class="over" { (say!(words, "page-left-pot-over")) }
                }
            };
        }
        let Some(dots) = numbers.dots else { return html! {} };
        let laid = self.options().filter_map(|(at, _)| self.at(at).parse::<i64>().ok());
        let left = dots.saturating_sub(laid.fold(0, i64::saturating_add));
        html! {
            output class="left" data-of=(dots) data-over[left < 0] {
                (say!(words, "page-left-dots")) " " b { (left) } " "
                span class="over" { (say!(words, "page-left-dots-over")) }
            }
        }
    }
}
