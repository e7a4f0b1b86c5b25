//! Rounds about options, by every way of the form; proxies, paper, an opening taken back, a draw.
//!
//! Guards: what a form composes is what the peer counts; what is refused comes back with what to do.
//! Next: `decision.rs`, yes or no from proposal to confirmation.

#[expect(dead_code, reason = "every test uses a part of it")]
mod support;

use support::{Neighbour, Seen};

const REVIEW: &str = "2099-03-14";

type Fields<'a> = &'a [(&'a str, &'a str)];

/// Two neighbours of two kinds who are both members, and where: `/c/ID`.
fn neighbours() -> (Neighbour, Neighbour, String) {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    let link = ali.invite(&at);
    let sent = bea.post("/join", &[("link", &link), ("me", "Bea"), ("kind", "business")]);
    assert_eq!(sent.status, 303, "{}", sent.shown());
    let members = format!("{at}/members");
    let waiting = ali.until(&members, |seen| seen.body.contains("Laat Bea toe"));
    ali.submit(&format!("{at}/members/approve"), &[("who", &waiting.hidden("who"))]);
    bea.until(&members, |seen| seen.status == 200 && !seen.body.contains("Je bent te gast"));
    bea.until(&format!("{at}/decisions/new"), |seen| seen.status == 200);
    (ali, bea, at)
}

fn propose(who: &Neighbour, at: &str, method: &str, more: Fields<'_>) -> String {
    let fields = [
        ("title", "De lege plek"),
        ("text", ""),
        ("review", REVIEW),
        ("method", method),
        ("goal", ""),
    ];
    let sent = who.post(&format!("{at}/decisions/new"), &[&fields[..], more].concat());
    assert_eq!(sent.status, 303, "{}", sent.shown());
    sent.header("location").unwrap_or_default().to_owned()
}

/// The field of each of these options: the list has an order of its own.
fn fields(seen: &Seen, titles: &[&str]) -> Vec<String> {
    let list = seen.between("<ol class=\"options\">", "</ol>").unwrap_or_default();
    let at = |title: &&str| {
        let before = list.split_once(&format!("<b>{title}</b>")).map_or("", |(before, _)| before);
        format!("o{}", before.matches("<b>").count())
    };
    titles.iter().map(at).collect()
}

fn open(who: &Neighbour, decision: &str) -> Seen {
    who.submit(&format!("{decision}/open"), &[("term", "7d"), ("proxies", "1")])
}

const THREE: [(&str, &str); 6] = [
    ("option", "Tuin"),
    ("cost", "600"),
    ("option", "Plein"),
    ("cost", "500"),
    ("option", "Straat"),
    ("cost", "300,50"),
];

#[test]
fn every_way_is_told_and_asks_only_what_is_its_own() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let new = format!("{at}/decisions/new");
    let form = ali.get(&new);
    for way in
        ["consent", "approval", "dots", "score", "ranked", "seats", "budget_shares", "poll", "lot"]
    {
        form.says(&format!("name=\"method\" value=\"{way}\""));
    }
    form.says("Gekozen wordt wat het van elke andere keuze wint.")
        .says("Keuze 4")
        .says_not("Keuze 5");
    // More rows, without script: nothing is proposed, nothing is lost.
    let typed = [
        ("title", "Een <plek>"),
        ("method", "dots"),
        ("option", "Tuin"),
        ("option", ""),
        ("more", "1"),
    ];
    let more = ali.post(&new, &typed);
    assert_eq!(more.status, 200);
    more.says("Keuze 7")
        .says("value=\"Tuin\"")
        .says("value=\"Een &lt;plek&gt;\"")
        .says("autofocus");
    for (method, field, wrong) in [
        ("dots", "option", [("option", ""), ("dots", "5")]),
        ("dots", "dots", [("option", "Tuin"), ("dots", "veel")]),
        ("dots", "option", [("option", "Tuin > Plein"), ("dots", "5")]),
        ("budget_greedy", "pot", [("option", "Tuin"), ("pot", "veel")]),
        ("budget_greedy", "cost", [("option", "Tuin"), ("cost", "een ton")]),
    ] {
        let fields = [("title", "Plek"), ("review", REVIEW), ("method", method)];
        let pot = if field == "cost" { &[("pot", "100")][..] } else { &[] };
        let refused = ali.post(&new, &[&fields[..], &wrong, pot].concat());
        assert_eq!(refused.status, 422, "{method} {wrong:?}");
        refused.says(&format!("id=\"e-{field}\"")).says(&format!("href=\"#f-{field}\""));
    }
}

