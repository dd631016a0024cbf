//! The fields of a meetup's form: what was typed, what it means, and what is wrong with it.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use contract::FieldProblem;
use contract::meetups::{
    ACCESSIBILITY, Event, KINDS, LANGUAGES, NewEvent, NewQuestion, Recurrence, SKILLS,
};
use serde::Serialize;

use super::board::region_choices;
use super::known::Known;
use super::problems;
use crate::form::{Choices, Field};

/// A form as it was sent: a name may come more than once.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(pub(super) Vec<(String, String)>);

/// How often a meetup can come back, by the word in the form. `blijft` keeps a series as it is.
const REPEATS: [(&str, &str); 3] = [
    ("week", "FREQ=WEEKLY"),
    ("twee-weken", "FREQ=WEEKLY;INTERVAL=2"),
    ("vier-weken", "FREQ=WEEKLY;INTERVAL=4"),
];
const KEEP: &str = "blijft";
/// What stands in the second half of the form, by the names there.
const MORE: [&str; 15] = [
    "kosten",
    "reizen",
    "met",
    "mede",
    "onderwerpen",
    "uitkomst",
    "laatste-dag",
    "hele-dag",
    "herhaal",
    "toegankelijk",
    "vaardigheid",
    "meebrengen",
    "vraag-1",
    "vraag-2",
    "vraag-3",
];
/// The same as the service names it.
const MORE_WRONG: [&str; 14] = [
    "cost",
    "travel",
    "cohosts",
    "hosts",
    "topics",
    "language",
    "outcome",
    "recurrence",
    "accessibility",
    "skills",
    "may_bring",
    "questions.1",
    "questions.2",
    "questions.3",
];
/// So many questions the form has room for.
const QUESTIONS: usize = 3;
/// How many others somebody may bring along, beside nobody.
const BROUGHT: [&str; 5] = ["1", "2", "3", "4", "5"];
const USUAL_TIMES: &str = "5";

impl Typed {
    /// A new meetup on the first weekday after a week, on an afternoon after the lessons.
    pub(super) fn usual(today: NaiveDate, region: Option<&str>, community: Option<&str>) -> Self {
        let day = weekday_from(days_after(today, 7));
        let mut typed = Self::default();
        typed.put("dag", day.format("%Y-%m-%d").to_string());
        typed.put("van", "15:30");
        typed.put("tot", "17:00");
        typed.put("soort", KINDS.first().copied().unwrap_or_default());
        typed.put("taal", LANGUAGES.first().copied().unwrap_or_default());
        typed.put("regio", region.unwrap_or_default());
        typed.put("gemeenschap", community.unwrap_or_default());
        typed
    }

    /// Another one like an event: a week later, or on a day to choose where that is over. What came of it stays behind.
    pub(super) fn again(event: &Event, today: NaiveDate) -> Self {
        let mut typed = Self::of(event);
        let later = |text: &str| {
            let day = text.parse::<NaiveDate>().ok().map(|day| days_after(day, 7));
            day.filter(|day| *day > today)
                .map_or(String::new(), |day| day.format("%Y-%m-%d").to_string())
        };
        for (name, value) in &mut typed.0 {
            if name == "dag" || name == "laatste-dag" {
                *value = later(value);
            }
        }
        typed
            .0
            .retain(|(name, _)| name != "uitkomst" && name != "herhaal");
        let recurrence = event.recurrence.as_ref();
        typed.put_usual_repeat(recurrence.and_then(|recurrence| recurrence.rule.as_deref()));
        typed
    }

