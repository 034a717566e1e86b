import { html, nothing } from 'lit'
import { sheetCsv, usageDiffReport, usageDiffSheet, xlsx } from '../../sheets.js'
import { saveCsv, saveXlsx } from '../lib/csv.js'
import { AzplanElement } from '../lib/element.js'
import { formatCount, formatDay, formatExact, formatMoney, isZero } from '../lib/format.js'
import { Latest } from '../lib/latest.js'
import { VirtualRows } from '../lib/virtual.js'
import { complaint, spoken, told } from '../lib/words.js'
import { differenceStyles } from './differences.styles.js'
import { styles } from './downloads.styles.js'

/** @import { Engine, Explanation, OpenUsage, UsageChange, UsageDiffAnswer } from '../types.js' */

/** Changes that the page holds; the export has all. */
const HELD = 10_000
/** Resources that are shown before a person asks for all. */
const SHOWN = 10

/** @typedef {'' | 'late' | 'added' | 'changed' | 'removed'} Kind */

/** @type {Kind[]} */
const KINDS = ['late', 'added', 'changed', 'removed']

/** Is it the earlier download of the two? The one that reaches less far, or else has fewer rows. @param {OpenUsage} own @param {OpenUsage} other */
function isEarlier(own, other) {
  const [left, right] = [own.info.to ?? '', other.info.to ?? '']
  return left === right ? own.info.kept < other.info.kept : left < right
}

/**
 * Two downloads of one month: what came late, what changed, by day and by resource.
 * @fires azplan-compare-usage - with the files of the other download
 * @fires azplan-swap-usage - when the bill is to be of the other download
 * @fires azplan-close-file - with `kind` `otherUsage` when the comparison ends
 */
