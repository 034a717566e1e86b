import { Styles } from './xlsx-styles.js'
import { cellText, columnName, escaped } from './xlsx-cells.js'
import { zipOf } from './zip-writer.js'

/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('./sheets.js').Cell} Cell */

/** Rows of a sheet that a spreadsheet opens, the titles included. */
const mostRows = 1_048_576
const longestName = 31
/** Rows that are handed on as one text. */
const batch = 1000

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** @type {typeof import('./sheets.js').xlsx} */
export async function xlsx(sheets) {
  const styles = new Styles()
  /** @type {string[]} */
  const names = []
  return zipOf(parts(sheets, styles, names))
}

/**
 * The parts of the file, those that name the sheets and styles last: only then are they known.
 * @param {readonly Sheet[]} sheets
 * @param {Styles} styles
 * @param {string[]} names of the sheets, as they are written
 */
function* parts(sheets, styles, names) {
  for (const sheet of sheets) {
    const rows = sheet.rows[Symbol.iterator]()
    let next = rows.next()
    do {
      names.push(freeName(sheet.name, names))
      yield {
        name: `xl/worksheets/sheet${names.length}.xml`,
        chunks: sheetText(sheet, styles, () => {
          const row = next
          if (!row.done) next = rows.next()
          return row.done ? null : row.value
        }),
      }
    } while (!next.done)
  }
  yield { name: 'xl/styles.xml', chunks: [declaration, styles.text(main)] }
  yield { name: 'xl/workbook.xml', chunks: [declaration, workbook(names)] }
  yield { name: 'xl/_rels/workbook.xml.rels', chunks: [declaration, workbookRelationships(names.length)] }
  yield { name: '_rels/.rels', chunks: [declaration, `<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`] }
  yield { name: '[Content_Types].xml', chunks: [declaration, contentTypes(names.length)] }
}

/**
 * @param {Sheet} sheet
 * @param {Styles} styles
 * @param {() => readonly Cell[] | null} take the next row
 */
function* sheetText({ columns }, styles, take) {
  const widths = columns.map(({ title, width = Math.min(40, Math.max(10, title.length + 2)) }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  yield `${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>${rowText(columns.map(({ title }) => ({ text: title, bold: true })), 1, styles)}`
  let text = ''
  for (let at = 2; at <= mostRows; at++) {
    const row = take()
    if (!row) break
    text += rowText(row, at, styles)
    if (at % batch === 0) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData></worksheet>`
}

/**
 * @param {readonly Cell[]} cells
 * @param {number} at
 * @param {Styles} styles
 */
function rowText(cells, at, styles) {
  return `<row r="${at}">${cells.map((cell, index) => cellText(cell, `${columnName(index)}${at}`, styles)).join('')}</row>`
}

/**
 * The name as a spreadsheet allows it, and no other sheet has it.
 * @param {string} name
 * @param {readonly string[]} taken
 */
function freeName(name, taken) {
  const allowed = name.replaceAll(/[[\]:*?/\\]/g, '-').replaceAll(/^'|'$/g, '-') || 'Sheet'
  for (let number = 1; ; number++) {
    const end = number > 1 ? ` (${number})` : ''
    const free = `${allowed.slice(0, longestName - end.length)}${end}`
    if (!taken.some((other) => other.toLowerCase() === free.toLowerCase())) return free
  }
}

/** @param {readonly string[]} names */
function workbook(names) {
  const sheets = names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  return `<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`
}

/** @param {number} count of sheets */
function workbookRelationships(count) {
  const relationship = (/** @type {number} */ id, /** @type {string} */ type, /** @type {string} */ target) => `<Relationship Id="rId${id}" Type="${relationships}/${type}" Target="${target}"/>`
  const sheets = Array.from({ length: count }, (_, index) => relationship(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`))
  return `<Relationships xmlns="${packageRelationships}">${sheets.join('')}${relationship(count + 1, 'styles', 'styles.xml')}</Relationships>`
}

/** @param {number} count of sheets */
function contentTypes(count) {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const override = (/** @type {string} */ part, /** @type {string} */ type) => `<Override PartName="/xl/${part}.xml" ContentType="${kind}.${type}+xml"/>`
  const sheets = Array.from({ length: count }, (_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet'))
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${sheets.join('')}</Types>`
}
