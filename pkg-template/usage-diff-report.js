/** @typedef {import('./sheets.js').Cell} Cell */

const PLACE = /** @type {const} */ (['customer', 'plan', 'subscription', 'resourceGroup', 'resource', 'productId', 'skuId', 'meterId'])

/** Titles of columns, in English. @type {Record<string, string>} */
const english = {
  changes: 'Changes', kind: 'Kind', added: 'added', changed: 'changed', removed: 'removed', late: 'late', date: 'Date', customer: 'Customer', plan: 'Azure plan', subscription: 'Subscription', resourceGroup: 'Resource group', resource: 'Resource',
  productId: 'ProductId', skuId: 'SkuId', meterId: 'MeterId', rowBefore: 'Row before', rowAfter: 'Row after', quantityBefore: 'Quantity before', quantityAfter: 'Quantity after', totalBefore: 'Total before', totalAfter: 'Total after',
  difference: 'Difference', explain: 'Explanation', sum: 'Sum',
}

/**
 * What changed between two downloads as a sheet, with its sum.
 * @param {import('./contract.js').UsageDiffAnswer} answer with all changes
 * @param {(key: string) => string} [title] of a column or kind in the reader's language
 * @returns {import('./sheets.js').Sheet}
 */
export function usageDiffSheet(answer, title = (key) => english[key] ?? key) {
  const columns = ['kind', 'date', ...PLACE, 'rowBefore', 'rowAfter', 'quantityBefore', 'quantityAfter', 'totalBefore', 'totalAfter', 'difference', 'explain']
  /** @param {import('./contract.js').UsageChange} change @returns {Cell[]} */
  function cells({ kind, late, date, before, after, difference, explain, ...place }) {
    const row = (/** @type {typeof before} */ side) => side && { number: String(side.row) }
    const figure = (/** @type {typeof before} */ side, /** @type {'quantity' | 'total'} */ name) => side && { number: side[name] }
    return [late ? `${title(kind)}, ${title('late')}` : title(kind), { day: date }, ...PLACE.map((key) => place[key]), row(before), row(after), figure(before, 'quantity'), figure(after, 'quantity'), figure(before, 'total'), figure(after, 'total'), { number: difference }, explain]
  }
  function* rows() {
    for (const change of answer.changes) yield cells(change)
    yield columns.map((column) => (column === 'kind' ? { text: title('sum'), bold: true } : column === 'difference' ? { number: answer.difference, bold: true } : column === 'explain' ? answer.verdict : null))
  }
  return { name: title('changes'), columns: columns.map((column) => ({ title: title(column), width: column === 'explain' ? 70 : undefined })), rows: rows() }
}
