import { formatPrice } from '../lib/format.js'
import { termName } from '../lib/words.js'

/** @import { PriceChange } from '../types.js' */

/** Who says it: a view. @typedef {{ locale: string, t: (key: string, values?: any) => string }} Speaker */

/** What changed besides the price. @param {Speaker} view @param {PriceChange} price @returns {string} */
export function whatElse(view, price) {
  const { what, listedBefore, listedAfter, savingsPlans, savingsPlansRead, unitOfMeasure } = price
  const text = (/** @type {string | null} */ value) => (value === null ? view.t('diff.none.price') : formatPrice(value, view.locale))
  const units = { before: listedBefore?.unitOfMeasure ?? unitOfMeasure, after: listedAfter?.unitOfMeasure ?? unitOfMeasure }
  /** @type {Record<string, () => string[]>} */
  const said = {
    tiers: () => [view.t('diff.tiersChanged')],
    unit: () => [view.t('diff.unitChanged', units)],
    savingsPlans: () => savingsPlans.map(({ term, before, after }) => view.t('diff.planChanged', { term: termName((key, values) => view.t(key, values), term), before: text(before), after: text(after) })),
    pec: () => [view.t(price.pecAfter === 'eligible' ? 'diff.pecGained' : 'diff.pecLost')],
    tags: () => [view.t('diff.tagsChanged')],
  }
  return [...what.flatMap((part) => said[part]?.() ?? []), ...(savingsPlansRead ? [] : [view.t('diff.plansUnread')])].join(' · ')
}
