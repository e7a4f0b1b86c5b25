//! A decision from proposal to confirmation, by two neighbours and their pages; and what goes wrong on the
//! way.
//!
//! Guards: real peers over loopback and real forms: what a page says is what the other did; what is typed
//! comes back when it is refused. Next: `support/mod.rs`.

#[expect(dead_code, reason = "every test uses a part of it")]
mod support;

use support::{Neighbour, Seen};

/// A day of looking back that is still to come in every run.
const REVIEW: &str = "2099-03-14";

/// Two neighbours who are both members, and where: `/c/ID`.
fn neighbours() -> (Neighbour, Neighbour, String) {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    bea.join(&ali.invite(&at), "Bea");
    let members = format!("{at}/members");
    let waiting = ali.until(&members, |seen| seen.body.contains("Laat Bea toe"));
    ali.submit(&format!("{at}/members/approve"), &[("who", &waiting.hidden("who"))]);
    bea.until(&members, |seen| !seen.body.contains("Je bent te gast"));
    bea.until(&format!("{at}/decisions/new"), |seen| seen.status == 200);
    (ali, bea, at)
}

/// Proposes, and gives the address of the decision.
fn propose(who: &Neighbour, at: &str, method: &str) -> String {
    let fields = [
        ("title", "Een speelstraat op woensdag"),
        ("text", "De straat gaat dicht.\n\n- vier hekken"),
        ("review", REVIEW),
        ("method", method),
        ("quorum", ""),
        ("goal", ""),
    ];
    let sent = who.post(&format!("{at}/decisions/new"), &fields);
    assert_eq!(sent.status, 303, "{}", sent.shown());
    sent.header("location").unwrap_or_default().to_owned()
}

fn open(who: &Neighbour, decision: &str) -> Seen {
    who.submit(&format!("{decision}/open"), &[("term", "7d"), ("deadline", "")])
}

#[test]
fn a_proposal_that_is_refused_keeps_what_was_typed() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    ali.get(&format!("{at}/decisions")).says("Nog geen besluiten").says("Doe een voorstel");
    let new = format!("{at}/decisions/new");
    ali.get(&new)
        .says("Elk besluit heeft een dag")
        .says("value=\"majority\" class=\"w-absence\" id=\"f-method\" checked");
    let typed = [("title", " "), ("text", "Een <b>bank</b>"), ("method", "qualified")];
    let refused = ali.post(&new, &[&typed[..], &[("review", REVIEW)]].concat());
    assert_eq!(refused.status, 422);
    refused
        .says("id=\"e-title\"")
        .says("Een &lt;b&gt;bank&lt;/b&gt;")
        .says("value=\"qualified\" class=\"w-absence\" checked")
        .says("value=\"2099-03-14\"");
    for review in ["", "2020-01-01", "morgen"] {
        let fields = [("title", "Een bank"), ("text", "Groen"), ("review", review)];
        ali.post(&new, &fields).says("id=\"e-review\"").says("value=\"Een bank\"");
    }
    ali.get(&format!("{at}/decisions")).says("Nog geen besluiten");
}

