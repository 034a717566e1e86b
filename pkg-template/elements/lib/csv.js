export { csvText } from '../../csv.js'

/**
 * Has the browser save a file.
 * @param {string} name
 * @param {BlobPart[]} parts
 * @param {string} type
 */
export function saveFile(name, parts, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/**
 * Has the browser save a CSV file, with the mark by which spreadsheets know UTF-8.
 * @param {string} name
 * @param {string} text
 */
export function saveCsv(name, text) {
  saveFile(name, ['\ufeff', text], 'text/csv;charset=utf-8')
}

/**
 * Has the browser save a spreadsheet file.
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function saveXlsx(name, bytes) {
  saveFile(name, [bytes], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
}
