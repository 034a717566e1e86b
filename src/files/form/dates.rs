//! Order of day, month and year.

use super::DateOrder;
use super::left::{Contradiction, Example, Left, Set};
use crate::error::{Error, ErrorCode, Result};
use crate::time::{Day, Month};

const ORDERS: [(DateOrder, Set); 3] = [(DateOrder::Mdy, 1), (DateOrder::Dmy, 2), (DateOrder::Ymd, 4)];
const ALL: Set = 1 | 2 | 4;
const MDY: Set = 1;

/// Years that two digits stand for, and that eight digits in a row may name: before them there was no Azure.
const TWO_DIGITS: std::ops::RangeInclusive<u32> = 2010..=2069;

/// English names of months, as databases and spreadsheets shorten them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The days that a cell may name, by the order, and the time of day behind them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Readings<'a> {
    days: [Option<Day>; 3],
    time: &'a str,
}

impl Readings<'_> {
    fn set(&self) -> Set {
        ORDERS.iter().zip(self.days).filter(|(_, day)| day.is_some()).fold(0, |set, ((_, bit), _)| set | bit)
    }

    /// Those that are the first day of a month, where one is.
    fn of_a_month(mut self) -> Self {
        let is_first = |day: &Day| *day == day.month().first_day();
        if self.days.iter().flatten().any(is_first) {
            self.days = self.days.map(|day| day.filter(is_first));
        }
        self
    }

    fn day(&self, order: Set) -> Option<Day> {
        ORDERS.iter().zip(self.days).find(|((_, bit), _)| *bit == order).and_then(|(_, day)| day)
    }
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::try_new(i32::try_from(year).ok()?, month, day)
}

/// The year of four digits, or of two.
fn year(text: &str) -> Option<u32> {
    match text.len() {
        4 => number(text),
        2 => number(text)?.checked_add(2000).filter(|year| TWO_DIGITS.contains(year)),
        _ => None,
    }
}

/// The first or second half of a date.
fn short(text: &str) -> Option<u32> {
    if (1..=2).contains(&text.len()) { number(text) } else { None }
}

fn month_name(text: &str) -> Option<u32> {
    let name = text.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| *month == name)?;
    text.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| u32::try_from(place).ok()?.checked_add(1)).flatten()
}

/// The days that three parts name.
fn of_parts([first, second, third]: [&str; 3], is_dotted: bool) -> [Option<Day>; 3] {
    let all = |day: Option<Day>| [day; 3];
    if let Some(month) = month_name(first) {
        return all((|| day(year(third)?, month, short(second.trim_end_matches(','))?))());
    }
    if let Some(month) = month_name(second) {
        return all((|| day(year(third)?, month, short(first)?))());
    }
    if first.len() == 4 {
        return all((|| day(number(first)?, short(second)?, short(third)?))());
    }
    // With points the day comes first wherever it is written so.
    let mdy = (|| day(year(third)?, short(first)?, short(second)?))().filter(|_| !is_dotted);
    let dmy = (|| day(year(third)?, short(second)?, short(first)?))();
    let ymd = (|| day(year(first)?, short(second)?, short(third)?))();
    [mdy, dmy, ymd]
}

/// Eight digits: year, month and day, where they can be nothing else.
fn of_digits(text: &str) -> [Option<Day>; 3] {
    let part = |from: usize, to: usize| text.get(from..to).and_then(number);
    let ymd = (|| day(part(0, 4)?, part(4, 6)?, part(6, 8)?))();
    let others = (|| Some([day(part(4, 8)?, part(0, 2)?, part(2, 4)?), day(part(4, 8)?, part(2, 4)?, part(0, 2)?)]))();
    let of_azure = |day: &Option<Day>| {
        day.is_some_and(|day| u32::try_from(day.year()).is_ok_and(|year| TWO_DIGITS.contains(&year)))
    };
    let only = of_azure(&ymd) && !others.iter().flatten().any(of_azure);
    [if only { ymd } else { None }; 3]
}