export class AzplanBillDownloads extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    engine: { attribute: false },
    usage: { attribute: false },
    other: { attribute: false },
    answer: { state: true },
    problem: { state: true },
    kind: { state: true },
    turned: { state: true },
    allResources: { state: true },
  }

  static styles = [AzplanElement.styles, differenceStyles, styles]

  constructor() {
    super()
    /** @type {Engine | null} */
    this.engine = null
    /** @type {OpenUsage | null} */
    this.usage = null
    /** The other download. @type {OpenUsage | null} */
    this.other = null
    /** @type {UsageDiffAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    /** Only changes of this kind. @type {Kind} */
    this.kind = ''
    /** Is the order of the two turned round by hand? */
    this.turned = false
    this.allResources = false
    this.rows = new VirtualRows(this)
    this.latest = new Latest()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.latest.cancel()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (changed.has('usage') || changed.has('other')) this.turned = false
    if (['engine', 'usage', 'other', 'turned'].some((name) => changed.has(/** @type {any} */ (name)))) this.compare()
    this.rows.count = this.shown.length
  }

  /** The two downloads, the earlier one first. @returns {[OpenUsage, OpenUsage] | null} */
  get pair() {
    const { usage, other } = this
    if (!usage || !other) return null
    return isEarlier(usage, other) !== this.turned ? [usage, other] : [other, usage]
  }

  compare() {
    const { engine, pair } = this
    this.answer = null
    this.problem = null
    this.kind = ''
    if (!engine || !pair) return this.latest.cancel()
    this.latest.run(() => engine.usageDiff(pair[0].id, pair[1].id, { limit: HELD }), (answer) => {
      this.answer = answer
      this.announce(this.sentence(answer))
    }, (error) => { this.problem = error })
  }

  /** @returns {UsageChange[]} */
  get shown() {
    const all = this.answer?.changes ?? []
    if (!this.kind) return all
    return all.filter(({ kind, late }) => (this.kind === 'late' ? late : kind === this.kind))
  }

  /** @param {UsageDiffAnswer} answer @param {Kind} kind */
  of(answer, kind) {
    const nothingOf = { count: 0, difference: '0' }
    if (kind === 'late') return answer.late
    return (kind ? answer.byKind[kind] : { count: answer.changesTotal, difference: answer.difference }) ?? nothingOf
  }

  /** The answer in a sentence. @param {UsageDiffAnswer} answer */
  sentence(answer) {
    const number = (/** @type {Kind} */ kind) => formatCount(this.of(answer, kind).count, this.locale)
    if (answer.changesTotal === 0) return this.t('downloads.same', { count: formatCount(answer.unchanged, this.locale) })
    return this.t('downloads.sentence', { added: number('added'), late: number('late'), changed: number('changed'), removed: number('removed'), unchanged: formatCount(answer.unchanged, this.locale) })
  }

  /** @param {'csv' | 'xlsx'} format */
  async save(format) {
    const { engine, pair } = this
    if (!engine || !pair || !this.answer) return
    const title = (/** @type {string} */ key) => this.t(`downloads.report.${key}`)
    try {
      const answer = this.answer.changesTotal > HELD ? await engine.usageDiff(pair[0].id, pair[1].id) : this.answer
      const name = `usage-diff-${pair[1].info.months.at(-1) ?? 'usage'}.${format}`
      if (format === 'csv') saveCsv(name, sheetCsv(usageDiffSheet(told(answer, this.locale), title)))
      else saveXlsx(name, await xlsx(usageDiffReport(told(answer, this.locale), title)))
    } catch (error) {
      this.fail(error)
    }
  }

  /** @param {CustomEvent} event */
  took(event) {
    event.stopPropagation()
    this.emit('azplan-compare-usage', { files: event.detail.files })
  }

  render() {
    const { other, answer, problem } = this
    if (!other) return html`<azplan-drop .locale=${this.locale} label=${this.t('downloads.choose')} hint=${this.t('downloads.drop')} @azplan-files=${this.took}></azplan-drop>`
    if (problem) return html`${this.renderPair()}<p class="gap error" role="alert">${complaint(problem, this.locale)}</p>`
    if (!answer) return html`${this.renderPair()}<p class="muted" role="status">${this.t('working')}</p>`
    return html`<div class="all">${this.renderVerdict(answer)}${this.renderPair()}
      ${answer.changesTotal ? html`${this.renderDays(answer)}${this.renderResources(answer)}${this.renderChanges(answer)}` : nothing}</div>`
  }

  /** @param {UsageDiffAnswer} answer */
  renderVerdict(answer) {
    const unit = answer.currency
    /** @type {Explanation} */
    const explanation = {
      title: this.t('downloads.difference'), value: answer.difference, unit,
      steps: [{ rule: 'difference', text: this.t('downloads.differenceText'), cite: '', inputs: { before: answer.before.total, after: answer.after.total }, result: answer.difference, unit }],
    }
    const word = isZero(answer.difference) ? '' : this.t(answer.difference.startsWith('-') ? 'downloads.less' : 'downloads.more')
    return html`<section class="verdict"><h2>${this.t('downloads.title')}</h2>
      <div class="amounts"><azplan-figure class="answer" signed .locale=${this.locale} value=${answer.difference} unit=${unit} label=${this.t('downloads.difference')} .explanation=${explanation}></azplan-figure><span class="word">${word}</span></div>
      <p class="sentence" role="status">${this.sentence(answer)}</p>
      ${answer.totalsCompared ? nothing : html`<p class="gap">${this.t('downloads.quantities')}</p>`}</section>`
  }

  renderPair() {
    const { pair, answer } = this
    if (!pair) return nothing
    const side = (/** @type {OpenUsage} */ usage, /** @type {'before' | 'after'} */ which) => html`<div><dt>${this.t(`downloads.${which}`)}</dt><dd><span class="title">${usage.sample ? this.t('bill.sampleName') : usage.name}</span>
      <span class="sub">${this.t('downloads.extent', { rows: formatCount(usage.info.kept, this.locale), from: formatDay(usage.info.from ?? '', this.locale), to: formatDay(usage.info.to ?? '', this.locale) })}${answer?.totalsCompared ? ` · ${answer.currency} ${formatMoney(answer[which].total, answer.currency, this.locale)}` : ''}</span></dd></div>`
    return html`<section class="pair"><dl>${side(pair[0], 'before')}${side(pair[1], 'after')}</dl>
      <div class="row no-print"><button class="button" type="button" @click=${() => { this.turned = !this.turned }}>${this.t('downloads.turn')}</button>
        ${pair[1] === this.other ? html`<button class="button" type="button" @click=${() => this.emit('azplan-swap-usage')}>${this.t('downloads.work')}</button>` : nothing}
        <button class="button" type="button" @click=${() => this.emit('azplan-close-file', { kind: 'otherUsage' })}>${this.t('downloads.end')}</button></div></section>`
  }

  /** @param {{ count: number, difference: string }} of @param {string} unit */
  renderOf({ count, difference }, unit) {
    return count === 0 ? html`<span class="muted">–</span>` : html`${formatCount(count, this.locale)}<span class="sub">${this.signed(difference, unit)}</span>`
  }

  /** @param {string} value @param {string} unit */
  signed(value, unit) {
    const text = formatMoney(value, unit, this.locale)
    return html`<span title=${`${formatExact(value, this.locale, 2)} ${unit}`}>${isZero(value) || value.startsWith('-') ? text : `+${text}`}</span>`
  }

  /** @param {UsageDiffAnswer} answer */
  renderDays({ byDay, currency }) {
    return html`<section class="days"><h2>${this.t('downloads.byDay')}</h2><div class="scroll" tabindex="0" role="region" aria-label=${this.t('downloads.byDay')}><table><caption class="hush">${this.t('downloads.byDay')}</caption>
      <thead><tr><th scope="col">${this.t('day')}</th>${KINDS.map((kind) => html`<th scope="col" class="number">${this.t(`downloads.kind.${kind}`)}</th>`)}<th scope="col" class="number">${this.t('downloads.difference')} (${currency})</th></tr></thead>
      <tbody>${byDay.map((day) => html`<tr><th scope="row">${formatDay(day.date, this.locale)}</th>${KINDS.map((kind) => html`<td class="number">${this.renderOf(day[/** @type {'late'} */ (kind)], currency)}</td>`)}
        <td class="number strong">${this.signed(day.difference, currency)}</td></tr>`)}</tbody></table></div></section>`
  }

  /** @param {UsageDiffAnswer} answer */
  renderResources({ byResource, currency }) {
    const shown = this.allResources ? byResource : byResource.slice(0, SHOWN)
    return html`<section class="resources"><h2>${this.t('downloads.byResource')}</h2><table><caption class="hush">${this.t('downloads.byResource')}</caption>
      <thead><tr><th scope="col" class="item">${this.t('tree.resource')}</th><th scope="col" class="number few">${this.t('downloads.changes')}</th><th scope="col" class="number few">${this.t('downloads.difference')} (${currency})</th></tr></thead>
      <tbody>${shown.map((of) => html`<tr><th scope="row" class="item"><span class="title" title=${of.resource}>${of.resource.split('/').at(-1) || this.t('tree.none')}</span><span class="sub">${[of.subscription, of.resourceGroup, of.from === of.to ? formatDay(of.from, this.locale) : `${formatDay(of.from, this.locale)} – ${formatDay(of.to, this.locale)}`].filter(Boolean).join(' · ')}</span></th>
        <td class="number">${formatCount(of.count, this.locale)}</td><td class="number strong">${this.signed(of.difference, currency)}</td></tr>`)}</tbody></table>
      ${byResource.length > shown.length ? html`<p><button class="quiet" type="button" @click=${() => { this.allResources = true }}>${this.t('tree.more', { count: formatCount(byResource.length - shown.length, this.locale) })}</button></p>` : nothing}</section>`
  }

  /** @param {UsageDiffAnswer} answer */
  renderChanges(answer) {
    const { shown } = this
    const { first, last } = this.rows
    const seen = shown.slice(first, Math.min(last, shown.length))
    const choice = (/** @type {Kind} */ kind) => html`<button type="button" aria-pressed=${kind === this.kind} @click=${() => { this.kind = kind }}>${this.t(kind ? `downloads.kind.${kind}` : 'verify.all')} <span class="count">${formatCount(this.of(answer, kind).count, this.locale)}</span></button>`
    return html`<section class="lines"><header class="row"><h2>${this.t('downloads.changes')}</h2>
        <span class="muted small" role="status">${this.t('bill.shown', { shown: formatCount(shown.length, this.locale), all: formatCount(answer.changesTotal, this.locale) })}</span><span class="grow"></span>
        <button class="button no-print" type="button" @click=${() => this.save('csv')}>${this.t('bill.export')}</button>
        <button class="button no-print" type="button" @click=${() => this.save('xlsx')}>${this.t('bill.exportXlsx')}</button></header>
      <div class="switch no-print" role="group" aria-label=${this.t('downloads.kinds')}>${['', ...KINDS].map((kind) => choice(/** @type {Kind} */ (kind)))}</div>
      ${answer.changes.length < answer.changesTotal ? html`<p class="muted small">${this.t('verify.capped', { count: formatCount(answer.changes.length, this.locale) })}</p>` : nothing}
      <table aria-rowcount=${shown.length + 1} @keydown=${(/** @type {KeyboardEvent} */ event) => this.rows.key(event)}>
        <caption class="hush">${this.t('downloads.changes')}</caption>
        <thead><tr><th scope="col" class="item">${this.t('downloads.what')}</th><th scope="col" class="why">${this.t('downloads.why')}</th><th scope="col" class="number">${this.t('downloads.before')}</th>
          <th scope="col" class="number">${this.t('downloads.after')}</th><th scope="col" class="number">${this.t('downloads.difference')} (${answer.currency})</th></tr></thead>
        <tbody class="virtual"><tr class="pad" aria-hidden="true"><td colspan="5"></td></tr>
          ${seen.map((change, index) => this.renderChange(change, first + index, answer.currency))}
          <tr class="pad" aria-hidden="true"><td colspan="5"></td></tr></tbody></table></section>`
  }

  /** @param {UsageChange} change @param {number} index @param {string} unit */
  renderChange(change, index, unit) {
    const { before, after, difference, explain } = change
    const name = change.resource.split('/').at(-1) || [change.productId, change.skuId].join('/')
    const side = (/** @type {typeof before} */ of) => (of ? html`${formatExact(of.total, this.locale, 2)}<span class="sub">× ${formatExact(of.quantity, this.locale)}</span>` : html`<span class="muted">–</span>`)
    const kind = this.t(`downloads.kind.${change.late ? 'late' : change.kind}`)
    const why = spoken(explain, this.locale)
    const title = `${kind}: ${name}, ${formatDay(change.date, this.locale)}`
    /** @type {Explanation} */
    const explanation = {
      title, value: difference, unit,
      steps: [{
        rule: 'difference', text: why.text, cite: '', result: difference, unit,
        inputs: Object.fromEntries([['before', before?.total ?? '0'], ['after', after?.total ?? '0'], ['quantityBefore', before?.quantity ?? '0'], ['quantityAfter', after?.quantity ?? '0'], ...(before ? [['rowBefore', String(before.row)]] : []), ...(after ? [['rowAfter', String(after.row)]] : [])]),
      }],
    }
    return html`<tr class="hit" aria-rowindex=${index + 2}>
      <td class="item"><span class="title" title=${change.resource}>${name}</span><span class="sub">${[formatDay(change.date, this.locale), [change.productId, change.skuId].join('/'), change.resourceGroup].filter(Boolean).join(' · ')}</span></td>
      <td class="why"><span class="title">${kind}</span><span class="sub" lang=${why.lang} title=${why.text}>${why.text}</span></td>
      <td class="number" data-label=${this.t('downloads.before')}>${side(before)}</td>
      <td class="number" data-label=${this.t('downloads.after')}>${side(after)}</td>
      <td class="number strong" data-label=${this.t('downloads.difference')}><azplan-figure signed plain kind="exact" .locale=${this.locale} value=${difference} unit=${unit} label=${title} .explanation=${explanation}></azplan-figure></td></tr>`
  }
}
