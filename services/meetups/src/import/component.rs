//! From content lines to calendars and what is in them.

use super::fault::{ImportFault, ImportProblem};
use super::line::{self, Line};

/// A `BEGIN` … `END` with its own lines and the parts inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Component {
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
    pub(super) parts: Vec<Component>,
}

impl Component {
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

/// The calendars of a file; there may be several, one after the other.
pub(super) fn read(text: &str) -> Result<Vec<Component>, ImportFault> {
    let mut open: Vec<Component> = Vec::new();
    let mut calendars = Vec::new();
    for (number, text) in line::unfold(text) {
        let outside = |_| ImportFault::new(number, ImportProblem::NoCalendar, &text);
        let parsed = line::parse(number, &text);
        let line = if open.is_empty() {
            parsed.map_err(outside)?
        } else {
            parsed?
        };
        let named = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" if open.is_empty() && named != "VCALENDAR" => {
                return Err(line.fault(ImportProblem::NoCalendar));
            }
            "BEGIN" => open.push(Component {
                number,
                name: named,
                lines: Vec::new(),
                parts: Vec::new(),
            }),
            "END" => close(&mut open, &mut calendars, &line, &named)?,
            _ => match open.last_mut() {
                Some(component) => component.lines.push(line),
                None => return Err(line.fault(ImportProblem::NoCalendar)),
            },
        }
    }
    if let Some(unclosed) = open.last() {
        return Err(ImportFault::new(
            unclosed.number,
            ImportProblem::NotEnded,
            &unclosed.name,
        ));
    }
    if calendars.is_empty() {
        return Err(ImportFault::new(1, ImportProblem::NoCalendar, ""));
    }
    Ok(calendars)
}

fn close(
    open: &mut Vec<Component>,
    calendars: &mut Vec<Component>,
    line: &Line,
    named: &str,
) -> Result<(), ImportFault> {
    let wrong = || line.fault(ImportProblem::WrongEnd);
    let done = open.pop().ok_or_else(wrong)?;
    if done.name != named {
        return Err(wrong());
    }
    match open.last_mut() {
        Some(parent) => parent.parts.push(done),
        None => calendars.push(done),
    }
    Ok(())
}
