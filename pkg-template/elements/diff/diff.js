import { html, nothing } from 'lit'
import { expandAliases } from '../lib/aliases.js'
import { saveCsv } from '../lib/csv.js'
import { formatCount } from '../lib/format.js'
import { debounce, Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { VirtualRows } from '../lib/virtual.js'
import { complaint } from '../lib/words.js'
import { diffCsv } from './csv.js'
import { styles } from './diff.styles.js'
import { openEstimate } from './effect.js'
import { renderEffect, renderGaps, renderHead, renderStart } from './parts.js'
import { renderTable } from './rows.js'

/** @import { DiffAnswer, DiffImpact, DiffRequest, EstimateDocument, ListedInOne, NotCompared, OpenList, OpenUsage, PriceChange, Step } from '../types.js' */
/** @import { Kind } from './csv.js' */

/** Entries that the page shows of each kind; the export has all. */
const SHOWN = 2000
const ALL = 4_000_000

/**
 * What changed between two price lists, and what that does to an estimate or to usage.
 * @fires azplan-compare - with files of the second list
 * @fires azplan-end-compare - when the second list is no longer wanted
 * @fires azplan-swap-lists - when the other list shall be the one that is open
 */
export class AzplanDiff extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    other: { attribute: false },
    usage: { attribute: false },
    estimate: { attribute: false },
    swapped: { state: true },
    basis: { state: true },
    text: { state: true },
    chosen: { state: true },
    answer: { state: true },
    impact: { state: true },
    leftOut: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** The second list. @type {OpenList | null} */
    this.other = null
    /** @type {OpenUsage | null} */
    this.usage = null
    /** @type {EstimateDocument | null} */
    this.estimate = null
    this.swapped = false
    /** What the change is applied to. @type {'estimate' | 'usage'} */
    this.basis = 'estimate'
    this.text = ''
    /** @type {Kind | ''} */
    this.chosen = ''
    /** @type {DiffAnswer | null} */
    this.answer = null
    /** Of the whole difference, whatever the words. @type {DiffImpact | null} */
    this.impact = null
    /** Lines of the estimate that are no usage. */
    this.leftOut = 0
    /** @type {any} */
    this.problem = null
    this.rows = new VirtualRows(this)
    this.latest = new Latest()
    this.type = debounce(() => { this.text = this.field?.value ?? '' }, 180)
  }

  /** @returns {HTMLInputElement | null} */
  get field() {
    return this.renderRoot.querySelector('input[type=search]')
  }

  /** The list that prices the later day is the recent one, unless a person says otherwise. */
  get sides() {
    const { list, other } = this
    if (!list || !other) return null
    const otherIsOld = other.info.on < list.info.on
    return otherIsOld !== this.swapped ? { old: other, recent: list } : { old: list, recent: other }
  }

  /** @returns {Kind} */
  get tab() {
    return this.chosen || (this.impact?.lines.length ? 'effect' : 'changed')
  }

  /** @returns {(DiffImpact['lines'][number] | PriceChange | ListedInOne | NotCompared)[]} */
  get entries() {
    if (this.tab === 'effect') return this.impact?.lines ?? []
    return this.answer?.[this.tab] ?? []
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(/** @type {any} */ (name)))
    if (has('list', 'other')) this.forget()
    if (has('usage')) this.basis = this.usage && !this.usage.sample ? 'usage' : 'estimate'
    if (has('engine', 'list', 'other', 'usage', 'estimate', 'settings', 'swapped', 'basis', 'text')) this.compare()
    this.rows.count = this.entries.length
  }

  /** What was said of other lists. */
  forget() {
    this.answer = null
    this.impact = null
    this.chosen = ''
    this.text = ''
    this.swapped = false
  }

  compare() {
    const { engine, sides, text } = this
    if (!engine || !sides) return
    this.latest.run(() => this.ask({ text: expandAliases(text).text, limit: SHOWN }), ({ answer, leftOut }) => {
      this.problem = null
      this.answer = answer
      this.leftOut = leftOut
      if (!text) this.impact = answer.impact
      const { changed, added, removed } = answer.counts
      this.announce(this.t('diff.announce', { changed, added, removed }))
    }, (error) => { this.problem = error })
  }

  /** @param {DiffRequest} request @returns {Promise<{ answer: DiffAnswer, leftOut: number }>} */
  async ask(request) {
    const { engine, sides, usage, estimate } = this
    if (!engine || !sides) throw new Error('no two lists')
    const { old, recent } = sides
    const given = { ...request, pecRate: this.settings.pecRate }
    if (this.basis === 'usage' && usage) return { answer: await engine.diff(old.id, recent.id, usage.id, given), leftOut: 0 }
    const opened = estimate?.lines.length ? await openEstimate(engine, estimate, [recent, old], this.settings) : { id: null, leftOut: 0 }
    try {
      return { answer: await engine.diff(old.id, recent.id, opened.id, given), leftOut: opened.leftOut }
    } finally {
      if (opened.id) engine.close(opened.id)
    }
  }

  async exportCsv() {
    const { sides, tab } = this
    if (!sides) return
    try {
      const { answer } = await this.ask({ text: tab === 'effect' ? '' : expandAliases(this.text).text, limit: ALL })
      saveCsv(`price-changes-${tab}-${answer.oldOn}-${answer.newOn}.csv`, diffCsv(answer, tab))
    } catch (error) {
      this.fail(error)
    }
  }

  /** @param {PriceChange | ListedInOne | NotCompared} price */
  show(price) {
    const panel = /** @type {import('./change.js').AzplanPriceChange | null} */ (this.renderRoot.querySelector('azplan-price-change'))
    if (this.sides) panel?.open(price, this.sides)
  }

  /**
   * The engine's two amounts, of which the difference is made.
   * @param {{ before: string, after: string, difference: string }} amounts
   * @returns {Step[]}
   */
  effectSteps({ before, after, difference }) {
    const { old, recent } = /** @type {NonNullable<AzplanDiff['sides']>} */ (this.sides)
    const inputs = { [`${this.t('diff.after')} (${recent.info.on})`]: after, [`${this.t('diff.before')} (${old.info.on})`]: before }
    return [{ rule: 'difference', text: this.t('diff.effectText'), cite: '', inputs, result: difference, unit: recent.info.currency }]
  }

  renderView() {
    if (this.forCustomer) return html`<div class="none"><h1>${this.t('diff')}</h1><p class="muted">${this.t('diff.partnerOnly')}</p></div>`
    const { sides } = this
    if (!sides) return renderStart(this)
    return html`<div class="page">${renderHead(this, sides)}
      ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
      ${this.answer ? html`${renderEffect(this, sides)}${renderGaps(this, this.answer)}${this.renderEntries(this.answer)}` : this.problem ? nothing : html`<p class="muted" role="status">${this.t('working')}</p>`}</div>
      <azplan-price-change .locale=${this.locale} .engine=${this.engine} .list=${this.list}></azplan-price-change>`
  }

  /** @param {DiffAnswer} answer */
  renderEntries(answer) {
    const { tab, entries } = this
    const all = tab === 'effect' ? entries.length : answer.counts[tab]
    const counts = { ...answer.counts, effect: this.impact?.lines.length ?? 0 }
    /** @type {Kind[]} */
    const kinds = [...(this.impact ? /** @type {const} */ (['effect']) : []), 'changed', 'added', 'removed', ...(counts.notCompared ? /** @type {const} */ (['notCompared']) : [])]
    return html`<section class="entries" aria-label=${this.t('diff.entries')}>
      <div class="filters"><div class="switch" role="group" aria-label=${this.t('diff.kinds')}>${kinds.map((kind) => html`<button type="button" aria-pressed=${kind === tab}
          @click=${() => { this.chosen = kind }}>${this.t(`diff.${kind}`)} <span class="count">${formatCount(counts[kind], this.locale)}</span></button>`)}</div>
        <span class="muted small unchanged">${this.t('diff.unchanged', { count: answer.counts.unchanged })}</span><span class="grow"></span>
        ${tab === 'effect' ? nothing : html`<input type="search" class="words" aria-label=${this.t('diff.filter')} placeholder=${this.t('diff.filter')} autocomplete="off" .value=${this.text} @input=${this.type}>`}
        <button class="button" type="button" @click=${this.exportCsv} ?disabled=${!all}>${this.t('bill.export')}</button></div>
      ${all > entries.length ? html`<p class="muted small">${this.t('diff.capped', { shown: formatCount(entries.length, this.locale), all: formatCount(all, this.locale) })}</p>` : nothing}
      ${entries.length ? renderTable(this) : html`<p class="none muted">${this.t('diff.none')}</p>`}</section>`
  }
}
