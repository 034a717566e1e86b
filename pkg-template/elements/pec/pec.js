import { html, nothing } from 'lit'
import { saveCsv } from '../lib/csv.js'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint } from '../lib/words.js'
import { renderAccess } from './access.js'
import { lossesCsv } from './csv.js'
import { lossesRequest, renderLosses } from './losses.js'
import { styles } from './pec.styles.js'
import { renderScenarios, scenariosRequest } from './scenarios.js'

/** @import { EstimateDocument, LossesAnswer, OpenAccess, OpenUsage, ScenariosAnswer } from '../types.js' */

/** @typedef {'usage' | 'estimate'} Basis */

/**
 * Partner earned credit: what a billed file shows as lost, and what an estimate will bring under one access and under another.
 * @fires azplan-files - with files that were dropped
 * @fires azplan-sample-usage - when the sample is wanted
 * @fires azplan-close-file - with the `kind` of a file that is no longer wanted: `access`
 */
export class AzplanPec extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    usage: { attribute: false },
    estimate: { attribute: false },
    chosen: { state: true },
    access: { attribute: false },
    checkPrices: { state: true },
    month: { state: true },
    unfolded: { state: true },
    scenario: { state: true },
    fromDay: { state: true },
    shares: { state: true },
    losses: { state: true },
    scenarios: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** @type {OpenUsage | null} */
    this.usage = null
    /** @type {EstimateDocument | null} */
    this.estimate = null
    /** What the person chose to look at; '' leaves it to what is there. @type {Basis | ''} */
    this.chosen = ''
    /** @type {OpenAccess | null} */
    this.access = null
    this.checkPrices = false
    /** Month of the strip. */
    this.month = ''
    /** Subscriptions whose groups are shown. @type {readonly string[]} */
    this.unfolded = []
    this.scenario = 'fullAccess'
    this.fromDay = ''
    /** In per cent, as typed. */
    this.shares = { reseller: '', customer: '' }
    /** @type {LossesAnswer | null} */
    this.losses = null
    /** @type {ScenariosAnswer | null} */
    this.scenarios = null
    /** @type {any} */
    this.problem = null
    this.latest = new Latest()
  }

  /** @returns {Basis | ''} */
  get basis() {
    const hasLines = Boolean(this.estimate?.lines.length)
    if (this.chosen === 'usage' ? this.usage : this.chosen === 'estimate' && hasLines) return this.chosen
    return this.usage ? 'usage' : hasLines ? 'estimate' : ''
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(/** @type {any} */ (name)))
    if (has('usage')) {
      this.losses = null
      this.unfolded = []
      this.month = ''
      if (this.usage) this.chosen = ''
    }
    if (has('access')) this.scenario = this.access ? 'file' : 'fullAccess'
    if (has('list', 'estimate')) this.scenarios = null
    if (this.forCustomer) {
      this.losses = null
      this.scenarios = null
    }
    if (has('engine', 'list', 'usage', 'estimate', 'settings', 'audience', 'chosen', 'access', 'checkPrices', 'fromDay', 'shares')) this.calculate()
  }

  calculate() {
    const { engine, list, usage, estimate, basis } = this
    if (!engine || this.forCustomer) return
    const fail = (/** @type {unknown} */ error) => { this.problem = error }
    if (basis === 'usage' && usage) {
      const prices = this.checkPrices && list ? list.id : null
      this.latest.run(() => engine.pecLosses({ usage: usage.id, prices }, lossesRequest(this)), (answer) => {
        this.problem = null
        this.losses = answer
        this.announce(this.t('losses.announce', { lost: `${answer.currency} ${answer.lost}`, count: answer.sums.rowsLost }))
      }, fail)
    } else if (basis === 'estimate' && list && estimate) {
      this.latest.run(() => engine.pecScenarios(list.id, scenariosRequest(this, estimate, list.info.on)), (answer) => {
        this.problem = null
        this.scenarios = answer
      }, fail)
    }
  }

  /** Every row that lost PEC, as CSV. */
  async exportRows() {
    const { engine, usage } = this
    if (!engine || !usage) return
    try {
      const { limit, ...request } = lossesRequest(this)
      const answer = await engine.pecLosses({ usage: usage.id, prices: this.checkPrices && this.list ? this.list.id : null }, request)
      saveCsv(`pec-lost-${answer.to ?? ''}.csv`, lossesCsv(answer))
    } catch (error) {
      this.fail(error)
    }
  }

  renderView() {
    if (this.forCustomer) return html`<div class="none"><h1>${this.t('earned')}</h1><p class="muted">${this.t('earned.partnerOnly')}</p></div>`
    const { basis } = this
    if (!basis) return this.renderDrop()
    const answer = basis === 'usage' ? this.losses : this.scenarios
    return html`<div class="page">${this.renderHead(basis)}
      ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
      ${answer ? basis === 'usage' ? renderLosses(this, /** @type {LossesAnswer} */ (answer)) : renderScenarios(this, /** @type {ScenariosAnswer} */ (answer))
        : this.problem ? nothing : html`<p class="muted" role="status">${this.t('working')}</p>`}</div>
      <azplan-pec-rows .locale=${this.locale} .engine=${this.engine} .list=${this.list}></azplan-pec-rows>`
  }

  renderDrop() {
    return html`<div class="page"><h1>${this.t('earned.title')}</h1>
      <azplan-drop .locale=${this.locale} label=${this.t('bill.choose')} hint=${this.t('losses.drop')}>
        <button class="quiet" type="button" @click=${() => this.emit('azplan-sample-usage')}>${this.t('bill.trySample')}</button></azplan-drop>
      <p class="muted small">${this.t('bill.local')}</p></div>`
  }

  /** @param {Basis} basis */
  renderHead(basis) {
    const name = basis === 'usage' ? (this.usage?.sample ? this.t('bill.sampleName') : this.usage?.name) : this.estimate?.name
    const both = this.usage && this.estimate?.lines.length
    return html`<header class="head"><div class="grow"><h1>${this.t('earned.title')}</h1><p class="muted small">${name}</p></div>
      ${both ? html`<div class="switch" role="group" aria-label=${this.t('earned.of')}>${/** @type {const} */ (['usage', 'estimate']).map((which) => html`<button type="button"
        aria-pressed=${which === basis} @click=${() => { this.chosen = which }}>${this.t(`earned.of.${which}`)}</button>`)}</div>` : nothing}
      ${renderAccess(this)}
      <azplan-drop compact .locale=${this.locale} label=${this.t('losses.another')}></azplan-drop></header>`
  }
}
