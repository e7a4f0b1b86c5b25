//! A line of the log as a sentence: "Noor stemde voor over ...".
//!
//! Guards: every deed has a sentence of its own in both languages; one that this version doesn't know
//! is said to be so. Next: [`crate::counting`].

use crate::{charter, say, speech::Words, term};

/// The sentence for a deed.
///
/// `by` is a name, `deed` the word of the log (`found`, `vote`, ...), `about` a title or names, `text`
/// what was said besides: a ballot, a comment. `by` and `about` may be empty when they aren't known here.
#[must_use]
pub fn sentence(words: Words, by: &str, deed: &str, about: &str, text: &str) -> String {
    let by = if by.is_empty() { say!(words, "deed-somebody") } else { by.to_owned() };
    let about = if about.is_empty() { say!(words, "deed-something") } else { about.to_owned() };
    match deed {
        "found" => say!(words, "deed-found", by = by, about = about),
        "invite" => say!(words, "deed-invite", by = by),
        "join" => say!(words, "deed-join", by = by),
        "approve" => say!(words, "deed-approve", by = by, about = about),
        "withdraw_approval" => say!(words, "deed-withdraw-approval", by = by, about = about),
        "approve_rest" => say!(words, "deed-approve-rest", by = by, about = about),
        "approve_remove" => say!(words, "deed-approve-remove", by = by, about = about),
        "approve_recover" => say!(words, "deed-approve-recover", by = by, about = about),
        "approve_clause" => {
            let (name, value) = clause(words, &about, text);
            say!(words, "deed-approve-clause", by = by, about = name, value = value)
        }
        "approve_redact" => say!(words, "deed-approve-redact", by = by, about = about),
        "approve_appoint" => say!(words, "deed-approve-appoint", by = by, about = about),
        "approve_grant" => say!(words, "deed-approve-grant", by = by, about = about),
        "approve_several" => say!(words, "deed-approve-several", by = by, about = about),
        "withdraw_rest" => say!(words, "deed-withdraw-rest", by = by, about = about),
        "withdraw_remove" => say!(words, "deed-withdraw-remove", by = by, about = about),
        "withdraw_recover" => say!(words, "deed-withdraw-recover", by = by, about = about),
        "withdraw_clause" => {
            let (name, value) = clause(words, &about, text);
            say!(words, "deed-withdraw-clause", by = by, about = name, value = value)
        }
        "withdraw_redact" => say!(words, "deed-withdraw-redact", by = by, about = about),
        "withdraw_appoint" => say!(words, "deed-withdraw-appoint", by = by, about = about),
        "withdraw_grant" => say!(words, "deed-withdraw-grant", by = by, about = about),
        "withdraw_several" => say!(words, "deed-withdraw-several", by = by, about = about),
        "object_change" => say!(words, "deed-object-change", by = by, about = about),
        "dismiss" => say!(words, "deed-dismiss", by = by, about = about),
        "paper" => say!(words, "deed-paper", by = by),
        "recover" => say!(words, "deed-recover", by = by),
        "redact" => say!(words, "deed-redact", by = by),
        "leave" => say!(words, "deed-leave", by = by),
        "enrol" => say!(words, "deed-enrol", by = by),
        "retire" => say!(words, "deed-retire", by = by, about = about),
        "season" => say!(words, "deed-season", by = by),
        "season_join" => say!(words, "deed-season-join", by = by),
        "season_list" => say!(words, "deed-season-list", by = by, about = about),
        "season_sign" => say!(words, "deed-season-sign", by = by),
        "season_found" => say!(words, "deed-season-found", by = by),
        "gather" => say!(words, "deed-gather", by = by),
        "open" => say!(words, "deed-open", by = by, about = about),
        "vote" => vote(words, &by, &about, text),
        "proxy" => say!(words, "deed-proxy", by = by, about = about, text = text),
        "proxy_back" => say!(words, "deed-proxy-back", by = by, about = about),
        "paper_report" => say!(words, "deed-paper-report", by = by, about = about, text = text),
        "sign_report" => say!(words, "deed-sign-report", by = by),
        "withdraw_opening" => say!(words, "deed-withdraw-opening", by = by, about = about),
        "add_option" => say!(words, "deed-add-option", by = by, about = about),
        "change_option" => say!(words, "deed-change-option", by = by, about = about),
        "close" => say!(words, "deed-close", by = by, about = about),
        "acknowledge" => say!(words, "deed-acknowledge", by = by, about = about),
        "add_goal" => say!(words, "deed-add-goal", by = by, about = about),
        "propose" => say!(words, "deed-propose", by = by, about = about),
        "change_goal" => say!(words, "deed-change-goal", by = by, about = about),
        "change_proposal" => say!(words, "deed-change-proposal", by = by, about = about),
        "edit_goal" => say!(words, "deed-edit-goal", by = by, about = about),
        "edit_proposal" => say!(words, "deed-edit-proposal", by = by, about = about),
        "name_community" => say!(words, "deed-name-community", by = by, text = text),
        "edit_purpose" => say!(words, "deed-edit-purpose", by = by),
        "name_card" | "edit_card" => say!(words, "deed-name-card", by = by, text = text),
        "comment" => say!(words, "deed-comment", by = by, about = about, text = text),
        "reason" => say!(words, "deed-reason", by = by, about = about, text = text),
        "advice" => say!(words, "deed-advice", by = by, about = about, text = text),
        "answer_advice" => say!(words, "deed-answer-advice", by = by, about = about),
        "end_term" => say!(words, "deed-end-term", by = by, about = about),
        "return_mandate" => say!(words, "deed-return-mandate", by = by, about = about),
        "weigh" => say!(words, "deed-weigh", by = by, about = about, text = text),
        "agree" => say!(words, "deed-agree", by = by, about = about),
        "disagree" => say!(words, "deed-disagree", by = by, about = about),
        "hide" => say!(words, "deed-hide", by = by, about = about, text = text),
        "unhide" => say!(words, "deed-unhide", by = by, about = about),
        "add_circle" => say!(words, "deed-add-circle", by = by, about = about),
        "add_role" => say!(words, "deed-add-role", by = by, about = about),
        "write_mandate" => say!(words, "deed-write-mandate", by = by, about = about),
        "add_topic" => say!(words, "deed-add-topic", by = by, about = about),
        "write_house_rule" => say!(words, "deed-write-house-rule", by = by, about = about),
        "name_representative" => say!(words, "deed-name-representative", by = by, about = about),
        "nominate" => say!(words, "deed-nominate", by = by, about = about, text = text),
        "attach" => say!(words, "deed-attach", by = by, about = about, text = text),
        "carry_decision" => say!(words, "deed-carry-decision", by = by, about = about),
        "change_task" => say!(words, "deed-change-task", by = by, about = about),
        "create" => say!(words, "deed-create", by = by, about = about),
        _ => say!(words, "deed-unknown", by = by),
    }
}

