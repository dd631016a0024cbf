//! The toolbox's problems: stable names, each with a Dutch sentence that says what to do.

use crate::Code;

pub const TITLE_TOO_SHORT: Code = Code::new(
    "card.title.too-short",
    "Een titel heeft minstens 3 tekens. Maak de titel langer.",
);
pub const TITLE_TOO_LONG: Code = Code::new(
    "card.title.too-long",
    "Deze titel is te lang. Houd het bij 120 tekens.",
);
pub const KIND_MISSING: Code = Code::new(
    "card.kind.missing",
    "Kies wat voor kaart het is: een overlegstructuur, een teamsamenstelling of een werkvorm.",
);
pub const KIND_UNKNOWN: Code = Code::new(
    "card.kind.unknown",
    "Deze soort bestaat niet. Kies overlegstructuur, teamsamenstelling of werkvorm.",
);
pub const GOAL_MISSING: Code = Code::new(
    "card.goal.missing",
    "Schrijf in één zin wat een team aan deze kaart heeft.",
);
pub const TEXT_TOO_LONG: Code = Code::new(
    "card.text.too-long",
    "Deze tekst is te lang. Maak de tekst korter.",
);
pub const LIST_TOO_LONG: Code = Code::new(
    "card.list.too-long",
    "Deze lijst is te lang. Houd de belangrijkste regels over.",
);
pub const BODY_MISSING: Code = Code::new(
    "card.body.missing",
    "De tekst (body) ontbreekt. Geef elke kaart een tekst.",
);
pub const MINUTES_OUT_OF_RANGE: Code = Code::new(
    "card.minutes.out-of-range",
    "Vul het aantal minuten in als een heel getal van 1 tot 10.080.",
);
pub const GROUP_OUT_OF_RANGE: Code = Code::new(
    "card.group.out-of-range",
    "Vul het aantal mensen in als een heel getal van 1 tot 10.000.",
);
pub const GROUP_UPSIDE_DOWN: Code = Code::new(
    "card.group.upside-down",
    "De grootste groep is kleiner dan de kleinste. Draai de getallen om.",
);
pub const TAGS_UNFIT: Code = Code::new(
    "card.tags.unfit",
    "Gebruik hooguit 40 trefwoorden, elk van hooguit 60 tekens.",
);
pub const AFTER_UNKNOWN: Code = Code::new(
    "card.after.unknown",
    "Deze kaart bestaat niet, of niet voor jou. Kopieer het adres van een kaart.",
);
pub const VISIBILITY_UNKNOWN: Code = Code::new(
    "card.visibility.unknown",
    "Kies wie de kaart mag zien: team, school, region of country.",
);
pub const VISIBILITY_NO_SCHOOL: Code = Code::new(
    "card.visibility.no-school",
    "Bij jouw account staat geen school. Deel de kaart met het hele land.",
);
pub const VISIBILITY_NO_REGION: Code = Code::new(
    "card.visibility.no-region",
    "Bij jouw account staat geen regio. Deel de kaart met het hele land.",
);
pub const NUMBER_UNREADABLE: Code = Code::new(
    "card.number.unreadable",
    "Vul hier een heel getal in, met cijfers.",
);
pub const PAGE_OUT_OF_RANGE: Code = Code::new(
    "card.page.out-of-range",
    "Deze bladzijde bestaat niet. Bladzijden tellen van 1 tot 10.000, met hooguit 100 kaarten.",
);
pub const SORT_UNKNOWN: Code = Code::new(
    "card.sort.unknown",
    "Deze volgorde bestaat niet. Kies best, newest of shortest.",
);
pub const TEACHERS_ADD: Code = Code::new(
    "card.teachers-add",
    "Kaarten toevoegen kan met een account van een docent of coördinator.",
);
pub const NOT_YOURS: Code = Code::new(
    "card.not-yours",
    "Alleen wie de kaart deelde, past de kaart aan.",
);
pub const CHANGED_MEANWHILE: Code = Code::new(
    "card.changed-meanwhile",
    "De kaart is intussen veranderd. Bekijk de nieuwe versie en pas die aan.",
);
pub const ALREADY_WITHDRAWN: Code = Code::new(
    "card.already-withdrawn",
    "Deze kaart is van de plank gehaald en verandert niet meer.",
);
pub const ALREADY_EXISTS: Code = Code::new(
    "card.already-exists",
    "Er is al een kaart met deze id. Kies een andere id.",
);
pub const ID_UNFIT: Code = Code::new(
    "card.id.unfit",
    "Een id heeft 1 tot 200 tekens, zonder spaties aan de randen.",
);

/// All of them, for whoever says them in another language.
pub const CODES: &[Code] = &[
    TITLE_TOO_SHORT,
    TITLE_TOO_LONG,
    KIND_MISSING,
    KIND_UNKNOWN,
    GOAL_MISSING,
    TEXT_TOO_LONG,
    LIST_TOO_LONG,
    BODY_MISSING,
    MINUTES_OUT_OF_RANGE,
    GROUP_OUT_OF_RANGE,
    GROUP_UPSIDE_DOWN,
    TAGS_UNFIT,
    AFTER_UNKNOWN,
    VISIBILITY_UNKNOWN,
    VISIBILITY_NO_SCHOOL,
    VISIBILITY_NO_REGION,
    NUMBER_UNREADABLE,
    PAGE_OUT_OF_RANGE,
    SORT_UNKNOWN,
    TEACHERS_ADD,
    NOT_YOURS,
    CHANGED_MEANWHILE,
    ALREADY_WITHDRAWN,
    ALREADY_EXISTS,
    ID_UNFIT,
];
