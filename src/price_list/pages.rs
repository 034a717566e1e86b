//! The pages of the Retail Prices API: is the last one there, and those between?
//!
//! An answer is cut into pages. Each but the last names the next one in `NextPageLink`, whose `$skip` says how many items
//! come before it.

/// What the pages of a list say of each other.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pages: u32,
    /// Items of all pages.
    all: u64,
    /// The most items that a page says there are: of itself, or of all pages.
    counted: u64,
    /// Pages that name a next one, and their items.
    linked: u32,
    items: u64,
    /// The most items that a page says come before the next one.
    skipped: u64,
}

impl Pages {
    /// Takes notice of a page with so many items.
    pub(super) fn add(&mut self, items: usize, count: Option<u64>, next: Option<&str>) {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        self.pages = self.pages.saturating_add(1);
        self.all = self.all.saturating_add(items);
        self.counted = self.counted.max(count.unwrap_or_default());
        if let Some(link) = next.filter(|link| !link.is_empty()) {
            self.linked = self.linked.saturating_add(1);
            self.items = self.items.saturating_add(items);
            self.skipped = self.skipped.max(skip(link).unwrap_or_default());
        }
    }

    /// What is missing, as a sentence.
    pub(super) fn missing(&self) -> Option<&'static str> {
        if self.counted > self.all {
            return Some("a page says that there are more items than the files have");
        }
        let last = self.linked >= self.pages && self.pages > 0;
        (last || self.skipped > self.items).then_some("a page names a next one that is not among the files")
    }
}

/// The number after `$skip=`.
fn skip(link: &str) -> Option<u64> {
    let link = link.replace("%24", "$");
    let (_, rest) = link.split_once("$skip=")?;
    rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_whole_with_the_last_and_all_between() {
        let missing = |pages: &[(usize, Option<&str>)]| {
            let mut found = Pages::default();
            pages.iter().for_each(|(items, next)| found.add(*items, Some(u64::try_from(*items).unwrap_or(0)), *next));
            found.missing().is_some()
        };
        let [second, third] = ["https://prices.azure.com:443/api/retail/prices?$skip=5", "https://x/?%24skip=10&a=b"];
        assert!(!missing(&[]) && !missing(&[(5, None)]));
        assert!(missing(&[(5, Some(second))]));
        assert!(!missing(&[(3, None), (5, Some(second))]));
        assert!(missing(&[(5, Some(second)), (5, Some(third))]));
        assert!(missing(&[(5, Some(third)), (3, None)]));
        assert!(!missing(&[(5, Some(second)), (3, None), (5, Some(third))]));
        let mut short = Pages::default();
        short.add(5, Some(100), None);
        assert!(short.missing().is_some());
        // Programs that put pages together write the count of all into each.
        let mut whole = Pages::default();
        [10, 5].into_iter().for_each(|items| whole.add(items, Some(15), None));
        assert!(whole.missing().is_none());
    }
}