#[test]
fn dots_are_laid_counted_and_confirmed() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let numbers =
        [("option", "Tuin"), ("option", "Plein"), ("dots", "5"), ("heap", "4"), ("seats", "1")];
    let decision = propose(&ali, &at, "dots", &numbers);
    ali.get(&decision).says("Waar we uit kiezen: 2 keuzes").says("Zo beslissen jullie");
    let option = format!("{decision}/option");
    ali.post(&option, &[("option", "a, b"), ("about", "")]).says("id=\"e-option\"");
    ali.submit(&option, &[("option", "Straat"), ("about", "Met **bomen**")])
        .says("Waar we uit kiezen: 3 keuzes")
        .says("<strong>bomen</strong>");
    open(&ali, &decision)
        .says("Bewaar mijn stippen")
        .says("data-of=\"5\"")
        .says_not("Zet er een keuze bij");

    let ballot = format!("{decision}/ballot");
    let places = fields(&ali.get(&decision), &["Tuin", "Plein"]);
    let (tuin, plein) = (places[0].as_str(), places[1].as_str());
    for (wrong, said) in [
        ([(tuin, "4"), (plein, "3")], "Je legde 7 stippen en er zijn er 5. Haal er 2 weg."),
        (
            [(tuin, "5"), (plein, "")],
            "Op één keuze mogen hoogstens 4 stippen. Leg er bij “Tuin” minder.",
        ),
        ([(tuin, "veel"), (plein, "1")], "Bij “Tuin” staat geen heel getal."),
        ([(tuin, "2"), ("ballot", "abstain")], "Haal een van beide weg."),
        ([(tuin, ""), (plein, "0")], "Kies eerst wat je vindt."),
    ] {
        let refused = ali.post(&ballot, &wrong);
        assert_eq!(refused.status, 422);
        refused.says(said).says("id=\"e-ballot\"");
    }
    ali.post(&ballot, &[(tuin, "4"), (plein, "3")]).says("value=\"4\"").says("data-over");
    ali.submit(&ballot, &[(tuin, "4"), (plein, "1"), ("reason", "Groen")]).says("Bewaard: Tuin 4");
    // The form to change it begins with it.
    ali.get(&decision).says("value=\"4\"").says("\nGroen</textarea>");
    ali.get(&format!("{decision}/close")).says("Gekozen: Tuin.");
    ali.submit(&format!("{decision}/close"), &[]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld: gekozen"))
        .says("We kijken samen terug op")
        .says("gekozen</span>");
    ali.get(&format!("{decision}/count")).says("Tuin 4").says("telt mee<small>");
}

#[test]
fn an_order_is_told_with_each_pair() {
    let (ali, bea, at) = neighbours();
    let decision = propose(&ali, &at, "ranked", &[&THREE[..], &[("stay", "1")]].concat());
    ali.get(&decision).says("alles blijft zoals het is");
    open(&ali, &decision).says("laat ik weg").says("2e plaats");
    let ballot = format!("{decision}/ballot");
    let places =
        fields(&ali.get(&decision), &["Tuin", "Plein", "Straat", "Het blijft zoals het is"]);
    let (tuin, plein, straat, stay) = (&places[0], &places[1], &places[2], &places[3]);
    ali.submit(&ballot, &[(tuin, "1"), (plein, "2"), (straat, "2"), (stay, "")])
        .says("Bewaard: 1. Tuin, 2. ");
    bea.until(&decision, |seen| seen.body.contains("Bewaar mijn volgorde"));
    bea.submit(&ballot, &[(tuin, "2"), (plein, "1"), (straat, ""), (stay, "3")]);
    ali.until(&decision, |seen| seen.body.contains("Iedereen deed mee."));
    ali.submit(&format!("{decision}/close"), &[]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld"));
    let count = ali.get(&format!("{decision}/count"));
    count
        .says("Steeds twee keuzes naast elkaar")
        .says("<th scope=\"row\">Plein</th>")
        .says("1. Plein");
}

#[test]
fn seats_are_filled_by_votes_that_pass_on() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "seats", &[&THREE[..], &[("places", "2")]].concat());
    open(&ali, &decision);
    let ballot = format!("{decision}/ballot");
    ali.post(&ballot, &[("o0", "1"), ("o1", "1")]).says("Twee keuzes staan op dezelfde plaats.");
    ali.submit(&ballot, &[("o1", "1"), ("o0", "2")]);
    ali.submit(&format!("{decision}/close"), &[]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld"));
    ali.get(&format!("{decision}/count")).says("Hoe de stemmen doorgingen").says("Stap 1");
}

#[test]
fn a_pot_pays_what_fits() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "budget_greedy", &[&THREE[..], &[("pot", "1000")]].concat());
    ali.get(&decision).says("In de pot zit € 1.000.").says("€ 300,50");
    open(&ali, &decision).says("data-cost=\"60000\"").says("data-of=\"100000\"");
    let places = fields(&ali.get(&decision), &["Tuin", "Straat"]);
    let place = |field: &String| field.trim_start_matches('o').to_owned();
    let (tuin, straat) = (place(&places[0]), place(&places[1]));
    let saved = ali.submit(&format!("{decision}/ballot"), &[("pick", &tuin), ("pick", &straat)]);
    saved.says("data-cost=\"30050\" checked").says("data-cost=\"60000\" checked");
    assert!(saved.body.contains("Tuin en Straat") || saved.body.contains("Straat en Tuin"));
    ali.submit(&format!("{decision}/close"), &[]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld: gekozen")).says("<b>Straat</b>");
}

