import { addLine, AzplanElement, html, icon, intlTag, nothing, spoken } from 'azplan/elements'
import { readRoute, writeRoute } from '../lib/route.js'
import { runCommand } from './commands.js'
import { onKey } from './keys.js'
import { paletteCommands } from './palette-commands.js'
import { styles } from './site.styles.js'
import { views } from './views.js'

/** @import { Session } from '../lib/session.js' */
/** @import { Store } from '../lib/store.js' */
/** @import { AzplanToast, Note } from './toast.js' */

/** @type {('auto' | 'light' | 'dark')[]} */
const THEMES = ['auto', 'light', 'dark']

/** The frame of the site: header, list banner, the view that the address names, messages, files from anywhere. */
export class AzplanSite extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    store: { attribute: false },
    session: { attribute: false },
    route: { state: true },
    tick: { state: true },
    dragging: { state: true },
    said: { state: true },
  }

  static styles = [AzplanElement.styles, styles]

  constructor() {
    super()
    this.store = /** @type {Store} */ (/** @type {unknown} */ (null))
    this.session = /** @type {Session} */ (/** @type {unknown} */ (null))
    this.route = readRoute(location.hash)
    this.tick = 0
    this.dragging = false
    this.said = ''
    /** Who the page was last shown to. @type {import('../../pkg-template/elements/types.js').Audience} */
    this.seenBy = 'partner'
  }

  connectedCallback() {
    super.connectedCallback()
    const again = () => { this.tick += 1 }
    this.store.addEventListener('change', () => { this.dress(); again() })
    this.store.addEventListener('problem', () => this.trouble())
    this.session.addEventListener('change', again)
    this.session.addEventListener('opened', (event) => this.opened(/** @type {CustomEvent} */ (event).detail))
    this.session.addEventListener('kept', (event) => this.kept(/** @type {CustomEvent} */ (event).detail))
    this.session.addEventListener('failed', (event) => this.failed(/** @type {CustomEvent} */ (event).detail))
    window.addEventListener('hashchange', () => { this.route = readRoute(location.hash) })
    window.addEventListener('keydown', (event) => onKey(this, event))
    window.addEventListener('dragover', (event) => this.drag(event))
    window.addEventListener('dragleave', (event) => { if (!event.relatedTarget) this.dragging = false })
    window.addEventListener('drop', (event) => this.drop(event))
    this.addEventListener('azplan-error', (event) => this.failed(/** @type {CustomEvent} */ (event).detail))
    this.dress()
    this.trouble()
  }

  /** Language and theme of the document. */
  dress() {
    const { locale, theme, audience } = this.store.state
    this.locale = locale
    // What was said to the partner is not for the customer.
    if (this.seenBy !== audience) this.said = ''
    this.seenBy = audience
    document.documentElement.lang = intlTag(locale)
    document.documentElement.dataset.theme = theme
  }

  async trouble() {
    await this.updateComplete
    if (this.store.problem) this.note({ text: this.t(this.store.problem), error: true })
  }

  get view() {
    return views.find(({ id }) => id === this.route.view) ?? (this.store.state.estimates.length ? views[1] : views[0])
  }

  /** @param {Note} note */
  note(note) {
    /** @type {AzplanToast | null} */ (this.renderRoot.querySelector('azplan-toast'))?.show(note)
  }

  /** Says what was done, with the way back. @param {string} what */
  did(what) {
    this.note({ text: what, action: { label: this.t('undo'), run: () => this.undo() } })
  }

  undo() {
    const what = this.store.undo()
    if (what) this.note({ text: this.t('undone', { what }), action: { label: this.t('redo'), run: () => this.redo() } })
  }

  redo() {
    const what = this.store.redo()
    if (what) this.did(this.t('redone', { what }))
  }

  /** @param {{ error: any, name?: string }} detail */
  failed({ error, name }) {
    const message = spoken(error.message ?? String(error), this.locale).text
    const text = name ? this.t('failed.file', { name, message }) : message
    const choices = this.choices(error.code)
    // Where the page asks, its buttons are the help; the command's options are for others.
    const help = choices.length > 0 ? this.t('form.choose') : error.help ? spoken(error.help, this.locale).text : ''
    this.note({ text, choices, help: [help, name ? this.t('failed.kept') : ''].filter(Boolean).join(' '), error: true })
  }

  /** The ways to read a file that does not say which it is. @param {string} code of the refusal */
  choices(code) {
    const again = (/** @type {string} */ label, /** @type {import('../../pkg-template/elements/types.js').FileForm} */ form) => ({ label: this.t(label), run: () => void this.session.readAs(form) })
    if (!this.session.refused) return []
    if (code === 'file.datesUndecided') return [again('form.dmy', { dates: 'dmy' }), again('form.mdy', { dates: 'mdy' })]
    return code === 'file.decimalUndecided' ? [again('form.comma', { decimal: 'comma' }), again('form.point', { decimal: 'point' })] : []
  }

  /** @param {{ kind: string, name: string }} detail */
  opened({ kind, name }) {
    if (kind === 'usage' && !['changes', 'pec'].includes(this.view.id)) this.go('bill')
    if (kind === 'recon' || kind === 'otherUsage') this.go('bill')
    if (kind === 'otherList') this.go('changes')
    if (kind === 'someRates') return this.note({ text: this.t('opened.someRates', { name }), error: true, action: { label: this.t('settings.open'), run: () => this.go('settings') } })
    this.note({ text: this.t(`opened.${kind}`, { name }), ...(kind === 'exchangeRates' || kind === 'state' ? { action: { label: this.t('undo'), run: () => this.undo() } } : {}) })
  }

  /** What came of keeping the price list. @param {{ problem?: string, forgotten?: string }} detail */
  async kept({ problem, forgotten }) {
    await this.updateComplete
    if (problem) this.note({ text: this.t(problem), error: true })
    else this.note({ text: this.t('kept.forgotten', { name: forgotten }), action: { label: this.t('undo'), run: () => this.session.remember() } })
  }

  /** @param {string} view */
  go(view) {
    if (view === 'settings') {
      /** @type {any} */ (this.renderRoot.querySelector('azplan-settings'))?.open()
      return
    }
    location.hash = writeRoute({ view, query: view === 'prices' ? this.route.query : {} })
  }

  openPalette() {
    /** @type {import('./palette.js').AzplanPalette | null} */ (this.renderRoot.querySelector('azplan-palette'))?.open()
  }

  /** @param {string} text */
  search(text) {
    location.hash = writeRoute({ view: 'prices', query: { text } })
  }

  async focusSearch() {
    if (this.view.id !== 'prices') {
      this.go('prices')
      this.route = readRoute(location.hash)
      await this.updateComplete
    }
    const prices = /** @type {any} */ (this.renderRoot.querySelector('azplan-prices'))
    await prices?.updateComplete
    prices?.focusSearch()
  }

  /** @param {DragEvent} event */
  drag(event) {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.dragging = true
  }

  /** @param {DragEvent} event */
  drop(event) {
    this.dragging = false
    if (event.defaultPrevented || !event.dataTransfer?.files.length) return
    event.preventDefault()
    this.open([...event.dataTransfer.files])
  }

  /** On the view of changes, a price list is the second one. @param {File[]} files @param {boolean} [compare] @param {boolean} [compareUsage] */
  open(files, compare = this.view.id === 'changes', compareUsage = this.comparesDownloads) {
    this.dragging = false
    return this.session.openFiles(files, { rates: this.t('did.rates'), state: this.t('did.import') }, { compare, compareUsage })
  }

  /** Are two downloads of a month compared? Then usage from anywhere is the other one. */
  get comparesDownloads() {
    const bill = /** @type {any} */ (this.renderRoot.querySelector('azplan-bill'))
    return this.view.id === 'bill' && bill?.chosen === 'downloads'
  }

  /** @param {CustomEvent} event */
  handle(event) {
    const { detail } = event
    const { store } = this
    if (event.type === 'azplan-files') this.open(detail.files, event.composedPath().some((target) => /** @type {any} */ (target).localName === 'azplan-banner') ? false : undefined, detail.replace ? false : undefined)
    else if (event.type === 'azplan-compare') this.open(detail.files, true)
    else if (event.type === 'azplan-compare-usage') this.open(detail.files, false, true)
    else if (event.type === 'azplan-swap-usage') this.session.swapUsage()
    else if (event.type === 'azplan-end-compare') this.session.closeOther()
    else if (event.type === 'azplan-swap-lists') this.session.swapLists()
    else if (event.type === 'azplan-forget') this.session.forgetList()
    else if (event.type === 'azplan-close-file') this.session.closeFile(detail.kind)
    else if (event.type === 'azplan-sample-usage') this.session.openSampleUsage()
    else if (event.type === 'azplan-announce') this.said = detail.message
    else if (event.type === 'azplan-goto') detail.view === 'prices' ? this.focusSearch() : this.go(detail.view)
    else if (event.type === 'azplan-query') history.replaceState(null, '', writeRoute({ view: 'prices', query: detail.query }))
    else if (event.type === 'azplan-estimate-change') this.changed(detail)
    else if (event.type === 'azplan-plan-change') store.change({ plan: detail.facts }, detail.what)
    else if (event.type === 'azplan-add') this.changed({ estimate: { ...addLine(store.estimate, detail.line), sample: false }, what: this.t('did.add', { title: detail.line.title }) })
    else if (event.type === 'azplan-estimate-command') this.did(runCommand(store, detail, (key, values) => this.t(key, values)))
    if (event.type === 'azplan-query') this.route = readRoute(location.hash)
  }

  /** @param {{ estimate: any, what: string }} detail */
  changed({ estimate, what }) {
    if (this.store.state.estimates.length) this.store.replaceEstimate(estimate, what)
    else this.store.addEstimate({ ...estimate, name: this.t('estimate.untitled') }, what)
    this.did(what)
  }

  exportWork() {
    const url = URL.createObjectURL(new Blob([this.store.export()], { type: 'application/json' }))
    Object.assign(document.createElement('a'), { href: url, download: 'azplan.json' }).click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    document.title = `${this.t(`nav.${this.view.id}`)} · azplan`
    if (changed.has('route') && this.view.id === 'prices' && changed.get('route')?.view !== 'prices') this.focusSearch()
  }

  render() {
    const { state } = this.store
    const { view } = this
    const on = (/** @type {CustomEvent} */ event) => this.handle(event)
    return html`<div @azplan-files=${on} @azplan-sample-usage=${on} @azplan-announce=${on} @azplan-goto=${on} @azplan-query=${on} @azplan-add=${on}
      @azplan-compare=${on} @azplan-end-compare=${on} @azplan-swap-lists=${on} @azplan-forget=${on} @azplan-close-file=${on} @azplan-compare-usage=${on} @azplan-swap-usage=${on}
      @azplan-plan-change=${on} @azplan-estimate-change=${on} @azplan-estimate-command=${on} @azplan-export=${this.exportWork}>
      <header class="bar"><div class="inner">
        <button class="button skip" type="button" @click=${this.skip}>${this.t('skip')}</button>
        <span class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8"/><path d="M7 23h5v-5h6v-5h7" fill="none" stroke-width="3.500" stroke-linecap="round" stroke-linejoin="round"/></svg><span>azplan</span></span>
        <nav aria-label=${this.t('views')}>${views.filter((other) => !other.partnerOnly || state.audience === 'partner').map((other) => html`<a
          href=${writeRoute({ view: other.id, query: other.id === 'prices' ? this.route.query : {} })} aria-current=${other === view ? 'page' : nothing}>${this.t(`nav.${other.id}`)}${other.id === 'estimate' && this.store.estimate.lines.length ? html`<span class="count">${this.store.estimate.lines.length}</span>` : nothing}</a>`)}</nav>
        ${this.renderTools()}</div></header>
      <section class="under ${this.session.task?.name ? 'busy' : ''}" aria-label=${this.t('banner')}><div class="inner"><azplan-banner .locale=${this.locale} .session=${this.session} .tick=${this.tick}></azplan-banner></div></section>
      <main id="main" class="inner" tabindex="-1">${view.render(this)}</main>
      <p class="hush" role="status">${this.said}</p>
      <azplan-toast .locale=${this.locale}></azplan-toast>
      <azplan-palette .locale=${this.locale} .commands=${() => paletteCommands(this)} @azplan-search=${(/** @type {CustomEvent} */ event) => this.search(event.detail.text)}></azplan-palette>
      <azplan-settings .locale=${this.locale} .store=${this.store} .rates=${this.session.rates} .tick=${this.tick} month=${this.session.list?.info.on.slice(0, 7) ?? ''}></azplan-settings>
      ${this.dragging ? html`<div class="over">${this.t('drop.anywhere')}</div>` : nothing}</div>`
  }

  /** A link would change the address, which names the view. */
  skip() {
    const main = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('main'))
    main?.focus()
  }

  renderTools() {
    const { audience, theme, locale } = this.store.state
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]
    return html`<div class="tools">
      <button class="quiet icon-button" type="button" aria-label=${this.t('undo')} title=${this.t('undo')} ?disabled=${!this.store.canUndo} @click=${this.undo}>${icon('undo')}</button>
      <div class="switch" role="group" aria-label=${this.t('audience')}>${/** @type {const} */ (['partner', 'customer']).map((who) => html`<button type="button"
        aria-pressed=${who === audience} @click=${() => this.store.set({ audience: who })}>${this.t(`audience.${who}`)}</button>`)}</div>
      <select aria-label=${this.t('language')} @change=${(/** @type {any} */ event) => this.store.set({ locale: event.target.value })}>
        <option value="en" lang="en" ?selected=${locale === 'en'}>English</option><option value="zh-Hant" lang="zh-Hant" ?selected=${locale === 'zh-Hant'}>繁體中文</option></select>
      <button class="quiet icon-button" type="button" aria-label=${this.t(`theme.${theme}`)} title=${this.t(`theme.${theme}`)} @click=${() => this.store.set({ theme: next })}>${icon(theme)}</button>
      <button class="quiet icon-button" type="button" aria-label=${this.t('settings')} title=${this.t('settings')} @click=${() => this.go('settings')}>${icon('settings')}</button></div>`
  }
}
