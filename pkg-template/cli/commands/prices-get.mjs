import { amounts, table } from '../table.mjs'
import { hitTable } from './hits.mjs'
import { compact, expectRest, requireFile } from './shared.mjs'

/** @typedef {import('../../index.js').PriceAnswer} PriceAnswer */

/** @type {import('../command.mjs').Command} */
export const pricesGet = {
  name: 'prices get',
  usage: 'prices get FILE --product P --sku S [--meter M] [--region R] [--type T] [--term T] [--on DAY] [--quantity Q] [--fx FILE --currency C]',
  summary: 'one price, its tiers, and what a quantity costs',
  options: {
    product: { value: 'ID', required: true, help: 'product id, e.g. DZH318Z0BQPS' },
    sku: { value: 'ID', required: true, help: 'SKU id, e.g. 00TG' },
    meter: { value: 'ID', help: 'meter id, where the SKU has several' },
    region: { value: 'CODE', help: 'region, where the SKU has several' },
    type: { value: 'TYPE', help: 'Consumption (default), DevTestConsumption or Reservation' },
    term: { value: 'TERM', help: 'term of a reservation, e.g. P1Y' },
    on: { value: 'DAY', help: 'price in force on this day, default the newest that the list prices' },
    quantity: { value: 'Q', help: "a month's quantity in the unit of measure: says what it costs" },
    fx: { value: 'FILE', help: 'exchange rates: CurrencyCode, USDPerUnit, Month' },
    currency: { value: 'CODE', help: 'the price in this currency as well, for reference: bills are made of the price in US dollars' },
  },
  run: async ({ rest, option, all, inputs }) => {
    const file = requireFile(rest)
    expectRest(rest, 1)
    const request = compact({
      productId: option('product') ?? '',
      skuId: option('sku') ?? '',
      meterId: option('meter'),
      region: option('region'),
      type: /** @type {import('../../index.js').PriceType | undefined} */ (option('type')),
      term: option('term'),
      on: option('on'),
      quantity: option('quantity'),
      currency: option('currency'),
      exchangeRates: option('fx') === undefined ? undefined : await inputs.exchangeRates(all('fx')),
    })
    const answer = (await inputs.priceList([file])).price(request)
    const notable = !answer.found || !answer.complete || answer.gaps.length > 0
    return { json: { ...answer }, text: () => (answer.found ? foundText(answer) : notFoundText(answer)), notable }
  },
}

/** @param {Extract<PriceAnswer, {found: true}>} answer */
function foundText(answer) {
  const { title, productId, skuId, region, type, term, currency, unitOfMeasure, on, tiers, gaps } = answer
  return [
    title,
    [`${productId}/${skuId}`, region, type, term].filter(Boolean).join(', '),
    `${currency} for ${unitOfMeasure}, on ${on}`,
    '',
    ...table([...tiers, ...gaps.map((gap) => ({ ...gap, unitPrice: 'no price in this list' }))], [
      { title: 'Above', cell: (tier) => tier.from, number: true },
      { title: 'Up to', cell: (tier) => tier.to ?? 'open', number: true },
      { title: 'Price', cell: (tier) => tier.unitPrice, number: true },
    ]),
    ...costText(answer),
    ...referenceText(answer),
  ]
}

/** @param {Extract<PriceAnswer, {found: true}>} answer */
function costText({ quantity, amount, currency, parts, unpriced }) {
  if (unpriced !== null) return ['', `INCOMPLETE: of ${quantity} the list prices all but ${unpriced}, so that what they cost is not known.`]
  if (quantity === null || amount === null) return []
  const lines = parts.map((part) => /** @type {const} */ ([`${part.quantity} x ${part.unitPrice}`, part.amount]))
  return ['', ...amounts([...lines, [`${quantity} cost, in ${currency}`, amount]])]
}

/** @param {Extract<PriceAnswer, {found: true}>} answer */
function referenceText({ reference, zeroNotProven, currency, quantity }) {
  const doubt = zeroNotProven ? ['', `A price of 0 in ${currency} is no proof that it is free.`] : []
  if (!reference) return doubt
  return [
    ...doubt,
    '',
    `For reference, in ${reference.currency} at ${reference.usdPerUnit} USD for 1 ${reference.currency} (${reference.date ?? reference.month}), to 6 decimals:`,
    ...table(reference.tiers, [
      { title: 'Above', cell: (tier) => tier.from, number: true },
      { title: 'Up to', cell: (tier) => tier.to ?? 'open', number: true },
      { title: 'Price', cell: (tier) => tier.unitPrice, number: true },
      { title: '', cell: (tier) => (tier.roundedToZero ? 'not free: too small for 6 decimals' : '') },
    ]),
    ...(reference.amount === null ? [] : amounts([[`${quantity} cost, in ${reference.currency}`, reference.amount]])),
  ]
}

/** @param {Extract<PriceAnswer, {found: false}>} answer */
function notFoundText({ on, reason, message, nearest }) {
  const near = nearest.length === 0 ? [] : ['', 'Nearest:', ...hitTable(nearest)]
  return [`No such price on ${on} (${reason}): ${message}`, ...near]
}
