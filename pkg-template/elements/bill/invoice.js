import { html, nothing } from 'lit'
import { formatCount, formatDay, formatExact, formatMonth, formatPercent, formatPrice, isZero } from '../lib/format.js'
import { speak } from '../lib/words.js'

/** @import { InvoicedBill, CreditLine, Explanation, Invoice, Step } from '../types.js' */
/** @import { AzplanBill } from './bill.js' */

/** Figures in billing currency, and beside it in pricing currency. @typedef {keyof Invoice['inPricingCurrency']} Amount */
/** Figures in pricing currency, and beside it in billing currency. @typedef {keyof Invoice['inBillingCurrency']} Earned */

/**
 * The sentence that says how the reading went, and the amount due.
 * @param {AzplanBill} view
 * @param {InvoicedBill} bill
 */
export function renderVerdict(view, bill) {
  const { invoice } = bill
  const { locale, usage } = view
  const words = { rows: formatCount(usage?.info.kept ?? 0, locale), lines: formatCount(bill.lines.length, locale), unpriced: bill.unpricedTotal, locale }
  return html`<section class="verdict"><h2>${view.t(invoice.status === 'open' ? 'bill.soFar' : 'bill.due', { month: formatMonth(invoice.month, locale), day: formatDay(invoice.usageTo, locale) })}</h2>
    ${figure(view, bill, 'total', invoice.total, invoice.currency, 'answer')}
    ${bill.complete || bill.unpricedTotal > 0 ? html`<p class=${bill.complete ? 'sentence' : 'gap'} role="status">${view.t(bill.complete ? 'bill.complete' : 'bill.incomplete', words)}</p>` : nothing}
    ${bill.otherMonths.map(({ month, rows }) => html`<p class="gap">${view.t('bill.otherMonths', { count: rows, month: formatMonth(month, locale) })}</p>`)}
    ${bill.otherCurrencies.map(({ currency, rows }) => html`<p class="gap">${view.t('bill.otherCurrencies', { count: rows, currency })}</p>`)}
    ${bill.notices.map(({ message }) => html`<p class="gap">${speak(message, view.locale)}</p>`)}
    <p class="muted small">${basis(view, bill)}</p></section>`
}

/** @param {AzplanBill} view @param {InvoicedBill} bill */
function basis(view, { invoice, pecRate }) {
  const { locale, list } = view
  const words = [view.t(list?.sample ? 'basis.sampleList' : 'basis.list', { day: formatDay(list?.info.on ?? '', locale) })]
  if (invoice.exchangeRateSource !== 'none') {
    const date = invoice.exchangeRateDate ? formatDay(invoice.exchangeRateDate, locale) : formatMonth(invoice.month, locale)
    const key = invoice.exchangeRateSource === 'sheet' ? 'basis.rateSheet' : 'basis.rateUsage'
    words.push(view.t(key, { from: invoice.pricingCurrency, to: invoice.currency, rate: formatPrice(invoice.exchangeRate, locale), date }))
  }
  if (invoice.rounding !== 'documented') words.push(view.t(`basis.rounding.${invoice.rounding}`))
  words.push(view.t('basis.pec', { rate: formatPercent(pecRate, locale) }))
  return words.join(' · ')
}

/**
 * @param {AzplanBill} view
 * @param {InvoicedBill} bill
 */
export function renderInvoice(view, bill) {
  const { invoice } = bill
  const foreign = invoice.currency !== invoice.pricingCurrency
  const row = (/** @type {string} */ field, /** @type {string} */ pricing, /** @type {string} */ billing, kind = '') => html`<tr class=${kind}>
    <th scope="row">${view.t(`invoice.${field}`)}</th>${foreign ? html`<td class="number">${figure(view, bill, field, pricing, invoice.pricingCurrency)}</td>` : nothing}
    <td class="number">${figure(view, bill, field, billing, invoice.currency)}</td></tr>`
  const amount = (/** @type {Amount} */ field) => row(field, invoice.inPricingCurrency[field], invoice[field], field === 'total' ? 'strong' : '')
  const part = (/** @type {Amount} */ field) => (isZero(invoice[field]) ? nothing : row(field, invoice.inPricingCurrency[field], invoice[field], 'part'))
  const earned = (/** @type {Earned} */ field) => row(field, invoice[field], foreign ? invoice.inBillingCurrency[field] : invoice[field])
  const head = foreign ? html`<thead><tr><th scope="col"><span class="hush">${view.t('invoice.figure')}</span></th><th scope="col" class="number">${invoice.pricingCurrency}</th><th scope="col" class="number">${invoice.currency}</th></tr></thead>` : nothing
  return html`<div class="sheets"><section><h2>${view.t('invoice')}</h2><table class="invoice">${head}<tbody>
      ${amount('charges')}${isZero(invoice.credits) ? nothing : amount('credits')}${part('refunds')}${part('azureCredit')}${part('customerCredits')}${part('statedCredits')}
      ${amount('subtotal')}${amount('tax')}</tbody>
      <tfoot>${amount('total')}</tfoot></table>
      <p class="muted small">${view.t('invoice.dates', { on: formatDay(invoice.invoiceDate, view.locale), due: formatDay(invoice.dueDate, view.locale) })}</p>${renderTax(view, invoice)}</section>
    <section><h2>${view.t('pec.long')}</h2><table class="invoice">${head}<tbody>${earned('retail')}${earned('pecEarned')}
      ${isZero(invoice.pecMissed) ? nothing : earned('pecMissed')}</tbody></table>
      <p class="muted small">${view.t('invoice.pecNote')}</p></section></div>${renderCredits(view, bill)}`
}

