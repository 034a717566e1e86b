/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./contract.js').TreeAnswer} TreeAnswer */
/** @typedef {import('./contract.js').TreeNode} TreeNode */

const LEVELS = /** @type {const} */ (['customer', 'plan', 'subscription', 'resourceGroup', 'resource', 'meter'])

/** Titles of columns, in English. @type {Record<string, string>} */
const english = {
  customer: 'Customer', customerName: 'Customer name', plan: 'Azure plan', subscription: 'Subscription', subscriptionName: 'Subscription name', resourceGroup: 'Resource group', resource: 'Resource', meter: 'Meter',
  productId: 'ProductId', skuId: 'SkuId', meterId: 'MeterId', title: 'Title', unitOfMeasure: 'Unit', quantity: 'Quantity', lines: 'Lines', unpriced: 'Unpriced rows',
  retail: 'Retail', pecEarned: 'PEC earned', pecMissed: 'PEC missed', net: 'Net', azureCredit: 'Azure credit', currency: 'Currency', sum: 'Sum',
}

/**
 * One level of the tree as a sheet, with the sum at its end: what is above each node stands before it.
 * @param {TreeAnswer} answer
 * @param {import('./contract.js').TreeLevel} level
 * @param {(key: string) => string} [title] of a column in the reader's language
 * @returns {import('./sheets.js').Sheet}
 */
export function treeSheet(answer, level, title = (key) => english[key] ?? key) {
  const depth = LEVELS.indexOf(level)
  const keys = LEVELS.slice(0, Math.min(depth, 4) + 1).flatMap((key) => (key === 'customer' || key === 'subscription' ? [key, `${key}Name`] : [key]))
  const ofMeter = level === 'meter' ? ['productId', 'skuId', 'meterId', 'title', 'unitOfMeasure', 'quantity'] : []
  const columns = [...keys, ...ofMeter, 'lines', 'unpriced', 'retail', 'pecEarned', 'pecMissed', 'net', ...(/^0(\.0*)?$/.test(answer.totals.azureCredit) ? [] : ['azureCredit']), 'currency']
  function* rows() {
    /** @type {string[]} */
    const names = []
    for (const node of answer.nodes) {
      const place = LEVELS.indexOf(node.level)
      names[place] = node.name
      if (place === depth) yield cells(node, names)
    }
    yield columns.map((column, at) => (at === 0 ? { text: title('sum'), bold: true } : column in answer.totals ? { number: answer.totals[/** @type {keyof typeof answer.totals} */ (column)], bold: true } : column === 'currency' ? answer.currency : null))
  }
  /**
   * @param {TreeNode} node
   * @param {string[]} names of the nodes above it
   * @returns {Cell[]}
   */
  function cells(node, names) {
    const known = /** @type {Record<string, Cell>} */ ({ ...Object.fromEntries(LEVELS.map((key, at) => [key, node.path[at] ?? ''])), customerName: names[0] ?? '', subscriptionName: names[2] ?? '', title: node.name, currency: answer.currency })
    const { meter } = node
    return columns.map((column) => {
      if (column === 'lines' || column === 'unpriced') return { number: String(node[column]) }
      if (column === 'retail' || column === 'pecEarned' || column === 'pecMissed' || column === 'net' || column === 'azureCredit') return { number: node[column] }
      if (column === 'quantity') return meter && { number: meter.quantity }
      return known[column] ?? meter?.[/** @type {'productId'} */ (column)] ?? null
    })
  }
  return { name: title(level), columns: columns.map((column) => ({ title: title(column), width: /Id$|^(customer|plan|subscription)$/.test(column) ? 38 : undefined })), rows: rows() }
}
