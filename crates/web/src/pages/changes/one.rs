//! One change that waits: what it means, how many it needs, who is in favour, and what one can say to it.
//!
//! Guards: the button is named after what it does; what is against it (a community of two, another rule
//! meanwhile) is said in words where the button would be. Next: [`words::charter`].

use maud::{Markup, html};
use peer::{
    answer::{Change, Clause, HouseRule, Member, TaskChange},
    command::Kind,
};
use words::{charter, clean, moderation, say, speech::Words, task, term};

use crate::{
    pages::charter::rules,
    parts::{field, icon, moment, person},
    prose,
    visit::Here,
};

/// Hexadecimal digits of a change in an address of this page: 48 bits.
const SHORT: usize = 12;

/// Houses that show who is in favour: as many as stand beside each other on a phone.
const HOUSES: usize = 7;

/// The element that a change stands in.
pub(crate) fn anchor(change: &Change) -> String {
    format!("c-{}", change.id.get(..SHORT).unwrap_or(&change.id))
}

/// A clause as a sentence.
pub(crate) fn sentence(words: Words, clause: &Clause) -> String {
    let (of, people, may) = parts(clause);
    charter::sentence(words, &clause.key, &of, people, may)
}

/// The value of a clause in a few words.
fn value(words: Words, clause: &Clause) -> String {
    let (of, people, may) = parts(clause);
    charter::value(words, &clause.key, &of, people, may)
}

fn parts(clause: &Clause) -> (String, &[String], &[String]) {
    clause.team.as_ref().map_or_else(
        || (clause.value.clone(), &[][..], &[][..]),
        |team| (team.k.to_string(), team.people.as_slice(), team.may.as_slice()),
    )
}

/// What would become of it, in a sentence.
pub(crate) fn title(words: Words, change: &Change) -> String {
    let (new, gone) = change.house_rules();
    match &change.clause {
        Some(_) if !new.is_empty() || !gone.is_empty() => {
            moderation::changed(words, &titles(&new), &titles(&gone))
        }
        Some(clause) => sentence(words, clause),
        None => match &change.task {
            Some(task) => task::change(words, &terms(change, task)),
            None => charter::change(words, &change.what, &name(words, &change.about), "", "", ""),
        },
    }
}

// What a change of a role, circle or mandate says.
fn terms<'a>(change: &'a Change, task: &'a TaskChange) -> task::Terms<'a> {
    task::Terms {
        usable: task.usable.as_deref(),
        about: &change.about,
        people: &task.people,
        circle: task.circle.as_deref(),
        topics: &task.topics,
        ceiling: task.ceiling,
        term: task.term,
        until: task.until,
    }
}

fn titles<'a>(rules: &[&'a HouseRule]) -> Vec<&'a str> {
    rules.iter().map(|rule| rule.title.as_str()).collect()
}

fn name(words: Words, name: &str) -> String {
    let name = clean::line(name);
    if name.is_empty() { say!(words, "show-nameless") } else { name }
}

/// How far it is: "2 van de 3 nodig".
pub(crate) fn needed(words: Words, change: &Change) -> String {
    if change.needed == 0 || change.blocked.is_some() {
        return say!(words, "change-never-needed");
    }
    say!(words, "change-of-needed", n = change.approvals.len(), needed = change.needed)
}

// Enough are in favour, of whom none knew of all the others: whoever acts next and does, brings it in force.
fn is_enough(change: &Change) -> bool {
    change.needed > 0 && change.blocked.is_none() && change.approvals.len() >= change.needed
}

/// Whether somebody of this name objects to the core team's deciding it.
pub(crate) fn objects(change: &Change, me: &str) -> bool {
    change.objections.iter().any(|name| name == me)
}

/// A change on a page: that of all changes, or that of the member with this id.
pub(crate) fn card(here: &Here, change: &Change, on: Option<&str>) -> Markup {
    let words = here.words;
    let about = name(words, &change.about);
    html! {
        li class="sheet change" id=(anchor(change)) {
            @if change.clause.is_some() { p class="quiet" { (say!(words, "change-is-rule")) } }
            h3 { (title(words, change)) }
            @if let Some(meaning) = charter::meaning(words, &change.what, &about) { p { (meaning) } }
            @if let Some(task) = &change.task {
                ul class="rule" { @for line in task::terms(words, &terms(change, task)) { li { (line) } } }
                @if task.usable.is_some() {
                    p { a class="go" href=(here.at(format_args!("mandates/{}", task.id))) {
                        (say!(words, "page-mandate-read"))
                    } }
                }
            }
            @let (new, _) = change.house_rules();
            @match new.as_slice() {
                [] => {},
                // Its title stands above.
                [rule] => div class="prose" { (prose::read(&rule.text)) },
                _ => (rules::list(new)),
            }
            @if let Some(now) = &change.now {
                p { (say!(words, "change-rule-now", now = sentence(words, now))) }
            }
            @if let Some(act) = change.act.as_ref().filter(|_| !change.member.is_empty()) {
                p { a class="go" href=(here.at(format_args!("log?by={}#a-{act}", change.member))) {
                    (say!(words, "change-means-see"))
                } }
            }
            (how_far(here, change))
            (voice(here, change, on))
        }
    }
}

