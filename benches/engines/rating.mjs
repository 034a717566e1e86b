/** A month of usage lines, and its bill with any type of number: the shortest code that gives our figures. */
import { dice } from '../lib/synthetic.mjs'

/** @typedef {{from: string, price: string}[]} Tiers */
/** @typedef {{meter: number, plan: number, quantity: string}} Line in the order in which they are rated */

const meters = 300
export const plans = 3
export const usdPerUnit = '1.1574'

/** Tiers of each meter: every second one has several. @returns {Tiers[]} */
export function priceTiers() {
  const roll = dice(7)
  return Array.from({ length: meters }, (_, meter) => Array.from({ length: meter % 2 ? 2 + (meter % 4) : 1 }, (_, tier) => ({
    from: tier === 0 ? '0' : `${500 * 8 ** tier}`,
    price: meter % 4 === 1 && tier === 0 ? '0' : `${roll(9)}.${String(roll(1_000_000)).padStart(6, '0')}1`,
  })))
}

/** @param {number} count @returns {Line[]} */
export function usageLines(count) {
  const roll = dice(11)
  return Array.from({ length: count }, () => ({ meter: roll(meters), plan: roll(plans), quantity: `${roll(50)}.${String(roll(10_000)).padStart(4, '0')}${String(roll(1_000_000)).padStart(6, '0')}` }))
}

const product = (/** @type {number} */ meter) => `DZH318Z${String(meter).padStart(5, '0')}`

/** The same as files: a Retail list, and usage in the order of the lines. @param {Tiers[]} tiers @param {Line[]} lines */
export function files(tiers, lines) {
  const list = tiers.flatMap((own, meter) => own.map(({ from, price }) => `USD,${from},${price},westeurope,2025-11-01T00:00:00Z,m-${meter},Meter ${meter},${product(meter)},${product(meter)}/0001,Product ${meter},Consumption`))
  const perDay = Math.ceil(lines.length / 30)
  const usage = lines.map(({ meter, plan, quantity }, at) => `2025-11-${String(1 + Math.floor(at / perDay)).padStart(2, '0')},plan-${plan},sub-${plan},${product(meter)},0001,m-${meter},${quantity}`)
  return {
    list: ['currencyCode,tierMinimumUnits,retailPrice,armRegionName,effectiveStartDate,meterId,meterName,productId,skuId,productName,type', ...list, ''].join('\n'),
    usage: ['UsageDate,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity', ...usage, ''].join('\n'),
  }
}

/**
 * Numbers of the texts: of each line its quantity, of each tier its start and price.
 * @template T
 * @param {import('./decimals.mjs').Numbers<T>} numbers
 * @param {Tiers[]} tiers
 * @param {Line[]} lines
 */
export function parsed(numbers, tiers, lines) {
  return {
    tiers: tiers.map((own) => own.map(({ from, price }) => ({ from: numbers.parse(from), price: numbers.parse(price) }))),
    lines: lines.map(({ meter, plan, quantity }) => ({ meter, plan, quantity: numbers.parse(quantity) })),
  }
}

/**
 * @template T
 * @param {import('./decimals.mjs').Numbers<T>} numbers
 * @param {ReturnType<typeof parsed<T>>} month
 */
export function billed(numbers, { tiers, lines }) {
  const { plus, minus, times, less } = numbers
  const [zero, pec, perUnit] = ['0', '0.15', usdPerUnit].map(numbers.parse)
  const sums = Array.from({ length: tiers.length * plans }, () => ({ used: zero, retail: zero, net: zero, any: false }))
  for (const { meter, plan, quantity } of lines) {
    const sum = sums[meter * plans + plan]
    const own = tiers[meter]
    const after = plus(sum.used, quantity)
    for (let tier = 0; tier < own.length; tier += 1) {
      const low = less(own[tier].from, sum.used) ? sum.used : own[tier].from
      const next = own[tier + 1]?.from
      const high = next !== undefined && less(next, after) ? next : after
      if (!less(low, high)) continue
      const amount = times(minus(high, low), own[tier].price)
      sum.retail = plus(sum.retail, amount)
      sum.net = plus(sum.net, minus(amount, times(amount, pec)))
    }
    sum.used = after
    sum.any = true
  }
  let [retail, earned, pricing, billing] = [zero, zero, zero, zero]
  for (const sum of sums.filter(({ any }) => any)) {
    const cents = numbers.cents(sum.net)
    retail = plus(retail, sum.retail)
    earned = plus(earned, minus(sum.retail, sum.net))
    pricing = plus(pricing, cents)
    billing = plus(billing, numbers.converted(cents, perUnit))
  }
  return { retail: numbers.text(retail), pecEarned: numbers.text(earned), pricingTotal: numbers.text(pricing), billingTotal: numbers.text(billing) }
}
