//! Holds the code to ARCHITECTURE.md: who may use whom, what is deliberately absent, how long a file may be.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails may fail loudly"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Modules in the order of their layers: each may use only what stands before it.
const LAYERS: &[(&str, &[&str])] = &[
    ("sorting", &[]),
    ("error", &["sorting"]),
    ("pieces", &[]),
    ("slots", &[]),
    ("strings", &["sorting"]),
    ("ids", &[]),
    ("regions", &["ids"]),
    ("time", &["error"]),
    ("money", &["error"]),
    ("units", &["error", "money"]),
    ("files", &["error", "money", "slots", "sorting", "strings", "time"]),
    ("rules", &["time"]),
    ("pec", &["error", "money", "rules", "sorting", "time"]),
    ("markets", &["rules", "sorting", "time"]),
    ("explain", &["money", "pec"]),
    ("exchange", &["error", "files", "money", "time"]),
    (
        "price_list",
        &[
            "error", "explain", "files", "ids", "money", "pec", "pieces", "regions", "slots", "sorting", "strings",
            "time", "units",
        ],
    ),
    ("reference", &["error", "exchange", "explain", "money", "price_list", "time"]),
    ("credit_balance", &["error", "files", "money", "sorting", "time"]),
    ("usage", &["error", "explain", "files", "ids", "money", "pec", "pieces", "strings", "time", "units"]),
    ("rating", &["error", "money", "pec", "price_list", "sorting", "strings", "time", "usage"]),
    (
        "bill",
        &[
            "error",
            "exchange",
            "explain",
            "money",
            "pec",
            "price_list",
            "rating",
            "rules",
            "sorting",
            "strings",
            "time",
            "units",
            "usage",
        ],
    ),
    ("plan", &["bill", "error", "markets", "rules", "sorting", "time"]),
    (
        "difference",
        &["error", "explain", "money", "pec", "price_list", "rating", "sorting", "strings", "time", "units", "usage"],
    ),
    ("compare", &["error", "explain", "ids", "money", "pec", "price_list", "rules", "sorting", "time", "units"]),
    ("estimate", &["error", "exchange", "explain", "ids", "money", "pec", "price_list", "time", "units"]),
    ("quote", &["error", "estimate", "exchange", "explain", "ids", "money", "pec", "price_list", "time"]),
    (
        "verify",
        &[
            "error",
            "exchange",
            "explain",
            "files",
            "ids",
            "money",
            "pec",
            "price_list",
            "rating",
            "sorting",
            "strings",
            "time",
            "usage",
        ],
    ),
    ("scenarios", &["error", "estimate", "money", "pec", "price_list", "time"]),
    (
        "losses",
        &["error", "explain", "money", "pec", "price_list", "rating", "sorting", "strings", "time", "usage", "verify"],
    ),
    (
        "wasm",
        &[
            "bill",
            "compare",
            "credit_balance",
            "difference",
            "error",
            "estimate",
            "exchange",
            "losses",
            "markets",
            "pec",
            "plan",
            "price_list",
            "quote",
            "rating",
            "reference",
            "rules",
            "scenarios",
            "usage",
            "verify",
        ],
    ),
];

/// What only one module may name, and that module ("" is none).
const ABSENT: &[(&str, &str)] = &[
    ("chrono::", "time"),
    ("rust_decimal", "money"),
    ("ethnum", "money"),
    ("wasm_bindgen", "wasm"),
    ("js_sys", "wasm"),
    ("JsValue", "wasm"),
    ("f32", ""),
    ("f64", ""),
    ("std::fs", ""),
    ("std::net", ""),
    ("std::env", ""),
    ("SystemTime", ""),
    ("static mut", ""),
    ("thread_local", ""),
];

/// Longest source file, its tests included.
const LONGEST: usize = 400;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Source files with the module they belong to; `lib.rs` belongs to none.
fn modules() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).expect("below src");
            let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&path).expect("a source file");
            (module, inside.to_path_buf(), text)
        })
        .collect()
}

/// Lines of code: comments say what they like.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Modules of the crate that a line names.
fn named(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let list = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')).map(|(inner, _)| inner);
        for part in list.map_or_else(|| vec![rest], |list| list.split(',').collect()) {
            let name: String =
                part.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                names.push(name);
            }
        }
    }
    names
}

#[test]
fn modules_use_only_the_layers_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    for (place, (module, uses)) in LAYERS.iter().enumerate() {
        for used in *uses {
            assert!(
                LAYERS[..place].iter().any(|(below, _)| below == used),
                "{module} uses {used}, which is not below it"
            );
        }
    }
    let mut wrong = Vec::new();
    for (module, path, text) in modules().iter().filter(|(module, ..)| module != "lib") {
        let Some(allowed) = allowed.get(module.as_str()) else {
            wrong.push(format!("{}: module `{module}` is not in the table of layers", path.display()));
            continue;
        };
        for (number, line) in code(text) {
            for used in named(line).into_iter().filter(|used| used != module) {
                if !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{}:{number}: `{module}` uses `{used}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_absent_stays_absent() {
    let mut wrong = Vec::new();
    for (module, path, text) in modules() {
        for (number, line) in code(&text) {
            for (word, home) in ABSENT.iter().filter(|(_, home)| *home != module) {
                let names = line.match_indices(word).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
                });
                if names {
                    wrong.push(format!("{}:{number}: names `{word}`{}", path.display(), home_of(home)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn home_of(home: &str) -> String {
    if home.is_empty() { String::new() } else { format!(", which belongs to `{home}`") }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for (_, path, text) in modules() {
        if text.lines().count() > LONGEST {
            wrong.push(format!("{} has {} lines", path.display(), text.lines().count()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not say what it is", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_lines_sees_every_form_of_use() {
    assert_eq!(named("use crate::{bill, estimate};"), ["bill", "estimate"]);
    assert_eq!(named("use crate::money::{Decimal};"), ["money"]);
    assert_eq!(named("schema_version: crate::SCHEMA_VERSION,"), Vec::<String>::new());
    assert_eq!(named("fn f(x: crate::time::Day) -> crate::money::Exact"), ["time", "money"]);
}
