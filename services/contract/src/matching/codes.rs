use crate::Code;

pub const SIDE_UNKNOWN: Code = Code::new(
    "side.unknown",
    "Kies of je iemand zoekt of iemand wilt helpen.",
);
pub const RELATIONS_EMPTY: Code = Code::new("relations.empty", "Kies minstens één soort maatje.");
pub const CHOICE_UNKNOWN: Code = Code::new(
    "choice.unknown",
    "Deze keuze staat niet in de lijst. Kies er een uit de lijst.",
);
pub const CHOICE_TOO_MANY: Code = Code::new(
    "choice.too-many",
    "Dit zijn te veel keuzes. Kies er hooguit zoveel als er staan.",
);
pub const REGION_EMPTY: Code = Code::new(
    "region.empty",
    "Kies je regio. Anders weten we niet wie er in de buurt woont.",
);
pub const REGION_UNKNOWN: Code = Code::new(
    "region.unknown",
    "Deze regio kennen we niet. Kies er een uit de lijst.",
);
pub const CAPACITY_RANGE: Code = Code::new(
    "capacity.range",
    "Kies hoeveel studenten je wilt helpen: 1 tot en met 10.",
);
pub const PROFILE_MISSING: Code = Code::new(
    "profile.missing",
    "Vul eerst je profiel in. Dat duurt een paar minuten.",
);
pub const PROFILE_PAUSED: Code = Code::new(
    "profile.paused",
    "Je staat op pauze. Zet je profiel weer aan.",
);
pub const PROFILE_NOT_ALLOWED: Code = Code::new(
    "profile.not-allowed",
    "Dit deel van het profiel kun jij niet invullen.",
);
pub const HELP_FROM_EIGHTEEN: Code = Code::new(
    "help.from-eighteen",
    "Een ander helpen kan vanaf 18 jaar. Iemand zoeken kan nu al.",
);
pub const VOG_DAY: Code = Code::new(
    "vog.day",
    "Kies de laatste dag waarop de VOG geldt. Die ligt na vandaag en binnen vijf jaar.",
);
pub const VOG_NOT_YOURS: Code = Code::new(
    "vog.not-yours",
    "Alleen een coördinator van de regio vult de VOG in.",
);
pub const WAITING_LIST_MATCHED: Code = Code::new(
    "waiting-list.matched",
    "Je hebt al een maatje. De wachtlijst is voor wie nog niemand heeft.",
);
pub const BUDDY_UNKNOWN: Code = Code::new(
    "buddy.unknown",
    "Dit maatje is er niet, of niet meer. Kies iemand anders.",
);
pub const BUDDY_NOT_FITTING: Code = Code::new(
    "buddy.not-fitting",
    "Jullie kunnen nu geen maatjes worden. Kies iemand uit je voorstellen.",
);
pub const BUDDY_FULL: Code = Code::new(
    "buddy.full",
    "Dit maatje heeft nu geen plek vrij. Kies iemand anders.",
);
pub const BUDDY_PAUSED: Code = Code::new(
    "buddy.paused",
    "Dit maatje heeft nu pauze. Kies iemand anders.",
);
pub const RELATION_UNKNOWN: Code = Code::new(
    "relation.unknown",
    "Dit maatje biedt dit niet aan. Kies een ander soort maatje.",
);
pub const RANK_RANGE: Code = Code::new("rank.range", "Kies een plek van 1 tot en met 5.");
pub const RANK_TAKEN: Code = Code::new(
    "rank.taken",
    "Op deze plek staat al iemand. Kies een andere plek.",
);
pub const REQUEST_TOO_MANY: Code = Code::new(
    "request.too-many",
    "Je hebt al drie vragen open. Wacht op antwoord of trek er een in.",
);
pub const REQUEST_PAIR_OPEN: Code = Code::new(
    "request.pair-open",
    "Je hebt dit maatje al gevraagd. Kijk bij je vragen.",
);
pub const REQUEST_NOT_OPEN: Code = Code::new(
    "request.not-open",
    "Dit kan niet meer: er is al iets anders gebeurd. Bekijk de vraag opnieuw.",
);
pub const REQUEST_LATE: Code = Code::new(
    "request.late",
    "De tijd voor een antwoord is voorbij. De student kan opnieuw vragen.",
);
pub const REQUEST_FULL: Code = Code::new(
    "request.full",
    "Je hebt geen plek meer vrij. Maak je aantal groter of zeg nu nee.",
);
pub const REQUEST_NOT_YOURS: Code = Code::new("request.not-yours", "Dit kan alleen de ander doen.");
pub const ANSWER_UNKNOWN: Code = Code::new("answer.unknown", "Kies ja, nee of eerst een vraag.");
pub const REASON_UNKNOWN: Code = Code::new(
    "reason.unknown",
    "Kies een reden uit de lijst. Dan weet de ander waar het aan ligt.",
);
pub const QUESTION_UNKNOWN: Code = Code::new("question.unknown", "Kies een vraag uit de lijst.");
pub const QUESTION_ASKED: Code = Code::new(
    "question.asked",
    "Je hebt al een vraag gesteld. Zeg nu ja of nee.",
);
pub const REPLY_UNKNOWN: Code = Code::new("reply.unknown", "Kies een antwoord uit de lijst.");

