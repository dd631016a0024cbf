use crate::Code;

pub const TITLE_MISSING: Code = Code::new(
    "title.missing",
    "Er is nog geen titel. Geef de bijeenkomst een titel.",
);
pub const TITLE_TOO_SHORT: Code = Code::new(
    "title.too-short",
    "Een titel heeft minstens 3 tekens. Maak de titel langer.",
);
pub const TITLE_TOO_LONG: Code = Code::new(
    "title.too-long",
    "Een titel heeft hooguit 200 tekens. Maak de titel korter.",
);
pub const KIND_UNKNOWN: Code = Code::new(
    "kind.unknown",
    "Deze soort bijeenkomst kennen we niet. Kies een soort uit de lijst.",
);
pub const REGION_MISSING: Code = Code::new("region.missing", "Kies de regio van de bijeenkomst.");
pub const REGION_UNKNOWN: Code = Code::new(
    "region.unknown",
    "Deze regio kennen we niet. Kies een provincie (zoals NL-UT) of een RMC-regio (zoals RMC-19).",
);
pub const COMMUNITY_UNKNOWN: Code = Code::new(
    "community.unknown",
    "Deze leergemeenschap kennen we niet. Kies er een uit de lijst, of laat dit leeg.",
);
pub const STARTS_MISSING: Code =
    Code::new("starts.missing", "Vul in wanneer de bijeenkomst begint.");
pub const STARTS_UNREADABLE: Code = Code::new(
    "starts.unreadable",
    "We kunnen het begin niet lezen. Schrijf het als 2026-03-05T15:30.",
);
pub const ENDS_MISSING: Code = Code::new("ends.missing", "Vul in wanneer de bijeenkomst stopt.");
pub const ENDS_UNREADABLE: Code = Code::new(
    "ends.unreadable",
    "We kunnen het einde niet lezen. Schrijf het als 2026-03-05T17:00.",
);
pub const ENDS_BEFORE_STARTS: Code = Code::new(
    "ends.before-starts",
    "De bijeenkomst stopt voordat ze begint. Kies een later einde.",
);
pub const ENDS_TOO_LATE: Code = Code::new(
    "ends.too-late",
    "Een bijeenkomst duurt hooguit 31 dagen. Kies een eerder einde, of laat haar herhalen.",
);
pub const TIMEZONE_UNKNOWN: Code = Code::new(
    "timezone.unknown",
    "Deze tijdzone kennen we niet. Schrijf haar als Europe/Amsterdam.",
);
pub const TEXT_TOO_LONG: Code =
    Code::new("text.too-long", "Deze tekst is te lang. Maak hem korter.");
pub const LINK_UNREADABLE: Code = Code::new(
    "link.unreadable",
    "Een link begint met https:// of http://. Kopieer de hele link.",
);
pub const CAPACITY_OUT_OF_RANGE: Code = Code::new(
    "capacity.out-of-range",
    "Het aantal plekken ligt tussen 1 en 100.000. Laat het leeg als er plek is voor iedereen.",
);
pub const ACCESSIBILITY_UNKNOWN: Code = Code::new(
    "accessibility.unknown",
    "Dit kennen we niet. Kies uit: wheelchair, sign_language, live_subtitles, quiet_room.",
);
pub const SKILL_UNKNOWN: Code = Code::new(
    "skill.unknown",
    "Kies uit de drie vaardigheden: reflectie, feedback, weerbaarheid.",
);
pub const RECURRENCE_UNREADABLE: Code = Code::new(
    "recurrence.unreadable",
    "We kunnen de herhaling niet lezen. Schrijf haar als FREQ=WEEKLY;COUNT=5.",
);
pub const RECURRENCE_TOO_OFTEN: Code = Code::new(
    "recurrence.too-often",
    "Een bijeenkomst herhaalt hooguit elk uur. Kies een ruimere herhaling.",
);
pub const RECURRENCE_TOO_MANY: Code = Code::new(
    "recurrence.too-many",
    "Een reeks heeft hooguit 400 losse dagen. Maak er een tweede bijeenkomst van.",
);
pub const COHOSTS_TOO_MANY: Code = Code::new("cohosts.too-many", "Noem hooguit 20 organisatoren.");
pub const TOPICS_TOO_MANY: Code = Code::new(
    "topics.too-many",
    "Noem hooguit 5 onderwerpen, elk van 2 tot 30 tekens.",
);
pub const LANGUAGE_UNKNOWN: Code =
    Code::new("language.unknown", "Kies uit de talen: nl, en of other.");
