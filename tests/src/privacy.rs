//! `docs/PRIVACY.md` says of every table what the data register in the code says, and no more.

use std::collections::BTreeSet;

use store::register::{BASE, Basis, Declared, Erasure, Holds};

const DOCUMENT: &str = include_str!("../../docs/PRIVACY.md");

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "consent",
        Basis::Contract => "contract",
        Basis::LegalObligation => "legal obligation",
        Basis::PublicTask => "public task",
        Basis::LegitimateInterest => "legitimate interest",
    }
}

fn line(service: &str, declared: &Declared) -> Option<String> {
    let Holds::Personal(personal) = declared.holds else {
        return None;
    };
    let erasure = match personal.erasure {
        Erasure::Removed => "removed",
        Erasure::Otherwise(how) => how,
    };
    Some(format!(
        "| {service} | `{}` | {} | {} | {} | {} | {erasure} |",
        declared.table,
        personal.purpose,
        basis(personal.basis),
        personal.retention,
        personal.export,
    ))
}

#[test]
fn the_written_register_is_the_one_in_the_code() {
    let registers = [
        ("every service", BASE),
        ("accounts", accounts::REGISTER),
        ("toolbox", toolbox::REGISTER),
        ("matching", matching::REGISTER),
        ("meetups", meetups::REGISTER),
    ];
    let declared: BTreeSet<String> = registers
        .into_iter()
        .flat_map(|(service, register)| register.iter().filter_map(move |one| line(service, one)))
        .collect();
    let written: BTreeSet<String> = DOCUMENT
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
        .map(str::to_owned)
        .collect();
    let missing: Vec<_> = declared.difference(&written).cloned().collect();
    let idle: Vec<_> = written.difference(&declared).collect();
    assert!(
        missing.is_empty() && idle.is_empty(),
        "missing in docs/PRIVACY.md:\n{}\nno such table any more: {idle:#?}",
        missing.join("\n")
    );
}
