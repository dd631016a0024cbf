//! What every answer of the site has, whatever the handler: tried on pages that need no service.

use std::sync::Arc;

use nouns::Clock;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response, Route};
use wire::Client;

use crate::accounts::calls::Internal;
use crate::app::{App, Origin, Services};
use crate::csrf::CsrfKey;
use crate::render::Pages;
use crate::session::{SessionId, SignedInCache};
use crate::urls;

const HOST: &str = "127.0.0.1:8080";

/// A service that does not answer.
fn away() -> Client {
    Client::local(Route::new())
}

fn app(origin: Origin) -> Arc<App> {
    Arc::new(App {
        pages: Arc::new(Pages::load().unwrap()),
        csrf: CsrfKey::random(),
        origin,
        clock: Clock::fixed("2027-02-01T12:00:00Z".parse().unwrap()),
        services: Services {
            accounts: away(),
            sessions: Internal::new(away(), None),
            toolbox: away(),
            matching: away(),
            meetups: away(),
        },
        signed_in: SignedInCache::default(),
        security_contact: Some("mailto:veilig@kansrijk.example".to_owned()),
        is_behind_proxy: false,
    })
}

fn request(path: &str, headers: &[(&str, &str)]) -> Request {
    let mut request = Request::builder()
        .uri_str(path)
        .header(header::HOST, HOST)
        .finish();
    for (name, value) in headers {
        let name: header::HeaderName = name.parse().unwrap();
        request
            .headers_mut()
            .insert(name, HeaderValue::from_str(value).unwrap());
    }
    request
}

