//! The problems of caring for the shelf, each with a Dutch sentence that says what to do.

use crate::Code;

pub const LICENCE_KEEPS_NAME: Code = Code::new(
    "card.licence.keeps-name",
    "Het origineel is CC BY: de naam blijft erbij. Kies CC BY of CC BY-SA.",
);
pub const LICENCE_SHARE_ALIKE: Code = Code::new(
    "card.licence.share-alike",
    "Het origineel is CC BY-SA. Een bewerking deel je ook zo. Kies CC BY-SA.",
);
pub const LICENCE_MISSING: Code = Code::new(
    "card.licence.missing",
    "Kies een licentie voor je bewerking: CC0, CC BY of CC BY-SA.",
);
pub const NOT_ADAPTABLE: Code = Code::new(
    "card.not-adaptable",
    "Bij deze kaart staat geen licentie waarmee je hem mag bewerken. Vraag het aan wie de kaart deelde.",
);
pub const WIDER_THAN_ORIGINAL: Code = Code::new(
    "card.visibility.wider-than-original",
    "Het origineel is voor minder mensen. Deel je bewerking met dezelfde groep.",
);
pub const REVIEW_FIRST: Code = Code::new(
    "card.review-first",
    "Op jouw school leest een collega een kaart eerst. Bewaar hem als concept en vraag een collega.",
);
pub const REVIEW_NO_SCHOOL: Code = Code::new(
    "card.review-no-school",
    "Bij jouw account staat geen school, dus geen collega om te lezen. Deel de kaart zelf.",
);
pub const DRAFTS_TOO_MANY: Code = Code::new(
    "card.drafts-too-many",
    "Je hebt al 50 concepten. Deel er een of gooi er een weg.",
);
pub const DRAFT_NOT_NOW: Code = Code::new(
    "card.draft-not-now",
    "Dit concept is niet meer in de staat die je zag. Bekijk het opnieuw.",
);
pub const REASON_MISSING: Code = Code::new(
    "card.reason.missing",
    "Schrijf in een zin waarom de kaart teruggaat. Dan weet je collega wat te doen.",
);
pub const WHY_MISSING: Code = Code::new(
    "card.why.missing",
    "Kies waarom de kaart van de plank gaat.",
);
pub const REVIEW_NOT_YOURS: Code = Code::new(
    "card.review-not-yours",
    "Alleen een coördinator of beheerder van de school kiest dit.",
);
pub const COLLECTION_TITLE_TOO_SHORT: Code = Code::new(
    "collection.title.too-short",
    "Een naam heeft minstens 3 tekens. Maak de naam langer.",
);
pub const COLLECTION_TITLE_TOO_LONG: Code = Code::new(
    "collection.title.too-long",
    "Deze naam is te lang. Houd het bij 120 tekens.",
);
pub const COLLECTION_VISIBILITY_UNKNOWN: Code = Code::new(
    "collection.visibility.unknown",
    "Kies wie de collectie mag zien: team, school of country.",
);
pub const COLLECTION_FULL: Code = Code::new(
    "collection.full",
    "In een collectie passen 100 kaarten. Haal er eerst een uit.",
);
pub const COLLECTIONS_TOO_MANY: Code = Code::new(
    "collection.too-many",
    "Je hebt al 100 collecties. Gooi er eerst een weg.",
);
pub const COLLECTION_NOT_YOURS: Code = Code::new(
    "collection.not-yours",
    "Alleen wie de collectie maakte, past haar aan.",
);

/// All of them, for whoever says them in another language.
pub const SHELF_CODES: &[Code] = &[
    LICENCE_KEEPS_NAME,
    LICENCE_SHARE_ALIKE,
    LICENCE_MISSING,
    NOT_ADAPTABLE,
    WIDER_THAN_ORIGINAL,
    REVIEW_FIRST,
    REVIEW_NO_SCHOOL,
    DRAFTS_TOO_MANY,
    DRAFT_NOT_NOW,
    REASON_MISSING,
    WHY_MISSING,
    REVIEW_NOT_YOURS,
    COLLECTION_TITLE_TOO_SHORT,
    COLLECTION_TITLE_TOO_LONG,
    COLLECTION_VISIBILITY_UNKNOWN,
    COLLECTION_FULL,
    COLLECTIONS_TOO_MANY,
    COLLECTION_NOT_YOURS,
];
