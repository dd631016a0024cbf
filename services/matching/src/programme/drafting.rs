//! A draft: the engine's division of a programme's places, checked and kept beside the two others.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{
    self as codes, BlockingPair, DRAFT_RULES, Draft, DraftBefore, DraftFigures, DraftList,
    DraftPair, DraftPairs, Party, RunDrafts,
};
use engine::{Options, Rule, Solution};
use matching_engine as engine;
use nouns::RequestId;

use super::crowd::{Crowd, Division};
use super::setting_up::told as programme_told;
use super::strengths::Strengths;
use super::{Programme, refusal, rules};
use crate::store::{DraftRow, EditRow, ProgrammeRow, ProposedRow, RunRow};
use crate::{Matching, MatchingError};

/// A run for the command line: who has whom, as the file format of `match` says it.
#[derive(Debug)]
pub struct ProgrammeRun {
    pub solution: Solution,
}

/// Pairs on one page.
const PER_PAGE: u32 = 50;
/// So many buddies stand in one list to choose from; of more one searches.
const FEW_BUDDIES: usize = 30;
/// Nobody asks for a cap above this; it is far above any programme.
const MOST_BLOCKING: u32 = 1_000_000;
/// What a draft that is being made says.
const QUEUED: &str = "queued";

/// Everything a run needs, read at one moment.
struct Ground {
    crowd: Crowd,
    edits: Vec<EditRow>,
}

impl Matching {
    /// Asks for drafts; they are made by a job.
    ///
    /// # Errors
    /// A conflict where the programme has no division, is over or is being published.
    pub async fn run_drafts(
        &self,
        by: &Caller,
        id: &str,
        asked: &RunDrafts,
    ) -> Result<DraftList, MatchingError> {
        let (_, programme) = self.programme_run_by(by, id).await?;
        let rules: Vec<&str> = match asked.rule.as_deref() {
            None | Some("") => DRAFT_RULES.to_vec(),
            Some(rule) => vec![known_rule(rule)?],
        };
        self.ask_for_drafts(id, &programme, &rules, asked.max_blocking)
            .await?;
        self.drafts(by, id).await
    }

    async fn ask_for_drafts(
        &self,
        id: &str,
        programme: &Programme,
        rules: &[&str],
        max_blocking: u32,
    ) -> Result<(), MatchingError> {
        if !programme.mode.has_batch() {
            return Err(MatchingError::Conflict(codes::PROGRAMME_NO_BATCH));
        }
        let run = |rule: &&str| RunRow {
            rule: (*rule).to_owned(),
            run: RequestId::fresh().to_string(),
            max_blocking: i64::from(max_blocking.min(MOST_BLOCKING)),
        };
        let runs = rules.iter().map(run).collect();
        let asking = self.store.ask_for_drafts(id, runs, self.clock.now());
        asking.await.map_err(refusal)
    }

    /// Asks again for the drafts that there are, each with its own cap: something changed.
    pub(super) async fn ask_again(&self, id: &str) -> Result<(), MatchingError> {
        let drafts = self.store.drafts(id).await?;
        let runs: Vec<RunRow> = drafts
            .into_iter()
            .filter(|draft| draft.state != "published")
            .map(|draft| RunRow {
                rule: draft.rule,
                run: RequestId::fresh().to_string(),
                max_blocking: draft.max_blocking,
            })
            .collect();
        if runs.is_empty() {
            return Ok(());
        }
        let asking = self.store.ask_for_drafts(id, runs, self.clock.now());
        asking.await.map_err(refusal)
    }

    /// The job: makes the draft that was asked for, unless it is there or no longer wanted.
    pub(crate) async fn make_asked_draft(
        &self,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let Some((id, rule)) = key.rsplit_once('/') else {
            return Ok(());
        };
        match self.store.draft(id, rule).await? {
            Some(draft) if draft.state == QUEUED => self.make_draft(&draft, now).await.map(drop),
            _ => Ok(()),
        }
    }

