import { html, nothing } from 'lit'
import { formatMoney, isZero } from '../lib/format.js'
import { sumSteps } from './request.js'

/** @import { Decimal, QuoteAnswer, QuoteDiffAnswer, QuoteDifference } from '../types.js' */
/** @import { AzplanEstimate } from './estimate.js' */

const KINDS = /** @type {const} */ ({ added: '+', removed: '−', changed: '≠', same: '' })

/** The list of estimates that this one can stand beside. @param {AzplanEstimate} view */
export function renderBesideChoice(view) {
  const others = view.estimates.filter(({ id }) => id !== view.estimate.id)
  if (others.length === 0) return nothing
  return html`<select aria-label=${view.t('beside.choose')} @change=${(/** @type {any} */ event) => { view.beside = event.target.value }}>
    <option value="" ?selected=${view.beside === ''}>${view.t('beside.choose')}</option>
    ${others.map(({ id, name }) => html`<option value=${id} ?selected=${id === view.beside}>${name}</option>`)}</select>`
}

/** This estimate beside another: line by line, and in sum. @param {AzplanEstimate} view */
export function renderBeside(view) {
  const answer = view.difference
  if (!answer) return nothing
  const { before, after, lines, monthly, oneTime, currency } = answer
  const partner = !view.forCustomer
  /** @type {readonly ('customer' | 'partnerCost' | 'pec' | 'margin')[]} */
  const columns = partner ? ['customer', 'partnerCost', 'pec', 'margin'] : ['customer']
  const money = (/** @type {Decimal | null | undefined} */ value) => value === null || value === undefined ? html`<span class="muted">–</span>`
    : html`<azplan-figure plain .locale=${view.locale} value=${value} unit=${currency}></azplan-figure>`
  return html`<section class="beside" aria-labelledby="estimate-beside"><div class="row"><h2 id="estimate-beside" class="grow">${view.t('beside.title', { name: before.name })}</h2>
      <button class="quiet" type="button" @click=${() => { view.beside = '' }}>${view.t('beside.end')}</button></div>
    <p role="status" class="lead">${sentence(view, monthly, answer)}</p>
    ${before.complete && after.complete ? nothing : html`<p class="gap">${view.t('beside.incomplete')}</p>`}
    <div class="wide" tabindex="0" role="region" aria-labelledby="estimate-beside"><table class="stacked"><thead><tr><th scope="col"><span class="hush">${view.t('beside.change')}</span></th><th scope="col">${view.t('prices.item')}</th>
      <th scope="col" class="number">${before.name}</th><th scope="col" class="number">${after.name}</th>${columns.map((column) => html`<th scope="col" class="number">${view.t(`beside.${column}`)} (${currency})</th>`)}</tr></thead>
      <tbody>${lines.map((line) => html`<tr class=${line.kind}><td class="kind"><span aria-hidden="true">${KINDS[line.kind]}</span><span class="hush">${view.t(`beside.kind.${line.kind}`)}</span></td><th scope="row">${line.title}</th>
        <td class="number" data-label=${before.name}>${money(amount(before, line.before))}</td><td class="number" data-label=${after.name}>${money(amount(after, line.after))}</td>
        ${columns.map((column) => html`<td class="number" data-label=${view.t(`beside.${column}`)}>${signed(view, line.difference[column], currency, line.title)}</td>`)}</tr>`)}
        ${sums(view, answer, columns, monthly, 'monthly')}${oneTime ? sums(view, answer, columns, oneTime, 'oneTime') : nothing}</tbody></table></div></section>`
}

/** @param {QuoteAnswer} quote @param {string | null} id */
function amount(quote, id) {
  const line = quote.lines.find((each) => each.id === id)
  return line?.found ? line.customer : null
}

/** @param {AzplanEstimate} view @param {QuoteDifference} monthly @param {QuoteDiffAnswer} answer */
function sentence(view, { customer }, { before, after, currency }) {
  if (customer === null) return view.t('beside.none')
  const values = { before: before.name, after: after.name, amount: `${currency} ${formatMoney(customer.replace('-', ''), currency, view.locale)}` }
  return view.t(isZero(customer) ? 'beside.equal' : customer.startsWith('-') ? 'beside.less' : 'beside.more', values)
}

/** A difference with its sign. @param {AzplanEstimate} view @param {Decimal | null | undefined} value @param {string} currency @param {string} label @param {{ title: string, value: string }[]} [parts] */
function signed(view, value, currency, label, parts) {
  if (value === null || value === undefined) return html`<span class="muted">–</span>`
  const explanation = parts ? { title: label, value, unit: currency, steps: sumSteps(view.t('beside.sum'), value, currency, parts) } : null
  return html`<azplan-figure plain signed .locale=${view.locale} value=${value} unit=${currency} label=${label} .explanation=${explanation}></azplan-figure>`
}

/** @param {AzplanEstimate} view @param {QuoteDiffAnswer} answer @param {readonly ('customer' | 'partnerCost' | 'pec' | 'margin')[]} columns @param {QuoteDifference} of @param {'monthly' | 'oneTime'} when */
function sums(view, { before, after, lines, currency }, columns, of, when) {
  const total = (/** @type {QuoteAnswer} */ quote) => (when === 'monthly' ? quote.totals : quote.totals.oneTime)?.customer ?? null
  const charged = (/** @type {typeof lines[number]} */ line) => [[before, line.before], [after, line.after]].some(([quote, id]) => /** @type {QuoteAnswer} */ (quote).lines.some((each) => each.id === id && each.found && each.charge === when))
  const money = (/** @type {Decimal | null} */ value) => value === null ? html`<span class="muted">–</span>` : html`<azplan-figure plain .locale=${view.locale} value=${value} unit=${currency}></azplan-figure>`
  const title = view.t(when === 'monthly' ? 'beside.monthly' : 'estimate.oneTime')
  return html`<tr class="sum"><td></td><th scope="row">${title}</th><td class="number" data-label=${before.name}>${money(total(before))}</td><td class="number" data-label=${after.name}>${money(total(after))}</td>
    ${columns.map((column) => html`<td class="number" data-label=${view.t(`beside.${column}`)}>${signed(view, of[column], currency, `${title}: ${view.t(`beside.${column}`)}`,
      lines.filter(charged).flatMap((line) => line.difference[column] ? [{ title: line.title, value: /** @type {string} */ (line.difference[column]) }] : []))}</td>`)}</tr>`
}
