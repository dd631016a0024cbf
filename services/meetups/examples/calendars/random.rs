//! Meetups as nobody would write them, from a number that says which.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use meetups::entry::Entry;
use meetups::event::{Draft, Kind, Title};
use meetups::recurrence::{Moved, Recurrence, Rule};
use meetups::topic::{Spoken, Topic};
use meetups::when::When;
use nouns::{CommunityId, Region};

use crate::Outcome;

const ZONES: &[&str] = &[
    "Europe/Amsterdam",
    "UTC",
    "America/New_York",
    "America/Curacao",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Casablanca",
];
/// Pieces of which texts are made: what is escaped, what is folded between, what looks like a line of its own.
const PIECES: &[&str] = &[
    "samen",
    "leren",
    ",",
    ";",
    ":",
    "\\",
    "\\n",
    "\"",
    "é",
    "ï",
    "—",
    "日本",
    "👩‍🎓",
    "🇳🇱",
    "́",
    "\u{200f}שלום",
    "\u{a0}x",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "X-ALT",
    "=",
    "^n",
    "'",
    "<b>",
    "&amp;",
    "vergadervoorbereidingsbijeenkomst",
    "%20",
    "a",
];

/// `SplitMix64` (Steele, Lea, Flood, 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to before `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn small(&mut self, end: u32) -> u32 {
        u32::try_from(self.below(u64::from(end))).unwrap_or(0)
    }

    fn chance(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let which = usize::try_from(self.next()).unwrap_or(0) % list.len().max(1);
        list.get(which).copied().unwrap_or_default()
    }

    fn some_of(
        &mut self,
        list: &'static [&'static str],
    ) -> std::collections::BTreeSet<&'static str> {
        list.iter().copied().filter(|_| self.chance(2)).collect()
    }

    /// One line, at most so many characters, never empty.
    pub(crate) fn text(&mut self, most: usize) -> String {
        let pieces = 1 + self.small(30);
        let mut text = String::from("Abc");
        for _ in 0..pieces {
            if self.chance(2) {
                text.push(' ');
            }
            text.push_str(self.of(PIECES));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let cut: String = words.join(" ").chars().take(most).collect();
        cut.trim().to_owned()
    }

    fn maybe(&mut self, most: usize) -> Option<String> {
        self.chance(2).then(|| self.text(most))
    }

    fn lines(&mut self) -> String {
        let many = self.small(4);
        let lines: Vec<String> = (0..many).map(|_| self.text(400)).collect();
        lines.join("\n")
    }

    /// Everything that is said of a meetup.
    pub(crate) fn words(&mut self, community: &CommunityId, region: Region) -> Outcome<Draft> {
        let title = self.text(200);
        let when = self.when()?;
        let kind = self.of(contract::meetups::KINDS);
        let link = format!("https://online.example/{}?a=1;b,c", self.next());
        Ok(Draft {
            title: Title::parse(&title)?,
            kind: Kind::parse(kind).ok_or("no such kind")?,
            description: self.lines(),
            region,
            community: Some(community.clone()),
            when,
            recurrence: self.recurrence(when)?,
            place: self.maybe(300),
            online_link: self.chance(2).then_some(link),
            capacity: self.chance(2).then_some(20),
            cost: self.maybe(200),
            travel: self.maybe(200),
            accessibility: self.some_of(contract::meetups::ACCESSIBILITY),
            skills: self.some_of(contract::meetups::SKILLS),
            cohosts: Vec::new(),
            hosts: BTreeSet::new(),
            topics: self.topics(),
            language: Spoken::USUAL,
            entry: Entry::default(),
            outcome: None,
        })
    }

    fn topics(&mut self) -> BTreeSet<Topic> {
        let many = self.small(3);
        (0..many)
            .filter_map(|_| Topic::parse(&self.text(30)))
            .collect()
    }

    fn when(&mut self) -> Outcome<When> {
        let zone: Tz = self.of(ZONES).parse()?;
        let day = self.day()?;
        if self.chance(5) {
            let after = day + Days::new(1 + self.below(3));
            return Ok(When::days(day, after, zone)?);
        }
        let starts = day.and_time(self.time()?);
        let minutes = i64::from(self.small(20)) * 30;
        // A moment without length is one that a file of others may bring.
        Ok(When::timed(
            starts,
            starts + TimeDelta::minutes(minutes),
            zone,
        )?)
    }

    /// Often a Sunday at the end of March or October.
    fn day(&mut self) -> Outcome<NaiveDate> {
        let year = 2020 + i32::try_from(self.small(17))?;
        if self.chance(3) {
            let month = if self.chance(2) { 3 } else { 10 };
            let last = NaiveDate::from_ymd_opt(year, month, 31).ok_or("no such day")?;
            return Ok(last.week(Weekday::Sun).first_day());
        }
        let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or("no such day")?;
        Ok(first + Days::new(self.below(365)))
    }

    /// Often in the hour that is missing or doubled.
    fn time(&mut self) -> Outcome<NaiveTime> {
        let hour = if self.chance(3) { 2 } else { self.small(24) };
        Ok(NaiveTime::from_hms_opt(hour, self.small(4) * 15, 0).ok_or("no such time")?)
    }

    fn recurrence(&mut self, when: When) -> Outcome<Recurrence> {
        if self.chance(2) {
            return Ok(Recurrence::default());
        }
        let rule = self.rule(when);
        let mut recurrence = Recurrence {
            rules: vec![Rule::parse(&rule, when)?],
            ..Recurrence::default()
        };
        let dates: Vec<NaiveDateTime> = recurrence
            .between(
                when,
                crate::moment(crate::BEFORE)?,
                crate::moment(crate::AFTER)?,
                60,
            )
            .into_iter()
            .map(|time| time.original)
            .collect();
        for date in dates.into_iter().skip(1) {
            match self.below(10) {
                0 => {
                    recurrence.except.insert(date);
                }
                1 => {
                    recurrence.moved.insert(date, self.moved(date, when));
                }
                2 => {
                    recurrence.extra.insert(date + TimeDelta::days(1));
                }
                _ => {}
            }
        }
        // What moved to another day is not an extra date too.
        recurrence
            .extra
            .retain(|date| !recurrence.moved.contains_key(date));
        Ok(recurrence)
    }

    fn rule(&mut self, when: When) -> String {
        let every = self
            .of(&["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"])
            .to_owned();
        let interval = 1 + self.small(4);
        let until = when.starts() + TimeDelta::days(40 + i64::from(self.small(700)));
        match self.below(3) {
            0 => format!("{every};INTERVAL={interval};COUNT={}", 2 + self.small(30)),
            1 if when.all_day() => format!("{every};UNTIL={}", until.format("%Y%m%d")),
            1 => format!("{every};UNTIL={}", until.format("%Y%m%dT%H%M%SZ")),
            _ => format!("{every};INTERVAL={interval}"),
        }
    }

    fn moved(&mut self, date: NaiveDateTime, when: When) -> Moved {
        let days = TimeDelta::days(i64::from(self.small(5)) + 1);
        let starts = date + days;
        let ends = starts
            + if when.all_day() {
                TimeDelta::days(1)
            } else {
                TimeDelta::minutes(45)
            };
        Moved {
            starts,
            ends,
            title: self.maybe(200),
            place: self.maybe(200),
            cancelled: self.chance(4),
        }
    }
}
