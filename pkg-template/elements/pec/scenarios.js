import { html, nothing } from 'lit'
import { toRequestLine } from '../estimate/request.js'
import { formatDay, formatMonth, formatPercent, parseDecimal } from '../lib/format.js'
import { fromPercent } from '../lib/percent.js'
import { pecName } from '../lib/words.js'
import { opening } from './losses.js'
import { daySteps, lineSteps, scenarioSteps, shareSteps } from './steps.js'

/** @import { AccessFacts, EstimateDocument, IsoDay, Scenario, ScenariosAnswer, ScenariosRequest } from '../types.js' */
/** @import { AzplanPec } from './pec.js' */

/** @param {Partial<AccessFacts['grants'][number]>} grant @returns {AccessFacts} */
function facts(grant) {
  return { grants: [{ holder: 'provider', method: 'user', partnerIdLinked: true, scope: '/', ...grant }] }
}

/** A share in per cent as typed, as a fraction of retail; undefined where it is none. @param {string} typed */
function share(typed) {
  const percent = parseDecimal(typed)
  return (percent && fromPercent(percent)) || undefined
}

/** The day on which access begins in the second scenario. @param {AzplanPec} view @param {IsoDay} on */
function fromDay(view, on) {
  return view.fromDay || `${on.slice(0, 7)}-10`
}

/** @param {AzplanPec} view @param {EstimateDocument} estimate @param {IsoDay} on @returns {ScenariosRequest} */
export function scenariosRequest(view, estimate, on) {
  const reseller = share(view.shares.reseller)
  const customer = share(view.shares.customer)
  return {
    estimate: { on, lines: estimate.lines.map((line) => toRequestLine(line, on)), pecRate: view.settings.pecRate },
    scenarios: [
      { id: 'fullAccess' },
      { id: 'fromDay', access: facts({ method: 'aobo', from: `${fromDay(view, on)}T00:00:00Z` }) },
      { id: 'readerOnly', access: facts({ role: 'Reader' }) },
      { id: 'resellerOnly', access: facts({ holder: 'reseller', role: 'Contributor' }) },
      ...(view.access ? [{ id: 'file', access: view.access.facts }] : []),
    ],
    ...(reseller || customer ? { shares: { ...(reseller ? { reseller } : {}), ...(customer ? { customer } : {}) } } : {}),
  }
}

/** @param {AzplanPec} view @param {string} id */
function nameOf(view, id) {
  return view.t(`scenario.${id}`, { day: formatDay(fromDay(view, view.scenarios?.on ?? ''), view.locale), name: view.access?.name })
}

/** @param {AzplanPec} view @param {ScenariosAnswer} answer */
export function renderScenarios(view, answer) {
  const shown = answer.scenarios.find(({ id }) => id === view.scenario) ?? answer.scenarios[0]
  return html`${renderToggles(view, answer)}${renderVerdict(view, answer, shown)}${renderTable(view, answer, shown)}${renderDays(view, answer, shown)}
    <div class="sheets">${renderNever(view, answer)}${renderShares(view, answer, shown)}</div>${renderLines(view, answer)}`
}

/** @param {AzplanPec} view @param {ScenariosAnswer} answer */
function renderToggles(view, answer) {
  return html`<div class="toggles"><div class="switch" role="group" aria-label=${view.t('scenario.choose')}>${answer.scenarios.map(({ id }) => html`<button type="button"
      aria-pressed=${id === view.scenario} @click=${() => { view.scenario = id }}>${nameOf(view, id)}</button>`)}</div>
    <label class="inline"><span>${view.t('scenario.from')}</span><input type="date" .value=${fromDay(view, answer.on)} min=${`${answer.month}-01`}
      @change=${(/** @type {any} */ event) => { view.fromDay = event.target.value; view.scenario = 'fromDay' }}></label></div>`
}

/** @param {AzplanPec} view @param {ScenariosAnswer} answer @param {Scenario} shown */
function renderVerdict(view, answer, shown) {
  const { locale } = view
  const { currency, month, pecRate, on, unpriced } = answer
  const [first] = shown.months
  const title = view.t('scenario.kept', { month: formatMonth(month, locale) })
  const steps = scenarioSteps(view, answer, shown, nameOf(view, shown.id))
  return html`<section class="verdict"><div class="pair">
      <div><h2>${title}</h2>${opening(view, `${title}: ${nameOf(view, shown.id)}`, shown.month, currency, steps.month, 'answer')}</div>
      <div><h2>${view.t('scenario.lost')}</h2>${opening(view, view.t('scenario.lost'), shown.lostMonth, currency, steps.lostMonth, `second ${shown.lostMonth === '0' ? '' : 'bad'}`)}</div></div>
    <p role="status">${view.t('scenario.sentence', { eligible: first.eligibleDays, days: first.days })} ${view.t('scenario.year')} ${opening(view, view.t('scenario.ofYear'), shown.year, currency, steps.year, '')}</p>
    ${unpriced ? html`<p class="gap">${view.t('scenario.unpriced', { count: unpriced })}</p>` : nothing}
    <p class="muted small">${[view.t('basis.list', { day: formatDay(on, locale) }), view.t('losses.basis', { rate: formatPercent(pecRate, locale) }), view.t('scenario.even')].join(' · ')}</p></section>`
}

