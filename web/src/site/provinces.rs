//! The drawing of the provinces.

use nouns::Region;

use crate::part::{RegionMap, RegionShape};
use crate::urls;

const VIEW_BOX: &str = "0 0 500 600";

/// Code, path, and where the number stands.
const SHAPES: [(&str, &str, f32, f32); 12] = [
    ("NL-GR", "M400 0h100v100h-100z", 450.0, 50.0),
    ("NL-FR", "M300 0h100v100h-100z", 350.0, 50.0),
    ("NL-DR", "M400 100h100v100h-100z", 450.0, 150.0),
    ("NL-NH", "M100 100h100v200h-100z", 150.0, 200.0),
    ("NL-FL", "M200 200h100v100h-100z", 250.0, 250.0),
    ("NL-OV", "M300 200h200v100h-200z", 400.0, 250.0),
    ("NL-ZH", "M0 300h200v100h-200z", 100.0, 350.0),
    ("NL-UT", "M200 300h100v100h-100z", 250.0, 350.0),
    ("NL-GE", "M300 300h200v100h-200z", 400.0, 350.0),
    ("NL-ZE", "M0 400h100v100h-100z", 50.0, 450.0),
    ("NL-NB", "M100 400h200v100h-200z", 200.0, 450.0),
    ("NL-LI", "M300 400h100v200h-100z", 350.0, 500.0),
];

impl RegionMap {
    /// The twelve provinces with how many meetings are coming in each.
    pub fn of_provinces(count: impl Fn(Region) -> u64) -> Self {
        let shape = |(code, d, label_x, label_y): &(&'static str, &'static str, f32, f32)| {
            let province = Region::parse(code).ok()?;
            Some(RegionShape {
                code: (*code).to_owned(),
                name: province.name().to_owned(),
                d,
                label_x: *label_x,
                label_y: *label_y,
                count: count(province),
                href: urls::region(code),
            })
        };
        Self { view_box: VIEW_BOX, regions: SHAPES.iter().filter_map(shape).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_is_drawn() {
        let map = RegionMap::of_provinces(|_| 0);
        for province in Region::provinces() {
            assert!(map.regions.iter().any(|shape| shape.code == province.code()), "{province}");
        }
        assert_eq!(map.regions.len(), Region::provinces().count());
    }
}
