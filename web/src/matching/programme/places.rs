//! Where a programme can be for, as the answers of one question.

use contract::Scope;
use contract::matching::Programme;
use nouns::{Region, Role};

use crate::form::{Choice, Label};
use crate::i18n::Say;
use crate::session::Caller;

/// What a place is sent as: the kind, and the code or id after a colon.
const COUNTRY: &str = "country";
const REGION: &str = "region";
const SCHOOL: &str = "school";

pub(super) fn place_value(audience: &str, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{audience}:{place}"),
        None => audience.to_owned(),
    }
}

pub(super) fn region_choice(region: Option<Region>) -> Option<Choice> {
    let region = region?;
    Some(Choice {
        value: place_value(REGION, Some(region.code())),
        label: Label::Name(region.name().to_owned()),
        is_chosen: false,
    })
}

/// Where the caller may set up a programme, as the service says which kinds; the one that a programme has stays a choice.
pub(super) fn places(by: &Caller, kinds: &[String], own: Option<&Programme>) -> Vec<Choice> {
    let may = |kind: &str| kinds.iter().any(|may| may == kind);
    let mut places = Vec::new();
    let country = Choice {
        value: COUNTRY.to_owned(),
        label: Label::Say(Say::key("programmes-whole-country")),
        is_chosen: false,
    };
    let school = |id: &str| Choice {
        value: place_value(SCHOOL, Some(id)),
        label: Label::Say(Say::key("programmes-at-school").with("school", id)),
        is_chosen: false,
    };
    if may(SCHOOL) {
        let of_grants = by.roles.iter().filter_map(|grant| match &grant.scope {
            Scope::School(id) if grant.role == Role::Coordinator => Some(id.as_str()),
            _ => None,
        });
        let own_school = by.school.as_ref().map(nouns::SchoolId::as_str);
        let own_school = own_school.filter(|_| may(COUNTRY));
        places.extend(of_grants.chain(own_school).map(school));
    }
    if may(REGION) {
        let regions =
            Region::all().filter(|region| may(COUNTRY) || by.is_in(Role::Coordinator, *region));
        places.extend(regions.filter_map(|region| region_choice(Some(region))));
    }
    if may(COUNTRY) {
        places.push(country);
    }
    if let Some(own) = own {
        let value = place_value(&own.audience, own.place.as_deref());
        if places.iter().all(|place| place.value != value) {
            let label = super::place(own);
            places.insert(
                0,
                Choice {
                    value,
                    label,
                    is_chosen: true,
                },
            );
        }
    }
    places
}
