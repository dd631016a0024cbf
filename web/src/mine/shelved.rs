//! What of the shelf of the toolbox waits: drafts that came back, drafts that a colleague reads, and what I read for one.

use contract::toolbox::{DraftGlance, DraftState, MyShelf};

use super::running::{Run, Running, day};
use crate::i18n::Say;
use crate::urls;

impl Running {
    /// Adds drafts on their way to the shelf. One that is only being written waits for nobody.
    pub(super) fn add_shelf(&mut self, shelf: &MyShelf) {
        let to_review = shelf.to_review.iter().map(|draft| {
            let step = Say::key("shelf-step-to-review");
            run(draft, step, urls::draft_review(&draft.id))
        });
        self.on_me.extend(to_review);
        for draft in &shelf.drafts {
            match draft.state {
                DraftState::Writing => {}
                DraftState::Returned => {
                    let step = Say::key("shelf-mine-step-returned");
                    self.on_me.push(run(draft, step, urls::draft(&draft.id)));
                }
                DraftState::Review => {
                    let step = Say::key("shelf-step-waiting");
                    let href = urls::draft_review(&draft.id);
                    self.on_others.push(run(draft, step, href));
                }
            }
        }
    }
}

fn run(draft: &DraftGlance, step: Say, href: String) -> Run {
    Run {
        icon: "toolbox",
        kind: Say::key("shelf-mine-kind"),
        title: draft.title.clone(),
        href,
        step,
        on: day(draft.due),
        starts: None,
        since: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glance(state: DraftState) -> DraftGlance {
        let at = chrono::DateTime::UNIX_EPOCH;
        DraftGlance {
            id: "concept".to_owned(),
            title: "Kort".to_owned(),
            state,
            changed: at,
            due: at + chrono::TimeDelta::days(14),
            author: None,
            reviewer: None,
            reason: String::new(),
        }
    }

    #[test]
    fn what_came_back_is_on_me_and_what_is_read_is_on_a_colleague() {
        let mut running = Running::default();
        running.add_shelf(&MyShelf {
            drafts: [
                DraftState::Writing,
                DraftState::Returned,
                DraftState::Review,
            ]
            .map(glance)
            .into(),
            to_review: vec![glance(DraftState::Review)],
            ..MyShelf::default()
        });
        assert_eq!((running.on_me.len(), running.on_others.len()), (2, 1));
        assert_eq!(running.on_me[0].href, urls::draft_review("concept"));
        assert_eq!(running.on_others[0].on, day(glance(DraftState::Review).due));
    }
}
