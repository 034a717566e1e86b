//! Rows of usage in memory: what many rows say alike is held once, and a row's own numbers are packed.

use super::about::About;
use super::printed::{Figures, PrintedAlike, PrintedRow};
use super::{Printed, UsageRow};
use crate::money::{Decimal, Packed};
use crate::pec::PecReason;
use crate::pieces::Pieces;
use crate::time::Day;
use std::collections::BTreeMap;

/// What a row says for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub quantity: Packed,
    /// Place of its [`About`].
    pub about: u32,
    pub row: u32,
    pub day: Day,
    pub pec: PecReason,
    pub is_credit: bool,
}

impl Default for Row {
    fn default() -> Self {
        let (quantity, day) = (Packed::default(), Day::default());
        Self { quantity, about: 0, row: 0, day, pec: PecReason::Eligible, is_credit: false }
    }
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    abouts: Vec<About>,
    alike: Vec<PrintedAlike>,
    rows: Pieces<Row>,
    printed: Pieces<PrintedRow>,
    figures: Figures,
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

impl Rows {
    pub(super) fn new(
        (abouts, rows): (Vec<About>, Pieces<Row>),
        (alike, printed): (Vec<PrintedAlike>, Pieces<PrintedRow>),
        figures: Figures,
    ) -> Self {
        Self { abouts, alike, rows, printed, figures }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) const fn figures(&self) -> &Figures {
        &self.figures
    }

    pub(super) fn has_printed(&self) -> bool {
        self.printed.len() > 0
    }

    /// The rows with their places, a piece of them at a time.
    pub(super) fn pieces(&self) -> impl Iterator<Item = impl Iterator<Item = (u32, &Row)>> {
        let mut start = 0u32;
        self.rows.pieces().map(move |piece| {
            let places = start..;
            start = start.saturating_add(u32::try_from(piece.len()).unwrap_or(u32::MAX));
            places.zip(piece)
        })
    }

    fn about(&self, row: &Row) -> Option<&About> {
        self.abouts.get(index(row.about))
    }

    /// Those that a row has.
    pub(super) fn used_abouts(&self) -> impl Iterator<Item = &About> {
        let mut used = vec![false; self.abouts.len()];
        for piece in self.rows.pieces() {
            mark(piece, &mut used);
        }
        self.abouts.iter().zip(used).filter(|(_, used)| *used).map(|(about, _)| about)
    }

    /// A quantity; one of many digits is held elsewhere.
    pub(super) fn quantity(&self, row: &Row) -> Decimal {
        row.quantity
            .value()
            .unwrap_or_else(|_| self.figures.unpack(row.quantity).map_or(Decimal::ZERO, |figure| figure.value))
    }

    #[inline]
    pub(super) fn view(&self, at: u32, row: &Row) -> Option<UsageRow> {
        let about = self.about(row)?;
        Some(UsageRow {
            row: row.row,
            at,
            day: row.day,
            customer: about.customer,
            plan: about.plan,
            subscription: about.subscription,
            resource_group: about.resource_group,
            resource: about.resource,
            product_id: about.product_id,
            sku_id: about.sku_id,
            meter_id: about.meter_id,
            meter: about.meter,
            item: about.item,
            regions: about.regions,
            unit: about.unit,
            currency: about.currency,
            invoice: about.invoice,
            promotion: about.promotion,
            quantity: self.quantity(row),
            pec: row.pec,
            is_credit: row.is_credit,
        })
    }

    #[inline]
    pub(super) fn at(&self, at: u32) -> Option<UsageRow> {
        self.view(at, self.rows.get(index(at))?)
    }

    /// A row by its place.
    #[inline]
    pub(super) fn row(&self, at: u32) -> Option<&Row> {
        self.rows.get(index(at))
    }

    /// What a row prints of prices and totals.
    pub(super) fn printed(&self, at: u32) -> Option<Printed> {
        let printed = self.printed.get(index(at))?;
        let quantity = self.rows.get(index(at))?.quantity;
        let alike = self.alike.get(index(printed.alike)).copied()?;
        Some(Printed {
            alike,
            totals: printed.totals.map(|total| self.figures.unpack(total)),
            quantity_cut: quantity.value().err().and_then(|_| self.figures.unpack(quantity)?.cut),
        })
    }

    pub(super) fn fingerprint(&self, at: u32) -> u64 {
        self.printed.get(index(at)).map_or(0, |printed| printed.fingerprint)
    }

    /// What rows print alike, by day, and how many rows that are.
    pub(super) fn printed_by_day(&self) -> impl Iterator<Item = (&PrintedAlike, Day, u32)> {
        let mut counts: BTreeMap<(u32, Day), u32> = BTreeMap::new();
        for (rows, printed) in self.rows.pieces().zip(self.printed.pieces()) {
            count(rows, printed, &mut counts);
        }
        counts.into_iter().filter_map(|((alike, day), rows)| Some((self.alike.get(index(alike))?, day, rows)))
    }
}

#[inline(never)]
fn mark(rows: &[Row], used: &mut [bool]) {
    for row in rows {
        if let Some(used) = used.get_mut(index(row.about)) {
            *used = true;
        }
    }
}

#[inline(never)]
fn count(rows: &[Row], printed: &[PrintedRow], counts: &mut BTreeMap<(u32, Day), u32>) {
    let mut keys: Vec<(u32, Day)> = rows.iter().zip(printed).map(|(row, printed)| (printed.alike, row.day)).collect();
    keys.sort_unstable();
    for alike in keys.chunk_by(|left, right| left == right) {
        let Some(key) = alike.first() else { continue };
        let count = counts.entry(*key).or_default();
        *count = count.saturating_add(u32::try_from(alike.len()).unwrap_or(u32::MAX));
    }
}
