import { csvText } from '../lib/csv.js'

/** @import { BillAnswer, BillLine } from '../types.js' */

/** @type {Exclude<keyof BillLine, 'listed'>[]} */
const COLUMNS = ['id', 'customer', 'plan', 'productId', 'skuId', 'meterId', 'title', 'unitOfMeasure', 'quantity', 'unitPrice', 'effectiveUnitPrice',
  'retail', 'pec', 'pecReason', 'pricingTotal', 'billingTotal']

/**
 * The lines of a bill as CSV, each figure as the engine wrote it. Rows without a price follow, with the reason in place of figures.
 * @param {BillAnswer} bill
 */
export function billCsv(bill) {
  const pricingCurrency = bill.invoices[0]?.pricingCurrency ?? ''
  const header = [...COLUMNS, 'pricingCurrency', 'billingCurrency', 'unpriced']
  const lines = bill.lines.map((line) => [...COLUMNS.map((column) => line[column] ?? ''), pricingCurrency, line.billingCurrency, ''])
  const gaps = bill.unpriced.map((row) => {
    const known = { id: `row ${row.row}`, plan: row.plan, productId: row.productId, skuId: row.skuId, meterId: row.meterId, quantity: row.quantity }
    return [...COLUMNS.map((column) => known[/** @type {keyof typeof known} */ (column)] ?? ''), '', '', row.message]
  })
  return csvText([header, ...lines, ...gaps])
}
