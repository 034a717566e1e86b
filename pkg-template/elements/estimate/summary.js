import { html, nothing } from 'lit'
import { formatDay, formatMonth, formatPercent, formatPrice } from '../lib/format.js'
import { sumSteps } from './request.js'

/** @import { EstimateAnswer, EstimateTotals } from '../types.js' */
/** @import { AzplanEstimate } from './estimate.js' */

/**
 * The answer of the view: what a month comes to, and what that rests on.
 * @param {AzplanEstimate} view
 * @param {EstimateAnswer} answer
 */
export function renderSummary(view, answer) {
  const { forCustomer } = view
  const incomplete = answer.unpriced > 0
  const once = answer.lines.some((line) => line.found && line.charge === 'oneTime')
  return html`<section class="summary" aria-label=${view.t('estimate.totals')}>
    <div class="main-answer"><h2>${view.t(forCustomer ? 'estimate.youPay' : 'estimate.microsoftBills')}</h2>
      ${total(view, answer, 'monthly', 'billingTotal', 'answer')}
      ${incomplete ? html`<p class="gap" role="status">${view.t('estimate.incomplete', { count: answer.unpriced })}</p>` : nothing}</div>
    <dl class="others">
      ${forCustomer ? nothing : html`<div><dt>${view.t('retail')}</dt><dd>${total(view, answer, 'monthly', 'retail')}</dd></div>
        <div><dt>${view.t('estimate.pecKept')} <span class="muted">${formatPercent(answer.pecRate, view.locale)}</span></dt>
          <dd>${total(view, answer, 'monthly', 'pec')}</dd></div>`}
      ${once ? html`<div><dt>${view.t('estimate.oneTime')}</dt><dd>${total(view, answer, 'oneTime', 'billingTotal')}</dd></div>` : nothing}
    </dl>
    <p class="muted small basis">${basis(view, answer)}</p>
  </section>`
}

/**
 * @param {AzplanEstimate} view
 * @param {EstimateAnswer} answer
 * @param {'monthly' | 'oneTime'} when
 * @param {keyof EstimateTotals} what
 * @param {string} [size]
 */
function total(view, answer, when, what, size = '') {
  const value = answer[when][what]
  const unit = what === 'billingTotal' ? answer.currency : answer.pricingCurrency
  const label = view.t(view.forCustomer ? `sum.customer.${when}` : `sum.${what}.${when}`)
  const parts = answer.lines.flatMap((line) => line.found && (line.charge === 'monthly') === (when === 'monthly')
    ? [{ title: line.price.title, value: line[what] }] : [])
  const explanation = { title: label, value, unit, steps: sumSteps(view.t('sum.text'), value, unit, parts) }
  return html`<azplan-figure class=${size} .locale=${view.locale} value=${value} unit=${unit} label=${label} .explanation=${explanation}></azplan-figure>`
}

/** @param {AzplanEstimate} view @param {EstimateAnswer} answer */
function basis(view, answer) {
  const { locale, list } = view
  const words = [view.t(list?.sample ? 'basis.sampleList' : 'basis.list', { day: formatDay(answer.on, locale) })]
  if (answer.currency !== answer.pricingCurrency) {
    const rate = formatPrice(answer.exchangeRate, locale)
    words.push(view.t('basis.exchange', { month: formatMonth(answer.on.slice(0, 7), locale), from: answer.pricingCurrency, to: answer.currency, rate }))
  }
  words.push(view.t('basis.noTax'))
  return words.join(' · ')
}
