//! Keeps the addresses of who signs up without an account, and makes their links.
//!
//! An address is sealed under a key of the installation that is not in the store (AES-256-GCM, NIST SP 800-38D, a random nonce
//! of 96 bits each; the guest it is of is authenticated with it). Whom it is of is a keyed hash of meetup and address, so
//! that one address signs up once for a meetup and cannot be followed from one to the other. The secret of a link is made
//! from that with another key and stored nowhere: the store has its hash.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use nouns::{EventId, PersonId};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};
use sha2::{Digest as _, Sha256};
use store::key_file;

/// The file of the key, in `<data>/keys`.
pub const FILE: &str = "signups.key";
const KEY_BYTES: usize = 32;
/// What the ids of guests begin with. An account's id has no dot.
const GUEST: &str = "mail.";

/// Why there is nothing to seal with.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("the key file {} cannot be used", path.display())]
    File {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the key is not 32 bytes")]
    Content,
    #[error("the system gives no random bytes")]
    Random,
    /// Made elsewhere, with another key, or of somebody else.
    #[error("an address cannot be opened")]
    Unopened,
}

/// The keys of sign-ups without an account.
#[derive(Clone)]
pub struct Seal {
    addresses: LessSafeKey,
    names: hmac::Key,
}

/// The hash of a link's secret: names it, and opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkId(String);

impl LinkId {
    /// Of the secret in a link.
    pub(crate) fn of(secret: &str) -> Self {
        let digest = Sha256::digest(secret);
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether somebody signed up without an account.
pub(crate) fn is_guest(person: &PersonId) -> bool {
    person.as_str().starts_with(GUEST)
}

impl Seal {
    /// Reads [`FILE`] in `folder`; the first time it is made, for its owner only.
    ///
    /// # Errors
    /// [`SealError::File`] and [`SealError::Content`] for a file that is of no use.
    pub fn load_or_create(folder: &Path) -> Result<Self, SealError> {
        let path = folder.join(FILE);
        let failed = |source| SealError::File {
            path: path.clone(),
            source,
        };
        if let Some(bytes) = key_file::read(&path).map_err(failed)? {
            return Self::from_bytes(&bytes);
        }
        key_file::create(&path, &random::<KEY_BYTES>()?).map_err(failed)?;
        // Another process may have been first: what lies there counts.
        let kept = key_file::read(&path).map_err(failed)?;
        Self::from_bytes(&kept.unwrap_or_default())
    }

    /// A key for this process only, for tests.
    pub fn ephemeral() -> Result<Self, SealError> {
        Self::from_bytes(&random::<KEY_BYTES>()?)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        if bytes.len() != KEY_BYTES {
            return Err(SealError::Content);
        }
        // A key for each thing that is done with them.
        let whole = hmac::Key::new(hmac::HMAC_SHA256, bytes);
        let part = |of: &str| hmac::sign(&whole, of.as_bytes());
        let addresses = UnboundKey::new(&AES_256_GCM, part("addresses").as_ref());
        Ok(Self {
            addresses: LessSafeKey::new(addresses.map_err(|_| SealError::Content)?),
            names: hmac::Key::new(hmac::HMAC_SHA256, part("names").as_ref()),
        })
    }

    /// Who somebody with this address is at one meetup.
    pub(crate) fn guest(&self, event: &EventId, email: &str) -> Result<PersonId, SealError> {
        let name = self.name(&["guest", event.as_str(), email]);
        PersonId::parse(&format!("{GUEST}{name}")).map_err(|_| SealError::Content)
    }

    /// What stands in a guest's links.
    pub(crate) fn secret(&self, guest: &PersonId) -> String {
        self.name(&["link", guest.as_str()])
    }

    fn name(&self, parts: &[&str]) -> String {
        let tag = hmac::sign(&self.names, &context(parts));
        URL_SAFE_NO_PAD.encode(tag)
    }

    /// An address as it is stored: nonce, ciphertext and tag, in base64.
    pub(crate) fn close(&self, guest: &PersonId, email: &str) -> Result<String, SealError> {
        let nonce = random::<NONCE_LEN>()?;
        let mut bytes = email.as_bytes().to_vec();
        self.addresses
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context(&["address", guest.as_str()])),
                &mut bytes,
            )
            .map_err(|_| SealError::Content)?;
        Ok(STANDARD.encode([nonce.as_slice(), &bytes].concat()))
    }

    /// An address as it was typed.
    pub(crate) fn open(&self, guest: &PersonId, stored: &str) -> Result<String, SealError> {
        let mut bytes = STANDARD.decode(stored).map_err(|_| SealError::Unopened)?;
        let (nonce, sealed) = bytes
            .split_at_mut_checked(NONCE_LEN)
            .ok_or(SealError::Unopened)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Unopened)?;
        let about = Aad::from(context(&["address", guest.as_str()]));
        let opened = self.addresses.open_in_place(nonce, about, sealed);
        let opened = opened.map_err(|_| SealError::Unopened)?;
        String::from_utf8(opened.to_vec()).map_err(|_| SealError::Unopened)
    }
}

/// Parts, each with its length in front: no two lists read alike.
fn context(parts: &[&str]) -> Vec<u8> {
    let mut context = b"kansrijk signups 1".to_vec();
    for part in parts {
        context.extend((part.len() as u64).to_be_bytes());
        context.extend(part.as_bytes());
    }
    context
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| SealError::Random)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str) -> EventId {
        EventId::parse(id).unwrap()
    }

    #[test]
    fn an_address_opens_for_its_guest_and_its_key_alone() {
        let seal = Seal::ephemeral().unwrap();
        let guest = seal.guest(&event("samen"), "noor@school.example").unwrap();
        let stored = seal.close(&guest, "noor@school.example").unwrap();
        assert!(!stored.contains("noor"));
        assert_eq!(seal.open(&guest, &stored).unwrap(), "noor@school.example");
        let other = seal.guest(&event("anders"), "noor@school.example").unwrap();
        assert_ne!(guest, other, "one meetup does not tell of the other");
        assert!(seal.open(&other, &stored).is_err());
        assert!(Seal::ephemeral().unwrap().open(&guest, &stored).is_err());
        assert!(seal.open(&guest, "kort").is_err());
    }

    #[test]
    fn a_link_is_the_same_each_time_and_nobody_makes_it_without_the_key() {
        let seal = Seal::ephemeral().unwrap();
        let guest = seal.guest(&event("samen"), "noor@school.example").unwrap();
        assert!(is_guest(&guest) && !is_guest(&PersonId::fresh()));
        assert_eq!(seal.secret(&guest), seal.secret(&guest));
        assert_ne!(
            seal.secret(&guest),
            Seal::ephemeral().unwrap().secret(&guest)
        );
        assert_eq!(LinkId::of("x").as_str().len(), 64);
    }

    #[test]
    fn the_key_stays_and_a_file_that_is_none_is_refused() {
        let folder = std::env::temp_dir().join(format!("kansrijk-seal-{}", std::process::id()));
        let guest = |seal: &Seal| seal.guest(&event("samen"), "noor@school.example").unwrap();
        let first = guest(&Seal::load_or_create(&folder).unwrap());
        assert_eq!(guest(&Seal::load_or_create(&folder).unwrap()), first);
        std::fs::write(folder.join(FILE), "kort").unwrap();
        assert!(matches!(
            Seal::load_or_create(&folder),
            Err(SealError::Content)
        ));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
