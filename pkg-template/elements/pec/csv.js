import { csvText } from '../lib/csv.js'

/** @import { LossesAnswer, LostRow } from '../types.js' */

/** @type {(keyof LostRow)[]} */
const COLUMNS = ['fileNumber', 'row', 'date', 'plan', 'subscription', 'resourceGroup', 'resource', 'productId', 'skuId', 'meterId', 'retail', 'lost', 'access']

/**
 * The rows that lost PEC as CSV, each figure as the engine wrote it, and their sum.
 * @param {LossesAnswer} answer with all rows
 */
export function lossesCsv({ rows, lost, currency }) {
  const lines = rows.map((row) => [...COLUMNS.map((column) => String(row[column] ?? '')), currency])
  const sum = [...COLUMNS.map((column) => (column === 'lost' ? lost : column === 'fileNumber' ? 'sum' : '')), currency]
  return csvText([[...COLUMNS, 'currency'], ...lines, sum])
}
