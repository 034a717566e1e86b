/**
 * The bill computed a second time, from the rules and not from the core: exact fractions, no floats, no shortcuts.
 * Whatever the core prints must be this to the last digit.
 */
import { add, compare, div, fixed, isZero, mul, parse, plain, roundDown, roundHalfUp, significant, sub, sum, ONE, ZERO } from './exact.mjs'
import { hasAccess } from './reference-access.mjs'
import { bareId, byDay, csv, dayOf, instant, priceRows, sku } from './reference-files.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {import('./reference-files.mjs').PriceRow} PriceRow */
/** @typedef {import('./reference-files.mjs').UsageRow} UsageRow */
/** @typedef {import('./reference-access.mjs').AccessFacts} AccessFacts */
/** @typedef {{ row: UsageRow, part: number, parts: number, day: string, plan: string, key: string, quantity: Fraction, tier: Fraction, unit: Fraction, pec: Fraction, reason: string }} Line */

const MINOR_UNITS = /** @type {Record<string, number>} */ ({ JPY: 0, KRW: 0, CLP: 0, VND: 0, KWD: 3, BHD: 3, JOD: 3, TND: 3 })
const DAY = 864_000_000_000n

/** The tiers of one meter on a day, lowest first. @type {(rows: PriceRow[], day: string) => PriceRow[]} */
export function tiersOn(rows, day) {
  const midnight = instant(day)
  const byTier = Object.values(groupBy(rows, (row) => plain(row.from)))
  const chosen = byTier.flatMap((same) => {
    const inForce = same.filter((row) => row.start <= midnight && midnight <= row.end)
    const usable = inForce.length > 0 ? inForce : same.filter((row) => row.start > midnight && row.start < midnight + DAY)
    return usable.sort((a, b) => Number(a.end - b.end) || Number(b.start - a.start)).slice(0, 1)
  })
  return chosen.sort((a, b) => compare(a.from, b.from))
}

/** What moving a month's quantity from `before` to `after` is charged at, tier by tier. @type {(tiers: PriceRow[], before: Fraction, after: Fraction) => { quantity: Fraction, price: Fraction }[]} */
export function walk(tiers, before, after) {
  const down = compare(after, before) < 0
  const [low, high] = down ? [after, before] : [before, after]
  const parts = tiers.flatMap((tier, at) => {
    const from = at === 0 ? low : max(tier.from, low)
    const to = at + 1 < tiers.length ? min(tiers[at + 1].from, high) : high
    return compare(to, from) > 0 ? [{ quantity: down ? sub(from, to) : sub(to, from), price: tier.price }] : []
  })
  if (parts.length === 0) return [{ quantity: ZERO, price: (tiers.findLast((tier) => compare(tier.from, before) <= 0) ?? tiers[0]).price }]
  return down ? parts.reverse() : parts
}

/** @template T @param {T[]} list @param {(item: T) => string} key @returns {Record<string, T[]>} */
function groupBy(list, key) {
  /** @type {Record<string, T[]>} */
  const groups = {}
  for (const item of list) (groups[key(item)] ??= []).push(item)
  return groups
}

/** @type {(a: Fraction, b: Fraction) => Fraction} */
const max = (a, b) => (compare(a, b) > 0 ? a : b)
/** @type {(a: Fraction, b: Fraction) => Fraction} */
const min = (a, b) => (compare(a, b) < 0 ? a : b)

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/**
 * Whose usage each row is and of which meter: ids as they are written first; an empty meter is the only one that the plan's other rows of
 * the product and SKU have. Tiers add up over the meter, whatever the SKU; a word is a meter of its product.
 * @type {(rows: UsageRow[]) => { row: UsageRow, plan: string, key: string, tiers: string }[]}
 */
function settled(rows) {
  /** @type {Map<string, string>} */
  const first = new Map()
  for (const row of rows) if (!first.has(bareId(row.subscriptionid))) first.set(bareId(row.subscriptionid), row.subscriptionid.trim().replace(/^\{(.*)\}$/, '$1'))
  const skuOf = (/** @type {UsageRow} */ row) => `${bareId(row.subscriptionid)} ${row.productid} ${sku(row.skuid)}`
  const named = groupBy(rows.filter((row) => row.meterid !== ''), skuOf)
  return rows.map((row) => {
    const others = new Set((named[skuOf(row)] ?? []).map(({ meterid }) => bareId(meterid)))
    const meter = row.meterid === '' && others.size === 1 ? [...others][0] : bareId(row.meterid)
    const shared = GUID.test(meter) ? meter : meter === '' ? `${row.productid} ${sku(row.skuid)}` : `${row.productid} ${meter}`
    const plan = bareId(row.subscriptionid)
    return { row, plan: first.get(plan) ?? '', key: [row.productid, sku(row.skuid), meter].join(' '), tiers: `${plan} ${shared}` }
  })
}

