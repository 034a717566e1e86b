import { html, nothing } from 'lit'
import { shownWays, wayName } from './ways.js'

/** @import { AzplanPurchase } from './purchase.js' */
/** @import { Ways } from './ways.js' */

/** When each way is paid, and what later payments are worth today where there is a rate. @param {AzplanPurchase} view @param {Ways} ways */
export function renderPayments(view, ways) {
  const t = (/** @type {string} */ key, /** @type {any} */ values) => view.t(key, values)
  const worth = ways.discountRate !== null
  const money = (/** @type {string | null} */ value) => value === null ? html`<span class="muted">–</span>` : html`<azplan-figure plain .locale=${view.locale} value=${value} unit=${ways.currency}></azplan-figure>`
  const rows = shownWays(ways, view.forCustomer).flatMap((option) => option.payments.map((payment) => ({ name: wayName(t, option, view.forCustomer), ...payment })))
  const head = (/** @type {string} */ key) => html`<th scope="col" class="number">${t(`paid.${key}`, {})}</th>`
  return html`<details class="paid" ?open=${worth}><summary><h2 id="paid">${t('paid.title', {})} (${ways.currency})</h2></summary><div class="wide" tabindex="0" role="region" aria-labelledby="paid"><table class="stacked">
    <thead><tr><th scope="col">${t('ways.way', {})}</th><th scope="col">${t('paid.how', {})}</th>${head('atStart')}${head('eachMonth')}${head('total')}${worth ? head('worth') : nothing}
      ${view.forCustomer ? nothing : html`${head('partnerTotal')}${worth ? head('partnerWorth') : nothing}`}</tr></thead>
    <tbody>${rows.map(({ name, billing, months, customer, partner }) => html`<tr><th scope="row">${name}</th><td>${t(`paid.${billing}`, { months })}</td>
      ${cell(t, 'atStart', money(customer.atStart))}${cell(t, 'eachMonth', money(customer.eachMonth))}${cell(t, 'total', money(customer.total))}${worth ? cell(t, 'worth', money(customer.presentValue)) : nothing}
      ${view.forCustomer ? nothing : html`${cell(t, 'partnerTotal', money(partner.total))}${worth ? cell(t, 'partnerWorth', money(partner.presentValue)) : nothing}`}</tr>`)}</tbody></table></div></details>`
}

/** @param {(key: string, values: any) => string} t @param {string} key @param {unknown} value */
function cell(t, key, value) {
  return html`<td class="number" data-label=${t(`paid.${key}`, {})}>${value}</td>`
}