#[test]
fn consent_is_reached_once_the_objection_is_solved() {
    let (ali, bea, at) = neighbours();
    let decision = propose(&ali, &at, "consent");
    ali.get(&decision)
        .says("In gesprek")
        .says("Verander de tekst")
        .says("Een voorstel van Ali")
        .says("<li>vier hekken")
        .says("zaterdag 14 maart 2099")
        .says_not("Bewaar mijn keuze");
    ali.get(&format!("{decision}/open"))
        .says("Alle 2 deelnemers van nu kunnen kiezen")
        .says("niemand heeft een zwaarwegend bezwaar");
    let wrong = ali.post(&format!("{decision}/open"), &[("term", "own"), ("deadline", "")]);
    assert_eq!(wrong.status, 422);
    wrong.says("id=\"e-deadline\"").says("value=\"own\" checked");
    open(&ali, &decision)
        .says("Consentronde open")
        .says("Deze tekst staat vast zolang de ronde open is")
        .says("Nog niet bewaard.")
        .says("Bij 0 van de 2 brandt licht")
        .says_not("Verander de tekst");

    // Bea objects: first without a reason, then with one.
    bea.until(&decision, |seen| seen.body.contains("Bewaar mijn keuze"));
    let ballot = format!("{decision}/ballot");
    bea.post(&ballot, &[("reason", "")]).says("id=\"e-ballot\"");
    let refused = bea.post(&ballot, &[("ballot", "object"), ("concern", "x"), ("objection", " ")]);
    assert_eq!(refused.status, 422);
    refused.says("id=\"e-objection\"").says("value=\"object\" checked").says("\nx</textarea>");
    let saved = bea.submit(&ballot, &[("ballot", "object"), ("objection", "De arts <moet> door")]);
    saved
        .says("role=\"status\"")
        .says("Bewaard: Ik heb een zwaarwegend bezwaar")
        .says("De arts &lt;moet&gt; door")
        .says("Je kunt je keuze veranderen tot")
        .says("Iedereen in De Linde kan zien wat je koos")
        .says("Mijn zwaarwegend bezwaar is opgelost");
    bea.get(&decision).says("Bewaard: Ik heb een zwaarwegend bezwaar").says_not("role=\"status\"");

    ali.until(&decision, |seen| seen.body.contains("Eén zwaarwegend bezwaar is nog open"))
        .says("Zwaarwegend bezwaar · Bea")
        // Closing isn't pushed while there is something to solve, and nobody is sent to their own door.
        .says("Sluit je nu, dan gaat het niet door.")
        .says(&format!("<a class=\"btn quiet-btn\" href=\"{decision}/close\""))
        .says("Alleen van jou hoorden we nog niets.")
        .says_not("Mijn zwaarwegend bezwaar is opgelost");
    ali.submit(&ballot, &[("ballot", "concern"), ("concern", "Let op de taxi")])
        .says("Zorg · Ali")
        .says("Iedereen deed mee.")
        .says("/close\"");
    ali.get(&format!("{decision}/close")).says("de uitslag voorlopig: niet aangenomen");

    // One tap, and it is out of the way.
    bea.submit(&ballot, &[("ballot", "consent")])
        .says("Bewaard: Ik ga mee")
        .says_not("Mijn zwaarwegend bezwaar is opgelost");
    ali.until(&format!("{decision}/close"), |seen| {
        seen.body.contains("de uitslag voorlopig: aangenomen")
    });
    ali.submit(&format!("{decision}/close"), &[]);
    for somebody in [&ali, &bea] {
        somebody
            .until(&decision, |seen| seen.body.contains("2 van de 2 buren rekenden het na"))
            .says("Vastgesteld: aangenomen")
            .says("Bevestigd door: Ali en Bea")
            .says("We kijken samen terug op")
            .says("Jouw keuze")
            .says_not("Bewaar mijn keuze");
    }
    let count = bea.get(&format!("{decision}/count"));
    count
        .says("Wie mochten stemmen: Ali en Bea")
        .says("Alle 3 keuzes")
        .says("later veranderd")
        .says("De arts &lt;moet&gt; door")
        .says("Gesloten door Ali: aangenomen");
    assert_eq!(count.body.matches("telt mee<small>").count(), 2);
    // What is decided can't be changed, and the page says so.
    assert_eq!(ali.get(&format!("{decision}/edit")).status, 409);
    ali.get(&format!("{at}/decisions"))
        .says("Vastgesteld: aangenomen")
        .says("2 van de 2 deden mee");
}

#[test]
fn a_ballot_that_comes_after_the_close_comes_back_with_what_can_be_done() {
    let (ali, bea, at) = neighbours();
    let decision = propose(&ali, &at, "majority");
    ali.get(&format!("{decision}/open"))
        .says("minstens 1 van de 2 meedoen")
        .says("meer stemmen voor dan tegen");
    open(&ali, &decision).says("Stemming open");
    let ballot = format!("{decision}/ballot");
    ali.submit(&ballot, &[("ballot", "for"), ("reason", "Rust")]).says("1 van de 2 deed mee");
    ali.get(&format!("{decision}/close")).says("Nog niet gehoord: Bea");
    ali.submit(&format!("{decision}/close"), &[]).says("Voorlopig aangenomen");
    bea.until(&decision, |seen| seen.body.contains("Voorlopig aangenomen"))
        .says_not("Bewaar mijn keuze")
        .says("id=\"overtaken\"");

    // Her form was still open.
    let refused = bea.post(&ballot, &[("ballot", "against"), ("reason", "Te <druk>")]);
    assert_eq!(refused.status, 422);
    refused
        .says("De ronde is intussen gesloten door Ali")
        .says("value=\"against\" checked")
        .says("Te &lt;druk&gt;")
        .says("Bewaar als nagekomen keuze");
    let late = [("ballot", "against"), ("reason", "Te <druk>"), ("late", "1")];
    bea.submit(&ballot, &late).says("Bewaard: Ik ben tegen");
    // Nobody is missing any more: her app closes again, and both count it so.
    for somebody in [&ali, &bea] {
        somebody
            .until(&decision, |seen| seen.body.contains("Vastgesteld: niet aangenomen"))
            .says("Bij 2 van de 2 brandt licht");
    }
    bea.get(&format!("{decision}/count"))
        .says("Keren gesloten: 2")
        .says("Gesloten door Bea: niet aangenomen")
        .says("Te &lt;druk&gt;");
}

