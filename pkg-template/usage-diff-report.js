/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('./contract.js').UsageDiffAnswer} UsageDiffAnswer */

const PLACE = /** @type {const} */ (['customer', 'plan', 'subscription', 'resourceGroup', 'resource', 'productId', 'skuId', 'meterId'])
const KINDS = /** @type {const} */ (['added', 'late', 'changed', 'removed'])

/** Titles of sheets and columns, in English. @type {Record<string, string>} */
const english = {
  changes: 'Changes', byDay: 'By day', byResource: 'By resource', kind: 'Kind', added: 'added', changed: 'changed', removed: 'removed', late: 'late', date: 'Date', customer: 'Customer', plan: 'Azure plan', subscription: 'Subscription', resourceGroup: 'Resource group', resource: 'Resource',
  productId: 'ProductId', skuId: 'SkuId', meterId: 'MeterId', rowBefore: 'Row before', rowAfter: 'Row after', quantityBefore: 'Quantity before', quantityAfter: 'Quantity after', totalBefore: 'Total before', totalAfter: 'Total after',
  difference: 'Difference', explain: 'Explanation', sum: 'Sum', from: 'From', to: 'To', count: 'Changes', ofAdded: 'Added, difference', ofLate: 'Late, difference', ofChanged: 'Changed, difference', ofRemoved: 'Removed, difference',
}

/**
 * What changed between two downloads as a sheet, with its sum.
 * @param {UsageDiffAnswer} answer with all changes
 * @param {(key: string) => string} [title] of a column or kind in the reader's language
 * @returns {Sheet}
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

/**
 * The same as sheets: every change, and the sums by day and by resource.
 * @param {UsageDiffAnswer} answer with all changes
 * @param {(key: string) => string} [title] of a sheet, column or kind in the reader's language
 * @returns {Sheet[]}
 */
export function usageDiffReport(answer, title = (key) => english[key] ?? key) {
  const sum = /** @type {const} */ ({ number: answer.difference, bold: true })
  const total = { text: title('sum'), bold: true }
  const sheet = (/** @type {string} */ name, /** @type {string[]} */ columns, /** @type {Cell[][]} */ rows) => ({ name: title(name), columns: columns.map((column) => ({ title: title(column) })), rows })
  const days = answer.byDay.map((day) => [{ day: day.date }, ...KINDS.flatMap((kind) => [{ number: String(day[kind].count) }, { number: day[kind].difference }]), { number: day.difference }])
  const resources = answer.byResource.map((of) => [of.subscription, of.resourceGroup, of.resource, { day: of.from }, { day: of.to }, { number: String(of.count) }, { number: of.difference }])
  return [
    usageDiffSheet(answer, title),
    sheet('byDay', ['date', 'added', 'ofAdded', 'late', 'ofLate', 'changed', 'ofChanged', 'removed', 'ofRemoved', 'difference'], [...days, [total, null, null, null, null, null, null, null, null, sum]]),
    sheet('byResource', ['subscription', 'resourceGroup', 'resource', 'from', 'to', 'count', 'difference'], [...resources, [total, null, null, null, null, null, sum]]),
  ]
}
