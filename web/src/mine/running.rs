//! What runs: the asks, meetings and news of one person, in the order in which they need somebody.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use contract::matching::{
    ConversationLine, ConversationList, Notice, Programme, ProgrammeList, Request, RequestList,
    Step,
};
use contract::meetups::{CommunityStep, CommunitySteps, MySignup, MySignups};
use contract::toolbox::exchange::{MyQuestion, MyQuestions};
use contract::toolbox::{JoinRequest, MyTeams};
use serde::Serialize;

use crate::i18n::Say;
use crate::matching::notice_address;
use crate::matching::programme::next_date;
use crate::urls;

/// More programmes than these stand on their own page only.
const MOST_PROGRAMMES: usize = 5;

/// Everything that runs for somebody.
#[derive(Debug, Default, Serialize)]
pub(super) struct Running {
    pub on_me: Vec<Run>,
    pub on_others: Vec<Run>,
    /// Meetings at which I have a place.
    pub coming: Vec<Run>,
    pub news: Vec<News>,
    /// Whether some of the news are notices that the page of requests can put away.
    pub has_notices: bool,
}

/// One thing that runs. It always has a next step and a date.
#[derive(Debug, Serialize)]
pub(super) struct Run {
    pub icon: &'static str,
    pub kind: Say,
    /// A person's name or a meeting's title.
    pub title: String,
    pub href: String,
    pub step: Say,
    /// By when, or when it starts.
    pub on: NaiveDate,
    /// RFC 3339, for what has a time of day.
    pub starts: Option<String>,
    /// RFC 3339, for what waits since then and has no term.
    pub since: Option<String>,
}

/// Something that happened and that nobody waits for.
#[derive(Debug, Serialize)]
pub(super) struct News {
    pub say: Say,
    pub href: String,
}

impl Running {
    /// Adds the requests and matches of somebody.
    pub(super) fn add_requests(&mut self, list: &RequestList) {
        for request in &list.requests {
            if let Some(step) = &request.step {
                let run = ask(request, step);
                if step.yours {
                    self.on_me.push(run);
                } else {
                    self.on_others.push(run);
                }
            }
        }
        self.on_others.extend(list.waits_until.map(waiting));
        self.has_notices |= !list.notices.is_empty();
        self.news.extend(list.notices.iter().map(notice));
    }

    /// Adds what others wrote that somebody has not read.
    pub(super) fn add_conversations(&mut self, list: &ConversationList) {
        self.on_me
            .extend(list.conversations.iter().filter_map(talk));
    }

    /// Adds who asks to join somebody's teams, and what they asked themselves.
    pub(super) fn add_teams(&mut self, mine: &MyTeams) {
        let on_me = |request| joining(request, &request.name, "mine-step-team-answer");
        let on_others = |request| joining(request, &request.team_name, "mine-step-team-asked");
        self.on_me.extend(mine.to_answer.iter().map(on_me));
        self.on_others.extend(mine.asked.iter().map(on_others));
        self.news.extend(mine.notices.iter().map(|notice| News {
            say: Say::of("mine-team-news", &notice.what).with("name", notice.team_name.as_str()),
            href: urls::team(&notice.team),
        }));
    }

    /// Adds the programmes that somebody runs: they wait for who runs them until their last day.
    pub(super) fn add_programmes(&mut self, list: &ProgrammeList, today: NaiveDate) {
        let run = |programme: &&Programme| programme.may.iter().any(|may| may == "run");
        let runs = list.programmes.iter().filter(run).take(MOST_PROGRAMMES);
        self.on_me.extend(runs.map(|programme| Run {
            icon: "group",
            kind: Say::key("programmes-mine-kind"),
            title: programme.name.clone(),
            href: urls::programme_board(&programme.id),
            step: Say::key("programmes-mine-step"),
            on: next_date(programme, today).1,
            starts: None,
            since: None,
        }));
    }

    /// Adds the meetings that somebody signed up for.
    pub(super) fn add_signups(&mut self, mine: &MySignups) {
        for signup in &mine.signups {
            self.news.extend(news_of(signup));
            let Some(run) = meeting(signup) else { continue };
            match signup.signup.position {
                _ if signup.may_confirm => self.on_me.push(run),
                Some(_) => self.on_others.push(run),
                None => self.coming.push(run),
            }
        }
    }

    /// Adds what somebody asked, offered, proposed or has to answer in communities.
    pub(super) fn add_steps(&mut self, mine: &CommunitySteps) {
        for step in &mine.steps {
            if step.yours {
                self.on_me.push(in_community(step));
            } else {
                self.on_others.push(in_community(step));
            }
        }
    }

