/// Why a file was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("regel {line}: {}{}", .problem.dutch(), shown(.text))]
pub struct ImportFault {
    /// Counted from 1.
    pub line: usize,
    pub problem: ImportProblem,
    /// The words at fault, shortened; may be empty.
    pub text: String,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportProblem {
    NoCalendar,
    NoLine,
    NotEnded,
    WrongEnd,
    NoStart,
    Time,
    Zone,
    Duration,
    EndsBeforeStart,
    Rule,
    RuleTooOften,
    OldRule,
    AndLater,
}

impl ImportProblem {
    /// One sentence that says what is wrong.
    #[must_use]
    pub fn dutch(self) -> &'static str {
        match self {
            Self::NoCalendar => {
                "hier begint geen kalender. Een .ics-bestand begint met BEGIN:VCALENDAR"
            }
            Self::NoLine => "dit is geen regel van een kalender: er hoort NAAM:WAARDE te staan",
            Self::NotEnded => "dit deel heeft geen einde: er mist een END",
            Self::WrongEnd => "dit einde hoort niet bij het begin",
            Self::NoStart => "deze bijeenkomst heeft geen begin (DTSTART)",
            Self::Time => "deze datum of tijd bestaat niet",
            Self::Zone => "deze tijdzone kennen we niet",
            Self::Duration => "deze duur kunnen we niet lezen",
            Self::EndsBeforeStart => "deze bijeenkomst stopt voordat ze begint",
            Self::Rule => "deze herhaling (RRULE) kunnen we niet lezen",
            Self::RuleTooOften => "deze herhaling is vaker dan elk uur",
            Self::OldRule => "EXRULE is vervallen. Schrijf de uitzonderingen als EXDATE",
            Self::AndLater => {
                "een wijziging van alle latere keren kunnen we nog niet lezen. Maak er een nieuwe reeks van"
            }
        }
    }
}

const MOST_SHOWN: usize = 60;

impl ImportFault {
    pub(super) fn new(line: usize, problem: ImportProblem, text: &str) -> Self {
        let printable = text.chars().filter(|character| !character.is_control());
        Self {
            line,
            problem,
            text: printable.take(MOST_SHOWN).collect(),
        }
    }
}

fn shown(text: &str) -> String {
    if text.is_empty() {
        ".".to_owned()
    } else {
        format!(": \u{201c}{text}\u{201d}.")
    }
}
