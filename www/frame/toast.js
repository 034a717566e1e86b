import { AzplanElement, css, html, icon, nothing } from 'azplan/elements'

/** @typedef {{ label: string, run: () => void }} Action */
/** @typedef {{ text: string, help?: string, action?: Action, choices?: Action[], error?: boolean }} Note */

const SECONDS = 8

/** A short message at the foot of the page; an error stays until it is closed. */
export class AzplanToast extends AzplanElement {
  static properties = { ...AzplanElement.properties, note: { state: true } }

  static styles = [AzplanElement.styles, css`
    :host { position: fixed; z-index: 20; inset: auto 0 var(--s4) 0; display: grid; justify-items: center; pointer-events: none; }
    .note {
      display: grid; grid-template-columns: 1fr auto auto; align-items: center; gap: var(--s2) var(--s3); max-width: min(680px, calc(100vw - 32px)); padding: var(--s2) var(--s2) var(--s2) var(--s4);
      border: 1px solid var(--rule-strong); border-radius: var(--radius); background: var(--raised); box-shadow: 0 8px 32px var(--shadow); pointer-events: auto;
      animation: rise 160ms ease-out;
    }
    .note.failed { border-color: var(--bad); border-inline-start-width: 4px; }
    .text { overflow-wrap: anywhere; }
    .close { grid-area: 1 / 3; align-self: start; }
    .choices { grid-column: 1 / -1; grid-row: 2; display: flex; flex-wrap: wrap; gap: var(--s2); padding-block-end: var(--s1); }
    .help { color: var(--muted); }
    .action { color: var(--accent); font-weight: 600; white-space: nowrap; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
  `]

  constructor() {
    super()
    /** @type {Note | null} */
    this.note = null
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined
  }

  /** @param {Note} note */
  show(note) {
    clearTimeout(this.timer)
    this.note = note
    if (!note.error) this.timer = setTimeout(() => this.hide(), SECONDS * 1000)
  }

  hide() {
    clearTimeout(this.timer)
    this.note = null
  }

  /** @param {Action} action */
  act(action) {
    this.hide()
    action.run()
  }

  /** @param {Action} action @param {string} style */
  renderAction(action, style) {
    return html`<button class=${style} type="button" @click=${() => this.act(action)}>${action.label}</button>`
  }

  render() {
    const { note } = this
    return html`<div role=${note?.error ? 'alert' : 'status'}>${note ? html`<div class="note ${note.error ? 'failed' : ''}">
      <p class="text">${note.text}${note.help ? html`<br><span class="help">${note.help}</span>` : nothing}</p>
      ${note.action ? this.renderAction(note.action, 'quiet action') : nothing}
      ${note.choices?.length ? html`<div class="choices">${note.choices.map((choice) => this.renderAction(choice, 'button'))}</div>` : nothing}
      <button class="quiet close" type="button" aria-label=${this.t('close')} @click=${this.hide}>${icon('close')}</button></div>` : nothing}</div>`
  }
}
