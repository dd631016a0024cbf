use std::collections::BTreeMap;
use std::path::PathBuf;

use nouns::{Role, SchoolId};
use openidconnect::IssuerUrl;
use serde::Deserialize;

/// A provider as the configuration describes it: `[[provider]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// Names the provider in addresses: lower-case letters, digits and hyphens.
    pub key: String,
    /// What the button says.
    pub name: String,
    /// Exactly as the provider's discovery document says it.
    pub issuer: String,
    pub client_id: String,
    pub client_secret: Option<String>,
    /// The file that holds it instead; whoever reads the configuration fills in `client_secret`.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    #[serde(default = "default_scopes")]
    pub scopes: Vec<String>,
    /// Whether the claims stand in the userinfo answer too, besides the ID token.
    #[serde(default = "yes")]
    pub userinfo: bool,
    #[serde(default)]
    pub claims: ClaimNames,
    /// Which home organisation is which school: `"roc.example" = "25LH"`.
    #[serde(default)]
    pub schools: BTreeMap<String, String>,
    /// Which affiliation is which role; only `student` and `docent` can be told.
    #[serde(default = "default_roles")]
    pub roles: BTreeMap<String, String>,
    /// Values of `acr` that vouch for a second factor.
    #[serde(default)]
    pub second_factor: Vec<String>,
}

/// Under which names a provider sends what we ask.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimNames {
    /// The home organisation.
    pub school: String,
    /// One or several affiliations.
    pub affiliation: String,
    /// The given name, as a suggestion.
    pub name: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            school: "schac_home_organization".to_owned(),
            affiliation: "eduperson_affiliation".to_owned(),
            name: "given_name".to_owned(),
        }
    }
}

fn yes() -> bool {
    true
}

fn default_scopes() -> Vec<String> {
    vec!["openid".to_owned(), "profile".to_owned()]
}

fn default_roles() -> BTreeMap<String, String> {
    [
        ("student", Role::Student),
        ("employee", Role::Docent),
        ("faculty", Role::Docent),
        ("staff", Role::Docent),
    ]
    .into_iter()
    .map(|(said, role)| (said.to_owned(), role.as_str().to_owned()))
    .collect()
}

/// Why a provider cannot be used as it is configured. Whoever starts the site reads it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderProblem {
    #[error("provider {0:?}: key is lower-case letters, digits and hyphens, and stands once")]
    Key(String),
    #[error("provider {0:?}: issuer is an https address (http only on this machine)")]
    Issuer(String),
    #[error("provider {0:?}: {1:?} is no school code")]
    School(String, String),
    #[error("provider {0:?}: a provider tells student or docent, not {1:?}")]
    Role(String, String),
}

/// A provider that can be used.
#[derive(Debug, Clone)]
pub(crate) struct Provider {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) issuer: IssuerUrl,
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) asks_userinfo: bool,
    pub(crate) claims: ClaimNames,
    schools: BTreeMap<String, SchoolId>,
    roles: BTreeMap<String, Role>,
    pub(crate) second_factor: Vec<String>,
}

/// What is kept of everything that a provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) school: Option<SchoolId>,
    pub(crate) role: Option<Role>,
}

impl Provider {
    pub(crate) fn parse(settings: &ProviderSettings) -> Result<Self, ProviderProblem> {
        let key = settings.key.clone();
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if key.is_empty() || !key.chars().all(fits) {
            return Err(ProviderProblem::Key(key));
        }
        let issuer = IssuerUrl::new(settings.issuer.clone())
            .ok()
            .filter(|issuer| is_guarded(issuer.url()))
            .ok_or_else(|| ProviderProblem::Issuer(key.clone()))?;
        let school = |(said, code): (&String, &String)| match SchoolId::parse(code) {
            Ok(school) => Ok((said.clone(), school)),
            Err(_) => Err(ProviderProblem::School(key.clone(), code.clone())),
        };
        let role = |(said, role): (&String, &String)| match role.parse() {
            Ok(role @ (Role::Student | Role::Docent)) => Ok((said.clone(), role)),
            _ => Err(ProviderProblem::Role(key.clone(), role.clone())),
        };
        Ok(Self {
            issuer,
            schools: settings
                .schools
                .iter()
                .map(school)
                .collect::<Result<_, _>>()?,
            roles: settings.roles.iter().map(role).collect::<Result<_, _>>()?,
            key: key.clone(),
            name: settings.name.clone(),
            client_id: settings.client_id.clone(),
            client_secret: settings.client_secret.clone(),
            scopes: settings.scopes.clone(),
            asks_userinfo: settings.userinfo,
            claims: settings.claims.clone(),
            second_factor: settings.second_factor.clone(),
        })
    }

