//! What the document looks like to anybody who opens it with an Automerge tool.
//!
//! Ids are 64 lowercase hexadecimal digits. Everything under a key in `<>` is there once per id.
//!
//! | path | made by | holds |
//! |---|---|---|
//! | `community` | founding | the fields of the schema table: `name`, `purpose` (text) |
//! | `charter` | founding | the founding values: `method`, `share` (qualified only), `quorum`, `shortest_term`, `deadline`, `grace`, `invite_term`, `rest`, `review` (seconds), `invite_guests`, `proxies`, `version`, `organisations` (`vote`, `advise`), `house_rules/<rule>`: true; with a core team `team`: `people/<device they came with>`: true, `k`, `admit`, `rest`, `confirm` |
//! | `members/<member>` | founding, join | `kind`, `joined` (the act) |
//! | `cards/<member>` | founding, join | fields: `name` |
//! | `goals/<goal>` | create | fields: `title`, `text` (text), `origin` (the goal in the community that this one goes on from); `by` (member) |
//! | `decisions/<decision>` | create | fields: `title`, `text` (text), `review` (2026-12-01), `goal`, `method`, `quorum`, `share`, `seats`, `most`, `dots`, `pot`, `ties`, `status_quo`, `role`; `by` |
//! | `comments/<act>` | comment | `on` (act), `role` (`comment`, `reason`, `advice`), `text` (a string: a remark is never edited), `by` |
//! | `alternatives/<option>` | create | fields: `title`, `text` (text), `decision`, `cost` (cents); `by` |
//! | `circles/<circle>`, `roles/<role>` | create | fields: `title`, `text` (text), of a role `circle`; `by` |
//! | `mandates/<mandate>` | create | fields, never altered: `title`, `domain`, `constraints`, `report` (texts), `review`; `by` |
//! | `topics/<topic>` | create | fields, never altered: `title`; `by` |
//! | `house_rules/<rule>` | create | fields, never altered: `title`, `text` (text); `by` |
//! | `representatives/<act>` | create | fields: `title` (a name), `text` (text: their mandate); `by` (for whom they speak) |
//! | `nominations/<act>` | create | fields: `decision`, `person` (a member), `text` (text: why); `by` |
//! | `earlier_decisions/<act>` | create | fields: `title`, `text`, `chosen` (texts; the options that were chosen, a line each), `decided`, `review`, `decision`, `community` (ids there); `by` (who took it along from an earlier season) |
//! | `attachments/<act>` | create | fields, never altered: `on` (a goal, decision ...), `title` (the file's name), `alt`, `key`, `content` (what names its content), `size` (bytes), `kind` (what its bytes say that it is); `by` |
//! | `rounds/<open>` | open | `decision`, `text` (hash), `method` with its numbers (`share`, `most`, `seats`, `dots`, `pot` in cents), `quorum`, `deadline`, `by`, `closers/<member>`: true, `tellers/<member>`: true, `options/<option>`: `place` (from 0), `cost`; `ties`, `proxies_held`, `status_quo`, `replaces`; of a selection `role`, `nominee`; `withdrawn`: true when taken back |
//! | `rounds/<open>/ballots/<member>` | vote | the ballot in one line, options by their places: `for`; `0, 2`; `0=5, 2=3`; `2 > 0 = 1` |
//! | `rounds/<open>/proxies/<member>` | proxy | the holder, or null when taken back |
//! | `rounds/<open>/reports/<report>` | report | `by`, `ballots/<member>`, `signed/<member>`: true |
//! | `rounds/<open>/under` | open under a mandate | `grant` (a change), `amount` (cents), `topics/<topic>`: true, `advisers/<member>`: true; `outside` when it is from the start: why |
//! | `rounds/<open>/answers/<advice>`, `answers_why/<advice>` | answer | `taken`, `partly`, `not`; the comment that says why, or null |
//! | `rounds/<open>/weighed/<objector>:<member>` | weigh | whether the objection shows harm; `judges` of the round: how many it takes |
//! | `rounds/<open>/countersigned` | countersign | `agrees`, `reason` (a comment, or null), by the `partner` of the round |
//! | `rounds/<open>/reasons/<member>` | vote | the comment that says why, or null when the last ballot has none |
//! | `rounds/<open>/closes/<close>` | close | `by`, `outcome`, `chosen/<option>`: true, `seed`, `outside` (why a decision is outside its mandate), `counted/<member>` (the ballot as it counts), `void/<member>`: true, `acknowledged/<member>`: true |
//! | `changes/what/<change>` | approve, withdraw, object | the change in words: `admit <act>`, `rest <member> <act>`, `remove <member>`, `recover <member> <n> <device>`, `clause <key> <value> <clauses replaced>`, `redact <act>`, `appoint <role or circle> <n> <until> <members>`, `grant <mandate> <n> <use> <holders> <circle> <topics> <ceiling> <term> <until>`, `-` where there is none |
//! | `changes/approvals/<change>:<member>` | approve, withdraw | true or false |
//! | `changes/objections/<change>:<member>` | object | true |
//! | `devices/<device>` | founding, join, enrol, a paper key's recovery | the member |
//! | `retired/<device>` | retire | the member who retired it |
//! | `paper_keys/<key>` | paper key | the member |
//! | `left/<member>` | leave | true |
//! | `dismissed/<guest>:<member>` | dismiss | true |
//! | `redacted/<act>` | redact | the member whose words they were |
//! | `terms_over/<change>:<member>` | end of term | true |
//! | `returned/<grant>:<member>` | mandate handed back | true |
//! | `hidden/<act>:<member>` | moderate | the house rule that it goes against, or null: it should be shown |
//! | `invites/<invite>` | invite | `key`, `until` (seconds since 1970), `guests`, `by` |
//! | `before` | founding of a season | `community`, `heads/<act>`: true: what it goes on from |
//! | `seasons/<plan>` | plan | `by`, `charter` as above |
//! | `seasons/<plan>/parts/<member>` | taking part | the device for the new community |
//! | `seasons/<plan>/lists/<list>` | list | `founders/<member>`: the device, `signed/<member>`: true, `founded`: the community |
//!
//! Guards: a map is made by the act that brings what it is about, so that two can't be made apart;
//! where two devices may write one key, it holds a plain value and what was written apart stands
//! side by side. No deed names whose ballot, card or comment it is: the key is its author's own id.
//! Where the document holds a date or number that a program may not be able to hold, it is cut to
//! 2^53 - 1 ([`number`]). Next: `compile.rs`, which writes all this.

