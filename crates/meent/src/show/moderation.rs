//! What goes against a house rule, as people's text. Next: [`super::goal`].

use peer::answer::{Case, Fold, HouseRule, Moderation};
use words::{clean, moderation::quoted, say, speech::Words, when};

use super::{indented, short};

pub(super) fn list(words: Words, list: &Moderation) -> String {
    if list.cases.is_empty() {
        return say!(words, "show-no-cases");
    }
    list.cases.iter().map(|case| one(words, case)).collect::<Vec<_>>().join("\n")
}

fn one(words: Words, case: &Case) -> String {
    let stands = if case.fold.hidden {
        say!(words, "show-case-hidden")
    } else {
        say!(words, "show-case-shown")
    };
    let at = when::moment(words, case.at);
    let mut text = format!("{}  {}, {at}: {stands}\n", short(&case.id), what(words, case));
    let said = match case.erased_at {
        Some(at) => words::erased::said(words, &case.kind, at),
        None if case.title.is_empty() => case.text.clone(),
        None => format!("{}\n{}", clean::line(&case.title), case.text),
    };
    text.push_str(&indented(said.trim_end()));
    let mut add = |line: String| text.push_str(&format!("  - {line}\n"));
    for said in &case.fold.hide {
        let at = when::moment(words, said.at);
        add(say!(words, "show-case-hide", name = &said.by, rule = &said.rule, at = at));
    }
    if !case.fold.show.is_empty() {
        add(say!(words, "show-case-show", names = words.list(&case.fold.show)));
    }
    if case.fold.appealed {
        add(say!(words, "show-case-appeal", name = &case.by));
    }
    text
}

fn what(words: Words, case: &Case) -> String {
    words::moderation::what(words, &case.kind, &case.by)
}

/// The title of a `goal` or `decision`, unless it was folded away.
pub(super) fn title(words: Words, of: &str, title: &str, fold: Option<&Fold>) -> String {
    words::moderation::title(words, of, title, fold.is_some_and(|fold| fold.hidden))
}

/// What stands in the place of what was folded away; nothing where it wasn't.
pub(super) fn folded(words: Words, id: &str, fold: Option<&Fold>) -> Option<String> {
    let fold = fold.filter(|fold| fold.hidden)?;
    let mut rules: Vec<&String> = Vec::new();
    for said in &fold.hide {
        if !rules.contains(&&said.rule) {
            rules.push(&said.rule);
        }
    }
    let rules = quoted(words, &rules);
    Some(format!("({})", say!(words, "show-hidden", rules = rules, id = short(id))))
}

/// House rules with their words, each set in.
pub(super) fn rules<'a>(rules: impl IntoIterator<Item = &'a HouseRule>) -> String {
    let rule = |rule: &HouseRule| {
        let title = clean::line(&rule.title);
        let text = indented(&rule.text);
        let text: String = text.lines().map(|line| format!("  {line}\n")).collect();
        format!("  - {title}  ({})\n{text}", short(&rule.id))
    };
    rules.into_iter().map(rule).collect()
}
