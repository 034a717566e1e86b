import { table } from '../table.mjs'
import { hitTable } from './hits.mjs'
import { compact, expectRest } from './shared.mjs'

/** @typedef {import('../../index.js').PurchaseAnswer} PurchaseAnswer */
/** @typedef {Extract<PurchaseAnswer, {found: true}>} Ways */

/** Figures that a division left are shown to cents; JSON has all digits. */
const shownPlaces = 2

/** @type {import('../command.mjs').Command} */
export const comparePurchase = {
  name: 'compare purchase',
  usage: 'compare purchase --prices FILE --product P --sku S --region R [--hours H] [--quantity N] [--pec-rate 0.15] [--markup 0.1] [--month YYYY-MM] [--discount-rate 0.05] [--hybrid-benefit] [--meter M] [--on DAY]',
  summary: 'the ways to pay for one workload: pay as you go, reservations, savings plans, Spot, Dev/Test',
  options: {
    prices: { value: 'FILE', required: true, many: true, help: 'price list; several files of one list (consumption, reservations) by several --prices' },
    product: { value: 'ID', required: true, help: 'product id of the pay-as-you-go price, e.g. DZH318Z0BQPS' },
    sku: { value: 'ID', required: true, help: 'SKU id, e.g. 00TG' },
    meter: { value: 'ID', help: 'meter id, where the SKU has several' },
    region: { value: 'CODE', help: 'region, where the SKU has several' },
    hours: { value: 'H', help: 'hours a month that each instance runs, default all of them' },
    quantity: { value: 'N', help: 'instances, or units a month; default 1' },
    'pec-rate': { value: 'RATE', help: 'partner earned credit as a fraction, default 0.15' },
    markup: { value: 'RATE', help: 'what the partner adds to the list price, as a fraction of it; default 0' },
    month: { value: 'YYYY-MM', help: 'count hours by the calendar from this month on; default 730 hours each month' },
    'discount-rate': { value: 'RATE', help: 'yearly rate at which later payments are discounted; default none' },
    'hybrid-benefit': { help: 'the customer brings the licences of software that the price includes' },
    on: { value: 'DAY', help: 'prices in force on this day, default the newest that the list prices' },
  },
  run: async ({ rest, option, all, inputs }) => {
    expectRest(rest, 0)
    const list = await inputs.priceList(all('prices'))
    const answer = list.comparePurchase(
      compact({
        productId: option('product') ?? '',
        skuId: option('sku') ?? '',
        meterId: option('meter'),
        region: option('region'),
        hours: option('hours'),
        quantity: option('quantity'),
        pecRate: option('pec-rate'),
        markup: option('markup'),
        month: option('month'),
        discountRate: option('discount-rate'),
        hybridBenefit: option('hybrid-benefit') === undefined ? undefined : true,
        on: option('on'),
      }),
    )
    return { json: { ...answer }, text: () => (answer.found ? waysText(answer) : notFoundText(answer)), notable: !answer.found }
  },
}

/** @param {Ways} answer */
function waysText(answer) {
  const { price, currency, on, quantity, hours, options, breakEven, notes, software } = answer
  const amount = (/** @type {string | null} */ value) => (value === null ? '' : rounded(value))
  const byTheUnit = options.some(({ reservations }) => reservations?.of)
  const present = options.some((option) => option.payments.some(({ customer }) => customer.presentValue !== null))
  return [
    price.title,
    [`${price.productId}/${price.skuId}`, price.region, `${quantity} x ${hours === null ? price.unitOfMeasure : `${hours} hours a month`}`].filter(Boolean).join(', '),
    `${currency} a month, prices of ${on}${software ? `; software ${software.hourly} an hour${software.brought ? ', brought by the customer' : ''}` : ''}`,
    '',
    ...table(options, [
      { title: 'Way', cell: (option) => label(option) },
      { title: 'Customer pays', cell: (option) => (option.found ? amount(option.customerMonthly) : (option.message ?? '')), number: true },
      { title: 'Partner pays', cell: (option) => amount(option.partnerMonthly), number: true },
      { title: 'Partner keeps', cell: (option) => amount(option.partnerKeeps), number: true },
      { title: 'of it PEC', cell: (option) => amount(option.pec), number: true },
      { title: 'Saving %', cell: (option) => amount(option.savingPercent), number: true },
      ...(byTheUnit ? [{ title: 'Reservations', cell: (/** @type {Ways['options'][number]} */ option) => option.reservations?.text ?? '' }] : []),
    ]),
    ...options.flatMap((option) => (option.found && option.message ? ['', `${label(option)}: ${option.message}`] : [])),
    ...breakEvenText(breakEven, options),
    ...(present ? paymentText(options) : []),
    '',
    ...notes.map(({ text, cite }) => `${text} (${cite})`),
  ]
}

