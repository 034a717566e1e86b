import { sheetCsv, usageDiffReport, usageDiffSheet, xlsx } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { CliError } from '../problem.mjs'
import { amounts, count, table } from '../table.mjs'
import { expectRest, hasErrors, noticeLines } from './shared.mjs'

/** Changes that a person is shown; all of them are in the JSON. */
const SHOWN = 50

const FORMATS = /** @type {const} */ (['csv', 'xlsx'])

/** @type {import('../command.mjs').Command} */
export const usageDiff = {
  name: 'usage diff',
  usage: 'usage diff OLD NEW [--format csv|xlsx [--output FILE]]',
  summary: "what was added, changed and removed between two downloads of one month's usage",
  options: documentOptions(FORMATS),
  run: async ({ rest, option, inputs, azplan }) => {
    const format = chosenFormat(option, FORMATS)
    if (rest.length < 2) throw new CliError('cli.missingArgument', `the ${rest.length === 0 ? 'OLD' : 'NEW'} download is missing`, 'give two usage files: usage diff OLD NEW')
    expectRest(rest, 2)
    const [before, after] = [await inputs.usage([rest[0]]), await inputs.usage([rest[1]])]
    const answer = azplan.usageDiff(before, after)
    const document = format && (() => (format === 'csv' ? `\ufeff${sheetCsv(usageDiffSheet(answer))}` : xlsx(usageDiffReport(answer))))
    return { json: { ...answer }, text: () => text(answer), notable: answer.changesTotal > 0 || !answer.complete || answer.notices.length > 0 || hasErrors(before.info()) || hasErrors(after.info()), document }
  },
}

/** @param {import('../../index.js').UsageDiffAnswer} answer */
function text({ verdict, before, after, difference, byDay, byResource, changes, changesTotal, notices }) {
  const span = (/** @type {typeof before} */ { rows, from, to }) => `${count(rows)} rows, ${from} to ${to}`
  return [
    ...(changes.length === 0 ? [] : table(changes.slice(0, SHOWN), [
      { title: 'Date', cell: (change) => change.date },
      { title: 'Kind', cell: ({ kind, late }) => (late ? `${kind}, late` : kind) },
      { title: 'Subscription', cell: (change) => change.subscription },
      { title: 'Resource', cell: (change) => change.resource.split('/').at(-1) ?? '', width: 40 },
      { title: 'Product', cell: (change) => `${change.productId}/${change.skuId}` },
      { title: 'Before', cell: (change) => change.before?.total ?? '', number: true },
      { title: 'After', cell: (change) => change.after?.total ?? '', number: true },
      { title: 'Difference', cell: (change) => change.difference, number: true },
      { title: 'Why', cell: (change) => change.explain },
    ])),
    ...(changesTotal > SHOWN ? [`… and ${count(changesTotal - SHOWN)} more: see --json`] : []),
    ...(changes.length === 0 ? [] : ['', 'By day:', ...table(byDay, [
      { title: 'Date', cell: (day) => day.date },
      { title: 'Added', cell: (day) => count(day.added.count), number: true },
      { title: 'Late', cell: (day) => count(day.late.count), number: true },
      { title: 'Changed', cell: (day) => count(day.changed.count), number: true },
      { title: 'Removed', cell: (day) => count(day.removed.count), number: true },
      { title: 'Difference', cell: (day) => day.difference, number: true },
    ]), '', 'By resource:', ...table(byResource.slice(0, SHOWN), [
      { title: 'Subscription', cell: (of) => of.subscription },
      { title: 'Resource', cell: (of) => of.resource.split('/').at(-1) ?? '', width: 40 },
      { title: 'Changes', cell: (of) => count(of.count), number: true },
      { title: 'Difference', cell: (of) => of.difference, number: true },
    ])]),
    '',
    ...amounts([[`Before (${span(before)})`, before.total], [`After (${span(after)})`, after.total], ['Difference', difference]]),
    ...noticeLines(notices),
    '',
    `${verdict}.`,
  ]
}