// A clause as the log has it: the key, and the value or the people of a core team.
fn clause(words: Words, key: &str, value: &str) -> (String, String) {
    let said =
        if key == "team" { value.to_owned() } else { charter::value(words, key, value, &[], &[]) };
    (charter::name(words, key), said)
}

fn vote(words: Words, by: &str, about: &str, ballot: &str) -> String {
    match ballot {
        "for" => say!(words, "deed-vote-for", by = by, about = about),
        "against" => say!(words, "deed-vote-against", by = by, about = about),
        "abstain" => say!(words, "deed-vote-abstain", by = by, about = about),
        "consent" => say!(words, "deed-vote-consent", by = by, about = about),
        "concern" => say!(words, "deed-vote-concern", by = by, about = about),
        "object" => say!(words, "deed-vote-object", by = by, about = about),
        "aside" => say!(words, "deed-vote-aside", by = by, about = about),
        several => {
            let each: Vec<_> = several.split("; ").map(|word| term::ballot(words, word)).collect();
            say!(words, "deed-vote-several", by = by, about = about, ballots = words.list(&each))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_ballot_is_told_as_people_tell_it() {
        let (nl, en) = (Words::new(Language::Dutch), Words::new(Language::English));
        let said = |words, deed, text| sentence(words, "Noor", deed, "Een bankje", text);
        assert_eq!(said(nl, "vote", "for"), "Noor stemde voor “Een bankje”");
        assert_eq!(said(en, "vote", "object"), "Noor has a paramount objection to “Een bankje”");
        assert_eq!(
            said(nl, "vote", "for; against"),
            "Noor stemde over “Een bankje”: voor en tegen"
        );
        assert_eq!(
            sentence(nl, "", "close", "", ""),
            "Iemand sloot de stemming over “iets dat hier nog niet bekend is”"
        );
        assert_eq!(
            said(en, "brand_new", ""),
            "Noor did something that this version of Meent doesn't know"
        );
    }
}
