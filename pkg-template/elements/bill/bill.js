import { html, nothing } from 'lit'
import { billReport, xlsx } from '../../sheets.js'
import { saveCsv, saveXlsx } from '../lib/csv.js'
import { renderDiagnostics } from '../lib/diagnostics.js'
import { renderUnderstood } from '../lib/understood.js'
import { formatDay, formatMoney, formatMonth, parseDecimal } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { fromPercent } from '../lib/percent.js'
import { VirtualRows } from '../lib/virtual.js'
import { complaint } from '../lib/words.js'
import { styles } from './bill.styles.js'
import { billCsv } from './csv.js'
import { renderInvoice, renderVerdict } from './invoice.js'
import { renderLines, renderUnpriced } from './lines.js'

/** @import { BillLine, BillRequest, Explanation, InvoicedBill, OpenAccess, OpenRecon, OpenUsage, RoundingPolicy, Step } from '../types.js' */

/** @typedef {'invoice' | 'tree' | 'verify' | 'downloads'} Part */

/** Rows without a price that are listed. */
const LISTED = 200

/** @type {Part[]} */
const PARTS = ['invoice', 'tree', 'verify', 'downloads']

/**
 * The bill that Microsoft will send for a usage file.
 * @fires azplan-files - with files that were dropped
 * @fires azplan-sample-usage - when the sample is wanted
 * @fires azplan-goto - with the view wanted
 * @fires azplan-compare-usage - with the files of another download of the month
 * @fires azplan-swap-usage - when the bill is to be of the other download
 * @fires azplan-close-file - with the `kind` of a file that is no longer wanted: `recon`, `access` or `otherUsage`
 */
