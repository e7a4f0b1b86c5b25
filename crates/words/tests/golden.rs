//! What stands in the readable page of an archive, written out once more by hand.
//!
//! Guards: whoever verifies an archive derives its page again and compares the bytes, also years later with
//! a newer Meent. Names of days and months, digit groups and lists come from a library with CLDR's data, and
//! that changes (British dates lost and got a comma). A form that changes here makes old archives look
//! tampered with: compose the old form, don't adjust the expectation. Next: `crates/archive/src/page.rs`.

use meent_words::{
    language::Language::{Dutch, English},
    say,
    speech::Words,
    when,
};

/// A week, and every month; each day with the weekday that GNU `date -d`
/// gives it.
const DAYS: &[(&str, &str, &str)] = &[
    ("2026-11-23", "maandag 23 november 2026", "Monday 23 November 2026"),
    ("2026-11-24", "dinsdag 24 november 2026", "Tuesday 24 November 2026"),
    ("2026-11-25", "woensdag 25 november 2026", "Wednesday 25 November 2026"),
    ("2026-11-26", "donderdag 26 november 2026", "Thursday 26 November 2026"),
    ("2026-11-27", "vrijdag 27 november 2026", "Friday 27 November 2026"),
    ("2026-11-28", "zaterdag 28 november 2026", "Saturday 28 November 2026"),
    ("2026-11-29", "zondag 29 november 2026", "Sunday 29 November 2026"),
    ("2027-01-01", "vrijdag 1 januari 2027", "Friday 1 January 2027"),
    ("2027-02-02", "dinsdag 2 februari 2027", "Tuesday 2 February 2027"),
    ("2027-03-03", "woensdag 3 maart 2027", "Wednesday 3 March 2027"),
    ("2027-04-04", "zondag 4 april 2027", "Sunday 4 April 2027"),
    ("2027-05-05", "woensdag 5 mei 2027", "Wednesday 5 May 2027"),
    ("2027-06-06", "zondag 6 juni 2027", "Sunday 6 June 2027"),
    ("2027-07-07", "woensdag 7 juli 2027", "Wednesday 7 July 2027"),
    ("2027-08-08", "zondag 8 augustus 2027", "Sunday 8 August 2027"),
    ("2027-09-09", "donderdag 9 september 2027", "Thursday 9 September 2027"),
    ("2027-10-10", "zondag 10 oktober 2027", "Sunday 10 October 2027"),
    ("2027-11-30", "dinsdag 30 november 2027", "Tuesday 30 November 2027"),
    ("2027-12-31", "vrijdag 31 december 2027", "Friday 31 December 2027"),
    // A leap day; a year that no clock here shows, as somebody's device may claim it.
    ("2028-02-29", "dinsdag 29 februari 2028", "Tuesday 29 February 2028"),
    ("0987-06-05", "dinsdag 5 juni 987", "Tuesday 5 June 987"),
    ("9999-12-31", "vrijdag 31 december 9999", "Friday 31 December 9999"),
    ("2027-02-29", "onbekend", "unknown"),
];

/// Midnight, early, noon and last minute; winter and summer.
const MOMENTS: &[(i64, &str, &str)] = &[
    (1_796_079_600, "dinsdag 1 december 2026 om 00:00", "Tuesday 1 December 2026 at 00:00"),
    (1_796_112_420, "dinsdag 1 december 2026 om 09:07", "Tuesday 1 December 2026 at 09:07"),
    (1_796_122_800, "dinsdag 1 december 2026 om 12:00", "Tuesday 1 December 2026 at 12:00"),
    (1_796_151_600, "dinsdag 1 december 2026 om 20:00", "Tuesday 1 December 2026 at 20:00"),
    (1_796_165_999, "dinsdag 1 december 2026 om 23:59", "Tuesday 1 December 2026 at 23:59"),
    (1_782_900_000, "woensdag 1 juli 2026 om 12:00", "Wednesday 1 July 2026 at 12:00"),
    (0, "donderdag 1 januari 1970 om 01:00", "Thursday 1 January 1970 at 01:00"),
];

