/// How a name is shown to people who need not know the whole of it: the first word, and the initial of the last.
#[must_use]
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {initial}."),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_hides_the_last_one() {
        assert_eq!(short_name("Fenna de Wit"), "Fenna W.");
        assert_eq!(short_name("Bo"), "Bo");
        assert_eq!(short_name(""), "");
    }
}
