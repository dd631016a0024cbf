use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{
    DynamicImage, GenericImageView as _, ImageDecoder as _, ImageEncoder as _, ImageFormat,
    RgbImage, RgbaImage,
};
use nouns::{Clock, PersonId};

use super::*;
use crate::community::Side;
use crate::testing::{Desk, draft, found, start, student, yvonne};

/// What nobody should read of a photograph.
const WHERE: &[u8] = b"Achter de Dom 12";

/// Red on the left, blue on the right.
fn two_sides(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        image::Rgb(if x < width / 2 {
            [250, 0, 0]
        } else {
            [0, 0, 250]
        })
    })
}

fn file(pixels: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    pixels.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    file(two_sides(width, height), ImageFormat::Png)
}

/// TIFF as EXIF has it: how the picture is turned, and a GPS folder that says where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut tiff = b"II\x2a\x00\x08\x00\x00\x00\x02\x00".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(tiff.len(), 38, "where the GPS folder begins");
    tiff.extend([1, 0, 0x1c, 0, 2, 0]);
    tiff.extend(long(WHERE.len()));
    tiff.extend([56, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(WHERE);
    tiff
}

fn photograph(orientation: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new(&mut file);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    encoder.encode_image(&two_sides(40, 20)).unwrap();
    file
}

fn holds(file: &[u8], what: &[u8]) -> bool {
    file.windows(what.len()).any(|window| window == what)
}

fn problem(file: &[u8]) -> ImageProblem {
    Picture::of(file).unwrap_err()
}

#[test]
fn where_a_photograph_was_taken_is_gone() {
    let file = photograph(1);
    assert!(holds(&file, WHERE) && holds(&file, b"Exif"), "a control");
    let picture = Picture::of(&file).unwrap();
    assert!(!holds(&picture.content, WHERE) && !holds(&picture.content, b"Exif"));
    let mut decoder = JpegDecoder::new(Cursor::new(&picture.content)).unwrap();
    assert_eq!(decoder.exif_metadata().unwrap(), None);
    assert_eq!(decoder.xmp_metadata().unwrap(), None);
    assert_eq!(decoder.icc_profile().unwrap(), None);
}

#[test]
fn a_photograph_stands_as_its_camera_was_held() {
    let seen = |orientation| {
        let picture = Picture::of(&photograph(orientation)).unwrap();
        let pixels = image::load_from_memory(&picture.content).unwrap();
        assert_eq!(pixels.dimensions(), (picture.width, picture.height));
        let first = pixels.get_pixel(2, 2).0;
        let last = pixels.get_pixel(picture.width - 3, picture.height - 3).0;
        let is_red = |colour: [u8; 4]| colour[0] > 200 && colour[2] < 50;
        (picture.width, picture.height, is_red(first), is_red(last))
    };
    assert_eq!(seen(1), (40, 20, true, false));
    assert_eq!(seen(3), (40, 20, false, true), "upside down");
    assert_eq!(seen(6), (20, 40, true, false), "on its right side");
    assert_eq!(seen(8), (20, 40, false, true), "on its left side");
}

#[test]
fn it_is_made_small_enough_and_never_larger() {
    let size = |file: &[u8]| {
        let picture = Picture::of(file).unwrap();
        (picture.width, picture.height)
    };
    assert_eq!(size(&png(2400, 600)), (1200, 300));
    assert_eq!(size(&png(600, 3600)), (300, 1800));
    assert_eq!(size(&png(30, 20)), (30, 20));
    assert_eq!(size(&file(two_sides(30, 20), ImageFormat::WebP)), (30, 20));
}

#[test]
fn what_one_can_see_through_is_white() {
    let nothing = file(RgbaImage::new(8, 8), ImageFormat::Png);
    let picture = Picture::of(&nothing).unwrap();
    let pixels = image::load_from_memory(&picture.content).unwrap();
    assert_eq!(pixels.get_pixel(4, 4).0, [255; 4]);
}

#[test]
fn a_small_file_with_very_many_pixels_is_refused_before_they_are_read() {
    let bomb = file(image::GrayImage::new(8000, 4000), ImageFormat::Png);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(problem(&bomb), ImageProblem::Pixels);
    // Its pixels are not even there: what it says of itself is enough.
    assert_eq!(problem(&bomb[..64]), ImageProblem::Pixels);
    let strip = file(image::GrayImage::new(20_000, 4), ImageFormat::Png);
    assert_eq!(problem(&strip), ImageProblem::Pixels);
}

#[test]
fn what_is_no_picture_is_refused_whatever_its_beginning_says() {
    let whole = png(60, 40);
    assert!(Picture::of(&whole).is_ok(), "a control");
    assert_eq!(problem(&whole[..whole.len() / 2]), ImageProblem::Broken);
    assert_eq!(
        problem(b"\xff\xd8\xff\xe0 en dan niets"),
        ImageProblem::Broken
    );
    assert_eq!(
        problem(b"RIFF\x10\0\0\0WEBPVP8 niets"),
        ImageProblem::Broken
    );
    for other in [
        &b""[..],
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ] {
        assert_eq!(problem(other), ImageProblem::Kind, "{other:?}");
    }
    let large = vec![0xff; contract::meetups::LARGEST_IMAGE + 1];
    assert_eq!(problem(&large), ImageProblem::Large);
}

/// The checksum of PNG's chunks (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), step);
    !bytes.iter().fold(u32::MAX, byte)
}

