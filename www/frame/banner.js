import { AzplanElement, css, formatAge, formatCount, formatDay, html, nothing, renderDiagnostics } from 'azplan/elements'

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
    .missed { flex-basis: 100%; }
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
    const t = (/** @type {string} */ key, /** @type {any} */ values) => this.t(key, values)
    return html`<div class="banner">${this.renderList(session)}
      ${session.task?.progress || session.task?.name ? this.renderTask(session, session.task) : nothing}
      <span class="grow"></span>
      <azplan-drop compact class="no-print" .locale=${this.locale} label=${t(session.list?.sample ?? true ? 'banner.drop' : 'banner.another', {})}></azplan-drop>
      ${session.missedList ? html`<p class="missed gap">${t('banner.missed', { name: session.missedList })}</p>` : nothing}
      ${session.list ? renderDiagnostics(session.list.info, t, this.locale) : nothing}</div>`
  }

  /** @param {Session} session */
  renderList({ list }) {
    if (!list) return html`<span class="muted">${this.t('banner.loading')}</span>`
    const { info } = list
    const facts = [
      this.t('prices.found', { count: info.prices, locale: this.locale }),
      info.currency,
      this.t('banner.asOf', { day: formatDay(info.on, this.locale), age: formatAge(info.on, this.locale, new Date()) }),
    ]
    return html`<span class="name">${list.sample ? this.t('banner.sampleName') : list.name}</span>
      ${list.sample ? html`<span class="chip sample">${this.t('sample')}</span>` : nothing}<span class="facts">${facts.join(' · ')}</span>`
  }

  /** @param {Session} session @param {NonNullable<Session['task']>} task */
  renderTask(session, { name, progress, started }) {
    const total = progress?.total ?? null
    const rows = progress ? this.t('banner.rows', { count: formatCount(progress.rows, this.locale) }) : ''
    return html`<span class="task"><span>${this.t('banner.reading', { name })} ${rows} ${this.timeLeft(progress, started)}</span>
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
