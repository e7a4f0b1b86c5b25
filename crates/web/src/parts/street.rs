//! A street of neighbours: who took part has the lights on.
//!
//! Guards: it shows *that* somebody took part, never *what* they chose; every kind of participant has a
//! house of the same size; a real list, with words for who can't see the lights. Next: [`super::person`].

use maud::{Markup, html};
use peer::command::Kind;
use words::{clean, say, speech::Words};

use super::person;

/// From so many houses on they are drawn small, without names below: on a phone sixty with names are ten
/// screens.
const MOST: usize = 60;

/// A neighbour in the street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct House<'a> {
    /// Member id, which chooses the house; empty when unknown.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) kind: Kind,
    /// Whether it is the reader.
    pub(crate) is_me: bool,
    /// Whether they took part.
    pub(crate) is_lit: bool,
}

/// The street: with names below the houses, or for many neighbours small, with the names in a list.
pub(crate) fn street(words: Words, houses: &[House<'_>]) -> Markup {
    if houses.len() > MOST { small(words, houses) } else { named(words, houses) }
}

fn named(words: Words, houses: &[House<'_>]) -> Markup {
    html! {
        ul class="street" {
            @for house in houses {
                li class=[(!house.is_lit).then_some("dark")] {
                    span class="plot" { (person::house(house.id, house.kind, house.is_lit)) }
                    span { (name(words, house)) span class="off" { (took_part(words, house)) } }
                }
            }
        }
    }
}

fn small(words: Words, houses: &[House<'_>]) -> Markup {
    let (lit, dark): (Vec<_>, Vec<_>) = houses.iter().partition(|house| house.is_lit);
    let list = |title: String, houses: &[&House<'_>]| {
        html! {
            h3 { (title) }
            ul class="names" { @for house in houses { li { (name(words, house)) } } }
        }
    };
    html! {
        div class="street small" aria-hidden="true" {
            @for house in houses { (person::house(house.id, house.kind, house.is_lit)) }
        }
        details id="street-names" {
            summary { (say!(words, "page-street-names")) }
            @if !lit.is_empty() { (list(say!(words, "page-street-took", n = lit.len()), &lit)) }
            @if !dark.is_empty() { (list(say!(words, "page-street-not-yet", n = dark.len()), &dark)) }
        }
    }
}

fn name(words: Words, house: &House<'_>) -> String {
    if house.is_me { say!(words, "show-me", name = house.name) } else { clean::line(house.name) }
}

fn took_part(words: Words, house: &House<'_>) -> String {
    if house.is_lit { say!(words, "page-street-lit") } else { say!(words, "page-street-dark") }
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};
    use words::language::Language;

    use super::*;

    fn drawn(many: usize) -> Html {
        let names: Vec<_> = (0..many).map(|n| format!("Buur {n}")).collect();
        let houses: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(n, name)| House {
                id: "5a",
                name,
                kind: Kind::Resident,
                is_me: n == 0,
                is_lit: n % 3 == 0,
            })
            .collect();
        Html::parse_fragment(&street(Words::new(Language::Dutch), &houses).into_string())
    }

    fn texts(page: &Html, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(|element| element.text().collect()).collect()
    }

    #[test]
    fn everybody_stands_in_the_list_with_words_for_the_light() {
        let page = drawn(3);
        assert_eq!(
            texts(&page, "ul.street li"),
            ["Buur 0 (jij): deed mee", "Buur 1: nog niet", "Buur 2: nog niet"]
        );
    }

    #[test]
    fn many_neighbours_are_drawn_small_and_still_named_once() {
        let page = drawn(MOST + 1);
        assert!(texts(&page, "ul.street").is_empty());
        assert_eq!(texts(&page, ".street.small svg").len(), MOST + 1);
        assert_eq!(texts(&page, "ul.names li").len(), MOST + 1);
        assert_eq!(texts(&page, "h3"), ["Deden mee (21)", "Nog niet (40)"]);
    }
}