fn readings(cell: &str) -> Readings<'_> {
    let text = cell.trim();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Readings { days: of_digits(text), time: "" };
    }
    let is_mark = |letter: char| matches!(letter, '-' | '/' | '.' | ' ');
    let mut rest = text;
    let mut part = || {
        let end = rest.find(|letter: char| {
            is_mark(letter) || (letter == 'T' && rest.starts_with(|first: char| first.is_ascii_digit()))
        });
        let (part, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        // Databases put two spaces before a day of one digit.
        let mark = after.chars().next();
        rest = if mark == Some(' ') { after.trim_start() } else { after.get(1..).unwrap_or_default() };
        Some((part, mark))
    };
    let Some([first, second, third]) = (|| Some([part()?, part()?, part()?]))() else { return Readings::default() };
    let is_dotted = first.1 == Some('.');
    let is_date = first.1 == second.1 && first.1.is_some() && matches!(third.1, None | Some(' ' | 'T'));
    if !is_date {
        return Readings::default();
    }
    Readings { days: of_parts([first.0, second.0, third.0], is_dotted), time: rest }
}

/// What stands in a cell, as its file has it, needs no look: it says nothing that is not known.
#[inline]
pub(super) fn is_usual(cell: &[u8], is_mdy: bool) -> bool {
    let cell = match cell {
        [b'"', inner @ .., b'"'] => inner,
        cell => cell,
    };
    match cell {
        [] => true,
        [y, _, _, _, b'-', _, _, b'-', ..] => y.is_ascii_digit(),
        [b'1'..=b'9', b'/', rest @ ..]
        | [b'0', b'1'..=b'9', b'/', rest @ ..]
        | [b'1', b'0'..=b'2', b'/', rest @ ..]
            if is_mdy =>
        {
            let rest = match rest {
                [b'0'..=b'9', b'/', rest @ ..] | [b'0'..=b'3', b'0'..=b'9', b'/', rest @ ..] => rest,
                _ => return false,
            };
            let (year, time) = rest.split_at_checked(4).unwrap_or_default();
            year.len() == 4 && year.iter().all(u8::is_ascii_digit) && matches!(time.first(), None | Some(b' '))
        }
        _ => false,
    }
}

/// The orders that are left.
#[derive(Debug)]
pub(super) struct Dates {
    left: Left,
    by_hand: Option<DateOrder>,
    /// Some date does not begin with the year.
    has_order: bool,
    /// Some date begins with the year, or names its month.
    says_itself: bool,
    /// Some date has slashes and a second part of one digit, as Microsoft prints days (`11/1/2025`).
    is_unpadded: bool,
    /// The month of all dates, read with the month first; `Err` where there are several.
    month: Result<Option<Month>, ()>,
}

impl Dates {
    pub(super) fn new(by_hand: Option<DateOrder>) -> Self {
        let bit = by_hand.and_then(|own| ORDERS.iter().find(|(order, _)| *order == own)).map(|(_, bit)| *bit);
        Self {
            left: Left::new(bit.unwrap_or(ALL)),
            by_hand,
            has_order: false,
            says_itself: false,
            is_unpadded: false,
            month: Ok(None),
        }
    }

    /// Takes notice of a cell.
    ///
    /// One that stands for a month names its first day, where that can be.
    pub(super) fn see(&mut self, cell: &[u8], is_month: bool, example: impl Fn() -> Example) -> Result<()> {
        let text = String::from_utf8_lossy(cell);
        let readings = if is_month { readings(&text).of_a_month() } else { readings(&text) };
        let fits = readings.set();
        if fits == ALL && readings.days.iter().all(|day| *day == readings.days[0]) {
            self.says_itself = true;
            return Ok(());
        }
        self.left.keep(fits, &example).map_err(|contradiction| self.contradiction(&contradiction))?;
        self.has_order |= fits != 0;
        if let Some(day) = readings.day(MDY) {
            self.is_unpadded |= text.split('/').nth(1).is_some_and(|part| part.len() == 1);
            self.month = match self.month {
                Ok(None) => Ok(Some(day.month())),
                Ok(Some(month)) if month == day.month() => self.month,
                _ => Err(()),
            };
        }
        let left = ORDERS.iter().filter(|(_, bit)| bit & self.left.left() != 0);
        let mut days = left.filter_map(|(_, bit)| readings.day(*bit));
        if let Some(first) = days.next()
            && days.any(|day| day != first)
        {
            self.left.note_open(example);
        }
        Ok(())
    }

