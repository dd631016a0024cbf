//! Every address of the site, once: handlers route by it, redirects and templates ask for it by name.

use std::fmt::{Display, Write as _};

/// Declares the addresses: a constant for a fixed one, a function and its pattern for one that takes an id.
macro_rules! addresses {
    (
        fixed { $($(#[$fixed_doc:meta])* $fixed:ident = $path:literal;)* }
        taking { $($(#[$doc:meta])* $name:ident($arg:ident) $pattern:ident = $before:literal, $after:literal;)* }
    ) => {
        $($(#[$fixed_doc])* pub const $fixed: &str = $path;)*
        $(
            $(#[$doc])*
            pub fn $name($arg: impl Display) -> String {
                format!("{}{}{}", $before, segment(&$arg.to_string()), $after)
            }
        )*

        /// The patterns that the router takes, one for each function of [`crate::urls`].
        pub mod pattern {
            $(pub const $pattern: &str = concat!($before, ":", stringify!($arg), $after);)*
        }

        /// Every address and every pattern, for whoever has to see to all of them.
        pub const ALL: &[&str] = &[$($fixed,)* $(pattern::$pattern,)*];

        /// The address that a template asks for: `{{url "toolbox"}}`, `{{url "card" id}}`.
        pub(crate) fn by_name(name: &str, arg: Option<&str>) -> Option<String> {
            match arg {
                None => match name {
                    $(_ if name.eq_ignore_ascii_case(stringify!($fixed)) => Some($fixed.to_owned()),)*
                    _ => None,
                },
                Some(arg) => match name {
                    $(stringify!($name) => Some($name(arg)),)*
                    _ => None,
                },
            }
        }
    };
}

addresses! {
    fixed {
        HOME = "/";
        SEARCH = "/zoeken";
        /// The map of all regions.
        REGIONS = "/regio";
        ABOUT = "/over";
        PRIVACY = "/privacy";
        ACCESSIBILITY = "/toegankelijkheid";
        ASSETS = "/assets";
        ROBOTS = "/robots.txt";
        SECURITY_TXT = "/.well-known/security.txt";
        FAVICON = "/favicon.ico";
        /// Where "verlaat deze pagina" leads: a neutral page of the site itself, without a trace of the one before.
        LEAVE = "/weg";

        TOOLBOX = "/trukendoos";
        NEW_CARD = "/trukendoos/nieuw";
        /// My drafts and cards, and what I am to read for colleagues.
        MY_SHELF = "/trukendoos/mijn";
        /// Whether my school has cards read before they are shared.
        SHELF_REVIEW = "/trukendoos/mijn/lezen";
        COLLECTIONS = "/trukendoos/collecties";
        /// What I look for more often.
        SAVED_SEARCHES = "/trukendoos/zoekvragen";
        /// Education teams.
        TEAMS = "/teams";
        NEW_TEAM = "/teams/nieuw";
        /// What teams ask each other.
        QUESTIONS = "/trukendoos/vragen";
        ASK_TEAMS = "/trukendoos/vragen/stel";
        /// New cards for feed readers.
        TOOLBOX_FEED = "/trukendoos.atom";
        /// For harvesters (OAI-PMH).
        OAI = "/oai";
        /// The same of meetups.
        OAI_MEETUPS = "/oai/bijeenkomsten";
        TOOLBOX_SUGGEST = "/api/toolbox/suggest";

        MATCHING = "/maatjes";
        MATCHING_PROFILE = "/maatjes/profiel";
        MATCHING_SUGGESTIONS = "/maatjes/voorstellen";
        /// Everything I asked and was asked.
        MATCHING_REQUESTS = "/maatjes/verzoeken";
        /// Who waits until somebody has a place.
        WAITING_LIST = "/maatjes/wachtlijst";
        /// The programmes that I run, take part in or may join.
        PROGRAMMES = "/maatjes/programmas";
        NEW_PROGRAMME = "/maatjes/programmas/nieuw";
        /// Who can be a role model for me.
        ROLE_MODELS = "/maatjes/rolmodellen";
        /// What I say of myself as a role model, and who invited me.
        ROLE_MODEL = "/maatjes/rolmodel";
        /// My links that invite a role model whom I know.
        INVITE_ROLE_MODEL = "/maatjes/rolmodel-uitnodigen";
        /// Whom I can ask into my class.
        GUEST_HOURS = "/maatjes/gastuur";
        /// Whose certificate of conduct I have seen, as a coordinator.
        CERTIFICATES = "/maatjes/vog";
        /// What I and my matches write to each other.
        CONVERSATIONS = "/maatjes/gesprekken";

        /// How matches go, for coordinators.
        MATCHES = "/maatjes/hoe-het-loopt";

        MEETUPS = "/bijeenkomsten";
        /// From a postcode to the board of its province; the postcode comes in the form and stays in no address.
        MEETUPS_NEARBY = "/bijeenkomsten/buurt";
        NEW_MEETUP = "/bijeenkomsten/nieuw";
        /// What I have not published yet.
        MEETUP_CONCEPTS = "/bijeenkomsten/concepten";

        /// What runs: everything that waits on me or on someone else.
        MINE = "/mijn";
        /// The browsers in which I am signed in.
        MY_DEVICES = "/mijn/apparaten";
        /// My personal access tokens.
        MY_ACCESS = "/mijn/toegang";
        REVOKE_ACCESS = "/mijn/toegang/intrekken";
        /// What I consent to.
        MY_CONSENT = "/mijn/toestemming";
        /// What the platform holds about me.
        MY_DATA = "/mijn/gegevens";
        MY_DATA_FILE = "/mijn/gegevens/bestand";
        ERASE_ME = "/mijn/gegevens/wissen";
        /// My meetups in the calendar that I use.
        MY_CALENDAR = "/mijn/agenda";
        STOP_CALENDAR = "/mijn/agenda/intrekken";
        MY_ROLES = "/mijn/rollen";
        END_ROLE = "/mijn/rollen/stoppen";
        /// Whom I blocked, what I reported, who looked.
        MY_SAFETY = "/mijn/veiligheid";
        /// Blocks somebody whom a page shows.
        BLOCK = "/mijn/veiligheid/blokkeren";
        /// What moderators look at.
        REPORTS = "/meldingen";
        /// Whom moderators and administrators keep out, and their objections.
        SUSPENSIONS = "/schorsingen";
        LIFT_SUSPENSION = "/schorsingen/opheffen";
        UPHOLD_SUSPENSION = "/schorsingen/blijft";
        /// Why I am kept out, and what I can still do.
        SUSPENDED = "/geschorst";
        SIGN_IN = "/aanmelden";
        SIGN_OUT = "/afmelden";
        /// Asks for a mail with a link and a code.
        SIGN_IN_MAIL = "/aanmelden/mail";
        /// Where the code of a mail is typed.
        SIGN_IN_CODE = "/aanmelden/code";
        /// The form after a first sign-in.
        WELCOME = "/welkom";
        /// Gives what somebody came with to the account that they are signed in to.
        WELCOME_LINK = "/welkom/koppelen";
        /// Where an administrator makes a way back into somebody's account.
        RECOVERIES = "/herstellen";
        /// Where somebody else agrees to it.
        AGREE_RECOVERY = "/herstellen/akkoord";
        /// Where an administrator signs somebody out everywhere.
        SIGN_OUT_EVERYWHERE = "/herstellen/afmelden";
        WITHDRAW_RECOVERY = "/mijn/veiligheid/herstel";
        /// Where a child under 16 waits for a parent, and asks one.
        WAITING = "/welkom/ouder";
        /// The second factor of whoever decides for others.
        MY_PASSKEY = "/mijn/passkey";
        REMOVE_PASSKEY = "/mijn/passkey/weg";
        /// The mails of the demo, at this machine only.
        MAILBOX = "/postvak";
    }
    taking {
        /// Where a parent decides.
        parent(secret) PARENT = "/ouder/", "";
        /// The way back into an account, as an administrator gave it.
        recovery(secret) RECOVERY = "/herstel/", "";
        /// Where a mail about such a way back stops it.
        stop_recovery(link) STOP_RECOVERY = "/herstel-stoppen/", "";
        report(id) REPORT = "/meldingen/", "";
        report_card(id) REPORT_CARD = "/melden/kaart/", "";
        report_question(id) REPORT_QUESTION = "/melden/vraag/", "";
        /// An answer: the ids of question and answer with a dot between.
        report_answer(id) REPORT_ANSWER = "/melden/antwoord/", "";
        report_meetup(id) REPORT_MEETUP = "/melden/bijeenkomst/", "";
        report_community(id) REPORT_COMMUNITY = "/melden/gemeenschap/", "";
        /// Something asked or offered in a community.
        report_entry(id) REPORT_ENTRY = "/melden/oproep/", "";
        report_person(id) REPORT_PERSON = "/melden/persoon/", "";
        report_request(id) REPORT_REQUEST = "/melden/verzoek/", "";
        /// A message: the ids of conversation and message with a dot between.
        report_message(id) REPORT_MESSAGE = "/melden/bericht/", "";
        /// How an erasure goes, by its receipt.
        erased(receipt) ERASED = "/gewist/", "";
        /// Leads to a provider: `sign_in_at("surfconext")`.
        sign_in_at(key) SIGN_IN_AT = "/aanmelden/via/", "";
        /// Where that provider sends the browser back to.
        sign_in_return(key) SIGN_IN_RETURN = "/aanmelden/terug/", "";
        /// Where the link of a mail leads.
        sign_in_link(proof) SIGN_IN_LINK = "/aanmelden/link/", "";
        region(code) REGION = "/regio/", "";
        /// The calendars of others that a region follows.
        region_sources(code) REGION_SOURCES = "/regio/", "/bronnen";
        drop_source(code) DROP_SOURCE = "/regio/", "/bronnen/weg";
        /// What whoever coordinates it looks after.
        region_desk(code) REGION_DESK = "/regio/", "/coordineren";
        card(id) CARD = "/trukendoos/kaart/", "";
        edit_card(id) EDIT_CARD = "/trukendoos/kaart/", "/bewerken";
        card_history(id) CARD_HISTORY = "/trukendoos/kaart/", "/geschiedenis";
        withdraw_card(id) WITHDRAW_CARD = "/trukendoos/kaart/", "/van-de-plank";
        /// An own version of somebody's card.
        adapt_card(id) ADAPT_CARD = "/trukendoos/kaart/", "/doorgeven";
        /// Where a card comes from, and what was made from it.
        card_family(id) CARD_FAMILY = "/trukendoos/kaart/", "/familie";
        compare_cards(id) COMPARE_CARDS = "/trukendoos/kaart/", "/vergelijk";
        restore_card(id) RESTORE_CARD = "/trukendoos/kaart/", "/terugzetten";
        /// Puts a card into a collection.
        collect_card(id) COLLECT_CARD = "/trukendoos/kaart/", "/verzamelen";
        draft(id) DRAFT = "/trukendoos/concept/", "";
        /// Where a colleague reads it.
        draft_review(id) DRAFT_REVIEW = "/trukendoos/concept/", "/lezen";
        collection(id) COLLECTION = "/trukendoos/collecties/", "";
        edit_collection(id) EDIT_COLLECTION = "/trukendoos/collecties/", "/bewerken";
        /// Its cards in full, each on a sheet of its own.
        collection_sheets(id) COLLECTION_SHEETS = "/trukendoos/collecties/", "/kaarten";
        /// What teams say who tried a card.
        tried(id) TRIED = "/trukendoos/kaart/", "/uitgeprobeerd";
        /// Where a team tells how it went.
        tell_tried(id) TELL_TRIED = "/trukendoos/kaart/", "/vertellen";
        /// A report: its day, team and card with dots between.
        edit_tried(id) EDIT_TRIED = "/uitgeprobeerd/", "";
        withdraw_tried(id) WITHDRAW_TRIED = "/uitgeprobeerd/", "/weghalen";
        team(id) TEAM = "/teams/", "";
        edit_team(id) EDIT_TEAM = "/teams/", "/bewerken";
        /// What I am good at, in a team of mine.
        team_qualities(id) TEAM_QUALITIES = "/teams/", "/kwaliteiten";
        ask_team(id) ASK_TEAM = "/teams/", "/vragen";
        take_back_team(id) TAKE_BACK_TEAM = "/teams/", "/vraag-terug";
        answer_team(id) ANSWER_TEAM = "/teams/", "/antwoorden";
        leave_team(id) LEAVE_TEAM = "/teams/", "/eruit";
        invite_team(id) INVITE_TEAM = "/teams/", "/uitnodigen";
        revoke_invite(id) REVOKE_INVITE = "/teams/", "/link-intrekken";
        /// The link into a team.
        team_invite(secret) TEAM_INVITE = "/uitnodiging/", "";
        saved_search(id) SAVED_SEARCH = "/trukendoos/zoekvragen/", "";
        /// Ends mails about them, from a mail.
        stop_searches(secret) STOP_SEARCHES = "/trukendoos/zoekvragen/stop/", "";
        question(id) QUESTION = "/trukendoos/vraag/", "";
        answer_question(id) ANSWER_QUESTION = "/trukendoos/vraag/", "/antwoord";
        match_request(id) MATCH_REQUEST = "/maatjes/verzoek/", "";
        programme(id) PROGRAMME = "/maatjes/programmas/", "";
        edit_programme(id) EDIT_PROGRAMME = "/maatjes/programmas/", "/wijzigen";
        /// What goes on in a programme, for who runs it.
        programme_board(id) PROGRAMME_BOARD = "/maatjes/programmas/", "/overzicht";
        /// Its drafts beside each other.
        programme_drafts(id) PROGRAMME_DRAFTS = "/maatjes/programmas/", "/indeling";
        /// What counts in it.
        programme_weights(id) PROGRAMME_WEIGHTS = "/maatjes/programmas/", "/weging";
        /// The date of two people for a calendar.
        match_calendar(id) MATCH_CALENDAR = "/maatjes/verzoek/", "/agenda.ics";
        /// Helped becomes helper.
        help_next(id) HELP_NEXT = "/maatjes/verzoek/", "/zelf-helpen";
        /// The link that invites a role model.
        role_model_invitation(secret) ROLE_MODEL_INVITATION = "/maatjes/uitnodiging/", "";
        /// Asks a role model into my class.
        guest_hour(person) GUEST_HOUR = "/maatjes/gastuur/", "";
        conversation(id) CONVERSATION = "/maatjes/gesprekken/", "";
        meetup_concept(id) MEETUP_CONCEPT = "/bijeenkomsten/concepten/", "";
        drop_meetup_concept(id) DROP_MEETUP_CONCEPT = "/bijeenkomsten/concepten/", "/weg";
        meetup(id) MEETUP = "/bijeenkomsten/", "";
        meetup_signup(id) MEETUP_SIGNUP = "/bijeenkomsten/", "/aanmelden";
        /// Yes to a place that came free.
        meetup_confirm(id) MEETUP_CONFIRM = "/bijeenkomsten/", "/bevestigen";
        meetup_leave(id) MEETUP_LEAVE = "/bijeenkomsten/", "/afmelden";
        meetup_signups(id) MEETUP_SIGNUPS = "/bijeenkomsten/", "/deelnemers";
        /// The single times of a series.
        meetup_dates(id) MEETUP_DATES = "/bijeenkomsten/", "/dagen";
        /// Which image a meetup has.
        meetup_image(id) MEETUP_IMAGE = "/bijeenkomsten/", "/afbeelding";
        drop_meetup_image(id) DROP_MEETUP_IMAGE = "/bijeenkomsten/", "/afbeelding/weg";
        /// The image itself: the id of its meetup and its hash with a dot between.
        image(file) IMAGE = "/afbeeldingen/", "";
        edit_meetup(id) EDIT_MEETUP = "/bijeenkomsten/", "/bewerken";
        cancel_meetup(id) CANCEL_MEETUP = "/bijeenkomsten/", "/afgelasten";
        /// Asks by mail whether somebody without an account wants to come.
        meetup_by_mail(id) MEETUP_BY_MAIL = "/bijeenkomsten/", "/per-mail";
        /// Who is there, by the code that somebody shows at the door.
        meetup_door(id) MEETUP_DOOR = "/bijeenkomsten/", "/deur";
        /// What somebody wants to be reminded by.
        meetup_reminders(id) MEETUP_REMINDERS = "/bijeenkomsten/", "/herinneren";
        /// What came of it.
        meetup_follow_up(id) MEETUP_FOLLOW_UP = "/bijeenkomsten/", "/terugblik";
        /// Where the links of who has no account lead.
        place(secret) PLACE = "/plek/", "";
        place_reminders(secret) PLACE_REMINDERS = "/plek/", "/herinneren";
        leave_place(secret) LEAVE_PLACE = "/plek/", "/nee";
        /// The reader's certificate of attendance, as a PDF.
        meetup_certificate(id) MEETUP_CERTIFICATE = "/bijeenkomsten/", "/bewijs.pdf";
        /// The same for who has no account.
        place_certificate(secret) PLACE_CERTIFICATE = "/plek/", "/bewijs.pdf";
        /// Who comes along, and answers to who organises.
        meetup_entry(id) MEETUP_ENTRY = "/bijeenkomsten/", "/aanmelding";
        /// The same for who has no account.
        place_entry(secret) PLACE_ENTRY = "/plek/", "/aanmelding";
        /// The list of who comes, for a spreadsheet.
        meetup_list(id) MEETUP_LIST = "/bijeenkomsten/", "/deelnemers.csv";
        /// One meetup for a calendar.
        meetup_calendar(id) MEETUP_CALENDAR = "/bijeenkomsten/", "/agenda.ics";
        /// What is coming in a region, for a frame on another site.
        embedded_region(code) EMBEDDED_REGION = "/inbedden/", "";
        community(slug) COMMUNITY = "/gemeenschap/", "";
        join_community(slug) JOIN_COMMUNITY = "/gemeenschap/", "/meedoen";
        leave_community(slug) LEAVE_COMMUNITY = "/gemeenschap/", "/stoppen";
        /// Invites somebody by e-mail address.
        invite_member(slug) INVITE_MEMBER = "/gemeenschap/", "/uitnodigen";
        take_off_member(slug) TAKE_OFF_MEMBER = "/gemeenschap/", "/uit-de-groep";
        /// What its members ask and offer.
        entries(slug) ENTRIES = "/gemeenschap/", "/vraag-en-aanbod";
        entry(id) ENTRY = "/oproepen/", "";
        /// What its members want to meet about.
        topics(slug) TOPICS = "/gemeenschap/", "/onderwerpen";
        topic(id) TOPIC = "/onderwerpen/", "";
        /// Asks to take part in a closed community.
        ask_to_join(slug) ASK_TO_JOIN = "/gemeenschap/", "/vragen";
        take_back_join(slug) TAKE_BACK_JOIN = "/gemeenschap/", "/vraag-terug";
        answer_join(slug) ANSWER_JOIN = "/gemeenschap/", "/antwoorden";
        /// Opens a community, or closes it.
        community_space(slug) COMMUNITY_SPACE = "/gemeenschap/", "/ruimte";
        /// Where the link of such a mail leads.
        invitation(secret) INVITATION = "/meedoen/", "";
        decline_invitation(secret) DECLINE_INVITATION = "/meedoen/", "/nee";
        /// The feeds of a region: `calendar("NL-UT.ics")`, `calendar("NL-UT.atom")`.
        calendar(feed) CALENDAR = "/kalender/", "";
        /// The feeds of a community: `community_calendar("avondklas.ics")`.
        community_calendar(feed) COMMUNITY_CALENDAR = "/kalender/gemeenschap/", "";
        /// The feeds of a kind of meetup: `kind_calendar("training.ics")`.
        kind_calendar(feed) KIND_CALENDAR = "/kalender/soort/", "";
        /// Somebody's own calendar, by its secret: `own_calendar("….ics")`.
        own_calendar(feed) OWN_CALENDAR = "/kalender/mijn/", "";
    }
}

/// An address with a query: `with_query(SEARCH, &[("q", "vergadering")])`. Empty values are left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut sign = if path.contains('?') { '&' } else { '?' };
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(sign);
        let _ = write!(address, "{}={}", segment(name), segment(value));
        sign = '&';
    }
    address
}

/// Whether an address is one of our own pages, so that a redirect to it cannot leave the site.
#[must_use]
pub fn is_local(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address.bytes().all(|byte| (0x21..0x7f).contains(&byte))
}

/// Whether a form brings a file to an address: only there is more read than a short form.
#[must_use]
pub fn takes_file(path: &str) -> bool {
    let Some((before, after)) = pattern::MEETUP_IMAGE.split_once(":id") else {
        return false;
    };
    let rest = path.strip_prefix(before);
    let id = rest.and_then(|rest| rest.strip_suffix(after));
    id.is_some_and(|id| !id.is_empty() && !id.contains('/'))
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn segment(text: &str) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut encoded, byte| {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    encoded.push(char::from(byte));
                }
                _ => {
                    let _ = write!(encoded, "%{byte:02X}");
                }
            }
            encoded
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_leave_its_segment() {
        assert_eq!(card("a/b?c"), "/trukendoos/kaart/a%2Fb%3Fc");
        assert_eq!(pattern::EDIT_CARD, "/trukendoos/kaart/:id/bewerken");
        assert_eq!(
            by_name("card", Some("7")),
            Some("/trukendoos/kaart/7".to_owned())
        );
        assert_eq!(by_name("new_card", None), Some(NEW_CARD.to_owned()));
        assert_eq!(by_name("kaart", None), None);
    }

    #[test]
    fn a_query_leaves_out_what_is_empty() {
        assert_eq!(
            with_query(SEARCH, &[("q", "één team"), ("soort", "")]),
            "/zoeken?q=%C3%A9%C3%A9n%20team"
        );
        assert_eq!(
            with_query("/zoeken?q=a", &[("pagina", "2")]),
            "/zoeken?q=a&pagina=2"
        );
    }

    #[test]
    fn an_address_elsewhere_is_not_local() {
        for elsewhere in [
            "https://a.example",
            "//a.example",
            "/\\a.example",
            "mijn",
            "",
            "/a\nb",
        ] {
            assert!(!is_local(elsewhere), "{elsewhere:?}");
        }
        assert!(is_local("/mijn?tab=1"));
    }
}
