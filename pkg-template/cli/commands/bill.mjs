import { amounts, pairs, table } from '../table.mjs'
import { billRequest, billingOptions, hasErrors, readListAndUsage, unpricedLines } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const bill = {
  name: 'bill',
  usage: 'bill --prices FILE --usage FILE [--access FILE] [--fx FILE --currency C] [--month M] [--on DAY] [--invoice-date DAY] [--tax N] [--credits N] [--rounding documented|nearest] [--split-by-pec]',
  summary: 'the reconciliation lines and the invoice of a month',
  options: billingOptions,
  run: async (asked) => {
    const { list, usage } = await readListAndUsage(asked)
    const answer = asked.azplan.bill(list, usage, await billRequest(asked))
    return { json: { ...answer }, text: () => text(answer), notable: !answer.complete || hasErrors(usage.info()) }
  },
}

/** @param {import('../../index.js').BillAnswer} answer */
function text({ lines, credits, invoice, unpriced }) {
  return [
    ...table(lines, [
      { title: 'Line', cell: (line) => line.id },
      { title: 'Product', cell: (line) => `${line.productId}/${line.skuId}` },
      { title: 'Title', cell: (line) => line.title, width: 40 },
      { title: 'Quantity', cell: (line) => line.quantity, number: true },
      { title: 'Effective price', cell: (line) => line.effectiveUnitPrice, number: true },
      { title: `Total ${invoice.pricingCurrency}`, cell: (line) => line.pricingTotal, number: true },
      { title: `Billed ${invoice.currency}`, cell: (line) => line.billingTotal, number: true },
    ]),
    ...(credits.length === 0 ? [] : ['', 'Customer credits:', ...table(credits, [
      { title: 'Plan', cell: (line) => line.plan },
      { title: 'Product', cell: (line) => `${line.productId}/${line.skuId}` },
      { title: 'Rows', cell: (line) => String(line.rows), number: true },
      { title: `Total ${invoice.pricingCurrency}`, cell: (line) => line.pricingTotal, number: true },
      { title: `Billed ${invoice.currency}`, cell: (line) => line.billingTotal, number: true },
    ])]),
    '',
    ...pairs([
      ['Month', invoice.status === 'open' ? `${invoice.month}, so far: usage to ${invoice.usageTo}` : invoice.month],
      ['Invoice date', invoice.invoiceDate],
      ['Due', invoice.dueDate],
      ['Exchange rate', `${invoice.exchangeRate} ${invoice.currency} for 1 ${invoice.pricingCurrency}`],
    ]),
    '',
    ...amounts([
      ['Charges', invoice.billingTotal],
      ['Credits', invoice.credits],
      ['Subtotal', invoice.subtotal],
      ['Tax', invoice.tax],
      [`Total, in ${invoice.currency}`, invoice.total],
      [`PEC earned, in ${invoice.pricingCurrency}`, invoice.pecEarned],
      [`PEC missed, in ${invoice.pricingCurrency}`, invoice.pecMissed],
    ]),
    ...unpricedLines(unpriced),
  ]
}
