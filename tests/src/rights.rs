//! Every route, tried by everybody: the services' APIs as their descriptions list them and the
//! pages as the web lists their addresses, each asked in each role, against a written table
//! (`rights.tsv`). A route that is not in the table fails, and so does a line without a route.
//!
//! A status says who was let in: 401 and 403 are refusals; 404, 409 and 422 come after the door,
//! about a thing that is not there. Where what may be done depends on the thing, the rules of the
//! service have their own tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use accounts::{
    Birth, Device, Hours, NewPerson, NewRole, Person, PersonName, RmcRegion, TokenLabel,
};
use contract::Scope;
use kansrijk::config::Config;
use kansrijk::serve::{Parts, Site};
use nouns::{Clock, Language, PersonId, Region, Role, SchoolId};
use poem::Endpoint as _;
use poem::endpoint::BoxEndpoint;
use poem::http::{Method, header};
use poem::{Body, Request};
use serde_json::{Value, json};

use crate::browser::Browser;

const TABLE: &str = include_str!("rights.tsv");
const SERVICES: [&str; 4] = ["accounts", "toolbox", "matching", "meetups"];

/// Who asks: a stranger, and somebody in each role.
fn everybody() -> Vec<(&'static str, Option<Role>)> {
    let roles = Role::ALL.map(|role| (role.as_str(), Some(role)));
    std::iter::once(("stranger", None)).chain(roles).collect()
}

/// Who asks the APIs last: a script with the key of an administrator, which may less than its person in a browser.
const SCRIPT: &str = "script";

fn somebody(role: Role) -> NewPerson {
    let school = SchoolId::parse("roc-midden-nederland").unwrap();
    let scope = match role {
        Role::Coordinator => Scope::Region(Region::parse("NL-UT").unwrap()),
        Role::Zorgconsulent | Role::Docent => Scope::School(school.clone()),
        _ => Scope::Everywhere,
    };
    let id = format!("proef-{}", role.as_str());
    NewPerson {
        person: Person {
            id: PersonId::parse(&id).unwrap(),
            name: PersonName::parse(&format!("Proef {}", role.as_str())).unwrap(),
            email: None,
            school: Some(school),
            region: RmcRegion::parse("RMC-19").ok(),
            birth: Birth::parse(1990, 1).unwrap(),
            language: Language::Nl,
            is_demo: true,
        },
        roles: vec![NewRole {
            role,
            scope,
            until: None,
        }],
        consents: vec![],
    }
}

struct House {
    site: Arc<BoxEndpoint<'static>>,
    accounts: Arc<accounts::Accounts>,
    /// A session of each role.
    sessions: BTreeMap<&'static str, accounts::Secret>,
    key: String,
    _folder: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data: folder.path().to_owned(),
            store: Some("mem://".to_owned()),
            ..Config::default()
        };
        let site = match Site::open(&config, &Parts::all(), Clock::system(), true).await {
            Ok(site) => site,
            Err(failure) => panic!("the site does not open: {failure}"),
        };
        let accounts = Arc::clone(site.services.accounts.as_ref().unwrap());
        let mut sessions = BTreeMap::new();
        for (name, role) in everybody() {
            let Some(role) = role else { continue };
            let new = somebody(role);
            let person = new.person.id.clone();
            accounts.plant(vec![new]).await.unwrap();
            let device = Device::of("proef");
            let started = accounts.play(&person, device, None, true).await.unwrap();
            sessions.insert(name, started.secret);
        }
        let admin = PersonId::parse("proef-beheerder").unwrap();
        let label = TokenLabel::parse("proef").unwrap();
        let key = accounts.issue_pat(&admin, label, Hours::DEFAULT).await;
        Self {
            site: site.endpoint(),
            key: key.unwrap().secret.reveal(),
            accounts,
            sessions,
            _folder: folder,
        }
    }

    /// What somebody shows at the door; nothing for a stranger.
    async fn bearer(&self, who: &str) -> Option<String> {
        if who == SCRIPT {
            return Some(self.key.clone());
        }
        let session = self.sessions.get(who)?;
        let resolved = self.accounts.resolve(session).await.unwrap();
        Some(resolved.token.as_str().to_owned())
    }

    async fn ask(&self, who: &str, method: &str, path: &str, body: &Value) -> (u16, String) {
        let mut request = Request::builder()
            .method(method.to_uppercase().parse::<Method>().unwrap())
            .uri(path.parse().unwrap())
            .content_type("application/json");
        if let Some(token) = self.bearer(who).await {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from_string(body.to_string()));
        let response = self.site.get_response(request).await;
        let status = response.status().as_u16();
        (status, response.into_body().into_string().await.unwrap())
    }

    /// Method and path of every route of the APIs, as `POST /api/toolbox/cards`.
    async fn routes(&self) -> Vec<(String, String)> {
        let mut routes = Vec::new();
        for service in SERVICES {
            let path = format!("/api/{service}/openapi.json");
            let (_, text) = self.ask("stranger", "get", &path, &Value::Null).await;
            let description: Value = serde_json::from_str(&text).unwrap();
            for (path, methods) in description["paths"].as_object().unwrap() {
                for method in methods.as_object().unwrap().keys() {
                    routes.push((method.to_uppercase(), format!("/api/{service}{path}")));
                }
            }
        }
        routes.sort();
        routes
    }
}

