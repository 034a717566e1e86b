/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('./contract.js').LossesAnswer} LossesAnswer */

/** Titles of sheets and columns, in English. @type {Record<string, string>} */
const english = {
  leaks: 'Losses', rows: 'Rows', ineligible: 'Cannot earn', notDue: 'Not due', sums: 'Sums',
  scope: 'Scope', from: 'Since', to: 'Until', goesOn: 'Goes on', days: 'Days', rowCount: 'Rows', retail: 'Retail', lost: 'PEC lost', perMonth: 'A month', fix: 'What would mend it',
  fileNumber: 'File number', row: 'Row', date: 'Date', plan: 'Azure plan', subscription: 'Subscription', resourceGroup: 'Resource group', resource: 'Resource', productId: 'ProductId', skuId: 'SkuId', meterId: 'MeterId',
  access: 'Access', earned: 'PEC earned', reason: 'Reason', source: 'Source', currency: 'Currency', what: 'What', amount: 'Amount', yes: 'yes', sum: 'Sum',
  eligibleRetail: 'Retail of what can earn', pecOfEligible: 'PEC of what can earn', unknown: 'Charged, and the file does not say', leftOver: 'Left over', charged: 'Charged', credits: 'Credits',
}

/** @type {(key: string) => string} */
const englishTitle = (key) => english[key] ?? key

const WIDTHS = /** @type {Record<string, number>} */ ({ scope: 60, fix: 70, plan: 38, subscription: 38, resourceGroup: 24, resource: 60, meterId: 38, reason: 50, source: 50, what: 34 })
const ROW = /** @type {const} */ (['fileNumber', 'row', 'date', 'plan', 'subscription', 'resourceGroup', 'resource', 'productId', 'skuId', 'meterId', 'retail'])

/** @param {number} count @returns {Cell} */
const whole = (count) => ({ number: String(count) })

/**
 * @param {readonly string[]} keys
 * @param {(key: string) => string} title
 */
const columns = (keys, title) => keys.map((key) => ({ title: title(key), width: WIDTHS[key] }))

/** @param {LossesAnswer['rows'][number] | LossesAnswer['notDue'][number]} row @returns {Cell[]} */
function rowCells({ fileNumber, row, date, plan, subscription, resourceGroup, resource, productId, skuId, meterId, retail }) {
  return [whole(fileNumber), whole(row), { day: date }, plan, subscription, resourceGroup, resource, productId, skuId, meterId, { number: retail }]
}

/**
 * Every row that lost PEC, with the sum at the end: what to send to Microsoft or to a customer.
 * @param {LossesAnswer} answer with all rows
 * @param {(key: string) => string} [title]
 * @returns {Sheet}
 */
export function lossesSheet(answer, title = englishTitle) {
  function* rows() {
    for (const row of answer.rows) yield [...rowCells(row), { number: row.lost }, answer.currency, row.access ?? '']
    yield [{ text: title('sum'), bold: true }, ...ROW.slice(1).map(() => null), { number: answer.lost, bold: true }, answer.currency, '']
  }
  return { name: title('rows'), columns: columns([...ROW, 'lost', 'currency', 'access'], title), rows: rows() }
}

/**
 * What `pecLosses` found, as sheets: where and since when, every row, what could not earn, what earned and was not due, and sums that close.
 * @param {LossesAnswer} answer with all rows
 * @param {(key: string) => string} [title] of a sheet, column or sum in the reader's language
 * @returns {Sheet[]}
 */
export function lossesReport(answer, title = englishTitle) {
  const { leaks, ineligible, notDue, sums, currency } = answer
  const leakRows = leaks.map((leak) => [leak.scope, { day: leak.from }, { day: leak.to }, leak.goesOn ? title('yes') : '', whole(leak.days), whole(leak.rows), { number: leak.retail }, { number: leak.lost }, { number: leak.perMonth }, currency, leak.fixText])
  const names = /** @type {const} */ (['retail', 'ineligible', 'unknown', 'eligibleRetail', 'pecOfEligible', 'earned', 'lost', 'leftOver', 'charged', 'credits'])
  const sheets = [
    { name: title('leaks'), columns: columns(['scope', 'from', 'to', 'goesOn', 'days', 'rowCount', 'retail', 'lost', 'perMonth', 'currency', 'fix'], title), rows: leakRows },
    lossesSheet(answer, title),
    { name: title('ineligible'), columns: columns(['reason', 'rowCount', 'retail', 'currency', 'source'], title), rows: ineligible.map((sum) => [sum.text, whole(sum.rows), { number: sum.retail }, currency, sum.cite]) },
    { name: title('sums'), columns: columns(['what', 'amount', 'currency'], title), rows: names.map((name) => [title(name), { number: sums[name] }, currency]) },
  ]
  if (notDue.length === 0) return sheets
  const notDueSheet = { name: title('notDue'), columns: columns([...ROW, 'earned', 'currency', 'reason'], title), rows: notDue.map((row) => [...rowCells(row), { number: row.earned }, currency, row.text]) }
  return [...sheets, notDueSheet]
}