    /// Adds the questions that somebody asked or looks at, and what is new about any.
    pub(super) fn add_questions(&mut self, mine: &MyQuestions) {
        for question in mine.asked.iter().chain(&mine.to_look_at) {
            let run = about_question(question);
            let already = |runs: &[Run]| runs.iter().any(|other| other.href == run.href);
            if already(&self.on_me) || already(&self.on_others) {
                continue;
            }
            if question.step.yours {
                self.on_me.push(run);
            } else {
                self.on_others.push(run);
            }
        }
        self.news.extend(mine.news.iter().map(|news| News {
            say: Say::of("questions-news", &news.what).with("title", news.title.as_str()),
            href: urls::question(&news.question),
        }));
    }

    /// What needs somebody soonest stands first.
    #[must_use]
    pub(super) fn in_order(mut self) -> Self {
        for runs in [&mut self.on_me, &mut self.on_others, &mut self.coming] {
            runs.sort_by(|a, b| (a.on, &a.starts).cmp(&(b.on, &b.starts)));
        }
        self
    }

    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.on_me.is_empty()
            && self.on_others.is_empty()
            && self.coming.is_empty()
            && self.news.is_empty()
    }
}

fn joining(request: &JoinRequest, title: &str, step: &'static str) -> Run {
    Run {
        icon: "group",
        kind: Say::key("mine-kind-team"),
        title: title.to_owned(),
        href: urls::team(&request.team),
        step: Say::known(step.to_owned()).with("name", request.team_name.as_str()),
        on: request.ends.with_timezone(&Amsterdam).date_naive(),
        starts: None,
        since: None,
    }
}

fn ask(request: &Request, step: &Step) -> Run {
    let other = if request.side == "student" {
        &request.buddy
    } else {
        &request.student
    };
    let prefix = if step.yours {
        "mine-step-me"
    } else {
        "mine-step-other"
    };
    Run {
        icon: "buddies",
        kind: Say::of("mine-relation", &request.relation),
        title: other.name.clone(),
        href: urls::match_request(&request.id),
        step: Say::of(prefix, &step.step).with("name", other.name.as_str()),
        on: day(step.until),
        starts: None,
        since: None,
    }
}

fn talk(line: &ConversationLine) -> Option<Run> {
    let since = line.unread_since?;
    let name = line.other.name.as_str();
    Some(Run {
        icon: "chat",
        kind: Say::key("mine-kind-talk"),
        title: name.to_owned(),
        href: urls::conversation(&line.id),
        step: Say::key("mine-step-me-read")
            .with("count", line.unread)
            .with("name", name),
        on: day(since),
        starts: None,
        since: Some(since.to_rfc3339()),
    })
}

/// A place on the waiting list: Kansrijk looks, until the day on which the person says whether they still wait.
fn waiting(until: DateTime<Utc>) -> Run {
    Run {
        icon: "clock",
        kind: Say::key("mine-kind-waiting-list"),
        title: String::new(),
        href: urls::WAITING_LIST.to_owned(),
        step: Say::key("mine-step-waiting-list"),
        on: day(until),
        starts: None,
        since: None,
    }
}

fn about_question(question: &MyQuestion) -> Run {
    Run {
        icon: "toolbox",
        kind: Say::key("mine-kind-question"),
        title: question.title.clone(),
        href: urls::question(&question.id),
        step: crate::toolbox::questions::step_said(&question.step),
        on: day(question.step.until),
        starts: None,
        since: None,
    }
}

fn in_community(step: &CommunityStep) -> Run {
    let slug = &step.community;
    let href = match (&step.entry, step.step.as_str()) {
        (Some(entry), _) => urls::entry(entry),
        (None, "answer" | "be-answered") => urls::topics(slug),
        (None, _) => urls::community(slug),
    };
    Run {
        icon: "group",
        kind: Say::key("mine-kind-community"),
        title: step.title.clone(),
        href,
        step: Say::of("mine-step-community", &step.step).with("name", step.community_name.as_str()),
        on: day(step.until),
        starts: None,
        since: None,
    }
}

fn notice(notice: &Notice) -> News {
    News {
        say: Say::of("matching-notice", &notice.what).with("name", notice.other.as_str()),
        href: notice_address(notice),
    }
}

fn news_of(signup: &MySignup) -> Option<News> {
    let what = signup.news.as_deref()?;
    Some(News {
        say: Say::of("mine-news", what).with("name", signup.event.title.as_str()),
        href: urls::meetup(&signup.event.id),
    })
}

