import { html, nothing } from 'lit'
import { formatMoney, parseDecimal } from '../lib/format.js'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint, countsHours, priceKey } from '../lib/words.js'
import { renderBeside, renderBesideChoice } from './beside.js'
import { changeLine, duplicateLine, freeGroup, groupsOf, removeLine, renameGroup } from './document.js'
import { styles } from './estimate.styles.js'
import { renderLines } from './lines.js'
import { hasTerms, renderQuote, withCustomerPrices } from './quote.js'
import { sumSteps, toQuoteRequest, toRequest } from './request.js'
import { renderSummary } from './summary.js'

/** @import { DocumentLine, EstimateAnswer, EstimateDocument, Explanation, PriceHit, QuoteAnswer, QuoteDiffAnswer } from '../types.js' */

/** @type {EstimateDocument} */
const EMPTY = { id: '', name: '', sample: false, lines: [] }

/**
 * The estimate: lines with what each comes to, totals first.
 * @fires azplan-estimate-change - with the changed document and what was done
 * @fires azplan-estimate-command - with `new`, `duplicate`, `delete` or `open` and an id
 * @fires azplan-goto - with the view wanted
 */
export class AzplanEstimate extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    estimate: { attribute: false },
    estimates: { attribute: false },
    answer: { state: true },
    quote: { state: true },
    quoteFor: { state: true },
    beside: { state: true },
    difference: { state: true },
    groupTotals: { state: true },
    problem: { state: true },
    wrong: { state: true },
    customHours: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    this.estimate = EMPTY
    /** All estimates there are, to choose from and to compare with. @type {EstimateDocument[]} */
    this.estimates = []
    /** @type {EstimateAnswer | null} */
    this.answer = null
    /** @type {QuoteAnswer | null} */
    this.quote = null
    /** Who reads the quote that is saved. @type {import('../types.js').Audience} */
    this.quoteFor = 'customer'
    /** Id of the estimate that this one stands beside; '' for none. */
    this.beside = ''
    /** @type {QuoteDiffAnswer | null} */
    this.difference = null
    /** @type {ReadonlyMap<string, Explanation>} */
    this.groupTotals = new Map()
    /** @type {{ message: string, help: string, code: string, lineId?: string } | null} */
    this.problem = null
    /** Fields that hold no number. @type {ReadonlySet<string>} */
    this.wrong = new Set()
    /** @type {ReadonlySet<string>} */
    this.customHours = new Set()
    this.latest = new Latest()
    this.latestDifference = new Latest()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const asked = ['engine', 'list', 'estimate', 'settings', 'audience']
    if (changed.has('audience') || changed.has('settings')) {
      this.answer = null
      this.quote = null
      this.difference = null
    }
    if (asked.some((name) => changed.has(/** @type {any} */ (name)))) this.calculate()
    if ([...asked, 'beside', 'estimates'].some((name) => changed.has(/** @type {any} */ (name)))) this.compare()
  }

  calculate() {
    const { engine, list, estimate } = this
    if (!engine || !list) return
    const ask = (/** @type {DocumentLine[]} */ lines) =>
      engine.estimate(list.id, toRequest(lines, list.info.on, this.settings, this.audience))
    this.latest.run(async () => {
      const [answer, quote] = await Promise.all([ask(estimate.lines), engine.quote(list.id, toQuoteRequest(estimate, list.info.on, this.settings, this.audience))])
      return { answer: this.forCustomer && hasTerms(estimate) ? withCustomerPrices(answer, quote, this.t('quote.agreed')) : answer, quote }
    }, ({ answer, quote }) => {
      this.problem = null
      this.answer = answer
      this.quote = quote
      const sums = quote.groups.length < 2 ? [] : quote.groups.filter(({ unpriced }) => unpriced === 0)
      this.groupTotals = new Map(sums.flatMap((group) => {
        const value = this.forCustomer ? group.customer : group.partnerCost
        return value === null || value === undefined ? [] : [[group.name, this.groupTotal(group.name, value, answer)]]
      }))
      this.announce(this.t('estimate.announce', {
        total: `${answer.currency} ${formatMoney(answer.monthly.billingTotal, answer.currency, this.locale)}`, count: answer.unpriced,
      }))
    }, (error) => this.failed(error))
  }

  /** What this estimate changes against the one that it stands beside. */
  compare() {
    const { engine, list, estimate, settings, audience } = this
    const other = this.estimates.find(({ id }) => id === this.beside && id !== estimate.id)
    if (!engine || !list || !other) {
      this.difference = null
      return
    }
    const [before, after] = [other, estimate].map((each) => toQuoteRequest(each, list.info.on, settings, audience))
    this.latestDifference.run(() => engine.quoteDiff(list.id, { before, after }), (answer) => { this.difference = answer }, () => { this.difference = null })
  }

  /** @param {string} group @param {string} value @param {EstimateAnswer} answer @returns {Explanation} */
  groupTotal(group, value, answer) {
    const own = new Set(this.estimate.lines.filter((line) => line.group === group).map(({ id }) => id))
    const parts = answer.lines.flatMap((line) => line.found && line.charge === 'monthly' && own.has(line.id) ? [{ title: line.price.title, value: line.billingTotal }] : [])
    return { title: group || this.t('group.none'), value, unit: answer.currency, steps: sumSteps(this.t('sum.text'), value, answer.currency, parts) }
  }

  /** @param {any} error */
  failed(error) {
    const index = /^lines\[(\d+)\]/.exec(error.at ?? '')?.[1]
    this.problem = { message: error.message, help: error.help ?? '', code: error.code ?? '', lineId: this.estimate.lines[Number(index)]?.id }
    this.answer = null
    this.quote = null
    this.groupTotals = new Map()
  }

  /** @param {EstimateDocument} estimate @param {string} what */
  change(estimate, what) {
    this.emit('azplan-estimate-change', { estimate: { ...estimate, sample: false }, what })
  }

  /** @param {DocumentLine} line @param {'quantity' | 'hours'} field @param {HTMLInputElement} input */
  setNumber(line, field, input) {
    const value = parseDecimal(input.value)
    const wrong = new Set(this.wrong)
    const key = `${line.id}.${field}`
    if (value === null) wrong.add(key)
    else wrong.delete(key)
    this.wrong = wrong
    if (value !== null && value !== line[field]) this.change(changeLine(this.estimate, line.id, { [field]: value }), this.t('did.edit', { title: line.title }))
  }

  /** @param {DocumentLine} line @param {string} choice */
  setHours(line, choice) {
    const custom = new Set(this.customHours)
    if (choice === 'custom') custom.add(line.id)
    else custom.delete(line.id)
    this.customHours = custom
    if (choice !== 'custom') this.change(changeLine(this.estimate, line.id, { hours: choice || undefined }), this.t('did.edit', { title: line.title }))
  }

  /** @param {DocumentLine} line */
  lineActions(line) {
    const groups = groupsOf(this.estimate).filter((group) => group !== line.group)
    return [
      { id: 'duplicate', label: this.t('line.duplicate') },
      ...groups.map((group) => ({ id: `group:${group}`, label: this.t('line.move', { group: group || this.t('group.none') }) })),
      { id: 'newGroup', label: this.t('line.newGroup') },
      { id: 'remove', label: this.t('line.remove') },
    ]
  }

  /** @param {DocumentLine} line @param {string} action */
  act(line, action) {
    const { estimate } = this
    const title = line.title
    if (action === 'duplicate') this.change(duplicateLine(estimate, line.id), this.t('did.duplicate', { title }))
    else if (action === 'remove') this.change(removeLine(estimate, line.id), this.t('did.remove', { title }))
    else {
      const group = action === 'newGroup' ? freeGroup(estimate, this.t('group')) : action.slice('group:'.length)
      this.change(changeLine(estimate, line.id, { group }), this.t('did.move', { title }))
    }
  }

  /** @param {string} from @param {string} to */
  renameGroup(from, to) {
    this.change(renameGroup(this.estimate, from, to.trim()), this.t('did.renameGroup'))
  }

  /** @param {DocumentLine} line @param {PriceHit} hit */
  replace(line, hit) {
    const hours = countsHours(hit.unitOfMeasure, hit.type) ? line.hours : undefined
    const key = { meterId: undefined, region: undefined, term: undefined, ...priceKey(hit) }
    this.change(changeLine(this.estimate, line.id, { ...key, hours, title: hit.title, unitOfMeasure: hit.unitOfMeasure }), this.t('did.edit', { title: hit.title }))
  }

  renderView() {
    const { estimate } = this
    return html`<div class="page">${this.renderHead()}
      ${this.problem ? html`<div class="gap error" role="alert"><p>${complaint(this.problem, this.locale)}</p>
        ${this.problem.code.startsWith('exchangeRate') ? html`<button class="button" type="button" @click=${() => this.emit('azplan-goto', { view: 'settings' })}>${this.t('settings.open')}</button>` : nothing}</div>` : nothing}
      ${estimate.lines.length === 0 ? html`<div class="none"><p>${this.t('estimate.empty')}</p>
        <button class="button main" type="button" @click=${() => this.emit('azplan-goto', { view: 'prices' })}>${this.t('estimate.find')}</button></div>`
        : html`${this.answer ? renderSummary(this, this.answer) : html`<section class="summary"><p class="muted" role="status">${this.problem ? this.t('estimate.noTotal') : this.t('working')}</p></section>`}
          ${renderLines(this)}${renderBeside(this)}${renderQuote(this)}`}</div>`
  }

  renderHead() {
    const { estimate, estimates } = this
    const command = (/** @type {string} */ name, id = estimate.id) => this.emit('azplan-estimate-command', { command: name, id })
    const actions = ['new', 'duplicate', 'delete'].map((id) => ({ id, label: this.t(`estimate.${id}`) }))
    return html`<header class="head">
      <h1><input class="inline name" aria-label=${this.t('estimate.name')} .value=${estimate.name}
        @change=${(/** @type {any} */ event) => this.change({ ...estimate, name: event.target.value.trim() || estimate.name }, this.t('did.rename'))}></h1>
      ${estimate.sample ? html`<span class="chip sample">${this.t('sample')}</span>` : nothing}
      ${estimates.length > 1 ? html`<select aria-label=${this.t('estimate.choose')} @change=${(/** @type {any} */ event) => command('open', event.target.value)}>
        ${estimates.map((other) => html`<option value=${other.id} ?selected=${other.id === estimate.id}>${other.name}</option>`)}</select>` : nothing}${renderBesideChoice(this)}
      <span class="grow"></span>
      <button class="button" type="button" @click=${() => this.emit('azplan-goto', { view: 'prices' })}>${this.t('estimate.add')}</button>
      <azplan-menu .locale=${this.locale} label=${this.t('estimate.actions')} .items=${actions}
        @azplan-choose=${(/** @type {CustomEvent<{ id: string }>} */ event) => command(event.detail.id)}></azplan-menu></header>`
  }
}
