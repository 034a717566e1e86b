//! Any JSON as a request on an arbitrary list: searches page without gaps, facets count what is there, prices cost.
#![no_main]

use azplan::PriceList;
use azplan::estimate::{EstimateRequest, estimate};
use azplan::pec::{CheckRequest, check};
use azplan::price_list::{PriceRequest, SearchRequest};
use azplan::scenarios::{ScenariosRequest, scenarios};
use azplan_fuzz::rows::{ListRow, retail, some};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let cut = data.iter().position(|byte| *byte == 0).unwrap_or(0);
    let (request, rows) = data.split_at(cut);
    let Ok(rows) = some::<ListRow>(&mut Unstructured::new(rows), 40) else { return };
    let Ok(list) = PriceList::read(retail(&rows, false).as_bytes()) else { return };
    let Ok(text) = std::str::from_utf8(request) else { return };
    match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            if let Ok(request) = serde_json::from_value::<SearchRequest>(value.clone()) {
                search(&list, &request);
            }
            if let Ok(request) = serde_json::from_value::<PriceRequest>(value.clone())
                && let Ok(answer) = list.price(&request)
            {
                serde_json::to_string(&answer).expect("JSON");
            }
            if let Ok(request) = serde_json::from_value::<CheckRequest>(value.clone())
                && let Ok(answer) = check(&request)
            {
                serde_json::to_string(&answer).expect("JSON");
            }
            if let Ok(request) = serde_json::from_value::<ScenariosRequest>(value.clone())
                && let Ok(answer) = scenarios(&list, &request)
            {
                serde_json::to_string(&answer).expect("JSON");
            }
            if let Ok(request) = serde_json::from_value::<EstimateRequest>(value)
                && let Ok(answer) = estimate(&list, &request)
            {
                serde_json::to_string(&answer).expect("JSON");
            }
        }
        Err(_) => search(&list, &SearchRequest { text: Some(text.into()), ..SearchRequest::default() }),
    }
});

fn search(list: &PriceList, request: &SearchRequest) {
    let Ok(answer) = list.search(request) else { return };
    let limit = request.limit.unwrap_or(SearchRequest::USUAL);
    let left = answer.total.saturating_sub(request.offset.unwrap_or_default()).min(limit);
    assert_eq!(answer.hits.len(), left as usize, "{request:?}");
    let facets = &answer.facets;
    for (facet, chosen) in [
        (&facets.service, request.service.is_some()),
        (&facets.region, request.region.is_some()),
        (&facets.price_type, request.price_type.is_some()),
        (&facets.unit, request.unit.is_some()),
        (&facets.term, request.term.is_some()),
    ] {
        let sum: u32 = facet.iter().map(|facet| facet.count).sum();
        // What has no value is in no facet; what is chosen away counts what it would leave.
        assert!(chosen || sum <= answer.total, "{request:?}");
    }
    let page = |offset, limit| {
        let request = SearchRequest { offset: Some(offset), limit: Some(limit), ..request.clone() };
        list.search(&request).expect("another page").hits.iter().map(|hit| format!("{hit:?}")).collect::<Vec<_>>()
    };
    let whole = page(0, 40);
    let pages: Vec<String> = (0..40).step_by(7).flat_map(|offset| page(offset, 7)).take(40).collect();
    assert_eq!(whole, pages.into_iter().take(whole.len()).collect::<Vec<_>>(), "pages without gaps");
}
