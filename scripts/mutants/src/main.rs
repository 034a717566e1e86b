//! Puts every mutant that `cargo mutants --list --json` names into one copy of the crate, each behind
//! `crate::mutant::on(NUMBER)`, so that one build serves them all ("mutant schemata").
//!
//!     mutants LIST.json TREE LEFT_OUT.json
//!
//! TREE is a fresh copy of the crate and is changed in place. LEFT_OUT is an array of the numbers (from 1, in the order
//! of LIST) that don't compile. Printed is JSON: for each file the byte ranges of its mutants as they stand in TREE now, the numbers that could
//! not be put in, and the functions that are no longer constant.

mod edits;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use edits::{Edits, Range};

/// What cargo-mutants says of a mutant.
#[derive(Debug, Deserialize)]
struct Listed {
    file: String,
    genre: String,
    replacement: String,
    span: Span,
}

#[derive(Debug, Deserialize)]
struct Span {
    start: Position,
    end: Position,
}

/// Both count from 1; a column counts characters.
#[derive(Debug, Deserialize)]
struct Position {
    line: usize,
    column: usize,
}

/// A mutant with its place as bytes of its file.
#[derive(Debug, Clone)]
pub(crate) struct Mutant {
    pub(crate) number: u32,
    pub(crate) genre: String,
    pub(crate) replacement: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Debug, Default, Serialize)]
struct Answer {
    files: BTreeMap<String, Vec<Range>>,
    not_placed: Vec<u32>,
    constant: Vec<(String, Vec<u32>)>,
}

const SWITCH: &str = "
/// Which mutant runs.
#[doc(hidden)]
pub mod mutant {
    use std::sync::OnceLock;
    static CHOSEN: OnceLock<u32> = OnceLock::new();
    /// Whether it is this one.
    #[inline]
    pub fn on(number: u32) -> bool {
        *CHOSEN.get_or_init(|| std::env::var(\"MUTANT\").ok().and_then(|text| text.parse().ok()).unwrap_or(0)) == number
    }
}
";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, list, tree, left_out] = args.as_slice() else {
        return Err("usage: mutants LIST.json TREE LEFT_OUT.json".into());
    };
    let listed: Vec<Listed> = serde_json::from_str(&fs::read_to_string(list)?)?;
    let left_out: BTreeSet<u32> = serde_json::from_str(&fs::read_to_string(left_out)?)?;
    let mut by_file: BTreeMap<String, Vec<(u32, Listed)>> = BTreeMap::new();
    for (number, mutant) in (1u32..).zip(listed) {
        if !left_out.contains(&number) {
            by_file.entry(mutant.file.clone()).or_default().push((number, mutant));
        }
    }
    let mut answer = Answer::default();
    for (file, listed) in by_file {
        let path = Path::new(tree).join(&file);
        let source = fs::read_to_string(&path)?;
        let starts = line_starts(&source);
        let mutants = listed
            .into_iter()
            .map(|(number, listed)| Mutant {
                number,
                start: offset(&source, &starts, &listed.span.start),
                end: offset(&source, &starts, &listed.span.end),
                genre: listed.genre,
                replacement: listed.replacement,
            })
            .collect::<Vec<_>>();
        let mut edits = Edits::new(&source);
        let placed = place::place(&syn::parse_file(&source)?, &source, &mutants, &mut edits);
        answer.not_placed.extend(mutants.iter().map(|it| it.number).filter(|number| !placed.numbers.contains(number)));
        answer.constant.extend(placed.constant);
        let (text, ranges) = edits.apply();
        fs::write(&path, text)?;
        answer.files.insert(file, ranges);
    }
    let lib = Path::new(tree).join("src/lib.rs");
    fs::write(&lib, fs::read_to_string(&lib)? + SWITCH)?;
    println!("{}", serde_json::to_string(&answer)?);
    Ok(())
}

fn line_starts(source: &str) -> Vec<usize> {
    std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn offset(source: &str, starts: &[usize], position: &Position) -> usize {
    let line = starts[position.line - 1];
    source[line..].char_indices().nth(position.column - 1).map_or(source.len(), |(at, _)| line + at)
}
