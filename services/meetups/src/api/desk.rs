use std::sync::Arc;

use chrono::SecondsFormat;
use contract::meetups::{Desk, DeskCommunity, DeskRequest, DeskThing, FollowUp as Told};
use contract::{FieldProblem, meetups as code};
use nouns::{CardId, Region};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::{answers, event_id};
use crate::Meetups;
use crate::desk::{Desk as Seen, Looked};
use crate::entries::entry::Entry;
use crate::follow_up::FollowUp;
use crate::topics::topic::Topic;

/// What whoever coordinates a region looks after, and what came of meetups.
pub(super) struct DeskApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl DeskApi {
    /// What there is to do in a region that I coordinate.
    #[oai(path = "/regions/:code/desk", method = "get")]
    async fn desk(&self, code: Path<String>, caller: SignedIn) -> Result<Json<Desk>, Problem> {
        let region = Region::parse(&code.0).map_err(|_| Problem::NotFound)?;
        Ok(Json(desk(self.0.desk(&caller.0, region).await?)))
    }

    /// What came of a meetup of mine.
    #[oai(path = "/events/:id/follow-up", method = "put")]
    async fn follow_up(
        &self,
        id: Path<String>,
        caller: SignedIn,
        told: Json<Told>,
    ) -> Result<Done, Problem> {
        let (id, told) = (event_id(&id.0)?, read(&told.0)?);
        self.0.tell_follow_up(&caller.0, &id, &told).await?;
        Ok(Done::Done)
    }
}

fn read(sent: &Told) -> Result<FollowUp, Problem> {
    let mut problems = Vec::new();
    let text = sent.text.trim().to_owned();
    if text.is_empty() {
        problems.push(FieldProblem::new("text", code::TEXT_MISSING));
    }
    if text.chars().count() > FollowUp::LONGEST_TEXT {
        problems.push(FieldProblem::new("text", code::TEXT_TOO_LONG));
    }
    let given = sent.cards.iter().map(|card| card.trim());
    let given = given.filter(|card| !card.is_empty());
    let cards: Result<Vec<CardId>, _> = given.map(CardId::parse).collect();
    match cards {
        Ok(cards) if cards.len() <= FollowUp::MOST_CARDS && problems.is_empty() => {
            return Ok(FollowUp { text, cards });
        }
        Ok(cards) if cards.len() <= FollowUp::MOST_CARDS => {}
        _ => problems.push(FieldProblem::new("cards", code::CARDS_UNREADABLE)),
    }
    Err(Problem::Refused(problems))
}

fn desk(seen: Seen) -> Desk {
    Desk {
        region: seen.region.code().to_owned(),
        region_name: seen.region.name().to_owned(),
        coming: seen.coming.into_iter().map(answers::found).collect(),
        communities: seen.communities.iter().map(community).collect(),
        requests: seen
            .requests
            .into_iter()
            .map(|(community_name, request)| DeskRequest {
                community: request.community.to_string(),
                community_name,
                request: answers::join_request(request),
            })
            .collect(),
        topics: seen.topics.into_iter().map(topic).collect(),
        entries: seen.entries.into_iter().map(entry).collect(),
        untold: seen.untold.into_iter().map(answers::found).collect(),
    }
}

fn community(looked: &Looked) -> DeskCommunity {
    let community = &looked.community;
    DeskCommunity {
        slug: community.charter.slug.to_string(),
        name: community.charter.name.clone(),
        missing: community.missing().into_iter().map(str::to_owned).collect(),
        next: looked
            .next
            .map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
    }
}

fn topic((community_name, topic): (String, Topic)) -> DeskThing {
    DeskThing {
        id: topic.id.as_str().to_owned(),
        title: topic.words.title.as_str().to_owned(),
        community_name,
        due: topic.due,
    }
}

fn entry((community_name, entry): (String, Entry)) -> DeskThing {
    DeskThing {
        due: entry.ends(),
        id: entry.id.as_str().to_owned(),
        title: entry.words.title.as_str().to_owned(),
        community_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_a_meetup_has_words_and_a_few_cards() {
        let told = |text: &str, cards: usize| Told {
            text: text.to_owned(),
            cards: vec!["viskom".to_owned(); cards],
        };
        assert_eq!(read(&told(" Goed. ", 8)).unwrap().text, "Goed.");
        for (wrong, field) in [
            (told(" ", 0), "text"),
            (told(&"a".repeat(2001), 0), "text"),
            (told("Goed.", 9), "cards"),
        ] {
            let Err(Problem::Refused(fields)) = read(&wrong) else {
                panic!("{wrong:?}")
            };
            assert_eq!(fields[0].field, field);
        }
    }
}
