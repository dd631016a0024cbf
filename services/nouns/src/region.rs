//! The regions that exist already: the 12 provinces (ISO 3166-2:NL) and the RMC regions, by
//! which municipalities and schools work together on early school leaving. No map of our own.

use serde::{Deserialize, Serialize};

/// A province or an RMC region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region(u8);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionKind {
    Province,
    /// Regionale Meld- en Coördinatiefunctie.
    Rmc,
}

/// A code that is no region.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no region {0:?}")]
pub struct UnknownRegion(pub String);

struct Entry {
    code: &'static str,
    name: &'static str,
    /// The province an RMC region lies in; a province names itself.
    province: &'static str,
}

const fn entry(code: &'static str, name: &'static str, province: &'static str) -> Entry {
    Entry {
        code,
        name,
        province,
    }
}

/// Provinces first, then the RMC regions in the order of their codes.
const ENTRIES: &[Entry] = &[
    entry("NL-DR", "Drenthe", "NL-DR"),
    entry("NL-FL", "Flevoland", "NL-FL"),
    entry("NL-FR", "Fryslân", "NL-FR"),
    entry("NL-GE", "Gelderland", "NL-GE"),
    entry("NL-GR", "Groningen", "NL-GR"),
    entry("NL-LI", "Limburg", "NL-LI"),
    entry("NL-NB", "Noord-Brabant", "NL-NB"),
    entry("NL-NH", "Noord-Holland", "NL-NH"),
    entry("NL-OV", "Overijssel", "NL-OV"),
    entry("NL-UT", "Utrecht", "NL-UT"),
    entry("NL-ZE", "Zeeland", "NL-ZE"),
    entry("NL-ZH", "Zuid-Holland", "NL-ZH"),
    entry("RMC-01", "Oost-Groningen", "NL-GR"),
    entry("RMC-02", "Noord-Groningen-Eemsmond", "NL-GR"),
    entry("RMC-03", "Centraal en Westelijk Groningen", "NL-GR"),
    entry("RMC-04", "Friesland Noord", "NL-FR"),
    entry("RMC-05", "Zuid-West Friesland", "NL-FR"),
    entry("RMC-06", "Friesland-Oost (De Friese Wouden)", "NL-FR"),
    entry("RMC-07", "Noord- en Midden-Drenthe", "NL-DR"),
    entry("RMC-08", "Zuidoost-Drenthe", "NL-DR"),
    entry("RMC-09", "Zuidwest-Drenthe", "NL-DR"),
    entry("RMC-10", "IJssel-Vecht", "NL-OV"),
    entry("RMC-11", "Stedendriehoek", "NL-GE"),
    entry("RMC-12", "Twente", "NL-OV"),
    entry("RMC-13", "Achterhoek", "NL-GE"),
    entry("RMC-14", "Arnhem", "NL-GE"),
    entry("RMC-15", "Rivierenland", "NL-GE"),
    entry("RMC-16", "Eem en Vallei", "NL-UT"),
    entry("RMC-17", "Noordwest-Veluwe", "NL-GE"),
    entry("RMC-18", "Flevoland", "NL-FL"),
    entry("RMC-19", "Utrecht", "NL-UT"),
    entry("RMC-20", "Gooi en Vechtstreek", "NL-NH"),
    entry("RMC-21", "Agglomeratie Amsterdam", "NL-NH"),
    entry("RMC-22", "West-Friesland", "NL-NH"),
    entry("RMC-23", "Kop van Noord-Holland", "NL-NH"),
    entry("RMC-24", "Noord-Kennemerland", "NL-NH"),
    entry("RMC-25", "Zuid-Kennemerland en IJmond", "NL-NH"),
    entry("RMC-26", "Zuid-Holland-Noord", "NL-ZH"),
    entry("RMC-27", "Zuid-Holland-Oost", "NL-ZH"),
    entry("RMC-28", "Haaglanden-Westland", "NL-ZH"),
    entry("RMC-29", "Rijnmond", "NL-ZH"),
    entry("RMC-30", "Zuid-Holland-Zuid", "NL-ZH"),
    entry("RMC-31", "Oosterschelde Regio", "NL-ZE"),
    entry("RMC-32", "Walcheren", "NL-ZE"),
    entry("RMC-33", "Zeeuws-Vlaanderen", "NL-ZE"),
    entry("RMC-34", "West-Brabant", "NL-NB"),
    entry("RMC-35", "Midden-Brabant", "NL-NB"),
    entry("RMC-36", "Noord-Oost-Brabant", "NL-NB"),
    entry("RMC-37", "Zuidoost-Brabant", "NL-NB"),
    entry("RMC-38", "Gewest Limburg-Noord", "NL-LI"),
    entry("RMC-39", "Gewest Zuid-Limburg", "NL-LI"),
    entry("RMC-40", "Rijk van Nijmegen", "NL-GE"),
];

