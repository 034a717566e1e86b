import { azplanError } from './errors.js'

/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./xlsx-styles.js').Styles} Styles */

/** Letters that a cell holds. */
const longestText = 32_767
const decimal = /^-?\d+(\.\d+)?$/
const dayLength = 86_400_000
/** The day before the first that spreadsheets count: they take 1900 for a leap year. */
const dayZero = Date.UTC(1899, 11, 30)

/**
 * A cell as XML; nothing for an empty one.
 * @param {Cell} cell
 * @param {string} place such as `B2`
 * @param {Styles} styles
 */
export function cellText(cell, place, styles) {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return textCell(cell, place, 0)
  if ('text' in cell) return cell.text === '' ? '' : textCell(cell.text, place, styles.ofText(cell.bold))
  if ('day' in cell) return `<c r="${place}" s="${styles.day}"><v>${dayNumber(cell.day)}</v></c>`
  if (!decimal.test(cell.number)) throw azplanError('input.invalid', `\`${cell.number}\` is no decimal`, 'write numbers with digits and a point', { at: place })
  return `<c r="${place}" s="${styles.ofNumber(cell.number, cell.bold)}"><v>${cell.number}</v></c>`
}

/**
 * @param {string} text
 * @param {string} place
 * @param {number} style
 */
function textCell(text, place, style) {
  const space = text.trim() === text && !text.includes('\n') ? '' : ' xml:space="preserve"'
  return `<c r="${place}"${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t${space}>${escaped(text.slice(0, longestText))}</t></is></c>`
}

/**
 * Text in XML. A control character, which XML can't hold, is written as spreadsheets write it: `_x0007_`; and so is text that looks like that.
 * @param {string} text
 */
export function escaped(text) {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** @param {string} day */
function dayNumber(day) {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(time)) throw azplanError('input.invalid', `\`${day}\` is no day`, 'write days as YYYY-MM-DD')
  return (time - dayZero) / dayLength
}

/**
 * `A`, `B`, … `Z`, `AA`: the name of a column.
 * @param {number} index from 0
 */
export function columnName(index) {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