use act::{
    charter::{Clause, Voice},
    content::Entity,
    register::{Change, Kind},
    round::{Method, Ties},
};
use rules::schema;

pub(crate) const CHARTER: &str = "charter";
pub(crate) const MEMBERS: &str = "members";
pub(crate) const CARDS: &str = "cards";
pub(crate) const COMMENTS: &str = "comments";
pub(crate) const ROUNDS: &str = "rounds";
pub(crate) const CHANGES: &str = "changes";
pub(crate) const WHAT: &str = "what";
pub(crate) const APPROVALS: &str = "approvals";
pub(crate) const OBJECTIONS: &str = "objections";
pub(crate) const DEVICES: &str = "devices";
pub(crate) const RETIRED: &str = "retired";
pub(crate) const LEFT: &str = "left";
pub(crate) const INVITES: &str = "invites";
pub(crate) const PAPER_KEYS: &str = "paper_keys";
pub(crate) const DISMISSED: &str = "dismissed";
pub(crate) const REDACTED: &str = "redacted";
pub(crate) const SEASONS: &str = "seasons";
pub(crate) const PARTS: &str = "parts";
pub(crate) const LISTS: &str = "lists";
pub(crate) const SIGNED: &str = "signed";
pub(crate) const BEFORE: &str = "before";

pub(crate) const TERMS_OVER: &str = "terms_over";
pub(crate) const RETURNED: &str = "returned";
pub(crate) const HIDDEN: &str = "hidden";

/// The maps about who is in and what they may that begin empty.
pub(crate) const REGISTER: [&str; 10] = [
    RETIRED, LEFT, INVITES, PAPER_KEYS, DISMISSED, REDACTED, TERMS_OVER, RETURNED, HIDDEN, SEASONS,
];

pub(crate) const BALLOTS: &str = "ballots";
pub(crate) const REASONS: &str = "reasons";
pub(crate) const PROXIES: &str = "proxies";
pub(crate) const REPORTS: &str = "reports";
pub(crate) const ANSWERS: &str = "answers";
pub(crate) const ANSWERS_WHY: &str = "answers_why";
pub(crate) const WEIGHED: &str = "weighed";
pub(crate) const COUNTERSIGNED: &str = "countersigned";
pub(crate) const CLOSES: &str = "closes";
pub(crate) const ACKNOWLEDGED: &str = "acknowledged";
pub(crate) const BY: &str = "by";

/// The greatest number that every program that opens the document holds exactly (JavaScript's
/// `Number.MAX_SAFE_INTEGER`).
const GREATEST: i64 = (1 << 53) - 1;

/// A number as the document holds it: a claimed time or term is whatever somebody wrote, also
/// 2^63 - 1, whose differences Automerge can't store.
#[must_use]
pub const fn number(value: i64) -> i64 {
    if value > GREATEST {
        GREATEST
    } else if value < -GREATEST {
        -GREATEST
    } else {
        value
    }
}

