import { html, nothing } from 'lit'
import { closeOnBackdrop, openDialog } from '../lib/dialog.js'
import { formatDay, formatExact, formatMonth, formatPrice, hoursOfMonth, parseDecimal } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { debounce, Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint, countsHours, pecName, priceKey, speak, termName, typeName } from '../lib/words.js'
import { newLine } from '../estimate/document.js'
import { toRequestLine } from '../estimate/request.js'
import { dialog } from '../styles/dialog.js'
import { tierChart } from './chart.js'
import { renderHistory } from './history.js'
import { timeline } from '../lib/timeline.js'
import { styles } from './details.styles.js'

/** @import { EstimatedLine, OpenList, PriceAnswer, PriceHit, Reference } from '../types.js' */
/** @import { Span } from '../lib/timeline.js' */

/**
 * All that the list says about one price, and the way to put it on the estimate.
 * @fires azplan-add - with the line for the estimate
 */
export class AzplanPriceDetails extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    other: { attribute: false },
    hit: { state: true },
    spans: { state: true },
    price: { state: true },
    amount: { state: true },
    problem: { state: true },
    quantity: { state: true },
    hours: { state: true },
  }

  static styles = [AzplanView.styles, dialog, styles]

  constructor() {
    super()
    /** A second list, which knows more of the history. @type {OpenList | null} */
    this.other = null
    /** @type {Span[]} */
    this.spans = []
    /** @type {PriceHit | null} */
    this.hit = null
    /** @type {Extract<PriceAnswer, { found: true }> | null} */
    this.price = null
    /** @type {EstimatedLine | null} */
    this.amount = null
    /** @type {any} what was thrown, or an answer without a price */
    this.problem = null
    this.quantity = '1'
    this.hours = ''
    this.latest = new Latest()
    this.latestAmount = new Latest()
    this.latestHistory = new Latest()
    this.later = debounce(() => this.ask(), 140)
  }

  /** @param {PriceHit} hit */
  async open(hit) {
    this.hit = hit
    this.price = null
    this.amount = null
    this.spans = []
    this.problem = null
    this.quantity = '1'
    this.hours = countsHours(hit.unitOfMeasure, hit.type) ? '730' : ''
    await this.updateComplete
    openDialog(this.renderRoot.querySelector('dialog'))
    const { engine, list } = this
    if (!engine || !list) return
    this.latest.run(() => engine.price(list.id, { ...priceKey(hit), ...this.localCurrency }), (answer) => {
      if (answer.found) this.price = answer
      else this.problem = answer
    }, (error) => { this.problem = error })
    this.remember(hit)
    this.ask()
  }

  /** The currency beside that of the list, where a rate of the list's month is known. */
  get localCurrency() {
    const { currency, exchangeRates } = this.settings
    const info = this.list?.info
    const known = info && currency !== info.currency && exchangeRates.some((rate) => rate.currencyCode === currency && rate.month === info.on.slice(0, 7))
    return known ? { currency, exchangeRates } : {}
  }

  /** Asks both lists what they know of the price. @param {PriceHit} hit */
  remember(hit) {
    const { engine } = this
    const lists = [this.list, this.other].filter((list) => list !== null)
    if (!engine) return
    this.latestHistory.run(() => Promise.all(lists.map(async ({ id, info }) => ({ on: info.on, answer: await engine.history(id, priceKey(hit)) }))),
      (told) => { this.spans = timeline(told.flatMap(({ on, answer }) => answer.found ? [{ on, versions: answer.versions }] : [])) },
      (error) => { this.problem = error })
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close()
  }

  /** The line as the fields say it; null where the quantity is none. */
  get line() {
    const quantity = parseDecimal(this.quantity)
    if (!this.hit || quantity === null) return null
    return { ...newLine(this.hit), quantity, ...(this.hours ? { hours: this.hours } : {}) }
  }

  /** Asks what the fields come to: at retail, the same for everyone. */
  ask() {
    const { engine, list, line } = this
    if (!engine || !list || !line) {
      this.amount = null
      return
    }
    const request = { pecRate: '0', lines: [toRequestLine({ ...line, id: 'line' }, list.info.on)] }
    this.latestAmount.run(() => engine.estimate(list.id, request), (answer) => { this.amount = answer.lines[0] },
      (error) => { this.problem = error })
  }

  /** @param {Event} event */
  add(event) {
    event.preventDefault()
    const { line } = this
    if (!line) return
    this.emit('azplan-add', { line })
    this.close()
  }

  renderView() {
    const { hit } = this
    return html`<dialog aria-labelledby="name" @click=${closeOnBackdrop} @close=${(/** @type {any} */ event) => { if (!event.target.open) this.hit = null }}>
      ${hit ? html`<div class="top"><div><h1 id="name">${hit.title}</h1><p class="muted small">${[hit.service, hit.productTitle].filter(Boolean).join(' · ')}</p></div>
        <button class="quiet close" type="button" aria-label=${this.t('close')} @click=${this.close}>${icon('close')}</button></div>
      <div class="body">${this.renderAdd(hit)}
        ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
        ${this.price ? this.renderTiers(this.price) : nothing}${renderHistory(this, this.spans)}${this.renderPlans(hit)}${this.renderFacts(hit)}</div>` : nothing}
    </dialog>`
  }

  /** @param {PriceHit} hit */
  renderAdd(hit) {
    const { amount } = this
    const wrong = parseDecimal(this.quantity) === null
    return html`<form @submit=${this.add} novalidate>
      <div class="fields">
        <label><span>${this.t(this.hours ? 'quantity.instances' : hit.term ? 'quantity.reservations' : 'quantity.month')}</span>
          <input inputmode="decimal" autocomplete="off" name="quantity" autofocus .value=${this.quantity} aria-invalid=${wrong}
            @input=${(/** @type {any} */ event) => { this.quantity = event.target.value; this.later() }}></label>
        ${this.hours && this.list ? html`<label><span>${this.t('hours.each')}</span>
          <select name="hours" @change=${(/** @type {any} */ event) => { this.hours = event.target.value; this.ask() }}>
            <option value="730" ?selected=${this.hours === '730'}>${this.t('hours.average')}</option>
            <option value="calendar" ?selected=${this.hours === 'calendar'}>${this.t('hours.calendar', { hours: hoursOfMonth(this.list.info.on) })}</option>
          </select></label>` : html`<p class="unit muted small">× ${hit.unitOfMeasure}</p>`}
      </div>
      <div class="sum"><p><span class="muted small">${this.t(hit.term ? 'retail.term' : 'retail.month')}</span><br>
        ${amount?.found ? html`<azplan-figure class="lead" .locale=${this.locale} value=${amount.retail} unit=${amount.price.currency} label=${this.t('retail')}
          .explanation=${{ title: this.t('retail'), value: amount.retail, unit: amount.price.currency, steps: retailSteps(amount) }}></azplan-figure>`
          : html`<span class="lead muted">${wrong ? this.t('quantity.invalid') : amount ? speak(amount.message, this.locale) : '…'}</span>`}</p>
        <button class="button main" type="submit" ?disabled=${wrong}>${this.t('prices.add')}</button></div>
    </form>`
  }

  /** @param {Extract<PriceAnswer, { found: true }>} price */
  renderTiers(price) {
    const { tiers, gaps, reference } = price
    return html`<section><h2>${this.t(tiers.length > 1 ? 'details.tiers' : 'prices.unitPrice')}</h2>
      ${tiers.length > 1 && gaps.length === 0 ? tierChart(tiers, this.locale, this.t('details.tiersChart', { count: tiers.length })) : nothing}
      <table><thead><tr><th scope="col">${this.t('details.over')}</th><th scope="col">${this.t('details.upTo')}</th>
        <th scope="col" class="number">${price.currency} / ${price.unitOfMeasure}</th>
        ${reference ? html`<th scope="col" class="number local">${this.t('details.reference', { currency: reference.currency })}</th>` : nothing}</tr></thead>
        <tbody>${tiers.map((tier, index) => html`<tr><td>${formatExact(tier.from, this.locale)}</td>
          <td>${tier.to === null ? this.t('details.open') : formatExact(tier.to, this.locale)}</td>
          <td class="number">${formatPrice(tier.unitPrice, this.locale)}</td>
          ${reference ? html`<td class="number">${this.renderLocal(reference, index)}</td>` : nothing}</tr>`)}
          ${gaps.map((gap) => html`<tr class="gap"><td>${formatExact(gap.from, this.locale)}</td><td>${gap.to === null ? this.t('details.open') : formatExact(gap.to, this.locale)}</td>
            <td class="number" colspan="2">${this.t('details.noPrice')}</td></tr>`)}</tbody></table>
      ${reference ? html`<p class="muted small">${this.t('details.referenceNote', { currency: reference.currency, rate: formatPrice(reference.usdPerUnit, this.locale), month: formatMonth(reference.month, this.locale) })}
        ${reference.tiers.some((tier) => tier.roundedToZero) ? this.t('details.roundedToZero') : nothing}</p>` : nothing}
      ${price.zeroNotProven ? html`<p class="small">${this.t('details.zeroNotProven', { currency: price.currency })}</p>` : nothing}</section>`
  }

  /** A tier in the other currency; its step is the one of the same place. @param {Reference} reference @param {number} index */
  renderLocal(reference, index) {
    const { unitPrice, roundedToZero } = reference.tiers[index]
    const title = this.t('details.reference', { currency: reference.currency })
    return html`<azplan-figure kind="price" plain .locale=${this.locale} value=${unitPrice} unit=${reference.currency} label=${title}
      .explanation=${{ title, value: unitPrice, unit: reference.currency, steps: [reference.steps[index]] }}></azplan-figure>${roundedToZero ? '*' : nothing}`
  }

  /** @param {PriceHit} hit */
  renderPlans(hit) {
    if (!hit.savingsPlans.length) return nothing
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    return html`<section><h2>${this.t('details.savingsPlans')}</h2><table><thead><tr><th scope="col">${this.t('facet.term')}</th>
      <th scope="col" class="number">${hit.currency} / ${hit.unitOfMeasure}</th></tr></thead>
      <tbody>${hit.savingsPlans.map((plan) => html`<tr><td>${termName(t, plan.term)}</td><td class="number">${formatPrice(plan.unitPrice, this.locale)}</td></tr>`)}</tbody></table>
      ${this.forCustomer ? nothing : html`<p class="muted small">${this.t('details.savingsPlansPec')}</p>`}</section>`
  }

  /** @param {PriceHit} hit */
  renderFacts(hit) {
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    const { locale } = this
    /** @type {[string, string][]} */
    const facts = [
      [t('details.way', {}), hit.term ? `${typeName(t, hit.type)}, ${termName(t, hit.term)}` : typeName(t, hit.type)],
      ...(this.forCustomer ? [] : /** @type {[string, string][]} */ ([['PEC', pecName(t, hit.pec)]])),
      [t('facet.region', {}), hit.region || t('facet.none', {})],
      [t('details.publisher', {}), hit.publisher],
      [t('details.from', {}), hit.effectiveStartDate ? formatDay(hit.effectiveStartDate, locale) : ''],
      [t('details.to', {}), hit.effectiveEndDate ? formatDay(hit.effectiveEndDate, locale) : t('details.open', {})],
      [t('details.productId', {}), hit.productId], [t('details.skuId', {}), hit.skuId], [t('details.meterIds', {}), hit.meterIds.join(' ')],
    ]
    return html`<dl class="facts">${facts.filter(([, text]) => text).map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`
  }
}

/** Steps of the amount before PEC, which everyone may see. @param {Extract<EstimatedLine, { found: true }>} line */
function retailSteps(line) {
  const end = line.steps.findIndex((step) => step.rule === 'retail')
  return end < 0 ? line.steps.filter((step) => !['pec', 'net', 'roundDown', 'exchange'].includes(step.rule)) : line.steps.slice(0, end + 1)
}
