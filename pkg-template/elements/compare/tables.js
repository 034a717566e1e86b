import { html, nothing } from 'lit'
import { formatExact, formatRounded as rounded } from '../lib/format.js'
import { swatch } from './chart.js'
import { customerSteps, shownWays, wayName } from './ways.js'

/** @import { AzplanPurchase } from './purchase.js' */
/** @import { PurchaseOption } from '../types.js' */
/** @import { Ways } from './ways.js' */

/** Steps begin with list prices: beside what the customer pays they would show the markup. @param {AzplanPurchase} view @param {Ways} ways */
export function hidden(view, ways) {
  return view.forCustomer && !/^0*(\.0*)?$/.test(ways.markup)
}

/** A figure with its steps; for a customer without those of the partner, and without any where they would show the markup. @param {AzplanPurchase} view @param {Ways} ways @param {PurchaseOption} option @param {string | null} value @param {string} label */
function figure(view, ways, option, value, label) {
  if (value === null) return html`<span class="muted">–</span>`
  const steps = view.forCustomer ? customerSteps(option.steps) : option.steps
  const title = `${wayName((key, values) => view.t(key, values), option, view.forCustomer)}: ${label}`
  return html`<azplan-figure plain .locale=${view.locale} value=${value} unit=${ways.currency} label=${title}
    .explanation=${hidden(view, ways) ? null : { title, value, unit: ways.currency, steps, audience: view.audience }}></azplan-figure>`
}

/** @param {AzplanPurchase} view @param {Ways} ways */
export function renderWays(view, ways) {
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  const partner = !view.forCustomer
  /** @type {[string, (option: PurchaseOption) => string | null][]} */
  const columns = [
    [t('ways.customer', {}), (option) => option.customerMonthly],
    ...(partner ? /** @type {[string, (option: PurchaseOption) => string | null][]} */ ([
      [t('ways.partnerPays', {}), (option) => option.partnerMonthly],
      [t('ways.keeps', {}), (option) => option.partnerKeeps],
      [t('ways.pec', {}), (option) => option.pec],
    ]) : []),
    [t('ways.year', {}), (option) => option.customerYearly],
    [t('ways.term', {}), (option) => option.customerTerm],
  ]
  return html`<section><h2 id="ways">${t('ways.table', {})}</h2><div class="wide" tabindex="0" role="region" aria-labelledby="ways"><table class="ways-table stacked">
    <thead><tr><th scope="col">${t('ways.way', {})}</th>${columns.map(([title]) => html`<th scope="col" class="number">${title}</th>`)}<th scope="col" class="number">${t('ways.saving', {})}</th></tr></thead>
    <tbody>${shownWays(ways, view.forCustomer).map((option) => html`<tr class=${option.found && option.id === ways.cheapest.customer ? 'best' : ''}>
      <th scope="row">${swatch(option.id, option.kind)}${wayName(t, option, view.forCustomer)}${option.reservations?.of ? html` <span class="muted small">${option.reservations.text}</span>` : nothing}${option.found && option.message ? html` <span class="muted small">${t('ways.freeInDevTest', {})}</span>` : nothing}</th>
      ${option.found
        ? html`${columns.map(([title, value]) => html`<td class="number" data-label=${title}>${figure(view, ways, option, value(option), title)}</td>`)}<td class="number" data-label=${t('ways.saving', {})}>${option.savingPercent === null ? '–' : `${rounded(option.savingPercent, view.locale)}%`}</td>`
        : html`<td colspan=${columns.length + 1} class="muted missing">${t(`ways.${option.reason ?? 'notInList'}`, {})}</td>`}</tr>`)}</tbody></table></div></section>`
}

/** @param {AzplanPurchase} view @param {Ways} ways */
export function renderPoints(view, ways) {
  if (ways.breakEven.length === 0) return nothing
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  const { locale } = view
  /** @param {string} title @param {string | null} hours @param {string} percent @param {boolean} reachable @param {Ways['breakEven'][number]['steps']} steps */
  const point = (title, hours, percent, reachable, steps) => {
    if (!reachable) return t('ways.never', {})
    if (hours === null) return t('ways.pointUnits', { percent: rounded(percent, locale) })
    return html`<azplan-figure .locale=${locale} value=${hours} unit="h" plain label=${title} .explanation=${hidden(view, ways) ? null : { title, value: hours, unit: 'h', steps, audience: view.audience }}></azplan-figure> ${t('ways.point', { percent: rounded(percent, locale) })}`
  }
  const name = (/** @type {string} */ id) => {
    const option = ways.options.find((other) => other.id === id)
    return option ? wayName(t, option, view.forCustomer) : id
  }
  return html`<section><h2>${t('ways.points', {})}</h2>${view.forCustomer ? nothing : html`<p class="muted small">${t('ways.pointsText', {})}</p>`}
    <div class="wide" tabindex="0" role="region" aria-label=${t('ways.points', {})}><table class="points stacked"><thead><tr><th scope="col">${t('ways.way', {})}</th><th scope="col" class="number">${t('ways.pointCustomer', {})}</th>
      <th scope="col" class="number">${t('ways.pointTerm', {})}</th>${view.forCustomer ? nothing : html`<th scope="col" class="number">${t('ways.pointPartner', {})}</th>`}</tr></thead>
      <tbody>${ways.breakEven.map((each, index) => html`<tr><th scope="row"><span class="badge">${index + 1}</span>${name(each.option)}</th>
        <td class="number" data-label=${t('ways.pointCustomer', {})}>${point(`${name(each.option)}: ${t('ways.pointCustomer', {})}`, each.hoursPerMonth, each.utilisation, each.reachable, each.steps.slice(0, 1))}</td>
        <td class="number" data-label=${t('ways.pointTerm', {})}>${each.hoursPerTerm === null ? '–' : html`<span title=${formatExact(each.hoursPerTerm, locale)}>${rounded(each.hoursPerTerm, locale)}</span>`}</td>
        ${view.forCustomer ? nothing : html`<td class="number" data-label=${t('ways.pointPartner', {})}>${point(`${name(each.option)}: ${t('ways.pointPartner', {})}`, each.partnerHoursPerMonth, each.partnerUtilisation, each.partnerReachable, each.steps.slice(1))}</td>`}</tr>`)}</tbody></table></div></section>`
}

/** Rules of the partner alone. */
const PARTNER_NOTES = new Set(['noPec', 'partnerSheet', 'retailList'])

/** @param {AzplanPurchase} view @param {Ways} ways */
export function renderNotes(view, ways) {
  const notes = ways.notes.filter(({ rule }) => !view.forCustomer || !PARTNER_NOTES.has(rule))
  if (notes.length === 0) return nothing
  return html`<section><h2>${view.t('ways.notes')}</h2><ul class="notes">${notes.map(({ rule, cite }) => html`<li>${view.t(`note.${rule}`)} <cite class="muted small" lang="en">${cite}</cite></li>`)}</ul></section>`
}
