//! What each method's words and options come to, by the table of methods.

use act::{
    ballot::{Group, Points},
    id::{Digest, EntityId},
};

use super::*;

fn open(method: Method, options: u8, ties: Ties) -> Open {
    let costs = if method.has_costs() { vec![100; usize::from(options)] } else { Vec::new() };
    Open {
        decision: EntityId([0; 32]),
        text: Digest([0; 32]),
        method,
        quorum: Fraction::ZERO,
        deadline: 0,
        closers: Vec::new(),
        options: (0..options).map(|n| EntityId([n; 32])).collect(),
        costs,
        status_quo: None,
        ties,
        tellers: Vec::new(),
        proxies: 0,
        replaces: None,
        under: None,
        judges: None,
        partner: None,
        select: None,
    }
}

fn check(method: Method, cast: &[(Ballot, usize)], electorate: usize, adopted: bool) {
    let ballots: Vec<_> =
        cast.iter().flat_map(|(ballot, n)| std::iter::repeat_n(ballot.clone(), *n)).collect();
    let open = open(method, 0, Ties::StatusQuo);
    for ballot in &ballots {
        assert_eq!(ballot::fits(ballot, &open), Ok(()), "{method:?} {ballot:?}");
    }
    let outcome = Tally::of(&open, &ballots, None).outcome(&open, electorate, None);
    assert_eq!(outcome == Outcome::Adopted, adopted, "{method:?} {cast:?} of {electorate}");
}

#[test]
fn majority_is_more_for_than_against_and_a_tie_changes_nothing() {
    use Ballot::{Abstain, Against, For};
    check(Method::Majority, &[(For, 3), (Against, 2), (Abstain, 9)], 20, true);
    check(Method::Majority, &[(For, 3), (Against, 3)], 20, false);
    check(Method::Majority, &[(Abstain, 9)], 20, false);
    check(Method::Absolute, &[(For, 10), (Against, 1)], 20, false);
    check(Method::Absolute, &[(For, 11), (Against, 9)], 20, true);
    let two_thirds = Method::Qualified(Fraction::TWO_THIRDS);
    check(two_thirds, &[(For, 2), (Against, 1), (Abstain, 9)], 20, true);
    check(two_thirds, &[(For, 199), (Against, 100)], 400, false);
    check(two_thirds, &[(For, 1), (Against, 1)], 2, false);
    // Nobody for is never adopted, whatever share is asked.
    check(Method::Qualified(Fraction::ZERO), &[(Abstain, 3)], 3, false);
    check(Method::QualifiedOfAll(Fraction::ZERO), &[(Abstain, 3)], 3, false);
    check(Method::Unanimity, &[], 0, false);
    let of_all = Method::QualifiedOfAll(Fraction::TWO_THIRDS);
    check(of_all, &[(For, 2)], 3, true);
    check(of_all, &[(For, 2), (Abstain, 2)], 4, false);
    check(Method::Unanimity, &[(For, 3)], 3, true);
    check(Method::Unanimity, &[(For, 3)], 4, false);
}

#[test]
fn consent_asks_one_who_consents_and_none_who_objects() {
    use Ballot::{Against, Aside, Concern, Consent, For, Object};
    check(Method::Consent, &[(Consent, 1), (Aside, 5)], 9, true);
    check(Method::Consent, &[(Concern, 1)], 9, true);
    check(Method::Consent, &[(Aside, 5)], 9, false);
    check(Method::Consent, &[(Consent, 8), (Object, 1)], 9, false);
    check(Method::Consensus(1), &[(For, 4), (Aside, 1)], 9, true);
    check(Method::Consensus(1), &[(For, 4), (Aside, 2)], 9, false);
    check(Method::Consensus(9), &[(For, 4), (Against, 1)], 9, false);
    check(Method::Consensus(9), &[(Aside, 3)], 9, false);
}

#[test]
fn abstaining_and_standing_aside_are_ballots_too() {
    use Ballot::{Abstain, Against, Aside, For};
    assert_eq!(Counts::of(&[For, For, Against, Abstain, Aside]).total(), 5);
}

#[test]
fn a_tie_of_for_and_against_is_settled_as_the_opening_said() {
    let level = [Ballot::For, Ballot::Against];
    let outcome = |ties, seed| {
        let open = open(Method::Majority, 0, ties);
        Tally::of(&open, &level, seed).outcome(&open, 2, seed)
    };
    assert_eq!(outcome(Ties::StatusQuo, Some("2./")), Outcome::Rejected);
    assert_eq!(outcome(Ties::NewRound, Some("2./")), Outcome::Tied);
    assert_eq!(outcome(Ties::Lot, None), Outcome::Tied);
    // Drawn of the two by another program: from "1./" the second, against; from "2./" the first, for.
    assert_eq!(outcome(Ties::Lot, Some("1./")), Outcome::Rejected);
    assert_eq!(outcome(Ties::Lot, Some("2./")), Outcome::Adopted);
}

#[test]
fn where_nobody_is_for_or_against_there_is_no_tie_to_settle() {
    let open = open(Method::Majority, 0, Ties::NewRound);
    let outcome = Tally::of(&open, &[Ballot::Abstain], None).outcome(&open, 2, None);
    assert_eq!(outcome, Outcome::Rejected);
}

