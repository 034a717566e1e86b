/**
 * Which rows of a day are wrong, by trying every way to place them: nothing of the core is used. Each row is whole in a tier, and
 * each tier has as many units as the month's quantity gives it. Of all such ways those count that take the fewest rows for
 * wrong, and of these those that explain most of what the rows print (rules 15.6). Where several are left, what differs between
 * them nobody can tell from the file.
 */
import { add, compare, isZero, mul, parse, sub, ZERO } from './exact.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {import('./verify-faults.mjs').Made} Made */
/** @typedef {import('./verify-faults.mjs').Row} Row */
/** @typedef {import('./verify-faults.mjs').Tier} Tier */
/** @typedef {{ wrong: Set<Row>, open: Set<Row> }} Told rows that are wrong in every way, and those that are elsewhere in another */

const KEPT = parse('0.85')
const equal = (/** @type {Fraction} */ left, /** @type {Fraction} */ right) => isZero(sub(left, right))
const least = (/** @type {Fraction} */ left, /** @type {Fraction} */ right) => (compare(left, right) < 0 ? left : right)
const most = (/** @type {Fraction} */ left, /** @type {Fraction} */ right) => (compare(left, right) > 0 ? left : right)

/**
 * How well a row fits a tier: 0 it is at its price, 1 the tier's price explains it, 2 it is at the price of another tier, 3 nothing
 * explains it.
 * @param {Row} row
 * @param {Made['meter']} meter
 * @param {Tier} tier
 * @param {(tier: Tier) => string[]} pricesOf prices of a tier: the day's, then those of other days
 */
function fit(row, { due, tiers }, tier, pricesOf) {
  const printed = parse(row.EffectiveUnitPrice)
  const at = (/** @type {string} */ price, /** @type {boolean} */ reduced) => equal(printed, reduced ? mul(parse(price), KEPT) : parse(price))
  const [price, ...others] = pricesOf(tier)
  if (at(price, due)) return 0
  if (at(price, !due)) return 1
  if (tiers.some((other) => at(pricesOf(other)[0], due))) return 2
  return others.some((other) => at(other, due)) ? 1 : 3
}

/**
 * @param {{ made: Made, row: Row }[]} day rows of a plan, meter and day as they are in the file
 * @param {Fraction} used what the month has before
 * @param {(tier: Tier) => string[]} pricesOf
 * @returns {Told}
 */
export function told(day, used, pricesOf) {
  const [{ made: { meter } }] = day
  const quantities = day.map(({ row }) => parse(row.Quantity))
  const [ups, downs] = [quantities.filter(({ n }) => n > 0n), quantities.filter(({ n }) => n < 0n)]
  const [high, low] = [ups.reduce(add, used), downs.reduce(add, used)]
  const after = quantities.reduce(add, used)
  const starts = meter.tiers.map(({ from }) => parse(String(from)))
  const within = (/** @type {Fraction} */ quantity, /** @type {number} */ at) => {
    const above = at === 0 ? quantity : most(quantity, starts[at])
    return at + 1 < starts.length ? least(above, starts[at + 1]) : above
  }
  const tiers = meter.tiers.map((_, at) => at).filter((at) => (at === 0 || compare(starts[at], high) < 0) && (at + 1 >= starts.length || compare(low, starts[at + 1]) < 0))
  const room = tiers.map((at) => sub(within(after, at), within(used, at)))
  const fits = day.map(({ row }) => tiers.map((at) => fit(row, meter, meter.tiers[at], pricesOf)))
  /** @type {{ wrong: number, misfit: number, ways: number[][] }} */
  let best = { wrong: Infinity, misfit: Infinity, ways: [] }
  /** @type {(place: number, left: Fraction[], way: number[], wrong: number, misfit: number) => void} */
  const place = (at, left, way, wrong, misfit) => {
    if (wrong > best.wrong || (wrong === best.wrong && misfit > best.misfit)) return
    if (at === day.length) {
      if (!left.every(isZero)) return
      if (wrong < best.wrong || misfit < best.misfit) best = { wrong, misfit, ways: [] }
      best.ways.push([...way])
      return
    }
    for (const tier of [...tiers.keys()].sort((one, other) => fits[at][one] - fits[at][other])) {
      const rest = left.map((units, other) => (other === tier ? sub(units, quantities[at]) : units))
      const how = fits[at][tier]
      place(at + 1, rest, [...way, tier], wrong + (how > 0 ? 1 : 0), misfit + how)
    }
  }
  place(0, room, [], 0, 0)
  const { ways } = best
  if (ways.length === 0) throw new Error('the rows of the day are in no tiers')
  const open = new Set(day.filter((_, at) => ways.some((way) => way[at] !== ways[0][at])).map(({ row }) => row))
  const wrong = new Set(day.filter(({ row }, at) => !open.has(row) && fits[at][ways[0][at]] > 0).map(({ row }) => row))
  return { wrong, open }
}

/**
 * Every plan, meter and day of a month, with the units before it.
 * @param {Made[]} made
 * @param {Map<Made, Row>} rows
 * @returns {Generator<{ day: { made: Made, row: Row }[], used: Fraction }>}
 */
export function* days(made, rows) {
  /** @type {Map<string, Made[]>} */
  const meters = new Map()
  for (const one of made) {
    const key = `${one.row.SubscriptionId} ${one.row.SkuId}`
    meters.set(key, [...meters.get(key) ?? [], one])
  }
  for (const of of meters.values()) {
    let used = ZERO
    for (const number of new Set(of.map(({ day }) => day))) {
      const day = of.filter((one) => one.day === number).map((one) => ({ made: one, row: /** @type {Row} */ (rows.get(one)) }))
      yield { day, used }
      used = day.map(({ row }) => parse(row.Quantity)).reduce(add, used)
    }
  }
}
