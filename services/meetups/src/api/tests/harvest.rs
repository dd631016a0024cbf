use super::*;

#[tokio::test]
async fn a_harvester_is_answered_in_xml_and_no_reader_of_pages_is_needed() {
    let house = House::open().await;
    house.publish(&meetup("Samen eten")).await.unwrap();
    let listed = "arguments=verb%3DListRecords%26metadataPrefix%3Doai_dc";
    let path = format!("/harvest?site=https%3A%2F%2Fkansrijk.example&{listed}");
    let read = house.fetch(&path, &[]).await;
    assert_eq!(read.status, StatusCode::OK);
    assert_eq!(
        read.headers[header::CONTENT_TYPE],
        "text/xml; charset=utf-8"
    );
    let body = String::from_utf8(read.body).unwrap();
    assert!(body.contains("<dc:title>Samen eten</dc:title>"), "{body}");
    let nothing = house.fetch("/harvest", &[]).await;
    let body = String::from_utf8(nothing.body).unwrap();
    assert!(body.contains("code=\"badVerb\""), "{body}");
    let wrong = house.fetch("/harvest?site=elders", &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
