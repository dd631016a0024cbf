//! HTTP: translation only. Two doors: [`endpoint`] for people about themselves, at
//! `/api/accounts`; [`internal_endpoint`] for the web and the gateway, never on the public
//! address.

mod internal;
mod own;
mod public;
mod recoveries;
mod sign_in;
mod suspensions;

pub use internal::{Door, internal_endpoint};
pub use public::endpoint;

use contract::accounts as wire_types;
use wire::Problem;

use crate::AccountsError;
use crate::person::{Known, RoleHeld};
use crate::session::Session;
use crate::token::AccessToken;

/// What handlers refuse with leaves as a problem.
impl From<AccountsError> for poem::Error {
    fn from(error: AccountsError) -> Self {
        Problem::from(error).into()
    }
}

impl From<&Session> for wire_types::SessionInfo {
    fn from(session: &Session) -> Self {
        Self {
            id: session.id.as_str().to_owned(),
            device: session.device.as_str().to_owned(),
            since: session.since,
            seen: session.seen,
            ends: session.ends,
        }
    }
}

impl From<&AccessToken> for wire_types::TokenInfo {
    fn from(token: &AccessToken) -> Self {
        Self {
            id: token.id.as_str().to_owned(),
            label: token.label.as_str().to_owned(),
            made: token.made,
            used: token.used,
            ends: token.ends,
        }
    }
}

impl From<&Known> for wire_types::Me {
    fn from(Known { person, roles, .. }: &Known) -> Self {
        Self {
            id: person.id.as_str().to_owned(),
            name: person.name.as_str().to_owned(),
            email: person.email.as_ref().map(|email| email.as_str().to_owned()),
            school: person
                .school
                .as_ref()
                .map(|school| school.as_str().to_owned()),
            region: person
                .region
                .map(|region| region.region().code().to_owned()),
            birth_year: person.birth.year(),
            birth_month: person.birth.month(),
            language: person.language.code().to_owned(),
            roles: roles.iter().map(wire_types::HeldRole::from).collect(),
        }
    }
}

impl From<&RoleHeld> for wire_types::HeldRole {
    fn from(held: &RoleHeld) -> Self {
        let (scope, which) = crate::store::written(held.scope.clone());
        Self {
            role: held.role.as_str().to_owned(),
            scope: scope.to_owned(),
            which,
            given_by: held
                .given_by
                .as_ref()
                .map(|giver| giver.as_str().to_owned()),
            given_at: held.given_at,
            until: held.until,
        }
    }
}
