/** @import { PriceQuery } from '../../pkg-template/elements/types.js' */

/** Names of the query in the address. @type {[keyof PriceQuery, string][]} */
const NAMES = [['text', 'q'], ['service', 'service'], ['region', 'region'], ['type', 'type'], ['unit', 'unit'], ['term', 'term']]

/** @typedef {{ view: string, query: PriceQuery }} Route */

/** @param {string} hash @returns {Route} */
export function readRoute(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?')
  const given = new URLSearchParams(search)
  const query = Object.fromEntries(NAMES.filter(([, name]) => given.has(name)).map(([key, name]) => [key, given.get(name)]))
  return { view: path, query: /** @type {PriceQuery} */ (query) }
}

/** @param {Route} route */
export function writeRoute({ view, query }) {
  const given = new URLSearchParams()
  for (const [key, name] of NAMES) {
    const value = query[key]
    if (value !== undefined) given.set(name, value)
  }
  const search = given.toString()
  return `#/${view}${search ? `?${search}` : ''}`
}
