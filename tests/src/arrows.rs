//! The arrows of design: a crate names only what stands to its right.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// What each crate may name of ours, besides itself. The crate `tests` may name everything.
const ARROWS: &[(&str, &[&str])] = &[
    ("nouns", &[]),
    ("matching-engine", &[]),
    ("search-index", &["nouns"]),
    ("store", &["nouns"]),
    ("contract", &["nouns"]),
    ("wire", &["contract", "nouns"]),
    (
        "accounts",
        &["search-index", "store", "contract", "wire", "nouns"],
    ),
    (
        "toolbox",
        &["search-index", "store", "contract", "wire", "nouns"],
    ),
    (
        "matching",
        &[
            "matching-engine",
            "search-index",
            "store",
            "contract",
            "wire",
            "nouns",
        ],
    ),
    (
        "meetups",
        &["search-index", "store", "contract", "wire", "nouns"],
    ),
    ("web", &["contract", "wire", "nouns"]),
    (
        "seeds",
        &[
            "accounts", "toolbox", "matching", "meetups", "store", "contract", "nouns",
        ],
    ),
    (
        "kansrijk",
        &[
            "web",
            "accounts",
            "toolbox",
            "matching",
            "meetups",
            "matching-engine",
            "seeds",
            "search-index",
            "store",
            "contract",
            "wire",
            "nouns",
        ],
    ),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Each crate of the workspace with the crates of the workspace that it names.
fn named(metadata: &Value) -> BTreeMap<String, Vec<String>> {
    let packages = metadata["packages"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let ours: Vec<String> = packages
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap();
            let named = dependencies
                .iter()
                .map(|dependency| text(&dependency["name"]));
            (
                text(&package["name"]),
                named.filter(|name| ours.contains(name)).collect(),
            )
        })
        .collect()
}

fn broken_arrows(named: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut broken = Vec::new();
    for (from, targets) in named.iter().filter(|(from, _)| *from != "tests") {
        let Some(may) = allowed.get(from.as_str()) else {
            broken.push(format!("{from} stands in no arrow"));
            continue;
        };
        let wrong = targets
            .iter()
            .filter(|target| !may.contains(&target.as_str()));
        broken.extend(wrong.map(|target| format!("{from} -> {target}")));
    }
    broken
}

#[test]
fn crates_depend_only_along_the_arrows() {
    let named = named(&metadata());
    assert_eq!(
        named.len(),
        ARROWS.len() + 1,
        "every crate has its arrows, every arrow its crate"
    );
    assert_eq!(broken_arrows(&named), Vec::<String>::new());
}

#[test]
fn an_arrow_backwards_is_found() {
    let named = BTreeMap::from([(
        "web".to_owned(),
        vec!["toolbox".to_owned(), "wire".to_owned()],
    )]);
    assert_eq!(broken_arrows(&named), ["web -> toolbox"]);
}