    /// Runs a programme of the store by one rule to a draft, for whoever may open the store.
    ///
    /// # Errors
    /// [`MatchingError::NotFound`] for an unknown programme; as [`Self::run_drafts`].
    pub async fn draft_by_command(
        &self,
        id: &str,
        rule: Rule,
        max_blocking: u32,
    ) -> Result<ProgrammeRun, MatchingError> {
        let (row, programme) = self.known_programme(id).await?;
        if row.over {
            return Err(MatchingError::Conflict(codes::PROGRAMME_OVER));
        }
        let name = rule_name(rule);
        self.ask_for_drafts(id, &programme, &[name], max_blocking)
            .await?;
        let draft = self.store.draft(id, name).await?;
        let draft = draft.ok_or(MatchingError::NotFound)?;
        let (crowd, division, took) = self.make_draft(&draft, self.clock.now()).await?;
        Ok(ProgrammeRun {
            solution: solution(&crowd, &division, rule).took(took),
        })
    }

    /// Makes a draft off the threads that answer, has it checked, and keeps it.
    async fn make_draft(
        &self,
        draft: &DraftRow,
        now: DateTime<Utc>,
    ) -> Result<(Crowd, Division, Duration), MatchingError> {
        let (row, programme) = self.known_programme(&draft.programme).await?;
        let ground = self.ground(&row, &programme, draft.policy, now).await?;
        let rule = rule_of(&draft.rule);
        let options = Options {
            max_blocking: u64::try_from(draft.max_blocking).unwrap_or_default(),
        };
        let today = now.date_naive();
        let work = move || {
            let started = Instant::now();
            let (wishes, _) = ground.crowd.wishes(&ground.edits);
            let division = ground.crowd.divide(rule, options, &wishes, today);
            (ground.crowd, division, started.elapsed())
        };
        let (crowd, division, took) = tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| MatchingError::BrokenDraft)?;
        let division = match division {
            Ok(division) => division,
            Err(broken) => {
                tracing::error!(programme = draft.programme, rule = draft.rule, %broken, "a draft is wrong");
                self.store.fail_draft(draft).await?;
                return Err(MatchingError::BrokenDraft);
            }
        };
        let proposed = proposals(draft, &crowd, &division);
        let figures = serde_json::to_string(&figures(&crowd, &division)).unwrap_or_default();
        self.store
            .keep_draft(draft, &proposed, &figures, now)
            .await?;
        Ok((crowd, division, took))
    }

    async fn ground(
        &self,
        row: &ProgrammeRow,
        programme: &Programme,
        policy: i64,
        now: DateTime<Utc>,
    ) -> Result<Ground, MatchingError> {
        Ok(Ground {
            crowd: self.crowd(row, programme, policy, now).await?,
            edits: self.store.edits(&row.key).await?,
        })
    }

    /// The people of a programme now, weighed by a version of its policy.
    pub(super) async fn crowd(
        &self,
        row: &ProgrammeRow,
        programme: &Programme,
        policy: i64,
        now: DateTime<Utc>,
    ) -> Result<Crowd, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let stored = self.store.policy(&row.key, policy).await?;
        let strengths = stored.map_or_else(Strengths::default, |policy| {
            Strengths::of(&policy.strengths)
        });
        let weights = strengths.weights(u32::try_from(policy).unwrap_or_default());
        let taken = self.store.taken_here(&row.key).await?;
        let taken: HashMap<String, u32> = taken
            .into_iter()
            .map(|one| (one.buddy, u32::try_from(one.taken).unwrap_or(u32::MAX)))
            .collect();
        let mut gathered = self
            .pool
            .gather(&row.key, programme.relation, now.date_naive());
        let students = gathered.students.iter().map(|one| one.id.clone());
        let first = self.first_at_rematch(students.collect()).await?;
        gathered.let_first(&first.into_iter().map(|(student, _)| student).collect());
        let places = u32::from(programme.places);
        Ok(Crowd::new(gathered, &row.seed, weights, places, &taken))
    }

    /// The three drafts beside each other, with what was changed.
    pub async fn drafts(&self, by: &Caller, id: &str) -> Result<DraftList, MatchingError> {
        let (row, programme) = self.programme_run_by(by, id).await?;
        let drafts = self.store.drafts(id).await?;
        let edits = self.seen_edits(&row, &programme).await?;
        Ok(DraftList {
            drafts: drafts.iter().map(|draft| told(draft, &row)).collect(),
            edits,
            programme: programme_told(&row, &programme, Vec::new(), vec!["run".to_owned()]),
        })
    }

    /// A page of the pairs of one draft, by name: for who runs the programme.
    pub async fn draft_pairs(
        &self,
        by: &Caller,
        id: &str,
        rule: &str,
        page: u32,
        buddy: &str,
    ) -> Result<DraftPairs, MatchingError> {
        let (row, programme) = self.programme_run_by(by, id).await?;
        let draft = self.store.draft(id, rule).await?;
        let draft = draft.ok_or(MatchingError::NotFound)?;
        let page = page.max(1);
        let from = (page - 1).saturating_mul(PER_PAGE);
        let (rows, total) = self.store.proposals(&draft.run, from, PER_PAGE).await?;
        let blocking = self.store.who_would_rather(&draft.run).await?;
        self.pool.catch_up(&self.store).await?;
        let (buddies, all_buddies) = self.buddies_to_pin(id, buddy);
        let pair = |row: ProposedRow| DraftPair {
            student: self.pool.party_of(&row.student),
            buddy: (!row.buddy.is_empty()).then(|| self.pool.party_of(&row.buddy)),
            score: u32::try_from(row.score).unwrap_or_default(),
            place: u8::try_from(row.place).ok().filter(|place| *place > 0),
            pinned: row.pinned,
            drawn: row.drawn,
            state: row.state,
            reason: row.reason,
        };
        Ok(DraftPairs {
            pairs: rows.into_iter().map(pair).collect(),
            draft: told(&draft, &row),
            programme: programme_told(&row, &programme, Vec::new(), vec!["run".to_owned()]),
            total,
            page,
            per_page: PER_PAGE,
            blocking: blocking
                .into_iter()
                .filter_map(|row| self.blocking_pair(row))
                .collect(),
            buddies,
            all_buddies,
        })
    }
}

