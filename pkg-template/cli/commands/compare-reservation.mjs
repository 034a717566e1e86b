import { CliError } from '../problem.mjs'
import { pairs } from '../table.mjs'
import { compact, expectRest } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const compareReservation = {
  name: 'compare reservation',
  usage: 'compare reservation --price P --term T --from DAY [--on DAY] [--billing upFront|monthly] [--cancelled USD] [--fee-rate 0.12] [--current-price P] [--product NAME] [--kind compute|database|other] [--not-compute]',
  summary: 'what becomes of a reservation: cost by day, refund, exchange, trade-in for a savings plan',
  options: {
    price: { value: 'P', required: true, help: 'price for the whole term, of all units' },
    term: { value: 'TERM', required: true, help: 'P1Y, P3Y …' },
    from: { value: 'DAY', required: true, help: 'day of purchase' },
    on: { value: 'DAY', help: 'day on which it is given back or exchanged; default the day of purchase' },
    billing: { value: 'HOW', help: 'upFront (default) or monthly' },
    cancelled: { value: 'USD', help: 'commitments that the customer cancelled in the twelve months before' },
    'fee-rate': { value: 'RATE', help: 'fee on what is given back; default 0, as charged at present; the offers page prints 0.12' },
    'current-price': { value: 'P', help: 'what the whole term costs at present: a refund is by the lower of both prices' },
    product: { value: 'NAME', help: 'name of the product: it says what is reserved, and some are not given back' },
    kind: { value: 'KIND', help: 'what it reserves: compute (machines, dedicated hosts, App Service), database, or other; default what the product says, else compute' },
    'not-compute': { help: 'it reserves no machines, hosts or App Service' },
  },
  run: async ({ rest, option, azplan }) => {
    expectRest(rest, 0)
    const billing = option('billing')
    if (billing !== undefined && billing !== 'upFront' && billing !== 'monthly') throw new CliError('cli.badValue', `--billing \`${billing}\` is not known`, 'write --billing upFront or --billing monthly')
    const kind = option('kind')
    if (kind !== undefined && kind !== 'compute' && kind !== 'database' && kind !== 'other') throw new CliError('cli.badValue', `--kind \`${kind}\` is not known`, 'write --kind compute, --kind database or --kind other')
    const answer = azplan.heldReservation(
      compact({
        price: option('price') ?? '',
        term: option('term') ?? '',
        from: option('from') ?? '',
        on: option('on'),
        billing,
        cancelled: option('cancelled'),
        feeRate: option('fee-rate'),
        currentPrice: option('current-price'),
        product: option('product'),
        kind,
        compute: option('not-compute') === undefined ? undefined : false,
      }),
    )
    return { json: { ...answer }, text: () => text(answer), notable: !answer.refund.allowed }
  },
}

/** @param {import('../../index.js').ReservationAnswer} answer */
function text({ from, to, on, days, daysUsed, daily, remaining, refund, exchange, tradeIn, rules }) {
  return [...pairs([
    ['Term', `${from} up to ${to}, ${days} days, ${daily} a day`],
    [`On ${on}`, `${daysUsed} days over, ${remaining} remain`],
    ['Refund', refund.allowed ? `${refund.paidBack} (${refund.prorated} less a fee of ${refund.fee}): ${refund.text}` : `none: ${refund.text}`],
    ...(refund.allowed ? [/** @type {const} */ (['Cancelled', `payments of ${refund.cancelledPayments}, a commitment of ${refund.cancelledCommitment}`])] : []),
    ...(refund.allowed && refund.printed ? [/** @type {const} */ (['', `sources differ: ${refund.printed.amount}, with a fee of ${refund.printed.fee} (${refund.printed.cite})`])] : []),
    ['Cap', `${refund.capLeft} of ${refund.cap} US dollars left until ${refund.countsUntil}`],
    ['Exchange', `${{ yes: 'possible', no: 'not possible', once: 'possible one last time' }[exchange.allowed]}: ${exchange.text}${exchange.allowed === 'no' ? '' : `; new commitment at least ${exchange.minimum}`} (${exchange.cite})`],
    ...(tradeIn.length ? [] : [/** @type {const} */ (['Savings plan', 'not traded in'])]),
    ...tradeIn.map(({ term, hours, hourly }) => /** @type {const} */ ([`Savings plan ${term}`, `at least ${hourly} an hour over ${hours} hours`])),
  ]), '', ...rules.map(({ text, cite }) => `${text} (${cite})`)]
}
