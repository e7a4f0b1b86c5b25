//! Rounds of every kind, told: the sentences as a neighbour reads them.

use act::{
    ballot::Ballot,
    fraction::Fraction,
    id::{Digest, EntityId},
    round::{Method, Open, Ties},
};
use rules::{
    ballot,
    tally::{self, Outcome},
};

use super::*;
use crate::{language::Language, tally::named};

const NL: Words = Words::new(Language::Dutch);
const EN: Words = Words::new(Language::English);
/// The numbers of a draw that an example of RFC 3797 uses.
const SEED: &str = "9319./2.5.8.10.12./9.18.26.34.41.45./";

fn names(of: &[&str]) -> Vec<String> {
    of.iter().map(|name| (*name).to_owned()).collect()
}

fn opened(method: Method, options: u8) -> Open {
    let mut open =
        Open::plain(EntityId([0; 32]), Digest([0; 32]), method, Fraction::HALF, 1_796_151_600);
    open.options = (0..options).map(|option| EntityId([option; 32])).collect();
    open
}

const OPTIONS: [&str; 4] = ["tuin", "plein", "straat", "niets"];

fn flat(steps: Vec<Step>) -> Vec<String> {
    let parts = |step: Step| {
        std::iter::once(step.text).chain(step.parts.into_iter().map(|part| format!("- {part}")))
    };
    steps.into_iter().flat_map(parts).collect()
}

/// The steps of a closed round in which everybody of `said` voted, from the method's own on; the same number
/// in English.
fn check(open: &Open, said: &[(&str, &str)], seed: Option<&str>, want: &[&str]) {
    let find = |name: &str| OPTIONS.iter().position(|option| *option == name);
    let find = |name: &str| find(name).and_then(|at| u16::try_from(at).ok());
    let cast: Vec<Ballot> = said
        .iter()
        .map(|(_, line)| ballot::read(line, open, find).expect("a ballot of this round"))
        .collect();
    let electorate: Vec<_> = said.iter().map(|(name, _)| (*name).to_owned()).collect();
    let title = |option: u16| OPTIONS[usize::from(option)].to_owned();
    let count = tally::Tally::of(open, &cast, seed);
    let outcome = count.outcome(open, electorate.len(), seed);
    let told = named::round(open, &count, &outcome, seed, |choice| title(choice.0));
    // What a program reads back is what was told.
    let json = serde_json::to_string(&told).expect("plain values");
    assert_eq!(serde_json::from_str::<Tally>(&json).expect("as it was written"), told);
    let chosen: Vec<_> = match &outcome {
        Outcome::Chosen(options) => options.iter().copied().map(title).collect(),
        _ => Vec::new(),
    };
    let round = Round {
        asked: Asked { quorum: "1/2", electorate: electorate.len(), ..named::asked(open) },
        status: "closed",
        outcome: Some(outcome.word()),
        chosen: &chosen,
        electorate: &electorate,
        ballots: said
            .iter()
            .map(|(by, ballot)| Cast { by, ballot, reason: None, late: false })
            .collect(),
        counted: said.iter().copied().collect(),
        seed,
        tally: Some(&told),
        closed_by: Some("Ali"),
        needed: electorate.len() / 2 + 1,
        ..Round::default()
    };
    let dutch = flat(steps(NL, &round));
    let english = flat(steps(EN, &round));
    assert_eq!(dutch.len(), english.len());
    // Who may vote, the rule, the ballots with their heading; and from the quorum on.
    let from = 4 + said.len();
    let method = &dutch[from..dutch.len() - 2];
    assert_eq!(method, want, "{:?}", dutch);
}

const THREE: [&str; 3] = ["Ali", "Bea", "Cor"];

