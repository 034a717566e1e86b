//! The dated rules of `rules/data/plan_rules.txt`, and what a rule or an effect says.

use super::words::{Values, say};
use crate::rules::Language;
use crate::time::Day;
use serde::Serialize;

const RULES: &str = include_str!("../rules/data/plan_rules.txt");

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ruling {
    /// First day in force.
    pub(super) from: Day,
    /// A number, a day or a word.
    pub(super) value: &'static str,
    /// Source.
    pub(super) cite: &'static str,
}

fn rulings(rule: &str) -> impl Iterator<Item = Ruling> {
    let lines = RULES.lines().filter(move |line| line.split('|').next() == Some(rule));
    lines.filter_map(|line| {
        let mut cells = line.splitn(4, '|').skip(1);
        Some(Ruling { from: cells.next()?.parse().ok()?, value: cells.next()?, cite: cells.next()? })
    })
}

/// The rule as it holds on a day; `None` before its first line.
pub(super) fn ruling(rule: &str, on: Day) -> Option<Ruling> {
    rulings(rule).filter(|ruling| ruling.from <= on).max_by_key(|ruling| ruling.from)
}

/// The rule in its first form, for days before it.
pub(super) fn first(rule: &str) -> Option<Ruling> {
    rulings(rule).min_by_key(|ruling| ruling.from)
}

/// The first line of a rule with a value.
pub(super) fn with_value(rule: &str, value: &str) -> Option<Ruling> {
    rulings(rule).find(|ruling| ruling.value == value)
}

/// One rule, applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleVerdict {
    /// Stable name.
    pub rule: &'static str,
    /// The rule in words.
    pub title: String,
    /// Does it hold? `None`: a fact is not known, or no source decides.
    pub ok: Option<bool>,
    /// False where no source decides, whatever the facts.
    pub established: bool,
    /// Stable name of what was found, e.g. `future`.
    pub finding: &'static str,
    /// The same as a sentence.
    pub reason: String,
    /// What to do about it, or to find out.
    pub next: Option<String>,
    /// The fact that decides: its path in the request.
    pub fact: &'static str,
    /// First day of the rule in this form.
    pub from: Option<Day>,
    /// Source.
    pub cite: &'static str,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// Stable name.
    pub effect: &'static str,
    /// In words, what it is about.
    pub title: String,
    /// On which day; `None` where it has none, or it is not known.
    pub on: Option<Day>,
    /// Stable name of the form it takes.
    pub finding: &'static str,
    /// What happens.
    pub text: String,
    /// What to do about it.
    pub next: Option<String>,
    /// Source.
    pub cite: &'static str,
}

/// What was found about a rule, before it is put into words.
pub(super) struct Finding {
    pub(super) rule: &'static str,
    pub(super) ok: Option<bool>,
    pub(super) word: &'static str,
    pub(super) values: Values,
    pub(super) fact: &'static str,
    /// A source decides.
    pub(super) established: bool,
    /// Its fact is given: a rule that few partners fail is not checked without, instead of standing open.
    pub(super) checked: bool,
    source: Source,
}

/// What says so.
enum Source {
    /// A line of the table by its name: that of the rule, or one of its own for a part of it.
    Line(&'static str),
    /// Another table.
    Other(Day, &'static str),
}

impl Finding {
    pub(super) fn new(rule: &'static str, ok: Option<bool>, word: &'static str, fact: &'static str) -> Self {
        let source = Source::Line(rule);
        Self { rule, ok, word, values: Values::new(), fact, established: true, checked: true, source }
    }

    /// Yes, no or unknown, as a fact says.
    pub(super) fn of(rule: &'static str, known: Option<bool>, fact: &'static str) -> Self {
        let word = match known {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        Self::new(rule, known, word, fact)
    }

    /// The fact is not given, and the rule therefore not checked.
    pub(super) fn not_given(rule: &'static str, fact: &'static str) -> Self {
        Self { checked: false, ..Self::new(rule, None, "notGiven", fact) }
    }

    /// No source decides, or sources differ.
    pub(super) fn not_established(rule: &'static str, word: &'static str, fact: &'static str) -> Self {
        Self { established: false, ..Self::new(rule, None, word, fact) }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// By a line of its own.
    pub(super) fn cited_by(self, line: &'static str) -> Self {
        Self { source: Source::Line(line), ..self }
    }

    /// By another table.
    pub(super) fn cited(self, from: Day, cite: &'static str) -> Self {
        Self { source: Source::Other(from, cite), ..self }
    }

    pub(super) fn verdict(self, language: Language, on: Day) -> RuleVerdict {
        let in_force = |line| ruling(line, on).or_else(|| first(line));
        let (from, cite) = match self.source {
            Source::Line(line) => in_force(line).map_or((None, ""), |ruling| (Some(ruling.from), ruling.cite)),
            Source::Other(from, cite) => (Some(from), cite),
        };
        let ruling = in_force(self.rule);
        let mut values = self.values;
        values.extend(ruling.map(|ruling| ("from", ruling.from.to_string())));
        let form = ruling.map_or("", |ruling| ruling.value);
        let Words { title, text, next } = Words::of(language, (self.rule, self.word, form), &values);
        RuleVerdict {
            rule: self.rule,
            title,
            ok: self.ok,
            established: self.established,
            finding: self.word,
            reason: text,
            next,
            fact: self.fact,
            from,
            cite,
        }
    }
}

/// Words of a rule or an effect.
struct Words {
    title: String,
    text: String,
    next: Option<String>,
}

impl Words {
    /// A sentence may have a form of its own for the value that its rule has on the day: `mfa.no@api` before `mfa.no`.
    fn of(language: Language, (name, word, form): (&str, &str, &str), values: &Values) -> Self {
        let key = format!("{name}.{word}");
        let said = |key: &str| say(language, &format!("{key}@{form}"), values).or_else(|| say(language, key, values));
        Self {
            title: said(name).unwrap_or_else(|| name.to_owned()),
            next: said(&format!("{key}.next")),
            text: said(&key).unwrap_or(key),
        }
    }
}

/// An effect in words.
pub(super) fn effect(
    language: Language,
    (name, word): (&'static str, &'static str),
    (asked, on): (Day, Option<Day>),
    values: &Values,
) -> Effect {
    let ruling = ruling(name, asked).or_else(|| first(name));
    let (form, cite) = ruling.map_or(("", ""), |ruling| (ruling.value, ruling.cite));
    let Words { title, text, next } = Words::of(language, (name, word, form), values);
    Effect { effect: name, title, on, finding: word, text, next, cite }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_day_a_source_and_words() {
        for line in RULES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let name = line.split('|').next().unwrap();
            assert_eq!(line.split('|').count(), 4, "{line}");
            assert!(rulings(name).all(|ruling| !ruling.cite.is_empty()), "{line}");
            assert_eq!(
                RULES.lines().filter(|other| other.split('|').next() == Some(name)).count(),
                rulings(name).count()
            );
            // A line of its own for a part of a rule, `RULE.PART`, has the words of its rule.
            let rule = name.split('.').next().unwrap();
            assert!(say(Language::English, rule, &Values::new()).is_some(), "{name} has no words");
        }
    }
}
