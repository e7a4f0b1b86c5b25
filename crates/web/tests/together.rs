//! Who is in and by which rules, asked of running pages as browsers do: the charter, changes that wait,
//! and what the rules refuse.
//!
//! Guards: real peers over loopback and real forms; what a page refuses says the rule. Next:
//! `support/mod.rs`.

#[expect(dead_code, reason = "other tests use the rest of it")]
mod support;

use support::{Neighbour, Seen};

/// Two neighbours who both count: Ali, who founded, and Bea.
fn two() -> (Neighbour, Neighbour, String) {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    bea.join(&ali.invite(&at), "Bea");
    let members = format!("{at}/members");
    let waiting = ali.until(&members, |seen| seen.body.contains("Laat Bea toe"));
    ali.submit(&format!("{at}/members/approve"), &[("who", &waiting.hidden("who"))]);
    bea.until(&members, |seen| seen.body.contains("2 deelnemers"));
    (ali, bea, at)
}

/// The address of somebody's page, by the name that the list of members has.
#[track_caller]
fn page_of(seen: &Seen, at: &str, name: &str) -> String {
    let before = seen.body.split(&format!(">{name}</a>")).next().expect("a split has a first part");
    let (_, address) = before.rsplit_once("href=\"").expect("a name is a link");
    let address = address.trim_end_matches('"').to_owned();
    assert!(address.starts_with(&format!("{at}/members/")), "{address}");
    address
}

#[test]
fn a_community_begins_with_the_charter_that_was_chosen() {
    for (charter, said) in [
        ("association", "als er meer mensen voor zijn dan tegen"),
        ("friends", "als niemand een zwaarwegend bezwaar heeft"),
        ("platform", "Na 91 dagen kijken we terug"),
        ("initiative", "Na 182 dagen kijken we terug"),
    ] {
        let ali = Neighbour::new();
        ali.get("/start").says(&format!("value=\"{charter}\""));
        let fields = [
            ("name", "Linde"),
            ("purpose", "Samen"),
            ("me", "Ali"),
            ("kind", "resident"),
            ("charter", charter),
        ];
        let at = ali.post("/start", &fields).header("location").map(str::to_owned);
        let at = at.expect("a community was made");
        ali.get(&format!("{at}charter")).says(said).says("We hebben geen kernteam");
    }
}

#[test]
fn alone_a_rule_holds_at_once_and_a_wrong_value_is_kept_with_what_is_the_matter() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let rule = format!("{at}/charter/deadline");
    ali.get(&rule).says("Je bent de enige deelnemer").says("value=\"7\"");
    let refused = ali.post(&rule, &[("value", "<veertien>")]);
    assert_eq!(refused.status, 422);
    refused.says("value=\"&lt;veertien&gt;\"").says("Vul een heel aantal dagen in");
    let same = ali.post(&rule, &[("value", "7")]);
    assert_eq!(same.status, 422);
    same.says("Dat geldt al");
    ali.submit(&rule, &[("value", "14")]).says("Een stemming staat gewoonlijk 14 dagen open.");
    for key in ["version", "bells", "%3Cb%3E"] {
        assert_eq!(ali.get(&format!("{at}/charter/{key}")).status, 404, "{key}");
        assert_eq!(ali.post(&format!("{at}/charter/{key}"), &[("value", "1")]).status, 404);
    }
    // A form of somebody's own: the peer reads no nonsense either.
    for raw in ["99999999999d", "-1", "2 of nobody: admit", "\u{202e}"] {
        let refused = ali.post(&rule, &[("raw", raw)]);
        assert_eq!(refused.status, 422, "{raw}");
    }
    let team = format!("{at}/charter/team");
    let few = ali.post(&team, &[("value", "some"), ("k", "2"), ("who", "ab"), ("may", "rest")]);
    few.says("Kies minstens drie deelnemers").says("value=\"some\" checked");
}

