import { html, nothing } from 'lit'
import { sumSteps } from '../estimate/request.js'
import { formatExact, formatRounded, parseDecimal } from '../lib/format.js'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint, priceKey, termName } from '../lib/words.js'
import { styles } from './compare.styles.js'

/** @import { CommitmentAnswer, CommitmentMix, PriceHit } from '../types.js' */
/** @import { Side } from './ways.js' */

/** A week of a machine that is always there and four more from 8 to 18 on working days: to try. */
const EXAMPLE = Array.from({ length: 168 }, (_, hour) => (Math.floor(hour / 24) < 5 && hour % 24 >= 8 && hour % 24 < 18 ? '5' : '1')).join('\n')

/** `64 x 1 vCore`, or how many. @param {NonNullable<CommitmentMix['reservation']>} reservation */
const counted = ({ count, of }) => (of ? `${count} × ${of}` : count)

/** How many to reserve and how much to commit for a workload, by its use hour by hour. */
export class AzplanCommitment extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    workload: { attribute: false },
    text: { state: true },
    side: { state: true },
    answer: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** @type {PriceHit | null} */
    this.workload = null
    /** The profile as it was written, pasted or read. */
    this.text = ''
    /** @type {Side} */
    this.side = 'customer'
    /** @type {CommitmentAnswer | null} */
    this.answer = null
    /** @type {any} */
    this.problem = null
    this.latest = new Latest()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (changed.has('workload') || changed.has('text')) this.answer = null
    if (['engine', 'list', 'workload', 'settings', 'audience', 'text', 'side'].some((name) => changed.has(/** @type {any} */ (name)))) this.ask()
  }

  /** Hours of the profile, and the first line that holds none. */
  get hours() {
    const lines = this.text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '')
    const cells = lines.map((line) => (line.split(/[,;\t]/).at(-1) ?? '').trim().replace(/^"(.*)"$/, '$1'))
    const begin = cells.length > 0 && parseDecimal(cells[0]) === null ? 1 : 0
    const hours = cells.slice(begin).map(parseDecimal)
    const wrong = hours.indexOf(null)
    return { hours: /** @type {string[]} */ (hours), wrong: wrong < 0 ? null : { line: wrong + begin + 1, text: cells[wrong + begin] } }
  }

  ask() {
    const { engine, list, workload } = this
    const { hours, wrong } = this.hours
    this.problem = null
    if (!engine || !list || !workload || wrong || hours.length === 0) return
    const { productId, skuId, meterId, region } = priceKey(workload)
    const side = this.forCustomer ? 'customer' : this.side
    const request = { productId, skuId, ...(meterId ? { meterId } : {}), ...(region ? { region } : {}), usage: hours, side, pecRate: this.settings.pecRate }
    this.latest.run(() => engine.bestCommitment(list.id, request), (answer) => {
      this.problem = null
      this.answer = answer
    }, (error) => { this.problem = error })
  }

  /** @param {CustomEvent<{ files: File[] }>} event */
  async read(event) {
    event.stopPropagation()
    const [file] = event.detail.files
    if (file) this.text = await file.text()
  }

  renderView() {
    const { hours, wrong } = this.hours
    return html`<section class="commitment"><h2>${this.t('commitment.title')}</h2><p class="muted">${this.t('commitment.text')}</p>
      <div class="profile"><label><span>${this.t('commitment.hours')}</span><textarea rows="4" spellcheck="false" autocomplete="off" .value=${this.text} aria-invalid=${wrong !== null}
        @change=${(/** @type {any} */ event) => { this.text = event.target.value }}></textarea></label>
        <div class="checks"><azplan-drop compact .locale=${this.locale} label=${this.t('commitment.file')} @azplan-files=${this.read}></azplan-drop>
          <button class="quiet" type="button" @click=${() => { this.text = EXAMPLE }}>${this.t('commitment.example')}</button>
          ${this.text ? html`<button class="quiet" type="button" @click=${() => { this.text = '' }}>${this.t('commitment.clear')}</button>` : nothing}</div></div>
      ${wrong ? html`<p class="gap error" role="alert">${this.t('commitment.wrong', { line: wrong.line, text: wrong.text })}</p>` : nothing}
      ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
      ${!wrong && hours.length > 0 && this.answer ? this.renderAnswer(this.answer) : nothing}</section>`
  }

  /** @param {CommitmentAnswer} answer */
  renderAnswer(answer) {
    if (!answer.found) return html`<p class="gap">${this.t('ways.notFound')}</p>`
    const { mixes, currency, software, missing } = answer
    const figures = { hours: formatExact(answer.hours, this.locale), used: formatExact(answer.used, this.locale), peak: formatExact(answer.peak, this.locale) }
    const [best] = mixes
    const head = (/** @type {string} */ key) => html`<th scope="col" class="number">${this.t(`commitment.${key}`)}</th>`
    return html`${this.forCustomer ? nothing : html`<div class="switch" role="group" aria-label=${this.t('ways.chartSide')}>${/** @type {const} */ (['customer', 'partner']).map((who) => html`<button type="button"
        aria-pressed=${who === this.side} @click=${() => { this.side = who }}>${this.t(who === 'customer' ? 'ways.chartCustomer' : 'ways.chartPartner')}</button>`)}</div>`}
      ${best ? html`<p class="word" role="status">${this.describe(best)}</p>` : nothing}
      <p class="muted small">${this.t('commitment.basis', figures)}</p>
      <div class="wide" tabindex="0" role="region" aria-label=${this.t('commitment.title')}><table class="stacked"><thead><tr><th scope="col">${this.t('commitment.mix')}</th>${head('total')}${head('saving')}${head('reservedUse')}${head('committedUse')}${head('asYouGo')}</tr></thead>
        <tbody>${mixes.map((mix, index) => html`<tr class=${index === 0 ? 'best' : ''}><th scope="row">${this.describe(mix)}</th>
          <td class="number" data-label=${this.t('commitment.total')}>${this.renderTotal(mix, currency)}</td>
          <td class="number" data-label=${this.t('commitment.saving')}>${this.percent(mix.savingPercent)}</td><td class="number" data-label=${this.t('commitment.reservedUse')}>${this.percent(mix.reservation?.utilisation)}</td>
          <td class="number" data-label=${this.t('commitment.committedUse')}>${this.percent(mix.savingsPlan?.utilisation)}</td><td class="number" data-label=${this.t('commitment.asYouGo')}>${formatRounded(mix.payAsYouGo.quantity, this.locale)}</td></tr>`)}</tbody></table></div>
      ${software ? html`<p class="muted small">${this.t('commitment.software', { price: formatExact(software.hourly, this.locale) })}</p>` : nothing}
      ${missing.length ? html`<ul class="muted small missing-ways">${missing.map(({ kind, term, reason }) => html`<li>${this.t(`way.${kind}`, { term: termName((key, values) => this.t(key, values), term) })}: ${this.t(`ways.${reason}`)}</li>`)}</ul>` : nothing}
      <p class="muted small">${this.t('commitment.rule')} <cite lang="en">${answer.cite}</cite></p>`
  }

  /** @param {string | null | undefined} value */
  percent(value) {
    return value === null || value === undefined ? html`<span class="muted">–</span>` : `${formatRounded(value, this.locale)}%`
  }

  /** What is committed, in words. @param {CommitmentMix} mix */
  describe({ reservation, savingsPlan }) {
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    const parts = [
      reservation && this.t('commitment.reserve', { count: counted(reservation), term: termName(t, reservation.term) }),
      savingsPlan && this.t('commitment.commit', { amount: formatExact(savingsPlan.hourly, this.locale), term: termName(t, savingsPlan.term) }),
    ].filter(Boolean)
    return parts.length ? parts.join(this.t('commitment.and')) : this.t('way.payAsYouGoCustomer')
  }

  /** @param {CommitmentMix} mix @param {string} currency */
  renderTotal(mix, currency) {
    const { reservation, savingsPlan, software, payAsYouGo, total } = mix
    const title = this.describe(mix)
    const parts = [
      ...(reservation ? [{ title: this.t('commitment.reserve', { count: counted(reservation), term: reservation.term }), value: reservation.cost }] : []),
      ...(savingsPlan ? [{ title: this.t('commitment.commit', { amount: savingsPlan.hourly, term: savingsPlan.term }), value: savingsPlan.cost }] : []),
      ...(software ? [{ title: this.t('commitment.softwareCost'), value: software.cost }] : []),
      { title: this.t('way.payAsYouGoCustomer'), value: payAsYouGo.cost },
    ]
    return html`<azplan-figure plain .locale=${this.locale} value=${total} unit=${currency} label=${title} .explanation=${{ title, value: total, unit: currency, steps: sumSteps(this.t('commitment.sum'), total, currency, parts) }}></azplan-figure>`
  }
}
