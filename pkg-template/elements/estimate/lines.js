import { html, nothing } from 'lit'
import { formatExact, formatPrice, hoursOfMonth } from '../lib/format.js'
import { countsHours, pecName, speak, termName, typeName } from '../lib/words.js'
import { groupsOf } from './document.js'
import { hasTerms } from './quote.js'

/** @import { DocumentLine, EstimatedLine } from '../types.js' */
/** @import { AzplanEstimate } from './estimate.js' */

/** @param {AzplanEstimate} view */
export function renderLines(view) {
  const { estimate, answer } = view
  const groups = groupsOf(estimate)
  const pricing = answer?.pricingCurrency ?? view.list?.info.currency ?? ''
  const billing = answer?.currency ?? view.settings.currency
  return html`<table class="lines"><caption class="hush">${view.t('estimate.lines')}</caption>
    <thead><tr><th scope="col" class="item">${view.t('prices.item')}</th><th scope="col" class="number amount">${view.t('quantity')}</th>
      <th scope="col" class="hours">${view.t('hours')}</th>
      ${view.forCustomer ? nothing : html`<th scope="col" class="number">${view.t('retail')} (${pricing})</th><th scope="col" class="number">PEC (${pricing})</th>`}
      <th scope="col" class="number">${view.t(view.forCustomer ? 'price' : 'billed')} (${billing})</th>
      <th scope="col" class="act"><span class="hush">${view.t('actions')}</span></th></tr></thead>
    ${groups.map((group) => renderGroup(view, group, groups.length > 1))}</table>`
}

/** @param {AzplanEstimate} view @param {string} group @param {boolean} named */
function renderGroup(view, group, named) {
  const lines = view.estimate.lines.filter((line) => line.group === group)
  const sum = view.groupTotals.get(group)
  return html`<tbody>
    ${named || group ? html`<tr class="group"><th scope="rowgroup" colspan=${view.forCustomer ? 3 : 5}>
      ${group ? html`<input class="inline" aria-label=${view.t('group.name')} .value=${group}
        @change=${(/** @type {any} */ event) => view.renameGroup(group, event.target.value)}>` : html`<span class="muted">${view.t('group.none')}</span>`}</th>
      <td class="number">${sum ? html`<azplan-figure plain .locale=${view.locale} value=${sum.value} unit=${sum.unit} label=${group || view.t('group.none')}
        .explanation=${sum}></azplan-figure>` : nothing}</td><td></td></tr>` : nothing}
    ${lines.map((line) => renderLine(view, line))}</tbody>`
}

/** @param {AzplanEstimate} view @param {DocumentLine} line */
function renderLine(view, line) {
  const result = view.answer?.lines.find((other) => other.id === line.id)
  const found = result?.found ? result : null
  return html`<tr class="line">
    <td class="item"><span class="title">${found?.price.title ?? line.title}</span><span class="sub">${describe(view, line, found)}</span></td>
    <td class="number amount">${renderQuantity(view, line)}</td>
    <td class="hours">${renderHours(view, line)}</td>
    ${result && !result.found ? html`<td class="money" colspan=${view.forCustomer ? 1 : 3}>${renderGap(view, line, result)}</td>` : renderFigures(view, line, found)}
    <td class="act"><azplan-menu .locale=${view.locale} label=${view.t('line.actions', { title: line.title })} .items=${view.lineActions(line)}
      @azplan-choose=${(/** @type {CustomEvent<{ id: string }>} */ event) => view.act(line, event.detail.id)}></azplan-menu></td></tr>`
}

/** @param {AzplanEstimate} view @param {DocumentLine} line @param {Extract<EstimatedLine, { found: true }> | null} found */
function describe(view, line, found) {
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  const words = [line.region, line.type && line.type !== 'Consumption' ? typeName(t, line.type) : '', termName(t, line.term ?? null)]
  if (found && !(view.forCustomer && hasTerms(view.estimate))) words.push(`${formatPrice(found.price.unitPrice, view.locale)} ${found.price.currency} / ${line.term ? t('prices.wholeTerm', {}) : found.price.unitOfMeasure}`)
  if (found && !view.forCustomer && found.pecReason !== 'eligible') words.push(pecName(t, found.pecReason))
  return words.filter(Boolean).join(' · ')
}

/** @param {AzplanEstimate} view @param {DocumentLine} line */
function renderQuantity(view, line) {
  const wrong = view.wrong.has(`${line.id}.quantity`)
  return html`<label><span class="hush">${view.t('quantity.of', { title: line.title })}</span>
    <input inputmode="decimal" autocomplete="off" size="8" .value=${formatExact(line.quantity, view.locale)} aria-invalid=${wrong}
      @focus=${(/** @type {any} */ event) => event.target.select()}
      @change=${(/** @type {any} */ event) => view.setNumber(line, 'quantity', event.target)}></label>
    ${wrong ? html`<span class="sub wrong" role="alert">${view.t('quantity.invalid')}</span>` : nothing}`
}

