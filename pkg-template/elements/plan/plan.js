import { html, nothing } from 'lit'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint } from '../lib/words.js'
import { renderChecklist, renderTimeline, renderVerdict } from './answer.js'
import { ACTIONS, askedFacts, factAt, withFact } from './fields.js'
import { renderForm } from './form.js'
import { styles } from './plan.styles.js'

/** @import { PlanAnswer, PlanFacts } from '../types.js' */

/** Today in the browser's time, as the facts write a day. */
function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/**
 * Is this customer ready: facts in, a checklist with what to do next, and what then happens on a time line.
 * @fires azplan-plan-change - with the changed facts and what was done
 */
export class AzplanPlan extends AzplanView {
  static properties = { ...AzplanView.properties, known: { attribute: false }, answer: { state: true }, problem: { state: true } }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** What is known, as the host keeps it. @type {Partial<PlanFacts>} */
    this.known = {}
    /** @type {PlanAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    this.latest = new Latest()
  }

  /** The facts with the day and the action that are meant where none is given. @returns {PlanFacts} */
  get facts() {
    return { ...this.known, on: this.known.on || today(), action: ACTIONS.find((action) => action === this.known.action) ?? 'buyAzurePlan' }
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (['engine', 'known', 'locale'].some((name) => changed.has(/** @type {any} */ (name)))) this.check()
  }

  check() {
    const { engine } = this
    if (!engine || this.forCustomer) return
    const facts = { ...askedFacts(this.facts), language: /** @type {'en' | 'zh-Hant'} */ (this.locale === 'zh-Hant' ? 'zh-Hant' : 'en') }
    this.latest.run(() => engine.planCheck(facts), (answer) => {
      const before = this.answer
      this.problem = null
      this.answer = answer
      if (before && (before.verdict !== answer.verdict || before.unknown !== answer.unknown)) this.announce(this.t('plan.announce', { verdict: this.t(`plan.${answer.verdict}`), failing: answer.failing, unknown: answer.unknown }))
    }, (error) => {
      this.problem = error
      this.answer = null
    })
  }

  /** Changes a fact; undefined says that it is not known. @param {string} path @param {unknown} value */
  put(path, value) {
    this.emit('azplan-plan-change', { facts: withFact(this.known, path, value), what: this.t('plan.did', { fact: this.t(`plan.${path}`) }) })
  }

  /** A name for another row of a list. @param {string} path */
  freeId(path) {
    const lists = ['legacySubscriptions', 'subscriptions', 'reservations']
    const used = new Set(lists.flatMap((list) => (factAt(this.known, list) ?? []).map((/** @type {any} */ row) => row.id)))
    const stem = this.t(`plan.row.${path}`)
    let count = 1
    while (used.has(`${stem} ${count}`)) count += 1
    return `${stem} ${count}`
  }

  /** Goes to the field of a fact. @param {string} path */
  fill(path) {
    const field = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[data-fact='${path}']`))
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }

  renderView() {
    if (this.forCustomer) return html`<div class="none"><h1>${this.t('plan.title')}</h1><p class="muted">${this.t('plan.partnerOnly')}</p></div>`
    const { facts, answer, problem } = this
    return html`<div class="page"><header class="head"><h1>${this.t('plan.title')}</h1>
        <label><span>${this.t('plan.action')}</span><select class="action" @change=${(/** @type {any} */ event) => this.put('action', event.target.value)}>
          ${ACTIONS.map((action) => html`<option value=${action} ?selected=${action === facts.action}>${this.t(`plan.action.${action}`)}</option>`)}</select></label>
        <label><span>${this.t('plan.on')}</span><input data-fact="on" type="date" .value=${facts.on} @change=${(/** @type {any} */ event) => this.put('on', event.target.value || undefined)}></label></header>
      ${problem ? html`<p class="gap error" role="alert">${complaint(problem, this.locale)}${problem.at ? ` (${problem.at})` : ''}</p>` : nothing}
      ${answer ? renderVerdict(this, answer) : problem ? nothing : html`<p class="muted" role="status">${this.t('working')}</p>`}
      <div class="sides">${renderForm(this)}${answer ? renderChecklist(this, answer) : nothing}</div>
      ${answer ? renderTimeline(this, answer) : nothing}</div>`
  }
}
