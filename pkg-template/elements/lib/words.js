import { html } from 'lit'
import { said } from '../i18n/said.js'

/** @import { PecReason, PriceHit } from '../types.js' */

/** @typedef {(key: string, values?: Record<string, any>) => string} Translate */

/** Fields of answers that hold sentences of the core. */
const SENTENCES = new Set(['explain', 'message', 'verdict'])

/** An engine's words as a sentence: they come as a clause. @param {string} clause */
export function sentence(clause) {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1)
  return !text || /[.!?]$/.test(text) ? text : `${text}.`
}

/** An engine's words as a sentence of the page, and the language in which there is one. @param {string} clause @param {string} locale */
export function spoken(clause, locale) {
  const words = said(clause, locale)
  return words === null ? { text: sentence(clause).replace(/`([^`]*)`/g, '“$1”'), lang: 'en' } : { text: /[。！？]$/.test(words) ? words : `${words}。`, lang: locale }
}

/** The same to be shown. @param {string} clause @param {string} locale */
export function speak(clause, locale) {
  const { text, lang } = spoken(clause, locale)
  return html`<span lang=${lang}>${text}</span>`
}

/**
 * An answer whose sentences are in the language of the page, for a report.
 * @template T
 * @param {T} answer
 * @param {string} locale
 * @returns {T}
 */
export function told(answer, locale) {
  const inWords = (/** @type {string} */ key, /** @type {any} */ value) => (SENTENCES.has(key) && typeof value === 'string' ? said(value, locale) ?? value : told(value, locale))
  if (Array.isArray(answer)) return /** @type {any} */ (answer.map((each) => told(each, locale)))
  if (!answer || typeof answer !== 'object') return answer
  return /** @type {any} */ (Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, inWords(key, value)])))
}

/** What went wrong and what to do, to be shown. @param {any} error @param {string} locale */
export function complaint(error, locale) {
  return [error?.message, error?.help].filter(Boolean).map((clause, at) => html`${at ? ' ' : ''}${speak(clause, locale)}`)
}

/** @param {Translate} t @param {string | null} term ISO duration such as `P1Y` */
export function termName(t, term) {
  const match = /^P(\d+)([YM])$/.exec(term ?? '')
  return match ? t(match[2] === 'Y' ? 'term.years' : 'term.months', { count: Number(match[1]) }) : term ?? ''
}

/** @param {Translate} t @param {string} type */
export function typeName(t, type) {
  return t(`type.${type}`)
}

/** @param {Translate} t @param {string} reason */
export function pecName(t, reason) {
  return t(`pec.${reason}`)
}

/** The name of a facet's value. @param {Translate} t @param {string} facet @param {string} value */
export function facetName(t, facet, value) {
  if (value === '') return t('facet.none')
  if (facet === 'type') return typeName(t, value)
  return facet === 'term' ? termName(t, value) : value
}

/** Does the unit count hours, so that an estimate asks for hours of instances? @param {string} unit @param {string} type */
export function countsHours(unit, type) {
  return type !== 'Reservation' && /^10*( |\/)hours?$/i.test(unit.trim())
}

/** The keys of a price, as requests name it. @param {PriceHit} hit */
export function priceKey(hit) {
  return {
    productId: hit.productId,
    skuId: hit.skuId,
    ...(hit.meterIds[0] ? { meterId: hit.meterIds[0] } : {}),
    ...(hit.region ? { region: hit.region } : {}),
    type: hit.type,
    ...(hit.term ? { term: hit.term } : {}),
  }
}
