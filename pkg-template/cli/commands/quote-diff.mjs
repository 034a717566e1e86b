import { CliError } from '../problem.mjs'
import { savedEstimate } from '../estimate-file.mjs'
import { amounts, table } from '../table.mjs'
import { quoteOptions, quoteTerms } from './quote.mjs'
import { expectRest } from './shared.mjs'

/** @typedef {import('../../index.js').QuoteDiffAnswer} QuoteDiffAnswer */

const HELP = 'give work or an estimate that the page saved, or JSON as the README describes it'

/** @type {import('../command.mjs').Command} */
export const quoteDiff = {
  name: 'quote diff',
  usage: 'quote diff OLD NEW --prices FILE [--old-estimate NAME] [--new-estimate NAME] [--fx FILE] [--audience customer|partner] [--markup 0.1] [--discount 0.05] [--currency C] [--pec-rate 0.15] [--on DAY] [--access FILE]',
  summary: 'two saved estimates side by side: what differs, line by line and in sum',
  options: {
    ...quoteOptions,
    'old-estimate': { value: 'NAME', help: 'which estimate of saved work is the old one; default the one that was shown' },
    'new-estimate': { value: 'NAME', help: 'which is the new one' },
  },
  run: async (asked) => {
    const { rest, option, all, inputs } = asked
    if (rest.length < 2) throw new CliError('cli.missingArgument', 'a quote diff needs two files', 'give the old and the new estimate; of saved work, the same file twice and --new-estimate NAME')
    expectRest(rest, 2)
    const [before, after] = [savedEstimate(await inputs.json([rest[0]], 'file.json', HELP), rest[0], option('old-estimate')), savedEstimate(await inputs.json([rest[1]], 'file.json', HELP), rest[1], option('new-estimate'))]
    const list = await inputs.priceList(all('prices'))
    const terms = await quoteTerms(asked)
    const answer = list.quoteDiff({ before: { ...before, ...terms }, after: { ...after, ...terms } })
    const same = answer.lines.every(({ kind }) => kind === 'same')
    return { json: { ...answer }, text: () => text(answer), notable: !same || !answer.before.complete || !answer.after.complete }
  },
}

const WORDS = { added: 'added', removed: 'removed', changed: 'changed', same: '' }

/** @param {QuoteDiffAnswer} answer */
function text({ audience, currency, before, after, lines, monthly, oneTime }) {
  const partner = audience === 'partner'
  const line = (/** @type {import('../../index.js').QuoteAnswer} */ quote, /** @type {string | null} */ id) => quote.lines.find((each) => each.id === id)
  const amount = (/** @type {import('../../index.js').QuotedLine | undefined} */ of) => !of ? '' : of.found ? of.customer : 'no price'
  const sums = (/** @type {string} */ when, /** @type {import('../../index.js').QuoteDifference | null} */ of) => !of || of.customer === null ? [] : /** @type {[string, string][]} */ ([
    [`Customer pays more ${when}, in ${currency}`, of.customer],
    ...(partner ? [['  Microsoft bills', of.partnerCost ?? ''], ['  PEC', of.pec ?? ''], ['  Margin', of.margin ?? '']] : []),
  ])
  return [
    `${before.name || 'old'} -> ${after.name || 'new'}`,
    '',
    ...table(lines, [
      { title: '', cell: ({ kind }) => WORDS[kind] },
      { title: 'Item', cell: ({ title }) => title, width: 50 },
      { title: 'Old', cell: (of) => amount(line(before, of.before)), number: true },
      { title: 'New', cell: (of) => amount(line(after, of.after)), number: true },
      { title: 'Customer', cell: ({ difference }) => difference.customer ?? '', number: true },
      ...(partner ? [
        { title: 'Microsoft bills', cell: (/** @type {QuoteDiffAnswer['lines'][number]} */ { difference }) => difference.partnerCost ?? '', number: true },
        { title: 'PEC', cell: (/** @type {QuoteDiffAnswer['lines'][number]} */ { difference }) => difference.pec ?? '', number: true },
        { title: 'Margin', cell: (/** @type {QuoteDiffAnswer['lines'][number]} */ { difference }) => difference.margin ?? '', number: true },
      ] : []),
    ]),
    '',
    ...amounts([...sums('a month', monthly), ...sums('once', oneTime)]),
    ...(before.complete && after.complete ? [] : ['', `INCOMPLETE: ${before.unpriced} old and ${after.unpriced} new lines have no price.`]),
  ]
}
