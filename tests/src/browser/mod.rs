//! A paper browser: finds fields by their label, sends hidden fields along, follows redirects,
//! keeps cookies, runs no script. What it cannot do, someone without a mouse or with a screen
//! reader cannot do either.

mod form;
mod jar;

use std::net::SocketAddr;
use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::http::uri::Scheme;
use poem::http::{HeaderValue, Method, StatusCode, Uri, header};
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Body, Endpoint, Request, RequestParts};
use scraper::{ElementRef, Html, Selector};

pub use form::Filled;
use jar::Jar;

const HOST: &str = "127.0.0.1:8080";
const MOST_REDIRECTS: usize = 5;

/// One person's browser.
pub struct Browser {
    site: Arc<BoxEndpoint<'static>>,
    jar: Jar,
    address: String,
    status: StatusCode,
    text: String,
    filled: Vec<Filled>,
}

impl Browser {
    #[must_use]
    pub fn new(site: Arc<BoxEndpoint<'static>>) -> Self {
        Self {
            site,
            jar: Jar::default(),
            address: "/".to_owned(),
            status: StatusCode::OK,
            text: String::new(),
            filled: Vec::new(),
        }
    }

    /// Another tab of the same browser.
    #[must_use]
    pub fn another_tab(&self) -> Self {
        Self {
            jar: self.jar.clone(),
            ..Self::new(Arc::clone(&self.site))
        }
    }

    /// Opens a page, whatever its status.
    pub async fn visit(&mut self, address: &str) -> &mut Self {
        self.go(Method::GET, address, String::new()).await;
        self
    }

    /// Follows the first link whose text contains `text`.
    pub async fn follow(&mut self, text: &str) -> &mut Self {
        let address = self
            .elements("a[href]")
            .into_iter()
            .find(|(words, _)| words.contains(text))
            .map_or_else(
                || panic!("no link {text:?} at {}:\n{}", self.address, self.words()),
                |(_, link)| link,
            );
        self.go(Method::GET, &address, String::new()).await;
        self
    }

    /// Types into, or picks in, the field with this label.
    pub fn fill(&mut self, label: &str, value: &str) -> &mut Self {
        let name = form::field_name(&self.document(), label)
            .unwrap_or_else(|| panic!("no field {label:?} at {}:\n{}", self.address, self.words()));
        self.filled.push(Filled {
            name,
            value: value.to_owned(),
            ticked: false,
        });
        self
    }

    /// Ticks the radio button or checkbox with this label.
    pub fn tick(&mut self, label: &str) -> &mut Self {
        let (name, value) = form::choice(&self.document(), label).unwrap_or_else(|| {
            panic!("no choice {label:?} at {}:\n{}", self.address, self.words())
        });
        self.filled.push(Filled {
            name,
            value,
            ticked: true,
        });
        self
    }

    /// Presses the button with this text: sends its form.
    pub async fn press(&mut self, button: &str) -> &mut Self {
        let sending = form::sending(&self.document(), button, &self.filled).unwrap_or_else(|| {
            panic!(
                "no button {button:?} at {}:\n{}",
                self.address,
                self.words()
            )
        });
        let action = sending.action.unwrap_or_else(|| self.address.clone());
        if sending.post {
            self.go(Method::POST, &action, sending.fields).await;
        } else {
            let path = action.split('?').next().unwrap_or_default().to_owned();
            self.go(
                Method::GET,
                &format!("{path}?{}", sending.fields),
                String::new(),
            )
            .await;
        }
        self
    }

    /// Sends a form as this page would have to, whether it has one or not: with its token. Follows nothing; gives where it
    /// was sent to.
    pub async fn send(&mut self, address: &str, fields: &[(&str, &str)]) -> Option<String> {
        let token = self
            .document()
            .select(&css("input[type=hidden][name=csrf]"))
            .find_map(|input| input.attr("value").map(str::to_owned))
            .unwrap_or_else(|| panic!("no form at {}", self.address));
        let mut form = format!("csrf={token}");
        for (name, value) in fields {
            for part in ["&", name, "=", &form::encoded(value)] {
                form.push_str(part);
            }
        }
        self.request(Method::POST, address, form).await
    }

