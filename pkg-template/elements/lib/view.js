import { html } from 'lit'
import { AzplanElement } from './element.js'

/** @import { Audience, Engine, Explanation, OpenList, Settings } from '../types.js' */

/**
 * A view: what it works on comes as properties, what a person does goes out as events.
 * It shows the explanation of each of its figures itself.
 */
export class AzplanView extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    engine: { attribute: false },
    list: { attribute: false },
    settings: { attribute: false },
    audience: { type: String, reflect: true },
  }

  constructor() {
    super()
    /** @type {Engine | null} */
    this.engine = null
    /** @type {OpenList | null} */
    this.list = null
    /** @type {Settings} */
    this.settings = { currency: 'USD', exchangeRates: [], pecRate: '0.15' }
    /** @type {Audience} */
    this.audience = 'partner'
  }

  get forCustomer() {
    return this.audience === 'customer'
  }

  /** @param {CustomEvent<{ explanation: Explanation }>} event */
  showExplanation(event) {
    event.stopPropagation()
    const panel = /** @type {import('../explain.js').AzplanExplain | null} */ (this.renderRoot.querySelector('azplan-explain'))
    panel?.open({ ...event.detail.explanation, audience: this.audience })
  }

  /** @returns {unknown} */
  renderView() {
    return ''
  }

  render() {
    return html`<div class="view" @azplan-explain=${this.showExplanation}>${this.renderView()}</div>
      <azplan-explain .locale=${this.locale}></azplan-explain>`
  }
}
