//! Verification step by step, so that a long one can show how far it is and be stopped.

use super::answer::VerifyAnswer;
use super::passes::{DailyRows, Known, Lacking, Passes};
use super::recon::{Daily, LineKey, Recon};
use super::request::VerifyRequest;
use crate::error::{Error, ErrorCode, Result};
use crate::price_list::PriceList;
use crate::rating::{RateRequest, meter_key, ordered};
use crate::usage::{Usage, UsageRow};
use serde::Serialize;
use std::collections::BTreeMap;

/// Rows of a step: enough to be quick, few enough to be stopped at once.
const STEP: usize = 50_000;

/// How far a verification is. The passes over the rows count each row once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VerifyProgress {
    /// Rows looked at.
    pub done: u32,
    /// Rows to look at.
    pub total: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Each row alone.
    Rows,
    /// Rows added up for the reconciliation lines.
    Daily,
    /// The rows of a meter's month against the list.
    Prices,
    Done,
}

/// A verification under way. Every step is given the same files.
#[derive(Debug)]
pub struct Verification {
    known: Known,
    /// Rows by meter and day, by their places.
    order: Vec<u32>,
    pass: Pass,
    at: usize,
    has_recon: bool,
    daily: DailyRows,
    lines: BTreeMap<LineKey, Daily>,
    lacking: Lacking,
    limit: Option<u32>,
}

/// What is verified.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// The price list, where there is one.
    pub list: Option<&'a PriceList>,
    /// The daily rated usage.
    pub usage: &'a Usage,
    /// The reconciliation file, where there is one.
    pub recon: Option<&'a Recon>,
}

impl Verification {
    /// Begins.
    ///
    /// # Errors
    /// As [`verify`](super::verify).
    pub fn begin(files: Files<'_>, request: &VerifyRequest) -> Result<Self> {
        let usage = files.usage;
        if !usage.has_printed() {
            let message = "the usage prints no prices and no totals: there is nothing to verify";
            return Err(Error::new(ErrorCode::USAGE_MISSING_COLUMN, message).at("EffectiveUnitPrice"));
        }
        let day = usage.info().to.unwrap_or_default();
        let terms = RateRequest { pec_rate: request.pec_rate, access: request.access.clone() }.terms(day)?;
        Ok(Self {
            known: Known::new(files, terms, request)?,
            order: ordered(usage, |_| true),
            pass: Pass::Rows,
            at: 0,
            has_recon: files.recon.is_some(),
            daily: DailyRows::new(),
            lines: BTreeMap::new(),
            lacking: Lacking::new(),
            limit: request.limit,
        })
    }

    /// Looks at some more rows.
    ///
    /// # Errors
    /// `money.outOfRange`.
    pub fn step(&mut self, files: Files<'_>) -> Result<VerifyProgress> {
        let rows = self.next_rows(files.usage);
        let mut passes = Passes { list: files.list, usage: files.usage, known: &mut self.known };
        match self.pass {
            Pass::Rows => passes.rows(&rows)?,
            Pass::Daily => passes.daily(&rows, &mut self.daily)?,
            Pass::Prices => passes.prices(&rows, &self.lacking)?,
            Pass::Done => {}
        }
        self.at = self.at.saturating_add(rows.len());
        if self.at >= self.order.len() && self.pass != Pass::Done {
            self.end_pass(files)?;
        }
        Ok(self.progress())
    }

    /// What was found.
    ///
    /// # Errors
    /// `money.outOfRange` where a sum cannot be held.
    pub fn finish(self) -> Result<VerifyAnswer> {
        self.known.report.finish(self.limit)
    }

    fn end_pass(&mut self, files: Files<'_>) -> Result<()> {
        let mut passes = Passes { list: files.list, usage: files.usage, known: &mut self.known };
        self.at = 0;
        self.pass = match (self.pass, files.recon) {
            (Pass::Rows, Some(_)) => Pass::Daily,
            (Pass::Rows, None) => Pass::Prices,
            (Pass::Daily, recon) => {
                self.lines = passes.by_line(std::mem::take(&mut self.daily), recon)?;
                let told = &self.known.told;
                self.lacking = recon.map(|recon| recon.lacking(&self.lines, told)).transpose()?.unwrap_or_default();
                Pass::Prices
            }
            (Pass::Prices | Pass::Done, recon) => {
                if let Some(recon) = recon {
                    passes.recon(recon, &self.lines)?;
                }
                Pass::Done
            }
        };
        Ok(())
    }

    /// The next rows, up to the end of a meter's month.
    fn next_rows(&self, usage: &Usage) -> Vec<UsageRow> {
        let places = self.order.get(self.at..).unwrap_or_default().iter();
        let rows = places.filter_map(|at| usage.row_at(*at));
        let mut taken: Vec<UsageRow> = Vec::with_capacity(STEP);
        for row in rows {
            let is_full = taken.len() >= STEP;
            if is_full && taken.last().is_none_or(|last| meter_key(last) != meter_key(&row)) {
                break;
            }
            taken.push(row);
        }
        taken
    }

    fn progress(&self) -> VerifyProgress {
        let (prices, passes) = if self.has_recon { (2, 3) } else { (1, 2) };
        let before = match self.pass {
            Pass::Rows => 0,
            Pass::Daily => 1,
            Pass::Prices => prices,
            Pass::Done => passes,
        };
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let rows = count(self.order.len());
        let done = rows.saturating_mul(before).saturating_add(count(self.at));
        VerifyProgress { done, total: rows.saturating_mul(passes) }
    }
}