/// What a route is asked with: enough to come to the question who may.
fn body(route: &str) -> Value {
    let event = json!({
        "title": "Proef", "kind": "training", "region": "RMC-19",
        "starts": "2030-03-05T15:30:00", "ends": "2030-03-05T17:00:00"
    });
    let card = json!({
        "version": 1, "title": "Proefkaart", "kind": "werkvorm", "goal": "Een proef.",
        "body": "Doe het zo.", "visibility": "country"
    });
    let community = json!({
        "slug": "proef", "name": "Proef", "tier": "regio", "region": "RMC-19",
        "schools": ["a", "b"], "purpose": "Samen leren."
    });
    match route {
        "POST /api/toolbox/cards"
        | "POST /api/toolbox/cards/preview"
        | "POST /api/toolbox/cards/{id}/adaptations"
        | "PUT /api/toolbox/cards/{id}" => card,
        "POST /api/toolbox/cards/{id}/restore" => json!({ "version": 1, "from": 1 }),
        "POST /api/toolbox/cards/{id}/withdraw" => json!({ "why": "verouderd" }),
        "PUT /api/toolbox/drafts/{id}" => json!({ "revision": 1 }),
        "POST /api/toolbox/drafts/{id}/decide" => json!({ "publish": true }),
        "PUT /api/toolbox/shelf/review" => json!({ "review": false }),
        "POST /api/toolbox/collections" | "PUT /api/toolbox/collections/{id}" => {
            json!({ "title": "Proef" })
        }
        "POST /api/toolbox/collections/{id}/cards" => json!({ "card": "viskom" }),
        "PUT /api/toolbox/collections/{id}/cards/{card}" => json!({ "note": "" }),
        "POST /api/toolbox/collections/{id}/cards/{card}/move" => json!({ "to": "up" }),
        "POST /api/toolbox/team-invites/accept" | "POST /api/toolbox/team-invites/look" => {
            json!({ "secret": "geen" })
        }
        "POST /api/toolbox/teams/{id}/requests/{person}" => json!({ "yes": true }),
        "POST /api/toolbox/questions" | "POST /api/toolbox/questions/preview" => {
            json!({ "title": "Hoe begin je een teamdag?", "reach": "country" })
        }
        "PUT /api/toolbox/searches/{id}" => json!({ "mail": true }),
        "POST /api/toolbox/searches/stop" => json!({ "secret": "geen" }),
        "POST /api/meetups/events/{id}/signups/attendance" => {
            json!({ "signup": "niemand", "came": true })
        }
        "POST /api/meetups/calendars/mine" => json!({ "form": "all" }),
        "POST /api/meetups/events" | "PUT /api/meetups/events/{id}" => event,
        "POST /api/meetups/communities" | "PUT /api/meetups/communities/{slug}" => community,
        "PUT /api/matching/vog" => json!({ "person": "hanna", "valid_until": "2030-01-01" }),
        "PUT /api/matching/profile" => {
            json!({ "side": "seeks", "relations": ["voor-de-overstap"] })
        }
        "POST /api/matching/profile/pause" => json!({ "side": "seeks", "paused": false }),
        "POST /api/matching/programmes" => json!({
            "name": "Proef", "relation": "voor-de-overstap", "audience": "region", "place": "RMC-19",
            "opens": "2030-03-01", "asked_until": "2030-04-01", "matches_on": "2030-04-08",
            "ends": "2030-09-01", "mode": "all", "places": 2
        }),
        "POST /api/matching/programmes/{id}/publish" => json!({ "rule": "best" }),
        "POST /api/matching/programmes/{id}/nudge" => json!({ "request": "geen" }),
        "POST /api/matching/requests" => json!({ "buddy": "niemand" }),
        "POST /api/matching/invitations" => json!({ "form": "gesprek" }),
        "PUT /api/matching/role-model" => json!({ "trade": "Kok", "offers": ["gesprek"] }),
        "POST /api/matching/role-models/requests" => {
            json!({ "person": "niemand", "form": "gesprek" })
        }
        "POST /api/matching/conversations/{id}/messages" => {
            json!({ "id": "0".repeat(32), "text": "Hoi" })
        }
        "POST /api/matching/conversations/{id}/read" => json!({ "upto": 1 }),
        "POST /api/matching/requests/{id}/answer" => json!({ "answer": "yes" }),
        "POST /api/matching/requests/{id}/reply" => json!({ "reply": "x" }),
        "POST /api/matching/requests/{id}/close" => json!({ "reason": "x" }),
        "POST /api/matching/requests/{id}/plan/pick" => {
            json!({ "version": 1, "moment": "2030-03-04T18:00:00Z" })
        }
        "POST /api/accounts/tokens" => json!({ "label": "" }),
        "POST /api/accounts/consents" => json!({ "purpose": "mail", "given": false }),
        "POST /api/accounts/erasure" => json!({ "sure": false }),
        "POST /api/accounts/roles" | "POST /api/accounts/roles/end" => {
            json!({ "person": "niemand", "role": "maatje", "scope": "everywhere" })
        }
        "POST /api/accounts/recoveries" | "POST /api/accounts/people/sign-out" => {
            json!({ "person": "niemand" })
        }
        "POST /api/accounts/suspensions" => {
            json!({ "person": "niemand", "reason": "grof", "words": "Een proef van de rechten." })
        }
        "POST /api/accounts/suspension/objection" => json!({ "words": "Daar was ik niet bij." }),
        "POST /api/meetups/communities/{slug}/invitations" => json!({ "email": "geen adres" }),
        "POST /api/meetups/communities/{slug}/entries" => {
            json!({ "kind": "vraag", "title": "Een proef" })
        }
        "POST /api/meetups/events/{id}/dates" => {
            json!({ "original": "1999-01-01T12:00:00", "deed": "off" })
        }
        "POST /api/meetups/communities/{slug}/topics" => json!({ "title": "Een proef" }),
        "PUT /api/meetups/communities/{slug}/space" => json!({ "space": "open" }),
        "POST /api/meetups/communities/{slug}/requests" => json!({ "side": "student" }),
        "PUT /api/meetups/events/{id}/follow-up" => json!({ "text": "Een proef." }),
        "POST /api/accounts/blocks" => json!({ "person": "niemand", "blocked": true }),
        "POST /api/accounts/reports" => json!({ "kind": "kaart", "thing": " ", "reason": "grof" }),
        "POST /api/accounts/reports/{id}/close" => json!({ "outcome": "niets" }),
        _ => json!({}),
    }
}