    /// The form as words that were kept fill it.
    pub(super) fn of_words(words: &NewEvent) -> Self {
        let mut typed = Self::default();
        let texts = [
            ("titel", &words.title),
            ("soort", &words.kind),
            ("regio", &words.region),
            ("gemeenschap", &words.community),
            ("tekst", &words.description),
            ("plek", &words.place),
            ("link", &words.online_link),
            ("kosten", &words.cost),
            ("reizen", &words.travel),
            ("taal", &words.language),
        ];
        for (name, text) in texts {
            typed.put(name, text.clone().unwrap_or_default());
        }
        let joined = |texts: &Option<Vec<String>>| texts.as_ref().map(|texts| texts.join(", "));
        typed.put("met", joined(&words.cohosts).unwrap_or_default());
        typed.put("onderwerpen", joined(&words.topics).unwrap_or_default());
        let places = words.capacity.filter(|places| *places > 0);
        typed.put(
            "plaatsen",
            places.map_or(String::new(), |places| places.to_string()),
        );
        let lists = [
            ("toegankelijk", &words.accessibility),
            ("vaardigheid", &words.skills),
            ("mede", &words.hosts),
        ];
        for (name, list) in lists {
            for one in list.iter().flatten() {
                typed.put(name, one);
            }
        }
        let rule = words
            .recurrence
            .as_ref()
            .and_then(|one| one.rule.as_deref());
        if !typed.put_usual_repeat(rule) && words.recurrence.is_some() {
            typed.put("herhaal", KEEP);
        }
        typed.put_kept_times(words);
        typed
    }

    fn put_kept_times(&mut self, words: &NewEvent) {
        let part = |text: &Option<String>, from: usize, to: usize| {
            let text = text.as_deref().unwrap_or_default();
            text.get(from..to).unwrap_or_default().to_owned()
        };
        let (first, last) = (part(&words.starts, 0, 10), part(&words.ends, 0, 10));
        self.put("laatste-dag", if last == first { "" } else { &last });
        self.put("dag", first);
        self.put("van", part(&words.starts, 11, 16));
        self.put("tot", part(&words.ends, 11, 16));
        if words.all_day == Some(true) {
            self.put("hele-dag", "ja");
        }
    }

    /// Chooses a repeat that the form offers; whether it was one.
    fn put_usual_repeat(&mut self, rule: Option<&str>) -> bool {
        let split = rule.and_then(|rule| rule.split_once(";COUNT="));
        let found = split.and_then(|(rule, times)| {
            let (word, _) = REPEATS.iter().find(|(_, known)| *known == rule)?;
            Some((*word, times))
        });
        if let Some((word, times)) = found {
            self.put("herhaal", word);
            self.put("keer", times);
        }
        found.is_some()
    }

    /// The form as an event would have filled it.
    pub(super) fn of(event: &Event) -> Self {
        let (summary, text) = (&event.event, |text: &Option<String>| {
            text.clone().unwrap_or_default()
        });
        let mut typed = Self::default();
        typed.put("titel", &summary.title);
        typed.put("soort", &summary.kind);
        typed.put("regio", &summary.region);
        typed.put("gemeenschap", text(&summary.community));
        typed.put("tekst", &event.description);
        typed.put("plek", text(&summary.place));
        typed.put("link", text(&event.online_link));
        typed.put(
            "plaatsen",
            summary
                .capacity
                .map_or(String::new(), |places| places.to_string()),
        );
        typed.put("kosten", text(&summary.cost));
        typed.put("reizen", text(&event.travel));
        typed.put("met", event.cohosts.join(", "));
        typed.put("uitkomst", text(&event.outcome));
        typed.put("onderwerpen", summary.topics.join(", "));
        typed.put("taal", &summary.language);
        let hosts = event.hosts.iter();
        typed
            .0
            .extend(hosts.map(|host| ("mede".to_owned(), host.person.clone())));
        typed.put_entry(event);
        typed.0.extend(
            summary
                .accessibility
                .iter()
                .map(|flag| ("toegankelijk".to_owned(), flag.clone())),
        );
        typed.0.extend(
            event
                .skills
                .iter()
                .map(|skill| ("vaardigheid".to_owned(), skill.clone())),
        );
        if event.recurrence.is_some() {
            typed.put("herhaal", KEEP);
        }
        typed.put_times(event);
        typed
    }

    fn put_entry(&mut self, event: &Event) {
        if event.may_bring > 0 {
            self.put("meebrengen", event.may_bring.to_string());
        }
        for (n, question) in (1..).zip(&event.questions) {
            self.put(&format!("vraag-{n}"), &question.text);
            self.put(&format!("keuzes-{n}"), question.options.join("\n"));
            if question.required {
                self.put(&format!("nodig-{n}"), "ja");
            }
        }
    }

