//! The charter and changes that wait, as people's text. Next: [`super::member`].

use peer::answer::{Change, Changes, Charter, Clause, HouseRule, Rift, Schism, Standing};
use words::{charter, say, speech::Words, term, when};

use super::{moderation, short};

pub(super) fn one(words: Words, charter: &Charter) -> String {
    let mut text = say!(words, "show-charter-begin", members = charter.members);
    text.push_str("\n\n");
    for standing in &charter.clauses {
        text.push_str(&line(words, standing));
    }
    text.push('\n');
    text.push_str(&say!(
        words,
        "show-charter-needed",
        needed = charter.needed,
        members = charter.members
    ));
    text.push('\n');
    let has_team = charter.clauses.iter().any(|standing| standing.clause.team.is_some());
    if has_team && charter.core_needed == 0 {
        text.push_str(&say!(words, "show-charter-team-lost"));
        text.push('\n');
    } else if has_team {
        text.push_str(&say!(
            words,
            "show-charter-team",
            n = charter.core_needed,
            names = words.list(&charter.core)
        ));
        text.push('\n');
    }
    text
}

fn line(words: Words, standing: &Standing) -> String {
    let clause = &standing.clause;
    let mut line = format!("{}: {}\n", charter::name(words, &clause.key), value(words, clause));
    line.push_str(&moderation::rules(&clause.rules));
    for other in &standing.conflict {
        line.push_str("  ");
        line.push_str(&say!(words, "show-charter-conflict", value = value(words, other)));
        line.push('\n');
    }
    line
}

fn value(words: Words, clause: &Clause) -> String {
    let (value, people, may) = match &clause.team {
        Some(team) => (team.k.to_string(), team.people.as_slice(), team.may.as_slice()),
        None => (clause.value.clone(), [].as_slice(), [].as_slice()),
    };
    charter::value(words, &clause.key, &value, people, may)
}

pub(super) fn changes(words: Words, list: &Changes) -> String {
    if list.changes.is_empty() {
        return say!(words, "show-no-changes");
    }
    list.changes.iter().map(|one| change(words, one)).collect::<Vec<_>>().join("\n")
}

fn change(words: Words, change: &Change) -> String {
    let clause = change.clause.as_ref();
    let now = change.now.as_ref().map(|now| value(words, now)).unwrap_or_default();
    let (new, gone) = change.house_rules();
    let what = if new.is_empty() && gone.is_empty() {
        charter::change(
            words,
            &change.what,
            &change.about,
            clause.map_or("", |clause| &clause.key),
            &clause.map(|clause| value(words, clause)).unwrap_or_default(),
            &now,
        )
    } else {
        let titles =
            |rules: &[&HouseRule]| rules.iter().map(|rule| rule.title.clone()).collect::<Vec<_>>();
        words::moderation::changed(words, &titles(&new), &titles(&gone))
    };
    let task = change.task.as_ref().map(|task| super::task::change(words, &change.about, task));
    let (what, terms) = task.unwrap_or((what, Vec::new()));
    let mut text = format!("{}  {what}\n", short(&change.id));
    text.push_str(&moderation::rules(new));
    let mut add = |line: String| {
        text.push_str("  ");
        text.push_str(&line);
        text.push('\n');
    };
    terms.into_iter().for_each(&mut add);
    add(match change.needed {
        0 => say!(words, "change-never"),
        needed => say!(
            words,
            "change-approvals",
            n = change.approvals.len(),
            needed = needed,
            of = change.of,
            names = words.list(&change.approvals)
        ),
    });
    if let Some(needed) = change.core_needed {
        add(say!(words, "change-core", n = change.core_approvals.len(), needed = needed));
    }
    if !change.objections.is_empty() {
        add(say!(words, "change-objections", names = words.list(&change.objections)));
    }
    if let Some(why) = &change.blocked {
        add(term::blocked(words, why));
    }
    if change.approved {
        add(say!(words, "change-mine"));
    }
    text
}

pub(super) fn rifts(words: Words, schism: &Schism) -> String {
    if schism.rifts.is_empty() {
        return say!(words, "schism-none");
    }
    let rift = |rift: &Rift| {
        format!(
            "  {}\n",
            charter::rift(words, &rift.what, &rift.about, &rift.by, &when::moment(words, rift.at))
        )
    };
    let rifts: String = schism.rifts.iter().map(rift).collect();
    format!("{}\n\n{rifts}\n{}", say!(words, "schism-begin"), say!(words, "schism-what-now"))
}
