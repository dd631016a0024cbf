//! Reads from a TrueType font what setting a line asks for: which glyph a character has, and how wide that is.

/// A font, by its bytes.
pub(super) struct Font<'a> {
    pub(super) bytes: &'a [u8],
    /// Units in the height of the letters.
    units: f32,
    characters: &'a [u8],
    widths: &'a [u8],
    /// How many glyphs have a width of their own; those after have that of the last.
    wide: u16,
    pub(super) ascent: f32,
    pub(super) descent: f32,
    /// The box around all glyphs: left, bottom, right, top, in thousandths.
    pub(super) around: [f32; 4],
}

impl<'a> Font<'a> {
    /// `None` for what is no font with a table of characters of the basic plane.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let head = table(bytes, *b"head")?;
        let across = table(bytes, *b"hhea")?;
        let units = f32::from(number(head, 18)?);
        let thousandths = |value: i16| f32::from(value) * 1000.0 / units;
        let around = [
            signed(head, 36)?,
            signed(head, 38)?,
            signed(head, 40)?,
            signed(head, 42)?,
        ];
        Some(Self {
            bytes,
            units,
            characters: basic_plane(table(bytes, *b"cmap")?)?,
            widths: table(bytes, *b"hmtx")?,
            wide: number(across, 34)?,
            ascent: thousandths(signed(across, 4)?),
            descent: thousandths(signed(across, 6)?),
            around: around.map(thousandths),
        })
    }

    /// The glyph of a character; `None` for one that this font does not draw.
    pub(super) fn glyph(&self, character: char) -> Option<u16> {
        let code = u16::try_from(u32::from(character)).ok()?;
        let map = self.characters;
        let doubled = usize::from(number(map, 6)?);
        let segment = (0..doubled)
            .step_by(2)
            .find(|at| number(map, 14 + at).is_some_and(|end| code <= end))?;
        let begins = number(map, 16 + doubled + segment)?;
        let delta = number(map, 16 + 2 * doubled + segment)?;
        let place = 16 + 3 * doubled + segment;
        let range = number(map, place)?;
        let offset = code.checked_sub(begins)?;
        let glyph = if range == 0 {
            code.wrapping_add(delta)
        } else {
            match number(map, place + usize::from(range) + 2 * usize::from(offset))? {
                0 => 0,
                listed => listed.wrapping_add(delta),
            }
        };
        (glyph != 0).then_some(glyph)
    }

    /// How wide a glyph is, in thousandths of the height of the letters.
    pub(super) fn width(&self, glyph: u16) -> f32 {
        let row = glyph.min(self.wide.saturating_sub(1));
        let width = number(self.widths, 4 * usize::from(row)).unwrap_or_default();
        f32::from(width) * 1000.0 / self.units
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes(pair.try_into().ok()?))
}

fn signed(bytes: &[u8], at: usize) -> Option<i16> {
    let pair = bytes.get(at..at + 2)?;
    Some(i16::from_be_bytes(pair.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_be_bytes(four.try_into().ok()?)).ok()
}

fn table(bytes: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let many = usize::from(number(bytes, 4)?);
    let mut rows = (0..many).map(|row| 12 + 16 * row);
    let row = rows.find(|&at| bytes.get(at..at + 4) == Some(&name[..]))?;
    let (from, length) = (long(bytes, row + 8)?, long(bytes, row + 12)?);
    bytes.get(from..from.checked_add(length)?)
}

/// The table of characters in segments (format 4) for Windows and Unicode.
fn basic_plane(characters: &[u8]) -> Option<&[u8]> {
    let many = usize::from(number(characters, 2)?);
    let mut rows = (0..many).map(|row| 4 + 8 * row);
    rows.find_map(|at| {
        let is_unicode = (number(characters, at)?, number(characters, at + 2)?) == (3, 1);
        let map = characters.get(long(characters, at + 4)?..)?;
        (is_unicode && number(map, 0)? == 4).then_some(map)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::FONT;

    #[test]
    fn names_of_many_languages_have_glyphs_and_what_has_none_is_told() {
        let font = Font::read(FONT).unwrap();
        for name in [
            "Noor",
            "Gülşah Çağlayan",
            "Łukasz Świątek",
            "Nguyễn Thị Ánh",
            "Олеся",
        ] {
            for character in name.chars() {
                assert!(font.glyph(character).is_some(), "{character} of {name}");
            }
        }
        for character in ['م', '李', '🎉', '\u{301}'] {
            assert_eq!(font.glyph(character), None, "{character}");
        }
    }

    #[test]
    fn widths_are_those_of_the_letters() {
        let font = Font::read(FONT).unwrap();
        let width = |character| font.width(font.glyph(character).unwrap());
        assert!(width('i') < width('n') && width('n') < width('m'));
        assert_eq!(width('é').to_bits(), width('e').to_bits());
    }

    #[test]
    fn what_is_no_font_is_none() {
        assert!(Font::read(b"").is_none());
        assert!(Font::read(&FONT[..200]).is_none());
    }
}
