//! Drafts: written, perhaps read by a colleague, and then a card. Nothing stays stuck: what nobody
//! read in time is published, what nobody touched for half a year goes.

use contract::toolbox::{CardContent, REASON_MISSING, TEXT_TOO_LONG};
use contract::{Caller, FieldProblem};
use nouns::CardId;
use store::StoreError;

use crate::card::{Author, Card, Deed, Line, State, Version};
use crate::draft::{self, Draft, DraftState};
use crate::{Toolbox, ToolboxError, author, check_circle, reading, rules};

/// What became of a draft that was shared.
#[derive(Debug)]
pub enum Shared {
    Card(Box<Card>),
    /// A colleague reads it first.
    Review(Box<Draft>),
}

/// What a colleague thinks of a draft.
#[derive(Debug, Clone)]
pub enum Verdict {
    Publish,
    /// It goes back, with a reason.
    Return(Line<600>),
}

impl Verdict {
    /// Reads what a colleague answered.
    ///
    /// # Errors
    /// A draft that goes back without a reason, or with too long a one.
    pub fn parse(input: &contract::toolbox::Verdict) -> Result<Self, Vec<FieldProblem>> {
        if input.publish {
            return Ok(Self::Publish);
        }
        let refuse = |code| vec![FieldProblem::new("reason", code)];
        let reason = Line::parse(&input.reason).map_err(|_| refuse(TEXT_TOO_LONG))?;
        if reason.is_empty() {
            return Err(refuse(REASON_MISSING));
        }
        Ok(Self::Return(reason))
    }
}

impl Toolbox {
    /// Keeps something unfinished, of its author alone.
    pub async fn start_draft(
        &self,
        by: &Caller,
        content: CardContent,
        adapts: Option<(CardId, u32)>,
    ) -> Result<Draft, ToolboxError> {
        if !rules::may_add(by) {
            return Err(ToolboxError::MayNotAdd);
        }
        draft::check(&content).map_err(ToolboxError::Refused)?;
        let adapts = match adapts {
            Some((original, version)) => Some(self.adapted(by, &original, version).await?),
            None => None,
        };
        let now = self.clock.now();
        let draft = Draft {
            id: CardId::fresh(),
            owner: author(by),
            school: by.school.clone(),
            region: by.region,
            content,
            adapts,
            revision: 1,
            state: DraftState::Writing,
            changed: now,
            due: now + Draft::KEPT,
            reviewer: None,
            reason: String::new(),
        };
        match self.store.add_draft(&draft).await {
            Ok(()) => Ok(draft),
            Err(StoreError::Thrown(_)) => Err(ToolboxError::TooManyDrafts),
            Err(problem) => Err(problem.into()),
        }
    }

    /// A draft, for its author and while it is in review for colleagues.
    pub async fn draft_of(&self, by: &Caller, id: &CardId) -> Result<Draft, ToolboxError> {
        let draft = self.store.draft(id).await?;
        draft
            .filter(|draft| draft::may_read(by, draft))
            .ok_or_else(|| ToolboxError::NotFound(id.clone()))
    }

    /// Saves a draft, made on revision `from` of it.
    pub async fn save_draft(
        &self,
        by: &Caller,
        id: &CardId,
        from: u32,
        content: CardContent,
    ) -> Result<Draft, ToolboxError> {
        let draft = self.draft_where(by, id, draft::may_edit).await?;
        if draft.revision != from {
            return Err(ToolboxError::ChangedMeanwhile);
        }
        draft::check(&content).map_err(ToolboxError::Refused)?;
        let state = draft.state;
        let mut draft = draft.moved(state, self.clock.now());
        draft.content = content;
        self.keep_draft(draft).await
    }

    /// Throws an own draft away.
    pub async fn remove_draft(&self, by: &Caller, id: &CardId) -> Result<(), ToolboxError> {
        let draft = self.draft_where(by, id, draft::may_edit).await?;
        Ok(self.store.remove_draft(&draft).await?)
    }

