import { sheetCsv, treeSheet, xlsx } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { CliError } from '../problem.mjs'
import { table } from '../table.mjs'
import { nearest } from '../nearest.mjs'
import { compact, hasErrors, noticeLines, rateRequest, ratingOptions, readListAndUsage, unpricedLines } from './shared.mjs'

/** @typedef {import('../../index.js').TreeLevel} TreeLevel */

const FORMATS = /** @type {const} */ (['csv', 'xlsx'])

const LEVELS = /** @type {const} */ (['customer', 'plan', 'subscription', 'resourceGroup', 'resource', 'meter'])

/** @type {import('../command.mjs').Command} */
export const tree = {
  name: 'tree',
  usage: 'tree --prices FILE --usage FILE [--level LEVEL] [--within KEY …] [--access FILE] [--pec-rate 0.15] [--month M] [--format csv|xlsx [--output FILE]]',
  summary: 'the usage of a month as a tree (customer, plan, subscription, resource group, resource, meter), with totals at each level',
  options: {
    ...ratingOptions,
    month: { value: 'YYYY-MM', help: 'default: the month of the usage' },
    level: { value: 'LEVEL', help: `the deepest level wanted, and the one that a file holds: ${LEVELS.join(', ')}; default resourceGroup, with --json meter` },
    within: { value: 'KEY', many: true, help: 'only this customer; again for a plan of it, a subscription of that, and so on' },
    ...documentOptions(FORMATS),
  },
  run: async (asked) => {
    const { option, all, azplan } = asked
    const format = chosenFormat(option, FORMATS)
    const level = levelOf(option('level')) ?? (option('json') === undefined && !format ? 'resourceGroup' : 'meter')
    const { list, usage } = await readListAndUsage(asked)
    const answer = azplan.tree(list, usage, compact({ ...(await rateRequest(asked)), month: option('month'), level, within: all('within') }))
    const document = format && (() => (format === 'csv' ? `\ufeff${sheetCsv(treeSheet(answer, level))}` : xlsx([treeSheet(answer, level)])))
    return { json: { ...answer }, text: () => text(answer), notable: !answer.complete || answer.notices.length > 0 || hasErrors(usage.info()), document }
  },
}

/**
 * @param {string | undefined} asked
 * @returns {TreeLevel | undefined}
 */
function levelOf(asked) {
  const level = LEVELS.find((name) => name === asked)
  if (level || asked === undefined) return level
  const near = nearest(asked, LEVELS)
  throw new CliError('cli.badValue', `--level \`${asked}\` is unknown`, near ? `did you mean ${near}?` : `write one of ${LEVELS.join(', ')}`)
}

/** @param {import('../../index.js').TreeAnswer} answer */
function text({ month, currency, nodes, totals, unpriced, notices }) {
  const above = nodes[0]?.path.length ?? 1
  const sum = { level: /** @type {const} */ ('customer'), path: [], name: `Sum, in ${currency}`, ...totals }
  return [
    `Usage of ${month} as a tree, in ${currency}, unrounded:`,
    '',
    ...table([...nodes, sum], [
      { title: 'Name', cell: ({ path, name }) => `${'  '.repeat(Math.max(0, path.length - above))}${name || '(none)'}`, width: 60 },
      { title: 'Level', cell: ({ path, level }) => (path.length > 0 ? level : '') },
      { title: 'Retail', cell: (node) => node.retail, number: true },
      { title: 'PEC earned', cell: (node) => node.pecEarned, number: true },
      { title: 'PEC missed', cell: (node) => node.pecMissed, number: true },
      { title: 'Net', cell: (node) => node.net, number: true },
      ...(totals.azureCredit === '0' ? [] : [{ title: 'By Azure credit', cell: (/** @type {typeof totals} */ node) => node.azureCredit, number: true }]),
    ]),
    ...noticeLines(notices),
    ...unpricedLines(unpriced),
  ]
}
