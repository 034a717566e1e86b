/** What a spreadsheet passes over before it looks for a formula: spaces of every width, line ends, control and format characters. */
const passedOver = String.raw`[\s\p{C}\p{Z}\u115f\u1160\u3164\uffa0\u2800]*`
/** What begins a formula or a command, in half and in full width, and as the sign of a minus. */
const beginning = '[=+@\uff1d\uff0b\uff20\u2212\uff0d\ufe63\ufe66\ufe62\ufe6b-]'
const formula = new RegExp(`^${passedOver}${beginning}`, 'u')
/** Spreadsheets read on behind these, also where text follows. */
const control = /^[\t\r\n]/
const number = /^-[\d.]+$/

/**
 * Text that a spreadsheet would take for a formula, kept text by a `'` in front; all other text as it is. A negative number is
 * a number.
 * @param {string} text
 */
export function disarmed(text) {
  return (formula.test(text) || control.test(text)) && !number.test(text) ? `'${text}` : text
}

/** A cell. @param {string} text */
function cell(text) {
  const safe = disarmed(text)
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** @param {readonly (readonly string[])[]} rows the header first */
export function csvText(rows) {
  return rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** @type {typeof import('./sheets.js').sheetCsv} */
export function sheetCsv({ columns, rows }) {
  return csvText([columns.map(({ title }) => title), ...Array.from(rows, (cells) => cells.map(textOf))])
}

/** @param {import('./sheets.js').Cell} cell */
function textOf(cell) {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  if ('text' in cell) return cell.text
  return 'day' in cell ? cell.day : cell.number
}