/// An id as the document's keys and values hold it. The same as its `Display`, which is ten times
/// slower, and there are several in each act.
#[must_use]
pub(crate) fn hex(id: &[u8; 32]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut text = String::with_capacity(64);
    for byte in id {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// A key for what one thing says of another.
pub(crate) fn pair(about: &[u8; 32], by: &[u8; 32]) -> String {
    let mut key = hex(about);
    key.push(':');
    key.push_str(&hex(by));
    key
}

/// A change in words. Written again by everybody who speaks of it, always the same.
pub(crate) fn change(change: &Change) -> String {
    match change {
        Change::Admit(join) => format!("admit {join}"),
        Change::Rest(member, last) => format!("rest {member} {last}"),
        Change::Remove(member) => format!("remove {member}"),
        Change::Recover(recover) => {
            format!("recover {} {} {}", recover.member, recover.n, recover.key)
        }
        Change::Clause(amendment) => {
            let mut text = format!("clause {} ", amendment.clause.key().word());
            text.push_str(&clause(&amendment.clause));
            for replaced in &amendment.replaces {
                text.push(' ');
                text.push_str(&hex(&replaced.0));
            }
            text
        }
        Change::Redact(act) => format!("redact {act}"),
        Change::Appoint(appoint) => {
            let until = appoint.until.map_or_else(|| "-".to_owned(), |until| until.to_string());
            let people = ids(appoint.people.iter().map(|member| &member.0));
            format!("appoint {} {} {until} {people}", appoint.to, appoint.n)
        }
        Change::Grant(grant) => {
            let holders = ids(grant.holders.iter().map(|member| &member.0));
            let topics = ids(grant.topics.iter().map(|topic| &topic.0));
            let circle = ids(grant.circle.iter().map(|circle| &circle.0));
            format!(
                "grant {} {} {} {holders} {circle} {topics} {} {} {}",
                grant.mandate,
                grant.n,
                grant.usable.word(),
                grant.ceiling,
                grant.term,
                grant.until
            )
        }
    }
}

// Ids with commas between them; a dash where there are none.
fn ids<'i>(all: impl Iterator<Item = &'i [u8; 32]>) -> String {
    let all: Vec<_> = all.map(hex).collect();
    if all.is_empty() { "-".to_owned() } else { all.join(",") }
}

/// The value of a clause in words: of numbers as they stand, of a team its size, powers and keys.
#[must_use]
pub fn clause(clause: &Clause) -> String {
    match clause {
        Clause::Method(Method::Qualified(share)) => format!("qualified {share}"),
        Clause::Method(chosen) => chosen.word().to_owned(),
        Clause::Quorum(quorum) => quorum.to_string(),
        Clause::ShortestTerm(n)
        | Clause::Deadline(n)
        | Clause::Grace(n)
        | Clause::InviteTerm(n)
        | Clause::Rest(n)
        | Clause::Review(n) => n.to_string(),
        Clause::InviteGuests(n) | Clause::Proxies(n) | Clause::Version(n) => n.to_string(),
        Clause::Team(None) => "none".to_owned(),
        Clause::Team(Some(team)) => {
            let people: Vec<_> = team.people.iter().map(|key| hex(&key.0)).collect();
            let powers: Vec<_> = team.may.words().collect();
            format!("{} {} {}", team.k, powers.join(","), people.join(","))
        }
        Clause::Organisations(chosen) => voice(*chosen).to_owned(),
        Clause::HouseRules(rules) => {
            rules.iter().map(|rule| hex(&rule.0)).collect::<Vec<_>>().join(",")
        }
    }
}

/// The word for whether somebody's ballot counts.
#[must_use]
pub const fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Votes => "vote",
        Voice::Advises => "advise",
    }
}

/// The word for a kind of participant.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "resident",
        Kind::Business => "business",
        Kind::Organisation => "organisation",
        Kind::Municipality => "municipality",
    }
}

/// The word for what becomes of a tie.
#[must_use]
pub const fn ties(ties: Ties) -> &'static str {
    match ties {
        Ties::StatusQuo => "status_quo",
        Ties::NewRound => "new_round",
        Ties::Lot => "lot",
    }
}

/// The key of the map that holds an entity's things, or the entity itself.
pub(crate) fn root(entity: Entity) -> &'static str {
    schema::row(entity).name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_and_shape_agree() {
        assert_eq!(root(Entity::Card), CARDS);
        let own = [CHARTER, MEMBERS, COMMENTS, ROUNDS, CHANGES, DEVICES];
        let own: Vec<_> = own.into_iter().chain(REGISTER).collect();
        for row in schema::ENTITIES {
            assert!(!own.contains(&row.name), "{}", row.name);
            // `by` stands beside the fields.
            assert!(row.named(BY).is_none(), "{}", row.name);
        }
    }

    #[test]
    fn ids_are_written_as_they_show_themselves() {
        let id = act::id::ActId(std::array::from_fn(|i| u8::try_from(i * 37 % 256).unwrap()));
        assert_eq!(hex(&id.0), id.to_string());
    }

    #[test]
    fn numbers_are_cut_to_what_all_can_hold() {
        for (value, held) in
            [(5, 5), (-5, -5), (i64::MAX, GREATEST), (i64::MIN, -GREATEST), (GREATEST, GREATEST)]
        {
            assert_eq!(number(value), held);
        }
    }
}
