//! What somebody shows at the door: a code to type, and the same for a camera (QR, ISO/IEC 18004), drawn as one path.

use std::fmt::Write as _;

use contract::meetups::Signup;
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

use crate::urls;

/// The empty edge that a camera needs, in modules.
const QUIET: usize = 4;

/// The code of somebody with a place.
#[derive(Debug, Serialize)]
pub(super) struct Pass {
    code: String,
    /// Opens the page of who organises, at this code.
    qr: Option<Qr>,
}

impl Pass {
    /// `None` for who has no place.
    pub(super) fn of(signup: &Signup, event: &str, site: &str) -> Option<Self> {
        let code = signup.code.clone()?;
        let door = urls::with_query(&urls::meetup_door(event), &[("code", &code)]);
        let qr = Qr::of(&format!("{site}{door}"));
        Some(Self { code, qr })
    }
}

/// A square of so many modules, with the dark ones as a path.
#[derive(Debug, Serialize)]
struct Qr {
    size: usize,
    path: String,
}

impl Qr {
    /// `None` for more text than a code can hold.
    fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let (width, colors) = (code.width(), code.to_colors());
        let mut path = String::new();
        for (y, row) in colors.chunks(width).enumerate() {
            let mut x = QUIET;
            for run in row.chunk_by(|a, b| a == b) {
                let length = run.len();
                if run.first() == Some(&Color::Dark) {
                    let _ = write!(path, "M{x} {}h{length}v1h-{length}z", y + QUIET);
                }
                x += length;
            }
        }
        Some(Self {
            size: width + 2 * QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once_and_the_edge_is_empty() {
        let text = "https://kansrijk.example/bijeenkomsten/samen/deur?code=7XK2M9PD";
        let qr = Qr::of(text).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|color| **color == Color::Dark)
            .count();
        let mut drawn = 0;
        for run in qr.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            assert!(
                x >= QUIET && y >= QUIET && x + length <= qr.size - QUIET && y < qr.size - QUIET
            );
            drawn += length;
        }
        assert_eq!(drawn, dark);
        assert!(Qr::of(&"x".repeat(5000)).is_none());
    }
}
