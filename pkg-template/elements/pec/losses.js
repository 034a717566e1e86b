import { html, nothing } from 'lit'
import { formatCount, formatDay, formatMoney, formatPercent, isZero } from '../lib/format.js'
import { pecName, speak } from '../lib/words.js'
import { leakSteps, lossesSteps } from './steps.js'
import { renderStrip } from './strip.js'

/** @import { Leak, LossesAnswer, LossesRequest, Step } from '../types.js' */
/** @import { AzplanPec } from './pec.js' */

/** Entries of a list that the page shows; the command has all. */
const SHOWN = 100

/** @param {AzplanPec} view @returns {LossesRequest} */
export function lossesRequest(view) {
  return { pecRate: view.settings.pecRate, limit: SHOWN, ...(view.access ? { access: view.access.facts } : {}) }
}

/** @param {AzplanPec} view @param {LossesAnswer} answer */
export function renderLosses(view, answer) {
  return html`${renderVerdict(view, answer)}${renderLeaks(view, answer)}${renderStrip(view, answer)}
    <div class="sheets">${renderIneligible(view, answer)}${renderSums(view, answer)}</div>${renderNotDue(view, answer)}`
}

/** A figure that opens into its steps. @param {AzplanPec} view @param {string} title @param {string} value @param {string} unit @param {Step[]} steps @param {string} [size] how large; without it, plain */
export function opening(view, title, value, unit, steps, size) {
  return html`<azplan-figure class=${size ?? ''} ?plain=${size === undefined} .locale=${view.locale} value=${value} unit=${unit} label=${title} .explanation=${{ title, value, unit, steps }}></azplan-figure>`
}

/** @param {AzplanPec} view @param {LossesAnswer} answer @param {'earned' | 'lost' | 'pecOfEligible'} what @param {string} [size] */
function figure(view, answer, what, size = '') {
  return opening(view, view.t(`losses.${what}`), answer.sums[what], answer.currency, lossesSteps(view, answer)[what], size)
}

/** @param {AzplanPec} view @param {LossesAnswer} answer */
function renderVerdict(view, answer) {
  const { sums, pecRate, from, to } = answer
  const { locale } = view
  const isClean = sums.rowsLost === 0
  const words = { lost: formatCount(sums.rowsLost, locale), count: sums.rowsLost }
  const span = from && to ? `${formatDay(from, locale)} – ${formatDay(to, locale)}` : ''
  return html`<section class="verdict"><div class="pair">
      <div><h2>${view.t('losses.lost')}</h2>${figure(view, answer, 'lost', `answer ${isClean ? '' : 'bad'}`)}</div>
      <div><h2>${view.t('losses.kept')}</h2>${figure(view, answer, 'earned', 'second')}</div></div>
    <p role="status">${view.t(isClean ? 'losses.none' : 'losses.some', words)} ${view.t('losses.ofAll')} ${figure(view, answer, 'pecOfEligible')}</p>
    ${answer.notices.map(({ message }) => html`<p class="gap">${speak(message, locale)}</p>`)}
    ${sums.rowsUnknown ? html`<p class="gap">${view.t('losses.unknownRows', { count: sums.rowsUnknown, amount: `${answer.currency} ${formatMoney(sums.unknown, answer.currency, locale)}` })}</p>` : nothing}
    ${sums.rowsNotListed ? html`<p class="gap">${view.t('losses.notListed', { count: sums.rowsNotListed })}</p>` : nothing}
    ${sums.rowsContradicting ? html`<p class="muted">${view.t('losses.contradicting', { count: sums.rowsContradicting })}</p>` : nothing}
    <p class="muted small">${[span, view.t('losses.basis', { rate: formatPercent(pecRate, locale) })].filter(Boolean).join(' · ')}</p>
    ${view.list ? html`<label class="check"><input type="checkbox" .checked=${view.checkPrices} @change=${(/** @type {any} */ event) => { view.checkPrices = event.target.checked }}>
      <span>${view.t('losses.checkPrices', { name: view.list.sample ? view.t('diff.sampleList') : view.list.name })}</span></label>` : nothing}</section>`
}

/** @param {AzplanPec} view @param {LossesAnswer} answer */
function renderLeaks(view, answer) {
  const { leaks, currency } = answer
  const { locale } = view
  if (!leaks.length) return nothing
  const money = (/** @type {Leak} */ leak, /** @type {'lost' | 'perMonth'} */ what) => opening(view, `${view.t(`losses.${what}`)}: ${placeName(leak)}`, leak[what], currency, leakSteps(view, leak, answer)[what])
  return html`<section class="leaks"><div class="row"><h2 class="grow">${view.t('losses.leaks')}</h2>
      <button class="button" type="button" @click=${view.exportRows}>${view.t('losses.export')}</button></div><table class="stacked"><caption class="hush">${view.t('losses.leaksCaption')}</caption>
    <thead><tr><th scope="col">${view.t('losses.where')}</th><th scope="col">${view.t('losses.since')}</th><th scope="col">${view.t('losses.until')}</th>
      <th scope="col" class="number">${view.t('losses.lost')} (${currency})</th><th scope="col" class="number">${view.t('losses.perMonth')} (${currency})</th><th scope="col">${view.t('losses.fix')}</th></tr></thead>
    <tbody>${leaks.slice(0, SHOWN).map((leak) => html`<tr><th scope="row">
        <button class="open" type="button" aria-haspopup="dialog" @click=${() => showLeak(view, leak)}>${placeName(leak)}</button><span class="sub">${leak.level !== 'subscription' && leak.subscriptionName ? `${leak.subscriptionName}, ` : ''}${view.t(`losses.level.${leak.level}`)}, ${view.t('losses.rows', { count: leak.rows, locale })}</span></th>
      <td data-label=${view.t('losses.since')}>${formatDay(leak.from, locale)}</td>
      <td data-label=${view.t('losses.until')}>${leak.goesOn ? html`<strong class="bad">${view.t('losses.goesOn')}</strong>` : formatDay(leak.to, locale)}</td>
      <td class="number strong" data-label=${view.t('losses.lost')}>${money(leak, 'lost')}</td>
      <td class="number" data-label=${view.t('losses.perMonth')}>${leak.goesOn ? money(leak, 'perMonth') : html`<span class="muted">–</span>`}</td>
      <td class="fix">${view.t(`losses.fix.${leak.fix}`)}${leak.access.map((share) => html`<span class="sub">${view.t(`access.${share.reason}`)}: ${view.t('losses.days', { count: share.days })}</span>`)}</td></tr>`)}</tbody></table>
    ${leaks.length > SHOWN ? html`<p class="muted small">${view.t('losses.capped', { shown: SHOWN, all: formatCount(leaks.length, locale) })}</p>` : nothing}</section>`
}

