use std::io::Write;
use std::path::Path;
use std::time::Instant;

use matching_engine::{Instance, Options, Rule, check, solve};

use crate::Failure;

/// Solves an instance from a file, checks the result with separate code, and writes it to a
/// file or to the output. A file at fault writes nothing.
pub(super) fn solve_file(
    file: &Path,
    rule: Rule,
    options: Options,
    out: Option<&Path>,
) -> Result<(), Failure> {
    let text = std::fs::read(file).map_err(|error| {
        Failure::Input(format!(
            "Het bestand {} is niet te lezen: {error}",
            file.display()
        ))
    })?;
    let text = String::from_utf8(text)
        .map_err(|_| Failure::Input(format!("Het bestand {} is geen UTF-8.", file.display())))?;
    let json = solve_text(&text, rule, options)?;
    tell(&json, out)
}

/// Writes a result to a file, or to the output.
pub(super) fn tell(json: &str, out: Option<&Path>) -> Result<(), Failure> {
    match out {
        Some(path) => write_whole(path, json),
        None => std::io::stdout()
            .write_all(json.as_bytes())
            .map_err(Failure::failed("De uitkomst is niet te schrijven")),
    }
}

fn solve_text(text: &str, rule: Rule, options: Options) -> Result<String, Failure> {
    let instance = Instance::parse(text).map_err(|fault| Failure::Input(fault.dutch()))?;
    let started = Instant::now();
    let solution = solve(&instance, rule, options);
    let took = started.elapsed();
    let report = check(&instance, &solution, options);
    if let Some(violation) = report.violations.first() {
        return Err(Failure::Failed(format!(
            "De uitkomst klopt niet en is niet geschreven: {violation:?}"
        )));
    }
    let mut json = serde_json::to_string(&solution.took(took))
        .map_err(Failure::failed("De uitkomst is niet te schrijven"))?;
    json.push('\n');
    Ok(json)
}

/// Writes beside the file and moves it in place, so that nobody ever reads half a result.
fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = || Failure::failed::<std::io::Error>("De uitkomst is niet te schrijven");
    let name = path
        .file_name()
        .ok_or_else(|| Failure::Input(format!("{} is geen bestandsnaam.", path.display())))?;
    let mut beside = name.to_owned();
    beside.push(".part");
    let beside = path.with_file_name(beside);
    std::fs::write(&beside, text).map_err(failed())?;
    std::fs::rename(&beside, path).map_err(failed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_at_fault_is_refused_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (file, out) = (
            folder.path().join("in.json"),
            folder.path().join("out.json"),
        );
        let text = r#"{"buddies":[],"students":[{"id":"s","options":[{"buddy":"b","score":1}]}]}"#;
        std::fs::write(&file, text).unwrap();
        let result = solve_file(&file, Rule::Best, Options::default(), Some(&out));
        assert!(
            matches!(result, Err(Failure::Input(text)) if text.contains("students[0].options[0]"))
        );
        assert!(!out.exists());
    }

    #[test]
    fn the_result_has_the_fields_that_scripts_read() {
        let text = r#"{"buddies":[{"id":"b1","capacity":2}],
            "students":[{"id":"s1","options":[{"buddy":"b1","score":812,"buddy_score":455}]}]}"#;
        let json = solve_text(text, Rule::Best, Options::default()).unwrap();
        let result: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(result["rule"], "best");
        assert_eq!(
            result["pairs"],
            serde_json::json!([{"student": "s1", "buddy": "b1", "score": 812}])
        );
        assert_eq!(
            result["certificate"],
            serde_json::json!({"dual_bound": 812, "gap": 0})
        );
        assert!(result["took_ms"].as_f64().unwrap() > 0.0);
    }
}
