/** @import { IsoDay, PriceVersion } from '../types.js' */

/** A time in which the price does not change. @typedef {{ from: IsoDay | null, to: IsoDay | null, unitPrice: string | null, tiers: PriceVersion['tiers'] }} Span */

const BEGIN = '0000-01-01'
const END = '9999-12-31'

/** @param {IsoDay} day @param {number} days @returns {IsoDay} */
function shift(day, days) {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** @param {PriceVersion[]} versions @param {IsoDay} day */
function versionOn(versions, day) {
  return versions.find(({ from, to }) => (from ?? BEGIN) <= day && day <= (to ?? END))
}

/**
 * One history out of those that lists tell. A list is believed up to its newest day by those that are older than it, and
 * the newest list for all that comes after; where it says nothing, the one before it is asked.
 * @param {{ on: IsoDay, versions: PriceVersion[] }[]} histories
 * @returns {Span[]}
 */
export function timeline(histories) {
  const lists = [...histories].sort((a, b) => a.on < b.on ? -1 : 1)
  const starts = lists.flatMap(({ on, versions }) => [shift(on, 1), ...versions.flatMap(({ from, to }) => [from ?? BEGIN, ...(to === null ? [] : [shift(to, 1)])])])
  const days = [...new Set(starts)].sort()
  /** @type {Span[]} */
  const spans = []
  days.forEach((day, index) => {
    const at = lists.findIndex(({ on }) => day <= on)
    const order = at < 0 ? [...lists].reverse() : [...lists.slice(at), ...lists.slice(0, at).reverse()]
    const version = order.map(({ versions }) => versionOn(versions, day)).find(Boolean)
    if (!version) return
    const next = days[index + 1]
    const to = next ? shift(next, -1) : null
    const last = spans.at(-1)
    const joins = last && last.to !== null && shift(last.to, 1) === day && JSON.stringify(last.tiers) === JSON.stringify(version.tiers) && last.unitPrice === version.unitPrice
    if (joins) last.to = to
    else spans.push({ from: day === BEGIN ? null : day, to, unitPrice: version.unitPrice, tiers: version.tiers })
  })
  return spans
}
