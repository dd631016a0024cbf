//! What people type. The words that a card must share with the question are those of the
//! synthetic country; the rest is how people ask.

/// Whole questions, some with a typing mistake, an accent or a compound.
pub(crate) const QUESTIONS: &[&str] = &[
    "feedback",
    "feedback geven aan je team",
    "dagstart met studenten",
    "intervisie",
    "intervise",
    "hoe begin je een gesprek over werkverdeling",
    "kennismaking eerstejaars",
    "stagebegeleiding",
    "stage begeleiding",
    "overstap van mbo naar hbo",
    "doorstroom",
    "teamoverleg korter maken",
    "team overleg",
    "vertrouwen in het team",
    "wandeling met docenten",
    "een terugblik met ouders",
    "luisteren zonder oordeel",
    "reflectie",
    "reflectiegesprek",
    "weerbaarheid oefenen",
    "lesbezoek bij een collega",
    "planning maken",
    "rekenen",
    "burgerschap",
    "mentoraat",
    "praktijkopleiders",
    "netwerk van alumni",
    "motivatie van studenten",
    "loopbaangesprek",
    "loopbaan",
    "spel voor samenwerking",
    "samenwerken",
    "toetsing vergelijken",
    "hulpvraag",
    "hulpvragen stellen",
    "taal in de les",
    "studiekeuze",
    "kring",
    "werkvorm voor stagebedrijven",
    "vergadring over planning",
];

/// What stands in the field while somebody types.
pub(crate) const BEGINNINGS: &[&str] = &[
    "fee", "inter", "over", "stage", "kenn", "refl", "weer", "loop", "plan", "net", "sam", "team",
];
