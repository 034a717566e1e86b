/** @import { PriceHit, SearchAnswer } from '../types.js' */

export const PAGE = 100
/** Rows that one list shows; who needs a later one narrows the search. */
export const MOST = 100_000

/** The hits of one search, fetched by pages as they come into view. */
export class Pages {
  /** @type {Map<number, PriceHit[]>} */
  #pages = new Map()
  /** @type {Set<number>} */
  #asked = new Set()

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
    this.#asked.add(0)
  }

  get count() {
    return Math.min(this.answer.total, MOST)
  }

  /** @param {number} index */
  hit(index) {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  /** @param {number} first @param {number} last */
  need(first, last) {
    for (let page = Math.floor(first / PAGE); page * PAGE < Math.min(last, this.count); page += 1) this.#fetch(page)
  }

  /** @param {number} page */
  async #fetch(page) {
    if (this.#asked.has(page)) return
    this.#asked.add(page)
    try {
      this.#pages.set(page, (await this.ask(page * PAGE)).hits)
      this.arrived()
    } catch (error) {
      this.#asked.delete(page)
      this.fail(error)
    }
  }
}
