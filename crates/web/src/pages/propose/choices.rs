//! What some ways to decide ask besides: options with their costs, and numbers with sensible defaults.
//!
//! Guards: only what belongs to the chosen way is sent on; rows can be added without script, and none that
//! was filled in is lost. Next: [`super::ways`].

use maud::{Markup, html};
use peer::command::{NewOption, Numbers};
use words::{say, speech::Words};

use super::ways::Way;
use crate::{
    parts::field::{Ask, Form},
    typed::{Faults, Typed},
};

/// Empty rows to begin with: a choice of two needs no more, and one sees that there may be more.
const ROWS: usize = 4;

/// Rows that are added at once.
const MORE: usize = 3;

/// Rows at most in one form; more are added later, one by one.
const MOST: usize = 60;

/// What a form begins with.
pub(super) fn begin(typed: Typed) -> Typed {
    typed
        .with("seats", Some("1".to_owned()))
        .with("places", Some("2".to_owned()))
        .with("dots", Some("5".to_owned()))
        .with("aside", Some("0".to_owned()))
}

/// The options and numbers of a way, as typed.
pub(super) fn read(
    words: Words,
    way: &Way,
    typed: &Typed,
) -> Result<(Numbers, Vec<NewOption>), Faults> {
    let number = |field: &'static str| match typed.some(field) {
        None => Ok(None),
        Some(text) => text
            .trim()
            .parse::<u16>()
            .map(Some)
            .map_err(|_| Faults::at(field, say!(words, "page-number-wrong"))),
    };
    let asked = |what: &str, field: &'static str| {
        if way.asks(what) { number(field) } else { Ok(None) }
    };
    let mut numbers = Numbers {
        seats: asked("w-seats", "seats")?.or(asked("w-places", "places")?),
        most: asked("w-most", "most")?.or(asked("w-dots", "heap")?).or(asked("w-aside", "aside")?),
        dots: asked("w-dots", "dots")?,
        pot: typed.some("pot").filter(|_| way.asks("w-pot")),
        ties: typed.some("ties").filter(|_| way.asks("w-ties")),
        status_quo: None,
        role: typed.some("role").filter(|_| way.asks("w-role")),
    };
    let mut options = Vec::new();
    if way.asks("w-options") {
        options = rows(typed, way.asks("w-pot"));
        if way.asks("w-stay") && !typed.get("stay").is_empty() {
            let title = say!(words, "page-stay-option");
            numbers.status_quo = Some(title.clone());
            options.push(NewOption { title, ..NewOption::default() });
        }
        if options.is_empty() {
            return Err(Faults::at("option", say!(words, "page-option-few")));
        }
    }
    if way.asks("w-pot") && numbers.pot.is_none() {
        return Err(Faults::at("pot", say!(words, "page-pot-wrong")));
    }
    Ok((numbers, options))
}

// The rows that have a title.
fn rows(typed: &Typed, has_costs: bool) -> Vec<NewOption> {
    let costs = typed.all("cost");
    let row = |(at, title): (usize, &String)| NewOption {
        title: title.clone(),
        text: String::new(),
        cost: costs.get(at).filter(|cost| has_costs && !cost.trim().is_empty()).cloned(),
    };
    let rows = typed.all("option").iter().enumerate();
    rows.filter(|(_, title)| !title.trim().is_empty()).map(row).collect()
}

/// The fields, with the roles that there are; the sheet shows those of the way that is chosen.
pub(super) fn fields(form: &Form<'_>, roles: &[(String, String)], new_role: &str) -> Markup {
    let words = form.words;
    let number = |what: &str, name: &'static str, label: String, hint: String| {
        html! {
            div class={ "of-way " (what) } {
                (numeric(form, name, &label, &hint))
            }
        }
    };
    let ties = [
        (String::new(), say!(words, "page-ties-status-quo")),
        ("new_round".to_owned(), say!(words, "page-ties-new-round")),
        ("lot".to_owned(), say!(words, "page-ties-lot")),
    ];
    html! {
        div class="of-way w-options" { (option_rows(form)) }
        div class="of-way w-stay checks" {
            div class="opt alone" { label {
                input type="checkbox" name="stay" value="1" checked[!form.typed.get("stay").is_empty()];
                span { b { (say!(words, "page-stay")) } small { (say!(words, "page-stay-text")) } }
            } }
        }
        (number("w-pot", "pot", say!(words, "page-pot"), say!(words, "page-pot-hint")))
        (number("w-most", "most", say!(words, "page-most"), say!(words, "page-most-hint")))
        (number("w-dots", "dots", say!(words, "page-dots"), String::new()))
        (number("w-dots", "heap", say!(words, "page-heap"), say!(words, "page-heap-hint")))
        (number("w-seats", "seats", say!(words, "page-seats"), String::new()))
        (number("w-places", "places", say!(words, "page-places"), String::new()))
        (number("w-aside", "aside", say!(words, "page-aside"), String::new()))
        div class="of-way w-role" {
            @if roles.is_empty() {
                p class="warn" {
                    (say!(words, "page-role-none")) " "
                    a href=(new_role) { (say!(words, "page-role-new")) }
                }
            } @else {
                (form.choice(Ask {
                    name: "role",
                    label: &say!(words, "page-role-which"),
                    hint: &say!(words, "page-role-which-hint"),
                    ..Ask::default()
                }, roles))
            }
        }
        div class="of-way w-ties" {
            (form.choice(Ask {
                name: "ties",
                label: &say!(words, "page-ties"),
                ..Ask::default()
            }, &ties))
        }
    }
}

