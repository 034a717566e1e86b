import { css, html, nothing } from 'lit'
import { AzplanElement } from '../lib/element.js'
import { formatCount } from '../lib/format.js'
import { facetName } from '../lib/words.js'

/** @import { PriceQuery, SearchAnswer } from '../types.js' */

/** @type {(keyof SearchAnswer['facets'])[]} */
export const FACETS = ['service', 'region', 'type', 'unit', 'term']
const SHOWN = 7

/**
 * What a search can be narrowed by, with how many hits each choice leaves.
 * @fires azplan-facet - with the facet and the value, `undefined` to take the choice back
 */
export class AzplanFacets extends AzplanElement {
  static properties = {
    ...AzplanElement.properties,
    facets: { attribute: false },
    query: { attribute: false },
    wide: { state: true },
    open: { state: true },
  }

  static styles = [AzplanElement.styles, css`
    .all, section { display: grid; grid-template-columns: minmax(0, 1fr); }
    .all { gap: var(--s5); }
    section { gap: var(--s1); }
    li button {
      display: flex; gap: var(--s2); align-items: baseline; width: 100%; min-height: 28px; padding: 2px var(--s2); border: 0; border-radius: 6px;
      background: none; text-align: start; font-size: var(--small);
    }
    section { margin-inline: calc(-1 * var(--s2)); }
    section h2, section > .quiet { margin-inline: var(--s2); }
    h2 { font-size: var(--small); }
    li button .name { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    li button:hover { background: var(--accent-soft); }
    li button[aria-pressed='true'] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    li button[aria-pressed='true'] .muted { color: inherit; }
    section > .quiet { justify-self: start; padding: 0; font-size: var(--small); color: var(--accent); }
    .toggle { display: none; }
    @media (max-width: 860px) {
      .toggle { display: inline-block; width: 100%; }
      .all { display: none; padding-top: var(--s4); }
      .all.open { display: grid; }
      li button { min-height: 36px; font-size: var(--text); align-items: center; }
    }
  `]

  constructor() {
    super()
    /** @type {SearchAnswer['facets'] | null} */
    this.facets = null
    /** @type {PriceQuery} */
    this.query = {}
    /** Facets of which every value is shown. @type {ReadonlySet<string>} */
    this.wide = new Set()
    this.open = false
  }

  render() {
    const chosen = FACETS.filter((facet) => this.query[facet] !== undefined).length
    return html`<button class="button toggle" type="button" aria-expanded=${this.open} @click=${() => { this.open = !this.open }}>
        ${this.t('facet.filters', { count: chosen })}</button>
      <div class="all ${this.open ? 'open' : ''}">
        ${chosen ? html`<button class="button" type="button" @click=${() => this.emit('azplan-facet', {})}>${this.t('facet.clear')}</button>` : nothing}
        ${FACETS.map((facet) => this.renderFacet(facet))}</div>`
  }

  /** @param {keyof SearchAnswer['facets']} facet */
  renderFacet(facet) {
    const values = this.facets?.[facet] ?? []
    const chosen = this.query[facet]
    if (values.length === 0 || (values.length === 1 && chosen === undefined)) return nothing
    const wide = this.wide.has(facet)
    const shown = wide ? values : values.filter((entry, index) => index < SHOWN || entry.value === chosen)
    return html`<section aria-labelledby=${facet}>
      <h2 id=${facet}>${this.t(`facet.${facet}`)}</h2>
      <ul>${shown.map((entry) => html`<li><button type="button" aria-pressed=${entry.value === chosen}
        @click=${() => this.emit('azplan-facet', { facet, value: entry.value === chosen ? undefined : entry.value })}>
        <span class="name" title=${entry.value}>${facetName((key, given) => this.t(key, given), facet, entry.value)}</span>
        <span class="muted">${formatCount(entry.count, this.locale)}</span></button></li>`)}</ul>
      ${values.length > shown.length || wide ? html`<button class="quiet" type="button" aria-expanded=${wide} @click=${() => this.widen(facet)}>
        ${wide ? this.t('facet.fewer') : this.t('facet.more', { count: values.length - shown.length })}</button>` : nothing}
    </section>`
  }

  /** @param {string} facet */
  widen(facet) {
    const wide = new Set(this.wide)
    if (!wide.delete(facet)) wide.add(facet)
    this.wide = wide
  }
}