#[test]
fn scores_and_polls_are_cast() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let scores = propose(&ali, &at, "score", &THREE);
    open(&ali, &scores).says("geen mening");
    let places = fields(&ali.get(&scores), &["Tuin"]);
    ali.submit(&format!("{scores}/ballot"), &[(places[0].as_str(), "5")]).says("Bewaard: Tuin 5");
    let poll = propose(&ali, &at, "poll", &THREE);
    open(&ali, &poll);
    ali.submit(&format!("{poll}/ballot"), &[("ballot", "abstain")]).says("Bewaard: geen voorkeur");
    ali.submit(&format!("{poll}/close"), &[]);
    ali.until(&poll, |seen| seen.body.contains("Vastgesteld: gepeild"))
        .says("Er is niets besloten.");
}

#[test]
fn a_lot_is_drawn_by_numbers_that_are_typed() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "lot", &THREE);
    open(&ali, &decision).says("Er wordt geloot");
    ali.submit(&format!("{decision}/ballot"), &[("ballot", "abstain")]).says("Bewaard: doet mee");
    let close = format!("{decision}/close");
    ali.get(&close).says("De getallen van de openbare trekking");
    let refused = ali.post(&close, &[("seed", "zeven")]);
    assert_eq!(refused.status, 422);
    refused.says("id=\"e-seed\"").says("value=\"zeven\"");
    ali.submit(&close, &[("seed", "9.18.26.34.41.45./")]);
    ali.until(&decision, |seen| seen.body.contains("Vastgesteld: gekozen"));
}

#[test]
fn an_opening_is_taken_back() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let decision = propose(&ali, &at, "majority", &[]);
    let retract = format!("{decision}/withdraw");
    ali.get(&retract).says("Er is nu niets in te trekken.");
    open(&ali, &decision).says("Was het openen een vergissing?");
    ali.submit(&format!("{decision}/ballot"), &[("ballot", "for")]);
    ali.get(&retract).says("Eén buur koos al.");
    ali.submit(&retract, &[])
        .says("Ali trok de opening in")
        .says("In gesprek")
        .says("Verander de tekst")
        .says(&format!("{decision}/open\""))
        .says_not("Bewaar mijn keuze");
}

#[test]
fn a_proxy_counts_until_one_chooses_oneself() {
    let (ali, bea, at) = neighbours();
    let decision = propose(&ali, &at, "majority", &[]);
    ali.get(&format!("{decision}/open")).says("Voor hoeveel buren mag iemand ook kiezen?");
    open(&ali, &decision);
    let offer = bea.until(&decision, |seen| seen.body.contains("Geef een volmacht"));
    let to = offer.between("<option value=\"", "\"").expect("somebody to give it to").to_owned();
    bea.submit(&format!("{decision}/proxy"), &[("to", &to)]).says("Je gaf een volmacht aan Ali");
    ali.until(&decision, |seen| seen.body.contains("Je kiest ook voor Bea"));
    ali.submit(&format!("{decision}/ballot"), &[("ballot", "for")]).says("Iedereen deed mee.");
    ali.get(&format!("{decision}/count")).says("volmacht aan Ali");
    bea.until(&decision, |seen| seen.body.contains("Iedereen deed mee."));
    bea.submit(&format!("{decision}/proxy"), &[("to", "")]).says("Kun je zelf niet?");
}

#[test]
fn paper_counts_once_a_second_kind_of_teller_signed() {
    let (ali, bea, at) = neighbours();
    let decision = propose(&ali, &at, "majority", &[]);
    let form = ali.get(&format!("{decision}/open"));
    form.says("Ook stemmen op papier");
    let ids: Vec<_> = form.body.split("name=\"tellers\" value=\"").skip(1).collect();
    let ids: Vec<_> = ids.iter().filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), 2);
    let one = [("term", "7d"), ("tellers", ids[0])];
    let refused = ali.post(&format!("{decision}/open"), &one);
    assert_eq!(refused.status, 422);
    refused.says("id=\"e-tellers\"").says("href=\"#f-tellers\"");
    ali.submit(&format!("{decision}/open"), &[&one[..], &[("tellers", ids[1])]].concat())
        .says("Tellers: Ali en Bea.");
    let paper = format!("{decision}/paper");
    ali.get(&paper).says("Het papier van Bea").says("Het papier van Ali");
    ali.post(&paper, &[]).says("Vul van minstens één buur in");
    let names: Vec<_> = ids.iter().map(|id| format!("{}-ballot", &id[..16])).collect();
    ali.submit(&paper, &[(&names[0], "for"), (&names[1], "against")])
        .says("2 stemmen, opgeschreven door Ali")
        .says("Dit telt nog niet");
    let waiting = bea.until(&paper, |seen| seen.body.contains("Het klopt: ik teken"));
    bea.get(&decision).says("Eén lijst wacht op jouw handtekening.");
    bea.submit(&format!("{paper}/sign"), &[("report", &waiting.hidden("report"))])
        .says("Dit telt: ook getekend door Bea.");
    bea.get(&decision).says("Iedereen deed mee.");
    bea.get(&format!("{decision}/count")).says("op papier, opgeschreven door Ali");
}
