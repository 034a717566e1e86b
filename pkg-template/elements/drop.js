import { css, html } from 'lit'
import { AzplanElement } from './lib/element.js'
import { icon } from './lib/icons.js'

/**
 * Takes files: by drop, or by the browser's own file dialog.
 * @fires azplan-files - with the files
 */
export class AzplanDrop extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    label: { type: String },
    hint: { type: String },
    compact: { type: Boolean, reflect: true },
    over: { state: true },
  }

  static styles = [AzplanElement.styles, css`
    :host([compact]) { display: inline-block; }
    .zone {
      display: grid; justify-items: center; gap: var(--s3); padding: var(--s7) var(--s4); border: 1.5px dashed var(--rule-strong);
      border-radius: calc(var(--radius) * 1.5); text-align: center; background: var(--surface);
    }
    .zone.over { border-color: var(--accent); background: var(--accent-soft); }
    .zone .icon { width: 28px; height: 28px; stroke-width: 1; color: var(--muted); }
    .button { display: inline-flex; align-items: center; gap: var(--s2); }
    :host([compact]) .button { min-height: 32px; font-size: var(--small); }
  `]

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.compact = false
    this.over = false
  }

  /** @param {FileList | null | undefined} files */
  give(files) {
    if (files?.length) this.emit('azplan-files', { files: [...files] })
  }

  choose() {
    /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('input'))?.click()
  }

  /** @param {Event} event */
  chosen(event) {
    const input = /** @type {HTMLInputElement} */ (event.target)
    this.give(input.files)
    input.value = ''
  }

  /** @param {DragEvent} event */
  drop(event) {
    event.preventDefault()
    event.stopPropagation()
    this.over = false
    this.give(event.dataTransfer?.files)
  }

  /** @param {DragEvent} event @param {boolean} over */
  drag(event, over) {
    event.preventDefault()
    this.over = over
  }

  render() {
    const input = html`<input type="file" multiple hidden tabindex="-1" aria-hidden="true" @change=${this.chosen}>`
    const button = html`<button class="button" type="button" @click=${this.choose}>${this.compact ? icon('file') : ''}${this.label}</button>`
    if (this.compact) return html`${button}${input}`
    return html`<div class="zone ${this.over ? 'over' : ''}" @drop=${this.drop}
      @dragover=${(/** @type {DragEvent} */ event) => this.drag(event, true)} @dragleave=${(/** @type {DragEvent} */ event) => this.drag(event, false)}>
      ${icon('file')}<p>${this.hint}</p>${button}<slot></slot>${input}</div>`
  }
}