/** The name of what leaks, without the path to it. @param {Leak} leak */
function placeName({ subscription, subscriptionName, resourceGroup, resource }) {
  return resource ? resource.split('/').at(-1) ?? resource : resourceGroup || subscriptionName || subscription
}

/** @param {AzplanPec} view @param {Leak} leak */
function showLeak(view, leak) {
  const { subscription, resourceGroup, resource, from, to } = leak
  const within = { subscription, ...(resourceGroup ? { resourceGroup } : {}), ...(resource ? { resource } : {}), from, to }
  openRows(view, leak.scope, within)
}

/** @param {AzplanPec} view @param {string} title @param {NonNullable<LossesRequest['within']>} within */
export function openRows(view, title, within) {
  const panel = /** @type {import('./rows.js').AzplanPecRows | null} */ (view.renderRoot.querySelector('azplan-pec-rows'))
  const { usage } = view
  if (usage) panel?.open(title, { usage: usage.id, prices: view.checkPrices && view.list ? view.list.id : null }, { ...lossesRequest(view), within })
}

/** @param {AzplanPec} view @param {LossesAnswer} answer */
function renderIneligible(view, { ineligible, currency }) {
  const { locale } = view
  return html`<section><h2>${view.t('losses.never')}</h2>${ineligible.length ? html`<table><thead><tr><th scope="col">${view.t('losses.why')}</th><th scope="col" class="number">${view.t('retail')} (${currency})</th></tr></thead>
    <tbody>${ineligible.map((sum) => html`<tr><th scope="row">${pecName((key) => view.t(key), sum.reason)}<span class="sub">${view.t('losses.rows', { count: sum.rows, locale })} · <cite lang="en">${sum.cite}</cite></span></th>
      <td class="number"><azplan-figure plain .locale=${locale} value=${sum.retail} unit=${currency}></azplan-figure></td></tr>`)}</tbody></table>` : html`<p class="muted">${view.t('losses.neverNone')}</p>`}</section>`
}

/** Sums that close. @param {AzplanPec} view @param {LossesAnswer} answer */
function renderSums(view, answer) {
  const { sums, currency, accessKnown, lostWithAccess } = answer
  const steps = lossesSteps(view, answer)
  const line = (/** @type {keyof typeof steps} */ name, /** @type {string} */ value, strong = false) => html`<tr class=${strong ? 'strong' : ''}><th scope="row">${view.t(`losses.${name}`)}</th>
    <td class="number">${opening(view, view.t(`losses.${name}`), value, currency, steps[name])}</td></tr>`
  return html`<section><h2>${view.t('losses.sums')} (${currency})</h2><table class="sums"><tbody>
    ${line('retail', sums.retail)}${line('ineligible', sums.ineligible)}${isZero(sums.unknown) ? nothing : line('unknown', sums.unknown)}${line('eligibleRetail', sums.eligibleRetail, true)}
    ${line('pecOfEligible', sums.pecOfEligible)}${line('earned', sums.earned)}${line('lost', sums.lost)}${line('leftOver', sums.leftOver, true)}
    ${accessKnown ? line('lostWithAccess', lostWithAccess) : nothing}</tbody></table>
    <p class="muted small">${view.t('losses.free', { count: sums.rowsFree, locale: view.locale })}</p></section>`
}

/** What earned although it should not have. @param {AzplanPec} view @param {LossesAnswer} answer */
function renderNotDue(view, { notDue, notDueTotal, notDueSum, currency }) {
  const { locale } = view
  if (!notDueTotal) return nothing
  return html`<details class="not-due"><summary>${view.t('losses.notDue', { count: notDueTotal, amount: `${currency} ${formatMoney(notDueSum, currency, locale)}` })}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${view.t('losses.notDueTitle')}><table><thead><tr><th scope="col" class="number">${view.t('losses.row')}</th><th scope="col">${view.t('losses.date')}</th><th scope="col">${view.t('losses.product')}</th>
      <th scope="col" class="number">${view.t('losses.earned')} (${currency})</th><th scope="col">${view.t('losses.why')}</th></tr></thead>
    <tbody>${notDue.map((row) => html`<tr><td class="number">${row.row}</td><td>${formatDay(row.date, locale)}</td><td>${row.productId} / ${row.skuId}</td>
      <td class="number"><azplan-figure plain .locale=${locale} value=${row.earned} unit=${currency}></azplan-figure></td><td>${row.access ? view.t(`access.${row.access}`) : pecName((key) => view.t(key), row.reason)}</td></tr>`)}</tbody></table></div></details>`
}
