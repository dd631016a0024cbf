//! Seals what two people write to each other, so that whoever reads the files of the store reads nothing.
//!
//! Every conversation has a key of its own, made when its first message is written. It seals the messages, and is itself
//! sealed under the key of the installation: without that key, which is not in the store, no message can be read; with
//! the row of a conversation its messages are gone. The key of the installation can be replaced: those of before open
//! what they sealed until it is sealed under the new one ([`Vault::with_before`]). AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits for each
//! seal; the place of a message (conversation, message, author) is authenticated with it, so that rows cannot be swapped.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use store::key_file;

/// The file of the key of the installation, in `<data>/keys`.
pub const FILE: &str = "conversations.key";
const KEY_BYTES: usize = 32;

/// Why there is nothing to seal with.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("the key file {} cannot be used", path.display())]
    File {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the key is not 32 bytes in base64")]
    Content,
    #[error("the system gives no random bytes")]
    Random,
}

/// A seal that was not made here, or with another key, or for another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed row cannot be opened")]
pub struct Unopened;

/// The key of the installation, and those of before: what they sealed is opened still, and sealed anew under the key of now.
#[derive(Clone)]
pub struct Vault {
    now: LessSafeKey,
    before: Vec<LessSafeKey>,
}

/// Why a key could not be sealed anew.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Resealing {
    #[error(transparent)]
    Unopened(#[from] Unopened),
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// The key of one conversation.
pub(crate) struct ConversationKey(LessSafeKey);

/// Where a message stands. It cannot be opened in any other place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) conversation: &'a str,
    pub(crate) message: &'a str,
    /// The person id of who wrote it.
    pub(crate) author: &'a str,
}

impl Vault {
    /// The key from the configuration: 32 bytes in base64.
    pub fn from_base64(text: &str) -> Result<Self, VaultError> {
        let bytes = STANDARD
            .decode(text.trim())
            .map_err(|_| VaultError::Content)?;
        Self::from_bytes(&bytes)
    }

    /// Reads [`FILE`] in `folder`; the first time it is made, for its owner only.
    pub fn load_or_create(folder: &Path) -> Result<Self, VaultError> {
        let path = folder.join(FILE);
        let failed = |source| VaultError::File {
            path: path.clone(),
            source,
        };
        if let Some(bytes) = key_file::read(&path).map_err(failed)? {
            return Self::from_bytes(&bytes);
        }
        let new: [u8; KEY_BYTES] = random()?;
        key_file::create(&path, &new).map_err(failed)?;
        // Another process may have been first: what lies there counts.
        let kept = key_file::read(&path).map_err(failed)?;
        Self::from_bytes(&kept.unwrap_or_default())
    }

    /// A key for this process only, for tests.
    pub fn ephemeral() -> Result<Self, VaultError> {
        Self::from_bytes(&random::<KEY_BYTES>()?)
    }

    /// With keys of before, in base64 as [`Self::from_base64`] reads them.
    pub fn with_before(mut self, keys: &[String]) -> Result<Self, VaultError> {
        for text in keys {
            self.before.push(Self::from_base64(text)?.now);
        }
        Ok(self)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let now = key(bytes).map_err(|Unopened| VaultError::Content)?;
        Ok(Self {
            now,
            before: Vec::new(),
        })
    }

    /// With the key of another as one of before.
    #[cfg(test)]
    pub(crate) fn and_before(mut self, other: &Self) -> Self {
        self.before.push(other.now.clone());
        self
    }

    /// Whether anything may have to be sealed anew.
    pub(crate) fn has_before(&self) -> bool {
        !self.before.is_empty()
    }

    /// What is to be stored instead of a conversation's key that a key of before sealed; none when the key of now did.
    pub(crate) fn sealed_anew(
        &self,
        conversation: &str,
        stored: &str,
    ) -> Result<Option<String>, Resealing> {
        let context = key_context(conversation);
        if open(&self.now, &context, stored).is_ok() {
            return Ok(None);
        }
        let bytes = self.open_bytes(conversation, stored)?;
        Ok(Some(seal(&self.now, &context, bytes)?))
    }

    fn open_bytes(&self, conversation: &str, stored: &str) -> Result<Vec<u8>, Unopened> {
        let context = key_context(conversation);
        std::iter::once(&self.now)
            .chain(&self.before)
            .find_map(|key| open(key, &context, stored).ok())
            .ok_or(Unopened)
    }

    /// A new key for a conversation, and what of it is stored.
    pub(crate) fn new_key(
        &self,
        conversation: &str,
    ) -> Result<(ConversationKey, String), VaultError> {
        let bytes = random::<KEY_BYTES>()?;
        let stored = seal(&self.now, &key_context(conversation), bytes.to_vec())?;
        let key = key(&bytes).map_err(|Unopened| VaultError::Content)?;
        Ok((ConversationKey(key), stored))
    }

    /// The key of a conversation, from what was stored.
    pub(crate) fn open_key(
        &self,
        conversation: &str,
        stored: &str,
    ) -> Result<ConversationKey, Unopened> {
        let bytes = self.open_bytes(conversation, stored)?;
        key(&bytes).map(ConversationKey)
    }
}

impl ConversationKey {
    /// A message as it is stored.
    pub(crate) fn seal(&self, place: Place<'_>, text: &str) -> Result<String, VaultError> {
        seal(&self.0, &place.context(), text.as_bytes().to_vec())
    }

    /// A message as it was written.
    pub(crate) fn open(&self, place: Place<'_>, stored: &str) -> Result<String, Unopened> {
        let bytes = open(&self.0, &place.context(), stored)?;
        String::from_utf8(bytes).map_err(|_| Unopened)
    }
}

