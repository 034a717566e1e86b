import { html, nothing } from 'lit'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { complaint } from '../lib/words.js'
import { styles } from './compare.styles.js'

/** @import { Language, OffersAnswer } from '../types.js' */

/** The offers of the programme side by side: editions, offers and needs to choose, and what changed. */
export class AzplanOffers extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    edition: { state: true },
    left: { state: true },
    needs: { state: true },
    only: { state: true },
    answer: { state: true },
    all: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    this.edition = ''
    /** Offers that are left out. @type {string[]} */
    this.left = []
    /** @type {string[]} */
    this.needs = []
    this.only = false
    /** @type {OffersAnswer | null} */
    this.answer = null
    /** All of the edition, for what can be chosen. @type {OffersAnswer | null} */
    this.all = null
    /** @type {any} */
    this.problem = null
    this.latest = new Latest()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (['engine', 'locale', 'edition', 'left', 'needs', 'only'].some((name) => changed.has(/** @type {any} */ (name)))) this.ask()
  }

  ask() {
    const { engine, edition, left, needs, only } = this
    if (!engine) return
    const request = { ...(edition ? { edition } : {}), language: /** @type {Language} */ (this.locale === 'zh-Hant' ? 'zh-Hant' : 'en') }
    this.latest.run(async () => {
      const all = await engine.compareOffers(request)
      const offers = all.offers.map(({ id }) => id).filter((id) => !left.includes(id))
      return { all, answer: offers.length ? await engine.compareOffers({ ...request, offers, needs, onlyDifferences: only }) : { ...all, offers: [], rows: [], changes: [] } }
    }, ({ all, answer }) => {
      this.problem = null
      this.all = all
      this.answer = answer
    }, (error) => { this.problem = error })
  }

  /** @param {'left' | 'needs'} name @param {string} id */
  turn(name, id) {
    this[name] = this[name].includes(id) ? this[name].filter((other) => other !== id) : [...this[name], id]
  }

  renderView() {
    const { answer, all } = this
    return html`<div class="page"><h1>${this.t('offers.title')}</h1>
      ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
      ${answer && all ? html`${this.renderVerdict(answer, all)}${this.renderChoice(answer, all)}${this.renderMatrix(answer)}${this.renderChanges(answer)}` : html`<p class="muted" role="status">${this.t('working')}</p>`}</div>`
  }

  /** @param {OffersAnswer} answer @param {OffersAnswer} all */
  renderVerdict({ differences, cite }, all) {
    return html`<section class="verdict"><p class="word">${this.t('offers.count', { count: differences.length, all: all.rows.length })}</p><p class="muted small" lang="en">${cite}</p></section>`
  }

  /** @param {OffersAnswer} answer @param {OffersAnswer} all */
  renderChoice(answer, all) {
    return html`<div class="choices">
      <div class="switch" role="group" aria-label=${this.t('offers.edition')}>${all.editions.map((year) => html`<button type="button" aria-pressed=${year === all.edition} @click=${() => { this.edition = year }}>${year}</button>`)}</div>
      <fieldset><legend>${this.t('offers.offers')}</legend>${all.offers.map(({ id, name }) => html`<label class="check"><input type="checkbox" .checked=${!this.left.includes(id)} @change=${() => this.turn('left', id)}><span>${name}</span></label>`)}</fieldset>
      <fieldset><legend>${this.t('offers.needs')}</legend>${all.needs.map(({ id, name }) => html`<label class="check"><input type="checkbox" .checked=${this.needs.includes(id)} @change=${() => this.turn('needs', id)}><span>${name}</span></label>`)}</fieldset>
      <label class="check"><input type="checkbox" .checked=${this.only} @change=${(/** @type {any} */ event) => { this.only = event.target.checked }}><span>${this.t('offers.only')}</span></label></div>`
  }

  /** @param {OffersAnswer} answer */
  renderMatrix({ offers, rows }) {
    if (offers.length === 0) return html`<p class="gap">${this.t('offers.none')}</p>`
    const depends = (/** @type {OffersAnswer['offers'][number]} */ offer) => offer.needs.filter(({ id, fit }) => fit === 'depends' && this.needs.includes(id))
    return html`<section><div class="wide" tabindex="0" role="region" aria-label=${this.t('offers.matrix')}><table class="matrix">
      <thead><tr><th scope="col"><span class="hush">${this.t('offers.attribute')}</span></th>${offers.map((offer) => html`<th scope="col">${offer.name}${depends(offer).map(({ id }) => html`<span class="chip">${this.all?.needs.find((need) => need.id === id)?.name}: ${this.t('offers.depends')}</span>`)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr class=${row.differs ? 'differs' : ''}><th scope="row">${row.name}${row.differs && offers.length > 1 ? html` <span class="chip">${this.t('offers.differs')}</span>` : nothing}</th>
        ${offers.map(({ id }) => html`<td>${row.values[id] ?? html`<span class="muted">${this.t('offers.silent')}</span>`}${row.notes[id] ? html`<span class="gap small">${row.notes[id]}</span>` : nothing}</td>`)}</tr>`)}</tbody></table></div></section>`
  }

  /** @param {OffersAnswer} answer */
  renderChanges({ changes, rows, offers }) {
    if (offers.length === 0) return nothing
    const [first] = changes
    if (!first) return html`<p class="muted">${this.t('offers.noChanges')}</p>`
    // An offer that the earlier edition did not have is one change, not one for each attribute.
    const added = offers.filter(({ id }) => changes.some((change) => change.offer === id) && changes.filter((change) => change.offer === id).every(({ before }) => before === null) && changes.filter((change) => change.offer === id).length === rows.length)
    const others = changes.filter(({ offer }) => !added.some(({ id }) => id === offer))
    const silent = html`<span class="muted">${this.t('offers.silent')}</span>`
    return html`<section><h2 id="changes">${this.t('offers.changes')}</h2><div class="wide" tabindex="0" role="region" aria-labelledby="changes"><table>
      <thead><tr><th scope="col">${this.t('offers.attribute')}</th><th scope="col">${this.t('offers.offer')}</th><th scope="col">${this.t('offers.before', { year: first.from })}</th><th scope="col">${this.t('offers.after', { year: first.to })}</th></tr></thead>
      <tbody>${added.map(({ name }) => html`<tr><th scope="row">${this.t('offers.allAttributes')}</th><td>${name}</td><td class="muted">${this.t('offers.notThere')}</td><td>${this.t('offers.there')}</td></tr>`)}${others.map((change) => html`<tr><th scope="row">${rows.find((row) => row.attribute === change.attribute)?.name}</th><td>${offers.find((offer) => offer.id === change.offer)?.name}</td>
        <td>${change.before ?? silent}</td><td>${change.after ?? silent}</td></tr>`)}</tbody></table></div></section>`
  }
}
