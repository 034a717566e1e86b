import { sheetCsv, verifyReport, verifyTable, xlsx } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { stepsLine } from '../progress.mjs'
import { amounts, count, table } from '../table.mjs'
import { compact, expectRest, hasErrors, rateRequest, ratingOptions, roundingOption, unpricedLines } from './shared.mjs'

/** Differences that a person is shown; all of them are in the JSON. */
const SHOWN = 100

const FORMATS = /** @type {const} */ (['csv', 'xlsx'])

/** @type {import('../command.mjs').Command} */
export const verify = {
  name: 'verify',
  usage: 'verify --usage FILE [--prices FILE] [--recon FILE] [--access FILE] [--fx FILE] [--pec-rate 0.15] [--rounding POLICY] [--format csv|xlsx [--output FILE]]',
  summary: 'is the bill right, line by line: each difference with its cause',
  options: {
    ...ratingOptions,
    usage: { ...ratingOptions.usage, help: 'daily rated usage file, with its printed prices and totals' },
    prices: { ...ratingOptions.prices, required: false, help: 'price list: without it, the figures are checked against each other only' },
    recon: { value: 'FILE', many: true, help: 'reconciliation file of the invoice' },
    fx: { value: 'FILE', help: "exchange rates: CurrencyCode, USDPerUnit, Month; default, what most rows of a month print" },
    rounding: roundingOption,
    ...documentOptions(FORMATS),
  },
  run: async (asked) => {
    const { all, option, rest, inputs, azplan } = asked
    expectRest(rest, 0)
    const format = chosenFormat(option, FORMATS)
    const prices = option('prices') === undefined ? null : await inputs.priceList(all('prices'))
    const usage = await inputs.usage(all('usage'))
    const recon = option('recon') === undefined ? null : await inputs.recon(all('recon'))
    const request = compact({
      ...(await rateRequest(asked)),
      exchangeRates: option('fx') === undefined ? undefined : await inputs.exchangeRates(all('fx')),
      rounding: /** @type {import('../../index.js').RoundingPolicy | undefined} */ (option('rounding')),
    })
    const line = stepsLine('Verifying', process.stderr)
    const answer = await azplan.verifyInSteps({ usage, prices, recon }, request, { onProgress: line.show }).finally(line.end)
    const isNotable = answer.differencesTotal > 0 || !answer.complete || hasErrors(usage.info()) || (recon !== null && hasErrors(recon.info()))
    const files = { usage: fileNames(all('usage'), usage.info()), recon: recon ? fileNames(all('recon'), recon.info()) : [] }
    const document = format && (() => (format === 'csv' ? `\ufeff${sheetCsv(verifyTable(answer))}` : xlsx(verifyReport(answer))))
    return { json: { ...answer }, text: () => text(answer, files), notable: isNotable, document }
  },
}

/**
 * The names of the files by their numbers; without those of archives that hold several, nobody knows which is which.
 * @param {string[]} names
 * @param {{files: number}} info
 */
function fileNames(names, { files }) {
  return names.length === files ? names : []
}

/**
 * @param {import('../../index.js').VerifyAnswer} answer
 * @param {{usage: string[], recon: string[]}} files
 */
function text({ verdict, differences, differencesTotal, byCause, unpriced }, files) {
  const numbered = new Set([...differences, ...unpriced].map(({ fileNumber }) => fileNumber)).size > 1 || Object.values(files).some((names) => names.length > 1)
  const fileOf = (/** @type {import('../../index.js').VerifyDifference} */ { file, fileNumber }) => (numbered ? `${file} ${files[file][fileNumber - 1] ?? fileNumber}` : file)
  const shown = differences.slice(0, SHOWN)
  const causes = Object.entries(byCause).flatMap(([cause, of]) => Object.entries(of.sum).map(([currency, sum]) => /** @type {const} */ ([`${cause} (${count(of.count)}), in ${currency}`, sum])))
  if (differencesTotal === 0) return [`${verdict}.`, ...unpricedLines(unpriced)]
  return [
    ...table(shown, [
      { title: 'File', cell: fileOf },
      { title: 'Row', cell: (found) => String(found.row), number: true },
      { title: 'Cause', cell: (found) => found.cause },
      { title: 'Date', cell: (found) => found.date ?? '' },
      { title: 'Product', cell: (found) => `${found.productId}/${found.skuId}` },
      { title: 'Printed', cell: (found) => found.printed, number: true },
      { title: 'Computed', cell: (found) => found.computed, number: true },
      { title: 'Difference', cell: (found) => found.difference, number: true },
      { title: '', cell: (found) => found.currency },
      { title: 'Why', cell: (found) => found.explain },
    ]),
    ...(differencesTotal > shown.length ? [`… and ${count(differencesTotal - shown.length)} more: see --json`] : []),
    '',
    ...amounts(causes),
    '',
    `${verdict}.`,
    ...unpricedLines(unpriced),
  ]
}
