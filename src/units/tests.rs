//! Units of measure as Microsoft prints them, each with what it counts.

use super::*;

/// Every text that Microsoft is known to print, what it counts, and how many of it.
const PRINTED: &str = include_str!("printed.txt");

/// Texts of the table: what they count, the number, the text.
fn printed() -> Vec<(&'static str, &'static str, &'static str)> {
    let lines = PRINTED.lines().filter(|line| !line.starts_with('#'));
    let cells = lines.map(|line| line.splitn(3, '|').collect::<Vec<_>>());
    cells.flat_map(|cells| cells[2].split(';').map(move |text| (cells[0], cells[1], text))).collect()
}

/// A unit as the table names it: `Units/Day`, `GB Hours`, `Hours`.
fn named(unit: Unit) -> String {
    let counted = match unit.counted {
        Counted::Units => "Units".to_owned(),
        Counted::Binary(step) => ["", "KiB", "MiB", "GiB", "TiB", "PiB"][step as usize].to_owned(),
        Counted::Data(name) | Counted::Thing(name) => name.to_owned(),
    };
    let (count, time) = match unit.time {
        None => return counted,
        Some(Time::Seconds(count)) => match count {
            86_400.. => (count / 86_400, "Day"),
            3_600.. => (count / 3_600, "Hour"),
            60.. => (count / 60, "Minute"),
            _ => (count, "Second"),
        },
        Some(Time::Months(12)) => (1, "Year"),
        Some(Time::Months(count)) => (count, "Month"),
    };
    match (unit.of_many, count, counted.as_str()) {
        (true, 1, _) => format!("{counted}/{time}"),
        (true, ..) => format!("{counted}/{count} {time}s"),
        (false, _, "Units") => format!("{time}s"),
        (false, ..) => format!("{counted} {time}s"),
    }
}

#[test]
fn every_printed_text_is_understood_as_the_table_says() {
    for (counted, size, text) in printed() {
        let unit = Unit::parse(text).unwrap_or_else(|| panic!("`{text}` is not understood"));
        // An hour of a unit is an hour; a rotation is one of rotations.
        let counted = match counted {
            "Unit Hours" => "Hours",
            "Rotation" => "Rotations",
            other => other,
        };
        assert_eq!(
            (named(unit).to_lowercase(), unit.size.to_string()),
            (counted.to_lowercase(), size.into()),
            "{text}"
        );
        assert_eq!(block_size(text).to_string(), size, "{text}");
        assert_eq!(Unit::parse(&format!("{text} ")), Some(unit), "{text} with a space behind");
    }
    assert!(printed().len() > 340, "the table is there");
}

#[test]
fn what_is_no_unit_is_not_understood() {
    for text in ["1 Fortnight", "1 GB/Parsec", "1 Box of Units", "0", "0 Hours", "1/", "1 Hour Hour", "GB per"] {
        assert_eq!(Unit::parse(text), None, "{text}");
    }
    assert_eq!(Unit::parse("").map(|unit| unit.counted), Some(Counted::Units));
}

#[test]
fn only_hours_of_things_count_hours() {
    let hours_of = |unit: &str| hours(unit).map(|hours| hours.to_string());
    let one = ["1 Hour", "1/Hour", "1 Hourly Unit", "10K/Hour", "100/Hour", "Hours", "1 \u{5c0f}\u{65f6}", "1 hora"];
    for unit in one {
        assert_eq!(hours_of(unit).as_deref(), Some("1"), "{unit}");
    }
    assert_eq!(hours_of("100 Hours").as_deref(), Some("100"));
    assert_eq!(hours_of("1000 Hours").as_deref(), Some("1000"));
    for unit in ["1 GB Hour", "1 GB/Hour", "1 Minute", "1 Second", "1/Day", "1/Month", "1", "", "1 Hourly Connection"] {
        assert_eq!(hours_of(unit), None, "{unit}");
    }
}

/// A quantity in another unit, as text; `-` where the units do not measure the same.
fn converted(quantity: &str, from: &str, to: &str) -> String {
    let quantity: Decimal = quantity.parse().expect("a number");
    let Some(conversion) = conversion(from, to) else { return "-".to_owned() };
    conversion.of(quantity.exact()).expect("fits").map_or("no decimal".to_owned(), |converted| converted.to_string())
}

#[test]
fn quantities_convert_between_units_of_one_dimension() {
    let same: &[(&str, &str, &str, &str)] = &[
        ("5000", "1K", "1M", "5"),
        ("720", "1 Hour", "100 Hours", "7.2"),
        ("720", "1 Hour", "100/Hour", "7.2"),
        ("90", "1 Minute", "1 Hour", "1.5"),
        ("2", "1/Day", "1 Hour", "48"),
        ("1", "1/Year", "1/Month", "12"),
        ("3", "1 TiB/Hour", "1 GiB Hour", "3072"),
        ("250", "1 GB Second", "100 GB Seconds", "2.5"),
        ("20", "10K Transactions", "1M", "0.2"),
        ("7", "Hours", "1 Hour", "7"),
        ("7", "1 gb/month", "1 GB/Month", "7"),
        ("7", "a word", "A word", "7"),
        ("1", "1 Second", "1 Hour", "no decimal"),
    ];
    for (quantity, from, to, expected) in same {
        assert_eq!(converted(quantity, from, to), *expected, "{quantity} of `{from}` in `{to}`");
    }
}

#[test]
fn what_does_not_measure_the_same_does_not_convert() {
    let different = [
        ("1 GB", "1 GB/Month"),
        ("1 GB", "1 GiB"),
        ("1 MB", "1 GB"),
        ("1 Hour", "1/Month"),
        ("1 Hour", "1"),
        ("1 GB Hour", "1 Hour"),
        ("1 User", "1 Device"),
        ("1 Fortnight", "1 Hour"),
    ];
    for (from, to) in different {
        assert_eq!(converted("1", from, to), "-", "`{from}` in `{to}`");
        assert_eq!(converted("1", to, from), "-", "`{to}` in `{from}`");
    }
}

#[test]
fn a_conversion_and_its_way_back_are_each_other_s_inverse() {
    let texts: Vec<_> = printed().into_iter().map(|(_, _, text)| text).collect();
    for from in &texts {
        for to in &texts {
            let (there, back) = (conversion(from, to), conversion(to, from));
            let inverse = there.zip(back).is_none_or(|(there, back)| {
                there.times.times(back.times).expect("fits") == there.over.times(back.over).expect("fits")
            });
            assert!(there.is_some() == back.is_some() && inverse, "`{from}` and `{to}`");
        }
    }
}
