import { AzplanElement, closeOnBackdrop, css, html, nothing, openDialog } from 'azplan/elements'

/** @typedef {{ id: string, label: string, words: string, run: () => void }} PaletteCommand */

/**
 * Everything that the page can do, by name. What is no command is searched for among the prices.
 * @fires azplan-search - with the words
 */
export class AzplanPalette extends AzplanElement {
  static properties = { ...AzplanElement.properties, commands: { attribute: false }, text: { state: true }, at: { state: true }, shown: { state: true } }

  static styles = [AzplanElement.styles, css`
    dialog {
      width: min(560px, calc(100vw - 32px)); max-height: min(520px, 80dvh); margin: 12dvh auto auto; padding: 0; border: 1px solid var(--rule); border-radius: 14px;
      background: var(--raised); color: var(--ink); box-shadow: 0 24px 80px var(--shadow); overflow: hidden;
    }
    dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); }
    dialog::backdrop { background: rgb(10 16 22 / 28%); }
    input { width: 100%; min-height: 56px; padding: 0 var(--s5); border: 0; border-bottom: 1px solid var(--rule); border-radius: 0; background: none; font-size: 1.0625rem; }
    input:focus-visible { outline: none; border-bottom-color: var(--accent); box-shadow: 0 1px 0 var(--accent); border-radius: 0; }
    ul { padding: var(--s2); overflow-y: auto; }
    li { padding: var(--s2) var(--s4); border-radius: 8px; cursor: pointer; overflow-wrap: anywhere; }
    li[aria-selected='true'] { background: var(--accent-soft); color: var(--accent); }
  `]

  constructor() {
    super()
    /** What there is to do now. @type {() => PaletteCommand[]} */
    this.commands = () => []
    this.text = ''
    this.at = 0
    this.shown = false
  }

  async open() {
    this.text = ''
    this.at = 0
    this.shown = true
    await this.updateComplete
    openDialog(this.renderRoot.querySelector('dialog'))
    this.renderRoot.querySelector('input')?.focus()
  }

  /** It may be open again before this is told. @param {Event} event */
  closed(event) {
    this.shown = /** @type {HTMLDialogElement} */ (event.target).open
  }

  /** @returns {PaletteCommand[]} */
  get found() {
    const text = this.text.trim()
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const fits = this.commands().filter(({ label, words: others }) => words.every((word) => `${label} ${others}`.toLowerCase().includes(word)))
    if (!text) return fits
    return [...fits, { id: 'search', label: this.t('palette.search', { text }), words: '', run: () => this.emit('azplan-search', { text }) }]
  }

  /** @param {PaletteCommand | undefined} command */
  run(command) {
    if (!command) return
    this.renderRoot.querySelector('dialog')?.close()
    command.run()
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { found } = this
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      this.at = (this.at + step + found.length) % found.length
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault()
      this.run(found[this.at])
    }
  }

  updated() {
    this.renderRoot.querySelector('li[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  render() {
    const found = this.shown ? this.found : []
    return html`<dialog aria-label=${this.t('palette')} @click=${closeOnBackdrop} @close=${this.closed}>
      ${this.shown ? html`<input type="text" role="combobox" aria-expanded="true" aria-controls="list" aria-autocomplete="list" aria-activedescendant=${found[this.at]?.id ?? nothing}
        aria-label=${this.t('palette.placeholder')} placeholder=${this.t('palette.placeholder')} autocomplete="off" spellcheck="false" .value=${this.text}
        @input=${(/** @type {any} */ event) => { this.text = event.target.value; this.at = 0 }} @keydown=${this.key}>
      <ul id="list" role="listbox" aria-label=${this.t('palette')}>${found.map((command, index) => html`<li id=${command.id} role="option" aria-selected=${index === this.at}
        @click=${() => this.run(command)} @pointermove=${() => { this.at = index }}>${command.label}</li>`)}</ul>` : nothing}
    </dialog>`
  }
}
