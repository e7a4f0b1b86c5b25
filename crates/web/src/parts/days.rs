//! What happened, a sentence per act, by day; the newest first.
//!
//! Guards: an act without effect is said to be so, in words. The days are those of the writers' clocks.
//! Next: `words::deed`.

use maud::{Markup, html};
use peer::answer::Line;
use words::{deed, say, speech::Words, when};

use crate::visit::Here;

/// Seconds; the day before is that of a moment so long ago. On the day that clocks change an hour of it
/// may be called by its date.
const DAY: i64 = 86_400;

/// Lines: founding, the longest beginning, is written in four acts.
const LOOK_BACK: usize = 3;

/// Seconds: what one command writes has one time, but for a clock that moves on meanwhile.
const AT_ONCE: i64 = 5;

/// Which heading the days stand below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Below {
    /// The page's own.
    Page,
    /// A section's.
    Section,
}

/// Lines that stand newest first, a heading before each day.
pub(crate) fn days(here: &Here, lines: &[&Line], below: Below) -> Markup {
    let words = here.words;
    html! {
        @for (day, lines) in by_day(lines) {
            @let name = html! { time datetime=(day) { (day_name(words, &day, here.now)) } };
            @match below {
                Below::Page => h2 { (name) },
                Below::Section => h3 { (name) },
            }
            ol {
                @for line in lines { (entry(words, line)) }
            }
        }
    }
}

/// The same without what belongs to a line just before it: a goal's text written when it was added, the
/// name of who just came in. Nothing is left out of the log; this is for a glance.
pub(crate) fn gist(lines: &[Line]) -> Vec<&Line> {
    let belongs = |at: usize, line: &Line| {
        let older = lines.get(at + 1..).unwrap_or_default().iter().take(LOOK_BACK);
        let mut begun = older.filter(|older| older.by == line.by && is_beginning(&older.deed));
        is_detail(&line.deed) && begun.any(|begun| (0..=AT_ONCE).contains(&(line.at - begun.at)))
    };
    let lines_at = lines.iter().enumerate();
    lines_at.filter(|(at, line)| !belongs(*at, line)).map(|(_, line)| line).collect()
}

fn is_beginning(deed: &str) -> bool {
    matches!(deed, "add_goal" | "propose" | "found" | "join")
}

fn is_detail(deed: &str) -> bool {
    matches!(
        deed,
        "edit_goal"
            | "edit_proposal"
            | "edit_purpose"
            | "edit_card"
            | "name_community"
            | "name_card"
    )
}

fn entry(words: Words, line: &Line) -> Markup {
    let said = deed::sentence(words, &line.by, &line.deed, &line.about, &line.text);
    let void = (!line.effective).then_some("void");
    html! {
        li id={ "a-" (line.id) } class=[void] {
            time datetime=(when::iso(line.at)) title=(when::moment(words, line.at)) {
                (hour(words, line.at))
            }
            @if line.hidden {
                // What was folded away isn't read by chance, and is still there.
                details class="folded" id={ "x-" (line.id) } {
                    summary { span {
                        (deed::sentence(words, &line.by, &line.deed, "…", "…"))
                        " (" (say!(words, "fold-line")) ")"
                    } }
                    p { (said) }
                }
            } @else {
                p {
                    (said)
                    @if !line.effective { " " span class="pill" { (say!(words, "home-log-void")) } }
                }
            }
        }
    }
}

// "Vandaag", "gisteren", else the day itself.
fn day_name(words: Words, day: &str, now: i64) -> String {
    if day == when::date_of(now) {
        say!(words, "home-today")
    } else if day == when::date_of(now.saturating_sub(DAY)) {
        say!(words, "home-yesterday")
    } else {
        when::day(words, day)
    }
}

// The hour of a moment: what stands behind the day in a column.
fn hour(words: Words, at: i64) -> String {
    let stamp = when::stamp(words, at);
    stamp.split_once(' ').map_or_else(|| stamp.clone(), |(_, hour)| hour.to_owned())
}

