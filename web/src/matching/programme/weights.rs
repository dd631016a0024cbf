use std::sync::Arc;

use contract::matching::{
    NewPolicy, PARTS, PartWeight, Policy, PolicyPreview, Programme, STRENGTHS,
};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{calls, crumbs, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Choices;
use crate::i18n::Say;
use crate::matching::{Pairs, refusal, value_of};
use crate::page::{Area, Page, show, show_as};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// How much each part of the score counts in a programme, with a look at what others would change.
#[derive(Debug, Serialize)]
pub(crate) struct WeightsPage {
    id: String,
    name: String,
    version: i64,
    parts: Vec<Part>,
    preview: Option<Preview>,
    over: bool,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Part {
    field: String,
    say: Say,
    strength: Choices,
}

/// Before and after, each drawn as a bar.
#[derive(Debug, Serialize)]
struct Preview {
    students: i64,
    changes: i64,
    matched: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    say: Say,
    count: i64,
    width: u32,
}

impl Page for WeightsPage {
    const TEMPLATE: &'static str = "matching/programme-weights";

    fn title(&self) -> Say {
        Say::key("programmes-weights-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.id, &self.name)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let [run, ..] = samples::all();
        let page = || Self::of(&run, &samples::policy());
        let over = Programme {
            over: true,
            ..run.clone()
        };
        vec![
            ("now", page()),
            (
                "looked ahead",
                Self {
                    preview: Some(Preview::of(&samples::preview())),
                    ..page()
                },
            ),
            (
                "nobody yet",
                Self {
                    preview: Some(Preview::of(&PolicyPreview {
                        students: 0,
                        buddies: 0,
                        first_changes: 0,
                        matched_before: 0,
                        matched_after: 0,
                    })),
                    ..page()
                },
            ),
            ("over", Self::of(&over, &samples::policy())),
            (
                "refused",
                Self {
                    problem: Some(Say::of("matching-problem", "programme.over")),
                    ..page()
                },
            ),
        ]
    }
}

impl WeightsPage {
    fn of(programme: &Programme, policy: &Policy) -> Self {
        let part = |weight: &PartWeight| Part {
            field: format!("deel-{}", weight.part),
            say: Say::of("matching-score", &weight.part),
            strength: strengths(&weight.strength),
        };
        Self {
            id: programme.id.clone(),
            name: programme.name.clone(),
            version: i64::from(policy.version),
            parts: policy.parts.iter().map(part).collect(),
            preview: None,
            over: programme.over,
            problem: None,
        }
    }
}

fn strengths(chosen: &str) -> Choices {
    let all = STRENGTHS.iter().copied();
    Choices::of("programmes-strength", all, &[chosen])
}

impl Preview {
    fn of(preview: &PolicyPreview) -> Self {
        let all = preview.students.max(1);
        let bar = |say: Say, count: u32| Bar {
            say,
            count: i64::from(count),
            width: (count.min(all) * 100 + all / 2) / all,
        };
        Self {
            students: i64::from(preview.students),
            changes: i64::from(preview.first_changes),
            matched: vec![
                bar(Say::key("programmes-preview-now"), preview.matched_before),
                bar(Say::key("programmes-preview-then"), preview.matched_after),
            ],
        }
    }
}

#[handler]
pub(super) async fn show_weights(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let programme = calls::run_by(app, &by, &id).await?;
    let policy = calls::policy(app, &by, &id).await?;
    Ok(show(WeightsPage::of(&programme, &policy)))
}

/// Looks ahead, or keeps the weights as the next version.
#[handler]
pub(super) async fn save(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, PageError> {
    let programme = calls::run_by(app, &by, &id).await?;
    let parts = PARTS.iter().filter_map(|part| {
        let strength = value_of(&pairs, &format!("deel-{part}"))?;
        Some(PartWeight {
            part: (*part).to_owned(),
            strength: strength.to_owned(),
        })
    });
    let new = NewPolicy {
        parts: parts.collect(),
    };
    let typed = |version| {
        let policy = Policy {
            version,
            parts: new.parts.clone(),
        };
        WeightsPage::of(&programme, &policy)
    };
    let asked = if value_of(&pairs, "daad") == Some("bewaren") {
        let kept = calls::set_policy(app, &by, &id, &new).await;
        kept.map(|_| None)
    } else {
        calls::preview(app, &by, &id, &new).await.map(Some)
    };
    match asked {
        Ok(None) => {
            Ok(see_other(urls::programme_weights(&id))
                .telling(Say::key("programmes-flash-weights")))
        }
        Ok(Some(preview)) => Ok(show(WeightsPage {
            preview: Some(Preview::of(&preview)),
            ..typed(programme.policy)
        })),
        Err(problem) => {
            let (status, why) = (problem.status(), refusal(problem)?);
            Ok(show_as(
                status,
                WeightsPage {
                    problem: Some(why),
                    ..typed(programme.policy)
                },
            ))
        }
    }
}
