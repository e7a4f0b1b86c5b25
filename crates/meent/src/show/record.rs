//! Status, log and check as people's text. Next: [`super::start`].

use peer::answer::{Around, Doctor, ForYou, History, Line, Settings, Status, Todo, Verified};
use words::{checkup, clean, deed, say, speech::Words, when};

use super::{looking, moderation, short};

pub(super) fn status(words: Words, status: &Status) -> String {
    let mut lines = vec![clean::line(&status.name), say!(words, "show-saved", acts = status.acts)];
    lines.extend(status.before.iter().map(|before| super::season::before(words, before)));
    lines.extend(status.after.iter().map(|after| super::season::after(words, after)));
    if let Some(one) = &status.looking {
        lines.extend(looking::lines(words, one));
    } else if !status.running {
        lines.push(say!(words, "show-not-running"));
    }
    // Nobody has a name yet where nothing is here.
    if status.looking.is_none() || status.acts > 0 {
        lines.extend(status.around.iter().map(|one| around(words, one)));
    }
    if status.running && status.around.is_empty() && status.looking.is_none() {
        lines.push(say!(words, "show-nobody-around"));
    }
    lines.extend(
        status.addresses.iter().map(|address| say!(words, "show-address", address = address)),
    );
    lines.join("\n")
}

/// The six words, one below the other as they are read aloud, and what it means when they are the same.
pub(super) fn stand(words: Words, status: &Status) -> String {
    let mut lines = vec![say!(words, "stand-of", name = &status.name), String::new()];
    let spoken = status.stand.words(words.language());
    lines.extend(spoken.iter().enumerate().map(|(at, word)| format!("  {}. {word}", at + 1)));
    lines.extend([String::new(), say!(words, "stand-why"), say!(words, "stand-differs")]);
    lines.push(say!(words, "stand-differs-hint"));
    lines.join("\n")
}

/// What is amiss: first what is broken, then what asks attention, then what is in order.
pub(super) fn doctor(words: Words, doctor: &Doctor) -> String {
    let (said, findings) = checkup::told(words, &doctor.findings);
    let mut lines = vec![said];
    for finding in findings {
        let said = finding.said(words);
        lines.push(format!("\n[{}] {}", finding.state.label(words), said.message));
        if !said.hint.is_empty() {
            lines.push(format!("  {}", said.hint));
        }
    }
    lines.join("\n")
}

fn around(words: Words, one: &Around) -> String {
    let other = say!(words, "show-own-device");
    let name = if one.mine { &other } else { &one.name };
    let near = match (one.state.as_str(), one.behind) {
        ("connected", Some(0)) => say!(words, "show-around-even", name = name),
        ("connected", Some(behind)) => {
            say!(words, "show-around-behind", name = name, acts = behind)
        }
        ("connected", None) => say!(words, "show-around", name = name),
        ("online", _) => say!(words, "show-around-online", name = name),
        ("blocked", _) => say!(words, "show-blocked", name = name),
        _ => say!(words, "show-away", name = name),
    };
    let path = one.path.as_deref();
    match path.and_then(|path| words::path::said(words, path, one.through.as_deref())) {
        Some(path) => format!("{near} · {path}"),
        None => near,
    }
}

/// What is asked of the owner, and what is new.
pub(super) fn news(words: Words, news: &ForYou) -> String {
    let mut text = String::new();
    for todo in &news.todo {
        text.push_str(&format!("{}  {}\n", short(&todo.id), asked(words, todo)));
    }
    if news.todo.is_empty() {
        text.push_str(&say!(words, "show-nothing-asked"));
        text.push('\n');
    }
    text.push_str(&format!("\n{}\n", say!(words, "show-news", n = news.fresh)));
    let oldest_first: Vec<_> = news.news.iter().rev().cloned().collect();
    text.push_str(&lines(words, &oldest_first));
    if news.fresh > 0 {
        text.push_str(&format!("\n{}\n", say!(words, "show-news-seen")));
    }
    text
}

