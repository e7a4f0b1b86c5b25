//! Days since 1970-01-01 as people write them: 2026-12-01 (ISO 8601), and back.
//!
//! Guards: exact for every `i32` (the proleptic Gregorian calendar), so that a hostile day is only
//! odd, never a panic. Next: [`crate::decision`], whose review date it is.

/// The day in writing.
#[must_use]
pub fn written(days: i32) -> String {
    // The civil calendar in eras of 400 years that begin on 1 March (Howard Hinnant, "chrono-Compatible
    // Low-Level Date Algorithms").
    let shifted = i64::from(days) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day that was written; `None` for anything else.
#[must_use]
pub fn read(text: &str) -> Option<i32> {
    let (rest, day) = text.rsplit_once('-')?;
    let (year, month) = rest.rsplit_once('-')?;
    let (year, month, day): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year.abs() > 6_000_000 {
        return None;
    }
    let shifted_year = year - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = i32::try_from(era * 146_097 + day_of_era - 719_468).ok()?;
    // 31 February is no day.
    (written(days) == text).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_and_read_back() {
        // By `date -u -d @$((days * 86400)) +%F`.
        for (days, text) in [
            (0, "1970-01-01"),
            (20_788, "2026-12-01"),
            (11_016, "2000-02-29"),
            (-719_162, "0001-01-01"),
            (-1, "1969-12-31"),
        ] {
            assert_eq!(written(days), text);
            assert_eq!(read(text), Some(days));
        }
        for days in [i32::MIN, i32::MIN + 1, -800_000, i32::MAX] {
            assert_eq!(read(&written(days)), Some(days), "{}", written(days));
        }
        for bad in ["", "2026", "2026-12", "2026-13-01", "2026-02-30", "01-02-2026", "2026-1-1"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