pub const HOST_UNKNOWN: Code = Code::new(
    "host.unknown",
    "Wie mee organiseert, doet mee met de leergemeenschap van de bijeenkomst.",
);
pub const PUBLISH_PAST: Code = Code::new(
    "publish.past",
    "Dit moment is al geweest. Kies een later moment, of plaats het nu.",
);
pub const PUBLISH_LATE: Code = Code::new(
    "publish.late",
    "Kies een moment in het komende half jaar, en voor het begin van de bijeenkomst.",
);
pub const DATE_UNKNOWN: Code = Code::new(
    "date.unknown",
    "Deze dag is niet van deze reeks. Kijk welke dagen er staan.",
);
pub const DATE_LAST: Code = Code::new(
    "date.last",
    "Dit is de enige dag die nog komt. Zeg dan dat de bijeenkomst niet doorgaat.",
);
pub const DATE_UNREADABLE: Code = Code::new(
    "date.unreadable",
    "We kunnen deze datum niet lezen. Schrijf haar als 2026-03-05.",
);
pub const PAGE_OUT_OF_RANGE: Code = Code::new(
    "page.out-of-range",
    "Deze bladzijde bestaat niet. Begin bij bladzijde 1.",
);
pub const PER_PAGE_OUT_OF_RANGE: Code = Code::new(
    "per-page.out-of-range",
    "Een bladzijde heeft 1 tot 100 bijeenkomsten.",
);
pub const EVENT_NOT_YOURS: Code = Code::new(
    "event.not-yours",
    "Alleen wie deze regio of leergemeenschap coördineert, kan dit doen.",
);
pub const EVENT_CANCELLED: Code = Code::new("event.cancelled", "Deze bijeenkomst gaat niet door.");
pub const EVENT_OVER: Code = Code::new(
    "event.over",
    "Deze bijeenkomst is al geweest. Kijk of er een nieuwe is.",
);
pub const SIGNUP_ALREADY: Code = Code::new(
    "signup.already",
    "Je staat al op de lijst van deze bijeenkomst.",
);
pub const SIGNUP_NONE: Code = Code::new(
    "signup.none",
    "Je staat niet op de lijst van deze bijeenkomst.",
);
pub const SIGNUP_NO_OFFER: Code = Code::new(
    "signup.no-offer",
    "Deze plek is niet meer vrij voor jou. Kijk hoe het nu staat.",
);
pub const SIGNUP_NAME: Code = Code::new(
    "signup.name",
    "Vul je naam in. Alleen je voornaam is genoeg, in hooguit 60 tekens.",
);
pub const SIGNUP_AGE: Code = Code::new(
    "signup.age",
    "Zonder account meld je je aan als je 16 of ouder bent. Ben je jonger? Vraag je docent of ouder.",
);
pub const SIGNUPS_TOO_MANY: Code = Code::new(
    "signup.too-many",
    "Er kwamen hiervandaan veel aanmeldingen. Probeer het over een uur nog eens.",
);
pub const REMINDER_UNKNOWN: Code = Code::new(
    "reminder.unknown",
    "Kies uit: day (een dag ervoor) en hour (een uur ervoor).",
);
pub const ATTENDANCE_EARLY: Code =
    Code::new("attendance.early", "Dit kan vanaf 2 uur voor het begin.");
pub const SIGNUP_NO_ROOM: Code = Code::new(
    "signup.no-room",
    "Er is geen plek voor zoveel mensen. Kom met minder mensen.",
);
pub const BRING_OUT_OF_RANGE: Code = Code::new(
    "may-bring.out-of-range",
    "Wie zich aanmeldt, neemt 0 tot 5 mensen mee. Kies een aantal.",
);
pub const BRING_ENDLESS: Code = Code::new(
    "may-bring.endless",
    "Bij een reeks zonder einde komt iedereen alleen. Kies 0, of laat de reeks ooit stoppen.",
);
pub const BRINGS_TOO_MANY: Code = Code::new(
    "brings.too-many",
    "Zoveel mensen kun je hier niet meenemen. Kies een kleiner aantal.",
);
pub const QUESTION_LENGTH: Code = Code::new(
    "question.length",
    "Een vraag heeft 3 tot 200 tekens. Maak de vraag langer of korter.",
);
pub const QUESTION_OPTIONS: Code = Code::new(
    "question.options",
    "Een keuze heeft 2 tot 8 antwoorden van hooguit 80 tekens. Laat ze leeg voor een antwoord in woorden.",
);
pub const QUESTIONS_TOO_MANY: Code =
    Code::new("questions.too-many", "Stel hooguit 3 vragen, elk één keer.");
