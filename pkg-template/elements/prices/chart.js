import { html, svg } from 'lit'
import { formatExact, formatPrice } from '../lib/format.js'

/** @import { Tier } from '../types.js' */

const WIDTH = 400
const HEIGHT = 96
const TOP = 20
const BASE = 78

/**
 * Tiers as steps: each of the same width, because quantities of tiers differ by powers of ten.
 * The heights are pixels, the only use of prices as binary numbers.
 * @param {Tier[]} tiers
 * @param {string} locale
 * @param {string} label
 */
export function tierChart(tiers, locale, label) {
  const highest = Math.max(...tiers.map((tier) => Number(tier.unitPrice)), Number.MIN_VALUE)
  const width = WIDTH / tiers.length
  const steps = tiers.map((tier, index) => ({
    x: index * width,
    y: BASE - Math.max(1, (Number(tier.unitPrice) / highest) * (BASE - TOP)),
    price: formatPrice(tier.unitPrice, locale),
    from: formatExact(tier.from, locale),
  }))
  const path = steps.map((step, index) => `${index ? 'V' : 'M0 '}${step.y}H${step.x + width}`).join('')
  return html`<svg class="tiers" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
    <path class="area" d="${path}V${BASE}H0Z"/><path class="line" d=${path}/>
    ${steps.map((step) => svg`<text class="price" x=${step.x + width / 2} y=${step.y - 6} text-anchor="middle">${step.price}</text>
      <text class="from" x=${step.x} y=${HEIGHT - 4} text-anchor=${step.x ? 'middle' : 'start'}>${step.from}</text>`)}
  </svg>`
}
