//! Learning communities and their members.

use super::*;

#[tokio::test]
async fn a_community_says_what_it_misses_and_shows_members_to_members() {
    let house = House::open().await;
    let sent = NewCommunity {
        slug: text("leren-in-utrecht"),
        name: text("Leren in Utrecht"),
        tier: text("regio"),
        region: text("RMC-19"),
        schools: Some(vec!["a".to_owned(), "b".to_owned()]),
        ..NewCommunity::default()
    };
    let community: Community = house
        .client
        .post(Some(&house.ria()), "/communities", &sent)
        .await
        .unwrap();
    assert_eq!(community.community.missing, ["students", "teachers"]);
    let again: Result<Community, _> = house
        .client
        .post(Some(&house.ria()), "/communities", &sent)
        .await;
    assert_eq!(refused(again), ["slug"]);
    let path = "/communities/leren-in-utrecht";
    let noor = house.student("noor");
    let wrong: Result<Community, _> = house
        .client
        .post(
            Some(&noor),
            &format!("{path}/members"),
            &Joining {
                side: text("docent"),
            },
        )
        .await;
    assert_eq!(refused(wrong), ["side"]);
    let joined: Community = house
        .client
        .post(Some(&noor), &format!("{path}/members"), &Joining::default())
        .await
        .unwrap();
    assert_eq!(
        (joined.mine.as_deref(), joined.members.len()),
        (Some("student"), 1)
    );
    let stranger: Community = house.client.get(None, path, &()).await.unwrap();
    assert_eq!(
        (stranger.community.students, stranger.members.len()),
        (1, 0)
    );
    assert_eq!(stranger.community.missing, ["teachers"]);
    house
        .publish(&NewEvent {
            community: text("leren-in-utrecht"),
            ..meetup("Samen")
        })
        .await
        .unwrap();
    let list: CommunityList = house
        .client
        .get(None, "/communities", &[("region", "NL-UT")])
        .await
        .unwrap();
    assert_eq!((list.communities.len(), list.communities[0].coming), (1, 1));
    assert_eq!(
        house.list(&[]).await.events[0].community_name.as_deref(),
        Some("Leren in Utrecht")
    );
    let feed = house
        .fetch("/feeds/gemeenschap/leren-in-utrecht.ics", &[])
        .await;
    assert_eq!(feed.status, StatusCode::OK);
    let left: Community = house
        .client
        .delete(Some(&noor), &format!("{path}/members/me"))
        .await
        .unwrap();
    assert_eq!((left.mine, left.community.students), (None, 0));
}

#[tokio::test]
async fn members_see_short_names_and_who_leads_sees_whole_ones() {
    let house = House::open().await;
    let sent = NewCommunity {
        slug: text("leren-in-utrecht"),
        name: text("Leren in Utrecht"),
        tier: text("regio"),
        region: text("RMC-19"),
        ..NewCommunity::default()
    };
    house
        .client
        .post::<Community>(Some(&house.ria()), "/communities", &sent)
        .await
        .unwrap();
    let path = "/communities/leren-in-utrecht";
    let noor = house.student("noor");
    house
        .client
        .post::<Community>(Some(&noor), &format!("{path}/members"), &Joining::default())
        .await
        .unwrap();
    let sam = house.token(&contract::Caller {
        name: "Sam de Wit".to_owned(),
        ..caller("sam", Role::Student)
    });
    let joined: Community = house
        .client
        .post(Some(&sam), &format!("{path}/members"), &Joining::default())
        .await
        .unwrap();
    let names = |seen: &Community| -> Vec<String> {
        seen.members.iter().map(|one| one.name.clone()).collect()
    };
    assert!(
        names(&joined).contains(&"Sam de Wit".to_owned()),
        "their own"
    );
    let seen: Community = house.client.get(Some(&noor), path, &()).await.unwrap();
    assert!(
        names(&seen).contains(&"Sam W.".to_owned()),
        "{:?}",
        names(&seen)
    );
    let leads: Community = house
        .client
        .get(Some(&house.ria()), path, &())
        .await
        .unwrap();
    assert!(names(&leads).contains(&"Sam de Wit".to_owned()));
}
