//! Signing in through a school's provider, by e-mail, and the second factor. All of it stands behind the internal door.

use serde::{Deserialize, Serialize};

use super::{Secret, Started};
use crate::Code;

macro_rules! sign_in_codes {
    ($($name:ident = $code:literal, $kind:ident;)*) => {
        $(pub const $name: Code = Code::new($code, $kind);)*

        /// Everything that a sign-in can be refused for.
        pub const SIGN_IN_CODES: &[Code] = &[$($name),*];
    };
}

const AGAIN: &str = "Deze aanmelding is niet meer geldig. Begin opnieuw bij Aanmelden.";
const BROWSER: &str = "Deze aanmelding begon in een andere browser. Ga terug naar die browser, of begin hier opnieuw.";
const DECLINED: &str =
    "De aanmelding bij je school is gestopt. Probeer het opnieuw of kies een andere manier.";
const AWAY: &str = "De aanmelding van je school geeft nu geen antwoord. Probeer het over een paar minuten opnieuw.";
const DISTRUSTED: &str = "Het antwoord van de aanmelding van je school klopt niet. Je bent niet aangemeld. Begin opnieuw, of vraag je school om hulp.";
const UNKNOWN: &str = "Deze manier van aanmelden bestaat niet. Kies een andere.";

sign_in_codes! {
    SIGN_IN_WAY_UNKNOWN = "sign-in.way-unknown", UNKNOWN;
    SIGN_IN_STALE = "sign-in.stale", AGAIN;
    SIGN_IN_OTHER_BROWSER = "sign-in.other-browser", BROWSER;
    SIGN_IN_OTHER_PROVIDER = "sign-in.other-provider", DISTRUSTED;
    SIGN_IN_DECLINED = "sign-in.declined", DECLINED;
    SIGN_IN_SENDER_MISSING = "sign-in.sender-missing", DISTRUSTED;
    SIGN_IN_SENDER_WRONG = "sign-in.sender-wrong", DISTRUSTED;
    SIGN_IN_CODE_USED = "sign-in.code-used", AGAIN;
    SIGN_IN_CODE_REFUSED = "sign-in.code-refused", AGAIN;
    SIGN_IN_PROVIDER_AWAY = "sign-in.provider-away", AWAY;
    SIGN_IN_PROVIDER_SLOW = "sign-in.provider-slow", AWAY;
    SIGN_IN_PROVIDER_UNREADABLE = "sign-in.provider-unreadable", AWAY;
    SIGN_IN_PROVIDER_TOO_LARGE = "sign-in.provider-too-large", AWAY;
    SIGN_IN_PROVIDER_OTHER_ISSUER = "sign-in.provider-other-issuer", DISTRUSTED;
    SIGN_IN_PROVIDER_OPEN = "sign-in.provider-open", DISTRUSTED;
    SIGN_IN_TOKEN_MISSING = "sign-in.token-missing", DISTRUSTED;
    SIGN_IN_TOKEN_ISSUER = "sign-in.token-issuer", DISTRUSTED;
    SIGN_IN_TOKEN_AUDIENCE = "sign-in.token-audience", DISTRUSTED;
    SIGN_IN_TOKEN_PARTY = "sign-in.token-party", DISTRUSTED;
    SIGN_IN_TOKEN_NONCE = "sign-in.token-nonce", DISTRUSTED;
    SIGN_IN_TOKEN_EXPIRED = "sign-in.token-expired", DISTRUSTED;
    SIGN_IN_TOKEN_EARLY = "sign-in.token-early", DISTRUSTED;
    SIGN_IN_TOKEN_OLD = "sign-in.token-old", DISTRUSTED;
    SIGN_IN_TOKEN_SIGNATURE = "sign-in.token-signature", DISTRUSTED;
    SIGN_IN_TOKEN_KEY = "sign-in.token-key", DISTRUSTED;
    SIGN_IN_TOKEN_ALGORITHM = "sign-in.token-algorithm", DISTRUSTED;
    SIGN_IN_TOKEN_ACCESS = "sign-in.token-access", DISTRUSTED;
    SIGN_IN_TOKEN_SUBJECT = "sign-in.token-subject", DISTRUSTED;
    SIGN_IN_TOKEN_UNREADABLE = "sign-in.token-unreadable", DISTRUSTED;
}

