import { AzplanElement, closeOnBackdrop, css, dialogStyles, formatMonth, formatPrice, html, icon, nothing, openDialog, parseDecimal, renderDiagnostics, renderUnderstood } from 'azplan/elements'
import { fromPercent, toPercent } from 'azplan/elements'

/** @import { Store } from '../lib/store.js' */
/** @import { ExchangeRate, OpenRates } from '../../pkg-template/elements/types.js' */

const SHOWN = 24

/** Billing currency, exchange rates, PEC rate, and the work as a file. */
export class AzplanSettings extends AzplanElement {
  static properties = { ...AzplanElement.properties, store: { attribute: false }, rates: { attribute: false }, tick: { attribute: false }, month: { type: String }, wrong: { state: true } }

  static styles = [AzplanElement.styles, dialogStyles, css`
    section { display: grid; gap: var(--s3); justify-items: start; }
    section > * { max-width: 100%; }
    .fields { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3); }
    .fields input { width: 136px; }
    .fields input[type='month'] { width: 176px; }
    .fields input.code { width: 76px; text-transform: uppercase; }
    table input { width: 100%; }
    .diagnostics summary { cursor: pointer; color: var(--warn); min-height: 24px; }
    .diagnostics .scroll { max-height: 300px; overflow: auto; }
    code { font: var(--small) var(--mono); }
  `]

  constructor() {
    super()
    /** @type {Store | null} */
    this.store = null
    /** What the last sheet had to say. @type {OpenRates | null} */
    this.rates = null
    this.tick = 0
    /** Month that the open list prices. */
    this.month = ''
    /** @type {ReadonlySet<string>} */
    this.wrong = new Set()
  }

  async open() {
    await this.updateComplete
    openDialog(this.renderRoot.querySelector('dialog'))
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close()
  }

  /** @param {string} name @param {boolean} is */
  mark(name, is) {
    const wrong = new Set(this.wrong)
    if (is) wrong.add(name)
    else wrong.delete(name)
    this.wrong = wrong
  }

  /** @param {Partial<import('../../pkg-template/elements/types.js').Settings>} change */
  set(change) {
    const { store } = this
    store?.change({ settings: { ...store.state.settings, ...change } }, this.t('did.settings'))
  }

  /** @param {any} event */
  setCurrency(event) {
    const code = event.target.value.trim().toUpperCase()
    const right = /^[A-Z]{3}$/.test(code)
    this.mark('currency', !right)
    if (right) this.set({ currency: code })
  }

  /** @param {any} event */
  setPec(event) {
    const typed = parseDecimal(event.target.value.replace('%', ''))
    const ratio = typed === null ? null : fromPercent(typed)
    this.mark('pec', ratio === null)
    if (ratio !== null) this.set({ pecRate: ratio })
  }

  /** @param {SubmitEvent} event */
  addRate(event) {
    event.preventDefault()
    const form = /** @type {HTMLFormElement} */ (event.target)
    const given = new FormData(form)
    const currencyCode = String(given.get('code')).trim().toUpperCase()
    const usdPerUnit = parseDecimal(String(given.get('rate')))
    const month = String(given.get('month'))
    const right = /^[A-Z]{3}$/.test(currencyCode) && usdPerUnit !== null && /[1-9]/.test(usdPerUnit) && /^\d{4}-\d\d$/.test(month)
    this.mark('rate', !right)
    if (!right || !this.store) return
    const others = this.store.state.settings.exchangeRates.filter((rate) => rate.currencyCode !== currencyCode || rate.month !== month)
    this.set({ exchangeRates: [...others, { currencyCode, usdPerUnit, month }] })
    form.reset()
  }

  /** @param {ExchangeRate} gone */
  removeRate(gone) {
    this.set({ exchangeRates: this.store?.state.settings.exchangeRates.filter((rate) => rate !== gone) ?? [] })
  }

