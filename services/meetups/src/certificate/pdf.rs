//! Writes set pages as a PDF that can be read aloud: a language, a title, every line marked as part of a paragraph, and
//! the letters in it. No moment and nothing drawn by lot stands in it.

use std::collections::BTreeMap;

use pdf_writer::types::{
    ArtifactType, CidFontType, FontFlags, StructRole, SystemInfo, TabOrder, UnicodeCmap,
};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::Certificate;
use super::font::Font;
use super::paper::{Line, MARGIN, PAGE, Pages, Part};
use super::words::Words;

const LETTERS: Name<'static> = Name(b"F1");
const FONT_NAME: Name<'static> = Name(b"KNSRJK+DejaVuSans");
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};
/// Under the letters, for who writes their own name.
const WRITTEN_BELOW: f32 = 34.0;

/// Numbers of the objects of the file, one after the other.
struct Refs(i32);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// A line of a paragraph: on which page, and under which number there.
struct Marked {
    page: Ref,
    number: i32,
}

/// The objects that others name.
struct Named {
    pages: Ref,
    root: Ref,
    document: Ref,
    parents: Ref,
    font: Ref,
}

pub(super) fn write(certificate: &Certificate, set: &Pages, font: &Font<'_>) -> Vec<u8> {
    let words = Words::of(certificate.language);
    let title = format!("{}: {}", words.title, certificate.title);
    let mut refs = Refs(0);
    let catalog = refs.next();
    let named = Named {
        pages: refs.next(),
        root: refs.next(),
        document: refs.next(),
        parents: refs.next(),
        font: refs.next(),
    };
    let (metadata, info) = (refs.next(), refs.next());
    let paragraphs: Vec<Ref> = set.parts.iter().map(|_| refs.next()).collect();
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    let language = certificate.language.code();
    write_catalog(&mut pdf, catalog, &named, metadata, language);
    pdf.document_info(info).title(TextStr(&title));
    pdf.metadata(metadata, described(&title, language).as_bytes());
    let lines = write_pages(&mut pdf, &mut refs, &named, set, &paragraphs);
    write_structure(&mut pdf, &named, set, &paragraphs, &lines);
    write_font(&mut pdf, &mut refs, named.font, set, font);
    pdf.finish()
}

fn write_catalog(pdf: &mut Pdf, catalog: Ref, named: &Named, metadata: Ref, language: &str) {
    let mut written = pdf.catalog(catalog);
    written.pages(named.pages).metadata(metadata);
    written.lang(TextStr(language));
    written.mark_info().marked(true);
    written.viewer_preferences().display_doc_title(true);
    written.pair(Name(b"StructTreeRoot"), named.root);
}

/// Writes pages and what stands on them; answers where the lines of each paragraph are.
fn write_pages(
    pdf: &mut Pdf,
    refs: &mut Refs,
    named: &Named,
    set: &Pages,
    paragraphs: &[Ref],
) -> BTreeMap<usize, Vec<Marked>> {
    let mut lines: BTreeMap<usize, Vec<Marked>> = BTreeMap::new();
    let (mut kids, mut parents) = (Vec::new(), Vec::new());
    for (key, page) in (0i32..).zip(&set.pages) {
        let (id, contents, parent) = (refs.next(), refs.next(), refs.next());
        for (number, line) in (0i32..).zip(page) {
            let marked = Marked { page: id, number };
            lines.entry(line.paragraph).or_default().push(marked);
        }
        let mut written = pdf.page(id);
        written.parent(named.pages).contents(contents);
        written.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1));
        written
            .struct_parents(key)
            .tab_order(TabOrder::StructureOrder);
        written.resources().fonts().pair(LETTERS, named.font);
        written.finish();
        pdf.stream(contents, &content(page));
        let mine = page
            .iter()
            .filter_map(|line| paragraphs.get(line.paragraph));
        pdf.indirect(parent).array().items(mine.copied());
        kids.push(id);
        parents.push((key, parent));
    }
    let many = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(named.pages).kids(kids).count(many);
    let mut tree = pdf.indirect(named.parents).dict();
    let mut numbers = tree.insert(Name(b"Nums")).array();
    for (key, parent) in parents {
        numbers.item(key).item(parent);
    }
    numbers.finish();
    tree.finish();
    lines
}

