//! Moments and days as people write them.
//!
//! Guards: one time zone for everybody in a community, so that two neighbours read one hour; no clock,
//! whoever needs "today" says when now is. Times that others claimed are shown as claimed. Next:
//! [`crate::speech`].

use jiff::{Timestamp, ToSpan as _, ZonedDateTime, civil::Date, tz::TimeZone};

use crate::{customs, say, speech::Words};

/// Where the clocks hang (domain page, ground rules).
const ZONE: &str = "Europe/Amsterdam";

/// The first and last second that [`iso`] and [`date_of`] write: the years 1 to 9999, which is what
/// `<time datetime>` takes, two days inside for every zone.
const WRITTEN: (i64, i64) = (-62_135_510_400, 253_402_128_000);

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A moment: "dinsdag 24 november 2026 om 20:00". `seconds` since 1970; one that no calendar holds is
/// said to be unknown.
#[must_use]
pub fn moment(words: Words, seconds: i64) -> String {
    let Some(local) = local(seconds) else { return say!(words, "when-unknown") };
    let time = hour(words, &local);
    say!(words, "when-moment", day = date(words, local.date()), time = time)
}

/// A moment in a column: "2026-11-24 20:00".
#[must_use]
pub fn stamp(words: Words, seconds: i64) -> String {
    local(seconds).map_or_else(
        || say!(words, "when-unknown"),
        |local| local.strftime("%Y-%m-%d %H:%M").to_string(),
    )
}

/// A day written `YYYY-MM-DD`: "dinsdag 24 november 2026"; anything else is said to be unknown.
#[must_use]
pub fn day(words: Words, written: &str) -> String {
    written.parse::<Date>().map_or_else(|_| say!(words, "when-unknown"), |day| date(words, day))
}

/// A day written `YYYY-MM-DD`, short: "13 december", with the year when `now` (seconds since 1970) lies
/// in another: "13 maart 2027"; anything else is said to be unknown.
#[must_use]
pub fn short_day(words: Words, written: &str, now: i64) -> String {
    written
        .parse::<Date>()
        .map_or_else(|_| say!(words, "when-unknown"), |day| short_date(words, day, now))
}

/// A moment, short: "vandaag 20:00", "gisteren 09:12", "morgen 09:00", "13 december 20:00". Both in
/// seconds since 1970; a moment that no calendar holds is said to be unknown.
#[must_use]
pub fn short_moment(words: Words, seconds: i64, now: i64) -> String {
    let Some(local) = local(seconds) else { return say!(words, "when-unknown") };
    let (day, time) = (local.date(), hour(words, &local));
    // Days by the calendar, not by 24 hours: last night at eleven is yesterday.
    let today = self::local(now).map(|now| now.date());
    let away = |days: i64| today.and_then(|today| today.checked_add(days.days()).ok());
    if Some(day) == today {
        say!(words, "when-today", time = time)
    } else if Some(day) == away(-1) {
        say!(words, "when-yesterday", time = time)
    } else if Some(day) == away(1) {
        say!(words, "when-tomorrow", time = time)
    } else {
        say!(words, "when-short", day = short_date(words, day, now), time = time)
    }
}

/// How long there still is until a moment: "nog 6 dagen", "nog 3 uur", "nog 5 minuten", "voorbij".
///
/// Whole units, rounded down: never more than there is. Up to two days in hours, because "nog 1 dag"
/// could be nearly two.
#[must_use]
pub fn left(words: Words, until: i64, now: i64) -> String {
    let seconds = until.saturating_sub(now);
    let whole = |unit: i64| usize::try_from(seconds / unit).unwrap_or(usize::MAX);
    match seconds {
        ..=0 => say!(words, "when-over"),
        1..MINUTE => say!(words, "when-left-moment"),
        MINUTE..HOUR => say!(words, "when-left-minutes", minutes = whole(MINUTE)),
        HOUR.. if seconds < 2 * DAY => say!(words, "when-left-hours", hours = whole(HOUR)),
        HOUR.. => say!(words, "when-left-days", days = whole(DAY)),
    }
}