pub const MESSAGE_EMPTY: Code = Code::new("message.empty", "Schrijf eerst een bericht.");
pub const MESSAGE_TOO_LONG: Code = Code::new(
    "message.too-long",
    "Je bericht is te lang. Gebruik ten hoogste 2000 tekens.",
);
pub const MESSAGE_ID: Code = Code::new(
    "message.id",
    "Dit bericht heeft geen geldig kenmerk. Laad de pagina opnieuw.",
);
pub const MESSAGE_SENT: Code = Code::new(
    "message.sent",
    "Met dit formulier is al een bericht verstuurd. Verstuur het nog een keer.",
);
pub const MESSAGE_TOO_MANY: Code = Code::new(
    "message.too-many",
    "Je stuurde dit uur al veel berichten. Wacht even en stuur het dan opnieuw.",
);
pub const CONVERSATION_ENDED: Code = Code::new(
    "conversation.ended",
    "Dit gesprek is klaar. Je kunt het nog lezen.",
);
pub const CONVERSATION_PAUSED: Code = Code::new(
    "conversation.paused",
    "Dit gesprek staat nu stil. De ander leest nu geen berichten.",
);
pub const CONVERSATION_PAUSED_BY_YOU: Code = Code::new(
    "conversation.paused-by-you",
    "Je wilt nu geen berichten krijgen. Zet dat aan bij je toestemming, dan schrijven jullie verder.",
);
pub const CONVERSATION_CERTIFICATE: Code = Code::new(
    "conversation.certificate",
    "Dit gesprek wacht op een nieuwe VOG van het maatje. De coördinator kan helpen.",
);

pub const PLAN_MOMENTS: Code = Code::new("plan.moments", "Kies één tot drie momenten.");
pub const PLAN_MOMENT_GONE: Code = Code::new(
    "plan.moment-gone",
    "Dit moment kan niet meer. Kies een ander moment uit de lijst.",
);
pub const PLAN_PLACE: Code = Code::new("plan.place", "Kies een plek uit de lijst.");
pub const PLAN_CHANGED: Code = Code::new(
    "plan.changed",
    "De ander was net eerder. Kijk wat er nu staat en kies dan.",
);
pub const PLAN_LATE: Code = Code::new(
    "plan.late",
    "Dit moment is al voorbij. Stel een nieuw moment voor.",
);
pub const TOGETHER_TOO_MANY: Code = Code::new(
    "together.too-many",
    "Dit is genoeg voor nu. Rond eerst iets af.",
);
pub const GOAL_UNKNOWN: Code = Code::new("goal.unknown", "Kies een doel uit de lijst.");
pub const STEP_EMPTY: Code = Code::new("step.empty", "Kies een stap of schrijf er zelf een.");
pub const STEP_TOO_LONG: Code = Code::new(
    "step.too-long",
    "Je stap is te lang. Gebruik ten hoogste 80 tekens.",
);
pub const STEP_WARNED: Code = Code::new(
    "step.warned",
    "In je stap staat iets van jezelf, zoals een nummer. Haal het weg of bewaar het toch.",
);
pub const STEP_REFUSED: Code = Code::new(
    "step.refused",
    "In je stap staat iets dat hier niet mag, zoals een nummer. Haal het weg.",
);
pub const CHECK_IN_UNKNOWN: Code = Code::new("check-in.unknown", "Kies hoe het gaat.");
pub const CHECK_IN_NOT_AGREED: Code = Code::new(
    "check-in.not-agreed",
    "Je wilt deze vraag niet krijgen. Zet dat aan bij je toestemming.",
);
pub const THANKS_UNKNOWN: Code = Code::new("thanks.unknown", "Kies een zin uit de lijst.");
pub const THANKS_SAID: Code = Code::new("thanks.said", "Je hebt al bedankt.");
pub const COORDINATORS_ONLY: Code =
    Code::new("coordinators.only", "Dit zien alleen coördinatoren.");