// A number in a line of its own: what is hidden must never hold up the form, so the server checks it.
fn numeric(form: &Form<'_>, name: &'static str, label: &str, hint: &str) -> Markup {
    let fault = form.faults.get(name);
    let described: Vec<_> =
        [(!hint.is_empty()).then(|| format!("h-{name}")), fault.map(|_| format!("e-{name}"))]
            .into_iter()
            .flatten()
            .collect();
    html! {
        div class="field" {
            label class="ask" for={ "f-" (name) } { (label) }
            @if !hint.is_empty() { p class="quiet" id={ "h-" (name) } { (hint) } }
            input class="number" type="text" inputmode="decimal" id={ "f-" (name) } name=(name)
                maxlength="20" value=(form.typed.get(name)) autocomplete="off"
                aria-describedby=[(!described.is_empty()).then(|| described.join(" "))]
                aria-invalid=[fault.map(|_| "true")];
            @if let Some(said) = fault { p class="fault" id={ "e-" (name) } { (said) } }
        }
    }
}

// A row per option: what it is called, and what it costs where there is a pot.
fn option_rows(form: &Form<'_>) -> Markup {
    let words = form.words;
    let (titles, costs) = (form.typed.all("option"), form.typed.all("cost"));
    let is_more = form.typed.has("more");
    let filled = titles.len().max(ROWS);
    let rows = (filled + if is_more { MORE } else { 0 }).min(MOST);
    let at = |values: &[String], row: usize| values.get(row).cloned().unwrap_or_default();
    let id = |name: &str, row: usize| {
        if row == 0 { format!("f-{name}") } else { format!("f-{name}-{row}") }
    };
    let (wrong, wrong_cost) = (form.faults.get("option"), form.faults.get("cost"));
    html! {
        fieldset class="field rows" {
            legend class="ask" { (say!(words, "page-rows")) }
            p class="quiet" id="h-option" { (say!(words, "page-rows-hint")) }
            @for row in 0..rows {
                div class="row" {
                    div {
                        label for=(id("option", row)) { (say!(words, "page-row", n = row + 1)) }
                        input type="text" id=(id("option", row)) name="option" maxlength="200"
                            value=(at(titles, row)) autofocus[is_more && row == filled]
                            aria-describedby=[(row == 0).then_some(if wrong.is_some() { "h-option e-option" } else { "h-option" })]
                            aria-invalid=[wrong.filter(|_| row == 0).map(|_| "true")];
                    }
                    div class="of-way w-pot" {
                        label for=(id("cost", row)) { (say!(words, "page-row-cost", n = row + 1)) }
                        input type="text" inputmode="decimal" id=(id("cost", row)) name="cost"
                            value=(at(costs, row))
                            aria-describedby=[wrong_cost.filter(|_| row == 0).map(|_| "e-cost")]
                            aria-invalid=[wrong_cost.filter(|_| row == 0).map(|_| "true")];
                    }
                }
            }
            @if let Some(said) = wrong { p class="fault" id="e-option" { (said) } }
            @if let Some(said) = wrong_cost { p class="fault" id="e-cost" { (said) } }
            @if rows < MOST {
                button class="btn quiet-btn" type="submit" name="more" value="1" formnovalidate {
                    (say!(words, "page-rows-more"))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::{super::ways, *};

    fn read_as(method: &str, typed: &[(&str, &str)]) -> Result<(Numbers, Vec<NewOption>), Faults> {
        let typed = typed.iter().map(|(name, value)| (*name, (*value).to_owned()));
        read(Words::new(Language::Dutch), ways::of(method), &Typed::default().and(typed))
    }

    #[test]
    fn only_what_belongs_to_the_way_is_sent_on() {
        let typed = [
            ("option", "Tuin"),
            ("cost", "100"),
            ("option", " "),
            ("cost", "7"),
            ("option", "Plein"),
            ("cost", ""),
            ("seats", "2"),
            ("places", "3"),
            ("dots", "7"),
            ("heap", "4"),
            ("most", ""),
            ("aside", "1"),
            ("pot", "500"),
            ("ties", "lot"),
            ("stay", "1"),
        ];
        let titles = |options: &[NewOption]| {
            options.iter().map(|option| option.title.clone()).collect::<Vec<_>>().join(", ")
        };
        let (numbers, options) = read_as("dots", &typed).expect("all of it can be read");
        assert_eq!((numbers.seats, numbers.dots, numbers.most), (Some(2), Some(7), Some(4)));
        assert_eq!((numbers.pot, numbers.ties.as_deref()), (None, Some("lot")));
        assert_eq!(titles(&options), "Tuin, Plein");
        assert!(options.iter().all(|option| option.cost.is_none()));
        let (numbers, options) = read_as("budget_greedy", &typed).expect("all of it can be read");
        assert_eq!((numbers.pot.as_deref(), numbers.seats), (Some("500"), None));
        assert_eq!(options.first().and_then(|option| option.cost.as_deref()), Some("100"));
        let (numbers, options) = read_as("ranked", &typed).expect("all of it can be read");
        assert_eq!(numbers.status_quo, options.last().map(|option| option.title.clone()));
        assert_eq!(options.len(), 3);
        let (numbers, options) = read_as("consensus", &typed).expect("all of it can be read");
        assert_eq!((numbers.most, options.len()), (Some(1), 0));
    }

    #[test]
    fn what_cannot_be_meant_is_said_at_its_field() {
        let at = |method: &str, typed: &[(&str, &str)], field: &str| {
            let faults = read_as(method, typed).expect_err("it can't be meant");
            assert!(faults.get(field).is_some(), "{method}: {faults:?}");
        };
        at("dots", &[("option", " ")], "option");
        at("dots", &[("option", "Tuin"), ("dots", "veel")], "dots");
        at("approval", &[("option", "Tuin"), ("seats", "-1")], "seats");
        at("budget_shares", &[("option", "Tuin"), ("pot", " ")], "pot");
    }
}