export class AzplanBill extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    usage: { attribute: false },
    other: { attribute: false },
    recon: { attribute: false },
    access: { attribute: false },
    chosen: { state: true },
    bill: { state: true },
    problem: { state: true },
    month: { state: true },
    billedIn: { state: true },
    tax: { state: true },
    credits: { state: true },
    rounding: { state: true },
    split: { state: true },
    taxRate: { state: true },
    invoiceDate: { state: true },
    filters: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** @type {OpenUsage | null} */
    this.usage = null
    /** Another download of the same month. @type {OpenUsage | null} */
    this.other = null
    /** @type {OpenRecon | null} */
    this.recon = null
    /** @type {OpenAccess | null} */
    this.access = null
    /** What is shown of the bill. @type {Part} */
    this.chosen = 'invoice'
    /** @type {InvoicedBill | null} */
    this.bill = null
    /** @type {any} */
    this.problem = null
    this.month = ''
    /** Of usage that is billed in several currencies: whose invoice is shown. */
    this.billedIn = ''
    this.tax = ''
    this.credits = ''
    /** @type {RoundingPolicy} */
    this.rounding = 'documented'
    this.split = false
    /** In per cent. */
    this.taxRate = ''
    this.invoiceDate = ''
    this.filters = { text: '', customer: '', plan: '', pecReason: '' }
    this.rows = new VirtualRows(this)
    this.latest = new Latest()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (changed.has('usage')) {
      const months = this.usage?.info.months ?? []
      if (!months.includes(this.month)) this.month = months.at(-1) ?? ''
      const currencies = this.usage?.info.billingCurrencies ?? []
      if (!currencies.includes(this.billedIn)) this.billedIn = currencies[0] ?? ''
      this.filters = { text: '', customer: '', plan: '', pecReason: '' }
      this.bill = null
    }
    const asked = ['engine', 'list', 'usage', 'access', 'settings', 'month', 'billedIn', 'tax', 'credits', 'rounding', 'split', 'taxRate', 'invoiceDate']
    if (asked.some((name) => changed.has(/** @type {any} */ (name)))) this.calculate()
    this.rows.count = this.shownLines.length
  }

  /** Each billing currency is an invoice of its own; what is billed in one may be shown in any. */
  get currency() {
    return (this.usage?.info.billingCurrencies.length ?? 0) > 1 ? this.billedIn : this.settings.currency
  }

  /** @returns {BillRequest} */
  get request() {
    const { exchangeRates, pecRate } = this.settings
    const { currency } = this
    const tax = parseDecimal(this.tax)
    const credits = parseDecimal(this.credits)
    const taxRate = this.taxRate ? fromPercent(this.taxRate) : null
    const options = { ...(this.rounding === 'documented' ? {} : { rounding: this.rounding }), ...(this.split ? { splitByPec: true } : {}), ...(taxRate ? { taxRate } : {}), ...(this.invoiceDate ? { invoiceDate: this.invoiceDate } : {}) }
    return { ...options, pecRate, currency, ...(this.access ? { access: this.access.facts } : {}), ...(this.month ? { month: this.month } : {}), ...(exchangeRates.length ? { exchangeRates } : {}), ...(tax ? { tax } : {}), ...(credits ? { credits } : {}) }
  }

  calculate() {
    const { engine, list, usage } = this
    if (!engine || !list || !usage || this.forCustomer) return
    this.latest.run(() => engine.bill(list.id, usage.id, { ...this.request, unpricedLimit: LISTED }), (answer) => {
      const bill = /** @type {InvoicedBill} */ (answer)
      this.bill = bill
      this.problem = null
      const { total, currency } = bill.invoice
      this.announce(this.t('bill.announce', { total: `${currency} ${formatMoney(total, currency, this.locale)}`, count: bill.unpricedTotal }))
    }, (error) => {
      this.bill = null
      this.problem = error
    })
  }

  get shownLines() {
    const { text, customer, plan, pecReason } = this.filters
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    return (this.bill?.lines ?? []).filter((line) => {
      if ((customer && line.customer !== customer) || (plan && line.plan !== plan) || (pecReason && line.pecReason !== pecReason)) return false
      const all = `${line.title} ${line.customer} ${line.plan} ${line.productId} ${line.skuId} ${line.meterId}`.toLowerCase()
      return words.every((word) => all.includes(word))
    })
  }

  /** Are there lines of more than one customer or plan? */
  get severalOwners() {
    const [first, ...others] = this.bill?.lines ?? []
    return others.some((line) => line.customer !== first.customer || line.plan !== first.plan)
  }

  /** @param {Partial<AzplanBill['filters']>} change */
  filter(change) {
    this.filters = { ...this.filters, ...change }
  }

  /** How a figure of the bill came about, by its id. @param {string} id @returns {Promise<Step[]>} */
  async steps(id) {
    const { engine, list, usage } = this
    if (!engine || !list || !usage) return []
    return (await engine.explain(list.id, usage.id, { ...this.request, line: id })).steps
  }

  /**
   * @param {BillLine} line
   * @param {'retail' | 'pec' | 'billingTotal'} what
   * @param {string} unit
   */
  figure(line, what, unit) {
    const title = `${this.t(what === 'billingTotal' ? 'billed' : what)}: ${line.title}`
    const value = line[what]
    /** @type {Explanation} */
    const explanation = { title, value, unit, steps: () => this.steps(line.id) }
    return html`<azplan-figure plain .locale=${this.locale} value=${value} unit=${unit} label=${title} .explanation=${explanation}></azplan-figure>`
  }

  exportCsv() {
    return this.save(async (bill) => saveCsv(`bill-${bill.invoice.month}.csv`, billCsv(bill)))
  }

  exportXlsx() {
    return this.save(async (bill) => saveXlsx(`bill-${bill.invoice.month}.xlsx`, await xlsx(billReport(bill))))
  }

  /** Saves the bill with all its rows without a price. @param {(bill: InvoicedBill) => Promise<void>} as */
  async save(as) {
    const { engine, list, usage, bill } = this
    if (!engine || !list || !usage || !bill) return
    try {
      await as(bill.unpricedTotal > bill.unpriced.length ? /** @type {InvoicedBill} */ (await engine.bill(list.id, usage.id, this.request)) : bill)
    } catch (error) {
      this.fail(error)
    }
  }

  renderView() {
    if (this.forCustomer) return html`<div class="none"><h1>${this.t('bill')}</h1><p class="muted">${this.t('bill.partnerOnly')}</p></div>`
    const { usage, bill } = this
    if (!usage) return this.renderDrop()
    return html`<div class="page">${this.renderHead(usage)}${this.renderParts()}
      ${this.problem ? html`<div class="gap error" role="alert"><p>${complaint(this.problem, this.locale)}</p>
        ${String(this.problem.code).startsWith('exchangeRate') ? html`<button class="button" type="button" @click=${() => this.emit('azplan-goto', { view: 'settings' })}>${this.t('settings.open')}</button>` : nothing}</div>` : nothing}
      ${this.renderPart(bill)}
      ${this.renderSaid(usage)}</div>`
  }

  /** What the files had to say that are shown. @param {OpenUsage} usage */
  renderSaid(usage) {
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    const others = [this.recon, this.chosen === 'downloads' ? this.other : null].filter((open) => open !== null)
    return [renderDiagnostics(usage.info, t, this.locale), ...others.map(({ info, name }) => renderDiagnostics(info, t, this.locale, name))]
  }

  renderParts() {
    const file = (/** @type {'recon' | 'access'} */ kind, /** @type {{ name: string }} */ { name }) => html`<span class="file"><span class="chip">${this.t(`bill.file.${kind}`, { name })}</span>
      <button class="quiet" type="button" aria-label=${this.t(`bill.close.${kind}`)} title=${this.t(`bill.close.${kind}`)} @click=${() => this.emit('azplan-close-file', { kind })}>${icon('close')}</button></span>`
    return html`<div class="row no-print"><div class="switch" role="group" aria-label=${this.t('bill.parts')}>${PARTS.map((part) => html`<button type="button" aria-pressed=${part === this.chosen}
        @click=${() => { this.chosen = part }}>${this.t(`bill.part.${part}`)}</button>`)}</div><span class="grow"></span>
      ${this.recon ? file('recon', this.recon) : nothing}${this.access ? file('access', this.access) : nothing}
      ${this.recon && this.access ? nothing : html`<azplan-drop compact class="more-files" .locale=${this.locale} label=${this.t(this.recon ? 'bill.addAccess' : 'bill.addRecon')}></azplan-drop>`}</div>`
  }

  /** @param {InvoicedBill | null} bill */
  renderPart(bill) {
    const { locale, engine, list, usage, recon, access, settings } = this
    if (this.chosen === 'downloads') return html`<azplan-bill-downloads .locale=${locale} .engine=${engine} .usage=${usage} .other=${this.other}></azplan-bill-downloads>`
    if (this.chosen === 'verify') return html`<azplan-bill-verify .locale=${locale} .engine=${engine} .list=${list} .usage=${usage} .recon=${recon} .access=${access} .settings=${settings}></azplan-bill-verify>`
    if (this.problem) return nothing
    if (!bill) return html`<p class="muted" role="status">${this.t('working')}</p>`
    if (this.chosen === 'tree') return html`<azplan-bill-tree .locale=${locale} .engine=${engine} .list=${list} .usage=${usage} .request=${this.request}></azplan-bill-tree>`
    return html`${renderVerdict(this, bill)}${this.renderChoices()}${renderInvoice(this, bill)}${renderUnpriced(this, bill)}${renderLines(this, bill)}`
  }

  renderChoices() {
    const policies = /** @type {RoundingPolicy[]} */ (['documented', 'nearest', 'floorOnce'])
    return html`<details class="options no-print"><summary>${this.t('bill.options')}</summary><div class="filters">
      <label><span>${this.t('bill.rounding')}</span><select name="rounding" @change=${(/** @type {any} */ event) => { this.rounding = event.target.value }}>${policies.map((policy) => html`<option value=${policy} ?selected=${policy === this.rounding}>${this.t(`bill.rounding.${policy}`)}</option>`)}</select></label>
      <label><span>${this.t('bill.taxRate')}</span><input name="taxRate" inputmode="decimal" autocomplete="off" size="6" .value=${this.taxRate} aria-invalid=${this.taxRate !== '' && fromPercent(this.taxRate) === null}
        @change=${(/** @type {any} */ event) => { this.taxRate = event.target.value.trim() }}></label>
      <label><span>${this.t('bill.invoiceDate')}</span><input name="invoiceDate" type="date" .value=${this.invoiceDate} @change=${(/** @type {any} */ event) => { this.invoiceDate = event.target.value }}></label>
      <label class="check"><input name="split" type="checkbox" .checked=${this.split} @change=${(/** @type {any} */ event) => { this.split = event.target.checked }}><span>${this.t('bill.split')}</span></label></div></details>`
  }

  renderDrop() {
    return html`<div class="page"><h1>${this.t('bill.title')}</h1>
      <azplan-drop .locale=${this.locale} label=${this.t('bill.choose')} hint=${this.t('bill.drop')}>
        <button class="quiet" type="button" @click=${() => this.emit('azplan-sample-usage')}>${this.t('bill.trySample')}</button></azplan-drop>
      <p class="muted small">${this.t('bill.local')}</p></div>`
  }

  /** Files of this button take the place of the usage, whatever is compared. @param {CustomEvent} event */
  replace(event) {
    event.stopPropagation()
    this.emit('azplan-files', { files: event.detail.files, replace: true })
  }

  /** @param {OpenUsage} usage */
  renderHead(usage) {
    const { info } = usage
    const span = info.from && info.to ? `${formatDay(info.from, this.locale)} – ${formatDay(info.to, this.locale)}` : ''
    const money = (/** @type {'tax' | 'credits'} */ field) => html`<label><span>${this.t(`invoice.${field}`)} (${this.currency})</span>
      <input inputmode="decimal" autocomplete="off" size="9" placeholder="0" .value=${this[field]} aria-invalid=${this[field] !== '' && parseDecimal(this[field]) === null}
        @change=${(/** @type {any} */ event) => { this[field] = event.target.value.trim() }}></label>`
    return html`<header class="head"><div class="grow"><h1>${usage.sample ? this.t('bill.sampleName') : usage.name} ${usage.sample ? html`<span class="chip sample">${this.t('sample')}</span>` : nothing}</h1>
        <p class="muted small">${[span, this.t('bill.plans', { count: info.plans.length, locale: this.locale })].filter(Boolean).join(' · ')}</p>
        ${renderUnderstood(info, (key, values) => this.t(key, values))}</div>
      ${info.months.length > 1 ? html`<label><span>${this.t('bill.month')}</span><select name="month" @change=${(/** @type {any} */ event) => { this.month = event.target.value }}>
        ${info.months.map((month) => html`<option value=${month} ?selected=${month === this.month}>${formatMonth(month, this.locale)}</option>`)}</select></label>` : nothing}
      ${info.billingCurrencies.length > 1 ? html`<label><span>${this.t('bill.invoiceIn')}</span><select name="billedIn" @change=${(/** @type {any} */ event) => { this.billedIn = event.target.value }}>
        ${info.billingCurrencies.map((currency) => html`<option value=${currency} ?selected=${currency === this.billedIn}>${currency}</option>`)}</select></label>` : nothing}
      ${money('credits')}${money('tax')}
      <azplan-drop compact .locale=${this.locale} label=${this.t('bill.another')} @azplan-files=${this.replace}></azplan-drop></header>`
  }
}
