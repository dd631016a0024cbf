//! The image of a meetup over HTTP.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::meetups::{Image, LARGEST_IMAGE, NewImage};
use image::{DynamicImage, ImageFormat};

use super::hosts::{community, hosted};
use super::*;

fn png() -> String {
    let mut file = std::io::Cursor::new(Vec::new());
    let pixels = DynamicImage::new_rgb8(30, 20);
    pixels.write_to(&mut file, ImageFormat::Png).unwrap();
    STANDARD.encode(file.into_inner())
}

async fn put(
    house: &House,
    token: &CallerToken,
    id: &str,
    alt: &str,
    content: Option<String>,
) -> Result<Event, Problem> {
    let path = format!("/events/{id}/image");
    let new = NewImage {
        alt: text(alt),
        content,
    };
    house.client.put(Some(token), &path, &new).await
}

#[tokio::test]
async fn an_image_is_given_shown_kept_for_good_and_taken_away() {
    let house = House::open().await;
    community(&house, &["noor", "sam"]).await;
    let id = house.publish(&hosted(&["noor"])).await.unwrap().event.id;
    let (noor, sam) = (house.student("noor"), house.student("sam"));
    let answer = put(&house, &sam, &id, "Een kleur.", Some(png())).await;
    assert!(
        matches!(&answer, Err(Problem::Told(body)) if body.status == 403),
        "{answer:?}"
    );
    let event = put(&house, &noor, &id, " Een\nkleur. ", Some(png()));
    let image = event.await.unwrap().image.unwrap();
    let (alt, hash) = ("Een kleur.".to_owned(), image.hash.clone());
    let (width, height) = (30, 20);
    assert_eq!(
        image,
        Image {
            hash,
            alt,
            width,
            height
        }
    );

    let path = format!("/events/{id}/image/{}", image.hash);
    let seen = house.fetch(&path, &[]).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(seen.headers[header::CONTENT_TYPE], "image/jpeg");
    let caching = seen.headers[header::CACHE_CONTROL].to_str().unwrap();
    assert!(caching.starts_with("public") && caching.ends_with("immutable"));
    for other in ["0".repeat(32), "x".to_owned(), image.hash.to_uppercase()] {
        let path = format!("/events/{id}/image/{other}");
        let answer = house.fetch(&path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other}");
    }
    let list = house.fetch("/events", &[]).await;
    assert!(!String::from_utf8(list.body).unwrap().contains(&image.hash));

    let removing = format!("/events/{id}/image");
    let answer: Result<Event, Problem> = house.client.delete(Some(&sam), &removing).await;
    assert!(matches!(&answer, Err(Problem::Told(body)) if body.status == 403));
    let event: Event = house.client.delete(Some(&noor), &removing).await.unwrap();
    assert_eq!(event.image, None);
    assert_eq!(house.fetch(&path, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_with_words_and_file_is_told_together() {
    let house = House::open().await;
    let id = house
        .publish(&meetup("Samen leren"))
        .await
        .unwrap()
        .event
        .id;
    let ria = house.ria();
    let wrong = async |alt: &str, content: Option<&str>| {
        let content = content.map(str::to_owned);
        match put(&house, &ria, &id, alt, content).await {
            Err(Problem::Refused(fields)) => fields
                .into_iter()
                .map(|one| format!("{} {}", one.field, one.code))
                .collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(wrong("Rood.", None).await, ["content image.missing"]);
    assert_eq!(wrong("", None).await, ["alt image.alt"]);
    assert_eq!(
        wrong(" ", Some("geen base64!")).await,
        ["alt image.alt", "content image.broken"]
    );
    let text = STANDARD.encode("geen plaatje");
    assert_eq!(wrong("Rood.", Some(&text)).await, ["content image.kind"]);
    let large = "A".repeat(LARGEST_IMAGE * 3 / 2);
    assert_eq!(wrong("Rood.", Some(&large)).await, ["content image.large"]);
}