    /// Takes notice that a day lies in its period: an order under which it does not is none.
    pub(super) fn see_period(&mut self, cells: [&[u8]; 3], example: impl Fn() -> Example) -> Result<()> {
        if self.is_decided() {
            return Ok(());
        }
        let texts = cells.map(String::from_utf8_lossy);
        let [start, day, end] =
            [0, 1, 2].map(|place: usize| texts.get(place).map_or_else(Readings::default, |text| readings(text)));
        let fits = ORDERS.iter().fold(0, |set, (_, bit)| {
            let days = (|| Some((start.day(*bit)?, day.day(*bit)?, end.day(*bit)?)))();
            if days.is_some_and(|(start, day, end)| start <= day && day <= end) { set | bit } else { set }
        });
        self.left.keep(fits, example).map_err(|contradiction| self.contradiction(&contradiction))
    }

    fn contradiction(&self, contradiction: &Contradiction) -> Error {
        let message = match contradiction {
            Contradiction::ByHand(cell) => {
                let order = match self.by_hand {
                    Some(DateOrder::Dmy) => "day, month, year",
                    Some(DateOrder::Ymd) => "year, month, day",
                    Some(DateOrder::Mdy) | None => "month, day, year",
                };
                format!("{cell} does not fit the order {order}, which was set by hand")
            }
            Contradiction::Cells(cells) => {
                let [one, other] = &**cells;
                format!("{one} and {other} are not written alike: no order of day, month and year fits both")
            }
        };
        Error::new(ErrorCode::FILE_MIXED_DATES, message)
    }

    /// Dates with slashes begin with the month.
    pub(super) const fn is_mdy(&self) -> bool {
        self.left.left() == 1
    }

    const fn is_decided(&self) -> bool {
        self.left.left().count_ones() == 1
    }

    /// A cell can be read in two ways, and nothing has decided yet.
    pub(super) const fn is_open(&self) -> bool {
        self.left.is_open() && !self.is_decided()
    }

    /// Nothing in the file decided. Dates as Microsoft prints them, the day of one digit without a zero, that lie in one month when
    /// the month is read first, are read so (rules 13.2).
    pub(super) fn settle(&mut self) {
        if self.is_open() && self.is_unpadded && self.month.is_ok() {
            self.left.settle(MDY);
        }
    }

    pub(super) fn decided(&self) -> Result<()> {
        match self.left.open().filter(|_| !self.is_decided()) {
            None => Ok(()),
            Some(cells) => {
                let message = format!(
                    "{cells} can be read with the day first or with the month first, and nothing in the file decides"
                );
                Err(Error::new(ErrorCode::FILE_DATES_UNDECIDED, message))
            }
        }
    }

    /// A cell as `2025-11-30`, with its time; nothing where it is written so already, or is no date.
    pub(super) fn rewritten(&self, cell: &[u8]) -> Option<Vec<u8>> {
        if is_usual(cell, self.is_mdy()) {
            return None;
        }
        let text = String::from_utf8_lossy(cell);
        let readings = readings(&text);
        let left = ORDERS.iter().filter(|(_, bit)| bit & self.left.left() != 0);
        let day = left.filter_map(|(_, bit)| readings.day(*bit)).next()?;
        let time = match readings.time.to_ascii_uppercase() {
            time if time.is_empty() => time,
            time => match time
                .strip_suffix("AM")
                .map(|clock| (clock, "AM"))
                .or_else(|| time.strip_suffix("PM").map(|clock| (clock, "PM")))
            {
                Some((clock, half)) => format!(" {} {half}", clock.trim_end()),
                None => format!(" {time}"),
            },
        };
        Some(format!("{day}{time}").into_bytes())
    }

    /// The order of day, month and year, where the file has one.
    pub(super) fn order(&self) -> Option<DateOrder> {
        let decided = ORDERS.iter().find(|(_, bit)| *bit == self.left.left()).map(|(order, _)| *order);
        match (self.has_order, self.says_itself) {
            (true, _) => decided,
            (false, true) => Some(DateOrder::Ymd),
            (false, false) => self.by_hand,
        }
    }
}

#[cfg(test)]
mod tests;
