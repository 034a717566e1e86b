import { html, nothing } from 'lit'
import { formatCount, formatExact, formatPrice } from '../lib/format.js'
import { pecName, speak } from '../lib/words.js'

/** @import { InvoicedBill, BillLine } from '../types.js' */
/** @import { AzplanBill } from './bill.js' */

/** @param {AzplanBill} view @param {InvoicedBill} bill */
export function renderLines(view, bill) {
  const lines = view.shownLines
  const { first, last } = view.rows
  const { pricingCurrency, currency } = bill.invoice
  const seen = lines.slice(first, Math.min(last, lines.length))
  return html`<section class="lines"><header class="row"><h2>${view.t('bill.lines')}</h2>
      <span class="muted small" role="status">${view.t('bill.shown', { shown: formatCount(lines.length, view.locale), all: formatCount(bill.lines.length, view.locale) })}</span>
      <span class="grow"></span><button class="button no-print" type="button" @click=${view.exportCsv}>${view.t('bill.export')}</button>
      <button class="button no-print" type="button" @click=${view.exportXlsx}>${view.t('bill.exportXlsx')}</button></header>
    ${renderFilters(view, bill)}
    <table class="bill" aria-rowcount=${lines.length + 1} @keydown=${(/** @type {KeyboardEvent} */ event) => view.rows.key(event)}>
      <caption class="hush">${view.t('bill.lines')}</caption>
      <thead><tr><th scope="col" class="item">${view.t('prices.item')}</th><th scope="col" class="number quantity">${view.t('quantity')}</th>
        <th scope="col" class="number">${view.t('prices.unitPrice')}</th><th scope="col" class="number">${view.t('retail')} (${pricingCurrency})</th>
        <th scope="col" class="number">PEC (${pricingCurrency})</th><th scope="col" class="number">${view.t('billed')} (${currency})</th></tr></thead>
      <tbody class="virtual"><tr class="pad" aria-hidden="true"><td colspan="6"></td></tr>
        ${seen.map((line, index) => renderLine(view, bill, line, first + index))}
        <tr class="pad" aria-hidden="true"><td colspan="6"></td></tr></tbody></table></section>`
}

/** @param {AzplanBill} view @param {InvoicedBill} bill */
function renderFilters(view, bill) {
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  const customers = [...new Set(bill.lines.map((line) => line.customer))].sort()
  const plans = [...new Set(bill.lines.map((line) => line.plan))].sort()
  const reasons = [...new Set(bill.lines.map((line) => line.pecReason))].sort()
  const choice = (/** @type {'customer' | 'plan' | 'pecReason'} */ field, /** @type {string} */ label, /** @type {string[]} */ values, /** @type {(value: string) => string} */ name) =>
    values.length < 2 ? nothing : html`<label><span>${label}</span><select @change=${(/** @type {any} */ event) => view.filter({ [field]: event.target.value })}>
      <option value="">${t('filter.all', {})}</option>${values.map((value) => html`<option value=${value} ?selected=${view.filters[field] === value}>${name(value)}</option>`)}</select></label>`
  return html`<div class="filters no-print"><label class="grow"><span>${t('filter.text', {})}</span>
      <input type="search" autocomplete="off" .value=${view.filters.text} @input=${(/** @type {any} */ event) => view.filter({ text: event.target.value })}></label>
    ${choice('customer', t('customer', {}), customers, (value) => value)}${choice('plan', t('plan', {}), plans, (value) => value)}
    ${choice('pecReason', 'PEC', reasons, (value) => pecName(t, value))}</div>`
}

/** @param {AzplanBill} view @param {InvoicedBill} bill @param {BillLine} line @param {number} index */
function renderLine(view, bill, line, index) {
  const { pricingCurrency, currency } = bill.invoice
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  return html`<tr class="hit" aria-rowindex=${index + 2}>
    <td class="item"><span class="title" title=${line.title}>${line.title}</span><span class="sub">${view.severalOwners ? [line.customer, line.plan].filter(Boolean).join(' · ') : [line.productId, line.skuId].join(' / ')}</span></td>
    <td class="number quantity">${formatExact(line.quantity, view.locale)}<span class="sub">${line.unitOfMeasure}</span></td>
    <td class="number unit">${formatPrice(line.unitPrice, view.locale)}</td>
    <td class="number" data-label=${t('retail', {})}>${view.figure(line, 'retail', pricingCurrency)}</td>
    <td class="number" data-label="PEC">${view.figure(line, 'pec', pricingCurrency)}<span class="sub">${line.pecReason === 'eligible' ? '' : pecName(t, line.pecReason)}</span></td>
    <td class="number strong" data-label=${t('billed', {})}>${view.figure(line, 'billingTotal', currency)}</td></tr>`
}

/** Usage without a price: in no total, and what to do about it. @param {AzplanBill} view @param {InvoicedBill} bill */
export function renderUnpriced(view, bill) {
  const { unpriced, unpricedTotal: count } = bill
  if (!count) return nothing
  return html`<section class="unpriced"><h2>${view.t('bill.unpriced', { count })}</h2><p class="gap">${view.t('bill.unpricedHelp')}</p>
    <div class="scroll"><table><thead><tr><th scope="col" class="number">${view.t('diagnostic.row')}</th><th scope="col">${view.t('day')}</th><th scope="col">${view.t('bill.keys')}</th>
      <th scope="col" class="number">${view.t('quantity')}</th><th scope="col">${view.t('diagnostic.message')}</th></tr></thead>
      <tbody>${unpriced.map((row) => html`<tr><td class="number">${row.row}</td><td>${row.date}</td><td>${[row.productId, row.skuId, row.meterId].filter(Boolean).join(' / ')}</td>
        <td class="number">${formatExact(row.quantity, view.locale)}</td><td>${speak(row.message, view.locale)}</td></tr>`)}</tbody></table></div>
    ${count > unpriced.length ? html`<p class="muted small">${view.t('bill.moreRows', { count: count - unpriced.length })}</p>` : nothing}</section>`
}