pub const ANSWER_MISSING: Code = Code::new(
    "answer.missing",
    "Wie dit organiseert, heeft dit antwoord nodig. Vul het in.",
);
pub const ANSWER_UNKNOWN: Code = Code::new("answer.unknown", "Kies een van de antwoorden.");
pub const ANSWER_OF_BEFORE: Code = Code::new(
    "answer.of-before",
    "De vragen zijn veranderd. Kijk ze nog eens na.",
);
pub const CERTIFICATE_NONE: Code = Code::new(
    "certificate.none",
    "Een bewijs is er voor wie er was. Bij de deur noteerde niemand dat jij er was.",
);
pub const NAME_TOO_SHORT: Code = Code::new(
    "name.too-short",
    "Een naam heeft minstens 3 tekens. Maak de naam langer.",
);
pub const NAME_TOO_LONG: Code = Code::new(
    "name.too-long",
    "Een naam heeft hooguit 120 tekens. Maak de naam korter.",
);
pub const SLUG_UNREADABLE: Code = Code::new(
    "slug.unreadable",
    "Het adres heeft 3 tot 60 tekens: kleine letters, cijfers en streepjes.",
);
pub const SLUG_TAKEN: Code = Code::new(
    "slug.taken",
    "Dit adres is al van een andere leergemeenschap. Kies een ander adres.",
);
pub const TIER_UNKNOWN: Code = Code::new(
    "tier.unknown",
    "Kies uit: school (één school) of regio (meer scholen samen).",
);
pub const SCHOOLS_TOO_MANY: Code = Code::new(
    "schools.too-many",
    "Een leergemeenschap van een school heeft één school. Kies anders voor de regio.",
);
pub const SCHOOL_UNREADABLE: Code = Code::new(
    "school.unreadable",
    "We kunnen deze school niet lezen. Kies een school uit de lijst.",
);
pub const INVITE_EMAIL: Code = Code::new(
    "invite.email",
    "Dit is geen e-mailadres. Kijk het na: er hoort een @ in te staan.",
);
pub const INVITES_TOO_MANY: Code = Code::new(
    "invite.too-many",
    "Je hebt vandaag al veel mensen uitgenodigd. Ga morgen verder.",
);
pub const SIDE_UNKNOWN: Code = Code::new(
    "side.unknown",
    "Kies hoe je meedoet: als student, docent of aankomend docent.",
);
pub const OTHER_SCHOOL: Code = Code::new(
    "community.other-school",
    "Deze leergemeenschap is van een school. Meedoen kan als je daar bij hoort. Meld je aan met je schoolaccount.",
);
pub const COMMUNITY_NOT_YOURS: Code = Code::new(
    "community.not-yours",
    "Alleen wie deze regio of school coördineert, kan dit doen.",
);
pub const SITE_UNREADABLE: Code = Code::new(
    "site.unreadable",
    "Het adres van de site begint met http:// of https://.",
);
pub const ARGUMENTS_UNREADABLE: Code = Code::new(
    "arguments.unreadable",
    "Geef de argumenten zoals in een adres: verb=Identify.",
);
pub const CALENDAR_FORM: Code = Code::new("calendar.form", "Kies wat je in je agenda wilt zien.");
pub const CALENDAR_IN_BROWSER: Code = Code::new(
    "calendar.browser",
    "Een adres voor je agenda maak je zelf, op de site.",
);
pub const SOURCE_ADDRESS: Code = Code::new(
    "source.address",
    "Dit adres kunnen we niet ophalen. Het begint met https://.",
);
pub const SOURCE_PRIVATE: Code = Code::new(
    "source.private",
    "Dit adres leidt naar een besloten netwerk. Kies een adres dat iedereen kan openen.",
);
pub const SOURCE_AWAY: Code = Code::new(
    "source.away",
    "De andere site geeft geen antwoord. Klopt het adres?",
);
pub const SOURCE_SLOW: Code = Code::new("source.slow", "De andere site doet er te lang over.");
pub const SOURCE_LARGE: Code = Code::new(
    "source.large",
    "De agenda is te groot. Hij mag hooguit 5 MB zijn.",
);
pub const SOURCE_REFUSED: Code =
    Code::new("source.refused", "De andere site geeft deze agenda niet.");
