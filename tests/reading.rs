//! Laws of reading: a file says the same whole and in pieces, and what a cell holds is never a row.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, reason = "a test that fails may fail loudly")]

use azplan::files::{DateOrder, DecimalMark, FileForm};
use azplan::{Error, Usage, UsageReader};
use proptest::prelude::*;

/// What is read of a file that comes in pieces of a size.
fn read(text: &[u8], size: usize, form: FileForm) -> Result<String, Error> {
    let mut reader = UsageReader::default();
    reader.set_form(form);
    text.chunks(size).try_for_each(|piece| reader.push(piece))?;
    reader.finish().map(|usage| format!("{:?}", usage.info()))
}

/// The same, whatever the pieces.
fn told(text: &[u8], sizes: &[usize], form: FileForm) -> Result<String, Error> {
    let whole = read(text, usize::MAX, form);
    for size in sizes {
        assert_eq!(read(text, *size, form), whole, "in pieces of {size}");
    }
    whole
}

const HEADER: &str = "UsageDate,ProductId,SkuId,Quantity,Tags\n";

/// Rows of usage with a cell of some length that looks like rows itself.
fn long_rows() -> impl Strategy<Value = String> {
    let inside = "\n2025-11-02,DZH318Z00001,0001,1000,x";
    let row = (0usize..9, 0usize..3, any::<bool>()).prop_map(move |(long, quotes, closed)| {
        let cell = inside.repeat(long * long * 40) + &"\"\"".repeat(quotes);
        let quote = if closed { "\"" } else { "" };
        format!("2025-11-01,DZH318Z00001,0001,0.5,\"{cell}{quote}\n")
    });
    prop::collection::vec(row, 1..5).prop_map(|rows| HEADER.to_owned() + &rows.concat())
}

/// Numbers and dates of any country, and what is none.
fn cells() -> impl Strategy<Value = String> {
    let day = prop::sample::select(vec![
        "01/11/2025",
        "11/02/2025",
        "13/11/2025",
        "11/13/2025",
        "2025-11-03",
        "11/11/2025",
        "01.11.2025",
        "16-11-25",
        "45962",
        "",
    ]);
    let number = prop::sample::select(vec![
        "24", "0.5", "0,5", "1.049", "1,049", "1.234,5", "1,234.5", "1 000", "2.08E-07", "$1", "NULL", "",
    ]);
    let row = (day, number).prop_map(|(day, number)| format!("{day};DZH318Z00001;0001;{number}\n"));
    prop::collection::vec(row, 1..12)
        .prop_map(|rows| "UsageDate;ProductId;SkuId;Quantity\n".to_owned() + &rows.concat())
}

fn forms() -> impl Strategy<Value = FileForm> {
    let decimal = prop::option::of(prop::sample::select(vec![DecimalMark::Point, DecimalMark::Comma]));
    let dates = prop::option::of(prop::sample::select(vec![DateOrder::Mdy, DateOrder::Dmy, DateOrder::Ymd]));
    (decimal, dates).prop_map(|(decimal, dates)| FileForm { decimal, dates })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn long_rows_say_the_same_whole_and_in_pieces(text in long_rows(), size in 500usize..100_000) {
        let _ = told(text.as_bytes(), &[size, 1 << 16, (1 << 16) - 1], FileForm::default());
    }

    #[test]
    fn what_a_quoted_cell_holds_is_no_row(before in 0usize..5000, long in 0usize..6000) {
        let cell = "x\n2025-11-02,DZH318Z00001,0001,1000,x".repeat(long);
        let rows = "2025-11-01,DZH318Z00001,0001,0.5,\n".repeat(before % 50);
        let text = format!("{HEADER}{rows}2025-11-01,DZH318Z00001,0001,0.5,\"{cell}\"\n");
        match told(text.as_bytes(), &[1000, 1 << 16], FileForm::default()) {
            Ok(_) => {
                let info = Usage::read(text.as_bytes()).expect("it was read").info();
                prop_assert_eq!((info.kept as usize, info.to.map(|day| day.to_string())), (before % 50 + 1, Some("2025-11-01".into())));
            }
            Err(error) => {
                prop_assert_eq!(error.code().as_str(), "file.rowTooLong");
                prop_assert!(text.len() > 256 * 1024);
            }
        }
    }
}

proptest! {
    #[test]
    fn numbers_and_dates_say_the_same_whole_and_in_pieces(text in cells(), size in 1usize..200, form in forms()) {
        let _ = told(text.as_bytes(), &[size, 1], form);
    }

    #[test]
    fn the_order_of_rows_decides_nothing(text in cells(), form in forms()) {
        let mut lines: Vec<&str> = text.lines().collect();
        let forwards = Usage::read_as(text.as_bytes(), form);
        if let Some(rows) = lines.get_mut(1..) {
            rows.reverse();
        }
        let backwards = Usage::read_as((lines.join("\n") + "\n").as_bytes(), form);
        // A file that is wrong in two ways is refused for the one that shows first.
        let said = |usage: Result<Usage, Error>| usage.ok().map(|usage| usage.info()).map(|info| (info.kept, info.from, info.to));
        prop_assert_eq!(said(forwards), said(backwards));
    }
}

#[test]
fn a_file_of_which_nothing_decides_for_long_is_refused_and_not_kept_whole() {
    let rows = "01/11/2025,DZH318Z00001,0001,0.5,\n".repeat(1 << 20);
    let error =
        read(format!("{HEADER}{rows}13/11/2025,DZH318Z00001,0001,0.5,\n").as_bytes(), 1 << 16, FileForm::default());
    assert_eq!(error.expect_err("undecided").code().as_str(), "file.datesUndecided");
}

#[test]
fn a_file_with_a_title_is_refused_alike_whole_and_in_pieces() {
    let long = format!("\"{}\",b,c,d,e,f\n", "y".repeat(20_000));
    for (below, is_title) in [("a,b,c,d,e,f\n", true), (&long, false)] {
        let text = format!("My report\n{}", below.repeat(3_000_usize.div_ceil(below.len())));
        let refused = told(text.as_bytes(), &[7, 1_000, 16_384, 17_000], FileForm::default()).expect_err("no header");
        assert_eq!(refused.to_string().contains("is a title"), is_title, "{refused}");
    }
}
