//! On what terms usage is rated.

use crate::error::Result;
use crate::money::Decimal;
use crate::pec::{Access, AccessFacts, AccessReason, PecRate, PecReason};
use crate::time::Day;
use crate::usage::{Usage, UsageRow};
use serde::{Deserialize, Serialize};

/// Request of [`rate`](super::rate).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RateRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the resources; default AOBO for the whole period.
    pub access: Option<AccessFacts>,
}

/// Terms in force.
#[derive(Debug)]
pub(crate) struct Terms {
    pub rate: PecRate,
    /// `None`: the access of a new plan, which covers everything.
    access: Option<Access>,
    /// The day of all prices, in place of each row's own.
    priced_on: Option<Day>,
}

impl RateRequest {
    pub(crate) fn terms(&self, day: Day) -> Result<Terms> {
        let access = self.access.as_ref().map(|facts| Access::try_new(Some(facts))).transpose()?;
        Ok(Terms { rate: PecRate::chosen(self.pec_rate, day)?, access, priced_on: None })
    }
}

impl Terms {
    /// The same, with the prices of one day.
    pub(crate) const fn priced_on(mut self, day: Day) -> Self {
        self.priced_on = Some(day);
        self
    }

    /// The day whose prices hold for a row.
    pub(crate) fn price_day(&self, row: &UsageRow) -> Day {
        self.priced_on.unwrap_or(row.day)
    }

    /// Does a row earn PEC? The row's own word first, then the list's, then access.
    pub(crate) fn verdict(&self, usage: &Usage, row: &UsageRow, product: PecReason) -> PecReason {
        if !row.pec.earns() {
            return row.pec;
        }
        if !product.earns() {
            return product;
        }
        self.access_on(usage, row).map_or(product, AccessReason::of_line)
    }

    /// Are there access facts?
    pub(crate) const fn knows_access(&self) -> bool {
        self.access.is_some()
    }

    /// What the access facts say of the row's resource on its day; `None` where no facts are given.
    pub(crate) fn access_on(&self, usage: &Usage, row: &UsageRow) -> Option<AccessReason> {
        self.access.as_ref().map(|access| access.on(&path(usage, row), row.day))
    }
}

/// Where the row's resource is: its own URI, or its subscription and resource group.
fn path(usage: &Usage, row: &UsageRow) -> String {
    let [resource, subscription, group] =
        [row.resource, row.subscription, row.resource_group].map(|symbol| usage.text(symbol));
    if resource.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("/subscriptions/")) {
        return resource.to_owned();
    }
    match (subscription, group) {
        ("", _) => "/".to_owned(),
        (subscription, "") => format!("/subscriptions/{subscription}"),
        (subscription, group) => format!("/subscriptions/{subscription}/resourceGroups/{group}"),
    }
}