pub const SOURCE_UNREADABLE: Code = Code::new(
    "source.unreadable",
    "Dit is geen agenda die wij kunnen lezen. Zoek het adres van de .ics.",
);
pub const SOURCE_TAKEN: Code = Code::new("source.taken", "Deze agenda volg je al.");
pub const SOURCES_TOO_MANY: Code = Code::new(
    "sources.too-many",
    "Een regio volgt hooguit 20 agenda's. Stop eerst met een andere.",
);
pub const SOURCES_NOT_YOURS: Code = Code::new(
    "sources.not-yours",
    "Alleen wie deze regio coördineert, kan dit doen.",
);

pub const LEADS_OUTSIDE: Code = Code::new(
    "text.leads-outside",
    "Hier staat een nummer, adres of link in. Schrijf het zonder; in de groep vind je elkaar.",
);
pub const TEXT_MISSING: Code = Code::new("text.missing", "Schrijf hier een paar woorden.");
pub const MEMBERS_ONLY: Code = Code::new("community.members-only", "Dit kan alleen wie meedoet.");
pub const ENTRY_KIND: Code = Code::new("entry.kind", "Kies of je iets vraagt of iets aanbiedt.");
pub const ENTRY_TITLE: Code = Code::new(
    "entry.title",
    "Een titel heeft 3 tot 120 tekens. Pas de titel aan.",
);
pub const ENTRY_WEEKS_WRONG: Code = Code::new(
    "entry.weeks",
    "Kies hoelang dit blijft staan: 1 tot 13 weken.",
);
pub const ENTRY_MANY: Code = Code::new(
    "entry.many",
    "Je hebt hier al tien oproepen open staan. Sluit er eerst een.",
);
pub const ENTRY_NOT_YOURS: Code = Code::new("entry.not-yours", "Dit is van iemand anders.");
pub const ENTRY_OVER: Code = Code::new("entry.over", "Deze oproep is al afgelopen.");
pub const REACTIONS_MANY: Code = Code::new(
    "reaction.many",
    "Hier staan al genoeg reacties. Kijk of je elkaar kunt spreken.",
);
pub const THANKS_UNKNOWN: Code = Code::new(
    "entry.thanks",
    "Kies wie je hielp uit de mensen die reageerden.",
);

pub const SPACE_UNKNOWN: Code = Code::new("space.unknown", "Kies uit: open of closed.");
pub const JOIN_NO_NEED: Code = Code::new(
    "join.no-need",
    "Vragen hoeft niet: je doet al mee, of je kunt zo meedoen.",
);
pub const JOIN_ASK_FIRST: Code = Code::new(
    "join.ask-first",
    "Dit is een gesloten groep. Vraag eerst of je mee mag doen.",
);
pub const JOIN_NO_REQUEST: Code = Code::new(
    "join.no-request",
    "Deze vraag om mee te doen is er niet meer.",
);

pub const TOPIC_MANY: Code = Code::new(
    "topic.many",
    "Er wachten hier al vijf onderwerpen van jou. Wacht tot er een antwoord is.",
);
pub const TOPIC_ANSWERED: Code =
    Code::new("topic.answered", "Dit onderwerp heeft al een antwoord.");
pub const TOPIC_ANSWER: Code = Code::new("topic.answer", "Kies uit: planned, later of declined.");
pub const TOPIC_EVENT: Code = Code::new(
    "topic.event",
    "Kies een bijeenkomst van deze groep. Zet haar eerst op de agenda.",
);
pub const TOPIC_UNTIL: Code =
    Code::new("topic.until", "Kies een dag die nog komt, binnen een jaar.");

pub const EVENT_NOT_OVER: Code = Code::new(
    "event.not-over",
    "Deze bijeenkomst is nog niet geweest. Vertel daarna wat jullie meenemen.",
);
pub const CARDS_UNREADABLE: Code = Code::new(
    "cards.unreadable",
    "Noem hooguit acht kaarten: het adres of de naam van de kaart, één op een regel.",
);

pub const IMAGE_MISSING: Code = Code::new("image.missing", "Kies een afbeelding.");
pub const IMAGE_ALT: Code = Code::new(
    "image.alt",
    "Schrijf in 1 tot 300 tekens wat er op de afbeelding te zien is.",
);
pub const IMAGE_KIND: Code = Code::new(
    "image.kind",
    "Dit is geen afbeelding die we kennen. Kies een JPEG, PNG of WebP.",
);
pub const IMAGE_LARGE: Code = Code::new(
    "image.large",
    "Dit bestand is te groot. Kies een afbeelding van hooguit 5 MB.",
);
pub const IMAGE_PIXELS: Code = Code::new(
    "image.pixels",
    "Deze afbeelding heeft te veel beeldpunten. Kies er een van hooguit 24 miljoen.",
);
pub const IMAGE_MOVES: Code = Code::new(
    "image.moves",
    "Deze afbeelding beweegt. Kies er een die stilstaat.",
);
pub const IMAGE_BROKEN: Code = Code::new(
    "image.broken",
    "We kunnen deze afbeelding niet lezen. Misschien is het bestand stuk. Kies een ander bestand.",
);

