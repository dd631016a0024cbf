//! Secrets that stand in files of their own: read once at the start, and only when nobody else may read them.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::Config;
use crate::Failure;

/// Reads what every `…_file` names into its setting. `credentials` is the folder in which systemd lays what it guards itself.
pub(super) fn read_files(config: &mut Config, credentials: Option<String>) -> Result<(), Failure> {
    let guarded = credentials.filter(|folder| !folder.is_empty());
    let reader = Reader {
        guarded: guarded.map(PathBuf::from),
    };
    reader.read(
        "store_password",
        &mut config.store_password,
        config.store_password_file.as_deref(),
    )?;
    reader.read(
        "internal_key",
        &mut config.internal_key,
        config.internal_key_file.as_deref(),
    )?;
    reader.read(
        "conversation_key",
        &mut config.conversation_key,
        config.conversation_key_file.as_deref(),
    )?;
    let mut before = None;
    let file = config.conversation_keys_before_file.as_deref();
    reader.read("conversation_keys_before", &mut before, file)?;
    let before = before.unwrap_or_default();
    config
        .conversation_keys_before
        .extend(before.lines().map(|key| key.trim().to_owned()));
    if let Some(mail) = &mut config.mail {
        let file = mail.password_file.clone();
        reader.read("mail.password", &mut mail.password, file.as_deref())?;
    }
    for provider in &mut config.provider {
        let file = provider.client_secret_file.clone();
        let secret = &mut provider.client_secret;
        reader.read("provider.client_secret", secret, file.as_deref())?;
    }
    Ok(())
}

/// Whether others on this machine can read a file.
pub(super) fn is_open(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

struct Reader {
    guarded: Option<PathBuf>,
}

impl Reader {
    fn read(
        &self,
        name: &str,
        value: &mut Option<String>,
        file: Option<&Path>,
    ) -> Result<(), Failure> {
        let Some(file) = file else { return Ok(()) };
        if value.is_some() {
            return Err(Failure::Input(format!(
                "{name} en {name}_file staan er allebei. Kies er een."
            )));
        }
        *value = Some(self.secret(name, file)?);
        Ok(())
    }

    fn secret(&self, name: &str, file: &Path) -> Result<String, Failure> {
        let wrong = |why: String| {
            let file = file.display();
            Failure::Input(format!("{name}_file wijst naar {file}: {why}"))
        };
        let found = std::fs::metadata(file).map_err(|error| wrong(error.to_string()))?;
        if found.permissions().mode() & 0o077 != 0 && !self.is_guarded(file) {
            return Err(wrong(format!(
                "anderen kunnen dat lezen. Sluit het met: chmod 600 {}",
                file.display()
            )));
        }
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        match text.trim() {
            "" => Err(wrong("het is leeg.".to_owned())),
            secret => Ok(secret.to_owned()),
        }
    }

    /// What systemd lays down is read through a list of its own, which the plain rights do not show.
    fn is_guarded(&self, file: &Path) -> bool {
        self.guarded
            .as_ref()
            .is_some_and(|folder| file.starts_with(folder))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;

    /// A folder with a file in it that only its owner may read.
    fn secret(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("geheim");
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        (folder, file)
    }

    fn refusal(config: Config, credentials: Option<String>) -> String {
        let mut config = config;
        match read_files(&mut config, credentials) {
            Err(Failure::Input(text)) => text,
            _ => panic!("it was taken"),
        }
    }

    #[test]
    fn every_secret_can_stand_in_a_file() {
        let (_folder, file) = secret("een lang geheim\n");
        let named = file.display();
        let text = format!(
            "store_password_file = \"{named}\"\ninternal_key_file = \"{named}\"\nconversation_key_file = \"{named}\"\n\
             conversation_keys_before_file = \"{named}\"\n\
             [mail]\nfrom = \"post@kansrijk.example\"\npassword_file = \"{named}\"\n\
             [[provider]]\nkey = \"a\"\nname = \"A\"\nissuer = \"https://a.example\"\nclient_id = \"a\"\n\
             client_secret_file = \"{named}\"\n"
        );
        let mut config = Config::parse(&text).unwrap();
        read_files(&mut config, None).unwrap();
        let mail = config.mail.unwrap();
        for found in [
            config.store_password,
            config.internal_key,
            config.conversation_key,
            config.conversation_keys_before.pop(),
            mail.password,
            config.provider.remove(0).client_secret,
        ] {
            assert_eq!(found.as_deref(), Some("een lang geheim"));
        }
    }

    #[test]
    fn a_file_that_others_can_read_is_refused_but_not_one_of_systemd() {
        let (folder, file) = secret("geheim");
        std::fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        let config = || Config {
            internal_key_file: Some(file.clone()),
            ..Config::default()
        };
        let text = refusal(config(), None);
        assert!(text.contains("chmod 600"), "{text}");
        let folder = folder.path().display().to_string();
        let mut guarded = config();
        read_files(&mut guarded, Some(folder)).unwrap();
        assert_eq!(guarded.internal_key.as_deref(), Some("geheim"));
    }

    #[test]
    fn a_secret_stands_in_one_place_and_says_something() {
        let (_folder, file) = secret(" \n");
        let empty = Config {
            internal_key_file: Some(file.clone()),
            ..Config::default()
        };
        assert!(refusal(empty, None).contains("leeg"));
        let twice = Config {
            internal_key: Some("geheim".to_owned()),
            internal_key_file: Some(file),
            ..Config::default()
        };
        assert!(refusal(twice, None).contains("allebei"));
    }
}
