import { html, nothing } from 'lit'
import { quoteHtml, quoteSheet, quoteSheets, sheetCsv, xlsx } from '../../sheets.js'
import { saveCsv, saveFile, saveXlsx } from '../lib/csv.js'
import { parseDecimal } from '../lib/format.js'
import { fromPercent, toPercent } from '../lib/percent.js'
import { sumSteps, toQuoteRequest } from './request.js'

/** @import { Audience, EstimateAnswer, EstimateDocument, QuoteAnswer, Step, TaxedSums } from '../types.js' */
/** @import { AzplanEstimate } from './estimate.js' */

const TERMS = /** @type {const} */ (['markup', 'discount', 'tax'])

/** Does it change prices? Then what the list says is no business of the customer. @param {EstimateDocument} estimate */
export function hasTerms({ terms, lines }) {
  const changes = (/** @type {string | null | undefined} */ rate) => rate !== undefined && rate !== null && !/^0*(\.0*)?$/.test(rate)
  return [terms, ...lines].some((from) => changes(from?.markup) || changes(from?.discount))
}

/**
 * The estimate with the customer's prices in place of what Microsoft would bill, and nothing of how they came about.
 * @param {EstimateAnswer} answer
 * @param {QuoteAnswer} quote
 * @param {string} text
 * @returns {EstimateAnswer}
 */
export function withCustomerPrices(answer, quote, text) {
  const prices = new Map(quote.lines.map((line) => [line.id, line.found ? line.customer : '']))
  const lines = answer.lines.map((line) => {
    if (!line.found) return line
    const price = prices.get(line.id) || line.billingTotal
    /** @type {Step[]} */
    const steps = [{ rule: 'given', text, cite: '', inputs: {}, result: price, unit: quote.currency }]
    return { ...line, billingTotal: price, steps }
  })
  const { totals } = quote
  return {
    ...answer,
    lines,
    monthly: { ...answer.monthly, billingTotal: totals.customer ?? answer.monthly.billingTotal },
    oneTime: { ...answer.oneTime, billingTotal: totals.oneTime?.customer ?? answer.oneTime.billingTotal },
  }
}

/** Terms, what the customer pays by them, and the quote as a file. @param {AzplanEstimate} view */
export function renderQuote(view) {
  const { quote, forCustomer } = view
  if (!quote || !quote.lines.length) return nothing
  return html`<section class="quote" aria-labelledby="estimate-quote"><h2 id="estimate-quote">${view.t('quote')}</h2>
    ${forCustomer ? nothing : html`<div class="terms">${TERMS.map((term) => renderTerm(view, term))}</div>`}
    <dl class="others">${renderSums(view, quote, quote.totals, '')}${quote.totals.oneTime ? renderSums(view, quote, quote.totals.oneTime, '.oneTime') : nothing}</dl>
    <div class="row files">${forCustomer ? nothing : html`<label class="for"><span>${view.t('quote.for')}</span><select @change=${(/** @type {any} */ event) => { view.quoteFor = event.target.value }}>
        ${/** @type {const} */ (['customer', 'partner']).map((who) => html`<option value=${who} ?selected=${who === view.quoteFor}>${view.t(`quote.for.${who}`)}</option>`)}</select></label>`}
      ${/** @type {const} */ (['html', 'xlsx', 'csv']).map((format) => html`<button class="button" type="button" @click=${() => save(view, format)}>${view.t(`quote.save.${format}`)}</button>`)}</div></section>`
}

/** @param {AzplanEstimate} view @param {typeof TERMS[number]} term */
function renderTerm(view, term) {
  const rate = view.estimate.terms?.[term]
  const key = `terms.${term}`
  const wrong = view.wrong.has(key)
  return html`<label><span>${view.t(`quote.${term}`)}</span><input inputmode="decimal" autocomplete="off" size="6" placeholder="0" .value=${rate ? toPercent(rate) : ''} aria-invalid=${wrong}
      @change=${(/** @type {any} */ event) => setTerm(view, term, event.target.value)}>
    ${wrong ? html`<span class="wrong" role="alert">${view.t('quote.wrong')}</span>` : nothing}</label>`
}

/** @param {AzplanEstimate} view @param {typeof TERMS[number]} term @param {string} text */
function setTerm(view, term, text) {
  const typed = text.trim() === '' ? '' : parseDecimal(text)
  const rate = typed === '' ? undefined : typed === null ? null : fromPercent(typed)
  const wrong = new Set(view.wrong)
  const key = `terms.${term}`
  if (rate === null) wrong.add(key)
  else wrong.delete(key)
  view.wrong = wrong
  if (rate === null) return
  const { [term]: _, ...others } = view.estimate.terms ?? {}
  view.change({ ...view.estimate, terms: rate === undefined ? others : { ...others, [term]: rate } }, view.t('did.terms'))
}

/** @param {AzplanEstimate} view @param {QuoteAnswer} quote @param {TaxedSums} sums @param {'' | '.oneTime'} when */
function renderSums(view, quote, sums, when) {
  const charge = when ? 'oneTime' : 'monthly'
  const figure = (/** @type {string} */ word, /** @type {string | null | undefined} */ value, /** @type {'customer' | 'margin' | null} */ part) => {
    if (value === null || value === undefined) return nothing
    const label = `${view.t(word)}${when ? `, ${view.t('estimate.oneTime')}` : ''}`
    const parts = part === null ? [] : quote.lines.flatMap((line) => line.found && line.charge === charge ? [{ title: line.title, value: line[part] ?? '' }] : [])
    const steps = part === null ? [] : sumSteps(view.t('sum.text'), value, quote.currency, parts)
    return html`<div><dt>${label}</dt><dd><azplan-figure .locale=${view.locale} value=${value} unit=${quote.currency} label=${label} .explanation=${steps.length ? { title: label, value, unit: quote.currency, steps } : null}></azplan-figure></dd></div>`
  }
  const only = quote.totals.oneTime !== null && !when && quote.lines.every((line) => !line.found || line.charge === 'oneTime')
  return only ? nothing : html`${figure('quote.customer', sums.customer, 'customer')}${figure('quote.taxAmount', sums.tax, null)}${figure('quote.withTax', sums.customerWithTax, null)}${figure('quote.margin', sums.margin, 'margin')}`
}

/** Saves the quote as a file, for who is to read it. @param {AzplanEstimate} view @param {'html' | 'xlsx' | 'csv'} format */
async function save(view, format) {
  const { engine, list, estimate } = view
  if (!engine || !list) return
  try {
    /** @type {Audience} */
    const audience = view.forCustomer ? 'customer' : view.quoteFor
    const answer = await engine.quote(list.id, toQuoteRequest(estimate, list.info.on, view.settings, audience))
    const language = view.locale === 'zh-Hant' ? 'zh-Hant' : 'en'
    const name = `${estimate.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'quote'}.${format}`
    if (format === 'html') saveFile(name, [quoteHtml(answer, { language })], 'text/html;charset=utf-8')
    else if (format === 'csv') saveCsv(name, sheetCsv(quoteSheet(answer, { language })))
    else saveXlsx(name, await xlsx(quoteSheets(answer, { language })))
  } catch (error) {
    view.fail(error)
  }
}