/**
 * @param {Ways['breakEven']} points
 * @param {Ways['options']} options
 */
function breakEvenText(points, options) {
  if (points.length === 0) return []
  const name = (/** @type {string} */ id) => label(options.find((option) => option.id === id) ?? { kind: 'payAsYouGo', term: id })
  const point = (/** @type {string | null} */ hours, /** @type {string} */ percent, /** @type {boolean} */ reachable) => `${hours === null ? '' : `${rounded(hours)} h, `}${rounded(percent)} %${reachable ? '' : ', never'}`
  return [
    '',
    'Costs less than pay as you go from (hours a month, utilisation):',
    ...table(points, [
      { title: 'Way', cell: ({ option }) => name(option) },
      { title: 'for the customer', cell: (each) => point(each.hoursPerMonth, each.utilisation, each.reachable) },
      { title: 'for the partner, after PEC', cell: (each) => point(each.partnerHoursPerMonth, each.partnerUtilisation, each.partnerReachable) },
    ]),
  ]
}

/** @param {Ways['options']} options */
function paymentText(options) {
  const rows = options.flatMap((option) => option.payments.map((payment) => ({ option, payment })))
  return [
    '',
    'Worth today, at the discount rate:',
    ...table(rows, [
      { title: 'Way', cell: ({ option }) => label(option) },
      { title: 'Paid', cell: ({ payment }) => `${payment.billing === 'upFront' ? 'up front' : 'monthly'}, ${payment.months} months` },
      { title: 'Customer', cell: ({ payment }) => rounded(payment.customer.presentValue ?? ''), number: true },
      { title: 'Partner', cell: ({ payment }) => rounded(payment.partner.presentValue ?? ''), number: true },
    ]),
  ]
}

const names = {
  payAsYouGo: 'Pay as you go, without PEC',
  payAsYouGoWithPec: 'Pay as you go, with PEC',
  reservation: 'Reservation',
  savingsPlan: 'Savings plan',
  spot: 'Spot',
  devTest: 'Dev/Test',
}

/** @param {{kind: keyof typeof names, term: string | null}} option */
function label({ kind, term }) {
  const [, count = '', unit = ''] = /^P(\d+)([YM])$/.exec(term ?? '') ?? []
  return names[kind] + (count ? `, ${count} ${unit === 'Y' ? 'year' : 'month'}${count === '1' ? '' : 's'}` : '')
}

/** A decimal for people: to cents, halves up, by its digits. @param {string} text */
function rounded(text) {
  const [whole, fraction = ''] = text.split('.')
  if (fraction.length <= shownPlaces) return text
  const negative = whole.startsWith('-')
  const digits = BigInt(whole.replace('-', '') + fraction.slice(0, shownPlaces)) + (fraction[shownPlaces] >= '5' ? 1n : 0n)
  const padded = String(digits).padStart(shownPlaces + 1, '0')
  return `${negative && digits > 0n ? '-' : ''}${padded.slice(0, -shownPlaces)}.${padded.slice(-shownPlaces)}`
}

/** @param {Extract<PurchaseAnswer, {found: false}>} answer */
function notFoundText({ on, reason, message, nearest }) {
  const near = nearest.length === 0 ? [] : ['', 'Nearest:', ...hitTable(nearest)]
  return [`No such pay-as-you-go price on ${on} (${reason}): ${message}`, ...near]
}
