//! A new season by two people and their pages: begun, joined, listed, and each in it.
//!
//! Guards: each step is a button that says what it does; the page says who is still waited for; both
//! communities lead to the other. Next: `people.rs`.

#[expect(dead_code, reason = "every test uses its own part of it")]
mod support;

use support::Neighbour;

// Ali alone decides something; its address.
fn decide(ali: &Neighbour, at: &str) -> String {
    let typed = [("title", "Drie bankjes"), ("text", "Langs de stoep."), ("method", "majority")];
    let rest = [("review", "2099-06-01"), ("quorum", ""), ("goal", "")];
    let sent = ali.post(&format!("{at}/decisions/new"), &[typed, rest].concat());
    let decision = sent.header("location").unwrap_or_default().to_owned();
    ali.submit(&format!("{decision}/open"), &[("term", "7d"), ("deadline", "")]);
    ali.submit(&format!("{decision}/ballot"), &[("ballot", "for"), ("reason", "")]);
    ali.submit(&format!("{decision}/close"), &[]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld"));
    decision
}

#[test]
fn two_people_found_a_season_by_their_pages() {
    let (ali, bea) = (Neighbour::new(), Neighbour::reading("en"));
    let at = ali.start("De Linde", "Ali");
    let season = format!("{at}/season");
    ali.get(&season).says("Begin een nieuw seizoen").says("Er is nog geen nieuw seizoen begonnen");
    let decision = decide(&ali, &at);
    let theirs = bea.join(&ali.invite(&at), "Bea");
    bea.get(&format!("{theirs}/season")).says("Only members can begin a new season");
    let guest = ali.until(&format!("{at}/"), |seen| seen.body.contains("Bea")).hidden("who");
    ali.submit(&format!("{at}/welcome"), &[("who", &guest)]);
    ali.submit(&season, &[]).says("Eén iemand doet mee: Ali").says("Leg de lijst vast");
    // It is asked at home, and goes away once it is done.
    let home = bea.until(&format!("{theirs}/"), |seen| seen.body.contains("take part in the new"));
    home.says("Ali began a new season");
    let page = bea.get(&format!("{theirs}/season"));
    page.says("I take part").says("You can always be invited later");
    bea.submit(&format!("{theirs}/season/join"), &[("id", &page.hidden("id"))])
        .says("You take part")
        .says_not("I take part");
    bea.get(&format!("{theirs}/")).says_not("take part in the new");
    let page = ali.until(&season, |seen| seen.body.contains("2 mensen doen mee: Ali en Bea"));
    ali.submit(&format!("{season}/found"), &[("id", &page.hidden("id"))]);
    // Once both have signed and it is founded, not before.
    let page = ali.until(&season, |seen| seen.body.contains("Ga naar “De Linde 20"));
    page.says("2 van de 2 hebben ondertekend").says("Ga naar “De Linde 20");
    let page = bea.until(&format!("{theirs}/season"), |seen| seen.body.contains("Go to “De Linde"));
    let new = page.between("class=\"btn\" href=\"", "\"").unwrap().to_owned();
    bea.until(&new, |seen| seen.body.contains("This is a new season of “De Linde”"));
    bea.get(&format!("{new}members")).says("Ali").says("Bea");
    ali.get(&format!("{at}/")).says("gaat verder op deze gemeenschap");
    // What was decided there leads there, and can be proposed here.
    let listed = ali.get(&format!("{new}decisions"));
    listed.says("Besluiten uit een eerder seizoen").says("in “De Linde” aangenomen.");
    listed.says(&format!("href=\"{decision}\""));
    let anew = listed.between("decisions/new?earlier=", "\"").unwrap().to_owned();
    ali.get(&format!("{new}decisions/new?earlier={anew}"))
        .says("value=\"Drie bankjes\"")
        .says("Langs de stoep.</textarea>");
    ali.get(&format!("{new}decisions/new?earlier=nothing")).says_not("Drie bankjes");
}
