/**
 * The ways to pay of real virtual machines: the core against the reference, to the last digit. Always over the sample list;
 * over a full Retail list where `AZPLAN_RETAIL_LIST` names one.
 */
import assert from 'node:assert/strict'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { load } from '../../pkg/index.js'
import { csv } from './reference-files.mjs'
import { isPlainMachine, ways } from './reference-purchase.mjs'
import { Dice } from './random-months.mjs'

const LIST = process.env.AZPLAN_RETAIL_LIST
const MACHINES = Number(process.env.AZPLAN_MACHINES ?? 200)
const sample = new URL('../../pkg-template/sample/retail-sample.csv', import.meta.url)

/** @typedef {import('./reference-purchase.mjs').Row} Row */

/**
 * @param {import('../../pkg/index.js').PriceList} list
 * @param {Row} base
 * @param {readonly Row[]} rows
 * @param {Dice} dice
 */
function compare(list, base, rows, dice) {
  const workload = { hours: String(dice.roll(1, 730)), quantity: String(dice.roll(1, 20)) }
  const expected = ways(base, rows, workload)
  const [productId, skuId] = base.skuid.split('/')
  const answer = list.comparePurchase({ productId, skuId, meterId: base.meterid, region: base.armregionname, ...workload })
  const name = `${base.productname} ${base.metername}, ${base.armregionname}`
  assert.ok(answer.found, name)
  for (const option of answer.options) {
    const { customerMonthly, partnerMonthly, partnerKeeps, pec } = option
    const figures = option.found ? { customerMonthly, partnerMonthly, partnerKeeps, pec } : undefined
    assert.deepEqual(figures, expected.options[option.id], `${name}: ${option.id}`)
    delete expected.options[option.id]
  }
  assert.deepEqual(expected.options, {}, `${name}: options that the core does not have`)
  for (const { option, hoursPerMonth, utilisation, partnerHoursPerMonth } of answer.breakEven) assert.deepEqual({ hoursPerMonth, utilisation, partnerHoursPerMonth }, expected.breakEven[option], `${name}: ${option}`)
  assert.equal(answer.breakEven.length, Object.keys(expected.breakEven).length, name)
  return answer
}

test('every machine of the sample list costs what the reference says', async () => {
  const bytes = readFileSync(sample)
  const rows = /** @type {Row[]} */ (csv(bytes.toString('utf8')))
  const list = await (await load()).readPriceList(bytes)
  const dice = new Dice(6)
  const answers = rows.filter(isPlainMachine).map((base) => compare(list, base, rows, dice))
  assert.ok(answers.length >= 20, `${answers.length} machines`)
  const kinds = new Set(answers.flatMap((answer) => (answer.found ? answer.options.filter((option) => option.found).map(({ id }) => id) : [])))
  for (const id of ['reservation-P1Y', 'reservation-P3Y', 'savingsPlan-P1Y', 'savingsPlan-P3Y', 'spot', 'devTest']) assert.ok(kinds.has(id), id)
})

test(`${MACHINES} machines of a full list cost what the reference says`, { skip: LIST ? false : 'AZPLAN_RETAIL_LIST names no list' }, async () => {
  const dice = new Dice(2025)
  let header = ''
  /** @type {Map<string, string[]>} */
  const lines = new Map()
  for await (const line of createInterface({ input: createReadStream(LIST ?? ''), crlfDelay: Infinity })) {
    if (header === '') { header = line; continue }
    if (!line.includes(',Virtual Machines,')) continue
    // Machines by region and name, without taking every line apart.
    const [, , , , , region] = line.split(',')
    const key = `${region} ${/,(?:true|false),([^,]*),/.exec(line)?.[1] ?? ''}`
    lines.set(key, [...(lines.get(key) ?? []), line])
  }
  const keys = [...lines.keys()]
  const list = await (await load()).readPriceList(readFileSync(LIST ?? ''))
  const seen = new Map()
  for (let machines = 0; machines < MACHINES;) {
    const rows = /** @type {Row[]} */ (csv(`${header}\n${(lines.get(dice.pick(keys)) ?? []).join('\n')}\n`))
    const bases = rows.filter(isPlainMachine)
    if (bases.length === 0) continue
    const answer = compare(list, dice.pick(bases), rows, dice)
    for (const option of answer.found ? answer.options : []) if (option.found) seen.set(option.id, (seen.get(option.id) ?? 0) + 1)
    machines += 1
  }
  for (const id of ['reservation-P1Y', 'reservation-P3Y', 'savingsPlan-P1Y', 'savingsPlan-P3Y', 'spot', 'devTest']) assert.ok(seen.get(id) > 0, id)
})
