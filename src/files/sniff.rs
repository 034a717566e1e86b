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
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Error::new(ErrorCode::FILE_ENCODING, "the file is text in UTF-16"));
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

/// Delimiter and quotes, from the header line.
fn dialect(bytes: &[u8], text: &[u8]) -> Dialect {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, line).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',');
    Dialect {
        delimiter,
        typographic: memchr::memmem::find(line, "”".as_bytes()).is_some(),
        skip: if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 },
    }
}
