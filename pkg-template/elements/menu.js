import { css, html } from 'lit'
import { AzplanElement } from './lib/element.js'
import { icon } from './lib/icons.js'

/**
 * A button with a list of actions.
 * @fires azplan-choose - with the id of the action
 */
export class AzplanMenu extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    label: { type: String },
    items: { attribute: false },
    open: { state: true },
  }

  static styles = [AzplanElement.styles, css`
    :host { display: inline-block; position: relative; }
    .toggle { display: grid; place-items: center; width: 32px; min-height: 32px; padding: 0; }
    ul {
      position: absolute; z-index: 5; right: 0; top: calc(100% + 4px); min-width: 200px; padding: var(--s1); border: 1px solid var(--rule);
      border-radius: var(--radius); background: var(--raised); box-shadow: 0 8px 28px var(--shadow);
    }
    li button { display: block; width: 100%; min-height: 34px; padding: 0 var(--s3); border: 0; border-radius: 5px; background: none; text-align: start; white-space: nowrap; }
    li button:hover, li button:focus-visible { background: var(--accent-soft); color: var(--accent); }
  `]

  constructor() {
    super()
    this.label = ''
    /** @type {{ id: string, label: string }[]} */
    this.items = []
    this.open = false
    this.addEventListener('focusout', (event) => {
      if (this.open && !this.renderRoot.contains(/** @type {Node | null} */ (event.relatedTarget))) this.open = false
    })
  }

  /** @returns {HTMLElement[]} */
  get buttons() {
    return [...this.renderRoot.querySelectorAll('li button')].map((button) => /** @type {HTMLElement} */ (button))
  }

  /** @returns {HTMLElement | null} */
  get button() {
    return this.renderRoot.querySelector('.toggle')
  }

  async toggle() {
    this.open = !this.open
    await this.updateComplete
    if (this.open) this.buttons[0]?.focus()
  }

  /** @param {string} id */
  choose(id) {
    this.open = false
    this.button?.focus()
    this.emit('azplan-choose', { id })
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.open) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.open = false
      this.button?.focus()
      return
    }
    const buttons = this.buttons
    const at = buttons.indexOf(/** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (this.renderRoot).activeElement))
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }

  render() {
    return html`<div @keydown=${this.key}>
      <button class="quiet toggle" type="button" aria-haspopup="true" aria-expanded=${this.open} aria-label=${this.label} title=${this.label}
        @click=${this.toggle}>${icon('more')}</button>
      ${this.open ? html`<ul>${this.items.map((item) => html`<li><button type="button" @click=${() => this.choose(item.id)}>${item.label}</button></li>`)}</ul>` : ''}
    </div>`
  }
}
