import { html, nothing } from 'lit'
import { expandAliases } from '../lib/aliases.js'
import { formatPrice } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { debounce, Latest } from '../lib/latest.js'
import { AzplanView } from '../lib/view.js'
import { VirtualRows } from '../lib/virtual.js'
import { complaint, pecName, termName, typeName } from '../lib/words.js'
import { newLine } from '../estimate/document.js'
import { FACETS } from './facets.js'
import { PAGE, Pages } from './pages.js'
import { styles } from './prices.styles.js'

/** @import { OpenList, PriceHit, PriceQuery, SearchRequest } from '../types.js' */

/**
 * Search in the open price list; a row opens its details.
 * @fires azplan-query - with the query, when it changed
 * @fires azplan-add - with the line for the estimate
 */
export class AzplanPrices extends AzplanView {
  static properties = {
    ...AzplanView.properties,
    query: { attribute: false },
    other: { attribute: false },
    pages: { state: true },
    problem: { state: true },
  }

  static styles = [AzplanView.styles, styles]

  constructor() {
    super()
    /** @type {PriceQuery} */
    this.query = {}
    /** A second list, which knows more of a price's history. @type {OpenList | null} */
    this.other = null
    /** @type {Pages | null} */
    this.pages = null
    /** @type {any} */
    this.problem = null
    this.rows = new VirtualRows(this, { onRange: (first, last) => this.pages?.need(first, last) })
    this.latest = new Latest()
    this.type = debounce(() => this.narrow({ text: this.field?.value || undefined }), 140)
  }

  /** @returns {HTMLInputElement | null} */
  get field() {
    return this.renderRoot.querySelector('input[type=search]')
  }

  focusSearch() {
    this.field?.focus()
    this.field?.select()
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    if (changed.has('list') || changed.has('query') || changed.has('engine')) this.search()
  }

  /** What is asked for, in the words of the list. */
  get words() {
    return expandAliases(this.query.text ?? '')
  }

  /** @param {number} offset @returns {SearchRequest} */
  request(offset) {
    const entries = Object.entries(this.query).filter(([, value]) => value !== undefined)
    return { ...Object.fromEntries(entries), text: this.words.text, offset, limit: PAGE }
  }

  search() {
    const { engine, list } = this
    if (!engine || !list) return
    const ask = (/** @type {number} */ offset) => engine.search(list.id, this.request(offset))
    this.latest.run(() => ask(0), (answer) => {
      this.problem = null
      this.pages = new Pages(answer, ask, () => this.requestUpdate(), (error) => this.fail(error))
      this.rows.count = this.pages.count
      this.announce(this.t('prices.found', { count: answer.total, locale: this.locale }))
    }, (error) => { this.problem = error })
  }

  /** @param {PriceQuery} change */
  narrow(change) {
    this.type.cancel()
    this.query = { ...this.query, ...change }
    this.emit('azplan-query', { query: this.query })
  }

  /** @param {CustomEvent<{ facet?: string, value?: string }>} event */
  facet(event) {
    const { facet, value } = event.detail
    this.narrow(facet ? { [facet]: value } : Object.fromEntries(FACETS.map((name) => [name, undefined])))
  }