    fn put_times(&mut self, event: &Event) {
        let (starts, ends) = (&event.event.starts, &event.event.ends);
        let day = |text: &str| text.get(..10).unwrap_or_default().to_owned();
        let time = |text: &str| text.get(11..16).unwrap_or_default().to_owned();
        self.put("dag", day(starts));
        if event.event.all_day {
            self.put("hele-dag", "ja");
            // The form wants times; for whole days they count for nothing.
            self.put("van", "09:00");
            self.put("tot", "17:00");
            let last = day(ends)
                .parse::<NaiveDate>()
                .ok()
                .and_then(|after| after.pred_opt());
            let last = last.map_or(String::new(), |last| last.format("%Y-%m-%d").to_string());
            self.put(
                "laatste-dag",
                if last == day(starts) {
                    String::new()
                } else {
                    last
                },
            );
            return;
        }
        self.put("van", time(starts));
        self.put("tot", time(ends));
        if day(starts) != day(ends) {
            self.put("laatste-dag", day(ends));
        }
    }

    fn put(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    pub(super) fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// What the service is asked. `before` is the event that is changed: what the form does not show of it stays.
    pub(super) fn request(&self, before: Option<&Event>) -> NewEvent {
        self.asking(before.map_or(Unseen::default(), Unseen::of))
    }

    /// What is kept of a form that may not be finished: a day without a time is kept too.
    pub(super) fn unfinished(&self, before: Option<&NewEvent>) -> NewEvent {
        let words = self.asking(before.map_or(Unseen::default(), Unseen::of_words));
        NewEvent {
            starts: words.starts.or_else(|| self.given("dag")),
            ends: words.ends.or_else(|| self.given("laatste-dag")),
            ..words
        }
    }

    /// What the service is asked, with what the form does not show.
    pub(super) fn asking(&self, unseen: Unseen<'_>) -> NewEvent {
        let all_day = self.text("hele-dag") == "ja";
        let places = self.given("plaatsen");
        NewEvent {
            title: self.given("titel"),
            kind: self.given("soort"),
            description: self.given("tekst"),
            region: self.given("regio"),
            community: self.given("gemeenschap"),
            starts: self.time("dag", "van", all_day),
            ends: self.time(
                if self.text("laatste-dag").is_empty() {
                    "dag"
                } else {
                    "laatste-dag"
                },
                "tot",
                all_day,
            ),
            timezone: unseen.timezone.map(str::to_owned),
            all_day: Some(all_day),
            place: self.given("plek"),
            online_link: self.given("link"),
            // What is no number is no number of places either; the service says so at the field.
            capacity: places.map(|text| text.parse().unwrap_or(-1)),
            cost: self.given("kosten"),
            travel: self.given("reizen"),
            accessibility: Some(self.all("toegankelijk")),
            skills: Some(self.all("vaardigheid")),
            cohosts: Some(self.listed("met")),
            hosts: Some(self.all("mede")),
            topics: Some(self.listed("onderwerpen")),
            language: self.given("taal"),
            outcome: self.given("uitkomst"),
            may_bring: self
                .given("meebrengen")
                .map(|text| text.parse().unwrap_or(-1)),
            questions: Some(self.questions()),
            recurrence: self.recurrence(unseen),
        }
    }

    fn time(&self, day: &str, time: &str, all_day: bool) -> Option<String> {
        let day = self.given(day)?;
        if all_day {
            Some(day)
        } else {
            self.given(time).map(|time| format!("{day}T{time}"))
        }
    }

    /// The questions in their order; a slot that is empty asks nothing, and choices without a question are named.
    fn questions(&self) -> Vec<NewQuestion> {
        let question = |n: usize| NewQuestion {
            text: self.text(&format!("vraag-{n}")).to_owned(),
            options: self
                .text(&format!("keuzes-{n}"))
                .lines()
                .map(|line| line.trim().to_owned())
                .filter(|line| !line.is_empty())
                .collect(),
            required: self.text(&format!("nodig-{n}")) == "ja",
        };
        let says = |one: &NewQuestion| !one.text.is_empty() || !one.options.is_empty();
        (1..=QUESTIONS).map(question).filter(says).collect()
    }

    /// What was typed with commas between.
    fn listed(&self, name: &str) -> Vec<String> {
        self.text(name)
            .split([',', '\n'])
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect()
    }

    fn recurrence(&self, unseen: Unseen<'_>) -> Option<Recurrence> {
        let asked = self.text("herhaal");
        if asked == KEEP {
            return unseen.recurrence.cloned();
        }
        let (_, rule) = REPEATS.iter().find(|(word, _)| *word == asked)?;
        let times = self.given("keer").unwrap_or_else(|| USUAL_TIMES.to_owned());
        Some(Recurrence {
            rule: Some(format!("{rule};COUNT={times}")),
            ..Recurrence::default()
        })
    }
}

/// What a form does not show of the meetup that it changes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unseen<'a> {
    timezone: Option<&'a str>,
    recurrence: Option<&'a Recurrence>,
}