    /// Makes a card of a finished draft, or gives it to the colleagues first: where the school
    /// wants that, and where the author does.
    pub async fn share_draft(
        &self,
        by: &Caller,
        id: &CardId,
        ask_review: bool,
    ) -> Result<Shared, ToolboxError> {
        let mut draft = self.draft_where(by, id, draft::may_edit).await?;
        // Since it was begun its author may have come to another school.
        draft.school.clone_from(&by.school);
        draft.region = by.region;
        let card = self.card_from(&draft).await?;
        self.check_links(by, id, card.content()).await?;
        check_circle(&card)?;
        if let Some(adapted) = &draft.adapts {
            self.check_adaptation(&card, adapted).await?;
        }
        if !(ask_review || self.wants_review(by).await?) {
            return self
                .publish(&draft, card)
                .await
                .map(Box::new)
                .map(Shared::Card);
        }
        if by.school.is_none() {
            return Err(ToolboxError::NoColleagues);
        }
        let mut draft = draft.moved(DraftState::Review, self.clock.now());
        draft.reviewer = None;
        draft.reason = String::new();
        self.keep_draft(draft)
            .await
            .map(Box::new)
            .map(Shared::Review)
    }

    /// Takes an own draft back from the colleagues, to go on with it.
    pub async fn take_back(&self, by: &Caller, id: &CardId) -> Result<Draft, ToolboxError> {
        let draft = self.draft_where(by, id, draft::may_take_back).await?;
        let mut draft = draft.moved(DraftState::Writing, self.clock.now());
        draft.reviewer = None;
        self.keep_draft(draft).await
    }

    /// Becomes the one who reads a colleague's draft. The date stays.
    pub async fn claim(&self, by: &Caller, id: &CardId) -> Result<Draft, ToolboxError> {
        let mut draft = self.draft_where(by, id, draft::may_claim).await?;
        draft.revision += 1;
        draft.reviewer = Some(author(by));
        self.keep_draft(draft).await
    }

    /// Says what becomes of a colleague's draft: a card, which is given, or back to its author.
    pub async fn decide(
        &self,
        by: &Caller,
        id: &CardId,
        verdict: Verdict,
    ) -> Result<Option<Card>, ToolboxError> {
        let draft = self.draft_where(by, id, draft::may_decide).await?;
        match verdict {
            Verdict::Publish => {
                let card = self.publish_read(&draft).await?;
                Ok(Some(card))
            }
            Verdict::Return(reason) => {
                let mut draft = draft.moved(DraftState::Returned, self.clock.now());
                draft.reviewer = Some(author(by));
                reason.as_str().clone_into(&mut draft.reason);
                self.keep_draft(draft).await.map(|_| None)
            }
        }
    }

    /// The caller's drafts, and what they are to read for colleagues.
    pub async fn drafts_for(&self, by: &Caller) -> Result<(Vec<Draft>, Vec<Draft>), ToolboxError> {
        let own = self.store.drafts_by(&by.person).await?;
        let mut to_read = match &by.school {
            Some(school) => self.store.drafts_in_review(school).await?,
            None => Vec::new(),
        };
        to_read.retain(|draft| draft::may_decide(by, draft));
        Ok((own, to_read))
    }

    /// The caller's own cards, last changed first, those off the shelf too.
    pub async fn cards_of(&self, by: &Caller) -> Result<Vec<Card>, ToolboxError> {
        let mut cards = self.store.shared_by(&by.person).await?;
        cards.sort_by_key(|card| std::cmp::Reverse(card.current.at));
        Ok(cards)
    }

    /// Whether the caller's school has cards read first.
    pub async fn wants_review(&self, by: &Caller) -> Result<bool, ToolboxError> {
        match &by.school {
            Some(school) => Ok(self.store.review_wish(school).await?),
            None => Ok(false),
        }
    }

    /// Says for the caller's own school whether cards are read first.
    pub async fn set_review(&self, by: &Caller, review: bool) -> Result<(), ToolboxError> {
        let school = by.school.as_ref();
        let school = school.filter(|school| draft::may_set_review(by, school));
        let school = school.ok_or(ToolboxError::NotYourSchool)?;
        Ok(self.store.set_review_wish(school, review).await?)
    }

    /// Where the school wants it, a colleague reads before a card is shared.
    pub(crate) async fn refuse_where_review_comes_first(
        &self,
        by: &Caller,
    ) -> Result<(), ToolboxError> {
        if self.wants_review(by).await? {
            return Err(ToolboxError::ReviewFirst);
        }
        Ok(())
    }