/// Every code of this service; the screens have a sentence for each.
pub const CODES: &[Code] = &[
    SIDE_UNKNOWN,
    RELATIONS_EMPTY,
    CHOICE_UNKNOWN,
    CHOICE_TOO_MANY,
    REGION_EMPTY,
    REGION_UNKNOWN,
    CAPACITY_RANGE,
    PROFILE_MISSING,
    PROFILE_PAUSED,
    PROFILE_NOT_ALLOWED,
    HELP_FROM_EIGHTEEN,
    VOG_DAY,
    VOG_NOT_YOURS,
    BUDDY_UNKNOWN,
    BUDDY_NOT_FITTING,
    BUDDY_FULL,
    BUDDY_PAUSED,
    RELATION_UNKNOWN,
    RANK_RANGE,
    RANK_TAKEN,
    REQUEST_TOO_MANY,
    REQUEST_PAIR_OPEN,
    REQUEST_NOT_OPEN,
    REQUEST_LATE,
    REQUEST_FULL,
    REQUEST_NOT_YOURS,
    ANSWER_UNKNOWN,
    REASON_UNKNOWN,
    QUESTION_UNKNOWN,
    QUESTION_ASKED,
    REPLY_UNKNOWN,
    MESSAGE_EMPTY,
    MESSAGE_TOO_LONG,
    MESSAGE_ID,
    MESSAGE_SENT,
    MESSAGE_TOO_MANY,
    CONVERSATION_ENDED,
    CONVERSATION_PAUSED,
    CONVERSATION_PAUSED_BY_YOU,
    CONVERSATION_CERTIFICATE,
    super::PROGRAMME_NAME,
    super::PROGRAMME_PLACE,
    super::PROGRAMME_DATE,
    super::PROGRAMME_DATES,
    super::PROGRAMME_LONG,
    super::PROGRAMME_NOT_YOURS,
    super::PROGRAMME_NOT_OPEN,
    super::PROGRAMME_TOO_MANY,
    super::PROGRAMME_OVER,
    super::PROGRAMME_NO_BATCH,
    super::PROGRAMME_CHOSEN_FOR,
    super::PROGRAMME_SUGGESTED,
    super::NOT_SUGGESTED,
    super::EDIT_NOT_FITTING,
    super::EDIT_TWICE,
    super::EDIT_TOO_MANY,
    super::DRAFT_STALE,
    super::DRAFT_MISSING,
    super::DRAFT_PUBLISHING,
    super::NUDGED,
    PLAN_MOMENTS,
    PLAN_MOMENT_GONE,
    PLAN_PLACE,
    PLAN_CHANGED,
    PLAN_LATE,
    TOGETHER_TOO_MANY,
    GOAL_UNKNOWN,
    STEP_EMPTY,
    STEP_TOO_LONG,
    STEP_WARNED,
    STEP_REFUSED,
    CHECK_IN_UNKNOWN,
    CHECK_IN_NOT_AGREED,
    THANKS_UNKNOWN,
    THANKS_SAID,
    COORDINATORS_ONLY,
];
