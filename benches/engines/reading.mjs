/** What the reading bench compares, by name. Runs in Node and in a page. */
import { papaparse, papaparseOnly, piecesOf, udsv, udsvOnly } from './parsers.mjs'

export { piecesOf }

/** Names in the order of the table; the ones in brackets only parse. */
export const readers = ['azplan', 'udsv', 'papaparse', 'udsv (parse only)', 'papaparse (parse only)']

/**
 * @param {string} name
 * @param {any} core the package's wasm module, started
 * @returns {(pieces: Iterable<Uint8Array>) => any} answers what was read: `rows`, and for lists how many of them are in use
 */
export function reader(name, core) {
  /** @type {Record<string, (pieces: Iterable<Uint8Array>) => any>} */
  const all = { azplan: azplan(core), udsv, papaparse, 'udsv (parse only)': udsvOnly, 'papaparse (parse only)': papaparseOnly }
  return all[name]
}

/** @param {any} core */
const azplan = (core) => (/** @type {Iterable<Uint8Array>} */ pieces) => {
  const reading = new core.PriceListReader()
  for (const piece of pieces) reading.push(piece)
  return reading.finish()
}

/** What lists are asked after they were read, to see that they are alike. */
const questions = ['d4s v5', 'virtual machines eu west', 'log ana', 'sql vcore us', 'bandwidth', 'redis cache premium p1', '']

/**
 * The answers that must be alike: hits, their number, and how many there are in each region.
 * @param {any} read
 * @returns {Promise<string[] | null>}
 */
export async function answers(read) {
  if (read.byKey === undefined && !read.info) return null
  return Promise.all(questions.map(async (text) => {
    if (!read.info) {
      const { total, regions, hits } = read.search(text)
      return JSON.stringify({ total, regions: [...regions].filter(([name]) => name).sort(), hits: text ? hits : [] })
    }
    const { total, facets, hits } = await read.search({ text, limit: 20 })
    const regions = facets.region.map((/** @type {{value: string, count: number}} */ { value, count }) => [value, count]).sort()
    return JSON.stringify({ total, regions, hits: text ? hits.map((/** @type {any} */ hit) => `${hit.productId}/${hit.skuId} ${hit.meterIds.join(';')} ${hit.region}`) : [] })
  }))
}

/** The counts that must be alike. @param {any} read */
export function counts(read) {
  const { rows, kept, duplicates, refused, prices } = read.info ? read.info() : { ...read, prices: read.byKey?.size }
  return kept === undefined ? { rows } : { rows, kept, duplicates, refused, prices }
}