#[test]
fn what_moves_is_refused() {
    let mut moving = png(4, 4);
    let mut chunk = b"acTL\0\0\0\x02\0\0\0\0".to_vec();
    chunk.extend(crc(&chunk).to_be_bytes());
    // After the header of 8 bytes and the first chunk of 25.
    moving.splice(33..33, [vec![0, 0, 0, 8], chunk].concat());
    assert_eq!(problem(&moving), ImageProblem::Moves);

    let still = file(two_sides(4, 4), ImageFormat::WebP);
    let frame = &still[12..];
    let mut chunks =
        b"WEBPVP8X\x0a\0\0\0\x02\0\0\0\x03\0\0\x03\0\0ANIM\x06\0\0\0\0\0\0\0\0\0".to_vec();
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    chunks.extend(b"ANMF");
    chunks.extend(long(16 + frame.len()));
    chunks.extend([0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 100, 0, 0, 0]);
    chunks.extend(frame);
    let moving = [&b"RIFF"[..], &long(chunks.len()), &chunks].concat();
    assert_eq!(problem(&moving), ImageProblem::Moves);
}

#[test]
fn words_for_who_does_not_see_it_are_one_line_of_at_most_300_characters() {
    let text = |input: &str| AltText::parse(input).map(|alt| alt.0);
    assert_eq!(text(" Twee \n studenten "), Ok("Twee studenten".to_owned()));
    assert!(text(&"a".repeat(300)).is_ok());
    for wrong in ["", " \n ", &"a".repeat(301)] {
        assert_eq!(text(wrong), Err(ImageProblem::Alt));
    }
}

/// A meetup of a community that Yvonne leads; Sam takes part, and Noor organises it too.
struct House {
    meetups: Meetups,
    slug: nouns::CommunityId,
    id: EventId,
}

impl House {
    async fn open() -> Self {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let (meetups, slug) = found(&desk, &clock).await;
        for name in ["noor", "sam"] {
            let joined = meetups
                .join(&student(name), &slug, Some(Side::Student))
                .await;
            joined.unwrap();
        }
        let mut words = draft("RMC-19");
        words.community = Some(slug.clone());
        words.hosts = std::iter::once(student("noor").person).collect();
        let id = meetups.publish(&yvonne(), words).await.unwrap().id;
        Self { meetups, slug, id }
    }

    async fn put(&self, by: &Caller, file: Option<Vec<u8>>) -> Result<(), MeetupsError> {
        let alt = AltText::parse("Twee kleuren naast elkaar.").unwrap();
        self.meetups.put_image(by, &self.id, &alt, file).await
    }

    async fn shown(&self) -> Option<Shown> {
        let view = self.meetups.event(Some(&yvonne()), &self.id).await;
        view.unwrap().image
    }

    async fn content(
        &self,
        by: Option<&Caller>,
        hash: &Hash,
    ) -> Result<Option<Content>, MeetupsError> {
        self.meetups.image(by, &self.id, hash).await
    }
}

