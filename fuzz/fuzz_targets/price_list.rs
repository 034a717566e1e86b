//! Any bytes as a price list, CSV or JSON: whole and in pieces alike, sums that close, and a list that answers.
#![no_main]

use azplan::price_list::SearchRequest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Some(list) = azplan_fuzz::pieces::price_list(data) {
        let info = list.info();
        let answer = list.search(&SearchRequest::default()).expect("a search without words");
        // A price of which every row was refused is found too, as one that is not known.
        assert!(answer.total <= info.prices + info.refused);
        for hit in &answer.hits {
            let text = format!("{} {}", hit.product_id, hit.title);
            // Nobody types more words than that, and they are refused.
            if text.split(|letter: char| !letter.is_alphanumeric()).count() > SearchRequest::MOST_WORDS {
                continue;
            }
            let again = list.search(&SearchRequest { text: Some(text), ..SearchRequest::default() });
            assert!(again.expect("a search by the title of a hit").total <= answer.total);
        }
    }
});