fn how_far(here: &Here, change: &Change) -> Markup {
    let words = here.words;
    let houses = houses(here.members(), change);
    let in_favour = words.list(&change.approvals);
    let objecting = words.list(&change.objections);
    html! {
        div class="far" {
            @if houses.len() <= HOUSES {
                div class="lane few" aria-hidden="true" {
                    @for (id, kind, is_lit) in houses { (person::house(id, kind, is_lit)) }
                }
            }
            p class="count" { (needed(words, change)) }
            @if is_enough(change) { p { (say!(words, "change-enough")) } }
            p class="quiet" {
                (say!(words, "change-voices", n = change.approvals.len(), names = in_favour)) " "
                (say!(words, "change-voices-of", of = change.of))
            }
            @if let Some(needed) = change.core_needed {
                p class="quiet" {
                    (say!(words, "change-core-of", n = change.core_approvals.len(), needed = needed))
                }
            }
            @if change.core_needed.is_some() && !change.objections.is_empty() {
                p class="quiet" {
                    (say!(words, "change-objections-of", n = change.objections.len(), names = objecting))
                }
            }
            p class="quiet" {
                (say!(words, "change-asked", name = name(words, &change.by))) " "
                (moment::moment(here, change.since))
            }
        }
    }
}

// The members with their lights: who is in favour has them on.
fn houses<'a>(members: &'a [Member], change: &Change) -> Vec<(&'a str, Kind, bool)> {
    let members = members.iter().filter(|member| member.state == "member");
    members
        .map(|member| (member.id.as_str(), member.kind, change.approvals.contains(&member.name)))
        .collect()
}

// What the reader can say, or why nothing.
fn voice(here: &Here, change: &Change, on: Option<&str>) -> Markup {
    if !here.takes_part() {
        return html! {};
    }
    let words = here.words;
    let post = |verb: &str, button: &Markup| {
        let fields = [("id", change.id.as_str()), ("on", on.unwrap_or_default())];
        field::one_button(&here.at(format_args!("changes/{verb}")), &fields, button)
    };
    let blocked = change.blocked.as_deref().map(|why| term::blocked(words, why));
    let is_blocked = blocked.is_some();
    html! {
        @if let Some(why) = blocked {
            p class="agreed blocked" { (icon::icon("i-lock")) span { (why) } }
        }
        @if change.approved {
            p class="agreed" { (icon::icon("i-check")) span { (say!(words, "change-mine")) } }
            @if is_enough(change) && !is_blocked {
                (post("approve", &field::quiet_button(&say!(words, "change-enough-do"))))
            }
            (post("withdraw", &html! {
                button class="btn quiet-btn" type="submit" {
                    (icon::icon("i-undo")) (say!(words, "change-withdraw"))
                    span class="off" { ": " (title(words, change)) }
                }
            }))
        } @else if change.may_approve && !is_blocked {
            @if here.state == "resting" { p class="quiet" { (say!(words, "change-resting")) } }
            (post("approve", &field::button(&approve(words, change))))
        } @else if !is_blocked {
            p class="quiet" { (no_voice(here, change)) }
        }
        @if change.core_needed.is_some() && here.has_say() && !is_blocked {
            @if objects(change, here.my_name()) {
                p class="agreed" { (icon::icon("i-check")) span { (say!(words, "change-objected")) } }
            } @else {
                div class="object" {
                    p class="quiet" { (say!(words, "change-object-what")) }
                    (post("object", &html! {
                        button class="btn quiet-btn" type="submit" {
                            (say!(words, "change-object"))
                            span class="off" { ": " (title(words, change)) }
                        }
                    }))
                }
            }
        }
    }
}

// The button, named after the choice.
fn approve(words: Words, change: &Change) -> String {
    match &change.clause {
        Some(clause) if clause.key == "team" && clause.team.is_some() => {
            say!(words, "change-approve-team")
        }
        Some(clause) if clause.key == "team" => say!(words, "change-approve-no-team"),
        Some(clause) if clause.key == rules::KEY => {
            say!(words, "change-approve", what = title(words, change))
        }
        Some(clause) => say!(words, "change-approve-rule", value = value(words, clause)),
        None => say!(words, "change-approve", what = title(words, change)),
    }
}

