//! How a language writes days, hours, numbers and lists: what CLDR says, by ICU4X.
//!
//! Guards: no month, digit group or "and" is made up here. Which parts stand in a sentence and in which
//! order is said in the locale files, because the archive's page is derived again byte for byte
//! (`tests/golden.rs`) and CLDR moves a comma now and then. Next: [`crate::when`].

use std::sync::LazyLock;

use icu_calendar::Gregorian;
use icu_datetime::{
    FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{E, MD, T, YMD},
    input::{Date, Time},
    options::YearStyle,
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_list::{
    ListFormatter,
    options::{ListFormatterOptions, ListLength},
};
use icu_locale_core::{Locale, locale};
use jiff::civil;

use crate::language::Language;

type Dates<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// What is written one way in one language.
pub(crate) struct Customs {
    weekday: Dates<E>,
    date: Dates<YMD>,
    day_of_year: Dates<MD>,
    hour: NoCalendarFormatter<T>,
    number: DecimalFormatter,
    list: ListFormatter,
}

static DUTCH: LazyLock<Customs> = LazyLock::new(|| Customs::of(&locale!("nl")));
// British: the day before the month, and 24 hours.
static ENGLISH: LazyLock<Customs> = LazyLock::new(|| Customs::of(&locale!("en-GB")));

/// Those of a language.
pub(crate) fn of(language: Language) -> &'static Customs {
    match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    }
}

impl Customs {
    fn of(locale: &Locale) -> Self {
        const COMPILED: &str = "ICU's data of every language is compiled in";
        let list = ListFormatterOptions::default().with_length(ListLength::Wide);
        let date = YMD::long().with_year_style(YearStyle::NoEra);
        Self {
            weekday: Dates::try_new(locale.into(), E::long()).expect(COMPILED),
            date: Dates::try_new(locale.into(), date).expect(COMPILED),
            day_of_year: Dates::try_new(locale.into(), MD::long()).expect(COMPILED),
            hour: NoCalendarFormatter::try_new(locale.into(), T::hm()).expect(COMPILED),
            number: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default())
                .expect(COMPILED),
            list: ListFormatter::try_new_and(locale.into(), list).expect(COMPILED),
        }
    }

    /// "dinsdag".
    pub(crate) fn weekday(&self, day: civil::Date) -> String {
        gregorian(day).map_or_else(String::new, |day| self.weekday.format(&day).to_string())
    }

    /// "1 december 2026".
    pub(crate) fn date(&self, day: civil::Date) -> String {
        gregorian(day).map_or_else(String::new, |day| self.date.format(&day).to_string())
    }

    /// "1 december".
    pub(crate) fn day_of_year(&self, day: civil::Date) -> String {
        gregorian(day).map_or_else(String::new, |day| self.day_of_year.format(&day).to_string())
    }

    /// "20:00".
    pub(crate) fn hour(&self, time: civil::Time) -> String {
        let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
        Time::try_new(hour, minute, 0, 0)
            .map_or_else(|_| String::new(), |time| self.hour.format(&time).to_string())
    }

    /// "12.345"; the digits as they came when they are no number.
    pub(crate) fn number(&self, digits: &str) -> String {
        digits
            .parse::<Decimal>()
            .map_or_else(|_| digits.to_owned(), |number| self.number.format(&number).to_string())
    }

    /// "Ali, Bea en Cor".
    pub(crate) fn list(&self, names: &[String]) -> String {
        self.list.format(names.iter()).to_string()
    }
}

/// The same day to ICU; both calendars are the proleptic Gregorian one, so there always is one.
fn gregorian(day: civil::Date) -> Option<Date<Gregorian>> {
    let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    Date::try_new_gregorian(day.year().into(), month, of_month).ok()
}
