import { html } from 'lit'
import { AzplanView } from '../lib/view.js'
import { styles } from './compare.styles.js'

/** @import { EstimateDocument } from '../types.js' */

/** @typedef {'ways' | 'offers' | 'markets'} Part */

/** Which way to pay, which offer, which currency: one at a time. */
export class AzplanCompare extends AzplanView {
  static properties = { ...AzplanView.properties, estimate: { attribute: false }, shown: { type: String } }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** @type {EstimateDocument | null} */
    this.estimate = null
    /** @type {Part} */
    this.shown = 'ways'
  }

  renderView() {
    const { shown: part } = this
    return html`<div class="switch parts" role="group" aria-label=${this.t('compare.what')}>${/** @type {Part[]} */ (['ways', 'offers', 'markets']).map((each) => html`<button type="button"
        aria-pressed=${each === part} @click=${() => { this.shown = each }}>${this.t(`compare.${each}`)}</button>`)}</div>
      ${part === 'ways' ? html`<azplan-purchase .locale=${this.locale} .engine=${this.engine} .list=${this.list} .settings=${this.settings} .audience=${this.audience} .estimate=${this.estimate}></azplan-purchase>`
        : part === 'offers' ? html`<azplan-offers .locale=${this.locale} .engine=${this.engine} .audience=${this.audience}></azplan-offers>`
          : html`<azplan-markets .locale=${this.locale} .engine=${this.engine} .audience=${this.audience}></azplan-markets>`}`
  }
}
