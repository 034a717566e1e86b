/**
 * @template Row
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: Row) => string} cell
 * @property {boolean} [number] figures stand with their decimal points under each other
 * @property {number} [width] longest text shown; more is cut
 */

/**
 * A table for people: two spaces between columns, every figure in full.
 * @template Row
 * @param {readonly Row[]} rows
 * @param {readonly Column<Row>[]} columns
 * @returns {string[]} its lines
 */
export function table(rows, columns) {
  const filled = columns.map(({ title, cell, number, width }) => {
    const texts = rows.map((row) => cut(cell(row), width))
    return number ? padded([title, ...pointsAligned(texts)], 'padStart') : padded([title, ...texts], 'padEnd')
  })
  return Array.from({ length: rows.length + 1 }, (_, line) => filled.map((texts) => texts[line]).join('  ').trimEnd())
}

/**
 * Names and their values, one pair a line.
 * @param {readonly (readonly [string, string])[]} pairs
 */
export function pairs(pairs) {
  const names = padded(pairs.map(([name]) => name), 'padEnd')
  return pairs.map(([, value], index) => `${names[index]}  ${value}`.trimEnd())
}

/**
 * Amounts under each other.
 * @param {readonly (readonly [string, string])[]} pairs
 */
export function amounts(pairs) {
  const names = padded(pairs.map(([name]) => name), 'padEnd')
  const values = pointsAligned(pairs.map(([, value]) => value))
  return pairs.map((_, index) => `${names[index]}  ${values[index]}`.trimEnd())
}

/**
 * A whole number with its thousands apart.
 * @param {number} value
 */
export function count(value) {
  return value.toLocaleString('en-US')
}

/**
 * Decimals, each with as much room after the point as the longest one, and all of one length.
 * @param {readonly string[]} texts
 */
function pointsAligned(texts) {
  const parts = texts.map((text) => text.split(/(?=\.)/))
  const room = parts.reduce((widest, [, fraction = '']) => Math.max(widest, fraction.length), 0)
  return padded(parts.map(([whole, fraction = '']) => whole + fraction.padEnd(room)), 'padStart')
}

/**
 * @param {readonly string[]} texts
 * @param {'padStart' | 'padEnd'} pad
 */
function padded(texts, pad) {
  const width = texts.reduce((widest, text) => Math.max(widest, text.length), 0)
  return texts.map((text) => text[pad](width))
}

/**
 * @param {string} text
 * @param {number} [width]
 */
function cut(text, width) {
  return width !== undefined && text.length > width ? `${text.slice(0, width - 1)}…` : text
}
