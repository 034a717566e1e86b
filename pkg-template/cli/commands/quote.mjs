import { quoteHtml, quoteSheet, quoteSheets, sheetCsv, xlsx } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { savedEstimate } from '../estimate-file.mjs'
import { jsonText } from '../output.mjs'
import { amounts, pairs, table } from '../table.mjs'
import { compact, expectRest, rateRequest, ratingOptions, requireFile } from './shared.mjs'

const FORMATS = /** @type {const} */ (['json', 'csv', 'xlsx', 'html'])

/**
 * What the options say in place of what is saved with the estimate.
 * @param {import('../command.mjs').Asked} asked
 * @returns {Promise<Omit<import('../../index.js').QuoteRequest, 'estimate'>>}
 */
export async function quoteTerms(asked) {
  const { option, all, inputs } = asked
  return /** @type {any} */ (compact({
    ...(await rateRequest(asked)),
    terms: compact({ markup: option('markup'), discount: option('discount'), tax: option('tax') }),
    audience: option('audience'),
    on: option('on'),
    currency: option('currency'),
    exchangeRates: option('fx') === undefined ? undefined : await inputs.exchangeRates(all('fx')),
  }))
}

/** Options of every command that quotes. @type {import('../args.mjs').Options} */
export const quoteOptions = {
  prices: ratingOptions.prices,
  fx: { value: 'FILE', help: 'exchange rates: CurrencyCode, USDPerUnit, Month; default those saved with the estimate' },
  audience: { value: 'WHO', help: '`partner` (default) or `customer`: then without cost, PEC and margin' },
  markup: { value: 'RATE', help: 'added to list prices, as a fraction; default as saved' },
  discount: { value: 'RATE', help: 'taken from prices with their markup, as a fraction; default as saved' },
  tax: { value: 'RATE', help: 'tax on the sum, as a fraction; default as saved' },
  currency: { value: 'CODE', help: 'billing currency; default as saved' },
  'pec-rate': ratingOptions['pec-rate'],
  on: { value: 'DAY', help: 'day of the prices; default the newest day of the list' },
  access: ratingOptions.access,
}

/** @type {import('../command.mjs').Command} */
export const quote = {
  name: 'quote',
  usage: 'quote FILE --prices FILE [--fx FILE] [--audience customer|partner] [--markup 0.1] [--discount 0.05] [--tax 0.05] [--currency C] [--pec-rate 0.15] [--on DAY] [--access FILE] [--estimate NAME] [--format json|csv|xlsx|html [--output FILE]] [--language en|zh-Hant]',
  summary: 'a quote from a saved estimate: what the customer pays, what Microsoft bills, what the partner keeps',
  options: {
    ...quoteOptions,
    estimate: { value: 'NAME', help: 'which estimate of saved work; default the one that was shown' },
    ...documentOptions(FORMATS),
    language: { value: 'CODE', help: 'language of csv, xlsx and html: en or zh-Hant' },
  },
  run: async (asked) => {
    const { rest, option, all, inputs } = asked
    const format = chosenFormat(option, FORMATS)
    const file = requireFile(rest, 'the saved estimate (JSON)')
    expectRest(rest, 1)
    const saved = savedEstimate(await inputs.json([file], 'file.json', 'give work or an estimate that the page saved, or JSON as the README describes it'), file, option('estimate'))
    const list = await inputs.priceList(all('prices'))
    const answer = list.quote({ ...saved, ...(await quoteTerms(asked)) })
    const language = option('language') === 'zh-Hant' ? 'zh-Hant' : 'en'
    const documents = {
      json: () => [...jsonText({ ...answer, diagnostics: inputs.diagnostics })].join(''),
      csv: () => `\ufeff${sheetCsv(quoteSheet(answer, { language }))}`,
      xlsx: () => xlsx(quoteSheets(answer, { language })),
      html: () => quoteHtml(answer, { language }),
    }
    return { json: { ...answer }, text: () => text(answer), notable: !answer.complete || answer.lines.length === 0, document: format && documents[format] }
  },
}

/** @param {import('../../index.js').QuoteAnswer} answer */
function text({ name, audience, currency, lines, totals, stamps, warnings }) {
  const partner = audience === 'partner'
  const amount = (/** @type {import('../../index.js').QuotedLine} */ line, /** @type {'customer' | 'partnerCost' | 'pec' | 'margin'} */ key) => line.found ? (line[key] ?? '') : key === 'customer' ? 'no price' : ''
  const sums = (/** @type {string} */ when, /** @type {import('../../index.js').TaxedSums | null} */ of) => !of || of.customer === null ? [] : /** @type {[string, string][]} */ (/** @type {unknown} */ ([
    [`Customer pays ${when}, in ${currency}`, of.customer],
    ...(of.tax === null ? [] : [['  Tax', of.tax], ['  With tax', of.customerWithTax]]),
    ...(partner ? [['  Microsoft bills', of.partnerCost], ['  PEC', of.pec], ['  Margin', of.margin]] : []),
  ]))
  return [
    name,
    '',
    ...table(lines, [
      { title: 'Group', cell: (line) => line.group, width: 20 },
      { title: 'Item', cell: (line) => line.title, width: 50 },
      { title: 'Quantity', cell: (line) => line.quantity, number: true },
      { title: 'Hours', cell: (line) => line.hours ?? '', number: true },
      { title: 'Customer', cell: (line) => amount(line, 'customer'), number: true },
      ...(partner ? [
        { title: 'Microsoft bills', cell: (/** @type {import('../../index.js').QuotedLine} */ line) => amount(line, 'partnerCost'), number: true },
        { title: 'PEC', cell: (/** @type {import('../../index.js').QuotedLine} */ line) => amount(line, 'pec'), number: true },
        { title: 'Margin', cell: (/** @type {import('../../index.js').QuotedLine} */ line) => amount(line, 'margin'), number: true },
      ] : []),
    ]),
    '',
    ...amounts([...sums('a month', totals), ...sums('once', totals.oneTime)]),
    '',
    ...pairs([
      ['Prices of', stamps.pricesOn],
      ...(stamps.exchangeRate === null ? [] : [/** @type {const} */ (['Exchange rate', `${stamps.exchangeRate} ${currency} for 1 ${stamps.pricingCurrency} (${stamps.exchangeMonth})`])]),
      ['azplan', stamps.engine],
    ]),
    ...(warnings.length ? ['', ...warnings.map(({ message }) => `! ${message}`)] : []),
  ]
}
