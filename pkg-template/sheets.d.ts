import type { BillAnswer, Decimal, DiffAnswer, IsoDay, LossesAnswer, QuoteAnswer, TreeAnswer, TreeLevel, UsageDiffAnswer, VerifyAnswer } from './contract.js';

/** What a cell holds. Text stays text, whatever it looks like; a number is written digit for digit as it is given. */
export type Cell =
  | string
  | null
  | { text: string; bold?: boolean }
  /** Shown with the digits that it is written with, as far as a spreadsheet can: it computes with 15. */
  | { number: Decimal; bold?: boolean }
  | { day: IsoDay };

export interface SheetColumn {
  title: string;
  /** In letters; default by the title. */
  width?: number;
}

/** A sheet: a row of titles that stays in sight, and rows below it. */
export interface Sheet {
  /** At most 31 letters; what a spreadsheet forbids in a name is replaced. */
  name: string;
  columns: readonly SheetColumn[];
  /** Taken once, row by row. What does not fit on a sheet (1,048,576 rows) goes on the next. */
  rows: Iterable<readonly Cell[]>;
}

/**
 * A spreadsheet file (XLSX). The same sheets give the same bytes.
 * Rejects with an `AzplanError` (`input.invalid`) for a number that is no decimal or a day that is none.
 */
export function xlsx(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>>;

/** A sheet as CSV (RFC 4180), numbers digit for digit. Text that a spreadsheet would take for a formula gets a `'` in front, also behind what is not seen. */
export function sheetCsv(sheet: Sheet): string;

/**
 * What `verify` found, as sheets: a summary by cause whose sums close, every difference with its explanation, the rows without a price.
 * `title` gives the name of a sheet, column or cause in the reader's language.
 */
export function verifyReport(answer: VerifyAnswer, title?: (key: string) => string): Sheet[];

/** The same as one table, for CSV: its first column tells differences, rows without a price and sums apart. */
export function verifyTable(answer: VerifyAnswer, title?: (key: string) => string): Sheet;

/** One level of the tree as a sheet: what is above each node stands before it, and the sum at the end. */
export function treeSheet(answer: TreeAnswer, level: TreeLevel, title?: (key: string) => string): Sheet;

/** The reconciliation lines of a bill as a sheet, with the sums at its end. */
export function billSheet(answer: BillAnswer, title?: (key: string) => string): Sheet;

/** A bill as sheets: the invoice in both currencies, its lines, its credits, rows without a price. */
export function billReport(answer: BillAnswer, title?: (key: string) => string): Sheet[];

/** What changed between two price lists as one table, of some kinds or of all; its first column tells the kinds apart. */
export function priceDiffSheet(answer: DiffAnswer, kinds?: readonly ('changed' | 'added' | 'removed' | 'notCompared')[]): Sheet;

/** What the change does to usage, meter by meter. */
export function priceEffectSheet(answer: DiffAnswer): Sheet;

/** What changed between two downloads of usage as a sheet, with its sum. */
export function usageDiffSheet(answer: UsageDiffAnswer, title?: (key: string) => string): Sheet;

/** The same as sheets: every change, and the sums by day and by resource. */
export function usageDiffReport(answer: UsageDiffAnswer, title?: (key: string) => string): Sheet[];

/** Every row that lost partner earned credit, with the sum at the end. */
export function lossesSheet(answer: LossesAnswer, title?: (key: string) => string): Sheet;

/** What `pecLosses` found, as sheets: losses by what explains them, every row, what could not earn, what was not due, sums that close. */
export function lossesReport(answer: LossesAnswer, title?: (key: string) => string): Sheet[];

/** A quote as one table, its sums at the end; a customer's has no column of the partner. */
export function quoteSheet(answer: QuoteAnswer, options?: { language?: 'en' | 'zh-Hant' }): Sheet;

/** The same, and a sheet with what the figures rest on. */
export function quoteSheets(answer: QuoteAnswer, options?: { language?: 'en' | 'zh-Hant' }): Sheet[];

/** A quote as a page to print or send: one document that needs nothing else and runs no script. */
export function quoteHtml(answer: QuoteAnswer, options?: { language?: 'en' | 'zh-Hant' }): string;
