import { lossesReport, lossesSheet, sheetCsv, xlsx } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { amounts, count, table } from '../table.mjs'
import { expectRest, hasErrors, noticeLines, rateRequest, ratingOptions } from './shared.mjs'

/** Rows that a person is shown; all of them are in the JSON. */
const SHOWN = 50

const FORMATS = /** @type {const} */ (['csv', 'xlsx'])

/** @type {import('../command.mjs').Command} */
export const pecLosses = {
  name: 'pec losses',
  usage: 'pec losses --usage FILE [--access FILE] [--prices FILE] [--pec-rate 0.15] [--format csv|xlsx [--output FILE]]',
  summary: 'partner earned credit that a billed file shows as not earned: where, since when, what would mend it',
  options: {
    ...ratingOptions,
    usage: { ...ratingOptions.usage, help: 'daily rated usage file, with its printed prices' },
    prices: { ...ratingOptions.prices, required: false, help: 'price list: makes sure of products and tiers' },
    access: { value: 'FILE', help: 'who may manage what, when (JSON): says which access is missing, and which rows earned without' },
    ...documentOptions(FORMATS),
  },
  run: async (asked) => {
    const { all, option, rest, inputs, azplan } = asked
    expectRest(rest, 0)
    const format = chosenFormat(option, FORMATS)
    const prices = option('prices') === undefined ? null : await inputs.priceList(all('prices'))
    const usage = await inputs.usage(all('usage'))
    const answer = azplan.pecLosses({ usage, prices }, await rateRequest(asked))
    const { rowsTotal, notDueTotal } = answer
    const notable = rowsTotal > 0 || notDueTotal > 0 || !answer.complete || answer.notices.length > 0 || hasErrors(usage.info())
    const document = format && (() => (format === 'csv' ? `\ufeff${sheetCsv(lossesSheet(answer))}` : xlsx(lossesReport(answer))))
    return { json: { ...answer }, text: () => text(answer), notable, document }
  },
}

/** @typedef {import('../../index.js').LossesAnswer} LossesAnswer */

/** @param {LossesAnswer} answer */
function text(answer) {
  const { lost, currency, complete, notices, from, to, sums, leaks, ineligible, notDue, notDueTotal, notDueSum, accessKnown, lostWithAccess } = answer
  return [
    `${lost} ${currency} of partner earned credit lost in ${count(sums.rowsLost)} of ${count(rowsOf(sums))} rows, ${from} to ${to}.`,
    ...section('', table(leaks.slice(0, SHOWN), [
      { title: 'Where', cell: (leak) => leak.scope },
      { title: 'Since', cell: (leak) => leak.from },
      { title: 'Until', cell: (leak) => (leak.goesOn ? 'goes on' : leak.to) },
      { title: 'Rows', cell: (leak) => count(leak.rows), number: true },
      { title: `Lost ${currency}`, cell: (leak) => leak.lost, number: true },
      { title: 'A month', cell: (leak) => leak.perMonth, number: true },
      { title: 'What would mend it', cell: (leak) => leak.fixText },
    ]), leaks),
    ...(leaks.length > SHOWN ? [`… and ${count(leaks.length - SHOWN)} more: see --json`] : []),
    ...section('What could not earn:', table(ineligible, [
      { title: 'Reason', cell: (sum) => sum.text },
      { title: 'Rows', cell: (sum) => count(sum.rows), number: true },
      { title: `Retail ${currency}`, cell: (sum) => sum.retail, number: true },
    ]), ineligible),
    ...section('Earned, although it should not have:', table(notDue.slice(0, SHOWN), [
      { title: 'Row', cell: (row) => String(row.row), number: true },
      { title: 'Date', cell: (row) => row.date },
      { title: 'Product', cell: (row) => `${row.productId}/${row.skuId}` },
      { title: `Earned ${currency}`, cell: (row) => row.earned, number: true },
      { title: 'Why not', cell: (row) => row.text },
    ]), notDue),
    ...(notDueTotal > SHOWN ? [`… and ${count(notDueTotal - SHOWN)} more: see --json`] : []),
    ...(sums.rowsNotListed > 0 ? ['', `The price list lacks products of ${count(sums.rowsNotListed)} rows, some of which earned: it is not the whole list, and these rows are judged by the file alone.`] : []),
    '',
    ...amounts([
      ['Retail of what can earn', sums.eligibleRetail],
      ['PEC of it', sums.pecOfEligible],
      ['PEC earned', sums.earned],
      ['PEC lost', sums.lost],
      ['Left over', sums.leftOver],
      ['Retail of what cannot earn', sums.ineligible],
      ...(sums.rowsUnknown > 0 ? [/** @type {const} */ (['Charged, and the file does not say', sums.unknown])] : []),
      ...(accessKnown ? [/** @type {const} */ (['Lost in spite of access', lostWithAccess])] : []),
      ...(notDueTotal > 0 ? [/** @type {const} */ (['Earned and not due', notDueSum])] : []),
      [`Charged, in ${currency}`, sums.charged],
    ]),
    ...noticeLines(notices),
    ...(complete ? [] : ['', 'INCOMPLETE: not every row is told.']),
  ]
}

/** @param {LossesAnswer['sums']} sums */
function rowsOf({ rowsEarned, rowsLost, rowsIneligible, rowsFree, rowsUnknown }) {
  return rowsEarned + rowsLost + rowsIneligible + rowsFree + rowsUnknown
}

/**
 * A table under its title, or nothing where it has no rows.
 * @param {string} title
 * @param {string[]} lines
 * @param {readonly unknown[]} rows
 */
function section(title, lines, rows) {
  return rows.length === 0 ? [] : ['', ...(title ? [title] : []), ...lines]
}
