/**
 * The ways to pay for every pay-as-you-go price: the core against the reference, to the last digit. Always over the sample
 * list; over five regions of a full Retail list where `AZPLAN_RETAIL_LIST` names one.
 */
import assert from 'node:assert/strict'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { load } from '../../pkg/index.js'
import { csv } from './reference-files.mjs'
import { Rows, hoursOf, ways } from './reference-purchase.mjs'
import { Dice } from './random-months.mjs'

const LIST = process.env.AZPLAN_RETAIL_LIST
const REGIONS = new Set((process.env.AZPLAN_REGIONS ?? 'eastus,westeurope,germanywestcentral,southeastasia,brazilsouth').split(','))
const sample = new URL('../../pkg-template/sample/retail-sample.csv', import.meta.url)

/** @typedef {import('./reference-purchase.mjs').Row} Row */

/**
 * @param {import('../../pkg/index.js').PriceList} list
 * @param {Row} base
 * @param {(day: string) => Rows} rowsOn
 * @param {Dice} dice
 */
function compare(list, base, rowsOn, dice) {
  const quantity = String(dice.roll(1, 20))
  const workload = hoursOf(base.unitofmeasure) === null ? { quantity } : { hours: String(dice.roll(1, 730)), quantity }
  const [productId, skuId] = base.skuid.split('/')
  const answer = list.comparePurchase({ productId, skuId, meterId: base.meterid, region: base.armregionname, ...workload })
  const name = `${base.productname} | ${base.skuname} | ${base.metername} | ${base.armregionname} | ${base.skuid}`
  if (!answer.found) return { name, answer }
  const expected = ways(base, rowsOn(answer.on), workload)
  for (const option of answer.options) {
    const { customerMonthly, partnerMonthly, partnerKeeps, pec, reservations } = option
    const figures = option.found ? { customerMonthly, partnerMonthly, partnerKeeps, pec, ...(reservations ? { reservations: reservations.text } : {}) } : undefined
    assert.deepEqual(figures, expected.options[option.id], `${name}: ${option.id}`)
    if (option.kind === 'reservation' && !option.found) assert.equal(option.reason, expected.missing[option.id], `${name}: ${option.id}`)
    delete expected.options[option.id]
  }
  assert.deepEqual(expected.options, {}, `${name}: options that the core does not have`)
  for (const { option, hoursPerMonth, utilisation, partnerUtilisation } of answer.breakEven) assert.deepEqual({ hoursPerMonth, utilisation, partnerUtilisation }, expected.breakEven[option], `${name}: ${option}`)
  assert.equal(answer.breakEven.length, Object.keys(expected.breakEven).length, name)
  return { name, answer }
}

/**
 * Every pay-as-you-go price of a list, or of some regions of it.
 * @param {import('../../pkg/index.js').PriceList} list
 * @param {Row[]} rows
 * @param {Set<string>} [regions]
 */
function compareAll(list, rows, regions) {
  const dice = new Dice(2025)
  /** @type {Rows | null} */
  let together = null
  const seen = new Set()
  /** @type {Map<string, number>} */
  const counts = new Map()
  const count = (/** @type {string} */ name) => counts.set(name, (counts.get(name) ?? 0) + 1)
  /** @type {string[]} */
  const wrong = []
  for (const base of rows) {
    const key = [base.skuid, base.meterid, base.armregionname, base.location].join(' ')
    if (base.type !== 'Consumption' || seen.has(key) || (regions && !regions.has(base.armregionname))) continue
    seen.add(key)
    try {
      const { answer } = compare(list, base, (on) => (together ??= new Rows(rows, on)), dice)
      count(answer.found ? 'prices' : `not found: ${answer.reason}`)
      for (const option of answer.found ? answer.options : []) count(option.found ? option.id : `${option.id}: ${option.reason}`)
    } catch (error) {
      wrong.push(/** @type {Error} */ (error).message)
    }
  }
  return { counts, wrong }
}

const KINDS = ['reservation-P1Y', 'reservation-P3Y', 'savingsPlan-P1Y', 'savingsPlan-P3Y', 'spot', 'devTest']

test('every pay-as-you-go price of the sample list is paid for as the reference says', async () => {
  const bytes = readFileSync(sample)
  const list = await (await load()).readPriceList(bytes)
  const { counts, wrong } = compareAll(list, /** @type {Row[]} */ (csv(bytes.toString('utf8'))))
  assert.deepEqual(wrong, [])
  assert.ok((counts.get('prices') ?? 0) > 100, `${counts.get('prices')} prices`)
  for (const id of KINDS) assert.ok(counts.get(id), id)
})

test('every pay-as-you-go price of five regions of a full list is paid for as the reference says', { skip: LIST ? false : 'AZPLAN_RETAIL_LIST names no list' }, async (context) => {
  let header = ''
  /** @type {string[]} */
  const lines = []
  for await (const line of createInterface({ input: createReadStream(LIST ?? ''), crlfDelay: Infinity })) {
    if (header === '') header = line
    else if (REGIONS.has(line.split(',', 6)[5]) || line.split(',', 6)[5] === 'Global') lines.push(line)
  }
  // What belongs to a price stands in its region, or is for all of them.
  const text = `${header}\n${lines.join('\n')}\n`
  const list = await (await load()).readPriceList(new TextEncoder().encode(text))
  const { counts, wrong } = compareAll(list, /** @type {Row[]} */ (csv(text)), REGIONS)
  for (const [name, number] of [...counts].sort()) context.diagnostic(`${name}: ${number}`)
  context.diagnostic(`${wrong.length} disagree`)
  assert.deepEqual(wrong.slice(0, 20), [])
  assert.ok((counts.get('prices') ?? 0) > 10_000 * REGIONS.size / 2, `${counts.get('prices')} prices`)
  for (const id of KINDS) assert.ok(counts.get(id), id)
})