#[test]
fn words_are_counted_and_a_tie_is_settled_as_agreed() {
    let open = opened(Method::Majority, 0);
    let all = [(THREE[0], "for"), (THREE[1], "against"), (THREE[2], "for")];
    let adopted = ["Geteld:", "- voor: 2", "- tegen: 1", "- onthouding: 0", "Uitslag: aangenomen."];
    check(&open, &all, None, &adopted);
    let level = [(THREE[0], "for"), (THREE[1], "against"), (THREE[2], "abstain")];
    let stays = "Voor en tegen zijn gelijk: alles blijft zoals het was.";
    let counted = ["Geteld:", "- voor: 1", "- tegen: 1", "- onthouding: 1"];
    check(&open, &level, None, &[&counted[..], &[stays, "Uitslag: niet aangenomen."]].concat());
    let by_lot = Open { ties: Ties::Lot, ..open };
    let drawn = "Gelijk: voor en tegen. Het lot koos tegen.";
    check(
        &by_lot,
        &level,
        Some(SEED),
        &[&counted[..], &[drawn, "Uitslag: niet aangenomen."]].concat(),
    );
}

#[test]
fn what_was_named_scored_or_dotted_is_summed() {
    let approval = opened(Method::Approval { most: 2, seats: 1 }, 3);
    check(
        &approval,
        &[(THREE[0], "tuin, plein"), (THREE[1], "plein"), (THREE[2], "abstain")],
        None,
        &[
            "Geteld:",
            "- tuin: 1 keer gekozen",
            "- plein: 2 keer gekozen",
            "- straat: 0 keer gekozen",
            "Gekozen: plein.",
        ],
    );
    check(
        &opened(Method::Score { seats: 1 }, 3),
        &[(THREE[0], "tuin=5, plein=2"), (THREE[1], "tuin=4"), (THREE[2], "plein=5")],
        None,
        &[
            "Geteld:",
            "- tuin: 9 punten van 2 mensen, gemiddeld 4,50",
            "- plein: 7 punten van 2 mensen, gemiddeld 3,50",
            "- straat: niemand gaf punten",
            "Gekozen: tuin.",
        ],
    );
    check(
        &opened(Method::Dots { dots: 5, most: 3, seats: 1 }, 3),
        &[(THREE[0], "tuin=3, plein=2"), (THREE[1], "plein=1"), (THREE[2], "tuin=0")],
        None,
        &[
            "Geteld:",
            "- tuin: 3 stippen van 1 mens",
            "- plein: 3 stippen van 2 mensen",
            "- straat: 0 stippen van 0 mensen",
            "Gelijk: tuin en plein, en er is plaats voor 1. Dus krijgt niemand van hen die.",
            "Uitslag: niet aangenomen.",
        ],
    );
    check(
        &opened(Method::Poll, 2),
        &[(THREE[0], "tuin"), (THREE[1], "tuin"), (THREE[2], "plein")],
        None,
        &["Geteld:", "- tuin: 2 keer gekozen", "- plein: 1 keer gekozen", "Uitslag: gepeild."],
    );
}

#[test]
fn rankings_are_told_pair_by_pair_and_stage_by_stage() {
    check(
        &opened(Method::Ranked, 3),
        &[(THREE[0], "plein > tuin"), (THREE[1], "plein > straat = tuin"), (THREE[2], "tuin")],
        None,
        &[
            "Steeds twee keuzes naast elkaar: bij hoeveel mensen de ene hoger staat, en bij hoeveel de andere. Een pad is een rij van zulke winsten, en zo sterk als de zwakste ervan.",
            "- tuin tegen plein: 1 tegen 2; sterkste pad 0 heen en 2 terug",
            "- tuin tegen straat: 2 tegen 0; sterkste pad 2 heen en 0 terug",
            "- plein tegen straat: 2 tegen 0; sterkste pad 2 heen en 0 terug",
            "Dit verliest van geen andere keuze: plein.",
            "Gekozen: plein.",
        ],
    );
    let five = ["Ali", "Bea", "Cor", "Dina", "Ed"];
    check(
        &opened(Method::Seats(2), 3),
        &[
            (five[0], "tuin > plein"),
            (five[1], "tuin > plein"),
            (five[2], "tuin > plein"),
            (five[3], "straat"),
            (five[4], "plein"),
        ],
        None,
        &[
            "Stap 1: de eerste keuzes. Gekozen is wie 2 stemmen heeft.",
            "- tuin: 3",
            "- plein: 1",
            "- straat: 1",
            "- niet over te dragen: 0",
            "- tuin is gekozen",
            "Stap 2: tuin heeft 1 meer dan nodig; dat gaat naar de volgende keuzes.",
            "- tuin: 2",
            "- plein: 1,99999",
            "- straat: 1",
            "- niet over te dragen: 0,00001",
            "Stap 3: straat valt af; de biljetten gaan naar de volgende keuzes.",
            "- tuin: 2",
            "- plein: 1,99999",
            "- straat: 0",
            "- niet over te dragen: 1,00001",
            "- plein is gekozen",
            "Gekozen: tuin en plein.",
        ],
    );
}

