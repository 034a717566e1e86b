import { priceDiffSheet, priceEffectSheet, sheetCsv } from '../../sheets.js'

/** @import { DiffAnswer } from '../types.js' */

/** @typedef {'effect' | 'changed' | 'added' | 'removed' | 'notCompared'} Kind */

/**
 * The entries of one kind, each figure as the engine wrote it.
 * @param {DiffAnswer} answer
 * @param {Kind} kind
 */
export function diffCsv(answer, kind) {
  return sheetCsv(kind === 'effect' ? priceEffectSheet(answer) : priceDiffSheet(answer, [kind]))
}
