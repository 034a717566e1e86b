//! Holds `docs/rules` and the rest of the repository together: every rule that is cited is in the book, every case that the
//! book names is there, and nothing names a document that is not in the repository.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Where rules are cited and documents named.
const FOLDERS: &[&str] =
    &["benches", "crates", "docs", "examples", "fuzz", "pkg-template", "scripts", "src", "tests", "www"];
/// What is written by people: not samples, not what is built or saved.
const EXTENSIONS: &[&str] = &["css", "html", "js", "json", "md", "mjs", "rs", "toml", "ts", "txt"];
const SKIPPED: &[&str] =
    &["artifacts", "corpus", "dist", "node_modules", "results", "sample", "screenshots", "seeds", "target"];
/// Documents that rules came from and that no reader of the repository has: by these names nothing is cited.
const ABSENT: &[&str] = &["CLI", "DOMAIN", "FIELD", "FORMATS", "HOUSE", "RULES-AUDIT", "SPARK", "STYLE", "UX", "WORDS"];
/// What each rule says; `Decided` and `Data` where there is something to say.
const REQUIRED: &[&str] = &["From", "Source", "Cases"];

/// A rule of the book.
struct Rule {
    id: String,
    file: PathBuf,
    /// `**From**: …` by `From`, lines joined.
    fields: BTreeMap<String, String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files below a folder, in order; nothing where the folder is not there.
fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !SKIPPED.contains(&name) {
                files_below(&path, found);
            }
        } else if path.extension().and_then(|end| end.to_str()).is_some_and(|end| EXTENSIONS.contains(&end)) {
            found.push(path);
        }
    }
}

/// What may cite a rule or name a document, with its text.
fn written() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        files_below(&root().join(folder), &mut paths);
    }
    for entry in fs::read_dir(root()).expect("the root") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|end| end == "md") {
            paths.push(path);
        }
    }
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

fn chapters() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    files_below(&root().join("docs/rules"), &mut paths);
    paths.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
    assert!(paths.len() > 10, "the book has lost chapters: {paths:?}");
    paths
}

/// The number at the beginning of a heading: `3` of `3. Rating`, `3.7` of `3.7 Credits`, `A3` of `A3 Rounded`.
fn id_of(heading: &str) -> Option<String> {
    let first = heading.split(' ').next()?;
    let id = first.strip_suffix('.').unwrap_or(first);
    is_id(id).then(|| id.to_owned())
}

fn is_id(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix('A').map_or_else(|| text.split('.').all(digits), digits)
}

/// Chapters and rules, in the order of the book.
fn book() -> (Vec<String>, Vec<Rule>) {
    let (mut chapter_ids, mut rules) = (Vec::new(), Vec::<Rule>::new());
    for file in chapters() {
        let text = read(&file);
        let mut field: Option<String> = None;
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("# ") {
                chapter_ids.push(id_of(heading).unwrap_or_else(|| panic!("{file:?}: no number in `{line}`")));
            } else if let Some(heading) = line.strip_prefix("### ") {
                let id = id_of(heading).unwrap_or_else(|| panic!("{file:?}: no number in `{line}`"));
                rules.push(Rule { id, file: file.clone(), fields: BTreeMap::new() });
                field = None;
            } else if let Some((name, rest)) = line.strip_prefix("- **").and_then(|rest| rest.split_once("**: ")) {
                let rule = rules.last_mut().unwrap_or_else(|| panic!("{file:?}: a field before any rule"));
                rule.fields.insert(name.to_owned(), rest.to_owned());
                field = Some(name.to_owned());
            } else if line.starts_with("  ")
                && let (Some(name), Some(rule)) = (&field, rules.last_mut())
            {
                let value = rule.fields.entry(name.clone()).or_default();
                value.push(' ');
                value.push_str(line.trim());
            } else {
                field = None;
            }
        }
    }
    (chapter_ids, rules)
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Lines joined, without what marks them as comments: a citation may go over the end of a line.
fn joined(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!', '*', '#']).trim());
    lines.collect::<Vec<_>>().join(" ")
}

