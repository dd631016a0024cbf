use std::sync::Arc;

use chrono::NaiveDate;
use contract::matching::{CertificateList, HelperCertificate, VOG_DAY, Vog};
use nouns::Region;
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::{Pairs, calls, refusal, value_of};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// The helpers of my region, and until when I or a colleague has seen a certificate of conduct of theirs.
#[derive(Debug, Default, Serialize)]
pub(crate) struct CertificatesPage {
    q: String,
    helpers: Vec<HelperLine>,
    more: Option<Say>,
    /// Why a day was not kept; what was typed stays in its line.
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
pub(crate) struct HelperLine {
    person: String,
    name: String,
    region: Option<&'static str>,
    /// A day, as it is kept or was typed.
    until: String,
    has_certificate: bool,
    is_wrong: bool,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

impl Page for CertificatesPage {
    const TEMPLATE: &'static str = "matching/certificates";

    fn title(&self) -> Say {
        Say::key("matching-vog-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let list = super::samples::certificates();
        let some = || Self::of(String::new(), list.clone());
        let mut wrong = some();
        wrong.put_back("omar", "2019-01-01", refusal_of_a_day());
        vec![
            ("some", some()),
            ("nobody", Self::default()),
            ("wrong day", wrong),
        ]
    }
}

fn refusal_of_a_day() -> Say {
    Say::of("matching-problem", VOG_DAY.name)
}

impl CertificatesPage {
    fn of(q: String, list: CertificateList) -> Self {
        Self {
            q,
            helpers: list.helpers.into_iter().map(HelperLine::of).collect(),
            more: (list.more > 0).then(|| Say::key("matching-vog-more").with("count", list.more)),
            problem: None,
        }
    }

    /// Leaves in its line what somebody typed, with what is wrong with it.
    fn put_back(&mut self, person: &str, typed: &str, problem: Say) {
        self.problem = Some(problem);
        for line in &mut self.helpers {
            if line.person == person {
                line.until = typed.to_owned();
                line.is_wrong = true;
            }
        }
    }
}

impl HelperLine {
    fn of(helper: HelperCertificate) -> Self {
        let region = helper
            .region
            .as_deref()
            .and_then(|code| Region::parse(code).ok());
        Self {
            has_certificate: helper.valid_until.is_some(),
            until: helper
                .valid_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
            region: region.map(Region::name),
            is_wrong: false,
            person: helper.person,
            name: helper.name,
        }
    }
}

#[handler]
pub(super) async fn show_certificates(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> poem::Result<Response> {
    let list = calls::certificates(app, &by, &asked.q).await;
    let list = list.map_err(PageError::from)?;
    Ok(show(CertificatesPage::of(asked.q, list)))
}

/// Keeps the day until which a certificate is valid, or takes it back.
#[handler]
pub(super) async fn record(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, PageError> {
    let person = value_of(&pairs, "wie").unwrap_or_default();
    let typed = value_of(&pairs, "geldig-tot").unwrap_or_default();
    let q = value_of(&pairs, "q").unwrap_or_default().to_owned();
    let takes_back = value_of(&pairs, "daad") == Some("terug");
    let day = typed.parse::<NaiveDate>().ok();
    let problem = if takes_back || day.is_some() {
        let vog = Vog {
            person: person.to_owned(),
            valid_until: day.filter(|_| !takes_back),
        };
        match calls::record_certificate(app, &by, &vog).await {
            Ok(()) => {
                let flash = if takes_back {
                    "matching-flash-vog-back"
                } else {
                    "matching-flash-vog"
                };
                let back = urls::with_query(urls::CERTIFICATES, &[("q", &q)]);
                return Ok(see_other(back).telling(Say::key(flash)));
            }
            Err(problem) => refusal(problem)?,
        }
    } else {
        refusal_of_a_day()
    };
    let list = calls::certificates(app, &by, &q).await?;
    let mut page = CertificatesPage::of(q, list);
    page.put_back(person, typed, problem);
    Ok(refuse(page))
}