/// A route about somebody else's thing of the town, where it has one of that kind, so that the
/// answer is about who may; else about a thing that is not there.
fn concrete(method: &str, path: &str) -> String {
    let thing = match (method, path.split('/').nth(3)) {
        ("DELETE", Some("cards")) => "premortem",
        ("POST", Some("cards")) if path.ends_with("/withdraw") => "kudos-ronde",
        (_, Some("cards")) => "viskom",
        (_, Some("teams")) => "team-techniek-utrecht",
        ("POST", Some("events")) if path.ends_with("/cancel") => "utrecht-feedforward",
        (_, Some("events")) => "utrecht-kennismaken",
        (_, Some("communities")) => "utrecht-mbo",
        _ => "bestaat-niet",
    };
    let whole = |segment: &str| match segment {
        "{position}" | "{n}" => "1".to_owned(),
        id if id.starts_with(['{', ':']) => thing.to_owned(),
        fixed => fixed.to_owned(),
    };
    path.split('/').map(whole).collect::<Vec<_>>().join("/")
}

/// What a page's form is sent with: enough to come to the question who may.
fn fields(address: &str) -> &'static [(&'static str, &'static str)] {
    match address {
        "/trukendoos/vragen/stel" => &[("vraag", "Hoe begin je een teamdag?")],
        "/trukendoos/kaart/:id/van-de-plank" => &[("waarom", "verouderd")],
        "/trukendoos/kaart/:id/terugzetten" => &[("versie", "1"), ("op", "1")],
        "/trukendoos/kaart/:id/verzamelen" => &[("nieuw", "Proef")],
        "/trukendoos/collecties" | "/welkom" => &[("naam", "Proef")],
        "/trukendoos/mijn/lezen" => &[("lezen", "nee")],
        "/trukendoos/nieuw"
        | "/trukendoos/kaart/:id/bewerken"
        | "/trukendoos/kaart/:id/doorgeven" => &[
            ("titel", "Proefkaart"),
            ("soort", "werkvorm"),
            ("doel", "Een proef."),
            ("tekst", "Doe het zo."),
            ("zichtbaar", "country"),
            ("versie", "1"),
            ("doe", "bewaar"),
        ],
        "/bijeenkomsten/nieuw" | "/bijeenkomsten/:id/bewerken" => &[
            ("titel", "Proef"),
            ("soort", "training"),
            ("regio", "RMC-19"),
            ("dag", "2030-03-05"),
            ("van", "15:30"),
            ("tot", "17:00"),
            ("plek", "Wijkhuis"),
        ],
        "/bijeenkomsten/:id/afgelasten" => &[("reden", "Een proef.")],
        "/bijeenkomsten/:id/deur" => &[("wie", "niemand"), ("is", "ja")],
        "/gemeenschap/:slug/meedoen" | "/gemeenschap/:slug/vragen" => &[("kant", "student")],
        "/gemeenschap/:slug/ruimte" => &[("ruimte", "open")],
        "/maatjes/verzoek/:id" => &[("daad", "answer"), ("antwoord", "yes")],
        "/maatjes/programmas/nieuw" => &[
            ("naam", "Proef"),
            ("soort", "voor-de-overstap"),
            ("plek", "region:RMC-19"),
            ("open", "2030-03-01"),
            ("aanmelden-tot", "2030-04-01"),
            ("indelen-op", "2030-04-08"),
            ("einde", "2030-09-01"),
            ("manier", "all"),
            ("plekken", "2"),
        ],
        "/maatjes/hoe-het-loopt" => &[("wie", "bestaat-niet")],
        "/maatjes/profiel" => &[("kant", "zoek"), ("relations", "voor-de-overstap")],
        "/maatjes/voorstellen" => &[("buddy", "niemand")],
        "/maatjes/rolmodellen" => &[("wie", "niemand"), ("vorm", "gesprek")],
        "/maatjes/rolmodel-uitnodigen" => &[("vorm", "gesprek")],
        "/mijn/rollen" | "/mijn/rollen/stoppen" => &[
            ("wie", "niemand"),
            ("rol", "maatje"),
            ("waar", "everywhere"),
        ],
        "/mijn/toestemming" => &[("doel", "mail"), ("daad", "nee")],
        "/mijn/apparaten" => &[("sessie", "bestaat-niet")],
        "/mijn/agenda" | "/mijn/agenda/intrekken" => &[("vorm", "mine")],
        "/mijn/toegang" => &[("naam", ""), ("duur", "24")],
        "/mijn/toegang/intrekken" => &[("sleutel", "bestaat-niet")],
        "/herstellen/afmelden" => &[("af", "niemand")],
        "/gemeenschap/:slug/antwoorden"
        | "/mijn/veiligheid"
        | "/mijn/veiligheid/blokkeren"
        | "/herstellen" => &[("wie", "niemand")],
        "/mijn/veiligheid/herstel" => &[("link", "bestaat-niet")],
        "/mijn/passkey" => &[("antwoord", "{}")],
        "/mijn/passkey/weg" => &[("passkey", "bestaat-niet")],
        "/teams/:id/antwoorden" => &[("wie", "niemand"), ("antwoord", "ja")],
        "/teams/:id/link-intrekken" => &[("link", "a0")],
        "/meldingen/:id" => &[("gedaan", "niets")],
        "/ouder/:secret" => &[("besluit", "nee")],
        "/aanmelden" => &[("persoon", "niemand")],
        "/aanmelden/mail" => &[("email", "geen adres")],
        "/aanmelden/code" => &[("code", "000000")],
        "/welkom/ouder" => &[("ouder", "ouder@thuis.example")],
        _ => &[],
    }
}

