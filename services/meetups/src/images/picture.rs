//! A picture made anew from the pixels of a file: pure, and slow enough for a thread of its own.
//!
//! Only pixels go over, so nothing else that a file holds (where and when it was taken, with what, a smaller picture of
//! before it was cut) can reach anybody. They are turned as the file says first. There is one form: JPEG, at most 1200
//! pixels wide; what one could see through is white.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, Limits, Rgb, RgbImage};
use sha2::{Digest as _, Sha256};

use super::{HASHED, Hash, ImageProblem};

/// Pixels of a file. What says that it has more is refused before one of them is read.
const MOST_PIXELS: u64 = 24_000_000;
/// Of one side: what is this long is a strip that nobody can look at.
const LONGEST_SIDE: u32 = 16_384;
/// Bytes that a decoder may take for itself: the most pixels with four bytes each, and some more.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;
/// What is kept fits in here.
const WIDEST: u32 = 1200;
const HIGHEST: u32 = 1800;
const QUALITY: u8 = 82;

/// A picture as it is kept and shown: JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub hash: Hash,
    pub content: Vec<u8>,
}

impl Picture {
    /// Makes the picture of a file.
    pub fn of(file: &[u8]) -> Result<Self, ImageProblem> {
        let pixels = opaque(fitted(upright_pixels(file)?));
        let mut content = Vec::new();
        JpegEncoder::new_with_quality(&mut content, QUALITY)
            .encode_image(&pixels)
            .map_err(|_| ImageProblem::Broken)?;
        Ok(Self {
            width: pixels.width(),
            height: pixels.height(),
            hash: hash(&content),
            content,
        })
    }
}

fn hash(content: &[u8]) -> Hash {
    let digest = Sha256::digest(content);
    let digits = digest.iter().take(HASHED).map(|byte| format!("{byte:02x}"));
    Hash(digits.collect())
}

/// The pixels of a file, upright. Its content says what kind it is, not a name.
fn upright_pixels(file: &[u8]) -> Result<DynamicImage, ImageProblem> {
    if file.len() > contract::meetups::LARGEST_IMAGE {
        return Err(ImageProblem::Large);
    }
    let content = Cursor::new(file);
    match image::guess_format(file) {
        Ok(ImageFormat::Jpeg) => read(JpegDecoder::new(content).map_err(|error| problem(&error))?),
        Ok(ImageFormat::Png) => {
            let decoder =
                PngDecoder::with_limits(content, limits()).map_err(|error| problem(&error))?;
            still(decoder.is_apng().map_err(|error| problem(&error))?)?;
            read(decoder)
        }
        Ok(ImageFormat::WebP) => {
            let decoder = WebPDecoder::new(content).map_err(|error| problem(&error))?;
            still(decoder.has_animation())?;
            read(decoder)
        }
        _ => Err(ImageProblem::Kind),
    }
}

fn still(moves: bool) -> Result<(), ImageProblem> {
    if moves {
        Err(ImageProblem::Moves)
    } else {
        Ok(())
    }
}

fn read(mut decoder: impl ImageDecoder) -> Result<DynamicImage, ImageProblem> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(ImageProblem::Pixels);
    }
    decoder
        .set_limits(limits())
        .map_err(|error| problem(&error))?;
    // Where the note beside the pixels cannot be read, they are taken as they are.
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    pixels.apply_orientation(turned);
    Ok(pixels)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

fn problem(error: &ImageError) -> ImageProblem {
    match error {
        ImageError::Limits(_) => ImageProblem::Pixels,
        _ => ImageProblem::Broken,
    }
}

/// Small enough to be shown; what is smaller stays as it is.
fn fitted(pixels: DynamicImage) -> DynamicImage {
    if pixels.width() <= WIDEST && pixels.height() <= HIGHEST {
        return pixels;
    }
    pixels.resize(WIDEST, HIGHEST, FilterType::Triangle)
}

/// Laid on white where one can see through it.
fn opaque(pixels: DynamicImage) -> RgbImage {
    if !pixels.color().has_alpha() {
        return pixels.into_rgb8();
    }
    let seen_through = pixels.into_rgba8();
    let mut laid = RgbImage::new(seen_through.width(), seen_through.height());
    for (on, from) in laid.pixels_mut().zip(seen_through.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *on = Rgb([red, green, blue].map(|colour| on_white(colour, alpha)));
    }
    laid
}

fn on_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    let mixed = (colour * alpha + 255 * (255 - alpha)) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