  render() {
    const { store } = this
    if (!store) return nothing
    const { settings, audience } = store.state
    return html`<dialog aria-labelledby="title" @click=${closeOnBackdrop}>
      <div class="top"><h1 id="title">${this.t('settings')}</h1>
        <button class="quiet close" type="button" aria-label=${this.t('close')} @click=${this.close}>${icon('close')}</button></div>
      <div class="body">
        <section><h2>${this.t('settings.money')}</h2><div class="fields">
          <label><span>${this.t('settings.currency')}</span><input class="code" name="currency" maxlength="3" autocomplete="off" spellcheck="false" .value=${settings.currency}
            aria-invalid=${this.wrong.has('currency')} @change=${this.setCurrency}></label>
          ${audience === 'customer' ? nothing : html`<label><span>${this.t('settings.pec')}</span><input name="pec" inputmode="decimal" autocomplete="off"
            .value=${toPercent(settings.pecRate)} aria-invalid=${this.wrong.has('pec')} @change=${this.setPec}></label>`}</div>
          ${this.wrong.has('currency') ? html`<p class="gap error" role="alert">${this.t('settings.currencyWrong')}</p>` : nothing}
          ${this.wrong.has('pec') ? html`<p class="gap error" role="alert">${this.t('settings.pecWrong')}</p>` : nothing}</section>
        <section><h2>${this.t('settings.rates')}</h2><p class="muted small">${this.t('settings.ratesHelp')}</p>
          <form @submit=${this.addRate} novalidate><div class="fields">
            <label><span>${this.t('settings.code')}</span><input class="code" name="code" maxlength="3" autocomplete="off" spellcheck="false" placeholder="TWD"></label>
            <label><span>${this.t('settings.usdPerUnit')}</span><input name="rate" inputmode="decimal" autocomplete="off" placeholder="0.0312"></label>
            <label><span>${this.t('bill.month')}</span><input type="month" name="month" .defaultValue=${this.month}></label>
            <button class="button" type="submit">${this.t('add')}</button></div></form>
          ${this.wrong.has('rate') ? html`<p class="gap error" role="alert">${this.t('settings.rateWrong')}</p>` : nothing}
          ${this.renderRates(settings.exchangeRates)}
          ${this.renderSheet()}
          <azplan-drop compact .locale=${this.locale} label=${this.t('settings.dropRates')}></azplan-drop></section>
        <section><h2>${this.t('settings.work')}</h2><p class="muted small">${this.t('settings.workHelp')}</p>
          <div class="fields"><button class="button" type="button" @click=${() => this.emit('azplan-export')}>${this.t('settings.export')}</button>
            <azplan-drop compact .locale=${this.locale} label=${this.t('settings.import')}></azplan-drop></div></section>
      </div></dialog>`
  }

  /** How the last sheet was understood, and the rows of it that could not be used. */
  renderSheet() {
    if (!this.rates) return nothing
    const { info, name } = this.rates
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    return html`<div class="sheet">${renderUnderstood(info, t, name)}${renderDiagnostics(info, t, this.locale, name)}</div>`
  }

  /** @param {ExchangeRate[]} rates */
  renderRates(rates) {
    if (!rates.length) return nothing
    const shown = rates.slice(-SHOWN).reverse()
    return html`<table><thead><tr><th scope="col">${this.t('settings.code')}</th><th scope="col">${this.t('bill.month')}</th>
      <th scope="col" class="number">${this.t('settings.usdPerUnit')}</th><th><span class="hush">${this.t('actions')}</span></th></tr></thead>
      <tbody>${shown.map((rate) => html`<tr><td>${rate.currencyCode}</td><td>${formatMonth(rate.month, this.locale)}</td>
        <td class="number">${formatPrice(rate.usdPerUnit, this.locale)}</td>
        <td class="number"><button class="quiet" type="button" aria-label=${this.t('settings.removeRate', rate)} @click=${() => this.removeRate(rate)}>${icon('remove')}</button></td></tr>`)}</tbody></table>
      ${rates.length > shown.length ? html`<p class="muted small">${this.t('settings.moreRates', { count: rates.length - shown.length })}</p>` : nothing}`
  }
}