/// A page about somebody else's thing of the town, where the town has one of that kind.
fn page_of_a_thing(address: &str) -> String {
    let thing = match address {
        "/trukendoos/kaart/:id/van-de-plank" => "premortem",
        "/bijeenkomsten/:id/afgelasten" => "utrecht-feedforward",
        _ if address.starts_with("/trukendoos/kaart/") || address.starts_with("/melden/kaart/") => {
            "viskom"
        }
        _ if address.starts_with("/bijeenkomsten/")
            || address.starts_with("/melden/bijeenkomst/") =>
        {
            "utrecht-kennismaken"
        }
        _ if address.starts_with("/teams/") => "team-techniek-utrecht",
        _ if address.starts_with("/gemeenschap/")
            || address.starts_with("/melden/gemeenschap/") =>
        {
            "utrecht-mbo"
        }
        _ => "bestaat-niet",
    };
    let whole = |segment: &str| match segment {
        id if id.starts_with(':') => thing.to_owned(),
        fixed => fixed.to_owned(),
    };
    address.split('/').map(whole).collect::<Vec<_>>().join("/")
}

/// The table: what a route answers to each of [`everybody`], and an API to a [`SCRIPT`].
fn table() -> BTreeMap<String, Vec<String>> {
    let lines = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            (cells.next().unwrap_or_default(), cells.collect())
        })
        .collect()
}

