import { html, nothing, svg } from 'lit'
import { formatDay, formatPrice } from '../lib/format.js'

/** @import { Span } from '../lib/timeline.js' */
/** @import { AzplanElement } from '../lib/element.js' */

const WIDTH = 400
const HEIGHT = 96
const TOP = 20
const BASE = 76
/** Least width of a step, so that its price can be read. */
const LEAST = 70

/**
 * When the price was what: a step chart where it changed, a sentence where it did not.
 * @param {AzplanElement} view
 * @param {Span[]} spans
 */
export function renderHistory(view, spans) {
  if (!spans.length) return nothing
  const { locale } = view
  const day = (/** @type {string | null} */ text, /** @type {string} */ none) => text ? formatDay(text, locale) : view.t(none)
  if (spans.length === 1) {
    const [{ from }] = spans
    return html`<section class="history"><h2>${view.t('history')}</h2><p class="muted">${from ? view.t('history.since', { day: formatDay(from, locale) }) : view.t('history.always')}</p></section>`
  }
  const shown = spans.slice(-5)
  return html`<section class="history"><h2>${view.t('history')}</h2>${chart(shown, locale, view.t('history.chart', { count: spans.length }))}
    <table><thead><tr><th scope="col">${view.t('details.from')}</th><th scope="col">${view.t('details.to')}</th><th scope="col" class="number">${view.t('prices.unitPrice')}</th></tr></thead>
      <tbody>${[...spans].reverse().map((span) => html`<tr><td>${day(span.from, 'history.start')}</td><td>${day(span.to, 'details.open')}</td>
        <td class="number">${formatPrice(span.unitPrice, locale)}</td></tr>`)}</tbody></table></section>`
}

/** The heights and widths are pixels, the only use of prices as binary numbers. @param {Span[]} spans @param {string} locale @param {string} label */
function chart(spans, locale, label) {
  const highest = Math.max(...spans.map((span) => Number(span.unitPrice)), Number.MIN_VALUE)
  const lengths = spans.map(({ from, to }) => from && to ? Math.max(1, Date.parse(to) - Date.parse(from)) : 0)
  const known = lengths.reduce((sum, length) => sum + length, 0) || 1
  const room = WIDTH - LEAST * spans.length
  const open = lengths.filter((length) => !length).length
  const share = open ? 0.25 * room / open : 0
  const widths = lengths.map((length) => LEAST + (length ? (length / known) * (room - share * open) : share))
  let x = 0
  const steps = spans.map((span, index) => {
    const step = { x, width: widths[index], y: BASE - Math.max(1, (Number(span.unitPrice) / highest) * (BASE - TOP)), span }
    x += widths[index]
    return step
  })
  const path = steps.map((step, index) => `${index ? 'V' : 'M0 '}${step.y}H${step.x + step.width}`).join('')
  return html`<svg class="tiers" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
    <path class="area" d="${path}V${BASE}H0Z"/><path class="line" d=${path}/>
    ${steps.map((step) => svg`<text class="price" x=${step.x + step.width / 2} y=${step.y - 6} text-anchor="middle">${formatPrice(step.span.unitPrice, locale)}</text>
      ${step.x ? svg`<text class="from" x=${step.x} y=${HEIGHT - 4} text-anchor="middle">${step.span.from ? formatDay(step.span.from, locale) : ''}</text>` : nothing}`)}
  </svg>`
}