#[test]
fn a_rule_is_proposed_by_one_and_holds_with_the_other_who_may_think_again() {
    let (ali, bea, at) = two();
    let (changes, rule) = (format!("{at}/changes"), format!("{at}/charter/quorum"));
    ali.get(&changes).says("Er wacht niets op goedkeuring");
    ali.get(&rule).says("Dit geldt zodra 2 van de 2 deelnemers het willen");
    let proposed = ali.submit(&rule, &[("value", "2/3")]);
    proposed.says("Waar jij voor bent").says("1 van de 2 nodig").says("Voor: Ali.");
    let asked = bea.until(&format!("{at}/"), |seen| seen.body.contains("Ali vroeg dit."));
    asked.says("Bekijk en beslis");
    bea.get(&format!("{at}/decisions")).says("Eén ding wacht op goedkeuring");
    bea.get(&format!("{at}/charter")).says("Iemand stelt iets anders voor: 1 van de 2 nodig.");
    let waiting = bea.get(&changes);
    waiting.says("Dit wacht op jou").says("Ik ben ervoor: twee derde");
    let id = waiting.hidden("id");
    ali.submit(&format!("{at}/changes/withdraw"), &[("id", &id)]);
    bea.until(&changes, |seen| seen.body.contains("Er wacht niets"));
    ali.submit(&rule, &[("value", "2/3")]);
    bea.until(&changes, |seen| seen.body.contains("Ik ben ervoor"));
    bea.submit(&format!("{at}/changes/approve"), &[("id", &id)]).says("Er wacht niets");
    bea.get(&format!("{at}/charter")).says("minstens twee derde.").says("later veranderd");
    let late = bea.post(&format!("{at}/changes/approve"), &[("id", &id)]);
    assert_eq!(late.status, 409);
    late.says("Er wacht geen wijziging");
}

#[test]
fn in_a_community_of_two_nobody_is_removed_and_the_page_says_the_rule() {
    let (ali, _bea, at) = two();
    let bea = page_of(&ali.get(&format!("{at}/members")), &at, "Bea");
    let asked = ali.get(&format!("{bea}/remove"));
    asked.says("Met z’n tweeën kun je elkaar er niet uit zetten").says_not("Stel voor: Bea eruit");
    let refused = ali.post(&format!("{bea}/remove"), &[]);
    assert_eq!(refused.status, 409);
    refused.says("Met z’n tweeën kun je elkaar er niet uit zetten");
    let own = page_of(&ali.get(&format!("{at}/members")), &at, "Ali (jij)");
    ali.get(&format!("{own}/remove")).says("Dit ben jij");
    ali.get(&format!("{bea}/rest")).says("2 van de 2 deelnemers").says("Stel voor: Bea in rust");
    assert_eq!(ali.get(&format!("{at}/members/ffff")).status, 404);
}

#[test]
fn a_guest_is_sent_away_by_who_invited_them_and_reads_that_it_is_so() {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    bea.join(&ali.invite(&at), "Bea");
    let members = format!("{at}/members");
    let waiting = ali.until(&members, |seen| seen.body.contains("Stuur Bea weg"));
    let her = page_of(&waiting, &at, "Bea");
    // A guest decides nothing about anybody.
    let own = bea.get(&format!("{at}/charter/quorum"));
    own.says("Dit kan als je deelnemer bent").says_not("Stel dit voor");
    let refused = bea.post(&format!("{at}/charter/quorum"), &[("value", "2/3")]);
    assert_eq!(refused.status, 422);
    refused.says("Dit kan als je deelnemer bent");
    ali.get(&format!("{her}/dismiss")).says("Nodigde jij Bea uit, dan geldt het meteen");
    ali.submit(&format!("{her}/dismiss"), &[]).says("Bea was te gast en is weggestuurd");
    ali.get(&members).says("1 gast is weggestuurd");
    let told = bea.until(&format!("{at}/"), |seen| seen.body.contains("als gast weggestuurd"));
    told.says("Je kunt alles nog lezen");
    bea.get(&members).says("Terugkomen met een nieuwe uitnodiging");
    bea.get("/communities").says("Weggestuurd");
    let late = bea.post(&format!("{at}/goals/new"), &[("title", "Tuin"), ("text", "")]);
    late.says("weggestuurd");
}
