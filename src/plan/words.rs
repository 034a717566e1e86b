//! Sentences of the check, in both languages, from `rules/data/plan_words.txt`.

use crate::rules::Language;

const WORDS: &str = include_str!("../rules/data/plan_words.txt");

/// What goes into the gaps of a sentence.
pub(super) type Values = Vec<(&'static str, String)>;

/// A sentence with its gaps filled; `None` where there are no words for the key.
pub(super) fn say(language: Language, key: &str, values: &Values) -> Option<String> {
    let line = WORDS.lines().find(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with('|')))?;
    let mut cells = line.split('|').skip(1);
    let (english, chinese) = (cells.next()?, cells.next()?);
    let sentence = language.of(english, chinese);
    Some(values.iter().fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn gaps(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_say_the_same_once() {
        let mut keys = BTreeSet::new();
        for line in WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('|').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{line}");
            assert_eq!(gaps(cells[1]), gaps(cells[2]), "{line}");
            assert!(keys.insert(cells[0]), "{} stands there twice", cells[0]);
        }
        assert!(keys.len() > 150);
    }

    #[test]
    fn a_form_is_for_a_value_that_its_rule_has() {
        let keys = WORDS.lines().filter_map(|line| line.split('|').next()).filter(|key| !key.starts_with('#'));
        let forms: Vec<(&str, &str)> = keys.filter_map(|key| key.split_once('@')).collect();
        assert!(forms.len() > 5);
        for (key, value) in forms {
            let rule = key.split('.').next().unwrap();
            assert!(crate::plan::ruling::with_value(rule, value).is_some(), "{key}@{value}");
            assert!(WORDS.lines().any(|line| line.split('|').next() == Some(key)), "{key} has no plain form");
        }
    }
}