/** The accesses side by side. @param {AzplanPec} view @param {ScenariosAnswer} answer @param {Scenario} shown */
function renderTable(view, answer, shown) {
  const { scenarios, currency } = answer
  const money = (/** @type {Scenario} */ scenario, /** @type {'month' | 'year' | 'lostYear'} */ what, /** @type {string} */ title) =>
    opening(view, `${nameOf(view, scenario.id)}: ${title}`, scenario[what], currency, scenarioSteps(view, answer, scenario, nameOf(view, scenario.id))[what])
  return html`<section class="scenarios"><h2>${view.t('scenario.beside')}</h2><table class="stacked"><thead><tr><th scope="col">${view.t('scenario.access')}</th><th scope="col" class="number">${view.t('scenario.days')}</th>
      <th scope="col" class="number">${view.t('scenario.month')} (${currency})</th><th scope="col" class="number">${view.t('scenario.ofYear')} (${currency})</th><th scope="col" class="number">${view.t('scenario.lostYear')} (${currency})</th></tr></thead>
    <tbody>${scenarios.map((scenario) => html`<tr class=${scenario === shown ? 'chosen' : ''}><th scope="row"><button class="open" type="button" aria-pressed=${scenario === shown} @click=${() => { view.scenario = scenario.id }}>${nameOf(view, scenario.id)}</button>
        <span class="sub">${reasonOf(view, scenario)}</span></th>
      <td class="number" data-label=${view.t('scenario.days')}>${scenario.months[0].eligibleDays} / ${scenario.months[0].days}</td><td class="number strong" data-label=${view.t('scenario.month')}>${money(scenario, 'month', view.t('scenario.month'))}</td>
      <td class="number" data-label=${view.t('scenario.ofYear')}>${money(scenario, 'year', view.t('scenario.ofYear'))}</td><td class="number" data-label=${view.t('scenario.lostYear')}>${money(scenario, 'lostYear', view.t('scenario.lostYear'))}</td></tr>`)}</tbody></table></section>`
}

/** Why days are lost, or that none is. @param {AzplanPec} view @param {Scenario} scenario */
function reasonOf(view, { days }) {
  /** @type {Map<string, number>} */
  const reasons = new Map()
  for (const { reason, eligible } of days) if (!eligible) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return reasons.size ? [...reasons].map(([reason, count]) => `${view.t('losses.days', { count })}: ${view.t(`access.${reason}`)}`).join('; ') : view.t('access.covered')
}

/** What each day of access is worth, and whether it is had. @param {AzplanPec} view @param {ScenariosAnswer} answer @param {Scenario} shown */
function renderDays(view, answer, shown) {
  const { days, currency, month } = answer
  const { locale } = view
  const standing = new Map(shown.days.map((day) => [day.date, day]))
  return html`<section class="strips"><h2>${view.t('scenario.worth', { month: formatMonth(month, locale) })}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${view.t('scenario.worth', { month: formatMonth(month, locale) })}><table class="strip worth"><caption class="hush">${view.t('scenario.worthCaption')}</caption>
      <thead><tr><th scope="col">${view.t('losses.date')}</th>${days.map(({ date }) => html`<th scope="col" class="day"><abbr title=${formatDay(date, locale)}>${Number(date.slice(8))}</abbr></th>`)}</tr></thead>
      <tbody><tr><th scope="row">${nameOf(view, shown.id)}</th>${days.map(({ date }) => {
        const day = standing.get(date)
        const is = day?.eligible ? 'earned' : 'lost'
        return html`<td><span class="cell ${is}" title=${view.t(`access.${day?.reason}`)}><span aria-hidden="true">${is === 'earned' ? '✓' : '✗'}</span><span class="hush">${view.t(`strip.${is}`)}: ${view.t(`access.${day?.reason}`)}</span></span></td>`
      })}</tr>
      <tr class="values"><th scope="row">${view.t('scenario.value')} (${currency})</th>${days.map((day) => html`<td>${opening(view, formatDay(day.date, locale), day.pec, currency, daySteps(view, day, answer))}</td>`)}</tr></tbody></table></div></section>`
}

