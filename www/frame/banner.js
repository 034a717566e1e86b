import { AzplanElement, css, formatAge, formatCount, formatDay, html, icon, nothing, renderDiagnostics, renderUnderstood } from 'azplan/elements'

/** @import { Session } from '../lib/session.js' */

/** Which price list is open, how old it is, what runs, and the way to open another. */
export class AzplanBanner extends AzplanElement {
  static properties = { ...AzplanElement.properties, session: { attribute: false }, tick: { attribute: false } }

  static styles = [AzplanElement.styles, css`
    .banner { display: flex; align-items: center; flex-wrap: wrap; gap: var(--s1) var(--s3); min-height: 44px; padding-block: var(--s1); font-size: var(--small); }
    .name { font-weight: 600; overflow-wrap: anywhere; }
    .facts { color: var(--muted); }
    .task { display: flex; align-items: center; gap: var(--s3); flex: 1 1 260px; }
    progress { flex: 1; min-width: 80px; max-width: 320px; height: 8px; border: 0; border-radius: 8px; overflow: hidden; background: var(--rule); }
    progress::-webkit-progress-bar { background: var(--rule); }
    progress::-webkit-progress-value { background: var(--accent); }
    progress::-moz-progress-bar { background: var(--accent); }
    .other { display: inline-flex; align-items: center; gap: var(--s1); }
    .missed { flex-basis: 100%; }
    .understood { flex-basis: 100%; }
    .diagnostics { flex-basis: 100%; }
    .diagnostics summary { cursor: pointer; color: var(--warn); min-height: 24px; }
    .scroll { max-height: 300px; overflow: auto; }
    code { font: var(--small) var(--mono); }
  `]

  constructor() {
    super()
    /** @type {Session | null} */
    this.session = null
    this.tick = 0
  }

  render() {
    const { session } = this
    if (!session) return nothing
    const t = (/** @type {string} */ key, /** @type {any} */ values = {}) => this.t(key, values)
    return html`<div class="banner">${this.renderList(session)}
      ${session.task?.progress || session.task?.name ? this.renderTask(session, session.task) : nothing}
      <span class="grow"></span>
      ${this.renderActions(session)}
      ${session.missedList ? html`<p class="missed gap">${t('banner.missed', { name: session.missedList })}</p>` : nothing}
      ${session.list && !session.list.sample ? renderUnderstood(session.list.info, t) : nothing}
      ${session.list ? renderDiagnostics(session.list.info, t, this.locale) : nothing}
      ${session.other ? renderDiagnostics(session.other.info, t, this.locale, session.other.name || t('banner.sampleName')) : nothing}</div>`
  }

  /** @param {Session} session */
  renderList({ list, kept }) {
    if (!list) return html`<span class="muted">${this.t('banner.loading')}</span>`
    const { info } = list
    const facts = [
      this.t('prices.found', { count: info.prices, locale: this.locale }),
      info.currency,
      this.t('banner.asOf', { day: formatDay(info.on, this.locale), age: formatAge(info.on, this.locale, new Date()) }),
    ]
    if (kept === 'working') facts.push(this.t('banner.keeping'))
    else if (kept && typeof kept === 'object') facts.push(this.t(kept.bytes < 1e6 ? 'banner.keptSmall' : 'banner.kept', { size: (kept.bytes / 1e6).toFixed(0) }))
    return html`<span class="name">${list.sample ? this.t('banner.sampleName') : list.name}</span>
      ${list.sample ? html`<span class="chip sample">${this.t('sample')}</span>` : nothing}<span class="facts">${facts.join(' · ')}</span>`
  }

  /** @param {Session} session */
  renderActions({ list, other }) {
    const own = list && !list.sample
    const compare = (/** @type {CustomEvent} */ event) => {
      event.stopPropagation()
      this.emit('azplan-compare', { files: event.detail.files })
    }
    return html`${other ? html`<span class="other"><span class="facts">${this.t('banner.compared', { name: other.name || this.t('banner.sampleName') })}</span>
        <button class="quiet" type="button" aria-label=${this.t('banner.endCompare')} title=${this.t('banner.endCompare')} @click=${() => this.emit('azplan-end-compare')}>${icon('close')}</button></span>` : nothing}
      ${own && !other ? html`<azplan-drop compact class="compare-list no-print" .locale=${this.locale} label=${this.t('banner.compare')} @azplan-files=${compare}></azplan-drop>` : nothing}
      <azplan-drop compact class="open-list no-print" .locale=${this.locale} label=${this.t(own ? 'banner.another' : 'banner.drop')}></azplan-drop>
      ${own ? html`<button class="quiet no-print" type="button" aria-label=${this.t('banner.forgetLong')} title=${this.t('banner.forgetLong')} @click=${() => this.emit('azplan-forget')}>${icon('remove')}</button>` : nothing}`
  }

  /** @param {Session} session @param {NonNullable<Session['task']>} task */
  renderTask(session, { name, progress, started }) {
    const total = progress?.total ?? null
    const whole = progress && total && progress.bytes >= total
    const rows = progress ? this.t('banner.rows', { count: formatCount(progress.rows, this.locale) }) : ''
    const size = progress && total ? this.t('banner.size', { done: megabytes(progress.bytes), all: megabytes(total) }) : ''
    const how = whole ? this.t('banner.finishing') : this.timeLeft(progress, started)
    return html`<span class="task"><span>${[this.t('banner.reading', { name }), rows, size, how].filter(Boolean).join(' · ')}</span>
      <progress aria-label=${this.t('banner.reading', { name })} max="1" .value=${progress && total ? progress.bytes / total : 0}></progress>
      <button class="button" type="button" @click=${() => session.cancel()}>${this.t('cancel')}</button></span>`
  }

  /** @param {import('../../pkg-template/elements/types.js').Progress | null} progress @param {number} started */
  timeLeft(progress, started) {
    if (!progress?.total || !progress.bytes) return ''
    const passed = (performance.now() - started) / 1000
    const left = Math.ceil(passed * (progress.total / progress.bytes - 1))
    return passed < 1 || left < 1 ? '' : this.t('banner.left', { count: left })
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)
}