pub const NAME_EMPTY: Code = Code::new("name.empty", "Vul in hoe anderen je mogen noemen.");
pub const NAME_TOO_LONG: Code = Code::new(
    "name.too-long",
    "Je naam heeft ten hoogste 80 tekens. Maak hem korter.",
);
pub const BIRTH_YEAR: Code = Code::new(
    "birth.year",
    "Vul het jaar in waarin je bent geboren, met vier cijfers.",
);
pub const BIRTH_MONTH: Code = Code::new("birth.month", "Kies de maand waarin je bent geboren.");
pub const SCHOOL_UNKNOWN: Code = Code::new("school.unknown", "Kies je school uit de lijst.");
pub const EMAIL_WRONG: Code = Code::new(
    "email.wrong",
    "Dit is geen e-mailadres. Schrijf het zo: naam@school.nl.",
);
pub const MAIL_OFF: Code = Code::new(
    "mail.off",
    "Aanmelden met e-mail staat hier uit. Kies een andere manier.",
);
pub const MAIL_CODE_WRONG: Code = Code::new(
    "mail.code-wrong",
    "Deze code klopt niet. Kijk in de nieuwste mail en typ de 6 cijfers.",
);
pub const MAIL_CODE_SPENT: Code = Code::new(
    "mail.code-spent",
    "Deze code werkt niet meer. Vraag een nieuwe mail aan.",
);
pub const PASSKEY_REFUSED: Code = Code::new(
    "passkey.refused",
    "De passkey is niet gelukt. Probeer het opnieuw.",
);
pub const PASSKEY_UNAVAILABLE: Code = Code::new(
    "passkey.unavailable",
    "Passkeys werken hier niet. Meld je aan via je school.",
);
pub const PASSKEY_FIRST: Code = Code::new(
    "passkey.first",
    "Gebruik eerst een passkey die je al hebt. Daarna kun je er een bij maken.",
);
pub const IDENTITY_TAKEN: Code = Code::new(
    "identity.taken",
    "Deze aanmelding hoort al bij een ander account.",
);

/// The codes of forms around signing in.
pub const FORM_CODES: &[Code] = &[
    NAME_EMPTY,
    NAME_TOO_LONG,
    BIRTH_YEAR,
    BIRTH_MONTH,
    SCHOOL_UNKNOWN,
    EMAIL_WRONG,
    MAIL_OFF,
    MAIL_CODE_WRONG,
    MAIL_CODE_SPENT,
    PASSKEY_REFUSED,
    PASSKEY_UNAVAILABLE,
    PASSKEY_FIRST,
    IDENTITY_TAKEN,
];

/// `GET /sign-in/ways`: how people can sign in here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    pub providers: Vec<Way>,
    /// Whether a link and a code can be sent by e-mail.
    pub mail: bool,
}

/// A provider, as the button says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub key: String,
    pub name: String,
}

/// `POST /sign-in/provider`: begins a sign-in at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginAtProvider {
    pub provider: String,
    /// What this browser was given for signing in before, if it still has it.
    pub browser: Option<Secret>,
    /// Where to go afterwards: an address of our own.
    pub back: String,
}

/// Where the browser goes now, and what it has to keep until it is back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentOn {
    pub address: String,
    pub browser: Secret,
}

/// `POST /sign-in/provider/finish`: what the provider sent the browser back with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishAtProvider {
    pub provider: String,
    pub browser: Option<Secret>,
    pub state: Option<String>,
    pub code: Option<Secret>,
    /// RFC 9207.
    pub iss: Option<String>,
    pub error: Option<String>,
    /// Browser and system in a few words.
    pub device: String,
    pub previous: Option<Secret>,
}