/** @param {AzplanPec} view @param {ScenariosAnswer} answer */
function renderNever(view, { neverEarns, currency }) {
  const { locale } = view
  const titles = new Map(view.estimate?.lines.map((line) => [line.id, line.title]))
  return html`<section><h2>${view.t('losses.never')}</h2>${neverEarns.length ? html`<table><thead><tr><th scope="col">${view.t('losses.why')}</th><th scope="col" class="number">${view.t('retail')} (${currency})</th></tr></thead>
    <tbody>${neverEarns.map((never) => html`<tr><th scope="row">${pecName((key) => view.t(key), never.reason)}${never.oneTime ? html` <span class="chip">${view.t('scenario.oneTime')}</span>` : nothing}
      <span class="sub">${never.lines.map((id) => titles.get(id) ?? id).join('; ')}</span><cite class="sub" lang="en">${never.cite}</cite></th>
      <td class="number"><azplan-figure plain .locale=${locale} value=${never.retail} unit=${currency}></azplan-figure></td></tr>`)}</tbody></table>` : html`<p class="muted">${view.t('losses.neverNone')}</p>`}</section>`
}

/** @param {AzplanPec} view @param {ScenariosAnswer} answer @param {Scenario} shown */
function renderShares(view, answer, { month, year, sharedMonth, sharedYear }) {
  const { currency } = answer
  const field = (/** @type {'reseller' | 'customer'} */ who) => html`<label><span>${view.t(`share.to.${who}`)}</span><input inputmode="decimal" autocomplete="off" size="6" placeholder="0" .value=${view.shares[who]}
    aria-invalid=${view.shares[who] !== '' && !share(view.shares[who])} @change=${(/** @type {any} */ event) => { view.shares = { ...view.shares, [who]: event.target.value.trim() } }}></label>`
  const money = (/** @type {string} */ who, /** @type {string} */ earned, /** @type {string} */ kept) => opening(view, who, kept, currency, shareSteps(view, earned, kept, who, answer))
  return html`<section><h2>${view.t('share.title')}</h2><div class="row">${field('reseller')}${field('customer')}</div>
    <table class="shares"><thead><tr><th scope="col">${view.t('share.who')}</th><th scope="col" class="number">${view.t('scenario.month')} (${currency})</th><th scope="col" class="number">${view.t('scenario.ofYear')} (${currency})</th></tr></thead>
    <tbody>${/** @type {const} */ (['provider', 'reseller', 'customer']).map((who) => html`<tr><th scope="row">${view.t(`share.${who}`)}</th><td class="number">${money(view.t(`share.${who}`), month, sharedMonth[who])}</td><td class="number">${money(view.t(`share.${who}`), year, sharedYear[who])}</td></tr>`)}</tbody></table>
    <p class="muted small">${view.t('share.note')}</p></section>`
}

/** PEC of each line under each access. @param {AzplanPec} view @param {ScenariosAnswer} answer */
function renderLines(view, answer) {
  const { scenarios, currency } = answer
  const titles = new Map(view.estimate?.lines.map((line) => [line.id, line.title]))
  return html`<section class="lines"><h2>${view.t('scenario.lines', { currency })}</h2><div class="scroll" tabindex="0" role="region" aria-label=${view.t('scenario.lines', { currency })}><table><thead><tr><th scope="col">${view.t('scenario.line')}</th>
      ${scenarios.map(({ id }) => html`<th scope="col" class="number">${nameOf(view, id)}</th>`)}<th scope="col" class="number">${view.t('scenario.fullYear')}</th></tr></thead>
    <tbody>${scenarios[0].lines.map((line, place) => html`<tr><th scope="row">${titles.get(line.id) ?? line.id}</th>
      ${scenarios.map((scenario) => html`<td class="number">${line.reason === 'eligible' ? opening(view, `${titles.get(line.id) ?? line.id}, ${nameOf(view, scenario.id)}`, scenario.lines[place].month, currency, lineSteps(view, scenario.lines[place].month, scenario, answer, titles.get(line.id) ?? line.id)) : html`<span class="muted" title=${pecName((key) => view.t(key), line.reason)}>–</span>`}</td>`)}
      <td class="number">${opening(view, `${titles.get(line.id) ?? line.id}, ${view.t('scenario.fullYear')}`, line.year, currency, lineSteps(view, line.year, scenarios[0], answer, titles.get(line.id) ?? line.id))}</td></tr>`)}</tbody></table></div></section>`
}
