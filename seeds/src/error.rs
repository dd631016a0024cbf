use accounts::AccountsError;
use matching::MatchingError;
use meetups::MeetupsError;
use toolbox::{ImportProblem, ToolboxError};

/// What goes wrong while planting.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// One of our own files is at fault.
    #[error("{file}: {problem}")]
    File { file: String, problem: String },
    #[error(transparent)]
    Accounts(#[from] AccountsError),
    #[error(transparent)]
    Toolbox(#[from] ToolboxError),
    #[error(transparent)]
    Cards(#[from] ImportProblem),
    #[error(transparent)]
    Matching(#[from] MatchingError),
    #[error(transparent)]
    Meetups(#[from] MeetupsError),
}

impl SeedError {
    /// For `map_err`: says in which file, and what about it.
    pub(crate) fn in_file<E: std::fmt::Debug>(file: &str, what: &str) -> impl FnOnce(E) -> Self {
        let (file, what) = (file.to_owned(), what.to_owned());
        move |error| Self::File {
            file,
            problem: format!("{what}: {error:?}"),
        }
    }
}