/// Who came out of a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Arrived {
    SignedIn {
        started: Started,
        back: String,
    },
    /// Proven, but without an account: the welcome form is next. It lasts an hour.
    Newcomer,
    /// Under 16, with an account that nobody sees: a parent decides first. Nobody is signed in.
    Waiting,
}

/// Names a browser that is signing in: `POST /sign-in/newcomer`, and a mail's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningIn {
    pub browser: Secret,
}

/// Somebody who has shown who they are and has no account yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newcomer {
    /// What the provider calls them; a suggestion.
    pub name: String,
    /// The school that the provider told, else the person chooses one.
    pub school: Option<SchoolName>,
    /// To choose from; empty when the school is told.
    pub schools: Vec<SchoolName>,
    /// The provider's name; `None` for e-mail.
    pub way: Option<String>,
    pub back: String,
}

/// A school by its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolName {
    pub id: String,
    pub name: String,
}

/// `POST /sign-in/welcome`: makes the account. A refusal names the fields `name`, `birth_year`, `birth_month`, `school`,
/// and `parent` for somebody under 16.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub browser: Secret,
    pub name: String,
    pub birth_year: Option<i32>,
    /// 1 to 12.
    pub birth_month: Option<u32>,
    pub school: Option<String>,
    /// The e-mail address of a parent, for somebody under 16.
    #[serde(default)]
    pub parent: Option<String>,
    /// `nl` or `en`.
    pub language: String,
    pub device: String,
    pub previous: Option<Secret>,
}

/// `POST /sign-in/link`: gives what was just proven to the account that is signed in, because both were proven here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub browser: Secret,
    pub session: Secret,
}

/// `POST /sign-in/mail`: asks for a link and a code. The answer is the same for every address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginByMail {
    pub email: String,
    pub back: String,
    /// `nl` or `en`.
    pub language: String,
    /// Where the request came from; counted, not kept.
    pub address: Option<String>,
}

/// What the browser has to keep until the code comes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSent {
    pub browser: Secret,
}

/// `POST /sign-in/mail/finish`: the code that was typed, or the link's secret. A refusal names the field `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishByMail {
    pub browser: Option<Secret>,
    pub proof: Proof,
    pub device: String,
    pub previous: Option<Secret>,
}

/// What only the mail tells.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    Code(String),
    Link(String),
}

/// A secret stays out of logs.
impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof(…)")
    }
}

/// `GET /mails/demo?from_loopback=`: what was sent, newest first; only where the demo is on and no mail server is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoMails {
    pub mails: Vec<DemoMail>,
}

/// A mail as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoMail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub at: chrono::DateTime<chrono::Utc>,
}

/// `POST /sessions/end` answers with this: where the provider's own session can be ended (OpenID Connect RP-Initiated
/// Logout 1.0), when there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub elsewhere: Option<Elsewhere>,
}

/// The provider at which somebody is still signed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub name: String,
    pub address: String,
}

/// The address holds the token that the provider gave: it stays out of logs.
impl std::fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Elsewhere")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// `POST /second-factor/begin`: what the browser has to do for the person in this session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginSecondFactor {
    pub session: Secret,
    /// Makes a new passkey rather than use one.
    pub makes_new: bool,
}

/// A ceremony of WebAuthn level 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceremony {
    /// Whether the options are for `navigator.credentials.create` rather than `get`.
    pub makes_new: bool,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`, as text.
    pub options: String,
    /// The passkeys that the person has, the newest first.
    pub keys: Vec<PasskeyKept>,
    /// Whether one may be removed in this session.
    pub may_remove: bool,
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyKept {
    pub id: String,
    pub made: chrono::DateTime<chrono::Utc>,
    pub used: chrono::DateTime<chrono::Utc>,
}

/// `POST /second-factor/remove`: removes a passkey of the person in this session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovePasskey {
    pub session: Secret,
    pub id: String,
}

/// `POST /second-factor/finish`: what the browser answered. The session is another one afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishSecondFactor {
    pub session: Secret,
    /// The credential as JSON.
    pub answer: String,
}
