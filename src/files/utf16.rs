//! Text in UTF-16, as PowerShell and spreadsheets save it, made UTF-8 as it comes in.

/// Which half of a letter comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Little => "utf-16le",
            Self::Big => "utf-16be",
        }
    }

    /// The order of text in UTF-16: by its byte-order mark, or where each letter of its beginning is ASCII with a zero.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xFE, ..] => return Some(Self::Little),
            [0xFE, 0xFF, ..] => return Some(Self::Big),
            _ => {}
        }
        let (pairs, _) = bytes.get(..LOOKED_AT)?.as_chunks::<2>();
        let is_text = |letter: u8| matches!(letter, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        if pairs.iter().all(|[first, second]| is_text(*first) && *second == 0) {
            return Some(Self::Little);
        }
        pairs.iter().all(|[first, second]| *first == 0 && is_text(*second)).then_some(Self::Big)
    }
}

/// Bytes of a text without a mark that must all be like UTF-16.
const LOOKED_AT: usize = 32;

/// Makes UTF-8 of UTF-16.
#[derive(Debug)]
pub(super) struct Utf16 {
    pub order: Order,
    /// Half of a letter.
    odd: Option<u8>,
    /// The first half of a pair.
    surrogate: Option<u16>,
}

/// What stands for a unit that is no letter: a byte that no UTF-8 has, so that its row is told.
const NO_LETTER: u8 = 0xFF;

impl Utf16 {
    pub(super) const fn new(order: Order) -> Self {
        Self { order, odd: None, surrogate: None }
    }

    /// The text of the next bytes.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::with_capacity(bytes.len());
        for byte in bytes {
            match self.odd.take() {
                None => self.odd = Some(*byte),
                Some(first) => self.unit([first, *byte], &mut text),
            }
        }
        text
    }

    fn unit(&mut self, bytes: [u8; 2], text: &mut Vec<u8>) {
        let unit = match self.order {
            Order::Little => u16::from_le_bytes(bytes),
            Order::Big => u16::from_be_bytes(bytes),
        };
        let units: &[u16] = match self.surrogate.take() {
            Some(first) => &[first, unit],
            None if (0xD800..0xDC00).contains(&unit) => {
                self.surrogate = Some(unit);
                return;
            }
            None => &[unit],
        };
        for letter in char::decode_utf16(units.iter().copied()) {
            match letter {
                Ok(letter) => text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => text.push(NO_LETTER),
            }
        }
    }

    /// The file ends: half a letter is none.
    pub(super) fn end(&mut self) -> &'static [u8] {
        if self.odd.take().is_some() | self.surrogate.take().is_some() { &[NO_LETTER] } else { &[] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_whole_whatever_the_chunks() {
        let text = "\u{feff}é,𝄞\n";
        for order in [Order::Little, Order::Big] {
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|unit| if order == Order::Little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect();
            assert_eq!(Order::of(&bytes), Some(order));
            for size in 1..bytes.len() {
                let mut decoder = Utf16::new(order);
                let decoded: Vec<u8> = bytes.chunks(size).flat_map(|chunk| decoder.decode(chunk)).collect();
                assert_eq!(decoded, text.as_bytes());
                assert!(decoder.end().is_empty());
            }
        }
    }

    #[test]
    fn without_a_mark_all_of_the_beginning_must_be_like_it() {
        let wide: Vec<u8> = b"ProductId,SkuId,UnitPrice,Currency".iter().flat_map(|byte| [*byte, 0]).collect();
        assert_eq!(Order::of(&wide), Some(Order::Little));
        assert_eq!(Order::of(&wide[1..]), Some(Order::Big));
        assert_eq!(Order::of(b"ProductId,SkuId,UnitPrice,Currency"), None);
        assert_eq!(Order::of(&[0; 64]), None);
    }

    #[test]
    fn what_is_no_letter_is_no_utf_8() {
        let mut decoder = Utf16::new(Order::Little);
        assert_eq!(decoder.decode(&[0x00, 0xDC, b'a', 0]), [NO_LETTER, b'a']);
        assert_eq!(decoder.decode(&[0x00, 0xD8, b'a', 0, b'b']), [NO_LETTER, b'a']);
        assert_eq!(decoder.end(), [NO_LETTER]);
    }
}
