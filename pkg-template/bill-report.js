/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./contract.js').BillAnswer} BillAnswer */
/** @typedef {import('./contract.js').Invoice} Invoice */
/** @typedef {import('./sheets.js').Sheet} Sheet */

/** Titles of sheets, columns and figures, in English. @type {Record<string, string>} */
const english = {
  invoice: 'Invoice', lines: 'Lines', creditLines: 'Credits', unpriced: 'Unpriced', figure: 'Figure', pricing: 'In pricing currency', billing: 'In billing currency', currency: 'Currency',
  id: 'Id', customer: 'Customer', plan: 'Azure plan', productId: 'ProductId', skuId: 'SkuId', meterId: 'MeterId', title: 'Title', unitOfMeasure: 'Unit', quantity: 'Quantity', unitPrice: 'UnitPrice',
  effectiveUnitPrice: 'EffectiveUnitPrice', retail: 'Retail', pec: 'PEC', pecReason: 'PEC reason', azureCredit: 'Azure credit', pricingTotal: 'Total, pricing currency', billingTotal: 'Total, billing currency', billingCurrency: 'Billing currency', sum: 'Sum',
  reason: 'Reason', rows: 'Rows', amount: 'Amount, unrounded', file: 'File', row: 'Row', date: 'Date', subscription: 'Subscription', message: 'Message', what: 'What', value: 'Value',
  month: 'Month', status: 'Status', usageTo: 'Usage to', exchangeRate: 'Exchange rate', usdPerUnit: 'USDPerUnit', exchangeRateDate: 'Date of the rate', rounding: 'Rounding', invoiceDate: 'Invoice date', dueDate: 'Due date',
  charges: 'Charges', refunds: 'Refunds', customerCredits: 'Customer credits', statedCredits: 'Credits as stated', credits: 'Credits', subtotal: 'Subtotal', tax: 'Tax', total: 'Total', pecEarned: 'PEC earned', pecMissed: 'PEC missed',
}

const AMOUNTS = /** @type {const} */ (['charges', 'refunds', 'azureCredit', 'customerCredits', 'statedCredits', 'credits', 'subtotal', 'tax', 'total'])
const CREDIT = /** @type {const} */ (['retail', 'pecEarned', 'pecMissed'])
const LINE = /** @type {const} */ (['id', 'customer', 'plan', 'productId', 'skuId', 'meterId', 'title', 'unitOfMeasure', 'quantity', 'unitPrice', 'effectiveUnitPrice', 'retail', 'pec', 'pecReason', 'azureCredit', 'pricingTotal', 'billingTotal'])
const NUMBERS = new Set(['quantity', 'unitPrice', 'effectiveUnitPrice', 'retail', 'pec', 'azureCredit', 'pricingTotal', 'billingTotal', 'amount'])

/** @type {(record: Record<string, any>, names: readonly string[]) => Cell[]} */
const cells = (record, names) => names.map((name) => (NUMBERS.has(name) ? { number: record[name] } : String(record[name])))

/**
 * The reconciliation lines as a sheet, those of each invoice with their sums below.
 * @param {BillAnswer} bill
 * @param {(key: string) => string} [title] of a column in the reader's language
 * @returns {Sheet}
 */
export function billSheet({ lines, invoices }, title = (key) => english[key] ?? key) {
  const columns = [...LINE, 'currency']
  function* rows() {
    for (const invoice of invoices) {
      for (const line of lines) if (line.billingCurrency === invoice.currency) yield [...cells(line, LINE), invoice.currency]
      const sums = /** @type {Record<string, string>} */ ({ pricingTotal: invoice.pricingTotal, billingTotal: invoice.billingTotal, retail: invoice.retail, pec: invoice.pecEarned })
      yield columns.map((name) => (name === 'id' ? { text: title('sum'), bold: true } : name in sums ? { number: sums[name], bold: true } : name === 'currency' ? invoice.currency : null))
    }
  }
  return { name: title('lines'), columns: columns.map((name) => ({ title: title(name) })), rows: rows() }
}

/** The figures of an invoice in both currencies. @param {Invoice} invoice @param {(key: string) => string} title @returns {Cell[][]} */
function summary(invoice, title) {
  const facts = /** @type {(readonly [string, string | null])[]} */ ([
    ['month', invoice.month], ['status', invoice.status], ['usageTo', invoice.usageTo], ['invoiceDate', invoice.invoiceDate], ['dueDate', invoice.dueDate], ['exchangeRate', invoice.exchangeRate],
    ['usdPerUnit', invoice.usdPerUnit], ['exchangeRateDate', invoice.exchangeRateDate], ['rounding', invoice.rounding],
  ])
  return [
    ...AMOUNTS.map((name) => [title(name), { number: invoice.inPricingCurrency[name] }, invoice.pricingCurrency, { number: invoice[name], bold: name === 'total' }, invoice.currency]),
    ...CREDIT.map((name) => [title(name), { number: invoice[name] }, invoice.pricingCurrency, { number: invoice.inBillingCurrency[name] }, invoice.currency]),
    ...facts.filter(([, value]) => value !== null).map(([name, value]) => [title(name), value, null, null, null]),
  ]
}

/**
 * A bill as sheets: each invoice in both currencies, its lines, its credits, rows without a price.
 * @param {BillAnswer} bill
 * @param {(key: string) => string} [title] of a sheet, column or figure in the reader's language
 * @returns {Sheet[]}
 */
export function billReport(bill, title = (key) => english[key] ?? key) {
  const { invoices, credits, unpriced } = bill
  const credited = /** @type {const} */ (['id', 'reason', 'customer', 'plan', 'productId', 'skuId', 'meterId', 'quantity', 'amount', 'pricingTotal', 'billingTotal', 'billingCurrency'])
  const gaps = /** @type {const} */ (['date', 'plan', 'subscription', 'productId', 'skuId', 'meterId', 'quantity', 'message'])
  const sheet = (/** @type {string} */ name, /** @type {readonly string[]} */ columns, /** @type {Cell[][]} */ rows) => ({ name: title(name), columns: columns.map((column) => ({ title: title(column) })), rows })
  return [
    ...invoices.map((invoice) => ({ ...sheet('invoice', ['figure', 'pricing', 'currency', 'billing', 'currency'], summary(invoice, title)), name: invoices.length > 1 ? `${title('invoice')} ${invoice.currency}` : title('invoice') })),
    billSheet(bill, title),
    ...(credits.length ? [sheet('creditLines', credited, credits.map((line) => cells(line, credited)))] : []),
    ...(unpriced.length ? [sheet('unpriced', ['file', 'row', ...gaps], unpriced.map((row) => [{ number: String(row.fileNumber) }, { number: String(row.row) }, ...cells(row, gaps)]))] : []),
  ]
}
