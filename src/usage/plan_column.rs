//! Is `SubscriptionId` the Azure plan? In files of Partner Center it is; in exports of Cost Management it is the Azure
//! subscription (rules 7.5). Tiers add up over the plan, so one taken for the other gives free units several times.

use super::about::About;
use super::columns::UsageColumn;
use crate::error::{Error, ErrorCode, Result};
use crate::files::{Header, fold};
use crate::strings::{Strings, Symbol};
use std::collections::BTreeMap;

/// Columns, folded, that exports of Cost Management have and no file of Partner Center has (azure-docs:
/// cost-usage-details-mca-partner, cost-usage-details-mca, cost-usage-details-ea).
const OF_COST_MANAGEMENT: [&str; 15] = [
    "costinbillingcurrency",
    "costinpricingcurrency",
    "costinusd",
    "paygcostinbillingcurrency",
    "paygcostinusd",
    "paygprice",
    "effectiveprice",
    "exchangeratepricingtobilling",
    "billingprofileid",
    "billingaccountid",
    "invoicesectionid",
    "productorderid",
    "productordername",
    "customertenantid",
    "isazurecrediteligible",
];

/// Refuses a file whose columns are those of Cost Management and do not say which one is the Azure subscription.
pub(super) fn check_columns(header: &Header<UsageColumn>) -> Result<()> {
    let is_known = |name: &&String| OF_COST_MANAGEMENT.contains(&fold(name).as_str());
    let found: Vec<&str> = header.names().iter().filter(is_known).map(String::as_str).collect();
    if found.is_empty() || header.has(UsageColumn::EntitlementId) {
        return Ok(());
    }
    let found = found.join("`, `");
    let message = format!(
        "this looks like an export of Cost Management (it has `{found}`): `SubscriptionId` is the Azure subscription there, not the Azure plan"
    );
    Err(Error::new(ErrorCode::USAGE_NOT_USAGE, message).at("SubscriptionId"))
}

/// Refuses rows whose plans are the Azure subscriptions of their own resources, where a customer has several of them.
pub(super) fn check_ids(abouts: &[About], strings: &Strings) -> Result<()> {
    let mut plans: BTreeMap<Symbol, Symbol> = BTreeMap::new();
    for about in abouts.iter().filter(|about| is_subscription(about, strings)) {
        let first = *plans.entry(about.customer).or_insert(about.plan);
        if first != about.plan {
            let (first, second) = (strings.text(first), strings.text(about.plan));
            let message = format!(
                "`SubscriptionId` is the Azure subscription in this file (`{first}`, `{second}`), not the Azure plan: each would have the tiers of a plan"
            );
            return Err(Error::new(ErrorCode::USAGE_NOT_USAGE, message).at("SubscriptionId"));
        }
    }
    Ok(())
}

/// Is the plan the subscription of the row's own resource?
fn is_subscription(about: &About, strings: &Strings) -> bool {
    if about.plan.is_empty() || about.plan == about.subscription {
        return !about.plan.is_empty();
    }
    let path = strings.text(about.resource).strip_prefix('/').unwrap_or_default();
    let mut parts = path.splitn(3, '/');
    parts.next().is_some_and(|part| part.eq_ignore_ascii_case("subscriptions"))
        && parts.next().is_some_and(|id| id.eq_ignore_ascii_case(strings.text(about.plan)))
}
