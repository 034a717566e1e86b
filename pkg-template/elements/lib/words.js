/** @import { PecReason, PriceHit } from '../types.js' */

/** @typedef {(key: string, values?: Record<string, any>) => string} Translate */

/** An engine's words as a sentence: they come as a clause. @param {string} clause */
export function sentence(clause) {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1)
  return !text || /[.!?]$/.test(text) ? text : `${text}.`
}

/** What went wrong and what to do, as sentences. @param {any} error */
export function complaint(error) {
  return [error?.message, error?.help].filter(Boolean).map(sentence).join(' ')
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