    /// Ends what is over: publishes what nobody read in time, removes what nobody touched.
    pub async fn end_overdue(&self) -> Result<(), ToolboxError> {
        for draft in self.store.drafts_due(self.clock.now()).await? {
            let ended = if draft.is_in_review() {
                self.publish_unread(draft).await
            } else {
                self.store.remove_draft(&draft).await.map_err(Into::into)
            };
            // Somebody was quicker: then it is not over any more.
            if !matches!(ended, Ok(()) | Err(ToolboxError::ChangedMeanwhile)) {
                ended?;
            }
        }
        Ok(())
    }

    /// What cannot be published as it is goes back, with the reason.
    async fn publish_unread(&self, draft: Draft) -> Result<(), ToolboxError> {
        match self.publish_read(&draft).await {
            Ok(_) => Ok(()),
            Err(
                problem @ (ToolboxError::Store(_)
                | ToolboxError::ChangedMeanwhile
                | ToolboxError::AlreadyExists(_)),
            ) => Err(problem),
            Err(problem) => {
                let mut back = draft.moved(DraftState::Returned, self.clock.now());
                back.reason = reason_of(&problem);
                self.keep_draft(back).await.map(drop)
            }
        }
    }

    async fn publish_read(&self, draft: &Draft) -> Result<Card, ToolboxError> {
        let card = self.card_from(draft).await?;
        check_circle(&card)?;
        if let Some(adapted) = &draft.adapts {
            self.check_adaptation(&card, adapted).await?;
        }
        self.publish(draft, card).await
    }

    async fn publish(&self, draft: &Draft, card: Card) -> Result<Card, ToolboxError> {
        let put = self
            .store
            .put_on_shelf(&card, draft.adapts.as_ref(), Some(draft));
        match put.await {
            Ok(()) => Ok(card),
            Err(StoreError::Thrown(_)) => Err(ToolboxError::ChangedMeanwhile),
            Err(problem) => Err(problem.into()),
        }
    }

    /// The card that a draft becomes, checked as a card that somebody types.
    async fn card_from(&self, draft: &Draft) -> Result<Card, ToolboxError> {
        let content = reading::typed(&draft.content).map_err(ToolboxError::Refused)?;
        let now = self.clock.now();
        let owner: Author = draft.owner.clone();
        let (content, shares) = self.shared_by_member(&owner.person, content).await?;
        Ok(Card {
            id: draft.id.clone(),
            school: draft.school.clone(),
            region: shares.region.or(draft.region),
            team_members: shares.members,
            state: State::Published,
            created: now,
            current: Version {
                number: 1,
                content,
                deed: Deed::Added,
                by: Some(owner.clone()),
                at: now,
            },
            owner: Some(owner),
        })
    }

    /// A draft that the caller may read, in a state and of a person for this deed.
    async fn draft_where(
        &self,
        by: &Caller,
        id: &CardId,
        may: fn(&Caller, &Draft) -> bool,
    ) -> Result<Draft, ToolboxError> {
        let draft = self.draft_of(by, id).await?;
        if may(by, &draft) {
            Ok(draft)
        } else {
            Err(ToolboxError::DraftNotNow)
        }
    }

    async fn keep_draft(&self, draft: Draft) -> Result<Draft, ToolboxError> {
        match self.store.replace_draft(&draft).await {
            Ok(()) => Ok(draft),
            Err(StoreError::Thrown(_)) => Err(ToolboxError::ChangedMeanwhile),
            Err(problem) => Err(problem.into()),
        }
    }
}

/// In words, for a draft that could not be published by itself.
fn reason_of(problem: &ToolboxError) -> String {
    match problem {
        ToolboxError::LicenceForbids(code) => code.dutch.to_owned(),
        ToolboxError::NotForThatTeam => contract::toolbox::CARD_NOT_IN_TEAM.dutch.to_owned(),
        ToolboxError::WiderThanOriginal => contract::toolbox::WIDER_THAN_ORIGINAL.dutch.to_owned(),
        ToolboxError::Refused(problems) => {
            let first = problems.first();
            first.map_or_else(String::new, |problem| problem.message.clone())
        }
        _ => contract::toolbox::DRAFT_NOT_NOW.dutch.to_owned(),
    }
}
