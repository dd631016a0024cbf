use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest;
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::MatchingError;
use crate::vault::VaultError;

/// 256 random bits. Nobody guesses them, so one round of SHA-256 is enough to keep them by.
const BYTES: usize = 32;

/// What stands in a link that invites a role model. Only its hash is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct InviteSecret([u8; BYTES]);

/// The hash of a secret: names the invitation, and opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InvitationId(String);

impl InviteSecret {
    /// A new one from the operating system's random numbers.
    pub(crate) fn fresh() -> Result<Self, MatchingError> {
        let mut bits = [0; BYTES];
        let filled = SystemRandom::new().fill(&mut bits);
        filled.map_err(|_| MatchingError::Sealing(VaultError::Random))?;
        Ok(Self(bits))
    }

    /// Reads what [`Self::reveal`] writes; anything else is no secret of ours.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bits = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        Some(Self(bits))
    }

    /// The secret itself, to be handed out once.
    pub(crate) fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Under which name it is stored: SHA-256, in hexadecimal.
    pub(crate) fn id(&self) -> InvitationId {
        let digest = digest::digest(&digest::SHA256, &self.0);
        let digits = digest.as_ref().iter().map(|byte| format!("{byte:02x}"));
        InvitationId(digits.collect())
    }
}

/// Kept out of logs.
impl std::fmt::Debug for InviteSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InviteSecret(…)")
    }
}

impl InvitationId {
    /// Reads an id from an address; anything but 64 lower-case hexadecimal digits names nothing.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 2 * BYTES && text.bytes().all(is_hex)).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_back_and_hides_in_logs() {
        let secret = InviteSecret::fresh().unwrap();
        let text = secret.reveal();
        assert_eq!(InviteSecret::parse(&text), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains(&text));
        assert_ne!(InviteSecret::fresh().unwrap(), secret);
        assert_eq!(InviteSecret::parse("kort"), None);
    }

    #[test]
    fn the_hash_is_sha_256() {
        // sha256sum of 32 zero bytes.
        let known = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
        assert_eq!(InviteSecret([0; BYTES]).id().as_str(), known);
        assert!(InvitationId::parse(known).is_some());
        assert_eq!(InvitationId::parse("../x"), None);
    }
}