impl<'a> Unseen<'a> {
    fn of(event: &'a Event) -> Self {
        Self {
            timezone: Some(&event.event.timezone),
            recurrence: event.recurrence.as_ref(),
        }
    }

    pub(super) fn of_words(words: &'a NewEvent) -> Self {
        Self {
            timezone: words.timezone.as_deref(),
            recurrence: words.recurrence.as_ref(),
        }
    }
}

fn days_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// That day, or the Monday after a weekend.
fn weekday_from(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => days_after(day, 2),
        Weekday::Sun => days_after(day, 1),
        _ => day,
    }
}

/// One question of who organises, as the form shows it.
#[derive(Debug, Clone, Serialize)]
struct QuestionFields {
    n: usize,
    text_name: String,
    options_name: String,
    needed_name: String,
    text: Field,
    options: Field,
    needed: bool,
}

/// The fields as the form shows them.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct MeetupFields {
    title: Field,
    kind: Choices,
    region: Choices,
    community: Choices,
    day: Field,
    from: Field,
    until: Field,
    last_day: Field,
    all_day: bool,
    place: Field,
    link: Field,
    capacity: Field,
    description: Field,
    cost: Field,
    travel: Field,
    accessibility: Choices,
    skills: Choices,
    repeat: Choices,
    times: Field,
    cohosts: Field,
    /// Members of its community who may change it too; none to choose without one.
    hosts: Option<Choices>,
    topics: Field,
    language: Choices,
    outcome: Field,
    brings: Choices,
    questions: Vec<QuestionFields>,
    /// Whether the second half of the form holds something to see.
    tells_more: bool,
    is_new: bool,
}

impl MeetupFields {
    pub(super) fn of(
        typed: &Typed,
        problems: &[FieldProblem],
        known: &Known,
        is_new: bool,
    ) -> Self {
        let field = |name: &str, of: &str| Field {
            value: typed.text(name).to_owned(),
            problem: problems::with(of, problems),
        };
        let with_problem = |choices: Choices, of: &str| Choices {
            problem: problems::with(of, problems),
            ..choices
        };
        let repeats = REPEATS
            .iter()
            .map(|(word, _)| *word)
            .chain((!is_new).then_some(KEEP));
        let communities = known
            .communities
            .iter()
            .map(|(slug, name)| (slug.as_str(), name.as_str()));
        Self {
            title: field("titel", "title"),
            kind: with_problem(
                Choices::of(
                    "meetups-kind",
                    KINDS.iter().copied(),
                    &[typed.text("soort")],
                ),
                "kind",
            ),
            region: with_problem(
                region_choices(known.regions.iter().copied(), typed.text("regio")),
                "region",
            ),
            community: with_problem(
                Choices::named(communities, &[typed.text("gemeenschap")]),
                "community",
            ),
            day: field("dag", "starts"),
            from: field("van", ""),
            until: field("tot", "ends"),
            last_day: field("laatste-dag", ""),
            all_day: typed.text("hele-dag") == "ja",
            place: field("plek", "place"),
            link: field("link", "online_link"),
            capacity: field("plaatsen", "capacity"),
            description: field("tekst", "description"),
            cost: field("kosten", "cost"),
            travel: field("reizen", "travel"),
            accessibility: with_problem(
                Choices::of(
                    "meetups-access",
                    ACCESSIBILITY.iter().copied(),
                    &typed.all("toegankelijk"),
                ),
                "accessibility",
            ),
            skills: with_problem(
                Choices::of(
                    "meetups-skill",
                    SKILLS.iter().copied(),
                    &typed.all("vaardigheid"),
                ),
                "skills",
            ),
            repeat: with_problem(
                Choices::of("meetups-repeat", repeats, &[typed.text("herhaal")]),
                "recurrence",
            ),
            times: field("keer", ""),
            cohosts: field("met", "cohosts"),
            hosts: hosts(typed, problems, known),
            topics: field("onderwerpen", "topics"),
            language: with_problem(
                Choices::of(
                    "meetups-language",
                    LANGUAGES.iter().copied(),
                    &[typed.text("taal")],
                ),
                "language",
            ),
            outcome: field("uitkomst", "outcome"),
            brings: with_problem(
                Choices::named(
                    BROUGHT.map(|many| (many, many)),
                    &[typed.text("meebrengen")],
                ),
                "may_bring",
            ),
            questions: question_fields(typed, problems),
            tells_more: tells_more(typed, problems),
            is_new,
        }
    }
}