#[test]
fn a_pot_says_what_was_paid_and_what_did_not_fit() {
    let costs = vec![15_000, 20_050, 5_000];
    let said = [(THREE[0], "tuin, plein"), (THREE[1], "plein"), (THREE[2], "tuin, plein")];
    check(
        &Open { costs, ..opened(Method::BudgetGreedy(30_000), 3) },
        &said,
        None,
        &[
            "In de pot zit € 300. De plannen om de beurt:",
            "- plein, 3 stemmen, kost € 200,50: betaald uit de pot, er blijft € 99,50 over",
            "- tuin, 2 stemmen, kost € 150: te duur, er is nog € 99,50",
            "- straat, 0 stemmen, kost € 50: niemand koos dit",
            "Gekozen: plein.",
        ],
    );
}

#[test]
fn a_lot_says_from_what_by_which_numbers_and_in_which_order() {
    check(
        &opened(Method::Lot(2), 3),
        &[(THREE[0], "abstain"), (THREE[1], "abstain"), (THREE[2], "abstain")],
        Some(SEED),
        &[
            "Uit 3 namen, met de sleutel 9319./2.5.8.10.12./9.18.26.34.41.45./ (sha-256, RFC 3797)",
            "- 1. straat",
            "- 2. plein",
            "Gekozen: plein en straat.",
        ],
    );
}

#[test]
fn every_ballot_stands_in_one_step() {
    let cast = |by, ballot, reason, late| Cast { by, ballot, reason, late };
    let electorate = names(&["Ali", "Bea", "Cor", "Dina", "Ed", "Fem", "Gijs", "Hein"]);
    let (void, acknowledged) = (names(&["Dina"]), names(&["Ali", "Cor"]));
    let round = Round {
        asked: Asked {
            method: "majority",
            quorum: "1/2",
            electorate: electorate.len(),
            ties: "status_quo",
            ..Asked::default()
        },
        status: "closed",
        outcome: Some("adopted"),
        electorate: &electorate,
        ballots: vec![
            cast("Ali", "against", None, false),
            cast("Ali", "for", Some("Het is veilig\u{1b}[0m genoeg"), false),
            cast("Bea", "against", None, false),
            cast("Dina", "for", None, false),
            cast("Dina", "against", None, false),
            cast("Ed", "for", None, true),
        ],
        counted: BTreeMap::from([
            ("Ali", "for"),
            ("Bea", "against"),
            ("Cor", "for"),
            ("Fem", "for"),
        ]),
        via: BTreeMap::from([("Cor", Via::Proxy("Ali")), ("Fem", Via::Paper("Bea"))]),
        given: BTreeMap::from([("Gijs", "Ed"), ("Hein", "Ali")]),
        void: &void,
        closed_by: Some("Ali"),
        acknowledged: &acknowledged,
        needed: 5,
        ..Round::default()
    };
    let dutch = flat(steps(NL, &round));
    assert_eq!(
        dutch,
        [
            "Wie mochten stemmen: Ali, Bea, Cor, Dina, Ed, Fem, Gijs en Hein. Dat zijn de 8 deelnemers van het moment waarop de stemming openging.",
            "De regel: meer stemmen voor dan tegen. Staakt het, dan verandert er niets. Er moeten er minstens 4 van de 8 meedoen.",
            "Deze 4 stemmen tellen:",
            "- Ali: voor. Reden: “Het is veilig[0m genoeg” (eerst: tegen)",
            "- Bea: tegen.",
            "- Cor: voor. Met een volmacht: Ali stemde zo.",
            "- Fem: voor. Op papier; Bea schreef het op.",
            "Geen stem van: Ed, Gijs en Hein.",
            "Gijs gaf een volmacht aan Ed, maar van Ed zelf telt geen stem.",
            "Hein gaf een volmacht aan Ali, maar Ali had er al zoveel als mag.",
            "Van Dina zijn er twee verschillende stemmen, los van elkaar gemaakt. Geen van beide telt.",
            "Nagekomen van Ed: voor. Wie de stemming sloot, had deze stem nog niet. Ze telt niet mee.",
            "Meedoen: 4 van de 8, er waren er minstens 4 nodig. Dat zijn er genoeg.",
            "Uitslag: aangenomen.",
            "Ali sloot de stemming.",
            "Voorlopig: Ali en Cor tellen het ook zo. Dat zijn er 2 van de 8. Bij 5 staat de uitslag vast.",
        ]
    );
    assert_eq!(flat(steps(EN, &round)).len(), dutch.len());
}