async fn answer(app: &Arc<App>, request: Request) -> Response {
    match crate::site(app).call(request).await {
        Ok(response) => response.into_response(),
        Err(error) => error.into_response(),
    }
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Response {
    answer(&app(Origin::Loopback), request(path, headers)).await
}

async fn text(response: Response) -> String {
    response.into_body().into_string().await.unwrap()
}

fn cookies(response: &Response) -> Vec<&str> {
    response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|line| line.to_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_language_is_asked_then_remembered_then_guessed() {
    let english = ("accept-language", "en-GB,en;q=0.9");
    for (path, headers, lang) in [
        ("/over", vec![], "nl"),
        ("/over", vec![english], "en"),
        ("/over", vec![english, ("cookie", "kansrijk-taal=nl")], "nl"),
        ("/over?taal=en", vec![("cookie", "kansrijk-taal=nl")], "en"),
        ("/over?taal=fr", vec![], "nl"),
    ] {
        let html = text(get(path, &headers).await).await;
        assert!(
            html.contains(&format!("<html lang=\"{lang}\">")),
            "{path} {headers:?}"
        );
    }
    let chosen = get("/over?taal=en", &[]).await;
    assert!(
        cookies(&chosen)[0].starts_with("kansrijk-taal=en;"),
        "{:?}",
        cookies(&chosen)
    );
    assert!(text(chosen).await.contains("href=\"/over?taal&#x3D;nl\""));
}

#[tokio::test]
async fn reading_needs_no_cookie() {
    for path in [urls::HOME, urls::ABOUT, "/zoeken?q=feedback", "/nergens"] {
        assert_eq!(cookies(&get(path, &[]).await), Vec::<&str>::new(), "{path}");
    }
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do() {
    let style = app(Origin::Loopback)
        .pages
        .assets
        .url("site.css")
        .unwrap()
        .to_owned();
    for path in [urls::HOME, "/nergens", style.as_str(), urls::ROBOTS] {
        let answer = get(path, &[]).await;
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(
            answer.header("strict-transport-security"),
            None,
            "{path}: plain HTTP"
        );
    }
    let public = app(Origin::Public("https://kansrijk.example".to_owned()));
    let answer = answer(&public, request(urls::ABOUT, &[])).await;
    assert!(answer.header("strict-transport-security").is_some());
}

#[tokio::test]
async fn an_asset_is_kept_for_good_and_an_old_one_is_gone() {
    let site = app(Origin::Loopback);
    for name in ["site.css", "app.js", "icons.svg", "favicon.svg"] {
        let url = site.pages.assets.url(name).unwrap().to_owned();
        let kept = answer(&site, request(&url, &[])).await;
        assert_eq!(kept.status(), StatusCode::OK, "{url}");
        assert!(
            kept.header(header::CACHE_CONTROL)
                .unwrap()
                .contains("immutable"),
            "{url}"
        );
    }
    assert_eq!(
        get("/assets/site-0000000000000000.css", &[]).await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_not_there_is_said_with_a_way_on() {
    let missing = get("/trukendozen", &[]).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    let html = text(missing).await;
    assert!(html.contains("Deze pagina is er niet") && html.contains("action=\"/zoeken\""));
}

#[tokio::test]
async fn home_and_search_open_when_services_are_away() {
    let home = get(urls::HOME, &[]).await;
    assert_eq!(home.status(), StatusCode::OK);
    assert!(text(home).await.contains("De bijeenkomsten laden nu niet"));
    let search = text(get("/zoeken?q=%3Cfeedback%3E", &[]).await).await;
    assert!(search.contains("Zoeken naar &lt;feedback&gt;"));
    // Cards, communities and meetups.
    assert_eq!(search.matches("Dit ontbreekt").count(), 3);
}

/// A form sent to an address where nothing takes forms: a guard that lets it through ends in 404, else in 403.
async fn post(site: &Arc<App>, headers: &[(&str, &str)], token: &str) -> StatusCode {
    let mut request = request("/nergens", headers);
    request.set_method(Method::POST);
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, form);
    request.set_body(format!("titel=x&csrf={token}"));
    answer(site, request).await.status()
}

#[tokio::test]
async fn a_form_needs_our_own_page_and_its_token() {
    let site = app(Origin::Loopback);
    let session = SessionId::random();
    let cookie = format!("kansrijk-sessie={}", session.as_str());
    let cookie = ("cookie", cookie.as_str());
    let (same, cross) = (
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "cross-site"),
    );
    let token = site.csrf.token(&session);
    assert_eq!(
        post(&site, &[cookie, same], &token).await,
        StatusCode::NOT_FOUND
    );
    let ours = ("origin", "http://127.0.0.1:8080");
    assert_eq!(
        post(&site, &[cookie, ours], &token).await,
        StatusCode::NOT_FOUND
    );

    let another = site.csrf.token(&SessionId::random());
    assert_eq!(
        post(&site, &[cookie, same], &another).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        post(&site, &[cookie, same], "").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        post(&site, &[same], &token).await,
        StatusCode::FORBIDDEN,
        "no session"
    );
    assert_eq!(
        post(&site, &[cookie, cross], &token).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        post(&site, &[cookie], &token).await,
        StatusCode::FORBIDDEN,
        "says nothing"
    );
    let evil = ("origin", "https://kansrijk.example.evil");
    assert_eq!(
        post(&site, &[cookie, same, evil], &token).await,
        StatusCode::FORBIDDEN
    );
}

/// A form with a file. Whom the guard lets in where one is taken is sent to sign in; where there is nothing, to nowhere.
async fn upload(site: &Arc<App>, path: &str, headers: &[(&str, &str)], token: &str) -> StatusCode {
    let mut request = request(path, headers);
    request.set_method(Method::POST);
    let form = HeaderValue::from_static("multipart/form-data; boundary=grens");
    request.headers_mut().insert(header::CONTENT_TYPE, form);
    let part = "--grens\r\nContent-Disposition: form-data; name=";
    request.set_body(format!(
        "{part}\"csrf\"\r\n\r\n{token}\r\n{part}\"bestand\"; filename=\"a.png\"\r\n\r\ncsrf\r\n--grens--\r\n"
    ));
    answer(site, request).await.status()
}

#[tokio::test]
async fn a_form_with_a_file_needs_the_same_and_is_taken_in_one_place_only() {
    let site = app(Origin::Loopback);
    let session = SessionId::random();
    let cookie = format!("kansrijk-sessie={}", session.as_str());
    let cookie = ("cookie", cookie.as_str());
    let same = ("sec-fetch-site", "same-origin");
    let cross = ("sec-fetch-site", "cross-site");
    let token = site.csrf.token(&session);
    let another = site.csrf.token(&SessionId::random());
    let image = urls::meetup_image("samen");
    let taken = upload(&site, &image, &[cookie, same], &token).await;
    assert_eq!(taken, StatusCode::SEE_OTHER, "sign in first");
    let forbidden = StatusCode::FORBIDDEN;
    for wrong in [another.as_str(), ""] {
        let answer = upload(&site, &image, &[cookie, same], wrong).await;
        assert_eq!(answer, forbidden);
    }
    let no_session = upload(&site, &image, &[same], &token).await;
    assert_eq!(no_session, forbidden);
    for headers in [&[cookie, cross][..], &[cookie]] {
        assert_eq!(upload(&site, &image, headers, &token).await, forbidden);
    }
    let elsewhere = upload(&site, "/nergens", &[cookie, same], &token).await;
    assert_eq!(elsewhere, forbidden, "no file is read there");
}

#[tokio::test]
async fn a_weakness_can_be_reported() {
    let file = text(get(urls::SECURITY_TXT, &[]).await).await;
    assert!(
        file.contains("Contact: mailto:veilig@kansrijk.example\n"),
        "{file}"
    );
    assert!(file.contains("Expires: 2027-07-31T00:00:00Z\n"), "{file}");
}
