//! Where the fields of one record are, byte by byte: for records whose quotes do not follow the rules.

/// Finds the ends of the fields of the record with which `bytes` begins, and answers where the next one begins.
///
/// A quote inside a field that begins without one is text, and so is a quote inside quotes after which the field goes on.
/// `None`: the record goes on after `bytes`. `end` says that nothing comes after them.
pub(super) fn scan(bytes: &[u8], end: bool, delimiter: u8, ends: &mut Vec<u32>) -> Option<usize> {
    ends.clear();
    let at = |place: usize| bytes.get(place).copied();
    let is_mark = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    let mut start = 0usize;
    loop {
        let from = if at(start) == Some(b'"') { after_quotes(bytes, start, end, is_mark)? } else { start };
        let rest = bytes.get(from..).unwrap_or_default();
        let mark = match rest.iter().position(|byte| is_mark(*byte)) {
            Some(place) => from.saturating_add(place),
            None => Some(bytes.len()).filter(|_| end)?,
        };
        ends.push(u32::try_from(mark).unwrap_or(u32::MAX));
        let next = mark.saturating_add(1);
        match at(mark) {
            Some(byte) if byte == delimiter => start = next,
            // A carriage return at the very end of a chunk may be half of a line end.
            Some(b'\r') if next >= bytes.len() && !end => return None,
            Some(b'\r') if at(next) == Some(b'\n') => return Some(next.saturating_add(1)),
            Some(_) => return Some(next),
            None => return Some(bytes.len()),
        }
    }
}

/// Where a field goes on, or ends, after the quote that closes it.
fn after_quotes(bytes: &[u8], start: usize, end: bool, is_mark: impl Fn(u8) -> bool) -> Option<usize> {
    let mut from = start.saturating_add(1);
    loop {
        let quote = from.saturating_add(memchr::memchr(b'"', bytes.get(from..)?)?);
        let next = quote.saturating_add(1);
        match bytes.get(next) {
            Some(b'"') => from = next.saturating_add(1),
            Some(byte) if is_mark(*byte) => return Some(next),
            Some(_) => from = next,
            None => return end.then_some(next),
        }
    }
}