#[test]
fn an_objection_says_how_it_ended() {
    let cast = |by, ballot, reason| Cast { by, ballot, reason, late: false };
    let counted = BTreeMap::from([("Ali", "object"), ("Bea", "concern")]);
    let electorate = names(&["Ali", "Bea"]);
    let round = Round {
        asked: Asked { method: "consent", quorum: "1/2", electorate: 2, ..Asked::default() },
        status: "closed",
        outcome: Some("rejected"),
        electorate: &electorate,
        ballots: vec![
            cast("Bea", "object", Some("Te laat")),
            cast("Ali", "object", Some("Te duur")),
            cast("Bea", "concern", Some("Goed, maar op tijd")),
        ],
        counted,
        ..Round::default()
    };
    let said = flat(steps(NL, &round));
    for wanted in [
        "Zwaarwegende bezwaren, en hoe ze eindigden:",
        "- Bea: “Te laat”. Ingetrokken: later koos Bea akkoord, met een zorg, met als reden “Goed, maar op tijd”.",
        "- Ali: “Te duur”. Dit bezwaar staat.",
    ] {
        assert!(said.iter().any(|line| line == wanted), "{wanted}: {said:?}");
    }
}

#[test]
fn the_warning_stands_just_where_staying_away_can_pay() {
    let third = Fraction::new(1, 3).expect("a share");
    let methods = [
        Method::Majority,
        Method::Absolute,
        Method::Qualified(Fraction::TWO_THIRDS),
        Method::QualifiedOfAll(third),
        Method::Consensus(1),
        Method::Unanimity,
    ];
    let word = |yes: usize, no: usize| {
        let yes = std::iter::repeat_n(Ballot::For, yes);
        yes.chain(std::iter::repeat_n(Ballot::Against, no)).collect::<Vec<_>>()
    };
    for method in methods {
        for people in 1..9 {
            for least in 0..=people {
                let quorum =
                    Fraction::new(u16::try_from(least).unwrap(), u16::try_from(people).unwrap());
                let quorum = quorum.expect("a share");
                let open = Open { quorum, ..opened(method, 0) };
                let adopted = |yes: usize, no: usize| {
                    let cast = word(yes, no);
                    let enough = quorum.is_reached(cast.len(), people) && !cast.is_empty();
                    let count = tally::Tally::of(&open, &cast, None);
                    enough && count.outcome(&open, people, None) == Outcome::Adopted
                };
                // Somebody who is against votes, and it is adopted; stays away, and it isn't.
                let pays = (0..=people).any(|yes| {
                    (1..=people - yes).any(|no| adopted(yes, no) && !adopted(yes, no - 1))
                });
                let share = match method {
                    Method::Qualified(share) | Method::QualifiedOfAll(share) => share.to_string(),
                    _ => String::new(),
                };
                let quorum = quorum.to_string();
                let asked = Asked {
                    share: Some(&share).filter(|share| !share.is_empty()).map(String::as_str),
                    quorum: &quorum,
                    electorate: people,
                    ..named::asked(&open)
                };
                let warned = warning(NL, &asked).is_some();
                assert_eq!(warned, pays, "{method:?}, {least} of {people}");
            }
        }
    }
}
