//! The keys of the short choices, for whoever shows them; what they mean is the service's.

/// What two people can be to each other. Each is a kind of programme.
pub const RELATIONS: &[&str] = &[
    "voor-de-overstap",
    "eerste-jaar",
    "samen-gelijk",
    "rolmodel",
    "meelopen",
];

/// What somebody wants help with, or can help with.
pub const GOALS: &[&str] = &[
    "planning",
    "studievaardigheden",
    "thuis-voelen",
    "kiezen",
    "zien-hoe-het-is",
    "rekenen-en-wiskunde",
    "nederlands-schrijven",
    "engels",
    "presenteren",
    "onderzoek-doen",
    "stage-vinden",
    "netwerk",
    "werk-en-studie",
    "vragen-stellen",
];

/// What somebody likes to do.
pub const INTERESTS: &[&str] = &[
    "sport",
    "voetbal",
    "muziek",
    "koken",
    "gamen",
    "techniek",
    "natuur",
    "tekenen-en-maken",
    "films-en-series",
    "lezen",
    "reizen",
    "mode",
    "ondernemen",
    "vrijwilligerswerk",
];

/// What somebody would rather not do together.
pub const DISLIKES: &[&str] = &[
    "bellen",
    "camera-aan",
    "drukke-plekken",
    "ver-reizen",
    "lange-teksten",
    "vroeg-opstaan",
    "groepen",
    "laatste-moment",
];

/// How somebody likes to work together.
pub const WAYS_OF_WORKING: &[&str] = &[
    "samen-doen",
    "zelf-eerst",
    "vaste-afspraak",
    "als-het-nodig-is",
    "berichtjes",
    "rustig-praten",
    "wandelen",
    "eerlijk-en-direct",
    "met-humor",
    "laten-zien",
];

/// Where somebody is and where the road may lead.
pub const ROUTES: &[&str] = &[
    "mbo-naar-werk",
    "mbo-naar-mbo",
    "mbo-naar-ad",
    "mbo-naar-hbo",
    "hbo-eerste-jaar",
    "weet-ik-nog-niet",
];

/// At school or in a company.
pub const LEERWEGEN: &[&str] = &["bol", "bbl"];

/// Weekday and part of the day.
pub const SLOTS: &[&str] = &[
    "ma-ochtend",
    "ma-middag",
    "ma-avond",
    "di-ochtend",
    "di-middag",
    "di-avond",
    "wo-ochtend",
    "wo-middag",
    "wo-avond",
    "do-ochtend",
    "do-middag",
    "do-avond",
    "vr-ochtend",
    "vr-middag",
    "vr-avond",
    "za-ochtend",
    "za-middag",
    "za-avond",
    "zo-ochtend",
    "zo-middag",
    "zo-avond",
];

/// ISO 639-1, and `pap` (ISO 639-2), which has no code of two letters.
pub const LANGUAGES: &[&str] = &[
    "nl", "en", "fy", "de", "fr", "es", "tr", "ar", "pl", "uk", "ti", "fa", "so", "pap",
];

/// Kind reasons for a no: they say something about the moment, never about the other.
pub const DECLINE_REASONS: &[&str] = &[
    "geen-tijd",
    "ander-moment",
    "ander-onderwerp",
    "te-ver",
    "ander-past-beter",
];

/// Why a match ends. None is a fault.
pub const CLOSING_REASONS: &[&str] = &[
    "doel-bereikt",
    "andere-weg",
    "geen-tijd",
    "geen-klik",
    "geen-afspraak",
];

/// A question that a buddy may ask first, and the replies that belong to it.
#[derive(Debug)]
pub struct Question {
    pub key: &'static str,
    pub replies: &'static [&'static str],
}

pub const QUESTIONS: &[Question] = &[
    Question {
        key: "ander-moment",
        replies: &["ja-dat-kan", "liever-niet", "samen-kijken"],
    },
    Question {
        key: "online",
        replies: &["ja-dat-kan", "liever-niet", "samen-kijken"],
    },
    Question {
        key: "doen-of-praten",
        replies: &["samen-doen", "vooral-praten", "allebei"],
    },
    Question {
        key: "hoe-vaak",
        replies: &["elke-week", "elke-maand", "als-het-nodig-is"],
    },
    Question {
        key: "waar-beginnen",
        replies: &["kennismaken", "met-een-vraag", "samen-kijken"],
    },
];