#[test]
fn two_edits_of_a_proposal_merge_or_say_what_changed() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "consent");
    let edit = format!("{decision}/edit");
    let form = ali.get(&edit);
    form.says("value=\"Een speelstraat op woensdag\"").says("value=\"2099-03-14\"");
    let base = form.hidden("base");
    let text = "De straat gaat dicht.\n\n- vier hekken";
    let save = |title: &str, text: &str, review: &str, base: &str| {
        let fields =
            [("title", title), ("text", text), ("review", review), ("goal", ""), ("base", base)];
        ali.post(&edit, &fields)
    };
    let first = format!("Samen. {text}");
    assert_eq!(save("Een speelstraat", &first, REVIEW, &base).status, 303);
    // The form of before, in another tab: the text merges, the title was changed by both.
    let second = format!("{text}\n- twee buren");
    let refused = save("Spelen op straat", &second, REVIEW, &base);
    assert_eq!(refused.status, 422);
    refused.says("Intussen heet het: “Een speelstraat”").says("value=\"Spelen op straat\"");
    let again = refused.hidden("base");
    assert_ne!(again, base);
    assert_eq!(save("Spelen op straat", &second, "2099-04-01", &again).status, 303);
    ali.get(&decision).says("Spelen op straat").says("twee buren").says("1 april 2099");
    let bad = save("Spelen op straat", &second, "gisteren", &ali.get(&edit).hidden("base"));
    assert_eq!(bad.status, 422);
    bad.says("id=\"e-review\"");
}

#[test]
fn what_was_rejected_is_changed_and_put_forward_again() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "majority");
    open(&ali, &decision);
    ali.submit(&format!("{decision}/ballot"), &[("ballot", "against"), ("reason", "")]);
    ali.submit(&format!("{decision}/close"), &[]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld: niet aangenomen"))
        .says("Nog een keer voorleggen?")
        .says_not("Zo staat het nu");
    let edit = format!("{decision}/edit");
    let save = |text: &str| {
        let base = ali.get(&edit).hidden("base");
        let fields = [("title", "Een speelstraat"), ("text", text), ("review", REVIEW)];
        ali.submit(&edit, &[&fields[..], &[("goal", ""), ("base", &base)]].concat())
    };
    // What was voted on stays in sight beside what it became.
    save("Alleen in de zomer.")
        .says("Een speelstraat op woensdag</h1>")
        .says("<li>vier hekken")
        .says("Zo staat het nu")
        .says("Alleen in de zomer.");
    // The form is drawn from how it reads now, so that nothing of the first change gets lost.
    ali.get(&edit).says("Alleen in de zomer.</textarea>").says("value=\"Een speelstraat\"");
    save("Alleen in de zomer. Met hekken.").says("Met hekken.");
    open(&ali, &decision)
        .says("Een speelstraat</h1>")
        .says("Met hekken.")
        .says_not("Zo staat het nu");
}

#[test]
fn what_is_said_about_a_decision_stands_below_it() {
    let ali = Neighbour::reading("en");
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "consent");
    let say = format!("{decision}/comment");
    ali.post(&say, &[("comment", " ")]).says("id=\"e-comment\"");
    ali.submit(&say, &[("comment", "Good <idea>")]).says("Good &lt;idea&gt;").says("1 comment");
    // Asked again, the address of a refused form is the page.
    assert_eq!(ali.get(&say).status, 200);
    assert_eq!(ali.get(&format!("{decision}/ballot")).status, 200);
    assert_eq!(ali.get(&format!("{at}/decisions/{}", "0".repeat(64))).status, 404);
}
