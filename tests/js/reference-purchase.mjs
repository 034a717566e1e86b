/**
 * The ways to pay for any price of a Retail list, taken from its rows and computed in fractions: slow, short, and written
 * from the rules without a look at the core. Rows belong together by product, meter, region and `armSkuName`; what is sold by
 * the unit says its size in its names.
 */
import { add, compare, div, fraction, isZero, mul, parse, plain, significant, sub, sum, ONE, ZERO } from './exact.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {Record<string, string>} Row */
/** @typedef {{ from: Fraction, price: Fraction }[]} Tiers thresholds and prices, the lowest first */
/** @typedef {{ customerMonthly: string, partnerMonthly: string, partnerKeeps: string, pec: string, reservations?: string }} Figures */

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
export const isSpot = (row) => /\bspot\b/i.test(`${row.metername} ${row.skuname}`)

/** Hours of one thing in a unit of measure; null where it counts none. @param {string} unit @returns {Fraction | null} */
export function hoursOf(unit) {
  const [, many] = /^(\d+) Hours?$/.exec(unit) ?? []
  if (many) return fraction(BigInt(many))
  return /^\d+[KM]? ?\/Hour$/.test(unit) ? ONE : null
}

/** A list by region and product: what belongs together is near. */
export class Rows {
  /** @param {readonly Row[]} rows @param {string} on */
  constructor(rows, on) {
    /** @type {Map<string, Row[]>} */
    this.products = new Map()
    /** @type {Map<string, Row[]>} */
    this.machines = new Map()
    /** @type {Map<string, Row[]>} */
    this.reservations = new Map()
    /** Reservations for all regions at once. @type {Row[]} */
    this.global = []
    for (const row of rows) {
      if (row.effectivestartdate.slice(0, 10) > on || (row.effectiveenddate && row.effectiveenddate.slice(0, 10) < on)) continue
      keep(this.products, place(row, row.productid), row)
      if (row.type === 'Consumption') keep(this.machines, place(row, row.armskuname, row.metername), row)
      if (row.type !== 'Reservation') continue
      keep(this.reservations, place(row, row.meterid), row)
      if (row.armregionname === 'Global') this.global.push(row)
    }
  }

  /** Rows of a product in the region of a row. @param {Row} row @returns {Row[]} */
  beside(row) {
    return this.products.get(place(row, row.productid)) ?? []
  }

  /** The same machine without Windows. @param {Row} base @returns {Row | undefined} */
  bare(base) {
    if (base.armskuname === '' || isSpot(base) || !base.productname.endsWith(' Windows')) return undefined
    const name = base.productname.slice(0, -' Windows'.length)
    const found = (this.machines.get(place(base, base.armskuname, base.metername)) ?? []).filter((row) => [name, `${name} Linux`].includes(row.productname) && row.unitofmeasure === base.unitofmeasure)
    const same = found.every((row) => compare(parse(row.retailprice), parse(found[0].retailprice)) === 0)
    return same ? found[0] : undefined
  }
}

/** @param {Row} row @param {...string} names */
const place = (row, ...names) => [row.armregionname, row.location, ...names].join('|')
/** @param {Map<string, Row[]>} map @param {string} key @param {Row} row */
function keep(map, key, row) {
  const rows = map.get(key)
  if (rows) rows.push(row)
  else map.set(key, [row])
}

/** What a row and its tiers cost: the sets of one start, of which one that begins at 0 replaces those before. @param {Row[]} rows @returns {Tiers} */
function tiersOf(rows) {
  const starts = [...new Set(rows.map((row) => row.effectivestartdate))].sort()
  /** @type {Map<string, {from: Fraction, price: Fraction}>} */
  let tiers = new Map()
  for (const start of starts) {
    const own = rows.filter((row) => row.effectivestartdate === start).map((row) => ({ from: parse(row.tierminimumunits), price: parse(row.retailprice) }))
    if (own.some(({ from }) => isZero(from))) tiers = new Map()
    for (const tier of own) tiers.set(plain(tier.from), tier)
  }
  return [...tiers.values()].sort((a, b) => compare(a.from, b.from))
}

/** The rows of the price of a row. @param {Row} row @param {Row[]} near @param {string} [type] */
const ofPrice = (row, near, type = row.type) => near.filter((other) => other.skuid === row.skuid && other.meterid === row.meterid && other.type === type)

/** What so many units cost. @param {Tiers} tiers @param {Fraction} units */
function cost(tiers, units) {
  return sum(tiers.map(({ from, price }, index) => {
    const to = tiers[index + 1]?.from
    const top = to && compare(units, to) > 0 ? to : units
    return compare(top, from) > 0 ? mul(sub(top, from), price) : ZERO
  }))
}

