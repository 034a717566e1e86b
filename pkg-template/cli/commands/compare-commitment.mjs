import { CliError } from '../problem.mjs'
import { table } from '../table.mjs'
import { hitTable } from './hits.mjs'
import { compact, expectRest } from './shared.mjs'

/** @typedef {Extract<import('../../index.js').CommitmentAnswer, {found: true}>} Mixes */

/** @type {import('../command.mjs').Command} */
export const compareCommitment = {
  name: 'compare commitment',
  usage: 'compare commitment --prices FILE --product P --sku S --region R --profile FILE [--side customer|partner] [--term T…] [--pec-rate 0.15] [--meter M] [--on DAY]',
  summary: 'how many to reserve and how much to commit for one workload, by its use hour by hour',
  options: {
    prices: { value: 'FILE', required: true, many: true, help: 'price list; several files of one list (consumption, reservations) by several --prices' },
    product: { value: 'ID', required: true, help: 'product id of the pay-as-you-go price, e.g. DZH318Z0BQPS' },
    sku: { value: 'ID', required: true, help: 'SKU id, e.g. 00TG' },
    profile: { value: 'FILE', required: true, help: 'instances in use, one hour a line: the last column counts; a header is passed over' },
    meter: { value: 'ID', help: 'meter id, where the SKU has several' },
    region: { value: 'CODE', help: 'region, where the SKU has several' },
    side: { value: 'SIDE', help: 'whose cost is the least: customer (default), or partner, whom pay as you go costs less by PEC' },
    term: { value: 'TERM', many: true, help: 'a term that may be bought, e.g. P1Y; default all that the list has' },
    'pec-rate': { value: 'RATE', help: 'partner earned credit as a fraction, default 0.15' },
    on: { value: 'DAY', help: 'prices in force on this day, default the newest that the list prices' },
  },
  run: async ({ rest, option, all, inputs }) => {
    expectRest(rest, 0)
    const usage = hoursOf(await inputs.text(all('profile')), option('profile') ?? '')
    const list = await inputs.priceList(all('prices'))
    const answer = list.bestCommitment(
      compact({
        productId: option('product') ?? '',
        skuId: option('sku') ?? '',
        meterId: option('meter'),
        region: option('region'),
        on: option('on'),
        usage,
        side: /** @type {'customer' | 'partner' | undefined} */ (option('side')),
        pecRate: option('pec-rate'),
        terms: all('term'),
      }),
    )
    return { json: { ...answer }, text: () => (answer.found ? mixesText(answer) : [`No such pay-as-you-go price on ${answer.on} (${answer.reason}): ${answer.message}`, ...(answer.nearest.length ? ['', 'Nearest:', ...hitTable(answer.nearest)] : [])]), notable: !answer.found }
  },
}

/** The last cell of each line; the first line may be a header. @param {string} text @param {string} file */
function hoursOf(text, file) {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '')
  const cells = lines.map((line) => (line.split(/[,;\t]/).at(-1) ?? '').trim().replace(/^"(.*)"$/, '$1'))
  const hours = /^[+\d.]/.test(cells[0] ?? '') ? cells : cells.slice(1)
  const help = 'give a file with the instances in use, one hour a line'
  if (hours.length === 0) throw new CliError('cli.badValue', `${file}: the profile has no hours`, help)
  const wrong = hours.findIndex((hour) => !/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(hour))
  if (wrong >= 0) throw new CliError('cli.badValue', `${file}: hour ${wrong + 1} is \`${hours[wrong]}\`, which is no number of instances`, help)
  return hours
}

/** @param {Mixes} answer */
function mixesText({ price, currency, on, side, hours, used, peak, mixes, software, missing, cite }) {
  const none = (/** @type {unknown} */ value) => (value === null || value === undefined ? '-' : String(value))
  return [
    price.title,
    `${currency} for the profile of ${hours} hours, for the ${side}, prices of ${on}; use ${used}, at most ${peak} in an hour`,
    ...(software ? [`software ${software.hourly} an hour is paid for as it is used, whatever is committed`] : []),
    '',
    ...table(mixes, [
      { title: 'Reserve', cell: ({ reservation }) => (reservation ? `${reservation.count}${reservation.of ? ` x ${reservation.of}` : ''} for ${reservation.term}` : '-') },
      { title: 'Commit an hour', cell: ({ savingsPlan }) => (savingsPlan ? `${savingsPlan.hourly} for ${savingsPlan.term}` : '-') },
      { title: 'Total', cell: ({ total }) => total, number: true },
      { title: 'Saving %', cell: ({ savingPercent }) => none(savingPercent), number: true },
      { title: 'Pay as you go', cell: ({ payAsYouGo }) => payAsYouGo.quantity, number: true },
      { title: 'Reserved, used %', cell: ({ reservation }) => none(reservation?.utilisation), number: true },
      { title: 'Committed, used %', cell: ({ savingsPlan }) => none(savingsPlan?.utilisation), number: true },
    ]),
    '',
    ...missing.map(({ kind, term, message }) => `${kind === 'reservation' ? 'Reservation' : 'Savings plan'}, ${term}: ${message}`),
    cite,
  ]
}
