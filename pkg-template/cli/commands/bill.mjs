import { billReport, billSheet, sheetCsv, xlsx } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { amounts, count, pairs, table } from '../table.mjs'
import { billRequest, billingOptions, hasErrors, noticeLines, readListAndUsage, unpricedLines } from './shared.mjs'

/** @typedef {import('../../index.js').Invoice} Invoice */

const FORMATS = /** @type {const} */ (['csv', 'xlsx'])

/** @type {import('../command.mjs').Command} */
export const bill = {
  name: 'bill',
  usage: 'bill --prices FILE --usage FILE [--access FILE] [--fx FILE --currency C] [--month M] [--on DAY] [--invoice-date DAY] [--tax N] [--credits N] [--rounding POLICY] [--split-by-pec] [--format csv|xlsx [--output FILE]]',
  summary: 'the reconciliation lines and the invoice of a month',
  options: { ...billingOptions, ...documentOptions(FORMATS) },
  run: async (asked) => {
    const format = chosenFormat(asked.option, FORMATS)
    const { list, usage } = await readListAndUsage(asked)
    const answer = asked.azplan.bill(list, usage, await billRequest(asked))
    const document = format && (() => (format === 'csv' ? `\ufeff${sheetCsv(billSheet(answer))}` : xlsx(billReport(answer))))
    return { json: { ...answer }, text: () => text(answer), notable: !answer.complete || answer.notices.length > 0 || hasErrors(usage.info()), document }
  },
}

/** @param {import('../../index.js').BillAnswer} answer */
function text(answer) {
  const { invoices, unpriced, notices } = answer
  return [
    ...invoices.flatMap((invoice, index) => [...(index > 0 ? [''] : []), ...(invoices.length > 1 ? [`Invoice in ${invoice.currency}`, ''] : []), ...oneInvoice(answer, invoice)]),
    ...noticeLines(notices),
    ...unpricedLines(unpriced),
  ]
}

/**
 * The lines and the figures of an invoice.
 * @param {import('../../index.js').BillAnswer} answer
 * @param {Invoice} invoice
 */
function oneInvoice({ lines, credits, otherMonths, otherCurrencies }, invoice) {
  const isOwn = (/** @type {{ billingCurrency: string }} */ line) => line.billingCurrency === invoice.currency
  const own = credits.filter(isOwn)
  return [
    ...table(lines.filter(isOwn), [
      { title: 'Line', cell: (line) => line.id },
      { title: 'Product', cell: (line) => `${line.productId}/${line.skuId}` },
      { title: 'Title', cell: (line) => line.title, width: 40 },
      { title: 'Quantity', cell: (line) => line.quantity, number: true },
      { title: 'Effective price', cell: (line) => line.effectiveUnitPrice, number: true },
      { title: `Total ${invoice.pricingCurrency}`, cell: (line) => line.pricingTotal, number: true },
      { title: `Billed ${invoice.currency}`, cell: (line) => line.billingTotal, number: true },
    ]),
    ...(own.length === 0 ? [] : ['', 'Credits:', ...table(own, [
      { title: 'Credit', cell: (line) => line.id },
      { title: 'Rows', cell: (line) => count(line.rows), number: true },
      { title: 'Quantity', cell: (line) => line.quantity, number: true },
      { title: `Total ${invoice.pricingCurrency}`, cell: (line) => line.pricingTotal, number: true },
      { title: `Billed ${invoice.currency}`, cell: (line) => line.billingTotal, number: true },
    ])]),
    '',
    ...pairs([
      ['Month', invoice.status === 'open' ? `${invoice.month}, so far: usage to ${invoice.usageTo}` : invoice.month],
      ...otherMonths.map(({ month, rows }) => /** @type {const} */ (['Not in this bill', `${count(rows)} rows of ${month}: see --month`])),
      ...otherCurrencies.map(({ currency, rows }) => /** @type {const} */ (['Not in this bill', `${count(rows)} rows billed in ${currency}: see --currency`])),
      ['Invoice date', invoice.invoiceDate],
      ['Due', invoice.dueDate],
      ['Exchange rate', rateOf(invoice)],
      ['Rounding', invoice.rounding],
    ]),
    '',
    ...invoiceText(invoice),
    ...taxText(invoice),
  ]
}

/** @param {Invoice} invoice */
function rateOf({ exchangeRate, currency, pricingCurrency, usdPerUnit, month, exchangeRateDate, exchangeRateSource }) {
  if (exchangeRateSource === 'none') return `1, billed in ${currency}`
  const source = exchangeRateSource === 'sheet' ? `divided by USDPerUnit ${usdPerUnit}` : 'as the usage prints it'
  return `${exchangeRate} ${currency} for 1 ${pricingCurrency}, ${source}, of ${exchangeRateDate ?? month}`
}

/** @param {Invoice} invoice */
function taxText({ taxAtRate, currency }) {
  if (!taxAtRate) return []
  return ['', `Tax at ${taxAtRate.rate}, in ${currency}, for comparing; the pages disagree:`, ...amounts([
    ['Each line rounded down', taxAtRate.perLineDown],
    ['Each line, halves up', taxAtRate.perLine],
    ['On the subtotal, halves up', taxAtRate.onTotal],
  ])]
}

/** The figures of the invoice, in both currencies where there are two. @param {Invoice} invoice */
function invoiceText(invoice) {
  const { currency, pricingCurrency, inPricingCurrency, inBillingCurrency } = invoice
  const names = /** @type {const} */ ([['Charges', 'charges'], ['Refunds', 'refunds'], ['Azure credit', 'azureCredit'], ['Customer credits', 'customerCredits'], ['Credits', 'credits'], ['Subtotal', 'subtotal'], ['Tax', 'tax'], ['Total', 'total']])
  const shown = names.filter(([, name]) => !['refunds', 'azureCredit', 'customerCredits'].includes(name) || !/^0(\.0*)?$/.test(invoice[name]))
  const earned = /** @type {const} */ ([['PEC earned', 'pecEarned'], ['PEC missed', 'pecMissed']])
  if (currency === pricingCurrency) {
    return amounts([...shown.map(([title, name]) => /** @type {const} */ ([name === 'total' ? `Total, in ${currency}` : title, invoice[name]])), ...earned.map(([title, name]) => /** @type {const} */ ([`${title}, in ${currency}`, invoice[name]]))])
  }
  const rows = [
    ...shown.map(([title, name]) => ({ title, pricing: inPricingCurrency[name], billing: invoice[name] })),
    ...earned.map(([title, name]) => ({ title, pricing: invoice[name], billing: inBillingCurrency[name] })),
  ]
  return table(rows, [
    { title: '', cell: (row) => row.title },
    { title: pricingCurrency, cell: (row) => row.pricing, number: true },
    { title: currency, cell: (row) => row.billing, number: true },
  ])
}
