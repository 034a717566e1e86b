import { html, nothing } from 'lit'
import { closeOnBackdrop, openDialog } from '../lib/dialog.js'
import { formatDay, formatExact, formatPrice } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { speak, termName, typeName } from '../lib/words.js'
import { renderHistory } from '../prices/history.js'
import { dialog } from '../styles/dialog.js'
import { styles } from '../prices/details.styles.js'
import { timeline } from '../lib/timeline.js'
import { whatElse } from './what-else.js'

/** @import { ListedInOne, NotCompared, OpenList, PriceChange, Tier } from '../types.js' */
/** @import { Span } from '../lib/timeline.js' */

/** One price in both lists: its tiers before and after, and its history. */
export class AzplanPriceChange extends AzplanView {
  static properties = { ...AzplanView.properties, price: { state: true }, sides: { state: true }, spans: { state: true } }

  static styles = [AzplanView.styles, dialog, styles]

  constructor() {
    super()
    /** @type {PriceChange | ListedInOne | NotCompared | null} */
    this.price = null
    /** @type {{ old: OpenList, recent: OpenList } | null} */
    this.sides = null
    /** @type {Span[]} */
    this.spans = []
    this.latest = new Latest()
  }

  /** @param {PriceChange | ListedInOne | NotCompared} price @param {{ old: OpenList, recent: OpenList }} sides */
  async open(price, sides) {
    Object.assign(this, { price, sides, spans: [] })
    await this.updateComplete
    openDialog(this.renderRoot.querySelector('dialog'))
    const { engine } = this
    if (!engine) return
    const { productId, skuId, region, type, term, meterIds } = price
    const key = { productId, skuId, type, ...(region ? { region } : {}), ...(term ? { term } : {}), ...(meterIds[0] ? { meterId: meterIds[0] } : {}) }
    this.latest.run(() => Promise.all([sides.old, sides.recent].map(async (list) => ({ on: list.info.on, answer: await engine.history(list.id, key) }))),
      (histories) => { this.spans = timeline(histories.flatMap(({ on, answer }) => answer.found ? [{ on, versions: answer.versions }] : [])) },
      (error) => this.fail(error))
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close()
  }

  renderView() {
    const { price, sides } = this
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    return html`<dialog aria-labelledby="name" @click=${closeOnBackdrop} @close=${(/** @type {any} */ event) => { if (!event.target.open) this.price = null }}>
      ${price && sides ? html`<div class="top"><div><h1 id="name">${price.title}</h1>
          <p class="muted small">${[price.region, price.unitOfMeasure, typeName(t, price.type), termName(t, price.term)].filter(Boolean).join(' · ')}</p></div>
        <button class="quiet close" type="button" aria-label=${this.t('close')} @click=${this.close}>${icon('close')}</button></div>
      <div class="body">${'tiersBefore' in price ? html`${this.renderTiers('diff.before', price.tiersBefore, sides.old)}${this.renderTiers('diff.after', price.tiersAfter, sides.recent)}`
        : 'explain' in price ? html`<p>${speak(price.explain, this.locale)}</p>`
          : html`<p>${this.t('prices.unitPrice')}: <strong>${price.currency} ${formatPrice(price.unitPrice, this.locale)}</strong></p>`}
        ${'what' in price ? html`<p class="else">${whatElse(this, price)}</p>` : nothing}
        ${renderHistory(this, this.spans)}
        <dl class="facts"><dt>${this.t('details.productId')}</dt><dd>${price.productId}</dd><dt>${this.t('details.skuId')}</dt><dd>${price.skuId}</dd>
          ${price.meterIds.length ? html`<dt>${this.t('details.meterIds')}</dt><dd>${price.meterIds.join(' ')}</dd>` : nothing}</dl></div>` : nothing}
    </dialog>`
  }

  /** @param {string} label @param {Tier[]} tiers @param {OpenList} list */
  renderTiers(label, tiers, list) {
    return html`<section><h2>${this.t(label)} <span class="muted small">${formatDay(list.info.on, this.locale)}</span></h2>
      <table><thead><tr><th scope="col">${this.t('details.over')}</th><th scope="col">${this.t('details.upTo')}</th><th scope="col" class="number">${list.info.currency}</th></tr></thead>
      <tbody>${tiers.map((tier) => html`<tr><td>${formatExact(tier.from, this.locale)}</td><td>${tier.to === null ? this.t('details.open') : formatExact(tier.to, this.locale)}</td>
        <td class="number">${formatPrice(tier.unitPrice, this.locale)}</td></tr>`)}</tbody></table></section>`
  }
}
