import { termName } from '../lib/words.js'

/** @import { PurchaseAnswer, PurchaseOption, PriceHit, Step } from '../types.js' */
/** @typedef {(key: string, values?: Record<string, any>) => string} Translate */
/** @typedef {Extract<PurchaseAnswer, { found: true }>} Ways */
/** @typedef {'customer' | 'partner'} Side */

/** What a way is called. @param {Translate} t @param {PurchaseOption} option @param {boolean} forCustomer */
export function wayName(t, { kind, term }, forCustomer) {
  if (forCustomer && kind === 'payAsYouGo') return t('way.payAsYouGoCustomer')
  return t(`way.${kind}`, { term: termName(t, term) })
}

/** The ways that a person sees: for a customer, PEC makes no other way. @param {Ways} ways @param {boolean} forCustomer */
export function shownWays({ options }, forCustomer) {
  return forCustomer ? options.filter(({ kind }) => kind !== 'payAsYouGoWithPec') : options
}

/**
 * The lines of a chart. Pay as you go is one line on the customer's side, PEC or not.
 * @param {Ways} ways
 * @param {Side} side
 */
export function lines(ways, side) {
  return ways.options.filter((option) => option.points.length > 0 && (side === 'partner' || option.kind !== 'payAsYouGoWithPec'))
}

/** The line of the way that commitments are measured against. @param {Side} side */
export function reference(side) {
  return side === 'partner' ? 'payAsYouGoWithPec' : 'payAsYouGo'
}

/** Steps that a customer may see. @param {Step[]} steps */
export function customerSteps(steps) {
  return steps.filter(({ rule }) => rule !== 'pec' && rule !== 'partner')
}

/** What a workload is called where there are several. @param {PriceHit} hit */
export function workloadName(hit) {
  return [hit.title, hit.region, `${hit.unitPrice} ${hit.currency}`].filter(Boolean).join(' · ')
}

/** A workload in one word. @param {PriceHit} hit */
export function workloadKey(hit) {
  return [hit.productId, hit.skuId, hit.meterIds[0] ?? '', hit.region].join(' ')
}
