import { html, nothing } from 'lit'
import { expandAliases } from '../lib/aliases.js'
import { formatDay, formatExact, formatMoney, formatRounded, hoursOfMonth, parseDecimal } from '../lib/format.js'
import { debounce, Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint, countsHours, priceKey } from '../lib/words.js'
import { waysChart } from './chart.js'
import { styles } from './compare.styles.js'
import { renderPayments } from './payments.js'
import { hidden, renderNotes, renderPoints, renderWays } from './tables.js'
import { customerSteps, wayName, workloadKey, workloadName } from './ways.js'

/** @import { EstimateDocument, PriceHit, PurchaseAnswer, PurchaseRequest } from '../types.js' */
/** @import { Side, Ways } from './ways.js' */

/** Workloads that a search offers. */
const OFFERED = 30
/** Hours of a month of 31 days. */
const LONGEST = '744'
/** What is looked for where the estimate has no machine. */
const FIRST = 'd2s v5'

/** The ways to pay for one workload: the least first, lines over hours, and every figure with its steps. */
export class AzplanPurchase extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    estimate: { attribute: false },
    hits: { state: true },
    chosen: { state: true },
    hours: { state: true },
    quantity: { state: true },
    markup: { state: true },
    discount: { state: true },
    calendar: { state: true },
    hybrid: { state: true },
    side: { state: true },
    answer: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** @type {EstimateDocument | null} */
    this.estimate = null
    /** @type {PriceHit[] | null} */
    this.hits = null
    /** @type {PriceHit | null} */
    this.chosen = null
    this.hours = ''
    this.quantity = '1'
    this.markup = '0'
    /** Yearly rate at which later payments are discounted, in per cent, as typed. */
    this.discount = ''
    this.calendar = false
    this.hybrid = false
    /** @type {Side} */
    this.side = 'customer'
    /** @type {PurchaseAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    this.latestSearch = new Latest()
    this.latestAnswer = new Latest()
    this.find = debounce(() => this.search(this.field?.value ?? ''), 180)
  }

  /** @returns {HTMLInputElement | null} */
  get field() {
    return this.renderRoot.querySelector('input[type=search]')
  }

  /** Does the workload run by the hour? */
  get byHour() {
    return this.chosen !== null && countsHours(this.chosen.unitOfMeasure, this.chosen.type)
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(/** @type {any} */ (name)))
    if (has('engine', 'list') && this.engine && this.list) this.begin()
    if (has('chosen', 'hours', 'quantity', 'markup', 'discount', 'calendar', 'hybrid', 'settings')) this.compare()
  }

  /** The first machine of the estimate, or a machine that everyone knows. */
  async begin() {
    this.chosen = null
    this.answer = null
    const { engine, list, estimate } = this
    const line = estimate?.lines.find((each) => !each.term && (each.type ?? 'Consumption') === 'Consumption' && countsHours(each.unitOfMeasure, 'Consumption'))
    if (engine && list && line) {
      const { productId, skuId, meterId, region } = line
      const price = await engine.price(list.id, { productId, skuId, ...(meterId ? { meterId } : {}), ...(region ? { region } : {}) }).catch(() => null)
      if (price?.found && this.list === list) {
        this.hits = [price]
        this.chosen = price
        return
      }
    }
    this.search(FIRST)
  }

  /** @param {string} text */
  search(text) {
    const { engine, list } = this
    if (!engine || !list) return
    this.latestSearch.run(() => engine.search(list.id, { text: expandAliases(text).text, type: 'Consumption', limit: OFFERED }), ({ hits }) => {
      this.hits = hits
      const kept = hits.find((hit) => this.chosen && workloadKey(hit) === workloadKey(this.chosen))
      // What has savings plans or is not Spot tells most.
      this.chosen = kept ?? hits.find((hit) => hit.savingsPlans.length > 0) ?? hits.find((hit) => hit.pec === 'eligible') ?? hits[0] ?? null
    }, (error) => { this.problem = error })
  }

  /** Most hours that an instance can run: a digit more would be refused. */
  get most() {
    return this.calendar && this.list ? hoursOfMonth(this.list.info.on) : LONGEST
  }

  /** The request, or nothing where a field holds no number. @returns {PurchaseRequest | null} */
  get request() {
    const { chosen, list } = this
    if (!chosen || !list) return null
    const quantity = parseDecimal(this.quantity)
    const hours = this.hours === '' ? undefined : parseDecimal(this.hours)
    const markup = percent(this.markup)
    const discountRate = this.discount === '' ? undefined : percent(this.discount)
    if (quantity === null || hours === null || markup === null || discountRate === null || /^0*(\.0*)?$/.test(quantity)) return null
    if (this.byHour && Number(hours ?? 0) > Number(this.most)) return null
    const { productId, skuId, meterId, region } = priceKey(chosen)
    return {
      productId, skuId, quantity, markup, pecRate: this.settings.pecRate,
      ...(meterId ? { meterId } : {}), ...(region ? { region } : {}),
      ...(this.byHour && hours !== undefined ? { hours } : {}),
      ...(this.calendar && this.byHour ? { month: list.info.on.slice(0, 7) } : {}),
      ...(this.hybrid ? { hybridBenefit: true } : {}),
      ...(discountRate ? { discountRate } : {}),
    }
  }

  compare() {
    const { engine, list, request } = this
    if (!engine || !list || !request) return
    this.latestAnswer.run(() => engine.comparePurchase(list.id, request), (answer) => {
      this.problem = null
      this.answer = answer
      if (!answer.found) return
      const best = answer.options.find(({ id }) => id === answer.cheapest.customer)
      if (best) this.announce(this.t('ways.announce', { way: this.name(best), amount: this.money(best.customerMonthly ?? '', answer) }))
    }, (error) => { this.problem = error })
  }

  /** @param {Ways['options'][number]} option */
  name(option) {
    return wayName((key, values) => this.t(key, values), option, this.forCustomer)
  }

  /** @param {string} value @param {Ways} ways */
  money(value, { currency }) {
    return `${currency} ${formatMoney(value, currency, this.locale)}`
  }

  renderView() {
    return html`<div class="page"><h1>${this.t('ways.title')}</h1>${this.renderForm()}
      ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
      ${this.renderAnswer()}</div>`
  }

  renderForm() {
    const { hits, chosen, list } = this
    const all = chosen && list && this.calendar ? hoursOfMonth(list.info.on) : '730'
    const set = (/** @type {'hours' | 'quantity' | 'markup' | 'discount'} */ name) => (/** @type {any} */ event) => { this[name] = event.target.value }
    const wrong = this.chosen !== null && this.request === null
    return html`<form class="workload" @submit=${(/** @type {Event} */ event) => event.preventDefault()} novalidate>
      <label class="find"><span>${this.t('ways.find')}</span><input type="search" autocomplete="off" @input=${this.find}></label>
      <label class="choose"><span>${this.t('ways.workload')}</span><select ?disabled=${!hits?.length}
        @change=${(/** @type {any} */ event) => { this.chosen = hits?.[event.target.selectedIndex] ?? null }}>
        ${(hits ?? []).map((hit) => html`<option ?selected=${chosen !== null && workloadKey(hit) === workloadKey(chosen)}>${workloadName(hit)}</option>`)}</select></label>
      ${hits && hits.length === 0 ? html`<p class="muted all">${this.t('ways.noHits')}</p>` : nothing}
      <label><span>${this.byHour || !chosen ? this.t('ways.instances') : this.t('ways.units', { unit: chosen.unitOfMeasure })}</span>
        <input inputmode="decimal" autocomplete="off" name="quantity" .value=${this.quantity} aria-invalid=${parseDecimal(this.quantity) === null} @input=${set('quantity')}></label>
      ${this.byHour ? html`<label><span>${this.t('ways.hours')}</span><input inputmode="decimal" autocomplete="off" name="hours" placeholder=${all} .value=${this.hours}
          aria-invalid=${this.hours !== '' && parseDecimal(this.hours) === null} @input=${set('hours')}></label>
        <label class="slide"><span>${this.t('ways.hoursSlider')}</span><input type="range" min="0" max=${all} step="1" .value=${this.hours === '' ? all : this.hours} @input=${set('hours')}></label>` : nothing}
      ${this.forCustomer ? nothing : html`<label><span>${this.t('ways.markup')}</span><input inputmode="decimal" autocomplete="off" name="markup" .value=${this.markup}
        aria-invalid=${percent(this.markup) === null} @input=${set('markup')}></label>`}
      <label><span>${this.t('paid.discount')}</span><input inputmode="decimal" autocomplete="off" name="discount" placeholder="0" .value=${this.discount}
        aria-invalid=${this.discount !== '' && percent(this.discount) === null} @input=${set('discount')}></label>
      <div class="checks all">${this.byHour && list ? html`<label class="check"><input type="checkbox" .checked=${this.calendar} @change=${(/** @type {any} */ event) => { this.calendar = event.target.checked }}><span>${this.t('ways.calendar', { hours: hoursOfMonth(list.info.on) })}</span></label>` : nothing}
        ${this.answer?.found && this.answer.software ? html`<label class="check"><input type="checkbox" .checked=${this.hybrid} @change=${(/** @type {any} */ event) => { this.hybrid = event.target.checked }}><span>${this.t('ways.hybrid')}</span></label>` : nothing}</div>
      ${wrong ? html`<p class="gap error all" role="alert">${this.t(this.byHour && Number(parseDecimal(this.hours) ?? 0) > Number(this.most) ? 'ways.tooManyHours' : 'ways.wrong', { most: this.most })}</p>` : nothing}</form>`
  }

  renderAnswer() {
    const { answer } = this
    if (!answer) return this.problem || (this.hits && !this.chosen) ? nothing : html`<p class="muted" role="status">${this.t('working')}</p>`
    if (!answer.found) return html`<p class="gap">${this.t('ways.notFound')}</p>`
    return html`${this.renderVerdict(answer)}${this.renderChart(answer)}${renderWays(this, answer)}${renderPoints(this, answer)}${renderPayments(this, answer)}${this.renderCommitment()}${renderNotes(this, answer)}`
  }

  /** How much to commit, where use is known hour by hour. */
  renderCommitment() {
    // A profile is counted at list price: beside prices with a markup it would show the markup.
    if (!this.byHour || (this.forCustomer && !/^0*(\.0*)?$/.test(percent(this.markup) ?? '0'))) return nothing
    return html`<azplan-commitment .locale=${this.locale} .engine=${this.engine} .list=${this.list} .settings=${this.settings} .audience=${this.audience} .workload=${this.chosen}></azplan-commitment>`
  }

  /** @param {Ways} ways */
  renderVerdict(ways) {
    const of = (/** @type {string} */ id) => ways.options.find((option) => option.id === id)
    const [best, partner, keeps] = [of(ways.cheapest.customer), of(ways.cheapest.partner), of(ways.cheapest.keeps)]
    if (!best || best.customerMonthly === null) return nothing
    const saves = best.savingPercent !== null && !best.savingPercent.startsWith('-') && best.kind !== 'payAsYouGo' && best.kind !== 'payAsYouGoWithPec'
    const explanation = { title: this.t('ways.cheapest'), value: best.customerMonthly, unit: ways.currency, steps: this.forCustomer ? customerSteps(best.steps) : best.steps, audience: this.audience }
    const way = this.name(best)
    return html`<section class="verdict"><h2>${this.t('ways.cheapest')}</h2>
      <p><azplan-figure class="answer" .locale=${this.locale} value=${best.customerMonthly} unit=${ways.currency} label=${this.t('ways.cheapest')} .explanation=${hidden(this, ways) ? null : explanation}></azplan-figure></p>
      <p class="word">${saves ? this.t('ways.sentenceAll', { way, saving: `${formatRounded(best.savingPercent ?? '', this.locale)}%` }) : this.t('ways.sentence', { way })}</p>
      ${partner && keeps && !this.forCustomer ? html`<p>${this.t('ways.partner', { way: this.name(partner), amount: this.money(partner.partnerMonthly ?? '', ways), keeps: `${this.name(keeps)} (${this.money(keeps.partnerKeeps ?? '', ways)})` })}</p>` : nothing}
      ${ways.software ? html`<p class="muted">${this.t('ways.software', { price: `${ways.currency} ${formatExact(ways.software.hourly, this.locale)}` })}</p>` : nothing}
      <p class="muted small">${ways.price.title} · ${ways.hours === null ? this.t('ways.basisUnits', { day: formatDay(ways.on, this.locale), quantity: `${formatExact(ways.quantity, this.locale)} × ${ways.price.unitOfMeasure}` }) : this.t('ways.basis', { day: formatDay(ways.on, this.locale), hours: formatExact(ways.hours, this.locale) })}</p></section>`
  }

  /** @param {Ways} ways */
  renderChart(ways) {
    if (ways.hours === null) return nothing
    const side = this.forCustomer ? 'customer' : this.side
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    return html`<section class="chart">${this.forCustomer ? nothing : html`<div class="switch" role="group" aria-label=${this.t('ways.chartSide')}>${/** @type {const} */ (['customer', 'partner']).map((who) => html`<button type="button"
        aria-pressed=${who === side} @click=${() => { this.side = who }}>${this.t(who === 'customer' ? 'ways.chartCustomer' : 'ways.chartPartner')}</button>`)}</div>`}
      <div class="wide" tabindex="0" role="region" aria-label=${this.t('ways.chart')}>${waysChart(ways, { side, locale: this.locale, t, forCustomer: this.forCustomer })}</div></section>`
  }
}

/** A percentage as a fraction, by its digits; null where it is none. @param {string} typed */
function percent(typed) {
  const plain = parseDecimal(typed)
  if (plain === null) return null
  const [whole, fraction = ''] = plain.split('.')
  const digits = whole.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`.replace(/^0+(?=\d)/, '')
}
