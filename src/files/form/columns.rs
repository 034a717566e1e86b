//! Which columns hold numbers and dates: told by their names, which are Microsoft's.

/// Ends of the names of columns of numbers, folded.
const NUMBERS: &[&str] = &[
    "price",
    "total",
    "quantity",
    "rate",
    "percentage",
    "amount",
    "cost",
    "rangemin",
    "rangemax",
    "minimumunits",
    "usdperunit",
    "rateofcredit",
    "rateofpartnerearnedcredit",
];

/// Ends of the names of columns of dates, folded.
const DATES: &[&str] = &["date", "month"];
const MONTHS: &[&str] = &["month"];

/// The columns of a file that hold numbers and dates.
#[derive(Debug, Default)]
pub(in crate::files) struct Columns {
    names: Vec<String>,
    pub numbers: Vec<usize>,
    pub dates: Vec<usize>,
    /// The dates as runs of neighbours.
    pub date_runs: Vec<(usize, usize)>,
    /// Those of the dates that stand for a month.
    months: Vec<usize>,
    /// First day of a charge, day of use and last day of the charge: the day lies between the others.
    pub period: Option<[usize; 3]>,
}

impl Columns {
    pub(in crate::files) fn new(names: &[String]) -> Self {
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let ending = |ends: &[&str]| -> Vec<usize> {
            let fits = |name: &String| ends.iter().any(|end| name.ends_with(end));
            folded.iter().enumerate().filter(|(_, name)| fits(name)).map(|(place, _)| place).collect()
        };
        let place = |name: &str| folded.iter().position(|other| other == name);
        let period = || Some([place("chargestartdate")?, place("usagedate")?, place("chargeenddate")?]);
        let (numbers, dates, months) = (ending(NUMBERS), ending(DATES), ending(MONTHS));
        let date_runs = dates.chunk_by(|before, after| before.saturating_add(1) == *after);
        let date_runs = date_runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect();
        Self { numbers, dates, date_runs, months, period: period(), names: names.to_vec() }
    }

    pub(super) fn is_month(&self, column: usize) -> bool {
        self.months.contains(&column)
    }

    /// Number of columns of the file.
    pub(super) const fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }
}

/// Lower case, letters and digits only: `ERP Price`, `erpPrice` and `ERP_Price` are one name.
/// Of a localised header such as `Menge (Quantity)` the name in brackets counts.
pub(crate) fn fold(name: &str) -> String {
    let name = match name.split_once('(') {
        Some((_, inner)) => inner.trim_end_matches(')'),
        None => name,
    };
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_told_by_name() {
        let names = [
            "ChargeStartDate",
            "ChargeEndDate",
            "UsageDate",
            "UnitPrice",
            "Tags",
            "PCToBCExchangeRate",
            "Menge (Quantity)",
        ];
        let columns = Columns::new(&names.map(str::to_owned));
        assert_eq!((columns.numbers, columns.dates), (vec![3, 5, 6], vec![0, 1, 2]));
        assert_eq!(columns.period, Some([0, 2, 1]));
    }
}
