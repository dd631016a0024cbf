//! Collections: making, finding, reading, printing and ordering them.

pub(crate) mod calls;
pub(crate) mod collect;
pub(crate) mod edit;
pub(crate) mod fields;
pub(crate) mod list;
pub(crate) mod one;
mod samples;
pub(crate) mod sheets;

use crate::i18n::Say;
use crate::part::Crumb;
use crate::toolbox::toolbox_crumb;
use crate::urls;

fn crumbs() -> Vec<Crumb> {
    let collections = Crumb::say(Say::key("shelf-collections-title"), urls::COLLECTIONS);
    vec![toolbox_crumb(), collections]
}