/** Units at which use costs so much, each at a part of its price; null where none does. @param {Tiers} tiers @param {Fraction} target @param {Fraction} part */
function unitsAt(tiers, target, part) {
  let below = ZERO
  for (const [index, { from, price }] of tiers.entries()) {
    const paid = mul(price, part)
    const to = tiers[index + 1]?.from
    const above = to && add(below, mul(sub(to, from), paid))
    if (above && compare(target, above) > 0) { below = above; continue }
    return isZero(paid) ? null : add(from, div(sub(target, below), paid))
  }
  return null
}

/** What a name says of a size: what is counted, and how many. @param {Row} row @returns {{ of: string, count: bigint } | null} */
export function sizeOf({ skuname, armskuname, metername }) {
  const warehouse = /^DW(\d+)c$/.exec(skuname)
  if (warehouse) return { of: 'cDWU', count: BigInt(warehouse[1]) }
  const plainly = /^(?:(\d+) )?v(Core|CPU)\b/.exec(skuname)
  if (plainly) return { of: `v${plainly[2]}`, count: BigInt(plainly[1] ?? 1) }
  for (const name of [skuname, armskuname, metername]) {
    const cores = /^(\d+) v(Core|CPU)\b/.exec(name)
    if (cores) return { of: `v${cores[2]}`, count: BigInt(cores[1]) }
    const throughput = /^(\d+)( Million)? (Multi-master RU\/s|RU\/s)$/.exec(name)
    if (throughput) return { of: throughput[3], count: BigInt(throughput[1]) * (throughput[2] ? 1_000_000n : 1n) }
    const stored = /(?:^|[ _])(\d+) ([KMGTP]i?B)\b/.exec(name)
    if (stored) return { of: stored[2], count: BigInt(stored[1]) }
  }
  return null
}

/**
 * Reservations for a row: of its product in its region under its meter, else of any product there, else for all regions at
 * once. Where machines share a meter, their own; else what is sold by a unit.
 * @param {Row} base @param {Rows} list @returns {Row[]}
 */
function reservationRows(base, list) {
  const here = list.reservations.get(place(base, base.meterid)) ?? []
  const own = here.filter((row) => row.productid === base.productid)
  const everywhere = list.global.filter((row) => row.meterid === base.meterid)
  for (const found of [own, here, everywhere]) {
    const same = found.filter((row) => row.armskuname === base.armskuname)
    const fitting = base.armskuname === '' ? found : same.length > 0 ? same : found.filter((row) => row.armskuname === '' || sizeOf(row) !== null)
    if (fitting.length > 0) return fitting
  }
  return []
}

/** Reservations of a row by term, each with how many of it one of the row takes; or none, where that is not said. @param {Row} base @param {Rows} list */
function reservationsOf(base, list) {
  const own = sizeOf(base)
  const found = reservationRows(base, list)
  /** @type {Map<string, { price: Fraction, used: bigint, covered: bigint, of: string }[]>} */
  const terms = new Map()
  for (const row of found) {
    const size = sizeOf(row)
    const packages = terms.get(row.reservationterm) ?? []
    terms.set(row.reservationterm, packages)
    const price = parse(row.retailprice)
    if (own && size && own.of === size.of) packages.push({ price, used: own.count, covered: size.count, of: `${size.count} ${size.of}` })
    else if (!own && !size && (row.skuname === base.skuname || row.armskuname === base.armskuname)) packages.push({ price, used: 1n, covered: 1n, of: '' })
  }
  if (found.length === 0) {
    for (const row of list.global.filter((one) => one.productid === base.productid && own !== null && sizeOf(one)?.of === own.of)) terms.set(row.reservationterm, [])
  }
  return terms
}

/**
 * @param {Row} base a pay-as-you-go row of the list
 * @param {Rows} list
 * @param {{hours?: string, quantity: string}} workload
 */
