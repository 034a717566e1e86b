//! Any text as an instant, a day and a month: what was read lies within its day and comes back from its own text.
#![no_main]

use azplan::time::{Day, Instant, Month};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(instant) = Instant::parse(text)
        && let Some(day) = instant.day()
    {
        assert!((1754..=9998).contains(&day.year()), "the years outside are open ends");
        let next = day.plus_days(1).map_or(Instant::OPEN, Instant::start_of);
        assert!(Instant::start_of(day) <= instant && instant < next);
        assert_eq!(Instant::parse(&day.to_string()), Some(Instant::start_of(day)));
        assert_eq!(Instant::parse(&format!("{day}T23:59:59.9999999Z")).and_then(Instant::day), Some(day));
        let date = day.to_string();
        let (year, month, number) = (&date[..4], &date[5..7], &date[8..]);
        assert_eq!(Instant::parse(&format!("{month}/{number}/{year} 12:00:00 AM")), Some(Instant::start_of(day)));
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string().parse::<Day>().ok(), Some(day));
        assert_eq!(day.month().day(1), Some(day.month().first_day()));
    }
    if let Ok(month) = text.parse::<Month>() {
        assert_eq!(month.to_string().parse::<Month>().ok(), Some(month));
        assert!(month.next().is_ok_and(|next| next > month));
    }
});
