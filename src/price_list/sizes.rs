//! How much a price is for, of what is sold by the unit: 64 vCores, 7,500 cDWUs, a million RU/s.
//!
//! Databases have a pay-as-you-go price for each size and one reservation, for the unit: a database of 64 vCores takes 64
//! reservations of one vCore, a data warehouse of DW1500c takes 15 of 100 cDWUs (azure-docs: understand-vcore-reservation-charges;
//! prepay-sql-data-warehouse-charges). Both sides say their size in their names, and under one meter they count the same.

/// What is sold by the unit, as names print it in small letters, and what a unit of it is called. The longer name stands
/// before the one that it ends with.
const MEASURES: &[(&str, &str)] = &[
    ("vcores", "vCore"),
    ("vcore", "vCore"),
    ("vcpus", "vCPU"),
    ("vcpu", "vCPU"),
    ("cdwus", "cDWU"),
    ("cdwu", "cDWU"),
    ("dwus", "cDWU"),
    ("dwu", "cDWU"),
    ("multi-master ru/s", "Multi-master RU/s"),
    ("ru/s", "RU/s"),
    ("pib", "PiB"),
    ("tib", "TiB"),
    ("gib", "GiB"),
    ("pb", "PB"),
    ("tb", "TB"),
    ("gb", "GB"),
];

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// What a unit is called.
    pub measure: &'static str,
    /// How many; above 0.
    pub count: u64,
}

/// Names of a price that may say its size.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Names<'a> {
    pub sku: &'a str,
    pub arm_sku: &'a str,
    pub meter: &'a str,
}

impl Names<'_> {
    /// The size that a price is for; the name of the SKU says it best, that of the meter only where it begins with a number.
    fn size(&self) -> Option<Size> {
        let of_meter =
            || Size::named(self.meter, false).filter(|_| self.meter.starts_with(|c: char| c.is_ascii_digit()));
        Size::named(self.sku, true).or_else(|| Size::named(self.arm_sku, false)).or_else(of_meter)
    }

    /// How many of a reservation one of these takes: units that it uses and units that the reservation covers. `None` where
    /// the names don't say it.
    pub(super) fn taken(&self, reservation: &Self) -> Option<(Size, Size)> {
        match (self.size(), reservation.size()) {
            (Some(used), Some(covered)) if used.measure == covered.measure => Some((used, covered)),
            (None, None) if self.is_named_in(reservation) => Some((Size::ONE, Size::ONE)),
            (left, right) if left == right && self.sku == reservation.sku => Some((Size::ONE, Size::ONE)),
            _ => None,
        }
    }

    /// True where they say how much it is for.
    pub(super) fn says_a_size(&self) -> bool {
        self.size().is_some()
    }

    /// True where both are for so many of one unit.
    pub(super) fn is_of_measure_of(&self, other: &Self) -> bool {
        self.size().zip(other.size()).is_some_and(|(own, other)| own.measure == other.measure)
    }

    /// True where both name one thing: the same SKU, the same machine, or words of the SKU in the name of a reservation
    /// (`D4s v3` in `Reserved VM Instance, Standard_D4s_v3, US West`).
    fn is_named_in(&self, reservation: &Self) -> bool {
        let same_machine = !self.arm_sku.is_empty() && self.arm_sku == reservation.arm_sku;
        let (own, all) = (words(self.sku), words(reservation.sku));
        same_machine || own == all || (!own.is_empty() && all.windows(own.len()).any(|part| part == own.as_slice()))
    }
}

fn words(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

impl Size {
    /// One of what has no unit.
    const ONE: Self = Self { measure: "", count: 1 };

    /// The size that a name says; one unit where it begins with the unit and `bare` allows that.
    fn named(name: &str, bare: bool) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if let Some(count) = name.strip_prefix("dw").and_then(|rest| rest.strip_suffix('c')).and_then(number) {
            return Some(Self { measure: "cDWU", count });
        }
        MEASURES.iter().find_map(|(word, measure)| {
            let (before, after) = name.split_once(word)?;
            let ends = !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '/');
            let count = if before.is_empty() { bare.then_some(1) } else { counted(before) };
            Some(Self { measure, count: count.filter(|_| ends)? })
        })
    }

    /// What a unit of it is called, with its number.
    pub(crate) fn text(&self) -> Option<String> {
        (!self.measure.is_empty()).then(|| format!("{} {}", self.count, self.measure))
    }

    /// True where so many of another cover this exactly.
    pub(crate) fn is_whole_of(&self, other: &Self) -> bool {
        self.count.checked_rem(other.count) == Some(0)
    }
}