fn asked(words: Words, todo: &Todo) -> String {
    let title = &words::moderation::title(words, &todo.of, &todo.title, todo.hidden);
    match todo.kind.as_str() {
        "decide" => say!(words, "asked-decide", title = title),
        "settle" => say!(words, "asked-settle", title = title),
        "welcome" => say!(words, "asked-welcome", name = title),
        "close" => say!(words, "asked-close", title = title),
        "review" => say!(words, "asked-review", title = title),
        "open" => say!(words, "asked-open", title = title),
        "approve" => say!(words, "asked-approve"),
        "appeal" => say!(words, "asked-appeal", name = title),
        "rest" => say!(words, "asked-rest", name = title),
        "object" => say!(words, "asked-object", title = title),
        "advise" => say!(words, "asked-advise", title = title),
        "answer" => say!(words, "asked-answer", title = title),
        "weigh" => say!(words, "asked-weigh", title = title),
        "stand" => say!(words, "asked-stand", title = title),
        "nominate" => say!(words, "asked-nominate", title = title),
        "appoint" => say!(words, "asked-appoint", title = title),
        "agree" => say!(words, "asked-agree", title = title),
        "take_part" => say!(words, "asked-take-part"),
        "together" => say!(words, "asked-together"),
        "season" => say!(words, "asked-season"),
        _ => title.clone(),
    }
}

/// The versions of something, oldest first.
pub(super) fn history(words: Words, history: &History) -> String {
    let fold = history.fold.as_deref();
    let mut text = format!("{}\n", moderation::title(words, &history.kind, &history.title, fold));
    if let Some(folded) = moderation::folded(words, &history.id, fold) {
        text.push_str(&format!("\n{}", super::indented(&folded)));
        return text;
    }
    for edition in &history.editions {
        let by = clean::line(&edition.by);
        let at = when::stamp(words, edition.at);
        let title = clean::line(&edition.title);
        text.push_str(&format!("\n{at}  {}  {by}: {title}\n", short(&edition.id)));
        text.push_str(&super::indented(&edition.text));
    }
    text
}

pub(super) fn settings(words: Words, settings: &Settings) -> String {
    let language = match settings.language.as_str() {
        "nl" => say!(words, "setting-nl"),
        "en" => say!(words, "setting-en"),
        _ => say!(words, "setting-language-auto"),
    };
    let theme = match settings.theme.as_str() {
        "light" => say!(words, "setting-light"),
        "dark" => say!(words, "setting-dark"),
        _ => say!(words, "setting-theme-auto"),
    };
    say!(words, "show-settings", language = language, theme = theme)
}

/// Lines of the log, oldest first.
pub(super) fn lines(words: Words, lines: &[Line]) -> String {
    let line = |line: &Line| {
        // What was folded away isn't read by chance; it is in the JSON, and `moderation list` has it.
        let (about, text) = if line.hidden { ("…", "…") } else { (&*line.about, &*line.text) };
        let said = deed::sentence(words, &line.by, &line.deed, about, text);
        let mut mark = String::new();
        if line.hidden {
            mark.push_str(&format!(" ({})", say!(words, "fold-line")));
        }
        if !line.effective {
            mark.push_str(&format!(" ({})", say!(words, "show-no-effect")));
        }
        format!("{}  {}  {said}{mark}\n", when::stamp(words, line.at), short(&line.id))
    };
    lines.iter().map(line).collect()
}

pub(super) fn verified(words: Words, verified: &Verified) -> String {
    if verified.ok {
        return say!(words, "show-verified", acts = verified.acts);
    }
    let mut text = format!("{}\n", say!(words, "show-not-verified"));
    for difference in &verified.differences {
        text.push_str(&format!("  - {}\n", clean::line(difference)));
    }
    text
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    #[test]
    fn the_own_other_device_is_no_neighbour() {
        let words = Words::new(Language::Dutch);
        let said = |name: &str, mine| {
            let (name, state) = (name.to_owned(), "connected".to_owned());
            let (path, through) = (Some("relay".to_owned()), Some("Cor".to_owned()));
            around(
                words,
                &Around { name, state, behind: Some(0), mine, path, through, heard: None },
            )
        };
        let way = "via het apparaat van Cor";
        let of = |who: &str| format!("{who} is verbonden en heeft alles · {way}");
        assert_eq!(said("Ali", true), of("je andere apparaat"));
        assert_eq!(said("Bea", false), of("Bea"));
    }
}
