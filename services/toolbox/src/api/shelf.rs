//! Care for the shelf over HTTP: adaptations and families, comparing and putting back, drafts and
//! their review. Translation only.

use std::sync::Arc;

use contract::toolbox::{
    self as wired, Adaptation, Comparison, DraftEdit, Family, MyShelf, NewDraft, Restoring,
    ReviewWish, Sharing, Withdrawing,
};
use nouns::CardId;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn, Visitor};

use super::{Added, cared, named, names, read, view};
use crate::keeping::Withdrawal;
use crate::{Toolbox, Verdict, Which, draft};

pub(super) struct ShelfApi {
    pub(super) service: Arc<Toolbox>,
}

/// A draft that was begun.
#[derive(ApiResponse)]
enum Begun {
    #[oai(status = 201)]
    Draft(Json<wired::Draft>),
}

/// Nothing to say but that it is done.
#[derive(ApiResponse)]
pub(super) enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl ShelfApi {
    /// Shares an own version of a card. What must be said of the original is carried along.
    #[oai(path = "/cards/:id/adaptations", method = "post")]
    async fn adapt(
        &self,
        by: SignedIn,
        id: Path<String>,
        card: Json<Adaptation>,
    ) -> poem::Result<Added> {
        let content = read(&card.content)?;
        let adapted = self
            .service
            .adapt(&by.0, &named(&id)?, card.version, content)
            .await
            .map_err(Problem::from)?;
        Ok(Added::Card(Json(
            view(&self.service, Some(&by.0), adapted).await?,
        )))
    }

    /// The cards that this one comes from or that were made from it, each after its original.
    #[oai(path = "/cards/:id/family", method = "get")]
    async fn family(&self, visitor: Visitor, id: Path<String>) -> poem::Result<Json<Family>> {
        let family = self.service.family(visitor.caller(), &named(&id)?).await;
        Ok(Json(cared::family(family.map_err(Problem::from)?)))
    }

    /// Two versions beside each other, of one card or of two, with the words marked that differ.
    #[oai(path = "/cards/:id/compare", method = "get")]
    async fn compare(
        &self,
        visitor: Visitor,
        id: Path<String>,
        /// The version on the left; the newest when it is not said.
        version: Query<Option<u32>>,
        /// The card on the right; the same when it is not said.
        with: Query<Option<String>>,
        /// The version on the right; the newest when it is not said.
        with_version: Query<Option<u32>>,
    ) -> poem::Result<Json<Comparison>> {
        let left = Which {
            id: named(&id)?,
            version: version.0,
        };
        let right = Which {
            id: match &with.0 {
                Some(with) => named(with)?,
                None => left.id.clone(),
            },
            version: with_version.0,
        };
        let compared = self.service.compare(visitor.caller(), &left, &right).await;
        Ok(Json(compared.map_err(Problem::from)?))
    }

    /// Puts an earlier version of an own card back, as a new version.
    #[oai(path = "/cards/:id/restore", method = "post")]
    async fn restore(
        &self,
        by: SignedIn,
        id: Path<String>,
        which: Json<Restoring>,
    ) -> poem::Result<Json<wired::Card>> {
        let card = self
            .service
            .restore(&by.0, &named(&id)?, which.version, which.from)
            .await
            .map_err(Problem::from)?;
        Ok(Json(view(&self.service, Some(&by.0), card).await?))
    }

    /// Takes a card off the shelf and says why; gives it as it is now.
    #[oai(path = "/cards/:id/withdraw", method = "post")]
    async fn withdraw(
        &self,
        by: SignedIn,
        id: Path<String>,
        why: Json<Withdrawing>,
    ) -> poem::Result<Json<wired::Card>> {
        let withdrawal = Withdrawal::parse(&why).map_err(Problem::Refused)?;
        let card = self
            .service
            .withdraw_because(&by.0, &named(&id)?, Some(&withdrawal))
            .await
            .map_err(Problem::from)?;
        Ok(Json(view(&self.service, Some(&by.0), card).await?))
    }

    /// What stays of a card that was taken off the shelf.
    #[oai(path = "/cards/:id/tombstone", method = "get")]
    async fn tombstone(
        &self,
        visitor: Visitor,
        id: Path<String>,
    ) -> poem::Result<Json<wired::Tombstone>> {
        let stone = self.service.tombstone(visitor.caller(), &named(&id)?).await;
        Ok(Json(cared::tombstone(stone.map_err(Problem::from)?)))
    }

    /// The caller's drafts and cards, and what waits to be read for colleagues.
    #[oai(path = "/shelf", method = "get")]
    async fn shelf(&self, by: SignedIn) -> poem::Result<Json<MyShelf>> {
        let service = &self.service;
        let (drafts, to_read) = service.drafts_for(&by.0).await.map_err(Problem::from)?;
        let cards = service.cards_of(&by.0).await.map_err(Problem::from)?;
        let review_wanted = service.wants_review(&by.0).await.map_err(Problem::from)?;
        let names = names(service, Some(&by.0)).await?;
        Ok(Json(cared::shelf(
            &by.0,
            &drafts,
            &to_read,
            &cards,
            review_wanted,
            &names,
        )))
    }

    /// Says for the caller's school whether a colleague reads cards before they are shared.
    #[oai(path = "/shelf/review", method = "put")]
    async fn set_review(&self, by: SignedIn, wish: Json<ReviewWish>) -> poem::Result<Done> {
        let done = self.service.set_review(&by.0, wish.review).await;
        done.map_err(Problem::from)?;
        Ok(Done::Done)
    }

    /// Keeps something unfinished; nobody else sees it.
    #[oai(path = "/drafts", method = "post")]
    async fn start_draft(&self, by: SignedIn, new: Json<NewDraft>) -> poem::Result<Begun> {
        let new = new.0;
        let adapts = match &new.adapts {
            Some(adapts) => Some((named(&adapts.id)?, adapts.version)),
            None => None,
        };
        let draft = self.service.start_draft(&by.0, new.content, adapts).await;
        let draft = draft.map_err(Problem::from)?;
        Ok(Begun::Draft(Json(self.told(&by, &draft).await?)))
    }

    /// A draft, for its author and while it is in review for colleagues.
    #[oai(path = "/drafts/:id", method = "get")]
    async fn draft(&self, by: SignedIn, id: Path<String>) -> poem::Result<Json<wired::Draft>> {
        let draft = self.service.draft_of(&by.0, &named(&id)?).await;
        let draft = draft.map_err(Problem::from)?;
        Ok(Json(self.told(&by, &draft).await?))
    }

    /// Saves an own draft; refused when it has moved on since `revision`.
    #[oai(path = "/drafts/:id", method = "put")]
    async fn save_draft(
        &self,
        by: SignedIn,
        id: Path<String>,
        edit: Json<DraftEdit>,
    ) -> poem::Result<Json<wired::Draft>> {
        let edit = edit.0;
        let draft = self
            .service
            .save_draft(&by.0, &named(&id)?, edit.revision, edit.content)
            .await
            .map_err(Problem::from)?;
        Ok(Json(self.told(&by, &draft).await?))
    }

    /// Throws an own draft away.
    #[oai(path = "/drafts/:id", method = "delete")]
    async fn remove_draft(&self, by: SignedIn, id: Path<String>) -> poem::Result<Done> {
        let removed = self.service.remove_draft(&by.0, &named(&id)?).await;
        removed.map_err(Problem::from)?;
        Ok(Done::Done)
    }

    /// Makes a card of a finished draft, or gives it to a colleague first.
    #[oai(path = "/drafts/:id/share", method = "post")]
    async fn share_draft(
        &self,
        by: SignedIn,
        id: Path<String>,
        how: Json<Sharing>,
    ) -> poem::Result<Json<wired::Shared>> {
        let id = named(&id)?;
        let shared = self.service.share_draft(&by.0, &id, how.review).await;
        Ok(Json(cared::shared(shared.map_err(Problem::from)?)))
    }

    /// Takes an own draft back from the colleagues.
    #[oai(path = "/drafts/:id/take-back", method = "post")]
    async fn take_back(&self, by: SignedIn, id: Path<String>) -> poem::Result<Json<wired::Draft>> {
        let draft = self.service.take_back(&by.0, &named(&id)?).await;
        let draft = draft.map_err(Problem::from)?;
        Ok(Json(self.told(&by, &draft).await?))
    }

    /// Becomes the one who reads a colleague's draft.
    #[oai(path = "/drafts/:id/claim", method = "post")]
    async fn claim(&self, by: SignedIn, id: Path<String>) -> poem::Result<Json<wired::Draft>> {
        let id = self.seen(&by, &id).await?;
        let draft = self.service.claim(&by.0, &id).await;
        let draft = draft.map_err(Problem::from)?;
        Ok(Json(self.told(&by, &draft).await?))
    }

    /// Says what becomes of a colleague's draft: on the shelf, or back with a reason.
    #[oai(path = "/drafts/:id/decide", method = "post")]
    async fn decide(
        &self,
        by: SignedIn,
        id: Path<String>,
        verdict: Json<wired::Verdict>,
    ) -> poem::Result<Json<wired::Shared>> {
        let verdict = Verdict::parse(&verdict).map_err(Problem::Refused)?;
        let id = self.seen(&by, &id).await?;
        let draft = self.service.draft_of(&by.0, &id).await;
        let title = draft.map_err(Problem::from)?.content.title;
        let card = self.service.decide(&by.0, &id, verdict).await;
        let card = card.map_err(Problem::from)?;
        Ok(Json(wired::Shared {
            card: card.map(|card| card.id.into()),
            title,
            due: None,
        }))
    }
}

impl ShelfApi {
    async fn told(&self, by: &SignedIn, draft: &draft::Draft) -> Result<wired::Draft, Problem> {
        let names = names(&self.service, Some(&by.0)).await?;
        if !cared::may_be_seen(&by.0, draft, &names) {
            return Err(Problem::NotFound);
        }
        let row = self.service.comes_from(draft.adapts.clone()).await?;
        let adapted_from = cared::attributions(Some(&by.0), row, &names);
        let review_wanted = self.service.wants_review(&by.0).await?;
        Ok(cared::draft(
            &by.0,
            draft,
            adapted_from,
            review_wanted,
            &names,
        ))
    }

    /// The id of a draft whose author the caller may meet.
    async fn seen(&self, by: &SignedIn, id: &str) -> Result<CardId, Problem> {
        let id = named(id)?;
        let draft = self.service.draft_of(&by.0, &id).await?;
        let names = names(&self.service, Some(&by.0)).await?;
        if cared::may_be_seen(&by.0, &draft, &names) {
            Ok(id)
        } else {
            Err(Problem::NotFound)
        }
    }
}
