use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore as _;
use ring::hmac;
use sha2::{Digest as _, Sha256};

/// 256 random bits. Nobody guesses them, so one round of SHA-256 is enough to keep them by.
const BYTES: usize = 32;

/// What opens a session, or stands for a person in a script. Only its hash is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    kind: Kind,
    bits: [u8; BYTES],
}

/// What a secret is for; a personal access token shows it, so that scanners of repositories and
/// logs can find one that leaked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Session,
    PersonalAccessToken,
    /// In the link with which a parent decides.
    ParentLink,
    /// Names an erasure after the person is gone.
    Receipt,
    /// What a browser keeps while it signs in.
    Browser,
    /// In the link with which somebody gets back into their account.
    Recovery,
    /// The `state` of a sign-in at a provider.
    State,
}

/// The hash of a secret: names the session or token, and opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretId(String);

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Session | Self::ParentLink | Self::Receipt | Self::Recovery => "",
            Self::PersonalAccessToken => "kr_pat_",
            Self::Browser => "b_",
            Self::State => "s_",
        }
    }
}

impl Secret {
    /// A new one from the operating system's random numbers.
    #[must_use]
    pub fn fresh(kind: Kind) -> Self {
        let mut bits = [0; BYTES];
        rand::rng().fill_bytes(&mut bits);
        Self { kind, bits }
    }

    /// Reads what [`Self::reveal`] writes; anything else is no secret of ours.
    #[must_use]
    pub fn parse(kind: Kind, text: &str) -> Option<Self> {
        let encoded = text.strip_prefix(kind.prefix())?;
        let bits = URL_SAFE_NO_PAD.decode(encoded).ok()?.try_into().ok()?;
        Some(Self { kind, bits })
    }

    /// The secret itself, to be handed to its owner once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!(
            "{}{}",
            self.kind.prefix(),
            URL_SAFE_NO_PAD.encode(self.bits)
        )
    }

    /// Under which name it is stored: SHA-256, in hexadecimal.
    #[must_use]
    pub fn id(&self) -> SecretId {
        SecretId(hex(&Sha256::digest(self.bits)))
    }

    /// A value that only somebody with this secret can make, in base64url: HMAC-SHA-256 of `purpose` and `about`.
    pub(crate) fn derive(&self, purpose: &str, about: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.bits);
        URL_SAFE_NO_PAD.encode(tag(&key, purpose, about))
    }
}

/// HMAC-SHA-256 of two texts, told apart by a zero byte.
pub(crate) fn tag(key: &hmac::Key, purpose: &str, about: &str) -> hmac::Tag {
    let mut context = hmac::Context::with_key(key);
    context.update(purpose.as_bytes());
    context.update(&[0]);
    context.update(about.as_bytes());
    context.sign()
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Kept out of logs.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({:?}, …)", self.kind)
    }
}

impl SecretId {
    /// Reads an id from an address; anything but 64 lower-case hexadecimal digits names nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 2 * BYTES && text.bytes().all(is_hex)).then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_secret_reads_back_and_hides_in_logs() {
        for kind in [
            Kind::Session,
            Kind::PersonalAccessToken,
            Kind::Browser,
            Kind::State,
        ] {
            let secret = Secret::fresh(kind);
            let text = secret.reveal();
            assert_eq!(Secret::parse(kind, &text), Some(secret.clone()));
            assert!(!format!("{secret:?}").contains(&text));
            assert!(!text.contains(secret.id().as_str()));
            assert_ne!(Secret::fresh(kind), secret);
        }
    }

    #[test]
    fn one_kind_does_not_pass_for_the_other() {
        let token = Secret::fresh(Kind::PersonalAccessToken).reveal();
        assert!(token.starts_with("kr_pat_"));
        assert_eq!(Secret::parse(Kind::Session, &token), None);
        let session = Secret::fresh(Kind::Session).reveal();
        assert_eq!(Secret::parse(Kind::PersonalAccessToken, &session), None);
    }

    #[test]
    fn the_hash_is_sha_256() {
        let zeros = Secret {
            kind: Kind::Session,
            bits: [0; BYTES],
        };
        // sha256sum of 32 zero bytes.
        let known = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
        assert_eq!(zeros.id().as_str(), known);
        assert_eq!(SecretId::parse(known), Some(zeros.id()));
        assert_eq!(SecretId::parse(&known.to_uppercase()), None);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_the_same(text in "[A-Za-z0-9_-]{40,46}|.{0,60}") {
            if let Some(secret) = Secret::parse(Kind::Session, &text) {
                prop_assert_eq!(secret.reveal(), text);
            }
        }
    }
}