#[test]
fn a_mandate_is_given_where_nobody_objects() {
    use Ballot::{Consent, Object};
    check(Method::Mandate, &[], 9, true);
    check(Method::Mandate, &[(Consent, 1)], 9, true);
    check(Method::Mandate, &[(Consent, 8), (Object, 1)], 9, false);
}

#[test]
fn each_outcome_has_a_word_of_its_own_and_two_decide_something() {
    let all = [
        (Outcome::Adopted, "adopted", true),
        (Outcome::Rejected, "rejected", false),
        (Outcome::Chosen(vec![0]), "chosen", true),
        (Outcome::Tied, "tied", false),
        (Outcome::Told, "told", false),
    ];
    for (outcome, word, decides) in all {
        assert_eq!((outcome.word(), outcome.is_adopted()), (word, decides));
    }
}

fn chosen_by(method: Method, ties: Ties, ballots: &[Ballot], seed: Option<&str>, wanted: &Outcome) {
    let open = open(method, 3, ties);
    for ballot in ballots {
        assert_eq!(ballot::fits(ballot, &open), Ok(()), "{method:?} {ballot:?}");
    }
    let outcome = Tally::of(&open, ballots, seed).outcome(&open, 9, seed);
    assert_eq!(outcome, *wanted, "{method:?} {ties:?} {ballots:?}");
}

#[test]
fn options_are_chosen_by_each_method_and_a_tie_goes_where_the_opening_said() {
    let named = |options: &[u16]| Ballot::Options(options.to_vec());
    let approval = Method::Approval { most: 2, seats: 1 };
    let level = [named(&[0]), named(&[1])];
    chosen_by(
        approval,
        Ties::StatusQuo,
        &[named(&[0, 2]), named(&[2])],
        None,
        &Outcome::Chosen(vec![2]),
    );
    chosen_by(approval, Ties::StatusQuo, &level, None, &Outcome::Rejected);
    chosen_by(approval, Ties::NewRound, &level, None, &Outcome::Tied);
    chosen_by(approval, Ties::Lot, &level, None, &Outcome::Tied);
    let seed = "9319./2.5./";
    let drawn = lot::draw(seed, 3, 3, lot::Hash::Sha256).into_iter().find(|c| c.0 < 2);
    let drawn = drawn.map(|choice| choice.0).into_iter().collect();
    chosen_by(approval, Ties::Lot, &level, Some(seed), &Outcome::Chosen(drawn));
    // The pot has room for one of the two.
    let pot = Method::BudgetGreedy(100);
    chosen_by(pot, Ties::StatusQuo, &level, None, &Outcome::Rejected);
    chosen_by(pot, Ties::NewRound, &level, None, &Outcome::Tied);
    chosen_by(pot, Ties::Lot, &level, Some("1./"), &Outcome::Chosen(vec![1]));
    chosen_by(pot, Ties::Lot, &level, Some("2./"), &Outcome::Chosen(vec![0]));
    chosen_by(Method::Poll, Ties::StatusQuo, &level, None, &Outcome::Told);
    let points = |laid: &[(u16, u16)]| {
        Ballot::Points(
            laid.iter()
                .map(|(option, points)| Points { option: *option, points: *points })
                .collect(),
        )
    };
    chosen_by(
        Method::Score { seats: 1 },
        Ties::StatusQuo,
        &[points(&[(0, 5), (1, 4)]), points(&[(1, 4)])],
        None,
        &Outcome::Chosen(vec![1]),
    );
    chosen_by(
        Method::Dots { dots: 3, most: 2, seats: 2 },
        Ties::StatusQuo,
        &[points(&[(0, 2), (2, 1)]), points(&[(2, 1)]), Ballot::Abstain],
        None,
        &Outcome::Chosen(vec![0, 2]),
    );
    let ranking = |groups: &[&[u16]]| {
        Ballot::Ranking(groups.iter().map(|group| Group(group.to_vec())).collect())
    };
    chosen_by(
        Method::Ranked,
        Ties::StatusQuo,
        &[ranking(&[&[1], &[0, 2]]), ranking(&[&[1, 2]]), ranking(&[&[0]])],
        None,
        &Outcome::Chosen(vec![1]),
    );
    chosen_by(
        Method::Seats(2),
        Ties::StatusQuo,
        &[ranking(&[&[1], &[0]]), ranking(&[&[1], &[0]]), ranking(&[&[0]])],
        None,
        &Outcome::Chosen(vec![0, 1]),
    );
    chosen_by(
        Method::BudgetGreedy(250),
        Ties::StatusQuo,
        &[named(&[0, 1]), named(&[0])],
        None,
        &Outcome::Chosen(vec![0, 1]),
    );
    chosen_by(
        Method::BudgetShares(300),
        Ties::StatusQuo,
        &[named(&[0]), named(&[0]), named(&[1])],
        None,
        &Outcome::Chosen(vec![0, 1]),
    );
    chosen_by(Method::Lot(2), Ties::Lot, &[], None, &Outcome::Tied);
    // Drawn of the three by another program: from "2./" the first, then the third.
    chosen_by(Method::Lot(2), Ties::Lot, &[], Some("2./"), &Outcome::Chosen(vec![0, 2]));
}