#[tokio::test]
async fn who_may_edit_a_meetup_gives_it_an_image_and_nobody_else() {
    let house = House::open().await;
    for stranger in ["sam", "bas"] {
        let by = student(stranger);
        let put = house.put(&by, Some(png(30, 20))).await;
        assert!(matches!(put, Err(MeetupsError::NotAllowed)), "{stranger}");
    }
    assert_eq!(house.shown().await, None);
    house.put(&yvonne(), Some(png(30, 20))).await.unwrap();
    let first = house.shown().await.unwrap();
    assert_eq!((first.width, first.height), (30, 20));
    // Who organises it too may edit words, so the image as well.
    house
        .put(&student("noor"), Some(png(60, 20)))
        .await
        .unwrap();
    let second = house.shown().await.unwrap();
    assert_ne!(first.hash, second.hash);
    assert_eq!(house.content(None, &first.hash).await.unwrap(), None);
    let content = house.content(None, &second.hash).await.unwrap().unwrap();
    assert!(content.is_public && content.bytes.starts_with(b"\xff\xd8"));

    let removed = house.meetups.remove_image(&student("sam"), &house.id).await;
    assert!(matches!(removed, Err(MeetupsError::NotAllowed)));
    assert!(house.shown().await.is_some());
    for _ in 0..2 {
        let removed = house.meetups.remove_image(&yvonne(), &house.id).await;
        removed.unwrap();
    }
    assert_eq!(house.shown().await, None);
    assert_eq!(house.content(None, &second.hash).await.unwrap(), None);
}

#[tokio::test]
async fn words_alone_are_for_an_image_that_is_there_and_a_broken_file_changes_nothing() {
    let house = House::open().await;
    let none = house.put(&yvonne(), None).await;
    assert!(matches!(
        none,
        Err(MeetupsError::Image(ImageProblem::Missing))
    ));
    house.put(&yvonne(), Some(png(30, 20))).await.unwrap();
    let before = house.shown().await.unwrap();
    let alt = AltText::parse("Rood en blauw.").unwrap();
    let noor = student("noor");
    let put = house.meetups.put_image(&noor, &house.id, &alt, None);
    put.await.unwrap();
    let after = house.shown().await.unwrap();
    assert_eq!((after.alt, after.hash), (alt, before.hash));
    let words = house.shown().await;
    let broken = house.put(&yvonne(), Some(b"niets".to_vec())).await;
    assert!(matches!(
        broken,
        Err(MeetupsError::Image(ImageProblem::Kind))
    ));
    assert_eq!(house.shown().await, words);
}

#[tokio::test]
async fn the_image_of_a_closed_community_is_for_who_may_know_of_the_meetup() {
    let house = House::open().await;
    house.put(&yvonne(), Some(png(30, 20))).await.unwrap();
    let hash = house.shown().await.unwrap().hash;
    let yvonne = yvonne();
    let close = house.meetups.set_space(&yvonne, &house.slug, Space::Closed);
    close.await.unwrap();
    for by in [None, Some(student("bas"))] {
        let seen = house.content(by.as_ref(), &hash).await;
        assert!(matches!(seen, Err(MeetupsError::NoEvent(_))), "{by:?}");
    }
    let sam = student("sam");
    let seen = house.content(Some(&sam), &hash).await.unwrap().unwrap();
    assert!(!seen.is_public);
}

#[tokio::test]
async fn an_image_is_of_who_chose_it_and_goes_with_them() {
    let house = House::open().await;
    house
        .put(&student("noor"), Some(png(30, 20)))
        .await
        .unwrap();
    let rows = |about: contract::my_data::AboutMe| about.tables["image"]["rows"].clone();
    let about = house.meetups.about_me(&student("noor")).await.unwrap();
    let rows_of_noor = rows(about);
    assert_eq!(rows_of_noor[0]["alt"], "Twee kleuren naast elkaar.");
    assert!(
        rows_of_noor[0]["content"]
            .as_str()
            .unwrap()
            .starts_with("/9j/")
    );
    let about = house.meetups.about_me(&yvonne()).await.unwrap();
    assert!(rows(about).is_null());

    let strike = async |position, person: &PersonId| {
        let struck = house.meetups.store.strike_out(position, person).await;
        struck.unwrap();
    };
    strike(1, &student("sam").person).await;
    assert!(house.shown().await.is_some());
    strike(2, &student("noor").person).await;
    assert_eq!(house.shown().await, None);
    let dump = house.meetups.store.database().dump().await.unwrap();
    assert!(!dump.lines.contains("/9j/"));
}