impl Matching {
    /// Buddies with whom somebody can be pinned, and how many there are: all where they are few, else those whose name begins
    /// with what was typed.
    fn buddies_to_pin(&self, id: &str, typed: &str) -> (Vec<Party>, u32) {
        let mut buddies = self.pool.helpers_in(id);
        let all = u32::try_from(buddies.len()).unwrap_or(u32::MAX);
        if buddies.len() > FEW_BUDDIES {
            let is_searched = !typed.trim().is_empty();
            buddies.retain(|one| is_searched && rules::begins_with(&one.name, typed));
            buddies.truncate(FEW_BUDDIES);
        }
        (buddies, all)
    }

    /// A blocking pair by name, with whom its student has now.
    fn blocking_pair(&self, row: ProposedRow) -> Option<BlockingPair> {
        let buddy = self.pool.party_of(&row.rather?);
        Some(BlockingPair {
            student: self.pool.party_of(&row.student),
            buddy,
            has: (!row.buddy.is_empty()).then(|| self.pool.party_of(&row.buddy)),
        })
    }
}

/// A draft as its coordinator sees it.
pub(super) fn told(draft: &DraftRow, row: &ProgrammeRow) -> Draft {
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    let figures: Option<DraftFigures> = read(draft.figures.as_deref());
    let before: Option<DraftFigures> = read(draft.before.as_deref());
    Draft {
        rule: draft.rule.clone(),
        state: draft.state.clone(),
        asked: draft.asked,
        made: draft.made,
        max_blocking: number(draft.max_blocking),
        policy: number(draft.policy),
        stale: draft.policy != row.policy || draft.edits != row.edits,
        figures,
        before: before.map(|before| DraftBefore {
            matched: before.matched,
            total: before.total,
            blocking_pairs: before.blocking_pairs,
        }),
        placed: number(draft.placed),
        left: number(draft.left),
    }
}