/** @param {AzplanEstimate} view @param {DocumentLine} line */
function renderHours(view, line) {
  if (!countsHours(line.unitOfMeasure, line.type ?? 'Consumption')) return html`<span class="muted">${line.term ? termName((key, values) => view.t(key, values), line.term) : `× ${line.unitOfMeasure}`}</span>`
  const on = view.list?.info.on ?? ''
  const hours = line.hours ?? ''
  const custom = view.customHours.has(line.id) || !['730', 'calendar', ''].includes(hours)
  const wrong = view.wrong.has(`${line.id}.hours`)
  return html`<div class="pair"><select aria-label=${view.t('hours.of', { title: line.title })} @change=${(/** @type {any} */ event) => view.setHours(line, event.target.value)}>
      <option value="730" ?selected=${hours === '730' && !custom}>${view.t('hours.average')}</option>
      <option value="calendar" ?selected=${hours === 'calendar' && !custom}>${view.t('hours.calendar', { hours: on ? hoursOfMonth(on) : '' })}</option>
      <option value="" ?selected=${hours === '' && !custom}>${view.t('hours.units')}</option>
      <option value="custom" ?selected=${custom}>${view.t('hours.custom')}</option></select>
    ${custom ? html`<input class="custom" inputmode="decimal" size="5" aria-label=${view.t('hours.each')} .value=${hours === 'calendar' ? '' : hours} aria-invalid=${wrong}
      @change=${(/** @type {any} */ event) => view.setNumber(line, 'hours', event.target)}>` : nothing}</div>`
}

/** @param {AzplanEstimate} view @param {DocumentLine} line @param {Extract<EstimatedLine, { found: true }> | null} found */
function renderFigures(view, line, found) {
  if (!found) return html`<td class="number money muted" colspan=${view.forCustomer ? 1 : 3}>${view.problem?.lineId === line.id ? html`<span class="gap error">${speak(view.problem.message, view.locale)}</span>` : '…'}</td>`
  const { pricingCurrency = '', currency = '' } = view.answer ?? {}
  const billed = figure(view, found, 'billingTotal', currency, view.forCustomer ? 'price' : 'billed')
  if (view.forCustomer) return html`<td class="number money" data-label=${view.t('price')}>${billed}${once(view, found)}</td>`
  return html`<td class="number money" data-label=${view.t('retail')}>${figure(view, found, 'retail', pricingCurrency, 'retail')}</td>
    <td class="number money" data-label="PEC">${figure(view, found, 'pec', pricingCurrency, 'pec')}</td>
    <td class="number money strong" data-label=${view.t('billed')}>${billed}${once(view, found)}</td>`
}

/** @param {AzplanEstimate} view @param {Extract<EstimatedLine, { found: true }>} found */
function once(view, found) {
  return found.charge === 'oneTime' ? html`<span class="sub">${view.t('estimate.oneTime')}</span>` : nothing
}

/**
 * The steps up to the one that makes the figure.
 * @param {AzplanEstimate} view
 * @param {Extract<EstimatedLine, { found: true }>} found
 * @param {'retail' | 'pec' | 'billingTotal'} what
 * @param {string} unit
 * @param {string} word
 */
function figure(view, found, what, unit, word) {
  const value = found[what]
  const end = what === 'billingTotal' ? -1 : found.steps.findIndex((step) => step.rule === what)
  const steps = end < 0 ? found.steps : found.steps.slice(0, end + 1)
  const title = `${view.t(word)}: ${found.price.title}`
  return html`<azplan-figure plain .locale=${view.locale} value=${value} unit=${unit} label=${title} .explanation=${{ title, value, unit, steps }}></azplan-figure>`
}

/** @param {AzplanEstimate} view @param {DocumentLine} line @param {Extract<EstimatedLine, { found: false }>} gap */
function renderGap(view, line, gap) {
  return html`<div class="gap"><strong>${view.t('estimate.unpriced')}</strong> ${speak(gap.message, view.locale)}
    ${gap.nearest.slice(0, 3).map((hit) => html`<button class="quiet" type="button" @click=${() => view.replace(line, hit)}>
      ${view.t('estimate.use', { title: [hit.title, hit.region, `${formatPrice(hit.unitPrice, view.locale)} ${hit.currency}`].filter(Boolean).join(', ') })}</button>`)}</div>`
}
