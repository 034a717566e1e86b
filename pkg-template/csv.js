/** A cell; text that a spreadsheet would take for a formula is kept text. @param {string} text */
function cell(text) {
  const safe = /^[=+@\t\r]/.test(text) || /^-(?![\d.]+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
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
