//! Which products can earn PEC at all.

use super::PecReason;

/// What is known of a product, as a price list or a usage row says it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProductFacts<'a> {
    /// Publisher; "" where the file does not say.
    pub publisher: &'a str,
    /// Tags of the price list, or "".
    pub tags: &'a str,
    /// Meter and SKU names: a word `Spot` in any of them marks Spot capacity.
    pub names: [&'a str; 3],
    /// The price is for a reservation.
    pub reservation: bool,
}

impl ProductFacts<'_> {
    /// Can it earn PEC, looking at the product alone?
    ///
    /// Source: Partner Center, partner-earned-credit: reservations, Spot VMs and products tagged third party do not earn.
    #[must_use]
    pub fn verdict(&self) -> PecReason {
        if self.reservation {
            PecReason::Reservation
        } else if is_third_party(self.publisher, self.tags) {
            PecReason::ThirdParty
        } else if self.names.iter().any(|name| has_word(name, "spot")) {
            PecReason::Spot
        } else {
            PecReason::Eligible
        }
    }
}

fn is_third_party(publisher: &str, tags: &str) -> bool {
    let tagged = tags.split([';', ',']).any(|tag| {
        let tag: String = tag.chars().filter(char::is_ascii_alphanumeric).collect();
        tag.eq_ignore_ascii_case("thirdparty")
    });
    let publisher = publisher.trim();
    let microsoft = publisher.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("microsoft"));
    tagged || !(publisher.is_empty() || microsoft)
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'a>(name: &'a str) -> ProductFacts<'a> {
        ProductFacts { names: [name, "", ""], ..ProductFacts::default() }
    }

    #[test]
    fn spot_is_a_word_and_not_a_part_of_one() {
        assert_eq!(names("D2s v5 Spot").verdict(), PecReason::Spot);
        assert_eq!(names("Hotspot Analysis").verdict(), PecReason::Eligible);
    }

    #[test]
    fn other_publishers_are_third_parties() {
        let publisher = |publisher| ProductFacts { publisher, ..ProductFacts::default() }.verdict();
        assert_eq!(publisher("Microsoft Corporation"), PecReason::Eligible);
        assert_eq!(publisher("microsoft"), PecReason::Eligible);
        assert_eq!(publisher(""), PecReason::Eligible);
        assert_eq!(publisher("Contoso"), PecReason::ThirdParty);
        let tagged = ProductFacts { tags: "Azure; Third Party", ..ProductFacts::default() };
        assert_eq!(tagged.verdict(), PecReason::ThirdParty);
    }
}
