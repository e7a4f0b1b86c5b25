//! Moments and days as people write them.
//!
//! Guards: one time zone for everybody in a community, so that two neighbours read one hour. Times that
//! others claimed are shown as claimed. Next: [`crate::speech`].

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{say, speech::Words};

/// Where the clocks hang (domain page, ground rules).
const ZONE: &str = "Europe/Amsterdam";

/// A moment: "dinsdag 24 november 2026 om 20:00". `seconds` since 1970; one that no calendar holds is
/// said to be unknown.
#[must_use]
pub fn moment(words: Words, seconds: i64) -> String {
    let Ok(timestamp) = Timestamp::from_second(seconds) else { return say!(words, "when-unknown") };
    let Ok(zone) = TimeZone::get(ZONE) else { return say!(words, "when-unknown") };
    let local = timestamp.to_zoned_datetime(zone);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    say!(words, "when-moment", day = date(words, local.date()), time = time)
}

/// A moment in a column: "2026-11-24 20:00".
#[must_use]
pub fn stamp(words: Words, seconds: i64) -> String {
    let zoned = Timestamp::from_second(seconds).ok().zip(TimeZone::get(ZONE).ok());
    zoned.map_or_else(
        || say!(words, "when-unknown"),
        |(timestamp, zone)| {
            timestamp.to_zoned_datetime(zone).strftime("%Y-%m-%d %H:%M").to_string()
        },
    )
}

/// A day written `YYYY-MM-DD`: "dinsdag 24 november 2026"; anything else is said to be unknown.
#[must_use]
pub fn day(words: Words, written: &str) -> String {
    written.parse::<Date>().map_or_else(|_| say!(words, "when-unknown"), |day| date(words, day))
}

fn date(words: Words, date: Date) -> String {
    let weekday = u32::from(date.weekday().to_monday_one_offset().unsigned_abs());
    let month = u32::from(date.month().unsigned_abs());
    let (day, year) = (date.day().to_string(), date.year().to_string());
    let weekday = say!(words, "when-weekday", weekday = weekday);
    let month = say!(words, "when-month", month = month);
    say!(words, "when-day", weekday = weekday, day = day, month = month, year = year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_moment_is_said_in_amsterdam_time() {
        let (nl, en) = (Words::new(Language::Dutch), Words::new(Language::English));
        // The oracle: `TZ=Europe/Amsterdam date -d @1796151600`, winter; `@1782900000`, summer.
        assert_eq!(moment(nl, 1_796_151_600), "dinsdag 1 december 2026 om 20:00");
        assert_eq!(moment(en, 1_796_151_600), "Tuesday 1 December 2026 at 20:00");
        assert_eq!(stamp(nl, 1_782_900_000), "2026-07-01 12:00");
        assert_eq!(day(en, "2027-03-14"), "Sunday 14 March 2027");
        assert_eq!(day(nl, "2027-13-14"), "onbekend");
        assert_eq!(moment(nl, i64::MAX), "onbekend");
    }
}