    /// Puts wrong tokens into the forms of this page, as a page of another site would have to.
    pub fn forge_tokens(&mut self) {
        for input in self
            .document()
            .select(&css("input[type=hidden][name=csrf]"))
        {
            let token = input.attr("value").unwrap_or_default();
            assert!(
                !token.is_empty(),
                "a form without a token at {}",
                self.address
            );
            self.text = self.text.replace(token, &"A".repeat(token.len()));
        }
    }

    async fn go(&mut self, method: Method, address: &str, fields: String) {
        let (mut method, mut address, mut fields) = (method, self.resolve(address), fields);
        for _ in 0..MOST_REDIRECTS {
            let location = self.request(method, &address, fields).await;
            self.address.clone_from(&address);
            let Some(next) = location else { break };
            (method, address, fields) = (Method::GET, self.resolve(&next), String::new());
        }
        self.filled.clear();
    }

    /// Sends one request and keeps the page; gives the address of a redirect.
    async fn request(&mut self, method: Method, address: &str, fields: String) -> Option<String> {
        let uri: Uri = address.parse().expect("an address on a page can be parsed");
        let mut request = request_from_here(method.clone(), uri, fields);
        let headers = request.headers_mut();
        headers.insert(header::HOST, HeaderValue::from_static(HOST));
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        headers.insert(header::ACCEPT, HeaderValue::from_static("text/html"));
        headers.insert(
            header::COOKIE,
            self.jar.header().parse().expect("cookies are printable"),
        );
        if method == Method::POST {
            let origin = format!("http://{HOST}")
                .parse()
                .expect("an origin is printable");
            headers.insert(header::ORIGIN, origin);
            let form = HeaderValue::from_static("application/x-www-form-urlencoded");
            headers.insert(header::CONTENT_TYPE, form);
        }
        let response = self.site.get_response(request).await;
        self.jar.keep(response.headers());
        self.status = response.status();
        let location = response
            .headers()
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        self.text = response.into_body().into_string().await.unwrap_or_default();
        location.filter(|_| self.status.is_redirection())
    }

    fn resolve(&self, address: &str) -> String {
        let address = address
            .strip_prefix(&format!("http://{HOST}"))
            .unwrap_or(address);
        let address = address.split('#').next().unwrap_or_default();
        let here = self.address.split('?').next().unwrap_or_default();
        match address {
            "" => self.address.clone(),
            query if query.starts_with('?') => format!("{here}{query}"),
            path => path.to_owned(),
        }
    }

    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The page as it came.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.text
    }

    /// What a reader reads, with single spaces.
    #[must_use]
    pub fn words(&self) -> String {
        let document = self.document();
        let main = document
            .select(&css("main"))
            .next()
            .unwrap_or_else(|| document.root_element());
        words(main)
    }

    #[must_use]
    pub fn sees(&self, text: &str) -> bool {
        self.words().contains(text)
    }

    /// The message at the field with this label; empty when nothing is wrong with it.
    #[must_use]
    pub fn problem_with(&self, label: &str) -> String {
        form::problem(&self.document(), label).unwrap_or_default()
    }

    /// What stands in the field with this label.
    #[must_use]
    pub fn value_of(&self, label: &str) -> String {
        form::value(&self.document(), label).unwrap_or_default()
    }

    /// Text and address of what a selector finds.
    #[must_use]
    pub fn elements(&self, selector: &str) -> Vec<(String, String)> {
        self.document()
            .select(&css(selector))
            .map(|element| {
                (
                    words(element),
                    element.attr("href").unwrap_or_default().to_owned(),
                )
            })
            .collect()
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.text)
    }
}

/// A request as it comes from this machine itself.
fn request_from_here(method: Method, uri: Uri, fields: String) -> Request {
    let here = SocketAddr::from(([127, 0, 0, 1], 50_000));
    let (mut parts, ()) = poem::http::Request::new(()).into_parts();
    (parts.method, parts.uri) = (method, uri);
    let peer = RemoteAddr(Addr::SocketAddr(here));
    let parts = RequestParts::from((parts, LocalAddr::default(), peer, Scheme::HTTP));
    Request::from_parts(parts, Body::from_string(fields))
}

pub(crate) fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

pub(crate) fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().flat_map(|piece| [piece, " "]).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
