//! Writes every page in every state and language to a folder and prints the names of the files,
//! one on a line: the page gate of `tests/browser` opens each in a real browser.
//!
//! `gallery FOLDER`

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("which folder? gallery FOLDER")?;
    for name in web::gallery::write(&folder)? {
        println!("{name}");
    }
    Ok(())
}
