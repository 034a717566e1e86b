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

/** The counts that must be alike. @param {any} read */
export function counts(read) {
  const { rows, kept, duplicates, refused, prices } = read.info ? read.info() : { ...read, prices: read.byKey?.size }
  return kept === undefined ? { rows } : { rows, kept, duplicates, refused, prices }
}
