/**
 * The ways to pay of a virtual machine, taken from the rows of a Retail list and computed in fractions: slow, short, and
 * written without a look at the core. Rows belong together by product, meter, region and `armSkuName`.
 */
import { add, div, fraction, isZero, mul, parse, plain, significant, sub, ONE, ZERO } from './exact.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {Record<string, string>} Row */

const HOURS = fraction(730n)
const whole = (/** @type {number} */ number) => fraction(BigInt(number))

/** Exact where the decimal ends within 28 digits, else 15 significant digits. @type {(value: Fraction) => string} */
export function shown(value) {
  try {
    const text = plain(value)
    if ((text.split('.')[1] ?? '').length <= 28) return text
  } catch {
    // It never ends.
  }
  return isZero(value) ? '0' : plain(significant(value, 15))
}

/** @param {Row} row */
const isSpot = (row) => /\bspot\b/i.test(`${row.metername} ${row.skuname}`)
/** @param {Row} row */
export const isPlainMachine = (row) => row.type === 'Consumption' && row.servicename === 'Virtual Machines' && row.unitofmeasure === '1 Hour' && row.armskuname !== '' && !isSpot(row) && !/low priority/i.test(row.metername)

/**
 * @param {Row} base
 * @param {readonly Row[]} rows of the same region, at least
 * @param {{hours: string, quantity: string}} workload
 */
export function ways(base, rows, { hours, quantity }) {
  const rate = parse('0.15')
  const near = rows.filter((row) => row.armregionname === base.armregionname && row.armskuname === base.armskuname)
  const own = near.filter((row) => row.productid === base.productid)
  const windows = base.productname.endsWith(' Windows') ? base.productname.slice(0, -' Windows'.length) : null
  const bare = windows === null ? undefined : near.find((row) => isPlainMachine(row) && row.metername === base.metername && [windows, `${windows} Linux`].includes(row.productname))
  const machine = bare ?? base
  const software = bare ? sub(parse(base.retailprice), parse(bare.retailprice)) : ZERO
  const used = mul(parse(hours), parse(quantity))

  const reservations = new Map()
  const ofBase = near.filter((row) => row.type === 'Reservation' && row.productid === base.productid && row.meterid === base.meterid)
  const softwareIsApart = ofBase.length === 0 && bare !== undefined
  const found = softwareIsApart ? near.filter((row) => row.type === 'Reservation' && row.productid === machine.productid && row.meterid === machine.meterid) : ofBase
  for (const row of found) reservations.set(row.reservationterm, row.retailprice)
  const planIsApart = base.savingsplan === '' && bare !== undefined
  /** @type {{term: string, unitPrice: string}[]} */
  const plans = [...(planIsApart ? machine : base).savingsplan.matchAll(/"unitPrice":([\d.eE+-]+),"retailPrice":[\d.eE+-]+,"term":"([^"]+)"/g)].map(([, unitPrice, term]) => ({ term, unitPrice }))

  /** @type {(cost: Fraction, pec: Fraction) => {customerMonthly: string, partnerMonthly: string, partnerKeeps: string, pec: string}} */
  const figures = (cost, pec) => ({ customerMonthly: shown(cost), partnerMonthly: shown(sub(cost, pec)), partnerKeeps: shown(pec), pec: shown(pec) })
  const asUsed = (/** @type {string} */ price) => mul(parse(price), used)
  /** @type {Record<string, ReturnType<typeof figures>>} */
  const options = {
    payAsYouGo: figures(asUsed(base.retailprice), ZERO),
    payAsYouGoWithPec: figures(asUsed(base.retailprice), mul(asUsed(base.retailprice), rate)),
  }
  /** @type {Record<string, {hoursPerMonth: string, utilisation: string, partnerHoursPerMonth: string}>} */
  const breakEven = {}
  const price = parse(machine.retailprice)
  /** @type {(id: string, month: Fraction, apart: boolean) => void} */
  const commitment = (id, month, apart) => {
    const rest = apart ? mul(software, used) : ZERO
    options[id] = figures(add(mul(month, parse(quantity)), rest), mul(rest, rate))
    if (isZero(price)) return
    const at = div(month, price)
    breakEven[id] = { hoursPerMonth: shown(at), utilisation: shown(div(mul(at, whole(100)), HOURS)), partnerHoursPerMonth: shown(div(month, mul(price, sub(ONE, rate)))) }
  }
  for (const [term, total] of reservations) commitment(`reservation-${iso(term)}`, div(parse(total), whole(months(term))), softwareIsApart)
  for (const { term, unitPrice } of plans) commitment(`savingsPlan-${iso(term)}`, mul(parse(unitPrice), HOURS), planIsApart)
  const spot = own.find((row) => row.type === 'Consumption' && row.metername === `${base.metername} Spot`)
  if (spot) options.spot = figures(asUsed(spot.retailprice), ZERO)
  const devTest = rows.find((row) => row.type === 'DevTestConsumption' && row.skuid === base.skuid && row.meterid === base.meterid && row.armregionname === base.armregionname)
  if (devTest) options.devTest = figures(asUsed(devTest.retailprice), mul(asUsed(devTest.retailprice), rate))
  return { options, breakEven }
}

/** @param {string} term `3 Years` */
const months = (term) => Number(term.split(' ')[0]) * (term.includes('Year') ? 12 : 1)
/** @param {string} term */
const iso = (term) => `P${term.split(' ')[0]}${term.includes('Year') ? 'Y' : 'M'}`
