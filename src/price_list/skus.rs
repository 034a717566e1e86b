//! SKU ids: four letters in 32 bits, so that half a million of them need no dictionary.

use crate::ids;
use crate::strings::{Strings, Symbol, Texts};

/// A SKU id in upper case: four letters and digits as they are, in alphabetical order, or (with bit 31 set) a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct SkuId(u32);

const TEXT: u32 = 1 << 31;

/// An id of up to four letters and digits, with the zeros in front that some have lost ([`ids::sku_id`]).
#[inline]
fn short(id: &[u8]) -> Option<SkuId> {
    match id {
        [a, b, c, d] if id.iter().all(u8::is_ascii_alphanumeric) => {
            Some(SkuId(u32::from_be_bytes([a, b, c, d].map(u8::to_ascii_uppercase))))
        }
        _ => shorter(id),
    }
}

fn shorter(id: &[u8]) -> Option<SkuId> {
    if id.is_empty() || id.len() > 4 || !id.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mut letters = *b"0000";
    let padding = 4usize.saturating_sub(id.len());
    letters.iter_mut().skip(padding).zip(id).for_each(|(letter, byte)| *letter = byte.to_ascii_uppercase());
    Some(SkuId(u32::from_be_bytes(letters)))
}

impl SkuId {
    /// The id in a cell, the product before a slash left out; `None` where there is none.
    pub(super) fn of_cell(cell: &[u8], strings: &mut Strings) -> Option<Self> {
        let slash = cell.iter().rposition(|byte| *byte == b'/');
        let id = slash.and_then(|slash| cell.get(slash.saturating_add(1)..)).unwrap_or(cell);
        if let Some(short) = short(id) {
            return Some(short);
        }
        let id = ids::sku_id(&String::from_utf8_lossy(id));
        (!id.is_empty()).then(|| short(id.as_bytes()).unwrap_or_else(|| Self(TEXT | strings.intern(&id).bits())))
    }

    /// The id that a person asks for, where the list may have it.
    pub(super) fn find(asked: &str, texts: &Texts) -> Option<Self> {
        let id = ids::sku_id(asked);
        short(id.as_bytes()).or_else(|| Some(Self(TEXT | texts.find(&id)?.bits())))
    }

    /// The id when the texts of the list have other symbols; `None` where its text has none.
    pub(super) fn renamed(self, symbol: impl Fn(Symbol) -> Option<Symbol>) -> Option<Self> {
        if self.0 & TEXT == 0 {
            return Some(self);
        }
        symbol(Symbol::of_bits(self.0 & !TEXT)).map(|symbol| Self(TEXT | symbol.bits()))
    }

    /// The id as text.
    pub(super) fn text(self, texts: &Texts) -> String {
        if self.0 & TEXT != 0 {
            return texts.text(Symbol::of_bits(self.0 & !TEXT)).to_owned();
        }
        self.0.to_be_bytes().into_iter().map(char::from).collect()
    }

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_are_compared() {
        let mut strings = Strings::default();
        let cells =
            [("DZH318Z0BQPS/00tg", "00TG"), ("9", "0009"), ("003J", "003J"), (" ab ", "00AB"), ("a-bcdef", "A-BCDEF")];
        let found = cells.map(|(cell, id)| (SkuId::of_cell(cell.as_bytes(), &mut strings).expect("an id"), id));
        assert_eq!(SkuId::of_cell(b"DZH318Z0BQPS/", &mut strings), None);
        let (texts, symbols) = strings.into_texts();
        for (old, id) in found {
            let new = old.renamed(|symbol| symbols.get(symbol.index()).copied()).expect("the text is there");
            assert_eq!((new.text(&texts).as_str(), SkuId::find(id, &texts)), (id, Some(new)));
        }
    }

    #[test]
    fn ids_are_in_alphabetical_order() {
        let mut strings = Strings::default();
        let mut id = |text: &str| SkuId::of_cell(text.as_bytes(), &mut strings).expect("an id");
        assert!(id("0009") < id("000A") && id("A") < id("AB") && id("AB") < id("AC1"));
    }
}
