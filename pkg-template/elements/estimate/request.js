import { hoursOfMonth } from '../lib/format.js'

/** @import { Audience, DocumentLine, EstimateDocument, EstimateLine, EstimateRequest, IsoDay, QuoteRequest, Settings } from '../types.js' */

/** @param {DocumentLine} line @param {IsoDay} on the day that is priced @returns {EstimateLine} */
export function toRequestLine(line, on) {
  const { id, productId, skuId, meterId, region, type, term, quantity, hours } = line
  const given = { meterId, region, type, term, hours: hours === 'calendar' ? hoursOfMonth(on) : hours }
  return { id, productId, skuId, quantity, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)) }
}

/**
 * What the engine is asked. A customer's figures are made without PEC: what the list says, in the billing currency.
 * @param {DocumentLine[]} lines
 * @param {IsoDay} on
 * @param {Settings} settings
 * @param {Audience} audience
 * @returns {EstimateRequest}
 */
export function toRequest(lines, on, settings, audience) {
  return {
    on,
    lines: lines.map((line) => toRequestLine(line, on)),
    pecRate: audience === 'customer' ? '0' : settings.pecRate,
    currency: settings.currency,
    ...(settings.exchangeRates.length ? { exchangeRates: settings.exchangeRates } : {}),
  }
}

/**
 * What the engine is asked for a quote of the estimate.
 * @param {EstimateDocument} estimate
 * @param {IsoDay} on
 * @param {Settings} settings
 * @param {Audience} audience
 * @returns {QuoteRequest}
 */
export function toQuoteRequest({ id, name, sample, terms = {}, lines }, on, settings, audience) {
  const { pecRate, currency, exchangeRates } = settings
  return { estimate: { id, name, sample, terms, lines }, audience, on, pecRate, currency, ...(exchangeRates.length ? { exchangeRates } : {}) }
}

/**
 * The steps of a sum: what each line gives.
 * @param {string} text
 * @param {string} result
 * @param {string} unit
 * @param {{ title: string, value: string }[]} parts
 * @returns {import('../types.js').Step[]}
 */
export function sumSteps(text, result, unit, parts) {
  const inputs = Object.fromEntries(parts.map((part, index) => [`${index + 1}. ${part.title}`, part.value]))
  return [{ rule: 'sum', text, cite: '', inputs, result, unit }]
}
