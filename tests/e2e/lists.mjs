// Price lists that the tests of the page open: made here, so that each figure is known.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HEADER = 'ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags'

/**
 * @typedef {object} Row
 * @property {string} sku
 * @property {string} title
 * @property {string} price
 * @property {string} [from] tier
 * @property {string} [to] tier
 */

/** A list as Partner Center writes it. @param {string} day `M/D/YYYY` @param {Row[]} rows */
export function sheet(day, rows) {
  const lines = rows.map(({ sku, title, price, from = '', to = '' }) =>
    `${title},DZH318Z0TEST,${sku},${title},Microsoft,${title},1 Hour,,US,USD,${price},${from},${to},${day},11/30/9999,00000000-0000-4000-8000-00000000${sku},1 Hour,Azure`)
  return [HEADER, ...lines, ''].join('\n')
}

/** October and November: a machine dearer by 10 %, a disk cheaper by 25 %, a database gone, a network new, a cache with other tiers. */
export const october = sheet('10/1/2025', [
  { sku: '0001', title: 'Test machine', price: '1' },
  { sku: '0002', title: 'Test disk', price: '0.4' },
  { sku: '0003', title: 'Test database', price: '5' },
  { sku: '0004', title: 'Test cache', price: '2', from: '1', to: '10' },
  { sku: '0004', title: 'Test cache', price: '1', from: '11', to: '9223372036854780000' },
  { sku: '0005', title: 'Test gateway', price: '7' },
])
export const november = sheet('11/1/2025', [
  { sku: '0001', title: 'Test machine', price: '1.1' },
  { sku: '0002', title: 'Test disk', price: '0.3' },
  { sku: '0004', title: 'Test cache', price: '2', from: '1', to: '20' },
  { sku: '0004', title: 'Test cache', price: '1', from: '21', to: '9223372036854780000' },
  { sku: '0005', title: 'Test gateway', price: '7' },
  { sku: '0006', title: 'Test network', price: '3' },
])

/** 100 hours of the machine, 10 of the disk: at retail 104 before, 113 after; after PEC of 15 per cent 88.40 and 96.05. */
export const usage = [
  'UsageDate,CustomerId,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity',
  '2025-11-03,c1,plan-1,sub-1,DZH318Z0TEST,0001,00000000-0000-4000-8000-000000000001,100',
  '2025-11-04,c1,plan-1,sub-1,DZH318Z0TEST,0002,00000000-0000-4000-8000-000000000002,10',
  '',
].join('\n')

/**
 * A list of at least so many bytes, in a file that is gone after the tests.
 * @param {number} bytes
 * @param {{ after: (work: () => void) => void }} test
 */
export function largeList(bytes, test) {
  const folder = mkdtempSync(join(tmpdir(), 'azplan-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  const parts = [HEADER]
  let size = 0
  let index = 0
  for (; size < bytes; index += 1) {
    const id = index.toString(16).padStart(8, '0').toUpperCase()
    const line = `Large product ${index % 997},DZH3${id},${String(index % 9).padStart(4, '0')},Large size ${index % 613} in region ${index % 61},Microsoft,A line that is about as long as those of Microsoft are in their sheets,1 Hour,,US,USD,0.${(index * 7919) % 99991 + 1},,,11/1/2025,,${id}-0000-4000-8000-000000000000,1 Hour,Azure`
    parts.push(line)
    size += line.length + 1
  }
  const path = join(folder, 'large.csv')
  writeFileSync(path, `${parts.join('\n')}\n`)
  return { path, rows: index }
}
