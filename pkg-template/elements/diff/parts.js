import { html, nothing } from 'lit'
import { formatCount, formatDay, formatMoney, formatPercent } from '../lib/format.js'
import { icon } from '../lib/icons.js'
import { speak } from '../lib/words.js'
import { costWord, tone } from './rows.js'

/** @import { DiffAnswer, OpenList } from '../types.js' */
/** @import { AzplanDiff } from './diff.js' */

/** @typedef {{ old: OpenList, recent: OpenList }} Sides */

/** @param {AzplanDiff} view @param {OpenList} list */
function nameOf(view, list) {
  return list.sample ? view.t('diff.sampleList') : list.name
}

/** There is only one list. @param {AzplanDiff} view */
export function renderStart(view) {
  const { list } = view
  const drop = (/** @type {CustomEvent} */ event) => {
    event.stopPropagation()
    view.emit('azplan-compare', { files: event.detail.files })
  }
  return html`<div class="page"><h1>${view.t('diff.title')}</h1>
    <azplan-drop .locale=${view.locale} label=${view.t('diff.choose')} hint=${list ? view.t('diff.drop', { name: nameOf(view, list), day: formatDay(list.info.on, view.locale) }) : ''} @azplan-files=${drop}></azplan-drop>
    <p class="muted small">${view.t('bill.local')}</p></div>`
}

/** @param {AzplanDiff} view @param {Sides} sides */
export function renderHead(view, { old, recent }) {
  const side = (/** @type {string} */ label, /** @type {OpenList} */ list) => html`<div class="side"><span class="muted small">${view.t(label)}</span>
    <strong>${nameOf(view, list)}</strong><span class="muted small">${view.t('basis.list', { day: formatDay(list.info.on, view.locale) })}</span></div>`
  return html`<header class="head"><h1>${view.t('diff.title')}</h1>
    <div class="sides">${side('diff.old', old)}
      <button class="button swap" type="button" aria-label=${view.t('diff.swap')} title=${view.t('diff.swap')} @click=${() => { view.swapped = !view.swapped }}>${icon('swap')}</button>
      ${side('diff.recent', recent)}</div>
    <div class="row">${view.list === old ? html`<button class="button" type="button" @click=${() => view.emit('azplan-swap-lists')}>${view.t('diff.adopt')}</button>` : nothing}
      <button class="button" type="button" @click=${() => view.emit('azplan-end-compare')}>${view.t('diff.end')}</button></div></header>`
}

/** What the change does to the estimate or to the usage. @param {AzplanDiff} view @param {Sides} sides */
export function renderEffect(view, { old, recent }) {
  const { impact, locale } = view
  const unit = recent.info.currency
  if (!impact) return html`<section class="verdict"><h2>${view.t('diff.counted')}</h2><p class="answer">${formatCount(view.answer?.counts.changed ?? 0, locale)}</p><p class="muted">${view.t('diff.noBasis')}</p></section>`
  const money = (/** @type {string} */ value) => `${unit} ${formatMoney(value, unit, locale)}`
  const title = view.t(view.basis === 'usage' ? 'diff.effectUsage' : 'diff.effectEstimate', { name: view.basis === 'usage' ? view.usage?.name || view.t('bill.sampleName') : view.estimate?.name })
  const retail = { before: impact.retailBefore, after: impact.retailAfter, difference: impact.retailDifference }
  const pec = { before: impact.pecBefore, after: impact.pecAfter, difference: impact.pecDifference }
  const figure = (/** @type {typeof retail} */ amounts, /** @type {string} */ label, cls = '') => html`<azplan-figure class=${cls} signed .locale=${locale} value=${amounts.difference} unit=${unit} label=${label}
    .explanation=${{ title: label, value: amounts.difference, unit, steps: view.effectSteps(amounts) }}></azplan-figure>`
  return html`<section class="verdict"><div class="row"><h2>${title}</h2>${renderBasis(view)}</div>
    <p class="line">${figure(impact, view.t('diff.cost'), 'answer')} <span class="word ${tone(impact.difference)}">${costWord(view, impact.difference) || view.t('diff.same')}</span></p>
    <p>${view.t('diff.costSentence', { before: money(impact.before), after: money(impact.after) })}</p>
    <p class="muted">${view.t('diff.retail')}: ${figure(retail, view.t('diff.retail'))} ${view.t('diff.fromTo', { before: money(retail.before), after: money(retail.after) })}</p>
    <p class="muted">${view.t('diff.pec')}: ${figure(pec, view.t('diff.pec'))} ${view.t('diff.fromTo', { before: money(pec.before), after: money(pec.after) })}</p>
    ${impact.notices.map(({ message }) => html`<p class="gap">${speak(message, locale)}</p>`)}
    ${impact.unpriced.length ? html`<p class="gap" role="status">${view.t('diff.unpriced', { count: impact.unpriced.length })} ${impact.unpriced.slice(0, 3).map((row) => `${row.productId}/${row.skuId}`).join(', ')}</p>` : nothing}
    <p class="muted small">${[view.t('diff.basis', { old: formatDay(view.answer?.oldOn ?? old.info.on, locale), recent: formatDay(view.answer?.newOn ?? recent.info.on, locale) }),
      view.t('basis.pec', { rate: formatPercent(view.settings.pecRate, locale) }), view.leftOut ? view.t('diff.leftOut', { count: view.leftOut }) : ''].filter(Boolean).join(' · ')}</p></section>`
}

/** Why the lists are not compared as a whole. @param {AzplanDiff} view @param {DiffAnswer} answer */
export function renderGaps(view, { complete, notices, counts }) {
  if (complete) return nothing
  const said = [...notices.map(({ message }) => speak(message, view.locale)), ...(counts.notCompared ? [view.t('diff.someNotCompared', { count: counts.notCompared })] : [])]
  return html`<div class="gap" role="status">${said.map((sentence) => html`<p>${sentence}</p>`)}</div>`
}

/** @param {AzplanDiff} view */
function renderBasis(view) {
  if (!view.usage || !view.estimate?.lines.length) return nothing
  return html`<div class="switch" role="group" aria-label=${view.t('diff.effectOn')}>${/** @type {const} */ (['estimate', 'usage']).map((basis) => html`<button type="button"
    aria-pressed=${basis === view.basis} @click=${() => { view.basis = basis }}>${view.t(`diff.on.${basis}`)}</button>`)}</div>`
}
