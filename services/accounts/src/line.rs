/// One printable line: control characters and runs of white space become one space, outer spaces
/// go.
pub(crate) fn one_line(input: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let spaced: String = input.chars().map(printable).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
