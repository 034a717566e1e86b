import { html, nothing } from 'lit'
import { formatChange, formatExact, formatMoney, formatPrice, isZero } from '../lib/format.js'
import { speak, termName, typeName } from '../lib/words.js'
import { whatElse } from './what-else.js'

/** @import { DiffImpact, ListedInOne, ListedPrice, NotCompared, PriceChange } from '../types.js' */
/** @import { AzplanDiff } from './diff.js' */

/** @typedef {DiffImpact['lines'][number]} EffectLine */
/** @typedef {{ name: string, label: string, number?: boolean }} Column */

/** @param {AzplanDiff} view @returns {Column[]} the columns of the entries that are shown */
function columns(view) {
  const { currency } = view.sides?.recent.info ?? { currency: '' }
  const item = { name: 'item', label: view.t('prices.item') }
  const price = (/** @type {string} */ name, /** @type {string} */ label) => ({ name, label: `${view.t(label)} (${currency})`, number: true })
  if (view.tab === 'effect') {
    return [item, { name: 'quantity', label: view.t('quantity'), number: true }, price('before', 'diff.before'), price('after', 'diff.after'), price('change', 'diff.difference')]
  }
  const region = { name: 'region', label: view.t('facet.region') }
  if (view.tab === 'changed') return [item, region, price('before', 'diff.before'), price('after', 'diff.after'), { name: 'change', label: view.t('diff.change'), number: true }]
  if (view.tab === 'notCompared') return [item, region, price('before', 'diff.before'), price('after', 'diff.after'), { name: 'why', label: view.t('diff.why') }]
  return [item, region, price('after', 'prices.unitPrice')]
}

/** @param {AzplanDiff} view */
export function renderTable(view) {
  const { entries } = view
  const shown = columns(view)
  const { first, last } = view.rows
  const indexes = Array.from({ length: Math.max(0, Math.min(last, entries.length) - first) }, (_, index) => first + index)
  return html`<table class=${view.tab} aria-rowcount=${entries.length + 1} @keydown=${(/** @type {KeyboardEvent} */ event) => view.rows.key(event)}>
    <caption class="hush">${view.t(`diff.${view.tab}`)}</caption>
    <thead><tr>${shown.map((column) => html`<th scope="col" class="${column.name} ${column.number ? 'number' : ''}">${column.label}</th>`)}</tr></thead>
    <tbody class="virtual"><tr class="pad" aria-hidden="true"><td colspan=${shown.length}></td></tr>
      ${indexes.map((index) => row(view, index))}
      <tr class="pad" aria-hidden="true"><td colspan=${shown.length}></td></tr></tbody></table>`
}

/** @param {AzplanDiff} view @param {number} index */
function row(view, index) {
  const entry = view.entries[index]
  const cells = view.tab === 'effect' ? effectCells(view, /** @type {EffectLine} */ (entry))
    : view.tab === 'changed' ? changeCells(view, /** @type {PriceChange} */ (entry))
      : view.tab === 'notCompared' ? notComparedCells(view, /** @type {NotCompared} */ (entry)) : priceCells(view, /** @type {ListedInOne} */ (entry))
  const open = view.tab === 'effect' ? undefined : () => view.show(/** @type {PriceChange | ListedInOne | NotCompared} */ (entry))
  return html`<tr class="hit ${open ? 'opens' : ''}" aria-rowindex=${index + 2} @click=${open}>${cells}</tr>`
}

/** @param {AzplanDiff} view @param {PriceChange | ListedInOne | NotCompared} price */
function itemCell(view, price) {
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  const way = price.type === 'Consumption' ? '' : [typeName(t, price.type), termName(t, price.term)].filter(Boolean).join(', ')
  const others = 'what' in price ? whatElse(view, price) : ''
  return html`<td class="item"><button class="open" type="button" aria-haspopup="dialog" title=${price.title}>${price.title}</button>
    <span class="sub">${[others, price.unitOfMeasure, way].filter(Boolean).join(' · ')}</span></td>
    <td class="region">${price.region || '—'}</td>`
}

/** @param {AzplanDiff} view @param {NotCompared} price */
function notComparedCells(view, price) {
  const cell = (/** @type {ListedPrice | null} */ side) => html`${side ? formatPrice(side.unitPrice, view.locale) : '—'}<span class="sub">${side?.unitOfMeasure ?? ''}</span>`
  return html`${itemCell(view, price)}
    <td class="number before" data-label=${view.t('diff.before')}>${cell(price.before)}</td>
    <td class="number after" data-label=${view.t('diff.after')}>${cell(price.after)}</td>
    <td class="why" title=${speak(price.explain, view.locale)}>${speak(price.explain, view.locale)}</td>`
}

/** @param {AzplanDiff} view @param {PriceChange} price */
function changeCells(view, price) {
  return html`${itemCell(view, price)}
    <td class="number before" data-label=${view.t('diff.before')}>${formatPrice(price.before, view.locale)}</td>
    <td class="number after" data-label=${view.t('diff.after')}>${formatPrice(price.after, view.locale)}</td>
    <td class="number change">${renderChange(view, price)}</td>`
}

/** @param {AzplanDiff} view @param {ListedInOne} price */
function priceCells(view, price) {
  return html`${itemCell(view, price)}<td class="number after">${formatPrice(price.unitPrice, view.locale)}</td>`
}

/** @param {AzplanDiff} view @param {EffectLine} line */
function effectCells(view, line) {
  const { locale } = view
  const currency = view.sides?.recent.info.currency ?? ''
  const explained = { title: line.title, value: line.difference, unit: currency, steps: view.effectSteps(line) }
  return html`<td class="item"><span class="title" title=${line.title}>${line.title || `${line.productId} / ${line.skuId}`}</span>
      <span class="sub">${line.plan === 'estimate' ? '' : line.plan}</span></td>
    <td class="number quantity" data-label=${view.t('quantity')}>${formatExact(line.quantity, locale)}</td>
    <td class="number before" data-label=${view.t('diff.before')}>${formatMoney(line.before, currency, locale)}</td>
    <td class="number after" data-label=${view.t('diff.after')}>${formatMoney(line.after, currency, locale)}</td>
    <td class="number change"><azplan-figure plain signed .locale=${locale} value=${line.difference} unit=${currency} label=${line.title} .explanation=${explained}></azplan-figure>
      <span class="sub">${costWord(view, line.difference)}</span></td>`
}

/** @param {string} change */
export function tone(change) {
  return isZero(change) ? '' : change.startsWith('-') ? 'cheaper' : 'dearer'
}

/** @param {AzplanDiff} view @param {string} change */
function word(view, change) {
  return isZero(change) ? '' : view.t(`diff.${tone(change)}`)
}

/** @param {AzplanDiff} view @param {string} change of an amount */
export function costWord(view, change) {
  return isZero(change) ? '' : view.t(change.startsWith('-') ? 'diff.less' : 'diff.more')
}

/** A change with sign and word. @param {AzplanDiff} view @param {PriceChange} price */
export function renderChange(view, { before, after, changePercent, tiersChanged }) {
  if (before === after) return html`<span class="sub">${view.t(tiersChanged ? 'diff.samePrice' : 'diff.same')}</span>`
  if (before === null || after === null) return html`<span class="sub">${view.t('details.noPrice')}</span>`
  if (changePercent === null) return html`<span class="dearer">${view.t('diff.wasFree')}</span>`
  return html`<span class=${tone(changePercent)}>${formatChange(changePercent, view.locale)}</span>${word(view, changePercent) ? html`<span class="sub">${word(view, changePercent)}</span>` : nothing}`
}
