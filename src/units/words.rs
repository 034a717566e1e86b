//! The words of units of measure.
//!
//! Source of what a word counts: the pricing-unit table of Microsoft's FinOps toolkit (2025), `DistinctUnits`.

/// What a unit counts, apart from its number and its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// Whatever the meter counts: the unit has a number only.
    Units,
    /// Data in steps of 1024, by the number of steps: 3 is `GiB`.
    Binary(u32),
    /// Data in the unit that is named so. Microsoft prints `GB` where it counts `GiB`, and where it does not: the steps
    /// between these are not established, and they are never converted into one another.
    Data(&'static str),
    /// A thing with a name.
    Thing(&'static str),
}

/// A time: so many of the smallest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// Seconds.
    Seconds(u32),
    /// Months, whose hours differ.
    Months(u32),
}

/// Words of time, in small letters.
const TIMES: &[(&str, Time)] = &[
    ("second", Time::Seconds(1)),
    ("seconds", Time::Seconds(1)),
    ("minute", Time::Seconds(60)),
    ("minutes", Time::Seconds(60)),
    ("minute(s)", Time::Seconds(60)),
    ("hour", Time::Seconds(3_600)),
    ("hours", Time::Seconds(3_600)),
    ("hourly", Time::Seconds(3_600)),
    ("hr", Time::Seconds(3_600)),
    ("hrs", Time::Seconds(3_600)),
    ("hora", Time::Seconds(3_600)),
    ("horas", Time::Seconds(3_600)),
    ("\u{5c0f}\u{65f6}", Time::Seconds(3_600)),
    ("day", Time::Seconds(86_400)),
    ("days", Time::Seconds(86_400)),
    ("daily", Time::Seconds(86_400)),
    ("month", Time::Months(1)),
    ("months", Time::Months(1)),
    ("mes", Time::Months(1)),
    ("\u{6708}", Time::Months(1)),
    ("year", Time::Months(12)),
    ("years", Time::Months(12)),
    ("annual", Time::Months(12)),
];

/// Texts that say what another text says.
const SAME: &[(&str, &str)] = &[
    ("maus", "users/month"),
    ("callingminutes", "minutes"),
    ("por mes", "month"),
    ("print job", "requests"),
    ("text", "messages"),
    ("10000s", "transactions"),
    ("1,000s", "transactions in thousands"),
    ("per call", "calls"),
    ("per request", "requests"),
    ("per privacy subject rights request", "requests"),
];

const NAMES: &[(&str, Counted)] = &[
    ("unit", Counted::Units),
    ("units", Counted::Units),
    ("reserved unit", Counted::Units),
    ("reserved units", Counted::Units),
    ("messaging unit", Counted::Units),
    ("operation units", Counted::Units),
    ("database unit", Counted::Units),
    ("database units (du)", Counted::Units),
    ("unassigned", Counted::Units),
    ("kib", Counted::Binary(1)),
    ("mib", Counted::Binary(2)),
    ("gib", Counted::Binary(3)),
    ("tib", Counted::Binary(4)),
    ("pib", Counted::Binary(5)),
    ("kb", Counted::Data("KB")),
    ("mb", Counted::Data("MB")),
    ("gb", Counted::Data("GB")),
    ("tb", Counted::Data("TB")),
    ("pb", Counted::Data("PB")),
    // An hour of one of these is an hour.
    ("core", Counted::Units),
    ("instance", Counted::Units),
    ("relay", Counted::Units),
    ("content", Counted::Units),
    ("virtual user", Counted::Units),
    ("db", Counted::Thing("DB")),
    ("dbu", Counted::Thing("DBU")),
];

/// Things that units count, in one and in many.
const THINGS: &[(&str, &str)] = &[
    ("action", "actions"),
    ("activity", "activities"),
    ("activity run", "runs"),
    ("agent", "agents"),
    ("api", "APIs"),
    ("api call", "requests"),
    ("app", "apps"),
    ("authentication", "authentications"),
    ("border router", "routers"),
    ("call", "calls"),
    ("certificate", "certificates"),
    ("check", "checks"),
    ("concurrent dvc", "configurations"),
    ("connection", "connections"),
    ("count", "count"),
    ("cubic meter", "cubic meters"),
    ("data point", "data points"),
    ("device", "devices"),
    ("domain", "domains"),
    ("event", "events"),
    ("execution", "executions"),
    ("face", "faces"),
    ("hosted zone", "zones"),
    ("iops", "IOPS"),
    ("key", "keys"),
    ("key use", "keys"),
    ("license", "licenses"),
    ("map", "maps"),
    ("mbps", "Mbps"),
    ("message", "messages"),
    ("million", "million"),
    ("named user", "users"),
    ("node", "nodes"),
    ("operation", "operations"),
    ("pack", "packs"),
    ("pipeline", "pipelines"),
    ("plan", "plans"),
    ("policy", "policies"),
    ("prediction", "predictions"),
    ("push", "pushes"),
    ("query", "queries"),
    ("render", "renders"),
    ("request", "requests"),
    ("resource", "resources"),
    ("rotation", "rotations"),
    ("service endpoint", "endpoints"),
    ("site", "sites"),
    ("subscription", "subscriptions"),
    ("transaction", "transactions"),
    ("transactions in thousand", "transactions in thousands"),
    ("user", "users"),
    ("virtual machine", "virtual machines"),
    ("vm", "virtual machines"),
    ("website", "websites"),
    ("zone", "zones"),
];

fn found<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The time that a word names.
pub(super) fn time(word: &str) -> Option<Time> {
    found(TIMES, word)
}

/// What a text says in other words.
pub(super) fn same(text: &str) -> Option<&'static str> {
    found(SAME, text)
}

/// What a name counts; nothing is any unit.
pub(super) fn counted(name: &str) -> Option<Counted> {
    if name.is_empty() {
        return Some(Counted::Units);
    }
    let thing = |name: &str| found(THINGS, name).map(Counted::Thing);
    let one = |many: &str| {
        let cut = |end: &str, one: &str| many.strip_suffix(end).map(|stem| format!("{stem}{one}"));
        [cut("s", ""), cut("es", ""), cut("ies", "y")].into_iter().flatten().find_map(|one| thing(&one))
    };
    found(NAMES, name).or_else(|| thing(name)).or_else(|| one(name))
}
