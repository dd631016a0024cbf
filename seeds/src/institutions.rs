//! Institutions in the address lists that DUO publishes as open data ("Adressen mbo
//! instellingen", "Adressen ho instellingen"): fields separated by semicolons, found by the name
//! of their column. What we do not use (denomination, telephone) is not read.

use nouns::{Region, SchoolId};

/// A school as the register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    pub code: SchoolId,
    pub name: String,
    pub sector: Sector,
    pub place: String,
    /// The RMC region, or the province where the list gives no region.
    pub region: Region,
    pub website: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sector {
    Mbo,
    Hbo,
    Wo,
}

impl Sector {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mbo => "mbo",
            Self::Hbo => "hbo",
            Self::Wo => "wo",
        }
    }
}

/// Where a file is at fault, and why, in Dutch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    #[error("De kolom {0} ontbreekt. Neem het bestand zoals DUO het geeft, met puntkomma's.")]
    Column(&'static str),
    #[error("Regel {line}: {reason}")]
    Line { line: u64, reason: String },
}

/// DUO renamed this column; lists of both kinds go around.
const CODE: [&str; 2] = ["INSTELLINGSCODE", "BRIN NUMMER"];

/// Where the columns stand that we read.
struct Columns {
    code: usize,
    name: usize,
    place: usize,
    province: usize,
    rmc: Option<usize>,
    website: Option<usize>,
    higher: Option<usize>,
}

impl Columns {
    fn find(header: &csv::StringRecord) -> Result<Self, ListFault> {
        let at = |name: &str| header.iter().position(|column| column.trim() == name);
        let need = |name: &'static str| at(name).ok_or(ListFault::Column(name));
        Ok(Self {
            code: CODE
                .into_iter()
                .find_map(at)
                .ok_or(ListFault::Column(CODE[0]))?,
            name: need("INSTELLINGSNAAM")?,
            place: need("PLAATSNAAM")?,
            province: need("PROVINCIE")?,
            rmc: at("RMC-REGIO CODE"),
            website: at("INTERNETADRES"),
            higher: at("SOORT HO"),
        })
    }
}

/// Reads a list as DUO gives it, in UTF-8 or Windows-1252.
pub fn read(bytes: &[u8]) -> Result<Vec<Institution>, ListFault> {
    let text = decoded(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let unreadable = |error: &csv::Error| ListFault::Line {
        line: error.position().map_or(1, csv::Position::line),
        reason: "deze regel heeft niet evenveel velden als de kop.".to_owned(),
    };
    let columns = Columns::find(reader.headers().map_err(|error| unreadable(&error))?)?;
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| unreadable(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            institution(&record, &columns).map_err(|reason| ListFault::Line { line, reason })
        })
        .collect()
}

fn institution(record: &csv::StringRecord, columns: &Columns) -> Result<Institution, String> {
    let text = |at: usize| record.get(at).unwrap_or_default().trim();
    let code = SchoolId::parse(text(columns.code))
        .map_err(|_| "de instellingscode ontbreekt.".to_owned())?;
    let name = text(columns.name);
    if name.is_empty() {
        return Err("de naam ontbreekt.".to_owned());
    }
    let rmc = columns.rmc.map(text).filter(|number| !number.is_empty());
    let region = match rmc {
        Some(number) => rmc_region(number)?,
        None => province(text(columns.province))?,
    };
    Ok(Institution {
        code,
        name: name.to_owned(),
        sector: sector(columns.higher.map(text))?,
        place: text(columns.place).to_owned(),
        region,
        website: columns
            .website
            .map(text)
            .filter(|site| !site.is_empty())
            .map(str::to_owned),
    })
}

fn sector(higher: Option<&str>) -> Result<Sector, String> {
    match higher {
        None => Ok(Sector::Mbo),
        Some(kind) if kind.eq_ignore_ascii_case("hbo") => Ok(Sector::Hbo),
        Some(kind) if kind.eq_ignore_ascii_case("wo") => Ok(Sector::Wo),
        Some(kind) => Err(format!("de soort {kind:?} kennen we niet: hbo of wo.")),
    }
}

/// DUO writes the number of an RMC region without our prefix.
fn rmc_region(number: &str) -> Result<Region, String> {
    let unknown = || format!("de RMC-regio {number:?} bestaat niet.");
    let number: u8 = number.parse().map_err(|_| unknown())?;
    Region::parse(&format!("RMC-{number:02}")).map_err(|_| unknown())
}

fn province(name: &str) -> Result<Region, String> {
    // DUO keeps the Dutch name of the one province that is officially Frisian.
    let name = if name.eq_ignore_ascii_case("friesland") {
        "Fryslân"
    } else {
        name
    };
    Region::provinces()
        .find(|region| region.name().eq_ignore_ascii_case(name))
        .ok_or_else(|| format!("de provincie {name:?} bestaat niet."))
}

/// DUO has published both encodings. Every byte is a letter in Windows-1252, and in what is no
/// UTF-8 the letters of Dutch names stand as in Latin-1.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_are_read_by_the_names_of_their_columns() {
        let mbo = read(include_bytes!("../institutions/mbo.csv")).unwrap();
        let ho = read(include_bytes!("../institutions/ho.csv")).unwrap();
        assert!(mbo.iter().all(|school| school.sector == Sector::Mbo) && mbo.len() > 5);
        assert!(
            ho.iter()
                .any(|school| school.sector == Sector::Wo || school.sector == Sector::Hbo)
        );
        let utrecht = mbo
            .iter()
            .find(|school| school.name == "ROC Midden Nederland")
            .unwrap();
        assert_eq!(utrecht.region.code(), "RMC-19");
    }

    #[test]
    fn a_missing_column_and_an_unknown_region_are_named() {
        let fault = read(b"PROVINCIE;INSTELLINGSCODE;PLAATSNAAM\n").unwrap_err();
        assert_eq!(fault, ListFault::Column("INSTELLINGSNAAM"));
        let list = b"PROVINCIE;BRIN NUMMER;INSTELLINGSNAAM;PLAATSNAAM;RMC-REGIO CODE\nUtrecht;25LH;ROC;UTRECHT;77\n";
        assert!(
            matches!(read(list), Err(ListFault::Line { line: 2, reason }) if reason.contains("77"))
        );
    }

    #[test]
    fn old_files_in_windows_1252_are_read_too() {
        let list = b"PROVINCIE;INSTELLINGSCODE;INSTELLINGSNAAM;PLAATSNAAM\nFriesland;01AA;Caf\xe9school;SNEEK\n";
        let school = read(list).unwrap().remove(0);
        assert_eq!(
            (school.name.as_str(), school.region.code()),
            ("Caféschool", "NL-FR")
        );
    }
}