/// Whether the second half of the form holds something to see.
fn tells_more(typed: &Typed, problems: &[FieldProblem]) -> bool {
    let is_wrong = |name: &&str| problems.iter().any(|problem| problem.field == **name);
    MORE.iter().any(|name| !typed.text(name).is_empty()) || MORE_WRONG.iter().any(is_wrong)
}

/// Who can organise it too; nobody without a community whose members the reader sees.
fn hosts(typed: &Typed, problems: &[FieldProblem], known: &Known) -> Option<Choices> {
    let members = known.members.iter();
    let members = members.map(|(person, name)| (person.as_str(), name.as_str()));
    (!known.members.is_empty()).then(|| Choices {
        problem: problems::with("hosts", problems),
        ..Choices::named(members, &typed.all("mede"))
    })
}

/// The slots of the form; what is wrong stands at the slot of the question that was sent in that order.
fn question_fields(typed: &Typed, problems: &[FieldProblem]) -> Vec<QuestionFields> {
    let mut sent = 0;
    let slots = (1..=QUESTIONS).map(|n| {
        let text = typed.text(&format!("vraag-{n}")).to_owned();
        let options = typed.text(&format!("keuzes-{n}")).to_owned();
        let problem = if text.is_empty() && options.is_empty() {
            None
        } else {
            sent += 1;
            problems::with(&format!("questions.{sent}"), problems)
        };
        QuestionFields {
            n,
            text_name: format!("vraag-{n}"),
            options_name: format!("keuzes-{n}"),
            needed_name: format!("nodig-{n}"),
            text: Field {
                value: text,
                problem,
            },
            options: Field::filled(options),
            needed: typed.text(&format!("nodig-{n}")) == "ja",
        }
    });
    slots.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetups::samples;

    #[test]
    fn an_event_that_is_shown_in_the_form_and_sent_back_is_the_same() {
        for event in [
            samples::event(),
            samples::two_days(),
            samples::series(),
            samples::asking(),
        ] {
            let sent = Typed::of(&event).request(Some(&event));
            assert_eq!(sent.title.as_ref(), Some(&event.event.title));
            assert_eq!(sent.capacity, event.event.capacity.map(i64::from));
            assert_eq!(sent.recurrence, event.recurrence);
            assert_eq!(sent.may_bring.unwrap_or(0), i64::from(event.may_bring));
            let asked = sent.questions.unwrap_or_default();
            assert_eq!(asked.len(), event.questions.len());
            for (sent, known) in asked.iter().zip(&event.questions) {
                assert_eq!(sent.text, known.text);
                assert_eq!(sent.options, known.options);
                assert_eq!(sent.required, known.required);
            }
            assert_eq!(
                sent.accessibility.as_ref(),
                Some(&event.event.accessibility)
            );
            assert_eq!(sent.cohosts.as_ref(), Some(&event.cohosts));
            assert_eq!(sent.topics.as_ref(), Some(&event.event.topics));
            assert_eq!(sent.language.as_ref(), Some(&event.event.language));
            let hosts = event.hosts.iter().map(|host| host.person.clone());
            assert_eq!(sent.hosts, Some(hosts.collect()));
            let length = if event.event.all_day { 10 } else { 16 };
            assert_eq!(sent.starts.as_deref(), event.event.starts.get(..length));
        }
    }

    #[test]
    fn what_is_kept_of_a_form_fills_it_again() {
        let all = |typed: &Typed| -> Vec<(String, String)> {
            let mut said = typed.0.clone();
            said.retain(|(_, value)| !value.is_empty());
            said.sort();
            said
        };
        let pairs = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter();
            Typed(
                pairs
                    .map(|&(name, value)| (name.to_owned(), value.to_owned()))
                    .collect(),
            )
        };
        let usual = Typed::usual(samples::now().date_naive(), Some("RMC-19"), None);
        let half = pairs(&[
            ("titel", "Nog niet af"),
            ("dag", "2027-03-04"),
            ("laatste-dag", "2027-03-05"),
            ("mede", "fenna"),
            ("mede", "noor"),
            ("toegankelijk", "wheelchair"),
            ("herhaal", "twee-weken"),
            ("keer", "4"),
        ]);
        let days = pairs(&[
            ("dag", "2027-03-04"),
            ("hele-dag", "ja"),
            ("plaatsen", "12"),
        ]);
        for typed in [usual, half, days] {
            let kept = typed.unfinished(None);
            assert_eq!(all(&Typed::of_words(&kept)), all(&typed));
            let again = Typed::of_words(&kept).unfinished(Some(&kept));
            assert_eq!(again, kept);
        }
    }

    #[test]
    fn another_one_is_a_week_later_or_on_a_day_to_choose() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let event = samples::series();
        let again = Typed::again(&event, day("2027-03-01"));
        let sent = again.request(None);
        assert_eq!(sent.starts.as_deref(), Some("2027-03-11T19:00"));
        assert_eq!(sent.title.as_ref(), Some(&event.event.title));
        assert_eq!(sent.outcome, None);
        let over = Typed::again(&event, day("2027-03-11"));
        assert_eq!((over.text("dag"), over.text("van")), ("", "19:00"));
        let weekly = event.recurrence.and_then(|one| one.rule);
        assert_eq!(sent.recurrence.and_then(|one| one.rule), weekly);
    }

    #[test]
    fn a_new_meetup_is_on_a_weekday() {
        for (today, first) in [
            ("2027-03-01", "2027-03-08"),
            ("2027-03-06", "2027-03-15"),
            ("2027-03-07", "2027-03-15"),
        ] {
            let typed = Typed::usual(today.parse().unwrap(), None, None);
            assert_eq!(typed.text("dag"), first, "{today}");
        }
    }

    #[test]
    fn whole_days_are_shown_with_their_last_day_and_sent_as_days() {
        let sent = Typed::of(&samples::two_days()).request(None);
        assert_eq!(
            (sent.starts.as_deref(), sent.ends.as_deref()),
            (Some("2027-03-04"), Some("2027-03-05"))
        );
        assert_eq!(sent.all_day, Some(true));
    }

    #[test]
    fn what_is_no_number_is_passed_on_as_one_that_is_refused() {
        let typed = Typed(vec![("plaatsen".to_owned(), "veel".to_owned())]);
        assert_eq!(typed.request(None).capacity, Some(-1));
    }

    #[test]
    fn coming_back_is_a_rule_with_a_number_of_times() {
        let typed = |times: &str| {
            Typed(vec![
                ("herhaal".to_owned(), "twee-weken".to_owned()),
                ("keer".to_owned(), times.to_owned()),
            ])
        };
        let rule = |times: &str| {
            typed(times)
                .request(None)
                .recurrence
                .and_then(|recurrence| recurrence.rule)
        };
        assert_eq!(rule("3").as_deref(), Some("FREQ=WEEKLY;INTERVAL=2;COUNT=3"));
        assert_eq!(rule("").as_deref(), Some("FREQ=WEEKLY;INTERVAL=2;COUNT=5"));
    }
}
