/** A cell; text that a spreadsheet would take for a formula is kept text. @param {string} text */
function cell(text) {
  const safe = /^[=+@\t\r]/.test(text) || /^-(?![\d.]+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** @param {string[][]} rows the header first */
export function csvText(rows) {
  return rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n'
}

/**
 * Has the browser save a CSV file, with the mark by which spreadsheets know UTF-8.
 * @param {string} name
 * @param {string} text
 */
export function saveCsv(name, text) {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
