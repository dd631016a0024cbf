use std::error::Error as StdError;
use std::process::ExitCode;

/// How a command ends when it does not end well: exit code 1 or 2, and Dutch sentences for
/// whoever typed it.
#[derive(Debug)]
pub enum Failure {
    /// Exit code 1: we could not do it.
    Failed(String),
    /// Exit code 2: the input is at fault, and nothing was changed.
    Input(String),
}

impl Failure {
    /// For `map_err`: says in Dutch what could not be done, and keeps the chain for whoever
    /// mends it.
    pub fn failed<E: StdError>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |error| Self::Failed(format!("{what}: {}", chain(&error)))
    }

    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Failed(_) => ExitCode::from(1),
            Self::Input(_) => ExitCode::from(2),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Failed(text) | Self::Input(text)) = self;
        f.write_str(text)
    }
}

fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