impl Place<'_> {
    fn context(self) -> Vec<u8> {
        context(&["message", self.conversation, self.message, self.author])
    }
}

fn key_context(conversation: &str) -> Vec<u8> {
    context(&["conversation", conversation])
}

/// What a seal is for, each part with its length in front: no two places read alike.
fn context(parts: &[&str]) -> Vec<u8> {
    let mut context = b"kansrijk 1".to_vec();
    for part in parts {
        context.extend((part.len() as u64).to_be_bytes());
        context.extend(part.as_bytes());
    }
    context
}

fn key(bytes: &[u8]) -> Result<LessSafeKey, Unopened> {
    UnboundKey::new(&AES_256_GCM, bytes)
        .map(LessSafeKey::new)
        .map_err(|_| Unopened)
}

/// Nonce, ciphertext and tag, in base64.
fn seal(key: &LessSafeKey, context: &[u8], mut bytes: Vec<u8>) -> Result<String, VaultError> {
    let nonce = random::<NONCE_LEN>()?;
    let sealing = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(sealing, Aad::from(context), &mut bytes)
        .map_err(|_| VaultError::Content)?;
    Ok(STANDARD.encode([nonce.as_slice(), &bytes].concat()))
}

fn open(key: &LessSafeKey, context: &[u8], stored: &str) -> Result<Vec<u8>, Unopened> {
    let bytes = STANDARD.decode(stored).map_err(|_| Unopened)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or(Unopened)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Unopened)?;
    let mut sealed = sealed.to_vec();
    let text = key
        .open_in_place(nonce, Aad::from(context), &mut sealed)
        .map_err(|_| Unopened)?;
    Ok(text.to_vec())
}

fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| VaultError::Random)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place<'static> = Place {
        conversation: "r1",
        message: "m1",
        author: "noor",
    };

    #[test]
    fn what_is_sealed_reads_back_and_never_looks_the_same() {
        let vault = Vault::ephemeral().unwrap();
        let (key, stored) = vault.new_key("r1").unwrap();
        let (first, second) = (key.seal(PLACE, "Hoi!"), key.seal(PLACE, "Hoi!"));
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_ne!(first, second);
        let again = vault.open_key("r1", &stored).unwrap();
        assert_eq!(again.open(PLACE, &first).unwrap(), "Hoi!");
        assert_eq!(again.open(PLACE, &second).unwrap(), "Hoi!");
    }

    #[test]
    fn a_seal_opens_in_its_own_place_only() {
        let vault = Vault::ephemeral().unwrap();
        let (key, stored) = vault.new_key("r1").unwrap();
        let sealed = key.seal(PLACE, "Hoi!").unwrap();
        let elsewhere = [
            Place {
                conversation: "r2",
                ..PLACE
            },
            Place {
                message: "m2",
                ..PLACE
            },
            Place {
                author: "sem",
                ..PLACE
            },
            Place {
                conversation: "r1m",
                message: "1",
                ..PLACE
            },
        ];
        for place in elsewhere {
            assert_eq!(key.open(place, &sealed), Err(Unopened), "{place:?}");
        }
        assert!(vault.open_key("r2", &stored).is_err());
        assert!(Vault::ephemeral().unwrap().open_key("r1", &stored).is_err());
    }

    #[test]
    fn a_key_of_before_opens_until_everything_is_sealed_anew() {
        let (first, second) = (STANDARD.encode([1; 32]), STANDARD.encode([2; 32]));
        let (key, stored) = Vault::from_base64(&first).unwrap().new_key("r1").unwrap();
        let sealed = key.seal(PLACE, "Hoi!").unwrap();
        let alone = Vault::from_base64(&second).unwrap();
        assert!(alone.open_key("r1", &stored).is_err());
        assert!(alone.sealed_anew("r1", &stored).is_err());

        let ring = alone.clone().with_before(&[first]).unwrap();
        let opened = ring.open_key("r1", &stored).unwrap();
        assert_eq!(opened.open(PLACE, &sealed).unwrap(), "Hoi!");
        let anew = ring.sealed_anew("r1", &stored).unwrap().unwrap();
        assert!(ring.sealed_anew("r1", &anew).unwrap().is_none());
        let opened = alone.open_key("r1", &anew).unwrap();
        assert_eq!(opened.open(PLACE, &sealed).unwrap(), "Hoi!");
        assert!(alone.with_before(&["kort".to_owned()]).is_err());
    }

    #[test]
    fn a_changed_seal_is_refused() {
        let (key, _) = Vault::ephemeral().unwrap().new_key("r1").unwrap();
        let sealed = key.seal(PLACE, "Hoi!").unwrap();
        let bytes = STANDARD.decode(&sealed).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(key.open(PLACE, &STANDARD.encode(changed)), Err(Unopened));
        }
        for rubbish in ["", "AAAA", "!"] {
            assert_eq!(key.open(PLACE, rubbish), Err(Unopened));
        }
    }

    #[test]
    fn the_key_of_the_installation_is_made_once_and_is_its_owners() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = std::env::temp_dir().join(format!("kansrijk-vault-{}", std::process::id()));
        let keys = folder.join("keys");
        let (_, stored) = Vault::load_or_create(&keys).unwrap().new_key("r1").unwrap();
        let mode = std::fs::metadata(keys.join(FILE))
            .unwrap()
            .permissions()
            .mode();
        let again = Vault::load_or_create(&keys)
            .unwrap()
            .open_key("r1", &stored);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(mode & 0o777, 0o600);
        assert!(again.is_ok());
        assert!(matches!(
            Vault::from_base64("kort"),
            Err(VaultError::Content)
        ));
        assert!(Vault::from_base64(&STANDARD.encode([7; 32])).is_ok());
    }
}