    /// Reads the few claims that are kept; a value that the configuration does not know tells nothing.
    pub(crate) fn told(&self, claims: &Claims) -> Told {
        let values = |name: &str| claims.get(name).map(texts).unwrap_or_default();
        let first = |name: &str| values(name).into_iter().next().unwrap_or_default();
        let roles: Vec<Role> = values(&self.claims.affiliation)
            .iter()
            .filter_map(|said| self.roles.get(said).copied())
            .collect();
        // A teacher who takes a course is a teacher here.
        let role = roles
            .iter()
            .copied()
            .max_by_key(|role| *role == Role::Docent);
        Told {
            name: first(&self.claims.name),
            school: self.schools.get(&first(&self.claims.school)).cloned(),
            role,
        }
    }
}

/// Claims by name, as an ID token and userinfo have them.
pub(crate) type Claims = serde_json::Map<String, serde_json::Value>;

/// Providers send one value or several.
fn texts(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(several) => several.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Whether nobody on the way can read or change what is said: TLS, or this machine itself.
pub(crate) fn is_guarded(address: &url::Url) -> bool {
    let is_here = match address.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    };
    match address.scheme() {
        "https" => true,
        "http" => is_here,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> ProviderSettings {
        let mut settings: serde_json::Value = serde_json::json!({
            "key": "surfconext", "name": "SURFconext", "issuer": "https://connect.example",
            "client_id": "kansrijk", "schools": { "roc.example": "25LH" }
        });
        let more: serde_json::Value = serde_json::from_str(text).unwrap();
        for (key, value) in more.as_object().unwrap() {
            settings[key] = value.clone();
        }
        serde_json::from_value(settings).unwrap()
    }

    fn claims(text: &str) -> Claims {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn only_what_is_mapped_is_kept() {
        let provider = Provider::parse(&settings("{}")).unwrap();
        let told = provider.told(&claims(
            r#"{"given_name":"Sam","schac_home_organization":"roc.example","email":"sam@roc.example",
                "eduperson_affiliation":["student","member"]}"#,
        ));
        assert_eq!(told.name, "Sam");
        assert_eq!(told.school, Some(SchoolId::parse("25LH").unwrap()));
        assert_eq!(told.role, Some(Role::Student));
        let nothing = provider.told(&claims(
            r#"{"schac_home_organization":"elsewhere.example","eduperson_affiliation":"alum"}"#,
        ));
        assert_eq!((nothing.school, nothing.role), (None, None));
    }

    #[test]
    fn who_teaches_and_learns_teaches_here() {
        let provider = Provider::parse(&settings("{}")).unwrap();
        for order in [r#"["student","employee"]"#, r#"["employee","student"]"#] {
            let told = provider.told(&claims(&format!(r#"{{"eduperson_affiliation":{order}}}"#)));
            assert_eq!(told.role, Some(Role::Docent), "{order}");
        }
    }

    #[test]
    fn a_provider_gives_no_role_of_trust() {
        let refused = Provider::parse(&settings(r#"{"roles":{"admin":"beheerder"}}"#));
        assert!(matches!(refused, Err(ProviderProblem::Role(_, role)) if role == "beheerder"));
    }

    #[test]
    fn an_issuer_is_guarded() {
        for wrong in ["http://connect.example", "ftp://connect.example", "connect"] {
            let refused = Provider::parse(&settings(&format!(r#"{{"issuer":"{wrong}"}}"#)));
            assert!(
                matches!(refused, Err(ProviderProblem::Issuer(_))),
                "{wrong}"
            );
        }
        assert!(Provider::parse(&settings(r#"{"issuer":"http://127.0.0.1:9000"}"#)).is_ok());
        assert!(matches!(
            Provider::parse(&settings(r#"{"key":"Surf Conext"}"#)),
            Err(ProviderProblem::Key(_))
        ));
    }
}
