//! The stories in `tests/scenarios`, each a promise.
//!
//! Guards: every story holds; none is left out. Next: `malformed.rs`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

extern crate meent_story as story;

use std::{collections::BTreeSet, fs, path::PathBuf};

use story::{error::StoryError, story::Story};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios")
}

fn read(name: &str) -> Result<Story, StoryError> {
    Story::read(&fs::read_to_string(folder().join(name).with_extension("json")).unwrap())
}

fn holds(name: &str) {
    let run = read(name).unwrap().run();
    assert!(!run.states.is_empty(), "{name} expects nothing");
    assert_eq!(run.differences, [], "{name}");
}

macro_rules! promises {
    ($($promise:ident: $file:literal,)*) => {
        const HELD: &[&str] = &[$($file),*];
        $(#[test] fn $promise() { holds($file) })*
    };
}

promises! {
    two_neighbours_take_a_decision: "two-neighbours",
    the_third_comes_in_when_both_say_so_and_a_withdrawn_approval_does_not_count: "third-person",
    an_approval_of_somebody_one_has_not_seen_join_is_nothing: "unseen-join",
    leaving_takes_effect_by_ones_own_act: "leave",
    sockpuppets_stay_guests_and_weigh_nothing: "t06-sockpuppets",
    consent_waits_for_an_objection_until_its_author_takes_it_back: "consent",
    an_opening_below_the_charters_quorum_is_nothing: "quorum-of-the-charter",
    a_round_of_old_days_is_not_closed_over_the_heads_of_newcomers: "old-list-round",
    a_fuller_close_adds_up_with_the_first: "fuller-closes",
    two_closes_are_both_shown_until_one_outcome_has_most_electors: "t08-two-closes",
    a_late_rival_close_changes_nothing_that_is_confirmed: "t03-late-rival-close",
    a_ballot_with_an_old_past_counts_only_where_a_close_holds_it: "t10-old-past",
    who_acknowledges_two_outcomes_in_two_camps_is_named: "t13-double-acknowledgement",
    the_branches_of_a_forked_device_are_two_devices_apart: "fork",
    two_devices_that_vote_apart_are_void_until_one_has_seen_both: "two-devices",
    a_retired_phone_can_not_leave_for_its_owner: "retired-phone",
    what_a_stolen_phone_did_after_it_was_retired_does_not_count: "stolen-phone",
    the_charter_changes_when_two_thirds_say_so: "charter-two-thirds",
    two_clauses_apart_conflict_until_one_replaces_both: "clause-conflict",
    eleven_of_twenty_put_nobody_to_rest: "eleven-of-twenty",
    a_clause_that_lost_is_not_raised_by_a_late_approval: "lost-clause",
    a_lost_phone_can_not_leave_for_its_recovered_owner: "lost-phone-leaves",
    a_recovered_member_goes_on_with_the_new_key_only: "recovered",
    a_clause_asks_two_thirds_of_the_register_at_hand: "register-grows-halfway",
    who_was_put_to_rest_is_back_by_the_own_next_act: "rest",
    two_silent_founders_can_not_expel_the_third: "t02-silent-founders",
    removal_asks_two_thirds_of_the_others: "t04-two-thirds-to-remove",
    a_ballot_of_somebody_removed_meanwhile_still_counts: "t07-removed-while-voting",
    removals_by_overlapping_majorities_remove_both: "t09-mutual-removal",
    two_devices_that_retire_each_other_are_out_until_a_recovery: "t11-retire-each-other",
    a_core_team_lets_people_in_once_others_know: "team-admits",
    a_core_team_confirms_for_people_who_seldom_look: "team-confirms",
    a_core_team_that_lost_its_people_has_lost_its_powers: "team-too-small",
}

#[test]
fn no_story_is_left_out() {
    let listed: BTreeSet<_> = HELD.iter().map(|name| format!("{name}.json")).collect();
    let there = fs::read_dir(folder()).unwrap();
    // Our own stand in a folder of their own: `own.rs`.
    let mut there: BTreeSet<_> =
        there.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert!(there.remove("own"));
    assert_eq!(listed, there);
}
