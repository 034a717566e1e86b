import { savedEstimate } from '../estimate-file.mjs'
import { CliError } from '../problem.mjs'
import { amounts, table } from '../table.mjs'
import { compact, expectRest, requireFile } from './shared.mjs'

/** What a line of an estimate says to the core; a saved estimate says more. */
const FIELDS = /** @type {const} */ (['id', 'productId', 'skuId', 'meterId', 'region', 'type', 'term', 'quantity', 'hours'])

/** What it says for quotes alone. */
const FOR_QUOTES = ['group', 'title', 'unitOfMeasure', 'markup', 'discount']

const HELP = 'give {"lines":[{"id","productId","skuId","quantity"}]}, or an estimate that the page saved'

/** @type {import('../command.mjs').Command} */
export const pecEstimate = {
  name: 'pec estimate',
  usage: 'pec estimate FILE --prices FILE [--access FILE]… [--from DAY]… [--month M] [--on DAY] [--pec-rate 0.15] [--reseller 0.09] [--customer 0.04]',
  summary: 'what partner earned credit an estimate will bring, under one access and under another',
  options: {
    prices: { value: 'FILE', required: true, many: true, help: 'price list; several files of one list by several --prices' },
    access: { value: 'FILE', many: true, help: 'who may manage what, when (JSON): one scenario for each file' },
    from: { value: 'DAY', many: true, help: 'a scenario in which access begins on this day' },
    month: { value: 'YYYY-MM', help: 'first month, default that of the prices; a year is twelve months from it on' },
    on: { value: 'DAY', help: 'day of the prices, default the newest of the list' },
    scope: { value: 'SCOPE', help: 'where the resources will be, default the whole plan' },
    'pec-rate': { value: 'RATE', help: 'partner earned credit as a fraction, default 0.15' },
    reseller: { value: 'RATE', help: 'what of the rate the provider gives on to the reseller, such as 0.09' },
    customer: { value: 'RATE', help: 'what of it goes on to the customer' },
  },
  run: async ({ rest, option, all, inputs, azplan }) => {
    expectRest(rest, 1)
    const file = requireFile(rest)
    const lines = linesOf(await inputs.json([file], 'input.invalid', HELP), file)
    const list = await inputs.priceList(all('prices'))
    const scenarios = []
    for (const name of all('access')) scenarios.push({ id: name, access: await inputs.access([name]) })
    for (const day of all('from')) scenarios.push({ id: `from ${day}`, access: fromDay(day) })
    const shares = compact({ reseller: option('reseller'), customer: option('customer') })
    const estimate = compact({ lines, on: option('on'), pecRate: option('pec-rate') })
    const answer = azplan.pecScenarios(list, compact({
      estimate,
      month: option('month'),
      scope: option('scope'),
      scenarios: scenarios.length > 0 ? [{ id: 'fullAccess' }, ...scenarios] : undefined,
      shares: Object.keys(shares).length > 0 ? shares : undefined,
    }))
    return { json: { ...answer }, text: () => text(answer), notable: answer.unpriced > 0 }
  },
}

/**
 * The lines of an estimate: of a request, or of what the page saves.
 * @param {any} saved
 * @param {string} file
 * @returns {import('../../index.js').EstimateLine[]}
 */
function linesOf(saved, file) {
  const { estimate } = savedEstimate(saved?.document ?? saved, file, undefined)
  known(estimate, ['id', 'name', 'sample', 'terms', 'lines'], file, '')
  return estimate.lines.map((line, at) => {
    known(line, [...FIELDS, ...FOR_QUOTES], file, `lines[${at}]`)
    return /** @type {any} */ (compact(Object.fromEntries(FIELDS.map((name) => [name, line[name] ?? undefined]))))
  })
}

/**
 * Refuses what is no object, and a name that it should not have: misspelt, it would be passed over.
 * @param {any} of
 * @param {readonly string[]} names
 * @param {string} file
 * @param {string} place
 */
function known(of, names, file, place) {
  const at = place ? ` at ${place}` : ''
  if (typeof of !== 'object' || of === null || Array.isArray(of)) throw new CliError('input.invalid', `${file}: there is no object${at}`, HELP)
  const other = Object.keys(of).find((name) => !names.includes(name))
  if (other !== undefined) throw new CliError('input.invalid', `${file}: unknown field \`${other}\`${at}, expected one of ${names.join(', ')}`, HELP)
}

/**
 * AOBO from the beginning of a day on.
 * @param {string} day
 * @returns {import('../../index.js').AccessFacts}
 */
function fromDay(day) {
  return { grants: [{ holder: 'provider', method: 'aobo', scope: '/', from: `${day}T00:00:00Z` }] }
}

/** @param {import('../../index.js').ScenariosAnswer} answer */
function text({ scenarios, currency, month, retail, canEarn, neverEarns, days, pecRate, pecRateCite, on, unpriced }) {
  const isShared = scenarios.some(({ sharedMonth }) => sharedMonth.reseller !== '0' || sharedMonth.customer !== '0')
  const lines = scenarios[0].lines.map(({ id }, place) => ({ id, of: scenarios.map((scenario) => scenario.lines[place]) }))
  return [
    ...table(scenarios, [
      { title: 'Scenario', cell: (scenario) => scenario.id },
      { title: 'Days', cell: ({ months: [first] }) => `${first.eligibleDays} of ${first.days}`, number: true },
      { title: `PEC ${month}`, cell: (scenario) => scenario.month, number: true },
      { title: 'PEC of a year', cell: (scenario) => scenario.year, number: true },
      ...(isShared ? [
        { title: 'You keep', cell: (/** @type {typeof scenarios[0]} */ scenario) => scenario.sharedMonth.provider, number: true },
        { title: 'Reseller', cell: (/** @type {typeof scenarios[0]} */ scenario) => scenario.sharedMonth.reseller, number: true },
        { title: 'Customer', cell: (/** @type {typeof scenarios[0]} */ scenario) => scenario.sharedMonth.customer, number: true },
      ] : []),
    ]),
    '',
    ...table(lines, [
      { title: 'Line', cell: (line) => line.id },
      ...scenarios.map(({ id }, place) => ({ title: id, cell: (/** @type {typeof lines[0]} */ line) => line.of[place].month, number: true })),
    ]),
    ...(neverEarns.length > 0 ? ['', 'What never earns:', ...table(neverEarns, [
      { title: 'Reason', cell: (never) => never.text },
      { title: `Retail ${currency}`, cell: (never) => never.retail, number: true },
      { title: '', cell: (never) => (never.oneTime ? 'once for the term' : 'a month') },
      { title: 'Lines', cell: (never) => never.lines.join(', ') },
    ])] : []),
    '',
    ...table(spans(days), [
      { title: 'Day', cell: ({ from, to }) => (from === to ? from : `${from} to ${to}`) },
      { title: `Access of a day is worth ${currency}`, cell: ({ pec }) => pec, number: true },
    ]),
    '',
    ...amounts([['Retail a month', retail], [`of which can earn, in ${currency}`, canEarn]]),
    `Prices of ${on}; rate ${pecRate} (${pecRateCite}).`,
    ...(unpriced > 0 ? [`INCOMPLETE: ${unpriced} lines have no price and are in no figure.`] : []),
  ]
}

/**
 * Days of one value, put together.
 * @param {import('../../index.js').ScenariosAnswer['days']} days
 */
function spans(days) {
  /** @type {{from: string, to: string, pec: string}[]} */
  const found = []
  for (const { date, pec } of days) {
    const last = found.at(-1)
    if (last?.pec === pec) last.to = date
    else found.push({ from: date, to: date, pec })
  }
  return found
}