/// A number before a unit: `64 `, `10,000 `, `1 million `.
fn counted(before: &str) -> Option<u64> {
    let before = before.strip_suffix(' ').unwrap_or(before).trim_end();
    let (digits, factor) = match before.rsplit_once(' ') {
        Some((digits, "million")) => (digits, 1_000_000),
        Some((digits, "thousand")) => (digits, 1_000),
        _ => (before, 1),
    };
    number(digits.rsplit([' ', '_']).next()?)?.checked_mul(factor)
}

fn number(digits: &str) -> Option<u64> {
    digits.replace(',', "").parse().ok().filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sku: &str) -> Names<'_> {
        Names { sku, ..Names::default() }
    }

    #[test]
    fn sizes_are_read_from_names_as_lists_print_them() {
        let size = |names: Names<'_>| names.size().and_then(|size| size.text()).unwrap_or_default();
        let skus = [
            ("vCore", "1 vCore"),
            ("64 vCore", "64 vCore"),
            ("18 vCore Zone Redundancy", "18 vCore"),
            ("vCore ZR Zone Redundancy", "1 vCore"),
            ("DW7500c", "7500 cDWU"),
            ("100 RU/s", "100 RU/s"),
            ("1 Million RU/s", "1000000 RU/s"),
            ("5 Million Multi-master RU/s", "5000000 Multi-master RU/s"),
            ("24 vCPU VM", "24 vCPU"),
            ("Hot LRS - 10 TB", "10 TB"),
            ("Ultra - 1 PiB", "1 PiB"),
            // A range, and machines: no sizes.
            ("3-4 vCPU VM", ""),
            ("5+ vCPU VM", ""),
            ("E64-16s v3", ""),
            ("Standard_E20as", ""),
            ("", ""),
        ];
        for (sku, expected) in skus {
            assert_eq!(size(named(sku)), expected, "{sku}");
        }
        assert_eq!(size(Names { sku: "RUs", meter: "100 RU/s", ..Names::default() }), "100 RU/s");
        assert_eq!(size(Names { sku: "Standard_D64as", arm_sku: "64 vCore AMD", meter: "vCore" }), "64 vCore");
        // A free grant of throughput is another thing, and a meter's unit without a number says nothing about a SKU.
        assert_eq!(size(Names { sku: "Free", meter: "Free 100 RU/s", ..Names::default() }), "");
        assert_eq!(size(Names { sku: "Standard_E20as", meter: "vCore", ..Names::default() }), "");
    }

    #[test]
    fn what_one_takes_of_a_reservation() {
        let taken = |own: Names<'_>, reservation: Names<'_>| {
            own.taken(&reservation).map(|(used, covered)| (used.count, covered.count))
        };
        let machine = |sku, arm_sku| Names { sku, arm_sku, meter: "" };
        assert_eq!(taken(named("64 vCore"), named("vCore")), Some((64, 1)));
        assert_eq!(taken(named("DW1500c"), named("DW100c")), Some((1500, 100)));
        assert_eq!(taken(named("RUs"), named("RUs")), Some((1, 1)));
        assert_eq!(taken(named("D4s v3"), named("Reserved VM Instance, Standard_D4s_v3, US West")), Some((1, 1)));
        assert_eq!(taken(machine("D4 v3", "Standard_D4_v3"), machine("D4 v3/D4s v3", "Standard_D4_v3")), Some((1, 1)));
        assert_eq!(taken(named("3-4 vCPU VM"), named("3-4 vCPU VM")), Some((1, 1)));
        assert_eq!(taken(named(""), named("")), Some((1, 1)));
        // Not established: never counted once.
        assert_eq!(taken(named("Standard_E20as"), named("vCore")), None);
        assert_eq!(taken(named("64 vCore"), named("Reserved capacity")), None);
        assert_eq!(taken(named("64 vCore"), named("DW100c")), None);
        assert_eq!(taken(named("E1"), named("E100")), None);
        assert_eq!(taken(named("Hot LRS"), named("Hot LRS - 10 TB")), None);
    }
}
