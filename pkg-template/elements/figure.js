import { css, html, nothing } from 'lit'
import { AzplanElement } from './lib/element.js'
import { formatExact, formatMoney, formatPrice, isZero } from './lib/format.js'

/** @import { Explanation } from './types.js' */

/**
 * A figure that can show how it came about. Copying it gives the exact decimal.
 * @fires azplan-explain - with the explanation, when the figure is opened
 */
export class AzplanFigure extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    value: { type: String },
    unit: { type: String },
    kind: { type: String },
    plain: { type: Boolean },
    signed: { type: Boolean },
    label: { type: String },
    explanation: { attribute: false },
  }

  static styles = [AzplanElement.styles, css`
    :host { display: inline-block; font: inherit; color: inherit; line-height: inherit; }
    button {
      min-height: 24px; margin: 0 -4px; padding: 0 4px; border: 0; border-radius: 5px; background: none; color: inherit; font: inherit;
      text-align: right; white-space: nowrap;
    }
    :host([kind='exact']) button { white-space: normal; overflow-wrap: anywhere; }
    button .shown { text-decoration: underline dotted var(--rule-strong) 1px; text-underline-offset: min(0.25em, 5px); }
    button:hover { background: var(--accent-soft); color: var(--accent); }
    button:hover .code { color: inherit; }
    .code { font-size: max(0.55em, 0.75rem); font-weight: 400; color: var(--muted); margin-inline-end: 0.35em; letter-spacing: 0.02em; }
    @media print { button .shown { text-decoration: none; } }
  `]

  constructor() {
    super()
    this.value = ''
    /** Currency or unit of measure of the figure. */
    this.unit = ''
    /** `money` in minor units, `price` as listed, `exact` with every digit. */
    this.kind = 'money'
    /** Leave the currency out because the column names it. */
    this.plain = false
    /** Show a plus before what is more than nothing. */
    this.signed = false
    this.label = ''
    /** @type {Explanation | null} */
    this.explanation = null
  }

  get shown() {
    const text = this.unsigned
    return this.signed && !isZero(this.value) && !this.value.startsWith('-') ? `+${text}` : text
  }

  get unsigned() {
    if (this.kind === 'money') return formatMoney(this.value, this.unit, this.locale)
    return this.kind === 'price' ? formatPrice(this.value, this.locale) : formatExact(this.value, this.locale)
  }

  /** @param {ClipboardEvent} event */
  copy(event) {
    event.clipboardData?.setData('text/plain', this.value)
    event.preventDefault()
    event.stopPropagation()
  }

  open() {
    this.emit('azplan-explain', { explanation: this.explanation })
  }

  render() {
    const code = this.plain || !this.unit ? nothing : html`<span class="code">${this.unit}</span>`
    const exact = `${formatExact(this.value, this.locale)} ${this.unit}`
    if (!this.explanation) return html`<span title=${exact} @copy=${this.copy}>${code}${this.shown}</span>`
    return html`<button type="button" part="button" aria-haspopup="dialog" title=${exact} @click=${this.open} @copy=${this.copy}
      ><span class="hush">${this.label ? `${this.label}: ` : ''}${this.plain ? `${this.unit} ` : ''}</span>${code}<span class="shown">${this.shown}</span></button>`
  }
}
