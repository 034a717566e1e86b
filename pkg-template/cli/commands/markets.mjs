import { table } from '../table.mjs'

/** @type {import('../command.mjs').Command} */
export const markets = {
  name: 'markets',
  usage: 'markets [NAME|CODE] [--language en|zh-Hant]',
  summary: 'CSP region, billing currency and reservations of a market; without a name, of all',
  options: {
    language: { value: 'CODE', help: 'en (default) or zh-Hant' },
  },
  run: async ({ rest, option, azplan }) => {
    const answer = azplan.markets(rest.join(' '), /** @type {import('../../index.js').Language} */ (option('language') ?? 'en'))
    return { json: { ...answer }, text: () => text(answer), notable: answer.markets.length === 0 }
  },
}

/** @param {import('../../index.js').MarketsAnswer} answer */
function text({ asked, markets, nearest }) {
  if (markets.length === 0) return [`\`${asked}\` is in no table of markets`, ...(nearest.length ? ['', 'Nearest:', ...nearest.map((name) => `  ${name}`)] : [])]
  if (markets.length > 1) {
    return table(markets, [
      { title: 'Code', cell: ({ code }) => code },
      { title: 'Market', cell: ({ name }) => name },
      { title: 'CSP region', cell: ({ region }) => region ?? '-' },
      { title: 'Billing currency', cell: currencyText },
    ])
  }
  const [{ code, name, region, currencies, reservations, reservationsConflict, closings, rules }] = markets
  return [
    `${name} (${code})`,
    ...closings.map(({ from, text, cite }) => `Closed since ${from}: ${text} (${cite})`),
    `CSP region: ${region ?? 'not in the table of CSP regions'}`,
    `Billing currency: ${currencyText(markets[0])}`,
    ...currencies.map(({ currencies, cite }) => `  ${currencies.join(' or ') || 'none printed'} (${cite})`),
    reservations.length === 0 ? 'Reservations: no list says anything' : reservationsConflict ? 'Reservations: the lists differ, which holds is not established' : 'Reservations:',
    ...reservations.map(({ from, available, text, cite }) => `  ${from} ${available ? 'available' : 'not available'}: ${text} (${cite})`),
    '',
    ...rules.map(({ from, text, cite }) => `${from}: ${text} (${cite})`),
  ]
}

/** @param {import('../../index.js').Market} market */
function currencyText({ currency, conflict, currencies, closings }) {
  if (currency !== null) return currency
  if (closings.length) return 'none, as nothing is sold there'
  return conflict ? `sources differ: ${[...new Set(currencies.flatMap((source) => source.currencies))].join(', ')}` : 'not printed'
}
