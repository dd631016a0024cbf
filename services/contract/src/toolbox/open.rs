//! Problems of what is open to other sites and programs.

use crate::Code;

pub const SITE_UNREADABLE: Code = Code::new(
    "toolbox.site.unreadable",
    "Geef een adres zonder pad, zoals https://kansrijk.example.",
);
pub const ARGUMENTS_UNREADABLE: Code = Code::new(
    "toolbox.arguments.unreadable",
    "Geef de argumenten zoals in een adres: verb=Identify.",
);

/// All of them, for whoever says them in another language.
pub const OPEN_CODES: &[Code] = &[SITE_UNREADABLE, ARGUMENTS_UNREADABLE];
