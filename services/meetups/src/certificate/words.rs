//! What stands on the paper, in the language of its reader.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta};
use nouns::Language;

use super::Time;
use crate::when::HOME;

/// The sentences of the paper.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) was_there: &'static str,
    pub(super) when: &'static str,
    pub(super) together: &'static str,
    pub(super) place: &'static str,
    pub(super) online: &'static str,
    pub(super) community: &'static str,
    pub(super) skills: &'static str,
    pub(super) organised_by: &'static str,
    pub(super) noted: &'static str,
    pub(super) write_name: &'static str,
    pub(super) left_out: &'static str,
    /// The three skills, each by its code.
    trained: [(&'static str, &'static str); 3],
    and: &'static str,
    /// One, and more than one.
    hour: [&'static str; 2],
    minute: [&'static str; 2],
    days: [&'static str; 7],
    months: [&'static str; 12],
}

const NL: Words = Words {
    title: "Bewijs van deelname",
    was_there: "was bij deze bijeenkomst:",
    when: "Wanneer",
    together: "Tijd samen",
    place: "Waar",
    online: "online",
    community: "Leergemeenschap",
    skills: "Geoefend met",
    organised_by: "Organisatie",
    noted: "Wie de bijeenkomst organiseerde, noteerde bij de deur wie er was. Dit bewijs komt van Kansrijk.",
    write_name: "Je naam heeft letters die wij hier niet kunnen drukken. Schrijf je naam op deze lijn:",
    left_out: "Op dit papier konden wij niet elk teken drukken. Wat niet kon, is weggelaten.",
    trained: [
        ("reflectie", "reflectie"),
        ("feedback", "feedback"),
        ("weerbaarheid", "weerbaarheid"),
    ],
    and: "en",
    hour: ["uur", "uur"],
    minute: ["minuut", "minuten"],
    days: [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ],
    months: [
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
    ],
};

const EN: Words = Words {
    title: "Certificate of attendance",
    was_there: "was at this meetup:",
    when: "When",
    together: "Time together",
    place: "Where",
    online: "online",
    community: "Learning community",
    skills: "Practised",
    organised_by: "Organised by",
    noted: "Whoever organised the meetup noted at the door who was there. This certificate is from Kansrijk.",
    write_name: "Your name has letters that we cannot print here. Write your name on this line:",
    left_out: "We could not print every character on this paper. What could not be printed is left out.",
    trained: [
        ("reflectie", "reflection"),
        ("feedback", "feedback"),
        ("weerbaarheid", "resilience"),
    ],
    and: "and",
    hour: ["hour", "hours"],
    minute: ["minute", "minutes"],
    days: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    months: [
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
    ],
};

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Nl => &NL,
            Language::En => &EN,
        }
    }

    pub(super) fn skill(&self, code: &str) -> &'static str {
        let mut trained = self.trained.iter();
        trained
            .find(|(known, _)| *known == code)
            .map_or("", |(_, word)| word)
    }

    /// `donderdag 5 maart 2026`.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        let weekday = self.days.get(day.weekday().num_days_from_monday() as usize);
        let month = self.months.get(day.month0() as usize);
        format!(
            "{} {} {} {}",
            weekday.copied().unwrap_or_default(),
            day.day(),
            month.copied().unwrap_or_default(),
            day.year()
        )
    }

    /// `donderdag 5 maart 2026, 15:30 – 17:00`, with the zone where it is another than at home.
    pub(super) fn time(&self, time: &Time) -> String {
        let clock = |at: NaiveDateTime| at.format("%H:%M").to_string();
        let Some(when) = time.when else {
            return self.day(time.day);
        };
        let (starts, ends) = (when.starts(), when.ends());
        if when.all_day() {
            let last = ends.date().pred_opt().unwrap_or(ends.date());
            return if last <= starts.date() {
                self.day(starts.date())
            } else {
                format!("{} – {}", self.day(starts.date()), self.day(last))
            };
        }
        let end = if starts.date() == ends.date() {
            clock(ends)
        } else {
            format!("{}, {}", self.day(ends.date()), clock(ends))
        };
        let zone = if when.zone() == HOME {
            String::new()
        } else {
            format!(" ({})", when.zone().name())
        };
        format!(
            "{}, {} – {end}{zone}",
            self.day(starts.date()),
            clock(starts)
        )
    }

    /// `1 uur en 30 minuten`.
    pub(super) fn length(&self, length: TimeDelta) -> String {
        let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
        let word = |many: i64, [one, more]: [&'static str; 2]| if many == 1 { one } else { more };
        let (hour, minute) = (word(hours, self.hour), word(minutes, self.minute));
        match (hours, minutes) {
            (_, 0) => format!("{hours} {hour}"),
            (0, _) => format!("{minutes} {minute}"),
            _ => format!("{hours} {hour} {} {minutes} {minute}", self.and),
        }
    }
}
