/** @typedef {import('../index.js').FileFacts} FileFacts */

const MARKS = { point: 'point', comma: 'comma', space: 'space', apostrophe: 'apostrophe' }
const ORDERS = { mdy: 'month/day/year', dmy: 'day/month/year', ymd: 'year-month-day' }
const DELIMITERS = /** @type {Record<string, string>} */ ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' })

/**
 * How files were understood, for a person: what, and how it is written.
 * @param {FileFacts} facts
 * @returns {[string, string][]}
 */
export function factsOf({ delimiter, decimalMark, thousandsMark, dateOrder, encoding }) {
  return [
    ['Delimiter', delimiter === null ? 'none' : (DELIMITERS[delimiter] ?? delimiter)],
    ['Decimal mark', decimalMark === null ? 'none: all numbers are whole, or the files differ' : MARKS[decimalMark]],
    ['Thousands mark', thousandsMark === null ? 'none' : MARKS[thousandsMark]],
    ['Dates', dateOrder === null ? 'either order gives the same, or the files differ' : ORDERS[dateOrder]],
    ['Encoding', encoding],
  ]
}

/**
 * Says which files were not written as Microsoft writes them: the figures rest on how they were understood.
 * @param {readonly import('./inputs.mjs').UnderstoodFile[]} files
 * @param {NodeJS.WriteStream} stream
 */
export function printUnusual(files, stream) {
  for (const { file, decimalMark, thousandsMark, dateOrder } of files) {
    const unusual = [
      ...(decimalMark === 'comma' ? ['a decimal comma'] : []),
      ...(thousandsMark === null ? [] : [`the thousands mark ${thousandsMark}`]),
      ...(dateOrder === 'dmy' ? ['dates with the day first'] : []),
    ]
    if (unusual.length > 0) stream.write(`note: ${file}: read with ${unusual.join(', ')}\n`)
  }
}
