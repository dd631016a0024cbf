use serde::{Deserialize, Serialize};

/// Which part of a long list: pages count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    page: u32,
    per_page: u32,
}

/// Why a page cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PagingProblem {
    #[error("pages count from 1 to {}", Paging::LAST)]
    Page,
    #[error("a page holds 1 to {} entries", Paging::MOST)]
    PerPage,
}

impl Paging {
    /// The most entries a page holds.
    pub const MOST: u32 = 100;
    /// The last page that is given; deeper is searching, not leafing.
    pub const LAST: u32 = 10_000;
    /// What a page holds when nobody says.
    pub const DEFAULT: u32 = 20;

    /// `None` means the first page, and [`Self::DEFAULT`] entries.
    pub fn parse(page: Option<u32>, per_page: Option<u32>) -> Result<Self, PagingProblem> {
        let page = page.unwrap_or(1);
        let per_page = per_page.unwrap_or(Self::DEFAULT);
        if !(1..=Self::LAST).contains(&page) {
            return Err(PagingProblem::Page);
        }
        if !(1..=Self::MOST).contains(&per_page) {
            return Err(PagingProblem::PerPage);
        }
        Ok(Self { page, per_page })
    }

    #[must_use]
    pub fn page(self) -> u32 {
        self.page
    }

    #[must_use]
    pub fn per_page(self) -> u32 {
        self.per_page
    }

    /// How many entries come before this page.
    #[must_use]
    pub fn offset(self) -> u32 {
        (self.page - 1) * self.per_page
    }
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            page: 1,
            per_page: Self::DEFAULT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_count_from_one_and_have_a_largest_size() {
        assert_eq!(Paging::parse(Some(3), Some(10)).unwrap().offset(), 20);
        assert_eq!(Paging::parse(Some(0), None), Err(PagingProblem::Page));
        assert_eq!(Paging::parse(None, Some(101)), Err(PagingProblem::PerPage));
        assert_eq!(Paging::parse(None, None), Ok(Paging::default()));
    }
}
