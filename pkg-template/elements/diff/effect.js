import { csvText } from '../lib/csv.js'
import { toRequest } from '../estimate/request.js'

/** @import { DocumentLine, Engine, EstimateAnswer, EstimateDocument, OpenList, Settings } from '../types.js' */

const COLUMNS = ['UsageDate', 'SubscriptionId', 'EntitlementId', 'ResourceGroup', 'ProductId', 'SkuId', 'MeterId', 'ResourceLocation', 'Quantity', 'Unit']

/** Only usage changes its price with the list; what is bought for a term is bought. @param {DocumentLine} line */
function isUsage(line) {
  return (line.type ?? 'Consumption') === 'Consumption' && !line.term
}

/**
 * A month of the estimate as usage, so that the engine can rate it at the prices of both lists. The units of each line are the engine's,
 * and counted as the last list counts them.
 * @param {DocumentLine[]} lines
 * @param {EstimateAnswer[]} answers the same lines, estimated with either list
 * @param {string} day
 */
export function usageOf(lines, answers, day) {
  const units = new Map(answers.flatMap((answer) => answer.lines.flatMap((line) => line.found ? [[line.id, { quantity: line.units, unit: line.price.unitOfMeasure }]] : [])))
  const rows = lines.map((line) => {
    const { quantity, unit } = units.get(line.id) ?? { quantity: line.quantity, unit: '' }
    return [day, 'estimate', 'estimate', line.group, line.productId, line.skuId, line.meterId ?? '', line.region ?? '', quantity, unit]
  })
  return csvText([COLUMNS, ...rows])
}

/**
 * Opens the estimate as usage.
 * @param {Engine} engine
 * @param {EstimateDocument} estimate
 * @param {OpenList[]} lists
 * @param {Settings} settings
 * @returns {Promise<{ id: string | null, leftOut: number }>} id of the usage, to be closed; lines that are no usage
 */
export async function openEstimate(engine, estimate, lists, settings) {
  const lines = estimate.lines.filter(isUsage)
  const leftOut = estimate.lines.length - lines.length
  if (!lines.length) return { id: null, leftOut }
  const own = { ...settings, currency: '', exchangeRates: [] }
  const answers = await Promise.all(lists.map(({ id, info }) => engine.estimate(id, toRequest(lines, info.on, { ...own, currency: info.currency }, 'partner'))))
  const { id } = await engine.openUsage(new Blob([usageOf(lines, answers, lists[0].info.on)]))
  return { id, leftOut }
}
