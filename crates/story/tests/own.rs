//! Our own stories, in `tests/scenarios/own`, each a promise: what the design argues but doesn't tell.
//!
//! Guards: every story holds as it was written from the definitions; none is left out. Next:
//! `stories.rs`, the design's.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

extern crate meent_story as story;

use std::{collections::BTreeSet, fs, path::PathBuf};

use story::story::Story;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/own")
}

fn read(name: &str) -> Story {
    Story::read(&fs::read_to_string(folder().join(name).with_extension("json")).unwrap()).unwrap()
}

fn holds(name: &str) {
    let run = read(name).run();
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
    a_stolen_paper_key_speaks_for_its_owner_until_the_others_recover_the_owner: "stolen-paper-key",
    fifty_guests_by_a_leaked_invite_weigh_nothing_and_can_be_sent_away: "leaked-invite",
    an_organisation_has_one_voice_whatever_its_colleagues_say_apart: "organisation-two-devices",
    ballots_stay_with_the_text_that_they_were_cast_on: "amendment-races-ballots",
    an_own_ballot_goes_before_a_proxy_whichever_came_first: "proxy-races-giver",
    nobody_holds_more_proxies_than_the_opening_allows: "proxy-limit",
    a_proxy_is_not_passed_on: "proxy-not-passed-on",
    paper_counts_with_tellers_of_two_kinds_and_never_before_an_own_ballot: "paper",
    a_recovery_undoes_what_a_lost_phone_retired_unknown_to_it: "recover-races-retire",
    a_round_keeps_the_charter_that_it_was_opened_under: "clause-races-round",
    somebody_removed_gains_nothing_with_an_old_past_and_a_helper: "removed-writes-on",
    a_dismissal_neither_blocks_nor_undoes_an_admission: "dismissed-then-admitted",
    own_words_are_erased_unless_a_round_on_them_was_known: "redaction-races",
    a_device_that_forks_ever_earlier_is_as_many_devices_apart: "fork-ever-earlier",
    a_core_team_goes_on_while_three_of_it_are_left: "core-member-removed",
    organisations_that_only_advise_stand_in_no_electorate: "organisations-advise",
    options_are_chosen_by_approval_score_dots_and_ties_are_told: "choose-among-options",
    a_ranking_is_won_only_from_the_status_quo_and_fills_seats: "ranked",
    who_contradicts_itself_has_no_proxy_or_paper_either: "void-own-proxy",
    a_stolen_phone_can_not_put_its_own_paper_key_in_the_place_of_the_real_one: "paper-key-kept",
    a_guest_is_no_second_kind_of_teller: "guest-teller",
    somebody_removed_is_no_second_kind_of_teller: "removed-teller",
    a_guest_joins_an_opinion_poll_and_counts_in_no_quorum: "guest-poll",
    a_pot_is_spent_by_either_count_and_a_lot_can_be_drawn_again: "budget-and-lot",
    within_a_mandate_nobody_need_vote_and_an_objection_makes_it_open_again: "mandate-within",
    amounts_decided_apart_over_one_ceiling_are_both_outside_it: "mandate-apart",
    what_is_confirmed_under_a_mandate_stays_within_it: "mandate-confirmed-stays",
    who_holds_no_mandate_decides_nothing_and_takes_nothing_of_it: "mandate-not-held",
    who_writes_from_before_the_withdrawal_gains_nothing: "mandate-old-past",
    a_suspended_grant_opens_what_ran_under_it_and_a_new_one_begins_anew:
        "mandate-suspended-while-it-runs",
    handing_a_mandate_back_spares_what_was_known_before: "mandate-handed-back",
    the_end_of_a_term_spares_what_was_decided_in_time: "mandate-term",
    of_two_grants_carried_apart_neither_holds_until_the_next_number: "mandate-grants-apart",
    who_filled_a_role_can_not_use_up_its_mandate_for_the_next: "role-changes-hands",
    a_stolen_phone_decides_nothing_under_its_owners_mandate: "lost-phone-decides",
    who_is_removed_decides_no_more_and_what_was_confirmed_stays: "removed-holder",
    nothing_is_adopted_before_advice_is_in_and_answered: "advice-is-answered",
    a_stolen_phone_hears_and_advises_nothing_for_its_owner: "advice-by-a-lost-phone",
    an_objection_is_weighed_by_others_and_anew_when_it_is_made_anew: "group-test",
    an_agreement_takes_both_in_either_order_and_nobody_goes_back: "agreement",
    nobody_folds_away_anothers_words_alone: "moderation",
    of_two_members_the_other_one_folds_away: "moderation-of-two",
    at_a_recovery_by_paper_key_voices_count_as_before_it: "recovery-counts-as-before",
    two_who_are_left_put_out_nobody_who_is_at_rest: "two-left-remove-nobody",
    nobody_is_chosen_for_a_role_without_an_own_yes: "selection",
    where_all_abstain_there_is_no_tie_to_settle: "all-abstain",
    a_round_replaces_one_that_its_opener_knows: "replaces-unseen",
    what_is_of_a_version_that_nobody_here_can_read_changes_nothing: "newer-version",
    a_season_is_founded_once_by_who_planned_it_when_all_signed: "season-founded",
    a_season_goes_on_without_who_never_signs: "season-without-who-never-signs",
    only_the_planner_lists_and_only_members_who_take_part: "season-lists-without-effect",
    who_acknowledged_one_outcome_acknowledges_no_other: "acknowledged-once",
    a_close_without_a_ballot_is_none: "nothing-cast",
    a_lost_phone_sends_no_guests_away: "dismissal-by-a-lost-phone",
    a_phone_is_no_paper_key: "phone-is-no-paper-key",
    who_vouches_for_one_vouches_for_nobody_else: "vouch-for-another",
    who_acted_unknown_to_a_rest_is_back_where_both_are_known: "rest-races-act",
    a_rest_that_knows_of_newer_acts_begins_with_its_person_back: "rest-knows-act",
    what_an_app_does_by_itself_ends_nobodys_rest: "rest-ends-by-hand",
    what_was_approved_apart_is_in_force_at_the_act_of_a_member: "in-force-at-a-members-act",
    what_a_core_team_decides_waits_until_a_third_of_the_others_heard: "core-team-is-heard",
    as_many_who_want_it_shown_as_not_show_it: "moderation-level",
    nobody_signs_a_founding_for_somebody_else_or_by_a_retired_phone:
        "season-signatures-without-effect",
}

#[test]
fn no_story_is_left_out() {
    let listed: BTreeSet<_> = HELD.iter().map(|name| format!("{name}.json")).collect();
    let there = fs::read_dir(folder()).unwrap();
    let there: BTreeSet<_> =
        there.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(listed, there);
}

// A story can't say which two of three: that hangs on hashes.
#[test]
fn of_too_many_proxies_those_with_the_lowest_ids_count() {
    let story = read("proxy-limit");
    let run = story.run();
    let counted = &run.states[0].rounds["round"].closes["three"].counted;
    let mut given: Vec<_> = ["Bea", "Cor", "Dina"]
        .map(|name| (story.act(&format!("{}-gives", name.to_lowercase())).unwrap(), name))
        .into();
    given.sort_unstable();
    let mut lowest: Vec<_> = given.iter().take(2).map(|(_, name)| *name).collect();
    lowest.push("Ali");
    lowest.sort_unstable();
    assert_eq!(counted.keys().collect::<Vec<_>>(), lowest);
}
