/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('./contract.js').DiffAnswer} DiffAnswer */
/** @typedef {import('./contract.js').PriceChange} PriceChange */
/** @typedef {import('./contract.js').ListedInOne} ListedInOne */
/** @typedef {import('./contract.js').NotCompared} NotCompared */

/** Kinds of prices in a difference. */
const KINDS = /** @type {const} */ (['changed', 'added', 'removed', 'notCompared'])
const PRICE = /** @type {const} */ (['productId', 'skuId', 'title', 'region', 'type', 'unitOfMeasure'])
const COLUMNS = [
  'kind', ...PRICE, 'term', 'meterIds', 'before', 'after', 'changePercent', 'tiersChanged', 'what', 'unitBefore', 'unitAfter', 'netBefore', 'netAfter', 'netChangePercent', 'pecBefore', 'pecAfter',
  'savingsPlans', 'tagsBefore', 'tagsAfter', 'effect', 'explain',
]

const number = (/** @type {string | null | undefined} */ value) => (value === null || value === undefined ? null : { number: value })

/** @param {PriceChange['savingsPlans'][number]} plan */
const ofPlan = ({ term, before, after }) => `${term}: ${before ?? 'none'} > ${after ?? 'none'}`

/**
 * What only one kind of entry says.
 * @param {(typeof KINDS)[number]} kind
 * @param {PriceChange | ListedInOne | NotCompared} entry
 * @returns {Record<string, Cell>}
 */
function own(kind, entry) {
  if (kind === 'changed') {
    const change = /** @type {PriceChange} */ (entry)
    return {
      before: number(change.before), after: number(change.after), changePercent: number(change.changePercent), tiersChanged: change.tiersChanged ? 'yes' : 'no', what: change.what.join(' '),
      unitBefore: change.listedBefore?.unitOfMeasure ?? change.unitOfMeasure, unitAfter: change.listedAfter?.unitOfMeasure ?? change.unitOfMeasure,
      netBefore: number(change.netBefore), netAfter: number(change.netAfter), netChangePercent: number(change.netChangePercent), pecBefore: change.pecBefore, pecAfter: change.pecAfter,
      savingsPlans: change.savingsPlansRead ? change.savingsPlans.map(ofPlan).join('; ') : 'not read', tagsBefore: change.tagsBefore, tagsAfter: change.tagsAfter,
    }
  }
  if (kind === 'notCompared') {
    const { before, after, explain } = /** @type {NotCompared} */ (entry)
    return { before: number(before?.unitPrice), after: number(after?.unitPrice), unitBefore: before?.unitOfMeasure ?? null, unitAfter: after?.unitOfMeasure ?? null, explain }
  }
  const { unitPrice, unitOfMeasure, pec } = /** @type {ListedInOne} */ (entry)
  return kind === 'added' ? { after: number(unitPrice), unitAfter: unitOfMeasure, pecAfter: pec } : { before: number(unitPrice), unitBefore: unitOfMeasure, pecBefore: pec }
}

/**
 * What changed between two price lists as one table: its first column tells the kinds apart.
 * @param {DiffAnswer} answer with all entries
 * @param {readonly (typeof KINDS)[number][]} [kinds]
 * @returns {Sheet}
 */
export function priceDiffSheet(answer, kinds = KINDS) {
  function* rows() {
    for (const kind of kinds) {
      for (const entry of answer[kind]) {
        const cells = { kind, ...Object.fromEntries(PRICE.map((key) => [key, entry[key]])), term: entry.term, meterIds: entry.meterIds.join(' '), ...own(kind, entry), effect: number(entry.effect) }
        yield COLUMNS.map((column) => /** @type {Record<string, Cell>} */ (cells)[column] ?? null)
      }
    }
  }
  return { name: 'Prices', columns: COLUMNS.map((title) => ({ title })), rows: rows() }
}

/**
 * What the change does to usage, meter by meter.
 * @param {DiffAnswer} answer
 * @returns {Sheet}
 */
export function priceEffectSheet({ impact }) {
  const texts = /** @type {const} */ (['plan', 'productId', 'skuId', 'meterId', 'title'])
  const numbers = /** @type {const} */ (['quantity', 'before', 'after', 'difference'])
  const rows = (impact?.lines ?? []).map((line) => [...texts.map((name) => line[name]), ...numbers.map((name) => ({ number: line[name] }))])
  return { name: 'Effect', columns: [...texts, ...numbers].map((title) => ({ title })), rows }
}
