use std::io;
use std::path::{Path, PathBuf};

use rand::RngCore as _;
use ring::hmac;
use store::key_file;
use wire::{Signer, TokenProblem, Verifier};

const FILE: &str = "caller.pk8";
/// What codes and links of mails are made with, and what addresses are counted and found under.
const SIGN_IN_FILE: &str = "sign-in.key";
const SIGN_IN_BYTES: usize = 32;

/// The key that signs callers, and the one of sign-ins by e-mail. Whoever reads them is anyone: they lie in files for the
/// owner only.
#[derive(Clone)]
pub struct Keys {
    pub(crate) signer: Signer,
    pub(crate) sign_in: hmac::Key,
}

/// Why there is no key to sign with.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    #[error("the key file {} cannot be used", path.display())]
    File {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the key file {} holds no Ed25519 key in PKCS#8 form", path.display())]
    Content {
        path: PathBuf,
        #[source]
        source: TokenProblem,
    },
    #[error("no key could be made")]
    Making(#[source] TokenProblem),
}

impl Keys {
    /// Reads `caller.pk8` and `sign-in.key` in `folder`, which is `<data>/keys`; the first time they are made. A file
    /// that others could read is closed to them, with a warning.
    pub fn load_or_create(folder: &Path) -> Result<Self, KeysError> {
        let path = folder.join(FILE);
        let key = load(folder, FILE, || {
            Signer::generate().map_err(KeysError::Making)
        })?;
        let signer =
            Signer::from_pkcs8(&key).map_err(|source| KeysError::Content { path, source })?;
        let secret = load(folder, SIGN_IN_FILE, || Ok(random().to_vec()))?;
        Ok(Self {
            signer,
            sign_in: hmac::Key::new(hmac::HMAC_SHA256, &secret),
        })
    }

    /// What checks the callers that this key signs.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.signer.verifier()
    }

    /// A key for this process only, for tests and commands without a server.
    pub fn ephemeral() -> Result<Self, KeysError> {
        let key = Signer::generate().map_err(KeysError::Making)?;
        let signer = Signer::from_pkcs8(&key).map_err(KeysError::Making)?;
        Ok(Self {
            signer,
            sign_in: hmac::Key::new(hmac::HMAC_SHA256, &random()),
        })
    }
}

fn random() -> [u8; SIGN_IN_BYTES] {
    let mut bytes = [0; SIGN_IN_BYTES];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// Reads a key file; the first time it is made.
fn load(
    folder: &Path,
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, KeysError>,
) -> Result<Vec<u8>, KeysError> {
    let path = folder.join(name);
    let failed = |source| KeysError::File {
        path: path.clone(),
        source,
    };
    if let Some(key) = key_file::read(&path).map_err(failed)? {
        return Ok(key);
    }
    key_file::create(&path, &make()?).map_err(failed)?;
    // Another process may have been first: what lies there counts.
    let kept = key_file::read(&path).map_err(failed)?;
    kept.ok_or_else(|| failed(io::ErrorKind::NotFound.into()))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use store::key_file::{OWNER_ONLY, OWNER_ONLY_FOLDER};

    use super::*;
    use crate::testing::TempFolder;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_key_stays_and_only_its_owner_reads_it() {
        let folder = TempFolder::new();
        let keys = folder.path().join("data/keys");
        let first = Keys::load_or_create(&keys).unwrap();
        let file = keys.join(FILE);
        assert_eq!((mode(&file), mode(&keys)), (OWNER_ONLY, OWNER_ONLY_FOLDER));
        let second = Keys::load_or_create(&keys).unwrap();
        assert_eq!(first.signer.public_key(), second.signer.public_key());
        assert_eq!(fs::read_dir(&keys).unwrap().count(), 2);
    }

    #[test]
    fn a_key_that_others_could_read_is_closed() {
        let folder = TempFolder::new();
        Keys::load_or_create(folder.path()).unwrap();
        let file = folder.path().join(FILE);
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        Keys::load_or_create(folder.path()).unwrap();
        assert_eq!(mode(&file), OWNER_ONLY);
    }

    #[test]
    fn a_file_that_is_no_key_is_named() {
        let folder = TempFolder::new();
        fs::write(folder.path().join(FILE), "rubbish").unwrap();
        let error = Keys::load_or_create(folder.path()).err().unwrap();
        assert!(matches!(error, KeysError::Content { .. }), "{error}");
    }
}