/** Rated rows in date order, and the rows whose price is not there. @type {(prices: string, usage: string, pecRate?: string, access?: AccessFacts) => { lines: Line[], unpriced: UsageRow[] }} */
export function rateRows(prices, usage, pecRate = '0.15', access = undefined) {
  const rowsOf = priceRows(prices)
  const meters = groupBy(rowsOf, (row) => row.key)
  const withoutMeter = groupBy(rowsOf, (row) => `${row.key.split(' ').slice(0, 2).join(' ')} `)
  /** @type {Map<string, Fraction>} */
  const used = new Map()
  /** @type {Line[]} */
  const lines = []
  /** @type {UsageRow[]} */
  const unpriced = []
  for (const { row, plan, key, tiers: sharing } of settled(csv(usage)).sort((a, b) => byDay(a.row, b.row))) {
    const day = dayOf(row.usagedate)
    const tiers = tiersOn(meters[key] ?? withoutMeter[key] ?? [], day)
    const place = `${sharing} ${day.slice(0, 7)}`
    const before = used.get(place) ?? ZERO
    const after = add(before, parse(row.quantity))
    used.set(place, after)
    if (tiers.length === 0) { unpriced.push(row); continue }
    const parts = walk(tiers, before, after)
    const product = reasonOf(row, tiers[0])
    const reason = product === 'eligible' && !hasAccess(access, row.resourceuri ?? '', day) ? 'noAccess' : product
    const unit = tiers.find((tier) => !isZero(tier.price))?.price ?? ZERO
    parts.forEach((part, at) => lines.push({
      row, part: at + 1, parts: parts.length, day, plan, key, quantity: part.quantity, tier: part.price, unit,
      pec: reason === 'eligible' ? parse(pecRate) : ZERO, reason
    }))
  }
  return { lines, unpriced }
}

/** Why a row earns or does not. @type {(row: UsageRow, price: PriceRow) => string} */
function reasonOf(row, price) {
  if (price.thirdParty || (row.publishername ?? 'Microsoft') !== 'Microsoft') return 'thirdParty'
  return price.spot ? 'spot' : 'eligible'
}


/** @type {(line: Line) => Fraction} */
const retail = (line) => mul(line.quantity, line.tier)
/** @type {(line: Line) => Fraction} */
const net = (line) => mul(retail(line), sub(ONE, line.pec))

/** The rated lines and totals as the core prints them. @param {string} prices @param {string} usage @param {string} [pecRate] @param {AccessFacts} [access] */
export function rate(prices, usage, pecRate = '0.15', access = undefined) {
  const { lines, unpriced } = rateRows(prices, usage, pecRate, access)
  const missed = sum(lines.filter((line) => line.reason === 'noAccess').map(retail))
  const all = sum(lines.map(retail))
  const after = sum(lines.map(net))
  return {
    lines: lines.map((line) => ({
      id: line.parts === 1 ? line.row.row : `${line.row.row}.${line.part}`,
      row: Number(line.row.row),
      date: line.day,
      plan: line.plan,
      quantity: plain(line.quantity),
      unitPrice: plain(line.unit),
      tierUnitPrice: plain(line.tier),
      effectiveUnitPrice: plain(mul(line.tier, sub(ONE, line.pec))),
      retail: plain(retail(line)),
      amount: plain(net(line)),
      pecPercent: plain(mul(line.pec, parse('100'))),
      pecReason: line.reason
    })),
    totals: { retail: plain(all), pecEarned: plain(sub(all, after)), pecMissed: plain(mul(missed, parse(pecRate))), net: plain(after) },
    unpriced: unpriced.map((row) => Number(row.row))
  }
}

/**
 * The month's bill: ROUNDDOWN to cents per plan and meter, then ROUNDDOWN to the billing currency.
 * @param {string} prices @param {string} usage
 * @param {{ month: string, currency?: string, usdPerUnit?: Fraction, pecRate?: string, rounding?: string, credits?: string, tax?: string, invoiceDate?: string, access?: AccessFacts }} request
 */
export function bill(prices, usage, { month, currency = 'USD', usdPerUnit = ONE, pecRate = '0.15', rounding = 'documented', credits = '0', tax = '0', invoiceDate, access }) {
  const round = rounding === 'nearest' ? roundHalfUp : roundDown
  const minor = MINOR_UNITS[currency] ?? 2
  const ofMonth = rateRows(prices, usage, pecRate, access).lines.filter((line) => line.day.startsWith(month))
  const lines = Object.values(groupBy(ofMonth, (line) => `${line.plan} ${line.key}`)).map((group) => {
    const quantity = sum(group.map((line) => line.quantity))
    const all = sum(group.map(retail))
    const exact = sum(group.map(net))
    const pricing = round(exact, 2)
    const perUnit = isZero(quantity) ? null : significant(div(isZero(pricing) ? exact : pricing, quantity), 15)
    const [productId, skuId, meterId] = group[0].key.split(' ')
    return {
      plan: group[0].plan, productId, skuId, meterId,
      quantity: plain(quantity),
      effectiveUnitPrice: perUnit === null ? null : plain(perUnit),
      retail: plain(all),
      pec: plain(sub(all, exact)),
      pricingTotal: fixed(pricing, 2),
      billingTotal: fixed(round(div(pricing, usdPerUnit), minor), minor)
    }
  })
  const total = (/** @type {'retail' | 'pec' | 'pricingTotal' | 'billingTotal'} */ field) => sum(lines.map((line) => parse(line[field])))
  const subtotal = sub(total('billingTotal'), parse(credits))
  return {
    lines,
    invoice: {
      month, currency, pricingCurrency: 'USD',
      exchangeRate: plain(significant(div(ONE, usdPerUnit), 15)),
      retail: plain(total('retail')),
      pecEarned: plain(total('pec')),
      pricingTotal: fixed(total('pricingTotal'), 2),
      billingTotal: fixed(total('billingTotal'), minor),
      subtotal: fixed(subtotal, minor),
      total: fixed(add(subtotal, parse(tax)), minor),
      dueDate: dueDate(month, invoiceDate)
    }
  }
}

/** 60 days after the invoice, which comes on the 8th of the following month. @type {(month: string, invoiceDate?: string) => string} */
export function dueDate(month, invoiceDate) {
  const [year, number] = month.split('-').map(Number)
  const issued = invoiceDate ? Date.parse(invoiceDate) : Date.UTC(year, number, 8)
  return new Date(issued + 60 * 86_400_000).toISOString().slice(0, 10)
}
