import { amounts, table } from '../table.mjs'
import { compact, hasErrors, noticeLines, rateRequest, ratingOptions, readListAndUsage, unpricedLines } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const rate = {
  name: 'rate',
  usage: 'rate --prices FILE --usage FILE [--access FILE] [--pec-rate 0.15] [--fx FILE --currency C] [--print exact|tenDecimals|floor]',
  summary: 'the daily rated lines, unrounded; amounts are after PEC',
  options: {
    ...ratingOptions,
    currency: { value: 'CODE', help: "totals as a daily file prints them, in this billing currency as well as in the list's" },
    fx: { value: 'FILE', help: 'exchange rates: CurrencyCode, USDPerUnit, Month; default, what most rows of the usage print' },
    print: { value: 'HOW', help: '`exact` (15 significant digits after an exchange), `tenDecimals` (2023) or `floor` (2020 and 2021); nothing is summed from it' },
  },
  run: async (asked) => {
    const { list, usage } = await readListAndUsage(asked)
    const { option, all, inputs } = asked
    const request = compact({
      ...(await rateRequest(asked)),
      currency: option('currency'),
      exchangeRates: option('fx') === undefined ? undefined : await inputs.exchangeRates(all('fx')),
      print: /** @type {import('../../index.js').DailyPrint | undefined} */ (option('print')),
    })
    const answer = asked.azplan.rate(list, usage, request)
    return { json: { ...answer }, text: () => text(answer), notable: !answer.complete || answer.notices.length > 0 || hasErrors(usage.info()) }
  },
}

/** @param {import('../../index.js').RateAnswer} answer */
function text({ lines, totals, currency, unpriced, notices }) {
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
      ...(lines[0]?.billingPreTaxTotal === undefined ? [] : [
        { title: 'PricingPreTaxTotal', cell: (/** @type {typeof lines[0]} */ line) => line.pricingPreTaxTotal ?? '', number: true },
        { title: 'BillingPreTaxTotal', cell: (/** @type {typeof lines[0]} */ line) => line.billingPreTaxTotal ?? '', number: true },
      ]),
    ]),
    '',
    ...amounts([
      ['Retail', totals.retail],
      ['PEC earned', totals.pecEarned],
      ['PEC missed', totals.pecMissed],
      [`Net, in ${currency}`, totals.net],
      ...(totals.azureCredit === '0' ? [] : [/** @type {const} */ (['Of it by Azure credit', totals.azureCredit])]),
    ]),
    ...noticeLines(notices),
    ...unpricedLines(unpriced),
  ]
}
