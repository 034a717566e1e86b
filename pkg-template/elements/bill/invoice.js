import { html, nothing } from 'lit'
import { formatCount, formatDay, formatMonth, formatPercent, formatPrice, isZero } from '../lib/format.js'

/** @import { BillAnswer, Explanation, Invoice } from '../types.js' */
/** @import { AzplanBill } from './bill.js' */

/** Lines that the steps of a sum name one by one. */
const NAMED = 100

/**
 * The sentence that says how the reading went, and the amount due.
 * @param {AzplanBill} view
 * @param {BillAnswer} bill
 */
export function renderVerdict(view, bill) {
  const { invoice } = bill
  const { locale, usage } = view
  const words = { rows: formatCount(usage?.info.kept ?? 0, locale), lines: formatCount(bill.lines.length, locale), unpriced: bill.unpriced.length, locale }
  return html`<section class="verdict"><h2>${view.t(invoice.status === 'open' ? 'bill.soFar' : 'bill.due', { month: formatMonth(invoice.month, locale), day: formatDay(invoice.usageTo, locale) })}</h2>
    ${amount(view, bill, 'total', 'answer')}
    <p class=${bill.complete ? 'sentence' : 'gap'} role="status">${view.t(bill.complete ? 'bill.complete' : 'bill.incomplete', words)}</p>
    <p class="muted small">${basis(view, bill)}</p></section>`
}

/** @param {AzplanBill} view @param {BillAnswer} bill */
function basis(view, { invoice, pecRate }) {
  const { locale, list } = view
  const words = [view.t(list?.sample ? 'basis.sampleList' : 'basis.list', { day: formatDay(list?.info.on ?? '', locale) })]
  if (invoice.currency !== invoice.pricingCurrency) {
    words.push(view.t('basis.exchange', { month: formatMonth(invoice.month, locale), from: invoice.pricingCurrency, to: invoice.currency, rate: formatPrice(invoice.exchangeRate, locale) }))
  }
  words.push(view.t('basis.pec', { rate: formatPercent(pecRate, locale) }))
  return words.join(' · ')
}

/**
 * @param {AzplanBill} view
 * @param {BillAnswer} bill
 */
export function renderInvoice(view, bill) {
  const { invoice } = bill
  const line = (/** @type {keyof Invoice & string} */ field, strong = false) => html`<tr class=${strong ? 'strong' : ''}>
    <th scope="row">${view.t(`invoice.${field}`)}</th><td class="number">${amount(view, bill, field)}</td></tr>`
  const foreign = invoice.currency !== invoice.pricingCurrency
  return html`<div class="sheets"><section><h2>${view.t('invoice')}</h2><table class="invoice"><tbody>
      ${foreign ? line('pricingTotal') : nothing}${line('billingTotal')}
      ${isZero(invoice.credits) ? nothing : line('credits')}${line('subtotal')}${line('tax')}</tbody>
      <tfoot>${line('total', true)}</tfoot></table>
      <p class="muted small">${view.t('invoice.dates', { on: formatDay(invoice.invoiceDate, view.locale), due: formatDay(invoice.dueDate, view.locale) })}</p></section>
    <section><h2>${view.t('pec.long')}</h2><table class="invoice"><tbody>${line('retail')}${line('pecEarned')}
      ${isZero(invoice.pecMissed) ? nothing : line('pecMissed')}</tbody></table>
      <p class="muted small">${view.t('invoice.pecNote')}</p></section></div>`
}

/**
 * @param {AzplanBill} view
 * @param {BillAnswer} bill
 * @param {keyof Invoice & string} field
 * @param {string} [size]
 */
function amount(view, bill, field, size = '') {
  const { invoice } = bill
  const pricing = ['pricingTotal', 'retail', 'pecEarned', 'pecMissed'].includes(field)
  const unit = pricing ? invoice.pricingCurrency : invoice.currency
  const title = view.t(`invoice.${field}`)
  const value = invoice[field]
  /** @type {Explanation} */
  const explanation = { title, value, unit, steps: steps(view, bill, field, unit) }
  return html`<azplan-figure class=${size} .locale=${view.locale} value=${value} unit=${unit} label=${title} .explanation=${explanation}></azplan-figure>`
}

/** @param {AzplanBill} view @param {BillAnswer} bill @param {keyof Invoice & string} field @param {string} unit */
function steps(view, bill, field, unit) {
  const { invoice } = bill
  const step = (/** @type {keyof Invoice & string} */ what, /** @type {Record<string, string>} */ inputs, rule = 'sum') =>
    ({ rule, text: view.t(`invoice.${what}.text`), cite: '', inputs, result: invoice[what], unit })
  const lines = (/** @type {'billingTotal' | 'pricingTotal' | 'retail' | 'pec'} */ column) => {
    const named = bill.lines.slice(0, NAMED).map((line, index) => [`${index + 1}. ${line.title}`, line[column]])
    const rest = bill.lines.length - NAMED
    return Object.fromEntries(rest > 0 ? [...named, ['…', view.t('invoice.moreLines', { count: rest })]] : named)
  }
  const charges = step('billingTotal', lines('billingTotal'))
  const subtotal = step('subtotal', { billingTotal: invoice.billingTotal, credits: invoice.credits })
  if (field === 'total') return [charges, subtotal, step('total', { subtotal: invoice.subtotal, tax: invoice.tax })]
  if (field === 'subtotal') return [charges, subtotal]
  if (field === 'pricingTotal' || field === 'retail' || field === 'billingTotal') return [step(field, lines(field))]
  if (field === 'pecEarned') return [step(field, lines('pec'))]
  return [step(field, {}, 'given')]
}
