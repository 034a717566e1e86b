import { html, nothing } from 'lit'
import { formatDay } from '../lib/format.js'
import { debounce, Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint } from '../lib/words.js'
import { styles } from './compare.styles.js'

/** @import { Language, Market, MarketsAnswer } from '../types.js' */

/** What is shown before anything is asked. */
const FIRST = 'TW'

/** A clause as it begins a cell. @param {string} clause */
function begun(clause) {
  return clause.charAt(0).toUpperCase() + clause.slice(1)
}

/** Where a customer is sold to, in what currency, and where sources differ. */
export class AzplanMarkets extends AzplanView {
  static properties = { ...AzplanView.properties, asked: { state: true }, answer: { state: true }, problem: { state: true } }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    this.asked = FIRST
    /** @type {MarketsAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    this.latest = new Latest()
    this.type = debounce(() => { this.asked = this.field?.value.trim() || FIRST }, 180)
  }

  /** @returns {HTMLInputElement | null} */
  get field() {
    return this.renderRoot.querySelector('input[type=search]')
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const { engine, asked } = this
    if (!engine || !['engine', 'locale', 'asked'].some((name) => changed.has(/** @type {any} */ (name)))) return
    this.latest.run(() => engine.markets(asked, /** @type {Language} */ (this.locale === 'zh-Hant' ? 'zh-Hant' : 'en')), (answer) => {
      this.problem = null
      this.answer = answer
    }, (error) => { this.problem = error })
  }

  renderView() {
    const { answer } = this
    return html`<div class="page"><h1>${this.t('markets.title')}</h1>
      <form class="workload" @submit=${(/** @type {Event} */ event) => event.preventDefault()}><label class="find"><span>${this.t('markets.find')}</span><input type="search" autocomplete="off" placeholder=${FIRST} @input=${this.type}></label></form>
      ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
      <div class="market" aria-live="polite">${answer ? (answer.markets[0] ? this.renderMarket(answer.markets[0]) : html`<p class="gap">${this.t('markets.none', { nearest: answer.nearest.join(', ') || '–' })}</p>`) : nothing}</div></div>`
  }

  /** @param {Market} market */
  renderMarket(market) {
    const { code, name, region, currency, conflict, currencies, reservations, reservationsConflict, closings, rules } = market
    const differing = [...new Set(currencies.flatMap((source) => source.currencies))].join(', ')
    return html`<section class="verdict"><h2>${name} (${code})</h2><p class=${conflict ? 'gap' : 'answer'}>${conflict ? this.t('markets.conflict', { currencies: differing }) : currency ?? this.t(closings.length ? 'markets.nothingSold' : 'markets.notPrinted')}</p>
      <dl class="facts"><dt>${this.t('markets.region')}</dt><dd>${region ?? this.t('markets.noRegion')}</dd>
        ${currencies.map((source) => html`<dt>${this.t('markets.currency')}</dt><dd>${source.currencies.join(', ') || this.t('markets.notPrinted')} <cite class="muted small" lang="en">${source.cite}</cite></dd>`)}
        ${closings.map((closing) => html`<dt>${this.t('markets.closed')}, ${formatDay(closing.from, this.locale)}</dt><dd>${begun(closing.text)} <cite class="muted small" lang="en">${closing.cite}</cite></dd>`)}
        ${reservationsConflict ? html`<dt>${this.t('markets.reservations')}</dt><dd class="gap">${this.t('markets.reservationsConflict')}</dd>` : nothing}
        ${reservations.map((listed) => html`<dt>${this.t('markets.reservations')}, ${formatDay(listed.from, this.locale)}</dt><dd>${this.t(listed.available ? 'markets.available' : 'markets.unavailable')}${this.locale === 'zh-Hant' ? '：' : ': '}${listed.text} <cite class="muted small" lang="en">${listed.cite}</cite></dd>`)}</dl></section>
      ${rules.length ? html`<section><h2>${this.t('markets.rules')}</h2><div class="wide" tabindex="0" role="region" aria-label=${this.t('markets.rules')}><table><thead><tr><th scope="col">${this.t('markets.since')}</th><th scope="col">${this.t('markets.rule')}</th><th scope="col">${this.t('markets.source')}</th></tr></thead>
        <tbody>${rules.map((rule) => html`<tr><td class="day">${formatDay(rule.from, this.locale)}</td><td>${begun(rule.text)}</td><td class="muted small" lang="en">${rule.cite}</td></tr>`)}</tbody></table></div></section>` : nothing}`
  }
}
