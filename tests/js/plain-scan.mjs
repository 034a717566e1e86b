/**
 * A Retail list looked up the plain way: every row kept, every answer found by going through the rows of a meter.
 * Nothing is shared with the core, and nothing is clever.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { compare, isZero, parse } from './exact.mjs'
import { csv, instant, sku } from './reference-files.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {{ region: string, location: string, type: string, term: string, from: Fraction, price: Fraction, start: bigint, end: bigint }} Row */
/** @typedef {{ from: Fraction, price: Fraction }[]} Tiers */

const DAY = 864_000_000_000n
const [BEGINNING, OPEN] = [-(10n ** 30n), 10n ** 30n]

/** Things made of texts, each once: a million rows have few numbers and dates. @template T @param {(text: string) => T} make */
function once(make) {
  /** @type {Map<string, T>} */
  const made = new Map()
  return (/** @type {string} */ text) => {
    if (!made.has(text)) made.set(text, make(text))
    return /** @type {T} */ (made.get(text))
  }
}

const number = once(parse)
const start = once((text) => (text ? instant(text) : BEGINNING))
const end = once((text) => (text ? instant(text) : OPEN))
const own = once((text) => text)

export class PlainList {
  /** Rows by product, SKU and meter. @type {Map<string, Row[]>} */
  meters = new Map()
  /** @type {string[]} */
  lines = []
  header = ''

  /** @param {string} path */
  static async read(path) {
    const list = new PlainList()
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      if (list.header === '') list.header = line
      else if (line !== '') list.take(line)
    }
    return list
  }

  /** @param {string} line */
  take(line) {
    this.lines.push(line)
    const [row] = csv(`${this.header}\n${line}\n`)
    const key = [row.productid, sku(row.skuid), row.meterid.toLowerCase()].join(' ')
    const rows = this.meters.get(key) ?? []
    if (rows.length === 0) this.meters.set(key, rows)
    rows.push({
      region: own(row.armregionname), location: own(row.location), type: own(row.type), term: own(row.reservationterm),
      from: number(row.tierminimumunits || '0'), price: number(row.retailprice || row.unitprice),
      start: start(row.effectivestartdate), end: end(row.effectiveenddate)
    })
  }

  /** Prices: rows of one meter, region, type and term. @returns {{ key: string, rows: Row[] }[]} */
  prices() {
    return [...this.meters].flatMap(([key, rows]) => groups(rows, priceOf).map((own) => ({ key, rows: own })))
  }
}

/** @param {Row} row */
const priceOf = (row) => `${row.region}|${row.type}|${row.term}`
/** @param {Row} row */
const timeOf = (row) => `${row.start}|${row.end}`

/** @template T @param {T[]} rows @param {(row: T) => string} key @returns {T[][]} */
function groups(rows, key) {
  if (rows.length === 1) return [rows]
  /** @type {Map<string, T[]>} */
  const found = new Map()
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row])
  return [...found.values()]
}

/** How the rows of a price are counted. @param {Row[]} rows @returns {{ kept: number, duplicates: number, refused: number }} */
export function counted(rows) {
  const counts = { kept: 0, duplicates: 0, refused: 0 }
  for (const version of groups(rows, timeOf)) {
    const tiers = groups(version, (row) => `${row.from.n}/${row.from.d}`)
    if (tiers.some((same) => same.some((row) => compare(row.price, same[0].price) !== 0))) counts.refused += version.length
    else {
      counts.kept += tiers.length
      counts.duplicates += version.length - tiers.length
    }
  }
  return counts
}

/**
 * The tiers in force: of complete sets the one that ends first, of those the one that started last; then what is printed alone.
 * @param {Row[]} rows rows of one price
 * @param {string} day
 * @returns {Tiers | null}
 */
export function tiersOn(rows, day) {
  const [morning, next] = [instant(day), instant(day) + DAY]
  const rank = (/** @type {Row} */ row) => (row.start <= morning && morning <= row.end ? 0 : row.start > morning && row.start < next ? 1 : 2)
  const sets = groups(rows, timeOf).filter(([row]) => rank(row) < 2)
  sets.sort(([a], [b]) => rank(a) - rank(b) || Number(a.end - b.end) || Number(b.start - a.start))
  const complete = (/** @type {Row[]} */ set) => set.some((row) => isZero(row.from))
  const first = sets.find(complete)
  if (!first) return null
  /** @type {Tiers} */
  const tiers = []
  for (const { from, price } of [first, ...sets.filter((set) => !complete(set))].flat()) {
    if (!tiers.some((tier) => compare(tier.from, from) === 0)) tiers.push({ from, price })
  }
  return tiers.sort((a, b) => compare(a.from, b.from))
}

/**
 * What a request for a price must answer: tiers, or why there is none.
 * @param {Row[]} rows rows of the product, SKU and meter asked for
 * @param {{ region: string, type: string, term: string, day: string }} asked
 * @returns {Tiers | 'otherType' | 'otherRegion' | 'notInForce' | 'ambiguous'}
 */
export function expected(rows, { region, type, term, day }) {
  const fold = (/** @type {string} */ text) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const ofType = rows.filter((row) => row.type === type && (term === '' || row.term === term))
  if (ofType.length === 0) return 'otherType'
  const inRegion = region === '' ? ofType : ofType.filter((row) => [row.region, row.location].some((name) => fold(name) === fold(region)))
  if (inRegion.length === 0) return 'otherRegion'
  // A price of the region asked for, with all its rows, also where one of them names the location otherwise.
  const wanted = groups(ofType, priceOf).filter((own) => own.some((row) => inRegion.includes(row)))
  const inForce = wanted.map((own) => tiersOn(own, day)).filter((tiers) => tiers !== null)
  if (inForce.length === 0) return 'notInForce'
  return inForce.every((tiers) => sameTiers(tiers, inForce[0])) ? inForce[0] : 'ambiguous'
}

/** @param {Tiers} one @param {Tiers} other */
export function sameTiers(one, other) {
  return one.length === other.length && one.every((tier, at) => compare(tier.from, other[at].from) === 0 && compare(tier.price, other[at].price) === 0)
}
