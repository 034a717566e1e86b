import { html, nothing } from 'lit'
import { sheetCsv, verifyReport, verifyTable, xlsx } from '../../sheets.js'
import { saveCsv, saveXlsx } from '../lib/csv.js'
import { AzplanElement } from '../lib/element.js'
import { formatCount, formatDay, formatMonth, isZero } from '../lib/format.js'
import { Latest } from '../lib/latest.js'
import { VirtualRows } from '../lib/virtual.js'
import { complaint, spoken, told } from '../lib/words.js'
import { renderDifferences, renderUnpricedRows } from './differences.js'
import { differenceStyles } from './differences.styles.js'
import { styles } from './verify.styles.js'

/** @import { AccessFacts, BillRequest, Engine, Explanation, OpenAccess, OpenList, OpenRecon, OpenUsage, Settings, NotChecked, VerifyAnswer, VerifyDifference, VerifyRequest } from '../types.js' */

/** Differences that the page holds; the export has all. */
const HELD = 10_000

/** Is the bill right, line by line? A billed usage file against the price list and the reconciliation file. */
export class AzplanBillVerify extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    engine: { attribute: false },
    list: { attribute: false },
    usage: { attribute: false },
    recon: { attribute: false },
    access: { attribute: false },
    settings: { attribute: false },
    answer: { state: true },
    problem: { state: true },
    progress: { state: true },
    cause: { state: true },
  }

  static styles = [AzplanElement.styles, differenceStyles, styles]

  constructor() {
    super()
    /** @type {Engine | null} */
    this.engine = null
    /** @type {OpenList | null} */
    this.list = null
    /** @type {OpenUsage | null} */
    this.usage = null
    /** @type {OpenRecon | null} */
    this.recon = null
    /** @type {OpenAccess | null} */
    this.access = null
    /** @type {Settings} */
    this.settings = { currency: 'USD', exchangeRates: [], pecRate: '0.15' }
    /** @type {VerifyAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    /** @type {{ done: number, total: number } | null} */
    this.progress = null
    /** Only differences of this cause. */
    this.cause = ''
    this.rows = new VirtualRows(this)
    this.latest = new Latest()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.latest.cancel()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (['engine', 'list', 'usage', 'recon', 'access', 'settings'].some((name) => changed.has(/** @type {any} */ (name)))) this.verify()
    this.rows.count = this.shown.length
  }

  /** @returns {VerifyRequest} */
  get request() {
    const { exchangeRates, pecRate } = this.settings
    return { pecRate, ...(exchangeRates.length ? { exchangeRates } : {}), ...(this.access ? { access: this.access.facts } : {}) }
  }

  /** @param {VerifyRequest} request @param {{ signal?: AbortSignal, onProgress?: (progress: { done: number, total: number }) => void }} [options] */
  call(request, options) {
    const { engine, list, usage, recon } = this
    if (!engine || !usage) throw new Error('no usage')
    return engine.verify({ usage: usage.id, prices: list?.id ?? null, recon: recon?.id ?? null }, request, options)
  }

  verify() {
    if (!this.engine || !this.usage || !this.list) return
    this.answer = null
    this.problem = null
    this.cause = ''
    const onProgress = (/** @type {{ done: number, total: number }} */ progress) => { this.progress = progress }
    this.latest.run((signal) => this.call({ ...this.request, limit: HELD }, { signal, onProgress }), (answer) => {
      this.progress = null
      this.answer = answer
      this.announce(this.sentence(answer))
    }, (error) => {
      this.progress = null
      this.problem = error
    })
  }

  cancel() {
    this.latest.cancel()
    this.progress = null
    this.problem = { message: this.t('verify.cancelled') }
  }

  /** @returns {VerifyDifference[]} */
  get shown() {
    const all = this.answer?.differences ?? []
    return this.cause ? all.filter(({ cause }) => cause === this.cause) : all
  }

  /** The causes with their number, the commonest first. @param {VerifyAnswer} answer */
  causes({ byCause }) {
    return Object.entries(byCause).sort(([, left], [, right]) => right.count - left.count)
  }

  /** The answer in a sentence. @param {VerifyAnswer} answer */
  sentence(answer) {
    const { agreeing, checked, notChecked, reconChecked, reconAgreeing, reconNotChecked, monthsWithoutLines, missingColumns } = answer
    const number = (/** @type {number} */ count) => formatCount(count, this.locale)
    const causes = this.causes(answer).map(([cause, { count }]) => this.t('verify.causeCount', { cause: this.t(`cause.${cause}`), count: number(count) })).join(this.t('list.separator'))
    const counts = (/** @type {number} */ all, /** @type {number} */ agree, /** @type {NotChecked} */ { count }) => ({ agreeing: number(agree), differ: number(all - agree), open: number(count) })
    const reasons = [...notChecked.reasons, ...reconNotChecked.reasons].map(({ text }) => spoken(text, this.locale).text.replace(/[.。]$/, '')).join(this.t('list.separator'))
    return [
      this.t('verify.rows', counts(checked, agreeing, notChecked)),
      this.recon ? this.t('verify.lines', counts(reconChecked, reconAgreeing, reconNotChecked)) : '',
      reasons ? this.t('verify.because', { reasons }) : '',
      monthsWithoutLines.length ? this.t('verify.monthsWithoutLines', { months: monthsWithoutLines.map((month) => formatMonth(month, this.locale)).join(this.t('list.separator')) }) : '',
      missingColumns.length ? this.t('verify.missingColumns', { columns: missingColumns.join(this.t('list.separator')) }) : '',
      causes ? this.t('verify.causes', { causes }) : '',
    ].filter(Boolean).join(this.t('sentence.separator'))
  }

  /** @param {'csv' | 'xlsx'} format */
  async save(format) {
    const title = (/** @type {string} */ key) => this.t(key in (this.answer?.byCause ?? {}) ? `cause.${key}` : `report.${key}`)
    try {
      const { differencesTotal = 0, unpricedTotal = 0 } = this.answer ?? {}
      const answer = Math.max(differencesTotal, unpricedTotal) > HELD ? await this.call(this.request) : this.answer
      if (!answer) return
      const name = `verify-${this.usage?.info.months.at(-1) ?? 'usage'}.${format}`
      if (format === 'csv') saveCsv(name, sheetCsv(verifyTable(told(answer, this.locale), title)))
      else saveXlsx(name, await xlsx(verifyReport(told(answer, this.locale), title)))
    } catch (error) {
      this.fail(error)
    }
  }

  render() {
    const { answer, problem, progress } = this
    if (problem) return html`<p class="gap" role="alert">${complaint(problem, this.locale)}</p>${problem.code ? nothing : html`<button class="button" type="button" @click=${this.verify}>${this.t('verify.again')}</button>`}`
    if (!answer) return this.renderProgress(progress)
    return html`<div class="all">${this.renderVerdict(answer)}${answer.differencesTotal ? html`${this.renderCauses(answer)}${renderDifferences(this, answer)}` : nothing}${renderUnpricedRows(this, answer)}</div>`
  }

  /** @param {{ done: number, total: number } | null} progress */
  renderProgress(progress) {
    const part = progress?.total ? progress.done / progress.total : 0
    return html`<div class="progress"><p class="muted" role="status">${this.t('verify.working')}</p>
      <progress aria-label=${this.t('verify.working')} max="1" .value=${part}></progress>
      <button class="button" type="button" @click=${this.cancel}>${this.t('verify.cancel')}</button></div>`
  }

  /** @param {VerifyAnswer} answer */
  renderVerdict(answer) {
    const sums = Object.entries(answer.difference)
    const right = answer.differencesTotal === 0
    return html`<section class="verdict"><h2>${this.t('verify.title')}</h2>
      ${right ? html`<p class="answer">${this.t(answer.complete ? 'verify.right' : 'verify.rightSoFar')}</p>` : html`<div class="amounts">${sums.map(([currency, sum]) => html`<azplan-figure class="answer" signed .locale=${this.locale} value=${sum} unit=${currency}
        label=${this.t('verify.difference')} .explanation=${this.sumOf(answer, currency, sum)}></azplan-figure>`)}
        <span class="word">${this.word(sums.map(([, sum]) => sum))}</span></div>`}
      <p class=${right && answer.complete ? 'sentence' : 'gap'} role="status">${right && answer.complete ? '✓ ' : ''}${this.sentence(answer)}</p>
      ${answer.complete ? nothing : html`<p class="gap">${this.t('verify.notComplete')}</p>`}
      <p class="muted small">${this.basis(answer)}</p></section>`
  }

  /** Is it too much or too little? @param {string[]} sums */
  word(sums) {
    if (sums.every(isZero)) return this.t('verify.inSum')
    const signs = new Set(sums.filter((sum) => !isZero(sum)).map((sum) => sum.startsWith('-')))
    return signs.size > 1 ? '' : this.t(signs.has(true) ? 'verify.tooLittle' : 'verify.tooMuch')
  }

  /** @param {VerifyAnswer} answer @param {string} currency @param {string} value @returns {Explanation} */
  sumOf(answer, currency, value) {
    const parts = this.causes(answer).filter(([, { sum }]) => currency in sum).map(([cause, { sum, count }]) => [`${this.t(`cause.${cause}`)} (${count})`, sum[currency]])
    return { title: this.t('verify.difference'), value, unit: currency, steps: [{ rule: 'sum', text: this.t('verify.sumText'), cite: '', inputs: Object.fromEntries(parts), result: value, unit: currency }] }
  }

  /** @param {VerifyAnswer} answer */
  basis({ pricesChecked }) {
    const { list, recon, access, locale } = this
    return [
      pricesChecked && list ? this.t(list.sample ? 'basis.sampleList' : 'basis.list', { day: formatDay(list.info.on, locale) }) : this.t('verify.noList'),
      recon ? this.t('verify.recon', { name: recon.name }) : this.t('verify.noRecon'),
      access ? this.t('verify.access', { name: access.name }) : this.t('verify.noAccess'),
    ].join(' · ')
  }

  /** @param {VerifyAnswer} answer */
  renderCauses(answer) {
    return html`<section class="causes"><h2>${this.t('verify.byCause')}</h2><div class="switch" role="group" aria-label=${this.t('verify.byCause')}>
      <button type="button" aria-pressed=${this.cause === ''} @click=${() => { this.cause = '' }}>${this.t('verify.all')} <span class="count">${formatCount(answer.differencesTotal, this.locale)}</span></button>
      ${this.causes(answer).map(([cause, { count }]) => html`<button type="button" aria-pressed=${this.cause === cause} @click=${() => { this.cause = cause }}>${this.t(`cause.${cause}`)} <span class="count">${formatCount(count, this.locale)}</span></button>`)}</div>
      ${this.cause ? html`<p class="muted small">${this.t(`cause.${this.cause}.text`)}</p>` : nothing}</section>`
  }
}