fn content(page: &[Line]) -> Vec<u8> {
    let mut content = Content::new();
    for (number, line) in (0i32..).zip(page) {
        let part = content.begin_marked_content_with_properties(Name(b"Span"));
        mark(part, number);
        content.begin_text().set_font(LETTERS, line.size);
        content.next_line(MARGIN, line.y);
        let glyphs = line.glyphs.iter();
        let bytes: Vec<u8> = glyphs.flat_map(|(glyph, _)| glyph.to_be_bytes()).collect();
        content.show(Str(&bytes));
        content.end_text().end_marked_content();
        if line.is_to_write_on {
            write_on(&mut content, line.y - WRITTEN_BELOW);
        }
    }
    content.finish().to_vec()
}

fn mark(mut part: pdf_writer::writers::MarkContent<'_>, number: i32) {
    part.properties().identify(number);
}

/// A line to write on says nothing to who has the paper read aloud.
fn write_on(content: &mut Content, y: f32) {
    let mut drawing = content.begin_marked_content_with_properties(Name(b"Artifact"));
    drawing.properties().artifact().kind(ArtifactType::Layout);
    drawing.finish();
    content.set_line_width(0.8);
    content
        .move_to(MARGIN, y)
        .line_to(PAGE.0 - MARGIN, y)
        .stroke();
    content.end_marked_content();
}

fn write_structure(
    pdf: &mut Pdf,
    named: &Named,
    set: &Pages,
    paragraphs: &[Ref],
    lines: &BTreeMap<usize, Vec<Marked>>,
) {
    let mut root = pdf.indirect(named.root).dict();
    root.pair(Name(b"Type"), Name(b"StructTreeRoot"));
    root.pair(Name(b"K"), named.document);
    root.pair(Name(b"ParentTree"), named.parents);
    let keys = i32::try_from(set.pages.len()).unwrap_or(i32::MAX);
    root.pair(Name(b"ParentTreeNextKey"), keys);
    root.finish();
    let mut document = pdf.struct_element(named.document);
    document.kind(StructRole::Document).parent(named.root);
    let mut children = document.children();
    for paragraph in paragraphs {
        children.struct_element(*paragraph);
    }
    children.finish();
    document.finish();
    for (n, (part, id)) in set.parts.iter().zip(paragraphs).enumerate() {
        let mut element = pdf.struct_element(*id);
        element.kind(role(*part)).parent(named.document);
        let mut children = element.children();
        for line in lines.get(&n).into_iter().flatten() {
            let mut marked = children.marked_content_ref();
            marked.page(line.page).marked_content_id(line.number);
        }
    }
}

fn role(part: Part) -> StructRole {
    match part {
        Part::Title => StructRole::H1,
        Part::Heading => StructRole::H2,
        Part::Paragraph => StructRole::P,
    }
}

fn write_font(pdf: &mut Pdf, refs: &mut Refs, id: Ref, set: &Pages, font: &Font<'_>) {
    let (letters, descriptor, file, unicode) = (refs.next(), refs.next(), refs.next(), refs.next());
    let used: BTreeMap<u16, char> = set
        .pages
        .iter()
        .flatten()
        .flat_map(|line| line.glyphs.iter().copied())
        .collect();
    let mut written = pdf.type0_font(id);
    written
        .base_font(FONT_NAME)
        .encoding_predefined(Name(b"Identity-H"));
    written.descendant_font(letters).to_unicode(unicode);
    written.finish();

    let mut written = pdf.cid_font(letters);
    written
        .subtype(CidFontType::Type2)
        .base_font(FONT_NAME)
        .system_info(SYSTEM);
    written.font_descriptor(descriptor).default_width(0.0);
    written.cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = written.widths();
    for glyph in used.keys() {
        widths.consecutive(*glyph, [font.width(*glyph)]);
    }
    widths.finish();
    written.finish();

    let [left, bottom, right, top] = font.around;
    let mut written = pdf.font_descriptor(descriptor);
    written.name(FONT_NAME).flags(FontFlags::SYMBOLIC);
    written
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0);
    written
        .ascent(font.ascent)
        .descent(font.descent)
        .cap_height(729.0)
        .stem_v(90.0);
    written.font_file2(file);
    written.finish();
    let length = i32::try_from(font.bytes.len()).unwrap_or(i32::MAX);
    pdf.stream(file, font.bytes).pair(Name(b"Length1"), length);

    let mut map = UnicodeCmap::<u16>::new(Name(b"Letters"), SYSTEM);
    for (glyph, character) in used {
        map.pair(glyph, character);
    }
    pdf.cmap(unicode, &map.finish());
}

/// What the file says of itself (XMP, ISO 16684-1): its title, its language, and that it can be read aloud.
fn described(title: &str, language: &str) -> String {
    let title = title
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
        <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
        <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
        <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
        <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
        <pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>\n\
        <?xpacket end=\"r\"?>"
    )
}