fn read(json: Option<&str>) -> Option<DraftFigures> {
    serde_json::from_str(json?).ok()
}

fn known_rule(rule: &str) -> Result<&'static str, MatchingError> {
    let known = DRAFT_RULES.iter().find(|known| **known == rule);
    known
        .copied()
        .ok_or_else(|| MatchingError::field("rule", codes::CHOICE_UNKNOWN))
}

fn rule_of(name: &str) -> Rule {
    match name {
        "best" => Rule::Best,
        "balanced" => Rule::Balanced,
        _ => Rule::Stable,
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Stable => "stable",
        Rule::Best => "best",
        Rule::Balanced => "balanced",
    }
}

fn proposals(draft: &DraftRow, crowd: &Crowd, division: &Division) -> Vec<ProposedRow> {
    let rather: HashMap<u32, u32> = division.first_blocking.iter().copied().collect();
    let id_of = |buddy: u32| crowd.buddies[buddy as usize].id.clone();
    let row = |seat: &super::crowd::Seat| ProposedRow {
        run: draft.run.clone(),
        programme: draft.programme.clone(),
        student: crowd.students[seat.student as usize].id.clone(),
        buddy: seat.buddy.map_or_else(String::new, id_of),
        score: i64::from(seat.score),
        place: i64::from(seat.place),
        pinned: seat.pinned,
        drawn: seat.drawn,
        rather: rather.get(&seat.student).copied().map(id_of),
        state: if seat.buddy.is_some() {
            "proposed"
        } else {
            "alone"
        }
        .to_owned(),
        reason: None,
    };
    division.seats.iter().map(row).collect()
}

fn figures(crowd: &Crowd, division: &Division) -> DraftFigures {
    let small = |number: u128| u64::try_from(number).unwrap_or(u64::MAX);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let seats = &division.seats;
    DraftFigures {
        students: count(seats.len()),
        buddies: count(crowd.buddies.len()),
        places: u32::try_from(crowd.places()).unwrap_or(u32::MAX),
        matched: count(seats.iter().filter(|seat| seat.buddy.is_some()).count()),
        top5: count(seats.iter().filter(|seat| seat.place > 0).count()),
        total: small(division.total),
        dual_bound: division.certificate.map(|one| small(one.dual_bound)),
        gap: division.certificate.map(|one| small(one.gap)),
        blocking_pairs: division.blocking_pairs,
        drawn: count(seats.iter().filter(|seat| seat.drawn).count()),
        fairness: division.fairness.clone(),
    }
}

/// A division in the form of `kansrijk match`, in the order of the lottery.
fn solution(crowd: &Crowd, division: &Division, rule: Rule) -> Solution {
    let student = |seat: &super::crowd::Seat| crowd.students[seat.student as usize].id.clone();
    let pairs = division.seats.iter().filter_map(|seat| {
        Some(engine::Pair {
            student: student(seat),
            buddy: crowd.buddies[seat.buddy? as usize].id.clone(),
            score: u64::from(seat.score),
        })
    });
    let alone = division.seats.iter().filter(|seat| seat.buddy.is_none());
    Solution {
        rule,
        pairs: pairs.collect(),
        unmatched: alone.map(student).collect(),
        total: division.total,
        certificate: division.certificate,
        blocking_pairs: division.blocking_pairs,
        took_ms: 0.0,
        prices: None,
    }
}