fn compare(found: &BTreeMap<String, Vec<String>>, is_ours: impl Fn(&str) -> bool) {
    let mut written = table();
    written.retain(|route, _| is_ours(route));
    let line = |route: &String, cells: &Vec<String>| format!("{route}\t{}", cells.join("\t"));
    let wrong: Vec<String> = found
        .iter()
        .filter(|(route, cells)| written.get(*route) != Some(*cells))
        .map(|(route, cells)| line(route, cells))
        .collect();
    let idle: Vec<&String> = written
        .keys()
        .filter(|route| !found.contains_key(*route))
        .collect();
    assert!(
        wrong.is_empty() && idle.is_empty(),
        "rights.tsv and the site differ.\nThe site says:\n{}\nNo such route: {idle:#?}",
        wrong.join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_of_the_apis_lets_in_who_the_table_says() {
    let house = House::open().await;
    let mut found = BTreeMap::new();
    for (method, path) in house.routes().await {
        let route = format!("{method} {path}");
        let mut cells = Vec::new();
        let roles = everybody().into_iter().map(|(who, _)| who);
        for who in roles.chain([SCRIPT]) {
            let (status, _) = house
                .ask(who, &method, &concrete(&method, &path), &body(&route))
                .await;
            cells.push(status.to_string());
        }
        found.insert(route, cells);
    }
    compare(&found, |route| route.contains(" /api/"));
}

/// An API answers browsers too: a page of another site must make nothing of it, and nobody keeps what a token opened.
#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_the_apis_carries_the_headers() {
    let house = House::open().await;
    let key = format!("Bearer {}", house.key);
    for (path, bearer) in [
        ("/api/toolbox/cards", None),
        ("/api/accounts/me", None),
        ("/api/accounts/me", Some(key.as_str())),
        ("/api/accounts/me", Some("Bearer rubbish")),
        ("/api/nowhere", None),
        ("/api/toolbox/openapi.json", None),
    ] {
        let mut request = Request::builder().uri(path.parse().unwrap());
        if let Some(bearer) = bearer {
            request = request.header(header::AUTHORIZATION, bearer);
        }
        let answer = house.site.get_response(request.finish()).await;
        let headers = answer.headers();
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(headers[name], value, "{name} of {path}");
        }
        assert!(headers.contains_key("content-security-policy"), "{path}");
        assert!(
            !headers.contains_key("access-control-allow-origin"),
            "{path}"
        );
        if bearer.is_some() {
            assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_list_for_other_sites_stands_in_their_frames() {
    let house = House::open().await;
    for (path, framed) in [("/inbedden/NL-UT", true), ("/regio/NL-UT", false)] {
        let request = Request::builder().uri(path.parse().unwrap()).finish();
        let answer = house.site.get_response(request).await;
        assert_eq!(answer.status(), 200, "{path}");
        let headers = answer.headers();
        assert_eq!(!headers.contains_key("x-frame-options"), framed, "{path}");
        let policy = headers["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(policy.contains("frame-ancestors *"), framed, "{path}");
        let page = answer.into_body().into_string().await.unwrap();
        let acts = page.contains("<form") || page.contains("<script");
        assert_eq!(
            !acts, framed,
            "what a frame shows can be clicked without knowing it: {path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_lets_in_who_the_table_says() {
    let house = House::open().await;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, role) in everybody() {
        let mut browser = Browser::new(Arc::clone(&house.site));
        if let Some(role) = role {
            browser.visit("/aanmelden").await;
            browser.press(&format!("Proef {}", role.as_str())).await;
        }
        let pages = web::urls::ALL.iter();
        for address in pages.filter(|address| !address.starts_with("/api/")) {
            browser.visit(&concrete("GET", address)).await;
            // Whoever has to sign in first ends at the page where that is done.
            let at_the_door = browser.address().starts_with("/aanmelden?");
            let cell = if at_the_door {
                "door".to_owned()
            } else {
                browser.status().as_u16().to_string()
            };
            found
                .entry(format!("GET {address}"))
                .or_default()
                .push(cell);
        }
    }
    compare(&found, |route| {
        route.starts_with("GET ") && !route.contains(" /api/")
    });
}

/// A form is sent to every address, with a session of the role and a token that is good, so that a refusal is the rule's.
/// An address that takes none answers 405 or 404.
#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_the_pages_lets_in_who_the_table_says() {
    let house = House::open().await;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut addresses: Vec<&str> = web::urls::ALL.to_vec();
    addresses.retain(|address| !address.starts_with("/api/"));
    // Whoever signs out is nobody afterwards.
    addresses.sort_by_key(|address| *address == web::urls::SIGN_OUT);
    for (who, role) in everybody() {
        let mut browser = Browser::new(Arc::clone(&house.site));
        browser.visit("/aanmelden").await;
        if let Some(role) = role {
            browser.press(&format!("Proef {}", role.as_str())).await;
        }
        for address in &addresses {
            browser
                .visit(if role.is_some() {
                    "/mijn/apparaten"
                } else {
                    "/aanmelden"
                })
                .await;
            let to = browser
                .send(&page_of_a_thing(address), fields(address))
                .await;
            assert!(
                !browser.sees("Het formulier was te oud"),
                "{who} at {address}: the token was refused, so the rule was not asked"
            );
            let at_the_door = to.is_some_and(|to| to.starts_with("/aanmelden?"));
            let cell = if at_the_door {
                "door".to_owned()
            } else {
                browser.status().as_u16().to_string()
            };
            found
                .entry(format!("POST {address}"))
                .or_default()
                .push(cell);
        }
    }
    compare(&found, |route| {
        route.starts_with("POST ") && !route.contains(" /api/")
    });
}