/// A meeting that is still to come; a cancelled one is news, not a plan.
fn meeting(signup: &MySignup) -> Option<Run> {
    let event = &signup.event;
    if event.status == "cancelled" || signup.signup.state == "lapsed" {
        return None;
    }
    let starts = DateTime::parse_from_rfc3339(&event.starts)
        .ok()?
        .with_timezone(&Utc);
    let held_until = signup.signup.until.as_deref();
    let held_until = held_until.and_then(|until| until.parse::<DateTime<Utc>>().ok());
    let step = match signup.signup.position {
        _ if held_until.is_some() => Say::key("mine-step-offered"),
        _ if signup.may_confirm => Say::key("mine-step-place-free"),
        Some(position) => Say::key("mine-step-waiting").with("position", position),
        None => Say::key("mine-step-come"),
    };
    Some(Run {
        icon: "calendar",
        kind: Say::key("mine-kind-meetup"),
        title: event.title.clone(),
        href: urls::meetup(&event.id),
        step,
        on: day(held_until.unwrap_or(starts)),
        starts: (!event.all_day && held_until.is_none()).then(|| event.starts.clone()),
        since: None,
    })
}

/// The day on a wall in the Netherlands.
pub(super) fn day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Amsterdam).date_naive()
}

#[cfg(test)]
mod tests {
    use contract::matching::Party;
    use contract::meetups::{EventSummary, Signup};
    use contract::toolbox::exchange::QuestionStep;

    use super::*;

    fn request(id: &str, other: &str, step: Option<(&str, bool, &str)>) -> Request {
        let party = |name: &str| Party {
            id: name.to_lowercase(),
            name: name.to_owned(),
        };
        let step = step.map(|(step, yours, until)| Step {
            step: step.to_owned(),
            who: if yours { "student" } else { "buddy" }.to_owned(),
            until: until.parse().unwrap(),
            yours,
        });
        Request {
            id: id.to_owned(),
            relation: "eerste-jaar".to_owned(),
            form: None,
            class: None,
            programme: None,
            state: "asked".to_owned(),
            side: "student".to_owned(),
            student: party("Noor"),
            buddy: party(other),
            rank: None,
            made: DateTime::UNIX_EPOCH,
            step,
            question: None,
            replies: vec![],
            reply: None,
            reason: None,
            goals: vec![],
            common_slots: vec![],
            common_languages: vec![],
            common_interests: vec![],
            history: vec![],
            may: vec![],
        }
    }

    fn signup(id: &str, starts: &str, position: Option<u32>) -> MySignup {
        let state = if position.is_some() {
            "waiting"
        } else {
            "placed"
        };
        MySignup {
            signup: Signup {
                id: id.to_owned(),
                state: state.to_owned(),
                position,
                ..Signup::default()
            },
            event: EventSummary {
                id: id.to_owned(),
                title: format!("Meeting {id}"),
                starts: starts.to_owned(),
                status: "scheduled".to_owned(),
                ..EventSummary::default()
            },
            ..MySignup::default()
        }
    }

    #[test]
    fn what_runs_is_sorted_by_who_must_act_and_by_when() {
        let mut running = Running::default();
        running.add_requests(&RequestList {
            requests: vec![
                request("late", "Sam", Some(("reply", true, "2026-03-09T09:00:00Z"))),
                request(
                    "soon",
                    "Ilse",
                    Some(("reply", true, "2026-03-04T09:00:00Z")),
                ),
                request(
                    "theirs",
                    "Daan",
                    Some(("answer", false, "2026-03-05T09:00:00Z")),
                ),
                request("over", "Mo", None),
            ],
            notices: vec![],
            left: 0,
            waits_until: None,
        });
        running.add_signups(&MySignups {
            signups: vec![
                signup("place", "2026-03-07T15:30:00+01:00", None),
                signup("line", "2026-03-03T15:30:00+01:00", Some(2)),
            ],
            ..MySignups::default()
        });
        let running = running.in_order();
        let titles = |runs: &[Run]| runs.iter().map(|run| run.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(&running.on_me), ["Ilse", "Sam"]);
        assert_eq!(titles(&running.on_others), ["Meeting line", "Daan"]);
        assert_eq!(titles(&running.coming), ["Meeting place"]);
    }