/// The province of each entry, by place.
const PROVINCES: [u8; ENTRIES.len()] = provinces();

const fn provinces() -> [u8; ENTRIES.len()] {
    let mut provinces = [0; ENTRIES.len()];
    let mut place = 0;
    while place < ENTRIES.len() {
        while !is_same(
            ENTRIES[provinces[place] as usize].code,
            ENTRIES[place].province,
        ) {
            provinces[place] += 1;
        }
        place += 1;
    }
    provinces
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

impl Region {
    /// Reads a code such as `NL-UT` or `RMC-19`, in capitals as in the feeds.
    pub fn parse(code: &str) -> Result<Self, UnknownRegion> {
        ENTRIES
            .iter()
            .zip(0u8..)
            .find(|(entry, _)| entry.code == code)
            .map(|(_, index)| Self(index))
            .ok_or_else(|| UnknownRegion(code.to_owned()))
    }

    /// Provinces first, then the RMC regions by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).zip(ENTRIES).map(|(index, _)| Self(index))
    }

    pub fn provinces() -> impl Iterator<Item = Self> {
        Self::all().filter(|region| region.kind() == RegionKind::Province)
    }

    fn entry(self) -> &'static Entry {
        &ENTRIES[usize::from(self.0)]
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// The Dutch name, as people in the region know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    #[must_use]
    pub fn kind(self) -> RegionKind {
        if self == self.province() {
            RegionKind::Province
        } else {
            RegionKind::Rmc
        }
    }

    /// The province that this region lies in; a province lies in itself.
    #[must_use]
    pub fn province(self) -> Self {
        Self(PROVINCES[usize::from(self.0)])
    }

    /// Whether what happens in `other` happens here: a province includes its RMC regions.
    #[must_use]
    pub fn includes(self, other: Self) -> bool {
        self == other || other.province() == self
    }

    /// This region and every region that it includes.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        Self::all().filter(move |other| self.includes(*other))
    }
}

impl std::fmt::Display for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Region {
    type Error = UnknownRegion;
    fn try_from(code: String) -> Result<Self, UnknownRegion> {
        Self::parse(&code)
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_reads_back_and_lies_in_a_province() {
        for region in Region::all() {
            assert_eq!(Region::parse(region.code()), Ok(region));
            assert_eq!(region.province().kind(), RegionKind::Province, "{region}");
            assert!(region.province().includes(region));
        }
        assert_eq!(Region::provinces().count(), 12);
    }

    #[test]
    fn a_province_includes_its_rmc_regions_and_not_the_other_way_round() {
        let (province, rmc) = (
            Region::parse("NL-UT").unwrap(),
            Region::parse("RMC-19").unwrap(),
        );
        assert!(province.includes(rmc));
        assert!(!rmc.includes(province));
        assert_eq!(
            province.parts().map(Region::code).collect::<Vec<_>>(),
            ["NL-UT", "RMC-16", "RMC-19"]
        );
    }

    #[test]
    fn an_unknown_code_is_named() {
        assert_eq!(
            Region::parse("NL-XX"),
            Err(UnknownRegion("NL-XX".to_owned()))
        );
    }
}
