//! The readings of a file that are left, and the cells that ruled the others out.

/// A cell that a message names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Example {
    text: String,
    row: u32,
    column: String,
}

/// Letters of a cell that a message shows.
const SHOWN: usize = 40;

impl Example {
    pub(super) fn new(cell: &[u8], row: u32, column: &str) -> Self {
        let text = String::from_utf8_lossy(cell);
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Self { text: shown, row, column: column.to_owned() }
    }
}

impl std::fmt::Display for Example {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "`{}` (row {}, column `{}`)", self.text, self.row, self.column)
    }
}

/// Some of eight readings, a bit each.
pub(super) type Set = u8;

/// Why no reading is left.
#[derive(Debug)]
pub(super) enum Contradiction {
    /// A cell against what was set by hand.
    ByHand(Example),
    /// Two cells that no reading fits both of.
    Cells(Box<[Example; 2]>),
}

/// The readings that fit all cells so far.
#[derive(Debug)]
pub(super) struct Left {
    left: Set,
    /// Which cell ruled which readings out.
    ruled_out: Vec<(Set, Example)>,
    /// Cells about which the readings that were left did not agree.
    open: Vec<Example>,
}

impl Left {
    pub(super) const fn new(left: Set) -> Self {
        Self { left, ruled_out: Vec::new(), open: Vec::new() }
    }

    pub(super) const fn left(&self) -> Set {
        self.left
    }

    /// Keeps the readings that fit a cell; one that fits none is no number or no date, and says nothing.
    pub(super) fn keep(&mut self, fits: Set, example: impl FnOnce() -> Example) -> Result<(), Contradiction> {
        if fits == 0 || self.left & !fits == 0 {
            return Ok(());
        }
        let example = example();
        if self.left & fits == 0 {
            let other = self.ruled_out.iter().rev().find(|(ruled_out, _)| ruled_out & fits != 0);
            return Err(match other {
                Some((_, other)) => Contradiction::Cells(Box::new([other.clone(), example])),
                None => Contradiction::ByHand(example),
            });
        }
        self.ruled_out.push((self.left & !fits, example));
        self.left &= fits;
        Ok(())
    }

    /// Keeps some of the readings that are left, where no cell decided.
    pub(super) const fn settle(&mut self, readings: Set) {
        self.left &= readings;
    }

    /// Notes a cell about which the readings that are left do not agree.
    pub(super) fn note_open(&mut self, example: impl FnOnce() -> Example) {
        if self.open.len() < 2 {
            let example = example();
            if self.open.iter().all(|other| other.text != example.text) {
                self.open.push(example);
            }
        }
    }

    /// The cells that can be read in two ways, as a sentence names them.
    pub(super) fn open(&self) -> Option<String> {
        match self.open.as_slice() {
            [] => None,
            [one] => Some(one.to_string()),
            [one, other, ..] => Some(format!("{one} and {other}")),
        }
    }

    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}