/// Every code of this service, so that a test can hold them against the sentences of the screens.
pub const CODES: &[Code] = &[
    TITLE_MISSING,
    TITLE_TOO_SHORT,
    TITLE_TOO_LONG,
    KIND_UNKNOWN,
    REGION_MISSING,
    REGION_UNKNOWN,
    COMMUNITY_UNKNOWN,
    STARTS_MISSING,
    STARTS_UNREADABLE,
    ENDS_MISSING,
    ENDS_UNREADABLE,
    ENDS_BEFORE_STARTS,
    ENDS_TOO_LATE,
    TIMEZONE_UNKNOWN,
    TEXT_TOO_LONG,
    LINK_UNREADABLE,
    CAPACITY_OUT_OF_RANGE,
    ACCESSIBILITY_UNKNOWN,
    SKILL_UNKNOWN,
    RECURRENCE_UNREADABLE,
    RECURRENCE_TOO_OFTEN,
    RECURRENCE_TOO_MANY,
    COHOSTS_TOO_MANY,
    TOPICS_TOO_MANY,
    LANGUAGE_UNKNOWN,
    HOST_UNKNOWN,
    PUBLISH_PAST,
    PUBLISH_LATE,
    DATE_UNKNOWN,
    DATE_LAST,
    DATE_UNREADABLE,
    PAGE_OUT_OF_RANGE,
    PER_PAGE_OUT_OF_RANGE,
    EVENT_NOT_YOURS,
    EVENT_CANCELLED,
    EVENT_OVER,
    SIGNUP_ALREADY,
    SIGNUP_NONE,
    SIGNUP_NO_OFFER,
    SIGNUP_NAME,
    SIGNUP_AGE,
    SIGNUPS_TOO_MANY,
    REMINDER_UNKNOWN,
    ATTENDANCE_EARLY,
    CERTIFICATE_NONE,
    SIGNUP_NO_ROOM,
    BRING_OUT_OF_RANGE,
    BRING_ENDLESS,
    BRINGS_TOO_MANY,
    QUESTION_LENGTH,
    QUESTION_OPTIONS,
    QUESTIONS_TOO_MANY,
    ANSWER_MISSING,
    ANSWER_UNKNOWN,
    ANSWER_OF_BEFORE,
    NAME_TOO_SHORT,
    NAME_TOO_LONG,
    SLUG_UNREADABLE,
    SLUG_TAKEN,
    TIER_UNKNOWN,
    SCHOOLS_TOO_MANY,
    SCHOOL_UNREADABLE,
    SIDE_UNKNOWN,
    OTHER_SCHOOL,
    COMMUNITY_NOT_YOURS,
    SITE_UNREADABLE,
    ARGUMENTS_UNREADABLE,
    CALENDAR_FORM,
    CALENDAR_IN_BROWSER,
    SOURCE_ADDRESS,
    SOURCE_PRIVATE,
    SOURCE_AWAY,
    SOURCE_SLOW,
    SOURCE_LARGE,
    SOURCE_REFUSED,
    SOURCE_UNREADABLE,
    SOURCE_TAKEN,
    SOURCES_TOO_MANY,
    SOURCES_NOT_YOURS,
    INVITE_EMAIL,
    INVITES_TOO_MANY,
    LEADS_OUTSIDE,
    TEXT_MISSING,
    MEMBERS_ONLY,
    ENTRY_KIND,
    ENTRY_TITLE,
    ENTRY_WEEKS_WRONG,
    ENTRY_MANY,
    ENTRY_NOT_YOURS,
    ENTRY_OVER,
    REACTIONS_MANY,
    THANKS_UNKNOWN,
    SPACE_UNKNOWN,
    JOIN_NO_NEED,
    JOIN_ASK_FIRST,
    JOIN_NO_REQUEST,
    TOPIC_MANY,
    TOPIC_ANSWERED,
    TOPIC_ANSWER,
    TOPIC_EVENT,
    TOPIC_UNTIL,
    EVENT_NOT_OVER,
    CARDS_UNREADABLE,
    IMAGE_MISSING,
    IMAGE_ALT,
    IMAGE_KIND,
    IMAGE_LARGE,
    IMAGE_PIXELS,
    IMAGE_MOVES,
    IMAGE_BROKEN,
];
