/**
 * What a price list in JavaScript must hold to answer what ours answers, in the least code: exact numbers, dates, places
 * and items once each, prices by key with their tiers, rows that say the same thing once, and for searching words, the
 * prices of each item, and the order in which hits are listed. The bench asks both the same questions.
 */

const columns = /** @type {const} */ ([
  'tierMinimumUnits', 'reservationTerm', 'retailPrice', 'armRegionName', 'location', 'effectiveStartDate', 'effectiveEndDate', 'meterId',
  'meterName', 'productId', 'skuId', 'productName', 'skuName', 'serviceName', 'unitOfMeasure', 'type', 'armSkuName', 'savingsPlan',
])

/** @typedef {{digits: bigint, scale: number}} Exact */
/** @typedef {{from: Exact, price: Exact, start: number, end: number}} Row */
/** @typedef {{item: number, place: number, sku: string, meter: string, savingsPlan: string, rows: Row[], inForce: boolean}} Price */

const day = 86_400_000

/** Words of a text. @param {string} text @returns {string[]} */
const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** @param {string[]} left @param {string[]} right */
function compare(left, right) {
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return left[at] < right[at] ? -1 : 1
  return 0
}

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
      price = { item: this.#itemOf.of(item), place: this.#placeOf.of(place), sku, meter, savingsPlan: row[at.savingsPlan], rows: [], inForce: false }
      this.byKey.set(key, price)
    }
    price.rows.push({
      from: this.#number.of(row[at.tierMinimumUnits]),
      price: this.#number.of(row[at.retailPrice]),
      start: this.#start.of(row[at.effectiveStartDate]),
      end: this.#end.of(row[at.effectiveEndDate]),
    })
  }

  /** Tiers in order, duplicates out, contradictions out; then what searching needs. */
  finish() {
    for (const price of this.byKey.values()) {
      if (price.rows.length > 1) this.#settle(price)
      this.kept += price.rows.length
    }
    this.#index()
    this.#order()
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
      for (const word of new Set(item.slice(0, 6).flatMap(wordsOf))) {
        const items = byWord.get(word)
        if (items) items.push(number)
        else byWord.set(word, [number])
      }
    })
    this.byWord = byWord
    this.words = [...byWord.keys()].sort()
    this.placeWords = this.places.map(([region, location]) => [...wordsOf(region), ...wordsOf(location)])
  }

  /** Items by title, their prices by place, SKU and meter; which prices are in force on the newest day. */
  #order() {
    let newest = -Infinity
    for (const price of this.byKey.values()) for (const row of price.rows) if (row.start > newest) newest = row.start
    const morning = newest - (newest % day)
    /** @type {Price[][]} */
    const pricesOf = this.items.map(() => [])
    for (const price of this.byKey.values()) {
      price.inForce = price.rows.some((row) => row.start < morning + day && morning <= row.end)
      pricesOf[price.item].push(price)
    }
    const titles = this.items.map(([product, title, sku, meter, service, , unit]) => [title.toLowerCase(), product, sku.toLowerCase(), meter.toLowerCase(), unit.toLowerCase(), service.toLowerCase()])
    this.itemOrder = this.items.map((_, item) => item).sort((left, right) => compare(titles[left], titles[right]))
    const placeKeys = this.places.map(([region, location, type, term]) => [type, region, term, location])
    const placeOrder = this.places.map((_, place) => place).sort((left, right) => compare(placeKeys[left], placeKeys[right]))
    const rank = new Uint16Array(placeOrder.length)
    placeOrder.forEach((place, at) => { rank[place] = at })
    const texts = (/** @type {Price} */ one, /** @type {Price} */ other) => (one.sku === other.sku ? (one.meter < other.meter ? -1 : 1) : (one.sku < other.sku ? -1 : 1))
    for (const prices of pricesOf) prices.sort((one, other) => rank[one.place] - rank[other.place] || texts(one, other))
    this.pricesOf = pricesOf
  }

  /**
   * Prices in force that hold all words or words that begin so, and how many there are in each region.
   * @param {string} text
   * @returns {{total: number, regions: Map<string, number>, hits: string[]}} the first hits, the best first
   */
  search(text) {
    const words = wordsOf(text)
    const asked = words.map((word) => ({ items: this.#itemsWith(word), places: this.placeWords?.map((own) => best(own, word)) ?? [] }))
    const regions = new Map()
    /** @type {{score: number, hit: string}[]} */
    const hits = []
    let total = 0
    for (const item of this.itemOrder ?? []) {
      for (const price of this.pricesOf?.[item] ?? []) {
        if (!price.inForce) continue
        let score = 0
        const fits = asked.every(({ items, places }) => {
          const own = items.get(item) ?? places[price.place]
          score += own
          return own > 0
        })
        if (!fits) continue
        const [region] = this.places[price.place]
        total += 1
        regions.set(region, (regions.get(region) ?? 0) + 1)
        hits.push({ score, hit: `${this.items[item][0]}/${price.sku} ${price.meter} ${region}` })
      }
    }
    hits.sort((left, right) => right.score - left.score)
    return { total, regions, hits: hits.slice(0, 20).map(({ hit }) => hit) }
  }

  /** Items that hold a word, or one that begins so, and how well it fits. @param {string} word */
  #itemsWith(word) {
    /** @type {Map<number, number>} */
    const found = new Map()
    const words = this.words ?? []
    let [from, to] = [0, words.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (words[middle] < word) from = middle + 1
      else to = middle
    }
    for (let at = from; at < words.length && words[at].startsWith(word); at += 1) {
      const score = words[at] === word ? 3 : 1
      for (const item of this.byWord?.get(words[at]) ?? []) found.set(item, Math.max(score, found.get(item) ?? 0))
    }
    return found
  }
}

/** How well a word fits some words: 3 is one of them, 1 begins one. @param {string[]} words @param {string} word */
function best(words, word) {
  return words.includes(word) ? 3 : words.some((own) => own.startsWith(word)) ? 1 : 0
}
