use contract::Code;
use contract::accounts as codes;

/// Why a sign-in was refused: its code, which the page turns into a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sign-in was refused: {}", .0.name)]
pub struct Refusal(Code);

impl Refusal {
    pub(crate) fn of(code: Code) -> Self {
        Self(code)
    }

    #[must_use]
    pub fn code(self) -> Code {
        self.0
    }

    /// The provider did not answer: what was known of it before may still serve.
    pub(crate) fn is_away(self) -> bool {
        [
            codes::SIGN_IN_PROVIDER_AWAY,
            codes::SIGN_IN_PROVIDER_SLOW,
            codes::SIGN_IN_PROVIDER_UNREADABLE,
            codes::SIGN_IN_PROVIDER_TOO_LARGE,
        ]
        .contains(&self.0)
    }
}