/** Tax at a rate, each way that is documented. @param {AzplanBill} view @param {Invoice} invoice */
function renderTax(view, { taxAtRate, currency }) {
  if (!taxAtRate) return nothing
  const ways = /** @type {const} */ (['perLineDown', 'perLine', 'onTotal'])
  return html`<div class="tax"><p class="muted small">${view.t('invoice.taxAt', { rate: formatPercent(taxAtRate.rate, view.locale) })}</p>
    <table class="invoice"><tbody>${ways.map((way) => html`<tr><th scope="row">${view.t(`invoice.${way}`)}</th><td class="number"><azplan-figure .locale=${view.locale} value=${taxAtRate[way]} unit=${currency} label=${view.t(`invoice.${way}`)}></azplan-figure></td></tr>`)}</tbody></table></div>`
}

/** @param {AzplanBill} view @param {InvoicedBill} bill */
function renderCredits(view, bill) {
  const { credits, invoice } = bill
  if (!credits.length) return nothing
  const foreign = invoice.currency !== invoice.pricingCurrency
  const line = (/** @type {CreditLine} */ credit) => html`<tr><th scope="row"><span class="title">${titleOf(bill, credit)}</span><span class="sub">${[view.t(`credit.${credit.reason}`), `${credit.productId}/${credit.skuId}`, credit.plan].filter(Boolean).join(' · ')}</span></th>
    <td class="number">${formatExact(credit.quantity, view.locale)}</td>
    ${foreign ? html`<td class="number">${figure(view, bill, credit.id, credit.pricingTotal, invoice.pricingCurrency)}</td>` : nothing}
    <td class="number">${figure(view, bill, credit.id, credit.billingTotal, invoice.currency)}</td></tr>`
  return html`<section class="credits"><h2>${view.t('invoice.creditLines')}</h2><div class="scroll"><table><thead><tr><th scope="col">${view.t('invoice.creditReason')}</th><th scope="col" class="number">${view.t('quantity')}</th>
    ${foreign ? html`<th scope="col" class="number">${invoice.pricingCurrency}</th>` : nothing}<th scope="col" class="number">${invoice.currency}</th></tr></thead><tbody>${credits.map(line)}</tbody></table></div></section>`
}

/**
 * A figure of the invoice, or of a credit line by its id.
 * @param {AzplanBill} view
 * @param {InvoicedBill} bill
 * @param {string} what
 * @param {string} value
 * @param {string} unit
 * @param {string} [size]
 */
function figure(view, bill, what, value, unit, size = '') {
  const isCredit = what.startsWith('credit/')
  const title = isCredit ? view.t('invoice.creditReason') : view.t(`invoice.${what}`)
  /** @type {Explanation} */
  const explanation = { title, value, unit, steps: async () => named(await view.steps(isCredit ? what : `invoice/${what}`), bill) }
  return html`<azplan-figure class=${size} .locale=${view.locale} value=${value} unit=${unit} label=${title} .explanation=${explanation}></azplan-figure>`
}

/** What a person calls the meter of a credit. @param {InvoicedBill} bill @param {CreditLine} credit */
function titleOf({ lines }, { plan, productId, skuId, meterId }) {
  const line = lines.find((own) => own.plan === plan && own.productId === productId && own.skuId === skuId && own.meterId === meterId)
  return line?.title || `${productId}/${skuId}`
}

/** Bill and credit lines among the inputs by their titles, in their order. @param {Step[]} steps @param {InvoicedBill} bill */
function named(steps, bill) {
  const { lines, credits } = bill
  const titles = new Map([...lines.map((line) => /** @type {const} */ ([line.id, line.title || line.productId])), ...credits.map((credit) => /** @type {const} */ ([credit.id, titleOf(bill, credit)]))]
    .map(([id, title], at) => [id, { index: at, title: `${at < lines.length ? at + 1 : at - lines.length + 1}. ${title}` }]))
  const place = (/** @type {string} */ key) => titles.get(key)?.index ?? (key === '…' ? Infinity : -1)
  return steps.map((step) => ({
    ...step,
    inputs: Object.fromEntries(Object.entries(step.inputs).sort(([left], [right]) => place(left) - place(right)).map(([key, value]) => [titles.get(key)?.title ?? key, value])),
  }))
}