#[test]
fn days_and_moments_stay_as_archives_have_them() {
    let (nl, en) = (Words::new(Dutch), Words::new(English));
    for (written, dutch, english) in DAYS {
        assert_eq!((&*when::day(nl, written), &*when::day(en, written)), (*dutch, *english));
    }
    for (seconds, dutch, english) in MOMENTS {
        assert_eq!(
            (&*when::moment(nl, *seconds), &*when::moment(en, *seconds)),
            (*dutch, *english)
        );
    }
}

/// The Dutch sentences that stand in an archive's page, by file; what they hash to.
const SENTENCES: &[(&str, &str, u64)] = &[
    ("archive", include_str!("../locales/nl/archive.ftl"), 0x4c72_ce1e_2313_fa5d),
    ("counting", include_str!("../locales/nl/counting.ftl"), 0x3a7b_5a3b_b1a2_5862),
    ("tally", include_str!("../locales/nl/tally.ftl"), 0x706e_5ffd_2bd9_8374),
    ("mandate", include_str!("../locales/nl/mandate.ftl"), 0xa468_7547_2ffa_6157),
    ("moderation", include_str!("../locales/nl/moderation.ftl"), 0x8578_3df4_ff5a_6cb0),
];

#[test]
fn sentences_stay_as_archives_of_this_form_have_them() {
    // FNV-1a; enough to notice, and with no library that could change.
    let hash = |text: &str| {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .flat_map(|line| line.bytes().chain([b'\n']))
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
    };
    for (file, text, of_this_form) in SENTENCES {
        let found: u64 = hash(text);
        assert_eq!(
            found, *of_this_form,
            "{file}.ftl has other words: raise `FORMAT` in crates/archive/src/formats.rs, then write {found:#x} here"
        );
    }
}

#[test]
fn numbers_and_lists_stay_as_archives_have_them() {
    let (nl, en) = (Words::new(Dutch), Words::new(English));
    for (number, dutch, english) in [
        (0_usize, "0", "0"),
        (999, "999", "999"),
        (1_000, "1.000", "1,000"),
        (20_000, "20.000", "20,000"),
        (1_234_567, "1.234.567", "1,234,567"),
    ] {
        // A sentence of the archive itself; only its number matters here.
        let said = |words: Words| say!(words, "archive-about", name = "De Linde", acts = number);
        assert!(said(nl).contains(&format!(" {dutch} ")), "{}", said(nl));
        assert!(said(en).contains(&format!(" {english} ")), "{}", said(en));
    }
    for (names, dutch, english) in [
        (&[][..], "niemand", "nobody"),
        (&["Ali"][..], "Ali", "Ali"),
        (&["Ali", "Bea"][..], "Ali en Bea", "Ali and Bea"),
        (&["Ali", "Bea", "Cor"][..], "Ali, Bea en Cor", "Ali, Bea and Cor"),
        (&["A", "B", "C", "D"][..], "A, B, C en D", "A, B, C and D"),
    ] {
        assert_eq!((&*nl.list(names), &*en.list(names)), (dutch, english));
    }
}

#[test]
fn fluent_and_icu_choose_the_same_plural() {
    use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
    for (language, locale) in
        [(Dutch, icu_locale_core::locale!("nl")), (English, icu_locale_core::locale!("en-GB"))]
    {
        let rules = PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).unwrap();
        let words = Words::new(language);
        let form = |number: usize| say!(words, "when-left-minutes", minutes = number);
        // What stands around the number tells the forms apart.
        let around = |number: usize, digits: &str| form(number).replacen(digits, "#", 1);
        let (one, other) = (around(1, "1"), around(2, "2"));
        assert_ne!(one, other);
        for number in 0..=1000_usize {
            let digits: String =
                form(number).chars().filter(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
            let expected = match rules.category_for(number) {
                PluralCategory::One => &one,
                PluralCategory::Other => &other,
                form => panic!("{number}: {form:?} isn't a form of {language:?}"),
            };
            assert_eq!(&around(number, &digits), expected, "{number} in {language:?}");
        }
    }
}
