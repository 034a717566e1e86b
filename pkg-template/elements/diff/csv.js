import { csvText } from '../lib/csv.js'

/** @import { DiffAnswer, PriceChange, PriceHit } from '../types.js' */

/** @typedef {'effect' | 'changed' | 'added' | 'removed'} Kind */

const KEYS = /** @type {const} */ (['productId', 'skuId', 'title', 'region', 'type', 'unitOfMeasure'])

/** @param {PriceChange | PriceHit} price */
function keysOf(price) {
  return [...KEYS.map((key) => price[key]), price.term ?? '', price.meterIds.join(' ')]
}

/**
 * The entries of one kind, each figure as the engine wrote it.
 * @param {DiffAnswer} answer
 * @param {Kind} kind
 */
export function diffCsv(answer, kind) {
  const keys = [...KEYS, 'term', 'meterIds']
  if (kind === 'effect') {
    const columns = /** @type {const} */ (['plan', 'productId', 'skuId', 'meterId', 'title', 'quantity', 'before', 'after', 'difference'])
    return csvText([[...columns], ...(answer.impact?.lines ?? []).map((line) => columns.map((column) => line[column]))])
  }
  if (kind === 'changed') {
    const rows = answer.changed.map((price) => [...keysOf(price), price.before ?? '', price.after ?? '', price.changePercent ?? '', price.tiersChanged ? 'yes' : 'no'])
    return csvText([[...keys, 'before', 'after', 'changePercent', 'tiersChanged'], ...rows])
  }
  return csvText([[...keys, 'currency', 'unitPrice'], ...answer[kind].map((price) => [...keysOf(price), price.currency, price.unitPrice ?? ''])])
}
