//! Which order of day, month and year a file has.

use super::*;

fn dates(cells: &[&str]) -> Result<Dates> {
    let mut dates = Dates::new(None);
    for (row, cell) in (2..).zip(cells) {
        dates.see(cell.as_bytes(), false, || Example::new(cell.as_bytes(), row, "UsageDate"))?;
    }
    dates.settle();
    dates.decided().map(|()| dates)
}

#[track_caller]
fn reads(cells: &[&str], written: &[&str]) {
    let dates = dates(cells).expect("decided");
    let read = |cell: &&str| {
        dates
            .rewritten(cell.as_bytes())
            .map_or_else(|| (*cell).to_owned(), |text| String::from_utf8(text).expect("ASCII"))
    };
    assert_eq!(cells.iter().map(read).collect::<Vec<_>>(), written);
}

#[track_caller]
fn refuses(cells: &[&str], code: &str) {
    assert_eq!(dates(cells).expect_err("refused").code().as_str(), code, "{cells:?}");
}

#[test]
fn a_day_over_12_decides_for_all() {
    reads(&["02/11/2025", "30/11/2025 23:59"], &["2025-11-02", "2025-11-30 23:59"]);
    reads(&["02/11/2025", "11/30/2025 11:59:59 PM"], &["02/11/2025", "11/30/2025 11:59:59 PM"]);
    reads(&["11-02-2025", "11-30-2025"], &["2025-11-02", "2025-11-30"]);
    reads(&["1.11.2025", "02.11.2025"], &["2025-11-01", "2025-11-02"]);
    reads(&["11/02/25", "11/30/25"], &["2025-11-02", "2025-11-30"]);
    reads(&["25/11/02", "25/11/30"], &["2025-11-02", "2025-11-30"]);
}

#[test]
fn some_dates_need_no_other() {
    reads(&["2025/11/01", "2025.11.2 00:00"], &["2025-11-01", "2025-11-02 00:00"]);
    reads(&["20251101", "2025-11-30T00:00:00Z"], &["2025-11-01", "2025-11-30T00:00:00Z"]);
    reads(&["Nov  1 2025 12:00AM", "01-Nov-25"], &["2025-11-01 12:00 AM", "2025-11-01"]);
    reads(&["30 November 2025", "Nov 30, 2025"], &["2025-11-30", "2025-11-30"]);
    reads(
        &["11/11/2025", "", "45962", "yesterday", "2025-11", "202511"],
        &["2025-11-11", "", "45962", "yesterday", "2025-11", "202511"],
    );
}

#[test]
fn what_nothing_decides_is_refused_where_it_matters() {
    refuses(&["02/11/2025"], "file.datesUndecided");
    refuses(&["02-11-2025", "12-11-2025"], "file.datesUndecided");
    refuses(&["11/1/2025", "12/1/2025"], "file.datesUndecided");
    refuses(&["1/11/2025", "2/11/2025"], "file.datesUndecided");
    refuses(&["16-11-25"], "file.datesUndecided");
    refuses(&["30/11/2025", "11/30/2025"], "file.mixedDates");
}

#[test]
fn days_of_one_month_without_a_zero_are_as_microsoft_prints_them() {
    reads(&["11/1/2025"], &["11/1/2025"]);
    reads(&["11/1/2025", "11/2/2025 12:00:00 AM", "11/10/2025"], &["11/1/2025", "11/2/2025 12:00:00 AM", "11/10/2025"]);
}

#[test]
fn a_month_is_named_by_its_first_day() {
    for (cell, order) in [("11/1/2025", DateOrder::Mdy), ("01.11.2025", DateOrder::Dmy), ("01/11/2025", DateOrder::Dmy)]
    {
        let mut dates = Dates::new(None);
        dates.see(cell.as_bytes(), true, || Example::new(cell.as_bytes(), 2, "Month")).expect("a date");
        dates.decided().expect("decided");
        assert_eq!(dates.order(), Some(order), "{cell}");
    }
}

#[test]
fn a_period_decides() {
    let period = |cells: [&str; 3]| {
        let mut dates = Dates::new(None);
        let example = || Example::new(b"", 2, "UsageDate");
        cells.iter().try_for_each(|cell| dates.see(cell.as_bytes(), false, example))?;
        dates.see_period(cells.map(str::as_bytes), example)?;
        dates.decided().map(|()| dates.order())
    };
    assert_eq!(period(["11/01/2025", "11/05/2025", "12/01/2025"]).expect("decided"), Some(DateOrder::Mdy));
    assert_eq!(period(["01/11/2025", "05/11/2025", "01/12/2025"]).expect("decided"), Some(DateOrder::Dmy));
    assert!(period(["01/01/2025", "05/05/2025", "12/12/2025"]).is_ok());
    assert!(period(["01/02/2025", "03/04/2025", "05/06/2025"]).is_err());
}

#[test]
fn a_usual_cell_says_nothing_new() {
    assert!(is_usual(b"", false) && is_usual(b"2025-11-30", false) && is_usual(b"\"11/30/2025 0:00\"", true));
    for cell in ["13/01/2025", "11/30/25", "30.11.2025", "11/30/2025x", "yesterday"] {
        assert!(!is_usual(cell.as_bytes(), true), "{cell}");
    }
    assert!(!is_usual(b"11/30/2025", false));
}