/// A moment for programs (RFC 3339): "2026-12-01T20:00:00+01:00". `seconds` since 1970; outside the years
/// 1 to 9999 the nearest moment in them.
#[must_use]
pub fn iso(seconds: i64) -> String {
    let local = local(seconds.clamp(WRITTEN.0, WRITTEN.1));
    local.map_or_else(String::new, |local| local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// The day of a moment, as programs and forms write it: "2026-12-01". `seconds` since 1970; outside the
/// years 1 to 9999 the nearest day in them.
#[must_use]
pub fn date_of(seconds: i64) -> String {
    let local = local(seconds.clamp(WRITTEN.0, WRITTEN.1));
    local.map_or_else(String::new, |local| local.date().to_string())
}

fn local(seconds: i64) -> Option<ZonedDateTime> {
    let zone = TimeZone::get(ZONE).ok()?;
    Some(Timestamp::from_second(seconds).ok()?.to_zoned_datetime(zone))
}

fn hour(words: Words, local: &ZonedDateTime) -> String {
    customs::of(words.language()).hour(local.time())
}

fn date(words: Words, date: Date) -> String {
    let customs = customs::of(words.language());
    say!(words, "when-day", weekday = customs.weekday(date), date = customs.date(date))
}

fn short_date(words: Words, date: Date, now: i64) -> String {
    let customs = customs::of(words.language());
    if local(now).is_some_and(|now| now.year() == date.year()) {
        customs.day_of_year(date)
    } else {
        customs.date(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const NL: Words = Words::new(Language::Dutch);
    const EN: Words = Words::new(Language::English);
    /// `TZ=Europe/Amsterdam date -d @1796151600`: Tue Dec 1 20:00:00 CET 2026.
    const EVENING: i64 = 1_796_151_600;

    #[test]
    fn a_moment_is_said_in_amsterdam_time() {
        // The oracle: `TZ=Europe/Amsterdam date -d @1796151600`, winter; `@1782900000`, summer.
        assert_eq!(moment(NL, EVENING), "dinsdag 1 december 2026 om 20:00");
        assert_eq!(moment(EN, EVENING), "Tuesday 1 December 2026 at 20:00");
        assert_eq!(stamp(NL, 1_782_900_000), "2026-07-01 12:00");
        assert_eq!(day(EN, "2027-03-14"), "Sunday 14 March 2027");
        assert_eq!(day(NL, "2027-13-14"), "onbekend");
        assert_eq!(moment(NL, i64::MAX), "onbekend");
    }

    #[test]
    fn a_near_day_is_said_shorter() {
        for (written, dutch, english) in [
            ("2026-12-13", "13 december", "13 December"),
            ("2026-01-01", "1 januari", "1 January"),
            ("2027-01-01", "1 januari 2027", "1 January 2027"),
            ("2025-12-31", "31 december 2025", "31 December 2025"),
            ("13-12-2026", "onbekend", "unknown"),
        ] {
            assert_eq!(short_day(NL, written, EVENING), dutch);
            assert_eq!(short_day(EN, written, EVENING), english);
        }
        // Half an hour before the new year in Amsterdam is still the old one in London and here.
        let last = "2026-12-31T23:30:00+01:00".parse::<Timestamp>().unwrap().as_second();
        assert_eq!(short_day(NL, "2026-12-13", last), "13 december");
        assert_eq!(short_day(NL, "2026-12-13", last + HOUR), "13 december 2026");
    }

    #[test]
    fn today_and_its_neighbours_have_names() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_second();
        for (then, dutch, english) in [
            ("2026-12-01T00:00:00+01:00", "vandaag 00:00", "today 00:00"),
            ("2026-12-01T23:59:59+01:00", "vandaag 23:59", "today 23:59"),
            ("2026-11-30T23:59:00+01:00", "gisteren 23:59", "yesterday 23:59"),
            ("2026-11-29T09:12:00+01:00", "29 november 09:12", "29 November 09:12"),
            ("2026-12-02T09:00:00+01:00", "morgen 09:00", "tomorrow 09:00"),
            ("2026-12-13T20:00:00+01:00", "13 december 20:00", "13 December 20:00"),
            ("2027-03-13T20:00:00+01:00", "13 maart 2027 20:00", "13 March 2027 20:00"),
        ] {
            assert_eq!(short_moment(NL, at(then), EVENING), dutch);
            assert_eq!(short_moment(EN, at(then), EVENING), english);
        }
        // The day after the clock went forward: 23 hours, and still yesterday.
        let (then, now) = (at("2026-03-28T23:30:00+01:00"), at("2026-03-29T23:45:00+02:00"));
        assert_eq!(short_moment(NL, then, now), "gisteren 23:30");
        assert_eq!(short_moment(NL, i64::MIN, EVENING), "onbekend");
        assert_eq!(short_moment(NL, EVENING, i64::MAX), "1 december 2026 20:00");
    }

    #[test]
    fn what_is_left_is_never_too_much() {
        for (seconds, dutch, english) in [
            (6 * DAY + 100, "nog 6 dagen", "6 days left"),
            (2 * DAY, "nog 2 dagen", "2 days left"),
            (2 * DAY - 1, "nog 47 uur", "47 hours left"),
            (3 * HOUR, "nog 3 uur", "3 hours left"),
            (HOUR, "nog 1 uur", "1 hour left"),
            (HOUR - 1, "nog 59 minuten", "59 minutes left"),
            (5 * MINUTE, "nog 5 minuten", "5 minutes left"),
            (MINUTE, "nog 1 minuut", "1 minute left"),
            (MINUTE - 1, "nog minder dan een minuut", "less than a minute left"),
            (0, "voorbij", "over"),
            (-5, "voorbij", "over"),
        ] {
            assert_eq!(left(NL, EVENING + seconds, EVENING), dutch);
            assert_eq!(left(EN, EVENING + seconds, EVENING), english);
        }
        assert_eq!(left(NL, i64::MIN, i64::MAX), "voorbij");
        assert!(left(NL, i64::MAX, i64::MIN).starts_with("nog "));
    }

    #[test]
    fn programs_read_moments_and_days() {
        assert_eq!(iso(EVENING), "2026-12-01T20:00:00+01:00");
        assert_eq!(iso(1_782_900_000), "2026-07-01T12:00:00+02:00");
        assert_eq!(date_of(EVENING + 4 * HOUR), "2026-12-02");
        assert_eq!(date_of(i64::MAX), "9999-12-30");
        assert!(iso(i64::MAX).starts_with("9999-12-30T"));
        assert!(date_of(i64::MIN).starts_with("0001-01-0"));
        // An outside reader takes it back.
        for seconds in [0, EVENING, 1_782_900_000, -86_400] {
            assert_eq!(iso(seconds).parse::<Timestamp>().unwrap().as_second(), seconds);
        }
    }
}