/// The ids that are cited: `rules 3.7`, `rules 2.2, 12.9 and A5`.
fn citations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let text = joined(text);
    for (place, word) in text.match_indices("rules ") {
        if text[..place].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '/') {
            continue;
        }
        let mut rest = &text[place + word.len()..];
        loop {
            let end =
                rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '.')).unwrap_or(rest.len());
            let id = rest[..end].trim_end_matches('.');
            if !is_id(id) {
                break;
            }
            found.push(id.to_owned());
            rest = &rest[id.len()..];
            let next = [", ", " and ", " to ", " or "].iter().find_map(|between| rest.strip_prefix(between));
            let Some(next) = next else { break };
            rest = next;
        }
    }
    found
}

/// Documents that are named and not there: a file in capitals, or a chapter of one that is absent.
fn absent_documents(text: &str, present: &BTreeSet<String>) -> Vec<String> {
    let text = joined(text);
    let is_name =
        |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-' || letter == '_';
    let mut found = Vec::new();
    for (place, _) in text.match_indices(".md") {
        let name: String = text[..place].chars().rev().take_while(|letter| is_name(*letter)).collect();
        let name: String = name.chars().rev().collect();
        let before = text[..place - name.len()].chars().next_back();
        if !name.is_empty() && !before.is_some_and(|letter| letter.is_ascii_lowercase()) && !present.contains(&name) {
            found.push(format!("{name}.md"));
        }
    }
    for absent in ABSENT {
        for (place, name) in text.match_indices(absent) {
            let before = text[..place].chars().next_back();
            let after = text[place + name.len()..].trim_start_matches([',', ' ']);
            let spaced = text[place + name.len()..].starts_with([',', ' ']);
            let chapter = after.strip_prefix('A').unwrap_or(after).starts_with(|letter: char| letter.is_ascii_digit());
            let part = after.starts_with("section ") || after.starts_with("part ");
            if spaced && (chapter || part) && !before.is_some_and(|letter| is_name(letter) || letter.is_alphanumeric())
            {
                let end =
                    after.find(|letter: char| !(letter.is_alphanumeric() || letter == '.')).unwrap_or(after.len());
                found.push(format!("{name} {}", after[..end].trim_end_matches('.')));
            }
        }
    }
    found
}