    #[test]
    fn a_place_that_waits_for_a_yes_is_mine_to_answer_by_its_own_term() {
        let mut offered = signup("offered", "2026-03-07T15:30:00+01:00", None);
        offered.may_confirm = true;
        offered.signup.state = "offered".to_owned();
        offered.signup.until = Some("2026-03-04T09:00:00Z".to_owned());
        let mut lapsed = signup("lapsed", "2026-03-07T15:30:00+01:00", None);
        lapsed.signup.state = "lapsed".to_owned();
        lapsed.news = Some("lapsed".to_owned());
        let mut running = Running::default();
        running.add_signups(&MySignups {
            signups: vec![offered, lapsed],
            ..MySignups::default()
        });
        let [run] = running.on_me.as_slice() else {
            panic!("one thing waits for me");
        };
        assert_eq!(run.on, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
        assert!(running.coming.is_empty() && running.on_others.is_empty());
        assert_eq!(running.news.len(), 1);
    }

    #[test]
    fn a_term_that_ends_after_midnight_here_is_the_next_day() {
        let mut running = Running::default();
        let step = Some(("reply", true, "2026-03-04T23:30:00Z"));
        running.add_requests(&RequestList {
            requests: vec![request("a", "Sam", step)],
            notices: vec![],
            left: 0,
            waits_until: None,
        });
        assert_eq!(
            running.on_me[0].on,
            NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
        );
    }

    #[test]
    fn what_is_not_read_waits_on_me_since_its_day() {
        let line = |id: &str, unread: u32| ConversationLine {
            id: id.to_owned(),
            other: Party {
                id: "ilse".to_owned(),
                name: "Ilse".to_owned(),
            },
            relation: "eerste-jaar".to_owned(),
            stand: "open".to_owned(),
            wrote: None,
            unread,
            unread_since: (unread > 0).then_some(DateTime::UNIX_EPOCH),
        };
        let mut running = Running::default();
        running.add_conversations(&ConversationList {
            conversations: vec![line("a", 0), line("b", 2)],
        });
        assert_eq!(running.on_me.len(), 1);
        assert_eq!(running.on_me[0].href, "/maatjes/gesprekken/b");
        assert_eq!(running.on_me[0].on, NaiveDate::default());
    }

    #[test]
    fn who_asks_to_join_waits_on_me_and_what_i_asked_waits_on_the_team() {
        let request = |team: &str, name: &str| JoinRequest {
            team: team.to_owned(),
            team_name: format!("Team {team}"),
            person: name.to_lowercase(),
            name: name.to_owned(),
            asked: DateTime::UNIX_EPOCH,
            ends: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(14),
        };
        let mut running = Running::default();
        running.add_teams(&MyTeams {
            to_answer: vec![request("groen", "Wim")],
            asked: vec![request("zorg", "Petra")],
            ..MyTeams::default()
        });
        let (title, href) = (&running.on_me[0].title, &running.on_me[0].href);
        assert_eq!((title.as_str(), href.as_str()), ("Wim", "/teams/groen"));
        assert_eq!(running.on_others[0].title, "Team zorg");
        assert_eq!(
            running.on_others[0].on,
            NaiveDate::from_ymd_opt(1970, 1, 15).unwrap()
        );
    }

    #[test]
    fn a_question_waits_on_whoever_must_act_and_stands_once() {
        let question = |yours| MyQuestion {
            id: "vraag".to_owned(),
            title: "Hoe begin je?".to_owned(),
            step: QuestionStep {
                step: if yours { "tell" } else { "answer" }.to_owned(),
                yours,
                until: DateTime::UNIX_EPOCH,
            },
        };
        for yours in [true, false] {
            let mut running = Running::default();
            running.add_questions(&MyQuestions {
                asked: vec![question(yours)],
                to_look_at: vec![question(yours)],
                news: vec![],
            });
            let counts = (running.on_me.len(), running.on_others.len());
            assert_eq!(counts, if yours { (1, 0) } else { (0, 1) });
        }
    }

    #[test]
    fn what_runs_in_communities_stands_with_who_must_act_and_leads_to_its_page() {
        let step = |step: &str, yours, entry: Option<&str>| CommunityStep {
            step: step.to_owned(),
            yours,
            title: step.to_owned(),
            community: "samen".to_owned(),
            community_name: "Samen".to_owned(),
            entry: entry.map(str::to_owned),
            until: DateTime::UNIX_EPOCH,
        };
        let mut running = Running::default();
        running.add_steps(&CommunitySteps {
            steps: vec![
                step("thank", true, Some("fiets")),
                step("let-in", true, None),
                step("be-answered", false, None),
            ],
        });
        let hrefs = |runs: &[Run]| runs.iter().map(|run| run.href.clone()).collect::<Vec<_>>();
        assert_eq!(
            hrefs(&running.on_me),
            ["/oproepen/fiets", "/gemeenschap/samen"]
        );
        assert_eq!(
            hrefs(&running.on_others),
            ["/gemeenschap/samen/onderwerpen"]
        );
    }

    #[test]
    fn a_cancelled_meeting_is_news_and_no_plan() {
        let mut cancelled = signup("off", "2026-03-07T15:30:00+01:00", None);
        cancelled.event.status = "cancelled".to_owned();
        cancelled.news = Some("cancelled".to_owned());
        let mut running = Running::default();
        running.add_signups(&MySignups {
            signups: vec![cancelled],
            ..MySignups::default()
        });
        assert_eq!((running.coming.len(), running.news.len()), (0, 1));
        assert!(!running.is_empty());
    }
}
