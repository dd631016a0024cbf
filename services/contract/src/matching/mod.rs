//! What matching takes and gives: profiles of short choices, suggestions, requests.
//!
//! Choices travel as the keys of the vocabulary (`planning`, `ma-avond`, `voor-de-overstap`);
//! labels live with the screens. There is no field for a motivation text, on purpose.

mod after;
mod codes;
mod conversation;
mod guest_hour;
mod profile;
pub mod programme;
mod request;
mod role_model;
mod suggestion;
pub mod vocabulary;
mod waiting_list;

pub use after::*;
pub use codes::*;
pub use conversation::{
    Conversation, ConversationLine, ConversationList, ConversationQuestion, LONGEST_MESSAGE,
    Message, NewMessage, ReadUpTo, ReportedMessage, Seen, Sending, SingleMessage,
};
pub use guest_hour::*;
pub use profile::{
    CertificateList, CertificateQuestion, Choices, HelperCertificate, OwnProfiles, Pause, Profile,
    Vog,
};
pub use programme::*;
pub use request::{
    Answer, Ask, Close, Event, Notice, Party, Reply, Request, RequestList, SeenAnswer, Step,
};
pub use role_model::*;
pub use suggestion::{OtherSuggestion, Part, PersonalSuggestion, Suggestion, SuggestionList};
pub use vocabulary::*;
pub use waiting_list::{LOOKS_BACK_DAYS, WaitingList, WaitingTime};
