//! What kind of file is it? Told from the content, never from the name.

use super::csv::Dialect;
use crate::error::{Error, ErrorCode, Result};

/// Kinds of text files that are read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Csv(Dialect),
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Starts of binary files that people drop, with their names.
const BINARY: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive or an Excel workbook"),
    (b"\x1F\x8B", "a gzip file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"\xD0\xCF\x11\xE0", "an old Excel workbook"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
];

/// Tells the kind of a file from its first bytes.
pub(super) fn sniff(bytes: &[u8]) -> Result<Kind> {
    if let Some((_, name)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::new(ErrorCode::FILE_BINARY, format!("the file is {name}, not text")));
    }
    if bytes.contains(&0) {
        return Err(Error::new(ErrorCode::FILE_BINARY, "the file holds binary data, not text"));
    }
    let marked = bytes.strip_prefix(BYTE_ORDER_MARK);
    let text = marked.unwrap_or(bytes).trim_ascii_start();
    match text.first() {
        None => Err(Error::new(ErrorCode::FILE_EMPTY, "the file is empty")),
        Some(b'{' | b'[') => Ok(Kind::Json),
        Some(b'<') => Err(markup(text)),
        Some(_) => Ok(Kind::Csv(dialect(bytes, text))),
    }
}

fn markup(text: &[u8]) -> Error {
    let start = text.get(..text.len().min(512)).unwrap_or_default().to_ascii_lowercase();
    let html = [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| memchr::memmem::find(&start, tag).is_some());
    if html {
        Error::new(ErrorCode::FILE_HTML, "the file is a web page")
    } else {
        Error::new(ErrorCode::FILE_UNRECOGNISED, "the file is XML")
    }
}

/// Delimiter and quotes, from the header line and what stands above it.
fn dialect(bytes: &[u8], text: &[u8]) -> Dialect {
    let (mut table, mut said, mut rows_before) = (text, None, 0u32);
    loop {
        let (line, after) = first_line(table);
        if let Some(delimiter) = separator(line) {
            // A spreadsheet takes the line as an instruction, and does not show it.
            said = Some(delimiter);
        } else if line.starts_with(b"#TYPE ") {
            rows_before = rows_before.saturating_add(1);
        } else {
            break;
        }
        table = after;
    }
    let (header, _) = first_line(table);
    let skipped = text.len().saturating_sub(table.len());
    Dialect {
        delimiter: said.unwrap_or_else(|| delimiter(table)),
        typographic: memchr::memmem::find(header, "”".as_bytes()).is_some(),
        skip: match skipped {
            0 if bytes.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
            0 => 0,
            _ => bytes.len().saturating_sub(table.len()),
        },
        rows_before,
    }
}

/// A line and what stands below it.
fn first_line(text: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr2(b'\n', b'\r', text).unwrap_or(text.len());
    let (line, after) = text.split_at_checked(end).unwrap_or((text, &[]));
    (line, after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default())
}

/// The delimiter that a first line such as `sep=;` tells spreadsheets.
fn separator(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    // A tab was trimmed.
    let delimiter = match line.split_at_checked(4)? {
        (name, rest) if name.eq_ignore_ascii_case(b"sep=") => rest.first().copied().unwrap_or(b'\t'),
        _ => return None,
    };
    DELIMITERS.contains(&delimiter).then_some(delimiter)
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter that stands in the header most often; a title above it has none.
fn delimiter(table: &[u8]) -> u8 {
    let mut lines = table.split(|byte| matches!(byte, b'\n' | b'\r')).take(8);
    let header = lines.find(|line| line.iter().any(|byte| DELIMITERS.contains(byte))).unwrap_or_default();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, header).count();
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}
