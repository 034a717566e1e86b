import { html, nothing } from 'lit'
import { formatDay } from '../lib/format.js'
import { fieldOfFact } from './fields.js'

/** @import { PlanAnswer, PlanEffect, PlanRule } from '../types.js' */
/** @import { AzplanPlan } from './plan.js' */

const SIGNS = { true: '✓', false: '✗', null: '?' }

/** @param {boolean | null} ok @returns {'yes' | 'no' | 'open'} */
function stateOf(ok) {
  return ok === null ? 'open' : ok ? 'yes' : 'no'
}

/** The answer first: may it be done. @param {AzplanPlan} view @param {PlanAnswer} answer */
export function renderVerdict(view, { verdict, failing, unknown, rules, notChecked, on }) {
  const signs = /** @type {const} */ ({ ready: '✓', notReady: '✗', unknown: '?' })
  return html`<section class="verdict ${verdict}" aria-label=${view.t('plan.verdict')}><p class="answer"><span aria-hidden="true">${signs[verdict]}</span> ${view.t(`plan.${verdict}`)}</p>
    <p class="muted">${view.t('plan.counts', { holding: rules.length - failing - unknown, failing, unknown, day: formatDay(on, view.locale) })}${notChecked.length ? html`<span class="left-out">${view.t('plan.countNotChecked', { count: notChecked.length })}</span>` : nothing}</p></section>`
}

/** What is missing comes first. @param {AzplanPlan} view @param {PlanAnswer} answer */
export function renderChecklist(view, { rules, notChecked }) {
  const order = /** @type {const} */ ({ no: 0, open: 1, yes: 2 })
  const sorted = rules.toSorted((a, b) => order[stateOf(a.ok)] - order[stateOf(b.ok)])
  return html`<section class="rules" aria-labelledby="plan-rules"><h2 id="plan-rules">${view.t('plan.rules')}</h2>
    <ul>${sorted.map((rule) => renderRule(view, rule))}</ul>
    ${notChecked.length ? html`<h3 class="unchecked">${view.t('plan.notChecked')}</h3><p class="muted small">${view.t('plan.notCheckedHelp')}</p>
    <ul>${notChecked.map((rule) => renderRule(view, rule, false))}</ul>` : nothing}</section>`
}

/** @param {AzplanPlan} view @param {PlanRule} rule @param {boolean} checked a fact of it is given, or it is needed */
function renderRule(view, { rule, title, ok, established, reason, next, fact, from, cite }, checked = true) {
  const state = stateOf(ok)
  const word = view.t(checked ? established ? `plan.state.${state}` : 'plan.state.notEstablished' : 'plan.state.notChecked')
  const field = ok === true ? undefined : fieldOfFact(view.facts, fact)
  return html`<li class="rule ${state}" data-rule=${rule}><span class="sign" aria-hidden="true">${SIGNS[/** @type {'true'} */ (String(ok))]}</span>
    <div><h3>${title} <span class="word">${word}</span></h3><p>${reason}</p>
      ${next ? html`<p class="next"><strong>${view.t('plan.next')}</strong> ${next}${field ? html` <button class="quiet fill" type="button" @click=${() => view.fill(field)}>${view.t('plan.fill')}</button>` : nothing}</p>` : nothing}
      <details><summary>${view.t('plan.source')}</summary><p class="small muted" lang="en">${cite}${from ? ` · ${view.t('plan.since', { day: formatDay(from, view.locale) })}` : ''}</p></details></div></li>`
}

/** @param {AzplanPlan} view @param {PlanAnswer} answer */
export function renderTimeline(view, { effects, plans, verdict }) {
  if (!effects.length) return nothing
  const dated = effects.filter(({ on }) => on)
  const days = [...new Set(dated.map(({ on }) => /** @type {string} */ (on)))]
  const others = effects.filter(({ on }) => !on)
  return html`<section class="effects" aria-labelledby="plan-effects"><h2 id="plan-effects">${view.t('plan.effects')}</h2>
    ${verdict === 'ready' ? nothing : html`<p class="muted small">${view.t('plan.effectsIf')}</p>`}
    ${plans && plans.length > 1 ? renderPlans(view, plans) : nothing}
    <ol class="line">${days.map((day) => html`<li><h3><time datetime=${day}>${formatDay(day, view.locale)}</time></h3>
      <ul>${dated.filter(({ on }) => on === day).map((effect) => renderEffect(view, effect))}</ul></li>`)}
      ${others.length ? html`<li class="undated"><h3>${view.t('plan.undated')}</h3><ul>${others.map((effect) => renderEffect(view, effect))}</ul></li>` : nothing}</ol></section>`
}

/** @param {AzplanPlan} view @param {PlanEffect} effect */
function renderEffect(view, { effect, title, text, next, cite }) {
  return html`<li data-effect=${effect}><strong>${title}</strong><div><p>${text}</p>${next ? html`<p class="next"><strong>${view.t('plan.next')}</strong> ${next}</p>` : nothing}
    <details><summary>${view.t('plan.source')}</summary><p class="small muted" lang="en">${cite}</p></details></div></li>`
}

/** @param {AzplanPlan} view @param {NonNullable<PlanAnswer['plans']>} plans */
function renderPlans(view, plans) {
  return html`<table class="plans"><caption class="hush">${view.t('plan.plans')}</caption><thead><tr><th scope="col">${view.t('plan')}</th><th scope="col">${view.t('plan.column.reseller')}</th><th scope="col">${view.t('plan.legacySubscriptions')}</th></tr></thead>
    <tbody>${plans.map(({ reseller, subscriptions }, index) => html`<tr><th scope="row">${index + 1}</th><td>${reseller ?? view.t('plan.direct')}</td><td>${subscriptions.join(', ')}</td></tr>`)}</tbody></table>`
}
