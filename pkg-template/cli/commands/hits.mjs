import { table } from '../table.mjs'

/**
 * Prices as a table.
 * @param {readonly import('../../index.js').PriceHit[]} hits
 */
export function hitTable(hits) {
  return table(hits, [
    { title: 'Product', cell: (hit) => hit.productId },
    { title: 'SKU', cell: (hit) => hit.skuId },
    { title: 'Title', cell: (hit) => hit.title, width: 60 },
    { title: 'Region', cell: (hit) => hit.region },
    { title: 'Type', cell: (hit) => (hit.term ? `${hit.type} ${hit.term}` : hit.type) },
    { title: `Price ${hits[0]?.currency}`, cell: (hit) => hit.unitPrice ?? 'not known', number: true },
    { title: 'per', cell: (hit) => hit.unitOfMeasure },
    { title: 'Tiers', cell: (hit) => (hit.gaps.length > 0 ? `${hit.tierCount}, incomplete` : String(hit.tierCount)), number: true },
    { title: 'PEC', cell: (hit) => hit.pec },
  ])
}