fn no_voice(here: &Here, change: &Change) -> String {
    let words = here.words;
    let is_me = here.members().iter().any(|member| member.me && member.id == change.member);
    match here.state.as_str() {
        "guest" => say!(words, "change-guest"),
        _ if is_me => say!(words, "change-about-you"),
        _ => say!(words, "change-never"),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use peer::answer::Team;
    use words::language::Language;

    use super::*;

    /// A change about Bea that one of three members is in favour of.
    pub(crate) fn change(what: &str) -> Change {
        Change {
            id: "ab".repeat(32),
            what: what.to_owned(),
            about: "Bea".to_owned(),
            member: "cd".repeat(32),
            clause: None,
            task: None,
            now: None,
            act: None,
            by: "Cor".to_owned(),
            since: 0,
            approvals: vec!["Cor".to_owned()],
            objections: Vec::new(),
            needed: 2,
            of: 3,
            core_needed: None,
            core_approvals: Vec::new(),
            approved: false,
            may_approve: true,
            blocked: None,
        }
    }

    fn clause(key: &str, value: &str, team: Option<Team>) -> Change {
        let rules = Vec::new();
        let clause = Some(Clause { key: key.to_owned(), value: value.to_owned(), team, rules });
        Change { clause, about: String::new(), member: String::new(), ..change("clause") }
    }

    fn check(change: &Change, sentence: &str, button: &str) {
        let words = Words::new(Language::Dutch);
        assert_eq!(title(words, change), sentence);
        assert_eq!(approve(words, change), button);
    }

    #[test]
    fn a_change_is_a_sentence_and_its_button_says_what_one_is_in_favour_of() {
        check(&change("admit"), "Bea wordt deelnemer", "Ik ben ervoor: Bea wordt deelnemer");
        check(
            &clause("deadline", "604800", None),
            "Een stemming staat gewoonlijk 7 dagen open.",
            "Ik ben ervoor: 7 dagen",
        );
        check(
            &clause("team", "", None),
            "We hebben geen kernteam. Wat iedereen aangaat, beslissen we allemaal samen.",
            "Ik ben ervoor: geen kernteam",
        );
        let people = ["Ali", "Bea", "Cor"].map(str::to_owned).to_vec();
        let team = Team { people, k: 2, may: vec!["rest".to_owned()] };
        check(
            &clause("team", "", Some(team)),
            "Ons kernteam is Ali, Bea en Cor. Minstens 2 van hen samen mogen zonder de rest mensen in rust zetten.",
            "Ik ben voor dit kernteam",
        );
    }

    #[test]
    fn another_list_of_house_rules_says_which_come_and_which_go() {
        let rule = |title: &str| {
            let title = title.to_owned();
            HouseRule { id: title.clone(), title, text: String::new() }
        };
        let list = |titles: &[&str]| {
            let rules: Vec<_> = titles.iter().map(|title| rule(title)).collect();
            Some(Clause { rules, ..clause("house_rules", "1", None).clause.expect("a clause") })
        };
        let asked = |now: &[&str], then: &[&str]| Change {
            clause: list(then),
            now: list(now),
            ..clause("house_rules", "1", None)
        };
        let new = "Nieuwe huisregel: “Kort”";
        check(&asked(&["Aardig"], &["Aardig", "Kort"]), new, &format!("Ik ben ervoor: {new}"));
        let both = "Nieuwe huisregel: “Kort”. Geen huisregel meer: “Aardig”";
        check(&asked(&["Aardig"], &["Kort"]), both, &format!("Ik ben ervoor: {both}"));
    }

    #[test]
    fn how_far_it_is_stands_in_numbers_and_not_where_it_cannot_be() {
        let words = Words::new(Language::Dutch);
        let asked = change("remove");
        assert_eq!(needed(words, &asked), "1 van de 2 nodig");
        assert!(!is_enough(&asked));
        let names = ["Ali", "Cor"].map(str::to_owned).to_vec();
        let enough = Change { approvals: names, ..asked };
        assert!(is_enough(&enough), "each approved without knowing of the other");
        let blocked = Change { blocked: Some("two".to_owned()), ..enough };
        assert_eq!(needed(words, &blocked), "Dit kan nu niet");
        assert!(!is_enough(&blocked));
    }

    #[test]
    fn who_is_in_favour_has_the_lights_on() {
        let member = |name: &str, state: &str| Member {
            id: name.to_owned(),
            name: name.to_owned(),
            kind: Kind::Resident,
            state: state.to_owned(),
            me: false,
            blocked: false,
            approvals: Vec::new(),
            needed: 0,
            approved: false,
            since: 0,
            heard: 0,
            representatives: Vec::new(),
        };
        let members = [member("Bea", "member"), member("Cor", "member"), member("Dirk", "left")];
        let lit: Vec<_> =
            houses(&members, &change("remove")).into_iter().map(|one| one.2).collect();
        assert_eq!(lit, [false, true]);
    }
}