#[test]
fn each_rule_says_from_when_where_from_and_which_cases_show_it() {
    let (_, rules) = book();
    let mut wrong = Vec::new();
    for Rule { id, file, fields } in &rules {
        let name = file.file_name().expect("a name");
        for field in REQUIRED {
            if fields.get(*field).is_none_or(|value| value.trim().len() < 3) {
                wrong.push(format!("{name:?}, {id}: no **{field}**"));
            }
        }
        let cases = fields.get("Cases").map(String::as_str).unwrap_or_default();
        if quoted(cases).is_empty() && !cases.starts_with("none, because ") {
            wrong.push(format!("{name:?}, {id}: no case, and not why there is none"));
        }
        for case in quoted(cases) {
            let golden = root().join("tests/golden").join(format!("{case}.json"));
            let test = root().join(case);
            let is_there = golden.is_file() || (case.starts_with("tests/") && test.is_file());
            if !is_there {
                wrong.push(format!("{name:?}, {id}: there is no case `{case}`"));
            }
        }
        for data in fields.get("Data").map(|data| quoted(data)).unwrap_or_default() {
            if !root().join("src/rules/data").join(data).is_file() {
                wrong.push(format!("{name:?}, {id}: there is no data file `{data}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_number_stands_once_and_in_its_chapter() {
    let (chapter_ids, rules) = book();
    let ids: Vec<&String> = chapter_ids.iter().chain(rules.iter().map(|rule| &rule.id)).collect();
    let mut once = BTreeSet::new();
    for id in ids {
        assert!(once.insert(id), "{id} stands twice");
    }
    for Rule { id, file, .. } in &rules {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        let chapter: u32 = name[..2].parse().expect("two digits");
        let own = if id.starts_with('A') { 11 } else { id.split('.').next().expect("a part").parse().expect("digits") };
        assert_eq!(own, chapter, "{id} stands in {name}");
    }
    let index = read(&root().join("docs/rules/README.md"));
    for file in chapters() {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(index.contains(&format!("({name})")), "docs/rules/README.md does not list {name}");
    }
}

#[test]
fn each_citation_has_a_rule() {
    let (chapter_ids, rules) = book();
    let known: BTreeSet<String> = chapter_ids.into_iter().chain(rules.into_iter().map(|rule| rule.id)).collect();
    let (mut cited, mut unknown) = (0, Vec::new());
    for (path, text) in written() {
        for id in citations(&text) {
            cited += 1;
            if !known.contains(&id) {
                unknown.push(format!("{}: {id}", path.display()));
            }
        }
    }
    assert!(unknown.is_empty(), "cited and not in docs/rules:\n{}", unknown.join("\n"));
    assert!(cited > 50, "only {cited} citations were found: the search is broken");
}

#[test]
fn cases_of_conflicts_and_billed_rows_have_their_rule() {
    let (_, rules) = book();
    let known: BTreeSet<String> = rules.into_iter().map(|rule| rule.id).collect();
    let text = read(&root().join("tests/golden/rules.json"));
    let lists: serde_json::Value = serde_json::from_str(&text).expect("rules.json");
    let keys = |list: &str| lists[list].as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    for id in keys("conflicts").into_iter().chain(keys("billedRows").into_iter().map(|row| format!("12.{row}"))) {
        assert!(known.contains(&id), "tests/golden/rules.json has cases of {id}, which is in no chapter");
    }
}

#[test]
fn nothing_names_a_document_that_is_not_here() {
    let written = written();
    let stem = |path: &PathBuf| path.file_stem().and_then(|name| name.to_str()).map(str::to_owned);
    let documents = written.iter().map(|(path, _)| path).filter(|path| path.extension().is_some_and(|end| end == "md"));
    let present: BTreeSet<String> = documents.filter_map(stem).collect();
    let mut wrong = Vec::new();
    for (path, text) in &written {
        wrong.extend(absent_documents(text, &present).into_iter().map(|name| format!("{}: {name}", path.display())));
    }
    assert!(wrong.is_empty(), "named and not in the repository:\n{}", wrong.join("\n"));
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    for (path, text) in written() {
        if path.extension().is_none_or(|end| end != "md") {
            continue;
        }
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let outside = target.starts_with('#') || target.contains("://") || target.starts_with("mailto:");
            if !outside && !path.parent().expect("a folder").join(file).exists() {
                wrong.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn what_is_searched_for_is_found() {
    // Put together here, so that this file cites nothing that is not there.
    let text = |parts: &[&str]| parts.concat();
    let cited = |parts: &[&str]| citations(&text(parts));
    assert_eq!(cited(&["(", "rules", " 3.7)"]), ["3.7"]);
    assert_eq!(cited(&["as ", "rules", " 2.2, 12.9 and A5 have it"]), ["2.2", "12.9", "A5"]);
    assert_eq!(cited(&["/// by the ", "rules", "\n    /// 99.1."]), ["99.1"]);
    assert_eq!(cited(&["ten rules, 3 files, market_", "rules", " 7"]), [""; 0]);

    let present = BTreeSet::from(["README".to_owned()]);
    let absent = |parts: &[&str]| absent_documents(&text(parts), &present);
    assert_eq!(absent(&["DOMAIN", " 3.7"]), [text(&["DOMAIN", " 3.7"])]);
    assert_eq!(absent(&["(see DOMAIN", " 11, A3)"]), [text(&["DOMAIN", " 11"])]);
    assert_eq!(absent(&["HOUSE", ".md and README.md"]), [text(&["HOUSE", ".md"])]);
    assert_eq!(absent(&["FORMATS", " section 5"]), [text(&["FORMATS", " section"])]);
    assert_eq!(absent(&["const FORMATS = 3; reservation-renew.md"]), [""; 0]);
}
