import { CliError } from '../problem.mjs'

/** @typedef {import('../command.mjs').Asked} Asked */
/** @typedef {import('../args.mjs').Options} Options */

/** Options of every command that rates usage. @type {Options} */
export const ratingOptions = {
  prices: { value: 'FILE', required: true, many: true, help: 'price list; several files of one list by several --prices' },
  usage: { value: 'FILE', required: true, many: true, help: 'daily rated usage, or any CSV with UsageDate, ProductId, SkuId, Quantity' },
  access: { value: 'FILE', help: 'who may manage what, when (JSON); without it, AOBO for the whole period' },
  'pec-rate': { value: 'RATE', help: 'partner earned credit as a fraction, default 0.15' },
}

/** How lines become money. */
export const roundingOption = { value: 'POLICY', help: '`documented` (down, before and after the exchange; default), `nearest`, or `floorOnce` (down once, after the exchange)' }

/** Options of every command that makes an invoice. @type {Options} */
export const billingOptions = {
  ...ratingOptions,
  fx: { value: 'FILE', help: 'exchange rates: CurrencyCode, USDPerUnit, Month; default, what most rows of the usage print' },
  currency: { value: 'CODE', help: "billing currency, default the price list's; of usage billed in several, the invoice that is meant, default all" },
  month: { value: 'YYYY-MM', help: 'default: the month of the usage' },
  'invoice-date': { value: 'DAY', help: 'default: the 8th of the following month' },
  on: { value: 'DAY', help: "the day of asking: the month is closed from the invoice's day on; default, closed where the usage reaches its last day" },
  tax: { value: 'AMOUNT', help: 'tax in billing currency, taken over as it is' },
  'tax-rate': { value: 'RATE', help: 'works tax out beside the invoice, each way that is documented, e.g. 0.25; it is in no total' },
  credits: { value: 'AMOUNT', help: 'credits in billing currency, without a sign: subtracted, besides those of the usage' },
  'split-by-pec': { help: 'one line with PEC and one without for each meter, as until 2021' },
  rounding: roundingOption,
}

/**
 * The files of a command that rates usage.
 * @param {Asked} asked
 */
export async function readListAndUsage({ all, rest, inputs }) {
  expectRest(rest, 0)
  const list = await inputs.priceList(all('prices'))
  const usage = await inputs.usage(all('usage'))
  return { list, usage }
}

/** @param {Asked} asked */
export async function rateRequest({ option, all, inputs }) {
  return compact({ pecRate: option('pec-rate'), access: option('access') === undefined ? undefined : await inputs.access(all('access')) })
}

/** @param {Asked} asked */
export async function billRequest(asked) {
  const { option, all, inputs } = asked
  return compact({
    ...(await rateRequest(asked)),
    month: option('month'),
    on: option('on'),
    currency: option('currency'),
    exchangeRates: option('fx') === undefined ? undefined : await inputs.exchangeRates(all('fx')),
    rounding: /** @type {import('../../index.js').RoundingPolicy | undefined} */ (option('rounding')),
    tax: option('tax'),
    taxRate: option('tax-rate'),
    credits: option('credits'),
    invoiceDate: option('invoice-date'),
    splitByPec: option('split-by-pec') === undefined ? undefined : true,
  })
}

/**
 * A request without the fields that were not asked for.
 * @template {object} T
 * @param {T} request
 * @returns {T}
 */
export function compact(request) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)))
}

/**
 * Refuses arguments that are too many.
 * @param {string[]} rest
 * @param {number} most
 */
export function expectRest(rest, most) {
  if (rest.length > most) throw new CliError('cli.unexpectedArgument', `\`${rest[most]}\` is one argument too many`, 'leave it out; `--help` shows what the command takes')
}

/**
 * The first argument, which is a file.
 * @param {string[]} rest
 * @param {string} what it is
 */
export function requireFile(rest, what = 'the price list') {
  if (rest.length === 0) throw new CliError('cli.missingArgument', 'the FILE is missing', `give ${what}, or \`-\` for standard input`)
  return rest[0]
}

/**
 * Did the file have rows that could not be used?
 * @param {{diagnostics: readonly {severity: string}[]}} info
 */
export function hasErrors({ diagnostics }) {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/**
 * What a person is told of figures beside them.
 * @param {readonly import('../../index.js').Notice[]} notices
 */
export function noticeLines(notices) {
  return notices.length === 0 ? [] : ['', ...notices.map(({ message }) => `NOTE: ${message}.`)]
}

/**
 * What a person is told of the rows that have no price.
 * @param {readonly import('../../index.js').UnpricedRow[]} unpriced
 */
export function unpricedLines(unpriced) {
  if (unpriced.length === 0) return []
  const several = unpriced.some(({ fileNumber }) => fileNumber > 1)
  const place = (/** @type {{fileNumber: number, row: number}} */ { fileNumber, row }) => (several ? `file ${fileNumber}, row ${row}` : `row ${row}`)
  const rows = unpriced.map(({ fileNumber, row, date, productId, skuId, quantity, message }) => `  ${place({ fileNumber, row })}: ${date} ${productId}/${skuId} x ${quantity}: ${message}`)
  return ['', `INCOMPLETE: ${unpriced.length} rows have no price and are in no total:`, ...rows]
}

/**
 * The value of an option that counts.
 * @param {string} name
 * @param {string | undefined} value
 */
export function wholeNumber(name, value) {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new CliError('cli.badValue', `--${name} \`${value}\` is not a whole number`, `write --${name} 20`)
}
