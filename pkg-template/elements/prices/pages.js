/** @import { PriceHit, SearchAnswer } from '../types.js' */

export const PAGE = 100
/** Pages that are held: those seen last. */
const HELD = 60

/** The hits of one search, fetched by pages as they come into view. */
export class Pages {
  /** By number, the one seen last at the end. @type {Map<number, PriceHit[]>} */
  #pages = new Map()
  /** @type {[number, number]} */
  #wanted = [0, 0]
  #fetching = false

  /**
   * @param {SearchAnswer} first the answer with the first page
   * @param {(offset: number) => Promise<SearchAnswer>} ask
   * @param {() => void} arrived
   * @param {(error: unknown) => void} fail
   */
  constructor(first, ask, arrived, fail) {
    this.answer = first
    this.ask = ask
    this.arrived = arrived
    this.fail = fail
    this.#pages.set(0, first.hits)
  }

  get count() {
    return this.answer.total
  }

  /** @param {number} index */
  hit(index) {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  /** What is in view now; what was passed by in the meantime is not asked for. @param {number} first @param {number} last */
  need(first, last) {
    this.#wanted = [Math.floor(first / PAGE), Math.ceil(Math.min(last, this.count) / PAGE)]
    if (!this.#fetching) this.#fetch()
  }

  /** The first page in view that is not there. */
  get #missing() {
    const [first, end] = this.#wanted
    for (let page = first; page < end; page += 1) if (!this.#pages.has(page)) return page
    return null
  }

  async #fetch() {
    this.#fetching = true
    try {
      for (let page = this.#missing; page !== null; page = this.#missing) {
        this.#pages.set(page, (await this.ask(page * PAGE)).hits)
        const [oldest] = this.#pages.keys()
        if (this.#pages.size > HELD) this.#pages.delete(oldest)
        this.arrived()
      }
    } catch (error) {
      this.fail(error)
    }
    this.#fetching = false
  }
}
