import { amounts, table } from '../table.mjs'
import { hasErrors, rateRequest, ratingOptions, readListAndUsage, unpricedLines } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const rate = {
  name: 'rate',
  usage: 'rate --prices FILE --usage FILE [--access FILE] [--pec-rate 0.15]',
  summary: 'the daily rated lines, unrounded; amounts are after PEC',
  options: ratingOptions,
  run: async (asked) => {
    const { list, usage } = await readListAndUsage(asked)
    const answer = asked.azplan.rate(list, usage, await rateRequest(asked))
    return { json: { ...answer }, text: () => text(answer), notable: !answer.complete || hasErrors(usage.info()) }
  },
}

/** @param {import('../../index.js').RateAnswer} answer */
function text({ lines, totals, currency, unpriced }) {
  return [
    ...table(lines, [
      { title: 'Line', cell: (line) => line.id, number: true },
      { title: 'Date', cell: (line) => line.date },
      { title: 'Plan', cell: (line) => line.plan },
      { title: 'Subscription', cell: (line) => line.subscription },
      { title: 'Product', cell: (line) => `${line.productId}/${line.skuId}` },
      { title: 'Quantity', cell: (line) => line.quantity, number: true },
      { title: 'Tier price', cell: (line) => line.tierUnitPrice, number: true },
      { title: 'PEC %', cell: (line) => line.pecPercent, number: true },
      { title: `Amount ${currency}`, cell: (line) => line.amount, number: true },
    ]),
    '',
    ...amounts([
      ['Retail', totals.retail],
      ['PEC earned', totals.pecEarned],
      ['PEC missed', totals.pecMissed],
      [`Net, in ${currency}`, totals.net],
    ]),
    ...unpricedLines(unpriced),
  ]
}
