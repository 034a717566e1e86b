import { html, nothing, svg } from 'lit'
import { formatCount, formatExact } from '../lib/format.js'
import { lines, reference, wayName } from './ways.js'

/** @import { Side, Translate, Ways } from './ways.js' */

const WIDTH = 760
const HEIGHT = 330
const LEFT = 64
const RIGHT = 560
const TOP = 16
const BASE = 292
const LINE = 16

/** How each way is drawn: by dashes and weight, not by colour alone. @type {Record<string, string>} */
const LOOKS = {
  payAsYouGo: 'ink',
  payAsYouGoWithPec: 'ink dash',
  spot: 'faint dots',
  devTest: 'faint dash',
}

/** @param {string} id @param {string} kind */
export function look(id, kind) {
  if (kind === 'reservation') return id.endsWith('P3Y') ? 'accent bold' : 'accent'
  if (kind === 'savingsPlan') return id.endsWith('P3Y') ? 'accent bold dash' : 'accent dash'
  return LOOKS[kind] ?? 'ink'
}

/** A sample of a line, for the table. @param {string} id @param {string} kind */
export function swatch(id, kind) {
  return html`<svg class="swatch" viewBox="0 0 28 10" aria-hidden="true"><path class="way ${look(id, kind)}" d="M1 5H27"/></svg>`
}

/**
 * Cost of a month by hours of use, with the crossing points. The places are pixels, the only use of amounts as binary numbers.
 * @param {Ways} ways
 * @param {{ side: Side, locale: string, t: Translate, forCustomer: boolean }} view
 */
export function waysChart(ways, { side, locale, t, forCustomer }) {
  const drawn = lines(ways, side)
  const hours = Number(ways.hoursOfMonth)
  const highest = ceiling(Math.max(...drawn.flatMap((option) => option.points.map((point) => Number(point[side])))))
  const x = (/** @type {number} */ value) => LEFT + (Math.min(value, hours) / hours) * (RIGHT - LEFT)
  const y = (/** @type {number} */ value) => BASE - (value / highest) * (BASE - TOP)
  const names = spread(drawn.map((option) => ({ option, at: y(Number(option.points[option.points.length - 1][side])) })))
  const now = Number(ways.hours ?? 0)
  const points = ways.breakEven
    .map((point, index) => ({
      number: index + 1,
      reachable: side === 'customer' ? point.reachable : point.partnerReachable,
      hours: Number((side === 'customer' ? point.hoursPerMonth : point.partnerHoursPerMonth) ?? NaN),
      amount: Number(side === 'customer' ? point.customerMonthly : point.partnerMonthly),
    }))
    .filter((point) => point.reachable && Number.isFinite(point.hours))
  const dots = apart(points.map((point) => ({ ...point, x: x(point.hours), y: y(point.amount) })))
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * hours)
  const amounts = [0, highest / 2, highest]
  return html`<svg class="ways" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('ways.chart')}>
    ${amounts.map((amount) => svg`<path class="grid" d="M${LEFT} ${y(amount)}H${RIGHT}"/><text class="tick" x=${LEFT - 8} y=${y(amount) + 4} text-anchor="end">${formatExact(String(amount), locale)}</text>`)}
    ${ticks.map((tick) => svg`<text class="tick" x=${x(tick)} y=${HEIGHT - 18} text-anchor="middle">${t('ways.hoursAxis', { hours: formatCount(Math.round(tick), locale) })}</text>`)}
    <path class="now" d="M${x(now)} ${TOP}V${BASE}"/>
    ${drawn.map((option) => svg`<path class="way ${look(option.id, option.kind)}" d=${option.points.map((point, index) => `${index ? 'L' : 'M'}${x(Number(point.hours))} ${y(Number(point[side]))}`).join('')}/>`)}
    ${dots.map((dot) => svg`<g class="point">${dot.shown === dot.y ? nothing : svg`<path class="lead" d="M${dot.x} ${dot.y}V${dot.shown}"/>`}<circle cx=${dot.x} cy=${dot.shown} r="9"/><text x=${dot.x} y=${dot.shown + 4} text-anchor="middle">${dot.number}</text></g>`)}
    ${names.map(({ option, at, name }) => svg`<path class="lead" d="M${RIGHT} ${at}L${RIGHT + 12} ${name}"/><text class="name ${option.id === reference(side) ? 'strong' : ''}" x=${RIGHT + 16} y=${name + 4}>${wayName(t, option, forCustomer || side === 'customer')}</text>`)}
  </svg>`
}

/** The round number above a figure: where an axis ends. @param {number} value */
function ceiling(value) {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power
}

/**
 * Dots that would hide one another, moved up from where they belong.
 * @template {{ x: number, y: number }} T
 * @param {T[]} dots
 * @returns {(T & { shown: number })[]}
 */
function apart(dots) {
  /** @type {(T & { shown: number })[]} */
  const placed = []
  for (const dot of dots) {
    let shown = dot.y
    while (placed.some((other) => Math.abs(other.x - dot.x) < 19 && Math.abs(other.shown - shown) < 19)) shown -= 20
    placed.push({ ...dot, shown })
  }
  return placed
}

/**
 * Names below each other that do not overlap, each as near to its line as there is room.
 * @template {{ at: number }} T
 * @param {T[]} labels
 * @returns {(T & { name: number })[]}
 */
function spread(labels) {
  const sorted = [...labels].sort((left, right) => left.at - right.at)
  let least = TOP
  const placed = sorted.map((label) => {
    const name = Math.max(label.at, least)
    least = name + LINE
    return { ...label, name }
  })
  // What ran over the edge moves up again.
  let most = BASE
  for (const label of placed.reverse()) {
    label.name = Math.min(label.name, most)
    most = label.name - LINE
  }
  return placed
}
