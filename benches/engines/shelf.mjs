/**
 * What a price list in JavaScript must hold to answer what ours answers, in the least code: exact numbers, dates, places
 * and items once each, prices by key with their tiers, rows that say the same thing once, words for searching.
 */

const columns = /** @type {const} */ ([
  'tierMinimumUnits', 'reservationTerm', 'retailPrice', 'armRegionName', 'location', 'effectiveStartDate', 'effectiveEndDate', 'meterId',
  'meterName', 'productId', 'skuId', 'productName', 'skuName', 'serviceName', 'unitOfMeasure', 'type', 'armSkuName', 'savingsPlan',
])

/** @typedef {{digits: bigint, scale: number}} Exact */
/** @typedef {{from: Exact, price: Exact, start: number, end: number}} Row */
/** @typedef {{item: number, place: number, sku: string, meter: string, savingsPlan: string, rows: Row[]}} Price */

/** `0.291` and `2.08E-07` without a float. @param {string} text @returns {Exact} */
export function exact(text) {
  const [number, exponent = '0'] = text.toUpperCase().split('E')
  const [whole, fraction = ''] = number.split('.')
  const digits = BigInt(whole + fraction)
  const scale = fraction.length - Number(exponent)
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale }
}

/** A dictionary: each text is made into a thing once. @template T */
class Dictionary {
  /** @param {(text: string) => T} make */
  constructor(make) {
    this.make = make
    /** @type {Map<string, T>} */
    this.things = new Map()
  }

  /** @param {string} text @returns {T} */
  of(text) {
    let thing = this.things.get(text)
    if (thing === undefined) this.things.set(text, (thing = this.make(text)))
    return thing
  }
}

export class Shelf {
  /** @type {Map<string, Price>} */
  byKey = new Map()
  /** @type {string[][]} */
  items = []
  /** @type {string[][]} */
  places = []
  rows = 0
  kept = 0
  duplicates = 0
  refused = 0
  #itemOf = new Dictionary((text) => this.items.push(text.split('\t')) - 1)
  #placeOf = new Dictionary((text) => this.places.push(text.split('\t')) - 1)
  #number = new Dictionary(exact)
  #start = new Dictionary((text) => (text ? Date.parse(text) : -Infinity))
  #end = new Dictionary((text) => (text ? Date.parse(text) : Infinity))

  /** @param {string[]} header */
  constructor(header) {
    this.at = Object.fromEntries(columns.map((name) => [name, header.indexOf(name)]))
  }

  /** @param {string[]} row */
  take(row) {
    const at = this.at
    this.rows += 1
    const place = `${row[at.armRegionName]}\t${row[at.location]}\t${row[at.type]}\t${row[at.reservationTerm]}`
    const sku = row[at.skuId].slice(row[at.skuId].indexOf('/') + 1)
    const meter = row[at.meterId].toLowerCase()
    const key = `${row[at.productId]}\t${sku}\t${meter}\t${row[at.armRegionName]}\t${row[at.type]}\t${row[at.reservationTerm]}`
    let price = this.byKey.get(key)
    if (price === undefined) {
      const item = `${row[at.productId]}\t${row[at.productName]}\t${row[at.skuName]}\t${row[at.meterName]}\t${row[at.serviceName]}\t${row[at.armSkuName]}\t${row[at.unitOfMeasure]}`
      price = { item: this.#itemOf.of(item), place: this.#placeOf.of(place), sku, meter, savingsPlan: row[at.savingsPlan], rows: [] }
      this.byKey.set(key, price)
    }
    price.rows.push({
      from: this.#number.of(row[at.tierMinimumUnits]),
      price: this.#number.of(row[at.retailPrice]),
      start: this.#start.of(row[at.effectiveStartDate]),
      end: this.#end.of(row[at.effectiveEndDate]),
    })
  }

  /** Tiers in order, duplicates out, contradictions out; then the words. */
  finish() {
    for (const price of this.byKey.values()) {
      if (price.rows.length > 1) this.#settle(price)
      this.kept += price.rows.length
    }
    this.#index()
    return this
  }

  /** @param {Price} price */
  #settle(price) {
    const level = (/** @type {Exact} */ { digits, scale }) => Number(digits) / 10 ** scale
    const all = price.rows.sort((left, right) => left.start - right.start || left.end - right.end || level(left.from) - level(right.from))
    const same = (/** @type {Row} */ one, /** @type {Row | undefined} */ other) => one.start === other?.start && one.end === other.end && one.from === other.from
    const once = all.filter((row, index) => index === 0 || !same(row, all[index - 1]) || row.price !== all[index - 1].price)
    const sound = once.filter((row, index) => !same(row, once[index - 1]) && !same(row, once[index + 1]))
    this.duplicates += all.length - once.length
    this.refused += once.length - sound.length
    price.rows = sound
  }

  /** Items by word, and the words in order: a beginning of a word is a range of them. */
  #index() {
    /** @type {Map<string, number[]>} */
    const byWord = new Map()
    this.items.forEach((item, number) => {
      for (const word of new Set(item.join(' ').toLowerCase().match(/[\p{L}\p{N}]+/gu))) {
        const items = byWord.get(word)
        if (items) items.push(number)
        else byWord.set(word, [number])
      }
    })
    this.byWord = byWord
    this.words = [...byWord.keys()].sort()
  }
}
