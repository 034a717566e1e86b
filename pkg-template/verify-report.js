/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('./contract.js').VerifyAnswer} VerifyAnswer */
/** @typedef {import('./contract.js').VerifyDifference} VerifyDifference */
/** @typedef {import('./contract.js').UnpricedRow} UnpricedRow */

/** Titles of sheets and columns, in English. @type {Record<string, string>} */
const english = {
  summary: 'Summary', differences: 'Differences', unpriced: 'Unpriced', kind: 'Kind', difference: 'Difference', sumOfCause: 'Sum of cause', sum: 'Sum',
  verdict: 'Verdict', checked: 'Rows checked', agreeing: 'Rows agreeing', notChecked: 'Rows not checked', reconNotChecked: 'Reconciliation lines not checked', reconChecked: 'Reconciliation lines checked', reconAgreeing: 'Reconciliation lines agreeing',
  file: 'File', fileNumber: 'File number', row: 'Row', cause: 'Cause', column: 'Column', date: 'Date', plan: 'Azure plan', subscription: 'Subscription', productId: 'ProductId', skuId: 'SkuId', meterId: 'MeterId',
  printed: 'Printed', computed: 'Computed', currency: 'Currency', explain: 'Explanation', count: 'Count', quantity: 'Quantity', what: 'What', value: 'Value',
}

/** @type {(key: string) => string} */
const englishTitle = (key) => english[key] ?? key

const KEYS = /** @type {const} */ (['file', 'fileNumber', 'row', 'cause', 'column', 'date', 'plan', 'subscription', 'productId', 'skuId', 'meterId', 'printed', 'computed', 'difference', 'currency', 'explain'])
const WIDTHS = /** @type {Record<string, number>} */ ({ plan: 38, subscription: 38, meterId: 38, explain: 80, verdict: 60, what: 34, value: 60 })

/**
 * What `verify` found, as sheets: a summary by cause whose sums close, every difference with its explanation, and the rows without a price.
 * @param {VerifyAnswer} answer with all differences
 * @param {(key: string) => string} [title] of a sheet, column or cause in the reader's language
 * @returns {Sheet[]}
 */
export function verifyReport(answer, title = englishTitle) {
  const columns = (/** @type {readonly string[]} */ keys) => keys.map((key) => ({ title: title(key), width: WIDTHS[key] }))
  const sheets = [
    { name: title('summary'), columns: columns(['what', 'count', 'difference', 'currency']), rows: summaryRows(answer, title) },
    { name: title('differences'), columns: columns(KEYS), rows: differenceRows(answer, title) },
  ]
  if (answer.unpriced.length === 0) return sheets
  return [...sheets, { name: title('unpriced'), columns: columns(['fileNumber', 'row', 'date', 'plan', 'subscription', 'productId', 'skuId', 'meterId', 'quantity', 'explain']), rows: answer.unpriced.map(unpricedCells) }]
}

/**
 * The same as one table: differences, rows without a price, and the sums, each by its kind.
 * @param {VerifyAnswer} answer with all differences
 * @param {(key: string) => string} [title]
 * @returns {Sheet}
 */
export function verifyTable(answer, title = englishTitle) {
  const place = (/** @type {Partial<Record<typeof KEYS[number], Cell>>} */ known) => KEYS.map((key) => known[key] ?? null)
  function* rows() {
    for (const found of answer.differences) yield [title('difference'), ...differenceCells(found, title)]
    for (const row of answer.unpriced) {
      const { fileNumber, row: number, date, plan, subscription, productId, skuId, meterId, message } = row
      yield [title('unpriced'), ...place({ file: 'usage', fileNumber: whole(fileNumber), row: whole(number), date, plan, subscription, productId, skuId, meterId, explain: message })]
    }
    for (const { cause, count, sum, currency } of sumsByCause(answer)) yield [title('sumOfCause'), ...place({ cause: title(cause), difference: { number: sum }, currency, explain: `${title('count')}: ${count}` })]
    for (const [currency, sum] of Object.entries(answer.difference)) yield [title('sum'), ...place({ difference: { number: sum }, currency, explain: answer.verdict })]
  }
  return { name: title('differences'), columns: ['kind', ...KEYS].map((key) => ({ title: title(key) })), rows: rows() }
}

/** @param {number} count @returns {Cell} */
const whole = (count) => ({ number: String(count) })

/**
 * @param {VerifyAnswer} answer
 * @param {(key: string) => string} title
 */
function* summaryRows(answer, title) {
  yield [{ text: answer.verdict, bold: true }]
  yield [title('checked'), whole(answer.checked)]
  yield [title('agreeing'), whole(answer.agreeing)]
  yield [title('notChecked'), whole(answer.notChecked.count)]
  if (answer.reconChecked + answer.reconNotChecked.count > 0) {
    yield [title('reconChecked'), whole(answer.reconChecked)]
    yield [title('reconAgreeing'), whole(answer.reconAgreeing)]
    yield [title('reconNotChecked'), whole(answer.reconNotChecked.count)]
  }
  for (const { cause, count, sum, currency } of sumsByCause(answer)) yield [title(cause), whole(count), { number: sum }, currency]
  for (const [currency, sum] of Object.entries(answer.difference)) yield [{ text: title('sum'), bold: true }, whole(answer.differencesTotal), { number: sum, bold: true }, currency]
}

/** @param {VerifyAnswer} answer */
function sumsByCause({ byCause }) {
  return Object.entries(byCause).flatMap(([cause, of]) => Object.entries(of.sum).map(([currency, sum]) => ({ cause, count: of.count, sum, currency })))
}

/**
 * @param {VerifyAnswer} answer
 * @param {(key: string) => string} title
 */
function* differenceRows({ differences, difference }, title) {
  for (const found of differences) yield differenceCells(found, title)
  for (const [currency, sum] of Object.entries(difference)) {
    yield KEYS.map((key) => (key === 'file' ? { text: title('sum'), bold: true } : key === 'difference' ? { number: sum, bold: true } : key === 'currency' ? currency : null))
  }
}

/**
 * @param {VerifyDifference} found
 * @param {(key: string) => string} title
 * @returns {Cell[]}
 */
function differenceCells(found, title) {
  return KEYS.map((key) => {
    if (key === 'row' || key === 'fileNumber') return whole(found[key])
    if (key === 'printed' || key === 'computed' || key === 'difference') return { number: found[key] }
    if (key === 'date') return found.date && { day: found.date }
    return key === 'cause' ? title(found.cause) : found[key]
  })
}

/** @param {UnpricedRow} row @returns {Cell[]} */
function unpricedCells({ fileNumber, row, date, plan, subscription, productId, skuId, meterId, quantity, message }) {
  return [whole(fileNumber), whole(row), { day: date }, plan, subscription, productId, skuId, meterId, { number: quantity }, message]
}