  /** @param {PriceHit} hit */
  show(hit) {
    const details = /** @type {import('./details.js').AzplanPriceDetails | null} */ (this.renderRoot.querySelector('azplan-price-details'))
    details?.open(hit)
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      this.rows.focus(0)
    } else if (event.key === 'Enter') this.type.now()
  }

  renderView() {
    const { pages } = this
    return html`<h1 class="hush">${this.t('prices.title')}</h1><div class="layout">
      <search class="search"><label class="hush" for="search">${this.t('prices.search')}</label>${icon('search')}
        <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder=${this.t('prices.placeholder')}
          .value=${this.query.text ?? ''} @input=${this.type} @keydown=${this.key}><kbd aria-hidden="true">/</kbd></search>
      <azplan-facets class="facets" .locale=${this.locale} .facets=${pages?.answer.facets ?? null} .query=${this.query} @azplan-facet=${this.facet}></azplan-facets>
      <div class="found">
        ${this.problem ? html`<p class="gap error" role="alert">${complaint(this.problem, this.locale)}</p>` : nothing}
        ${pages ? this.renderFound(pages) : html`<p class="muted" role="status">${this.t('working')}</p>`}
      </div></div>
      <azplan-price-details .locale=${this.locale} .engine=${this.engine} .list=${this.list} .other=${this.other} .settings=${this.settings} .audience=${this.audience}></azplan-price-details>`
  }

  renderWords() {
    const { text, changed } = this.words
    return changed ? html` · ${this.t('prices.searchedAs')} <span lang="en">${text}</span>` : nothing
  }

  /** @param {Pages} pages */
  renderFound(pages) {
    const { total, complete } = pages.answer
    const count = this.t('prices.found', { count: total, locale: this.locale })
    if (!total) return html`<div class="none"><h2>${count}</h2><p class="muted">${this.t(complete ? 'prices.none' : 'prices.noneRead')}${this.renderWords()}</p></div>`
    const { first, last } = this.rows
    const indexes = Array.from({ length: Math.max(0, Math.min(last, pages.count) - first) }, (_, index) => first + index)
    const columns = this.forCustomer ? 4 : 5
    return html`<p class="muted small count">${count}${this.renderWords()}</p>
      ${complete ? nothing : html`<p class="gap">${this.t('prices.incomplete')}</p>`}
      <table aria-rowcount=${pages.count + 1} @keydown=${(/** @type {KeyboardEvent} */ event) => this.rows.key(event)}>
        <caption class="hush">${this.t('prices.caption')}</caption>
        <thead><tr><th scope="col" class="title">${this.t('prices.item')}</th><th scope="col" class="region">${this.t('facet.region')}</th>
          <th scope="col" class="number price">${this.t('prices.unitPrice')} (${this.list?.info.currency})</th>
          ${this.forCustomer ? nothing : html`<th scope="col" class="pec">PEC</th>`}<th scope="col" class="act"><span class="hush">${this.t('add')}</span></th></tr></thead>
        <tbody class="virtual"><tr class="pad" aria-hidden="true"><td colspan=${columns}></td></tr>
          ${indexes.map((index) => this.renderRow(pages.hit(index), index, columns))}
          <tr class="pad" aria-hidden="true"><td colspan=${columns}></td></tr></tbody></table>`
  }

  /** @param {PriceHit | undefined} hit @param {number} index @param {number} columns */
  renderRow(hit, index, columns) {
    if (!hit) return html`<tr class="hit" aria-rowindex=${index + 2}><td colspan=${columns} class="muted">…</td></tr>`
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    const way = hit.term ? `${typeName(t, hit.type)}, ${termName(t, hit.term)}` : typeName(t, hit.type)
    return html`<tr class="hit" aria-rowindex=${index + 2} @click=${() => this.show(hit)}>
      <td class="title"><button class="open" type="button" aria-haspopup="dialog" title=${hit.title}>${hit.title}</button>
        <span class="sub">${[hit.service, hit.productTitle].filter((text) => text && text !== hit.title).join(' · ')}</span></td>
      <td class="region">${hit.region || '—'}<span class="sub">${hit.type === 'Consumption' ? '' : way}</span></td>
      <td class="number price">${formatPrice(hit.unitPrice, this.locale)}<span class="sub">${this.unitText(hit)}</span></td>
      ${this.forCustomer ? nothing : html`<td class="pec">${hit.pec === 'eligible' ? html`<span class="yes">${this.t('pec.yes')}</span>` : html`<span class="no" title=${pecName(t, hit.pec)}>${this.t('pec.no')}</span>`}</td>`}
      <td class="act"><button class="button" type="button" aria-label=${this.t('prices.addNamed', { title: hit.title })} title=${this.t('prices.add')}
        @click=${(/** @type {Event} */ event) => this.add(event, hit)}>${icon('add')}</button></td></tr>`
  }

  /** @param {PriceHit} hit */
  unitText(hit) {
    const unit = hit.term ? this.t('prices.wholeTerm') : hit.unitOfMeasure
    return hit.tierCount > 1 ? `${unit} · ${this.t('prices.tierCount', { count: hit.tierCount })}` : unit
  }

  /** @param {Event} event @param {PriceHit} hit */
  add(event, hit) {
    event.stopPropagation()
    this.emit('azplan-add', { line: newLine(hit) })
  }
}