export function ways(base, list, { hours, quantity }) {
  const rate = parse('0.15')
  const near = list.beside(base)
  const block = hoursOf(base.unitofmeasure)
  const count = parse(quantity)
  const used = block === null ? count : div(mul(count, parse(hours ?? '730')), block)
  const earns = !isSpot(base)
  const own = tiersOf(ofPrice(base, near))

  let bare = list.bare(base)
  let machine = own
  /** @type {Fraction} */
  let software = ZERO
  if (bare) {
    machine = tiersOf(ofPrice(bare, list.beside(bare)))
    const only = own.length === 1 && machine.length === 1 && compare(own[0].price, machine[0].price) >= 0
    if (only) software = sub(own[0].price, machine[0].price)
    else { bare = undefined; machine = own }
  }

  /** @type {(cost: Fraction, pec: Fraction) => Figures} */
  const figures = (paid, pec) => ({ customerMonthly: shown(paid), partnerMonthly: shown(sub(paid, pec)), partnerKeeps: shown(pec), pec: shown(pec) })
  /** @type {(tiers: Tiers, earns: boolean) => Figures} */
  const asUsed = (tiers, earns) => figures(cost(tiers, used), earns ? mul(cost(tiers, used), rate) : ZERO)
  /** @type {Record<string, Figures>} */
  const options = { payAsYouGo: asUsed(own, false), payAsYouGoWithPec: asUsed(own, earns) }
  /** @type {Record<string, string>} */
  const missing = {}
  /** @type {Record<string, {hoursPerMonth: string | null, utilisation: string, partnerUtilisation: string}>} */
  const breakEven = {}
  const kept = earns ? sub(ONE, rate) : ONE
  /** @type {(id: string, month: Fraction, apart: boolean) => void} */
  const commitment = (id, month, apart) => {
    const rest = apart ? mul(software, used) : ZERO
    options[id] = figures(add(month, rest), earns ? mul(rest, rate) : ZERO)
    const [customer, partner] = [unitsAt(machine, month, ONE), unitsAt(machine, month, kept)]
    if (customer === null || partner === null) return
    const hoursAt = (/** @type {Fraction} */ units) => (block === null ? null : div(mul(units, block), count))
    const part = (/** @type {Fraction} */ units) => shown(div(mul(hoursAt(units) ?? units, whole(100)), block === null ? count : HOURS))
    const each = hoursAt(customer)
    breakEven[id] = { hoursPerMonth: each && shown(each), utilisation: part(customer), partnerUtilisation: part(partner) }
  }

  const ofBase = reservationsOf(base, list)
  const machineIsApart = ofBase.size === 0 && bare !== undefined
  const terms = machineIsApart && bare ? reservationsOf(bare, list) : ofBase
  for (const term of new Set([...terms.keys(), '1 Year', '3 Years'])) {
    const id = `reservation-${iso(term)}`
    const packages = terms.get(term)
    if (!packages) { missing[id] = 'notInList'; continue }
    const sizes = [...new Set(packages.map(({ covered }) => covered))].filter((covered) => packages.filter((one) => one.covered === covered).every(({ price }, _, [first]) => compare(price, first.price) === 0))
    if (packages.length === 0) { missing[id] = 'countUnknown'; continue }
    const fitting = packages.filter(({ covered }) => sizes.includes(covered)).map((one) => ({ ...one, count: div(mul(count, fraction(one.used)), fraction(one.covered)) })).filter(({ count: needed, used: taken, covered }) => taken % covered === 0n || needed.n % needed.d === 0n)
    const [best] = fitting.sort((a, b) => compare(mul(a.price, a.count), mul(b.price, b.count)))
    if (!best) { missing[id] = 'ambiguous'; continue }
    commitment(id, div(mul(best.price, best.count), whole(months(term))), machineIsApart)
    options[id].reservations = best.of ? `${shown(best.count)} x ${best.of}` : shown(best.count)
  }

  const plansOf = base.savingsplan === '' && bare !== undefined ? bare : base
  const plans = [...plansOf.savingsplan.matchAll(/"unitPrice":([\d.eE+-]+),"retailPrice":[\d.eE+-]+,"term":"([^"]+)"/g)].map(([, unitPrice, term]) => ({ term, unitPrice }))
  for (const { term, unitPrice } of plans) {
    const each = mul(parse(unitPrice), count)
    commitment(`savingsPlan-${iso(term)}`, block === null ? each : div(mul(each, HOURS), block), plansOf !== base)
  }
  const spot = isSpot(base) || base.armskuname === '' ? undefined : near.find((row) => row.type === 'Consumption' && row.armskuname === base.armskuname && row.metername === `${base.metername} Spot`)
  if (spot) options.spot = asUsed(tiersOf(ofPrice(spot, near)), false)
  const devTest = tiersOf(ofPrice(base, near, 'DevTestConsumption'))
  if (devTest.length > 0) options.devTest = asUsed(devTest, earns)
  return { options, missing, breakEven }
}

/** @param {string} term `3 Years` */
const months = (term) => Number(term.split(' ')[0]) * (term.includes('Year') ? 12 : 1)
/** @param {string} term */
const iso = (term) => `P${term.split(' ')[0]}${term.includes('Year') ? 'Y' : 'M'}`
