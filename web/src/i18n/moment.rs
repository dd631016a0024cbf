use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Europe::Amsterdam;

use nouns::Language;

/// A day or a point in time as the reader's wall in the Netherlands shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    local: NaiveDateTime,
}

/// How a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// *maandag 3 mei*
    Day,
    /// *3 mei 2027*
    Full,
    /// *ma 3 mei*
    Short,
    /// *14.05 uur*, *2.05 pm*
    Time,
    /// *3*: the large figure of a date block.
    DayOfMonth,
    /// *mei*, *sep*: the small word of a date block.
    Month,
    /// `2027-05-03T14:05`, for the `datetime` attribute.
    Machine,
}

impl Style {
    /// Reads the name that templates use: `{{date starts "short"}}`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "full" => Self::Full,
            "short" => Self::Short,
            "time" => Self::Time,
            "day-of-month" => Self::DayOfMonth,
            "month" => Self::Month,
            "machine" => Self::Machine,
            _ => return None,
        })
    }
}

impl Moment {
    /// Reads what serde writes: an RFC 3339 moment in any zone, a local date and time, or a date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let zoned = DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|moment| Self::from(moment.with_timezone(&Utc)));
        let local = || {
            text.parse::<NaiveDateTime>()
                .ok()
                .map(|local| Self { local })
        };
        let date = || text.parse::<NaiveDate>().ok().map(Self::from);
        zoned.or_else(local).or_else(date)
    }

    /// Writes it for a reader.
    #[must_use]
    pub fn written(self, lang: Language, style: Style) -> String {
        let (day, month) = (self.local.day(), self.month(lang));
        match style {
            Style::Day => format!("{} {day} {month}", self.weekday(lang)),
            Style::Full => format!("{day} {month} {}", self.local.year()),
            Style::Short => format!(
                "{} {day} {}",
                head(self.weekday(lang), weekday_letters(lang)),
                self.month_head(lang)
            ),
            Style::Time => self.time(lang),
            Style::DayOfMonth => day.to_string(),
            Style::Month => self.month_head(lang).to_owned(),
            Style::Machine => self.local.format("%Y-%m-%dT%H:%M").to_string(),
        }
    }

    fn time(self, lang: Language) -> String {
        match lang {
            Language::Nl => format!("{}.{:02} uur", self.local.hour(), self.local.minute()),
            Language::En => {
                let (afternoon, hour) = self.local.hour12();
                format!(
                    "{hour}.{:02} {}",
                    self.local.minute(),
                    if afternoon { "pm" } else { "am" }
                )
            }
        }
    }

    fn weekday(self, lang: Language) -> &'static str {
        let index = self.local.weekday().num_days_from_monday() as usize;
        match lang {
            Language::Nl => [
                "maandag",
                "dinsdag",
                "woensdag",
                "donderdag",
                "vrijdag",
                "zaterdag",
                "zondag",
            ][index],
            Language::En => [
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ][index],
        }
    }

    fn month(self, lang: Language) -> &'static str {
        let index = self.local.month0() as usize;
        match lang {
            Language::Nl => [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ][index],
            Language::En => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ][index],
        }
    }

    /// Three letters; *maart* is *mrt*, so that it differs from *mei* at a glance.
    fn month_head(self, lang: Language) -> &'static str {
        match self.month(lang) {
            "maart" => "mrt",
            month => head(month, 3),
        }
    }
}

/// *ma* and *Mon*: what the two languages shorten a day to.
fn weekday_letters(lang: Language) -> usize {
    match lang {
        Language::Nl => 2,
        Language::En => 3,
    }
}

/// The first letters of an English or Dutch name of a day or month, all of which are ASCII.
fn head(name: &'static str, letters: usize) -> &'static str {
    name.get(..letters).unwrap_or(name)
}

impl From<DateTime<Utc>> for Moment {
    fn from(moment: DateTime<Utc>) -> Self {
        Self {
            local: moment.with_timezone(&Amsterdam).naive_local(),
        }
    }
}

impl From<NaiveDate> for Moment {
    fn from(date: NaiveDate) -> Self {
        Self {
            local: date.and_time(NaiveTime::MIN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, lang: Language, style: Style) -> String {
        Moment::parse(text).unwrap().written(lang, style)
    }

    #[test]
    fn a_moment_is_shown_on_the_clock_of_amsterdam() {
        assert_eq!(
            written("2027-07-01T12:05:00Z", Language::Nl, Style::Time),
            "14.05 uur"
        );
        assert_eq!(
            written("2027-01-01T12:05:00Z", Language::Nl, Style::Time),
            "13.05 uur"
        );
        assert_eq!(
            written("2027-07-01T22:30:00Z", Language::Nl, Style::Day),
            "vrijdag 2 juli"
        );
        assert_eq!(
            written("2027-07-01T12:05:00Z", Language::En, Style::Time),
            "2.05 pm"
        );
    }

    #[test]
    fn a_date_is_written_in_both_languages() {
        assert_eq!(
            written("2027-03-08", Language::Nl, Style::Short),
            "ma 8 mrt"
        );
        assert_eq!(
            written("2027-03-08", Language::En, Style::Short),
            "Mon 8 Mar"
        );
        assert_eq!(
            written("2027-03-08", Language::Nl, Style::Full),
            "8 maart 2027"
        );
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in ["", "gisteren", "2027-13-01", "2027-02-30T10:00:00Z"] {
            assert_eq!(Moment::parse(text), None, "{text:?}");
        }
    }
}