// Runs of one day. Clocks differ, so a day may come twice.
fn by_day<'a>(lines: &[&'a Line]) -> Vec<(String, Vec<&'a Line>)> {
    let mut days: Vec<(String, Vec<&Line>)> = Vec::new();
    for line in lines {
        let day = when::date_of(line.at);
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    days
}

#[cfg(test)]
pub(crate) mod tests {
    use words::language::Language;

    use super::*;

    /// `TZ=Europe/Amsterdam date -d @1796151600`: Tue Dec 1 20:00:00 CET 2026.
    const EVENING: i64 = 1_796_151_600;

    /// A line of the log.
    pub(crate) fn line() -> Line {
        Line {
            id: "ab".to_owned(),
            by: "Bea".to_owned(),
            at: 0,
            deed: "leave".to_owned(),
            about: String::new(),
            text: String::new(),
            effective: true,
            hidden: false,
        }
    }

    #[test]
    fn lines_stand_by_day_and_a_day_has_a_name() {
        let words = Words::new(Language::Dutch);
        let lines = [EVENING, EVENING - 3_600, EVENING - DAY].map(|at| Line { at, ..line() });
        let days = by_day(&lines.each_ref());
        let counts: Vec<_> = days.iter().map(|(day, lines)| (day.as_str(), lines.len())).collect();
        assert_eq!(counts, [("2026-12-01", 2), ("2026-11-30", 1)]);
        let names: Vec<_> = days.iter().map(|(day, _)| day_name(words, day, EVENING)).collect();
        assert_eq!(names, ["Vandaag", "Gisteren"]);
        assert_eq!(day_name(words, "2026-11-29", EVENING), "zondag 29 november 2026");
        assert_eq!(hour(words, EVENING), "20:00");
        assert_eq!(hour(words, i64::MAX), "onbekend");
    }

    #[test]
    fn what_has_no_effect_is_said_to_have_none_and_what_was_said_is_no_markup() {
        let words = Words::new(Language::Dutch);
        let said = Line { deed: "comment".to_owned(), text: "<b>hoi</b>".to_owned(), ..line() };
        let counts = entry(words, &said).into_string();
        assert!(counts.contains("&lt;b&gt;hoi") && counts.contains("id=\"a-ab\""), "{counts}");
        assert!(!counts.contains("telt niet mee"), "{counts}");
        let folded = entry(words, &Line { hidden: true, ..said.clone() }).into_string();
        let (first, rest) = folded.split_once("</summary>").expect("it opens");
        assert!(!first.contains("hoi") && rest.contains("&lt;b&gt;hoi"), "{folded}");
        let void = entry(words, &Line { effective: false, ..said }).into_string();
        assert!(void.contains("telt niet mee"), "{void}");
    }

    #[test]
    fn what_was_written_at_once_is_one_line_of_news() {
        let deed = |deed: &str, at: i64| Line { deed: deed.to_owned(), at, ..line() };
        let told = |lines: &[Line]| {
            gist(lines).into_iter().map(|line| line.deed.clone()).collect::<Vec<_>>()
        };
        let founded = ["name_card", "edit_purpose", "name_community", "found"];
        assert_eq!(told(&founded.map(|word| deed(word, 1))), ["found"]);
        assert_eq!(told(&[deed("edit_goal", 2), deed("add_goal", 1)]), ["add_goal"]);
        // Later it is news of its own, and so is what somebody else writes.
        let later = [deed("edit_goal", 60), deed("add_goal", 1)];
        assert_eq!(told(&later), ["edit_goal", "add_goal"]);
        let other = Line { by: "Cor".to_owned(), ..deed("edit_goal", 1) };
        assert_eq!(told(&[other, deed("add_goal", 1)]), ["edit_goal", "add_goal"]);
        assert_eq!(told(&[deed("vote", 1), deed("propose", 1)]), ["vote", "propose"]);
    }
}
