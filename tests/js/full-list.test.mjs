/**
 * A month of usage made of real meters of a full Retail list, billed by the core and by the reference.
 * Runs where `AZPLAN_RETAIL_LIST` names such a list (800,000 rows and more).
 */
import assert from 'node:assert/strict'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { load } from '../../pkg/index.js'
import { csv } from './reference-files.mjs'
import { Dice } from './random-months.mjs'
import * as reference from './reference.mjs'

const LIST = process.env.AZPLAN_RETAIL_LIST
const METERS = Number(process.env.AZPLAN_METERS ?? 400)

/** @typedef {{ key: string, region: string, from: string, line: string }} Entry */

/** Consumption rows of the list, one entry a line. @type {(path: string) => Promise<{ header: string, entries: Entry[] }>} */
async function consumption(path) {
  let header = ''
  /** @type {Entry[]} */
  const entries = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (header === '') { header = line; continue }
    if (!line.includes(',Consumption,')) continue
    const [row] = csv(`${header}\n${line}\n`)
    entries.push({ key: [row.productid, row.skuid.split('/')[1], row.meterid].join(' '), region: row.armregionname, from: row.tierminimumunits, line })
  }
  return { header, entries }
}

/** Meters that have one region: half of them with tiers. @type {(entries: Entry[], dice: Dice) => Entry[][]} */
function chosen(entries, dice) {
  /** @type {Map<string, Entry[]>} */
  const groups = new Map()
  for (const entry of entries) groups.set(entry.key, [...(groups.get(entry.key) ?? []), entry])
  const single = [...groups.values()].filter((group) => group.every((entry) => entry.region === group[0].region))
  const tiered = single.filter((group) => group.length > 1)
  return [...Array(METERS).keys()].map((at) => dice.pick(at % 2 ? tiered : single))
}

/** @type {(groups: Entry[][], dice: Dice) => string} */
function usageOf(groups, dice) {
  const rows = groups.flatMap((group) => {
    const [product, sku, meter] = group[0].key.split(' ')
    const top = Math.max(...group.map((entry) => Number(entry.from)))
    return Array.from({ length: dice.roll(1, 6) }, () => [
      `2025-11-${String(dice.roll(1, 30)).padStart(2, '0')}`, `plan-${dice.roll(1, 2)}`, `sub-${dice.roll(1, 3)}`, product, sku, meter, group[0].region,
      top > 0 ? String(dice.roll(0, Math.max(1, Math.min(top, 2 ** 30)))) + dice.decimal(0, 6).slice(1) : dice.decimal(2, 6)
    ].join(','))
  })
  return ['UsageDate,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,ResourceLocation,Quantity', ...rows, ''].join('\n')
}

test('a month of real meters is billed as by the reference', { skip: LIST ? false : 'AZPLAN_RETAIL_LIST names no list' }, async () => {
  const dice = new Dice(2025)
  const { header, entries } = await consumption(LIST ?? '')
  const groups = chosen(entries, dice)
  const usage = usageOf(groups, dice)
  const lines = new Set(groups.flat().map((entry) => entry.line))
  const expected = reference.bill([header, ...lines, ''].join('\n'), usage, { month: '2025-11' })
  const azplan = await load()
  const list = await azplan.readPriceList(readFileSync(LIST ?? ''))
  const info = list.info()
  assert.equal(info.rows, info.kept + info.duplicates + info.refused)
  const found = azplan.bill(list, await azplan.readUsage(new TextEncoder().encode(usage)), {})
  const key = (/** @type {any} */ line) => [line.plan, line.productId, line.skuId, line.meterId].join(' ')
  const byKey = new Map(found.lines.map((line) => [key(line), line]))
  for (const line of expected.lines) {
    const other = /** @type {any} */ (byKey.get(key(line)))
    for (const [name, value] of Object.entries(line)) if (value !== null) assert.equal(other?.[name], value, `${key(line)}: ${name}`)
  }
  assert.equal(found.lines.length, expected.lines.length)
  for (const [name, value] of Object.entries(expected.invoice)) assert.equal(/** @type {any} */ (found.invoice)[name], value, name)
})
