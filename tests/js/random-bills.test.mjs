/**
 * Random months, rated and billed by the core and by the reference: equal to the last digit, in both shapes of price list.
 * `AZPLAN_RANDOM_MONTHS` says how many (1,000), `AZPLAN_SEED` where to begin; a failure names its seed.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { csv, usdPerUnit } from './reference-files.mjs'
import { Dice, randomMonth } from './random-months.mjs'
import * as reference from './reference.mjs'

const FIRST = Number(process.env.AZPLAN_SEED ?? 1)
const COUNT = Number(process.env.AZPLAN_RANDOM_MONTHS ?? 1000)
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** The fields of `found` that `expected` has. @type {(found: any, expected: any) => any} */
const named = (found, expected) => Object.fromEntries(Object.keys(expected).map((key) => [key, found?.[key]]))
/** @type {(list: any[], key: (item: any) => string) => any[]} */
const sorted = (list, key) => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))
/** @type {(line: any) => string} */
const billKey = (line) => [line.plan, line.productId, line.skuId, line.meterId].join(' ')

/** @type {(list: any, usage: any, month: import('./random-months.mjs').Month, shape: string) => void} */
function ratesAsTheReference(list, usage, { retail, usage: file, request }, shape) {
  const expected = reference.rate(retail, file, request.pecRate, request.access)
  const found = azplan.rate(list, usage, { pecRate: request.pecRate, access: request.access })
  const lines = sorted(found.lines, (line) => line.id)
  const wanted = sorted(expected.lines, (line) => line.id)
  assert.deepEqual(lines.map((line, at) => named(line, wanted[at] ?? line)), wanted, shape)
  assert.deepEqual(named(found.totals, expected.totals), expected.totals, shape)
  assert.deepEqual(found.unpriced.map((/** @type {any} */ row) => row.row).sort(), expected.unpriced.sort(), shape)
  assert.equal(found.complete, expected.unpriced.length === 0)
}

/** An explanation is of the line that the bill has, and its steps arrive at the line's figures. @type {(list: any, usage: any, request: any, line: any, place: string) => void} */
function explains(list, usage, request, line, place) {
  if (!line) return
  const { line: same, steps } = azplan.explain(list, usage, { ...request, line: line.id })
  assert.deepEqual(same, line, place)
  const results = steps.map((step) => Number(step.result))
  for (const figure of [line.quantity, line.retail, line.pricingTotal, line.billingTotal]) assert.ok(results.includes(Number(figure)), `${place}: no step gives ${figure}`)
  assert.ok(steps.every((step) => step.text !== '' && step.cite !== ''), place)
}

/** @type {(list: any, usage: any, month: import('./random-months.mjs').Month, shape: string) => Promise<any>} */
async function billsAsTheReference(list, usage, { retail, usage: file, rates, request }, shape) {
  const rate = usdPerUnit(rates, request.currency, request.month)
  const expected = reference.bill(retail, file, { ...request, usdPerUnit: rate })
  const asked = { ...request, exchangeRates: (await azplan.readExchangeRates(encode(rates))).rates }
  const found = azplan.bill(list, usage, asked)
  const lines = sorted(found.lines, billKey)
  const wanted = sorted(expected.lines, billKey)
  for (const line of wanted) if (line.effectiveUnitPrice === null) delete line.effectiveUnitPrice
  assert.deepEqual(lines.map((line, at) => named(line, wanted[at] ?? line)), wanted, shape)
  assert.deepEqual(named(found.invoices[0], expected.invoice), expected.invoice, shape)
  explains(list, usage, asked, found.lines[0], shape)
  return found
}

test(`${COUNT} random months from seed ${FIRST} are rated and billed as by the reference`, async () => {
  for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) {
    const month = randomMonth(seed)
    const usage = await azplan.readUsage(encode(month.usage))
    const bills = []
    for (const shape of /** @type {const} */ (['retail', 'sheet'])) {
      const list = await azplan.readPriceList(encode(month[shape]))
      const place = `seed ${seed}, ${shape}`
      assert.equal(list.info().refused, 0, place)
      ratesAsTheReference(list, usage, month, place)
      const answer = await billsAsTheReference(list, usage, month, place)
      list.free()
      bills.push(answer.invoices)
    }
    assert.deepEqual(bills[0], bills[1], `seed ${seed}: both shapes of the list give one bill`)
    usage.free()
  }
})

test('a random estimate is the bill of its quantities', async () => {
  for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) {
    const { sheet, rates, request: { currency, pecRate, month } } = randomMonth(seed)
    const dice = new Dice(seed)
    const keys = [...new Set(csv(sheet).map((row) => [row.productid, row.skuid, row.meterids].join(' ')))]
    const request = keys.map((key, at) => {
      const [productId, skuId, meterId] = key.split(' ')
      return { id: String(at), productId, skuId, meterId, quantity: dice.decimal(dice.roll(1, 5), dice.roll(0, 10)) }
    })
    // A day each, for the lines of an estimate take their meter's tiers in their order.
    const rows = request.map((line, at) => [`2025-11-${20 + at}`, line.productId, line.skuId, line.meterId, 'plan', line.quantity].join(','))
    const usage = ['UsageDate,ProductId,SkuId,MeterId,SubscriptionId,Quantity', ...rows, ''].join('\n')
    const expected = reference.bill(sheet, usage, { month, currency, pecRate, usdPerUnit: usdPerUnit(rates, currency, month) })
    const found = (await azplan.readPriceList(encode(sheet))).estimate({ lines: request, on: '2025-11-20', currency, pecRate, exchangeRates: (await azplan.readExchangeRates(encode(rates))).rates })
    const fields = /** @type {const} */ (['retail', 'pec', 'pricingTotal', 'billingTotal'])
    const wanted = new Map(expected.lines.map((line) => [[line.productId, line.skuId, line.meterId].join(' '), line]))
    for (const [at, key] of keys.entries()) for (const field of fields) assert.equal(/** @type {any} */ (found.lines[at])[field], wanted.get(key)?.[field], `seed ${seed}, ${key}, ${field}`)
    assert.deepEqual([found.monthly.pricingTotal, found.monthly.billingTotal, found.unpriced], [expected.invoice.pricingTotal, expected.invoice.billingTotal, 0], `seed ${seed}`)
  }
})

test('the months hold what is hard: long products, tiers crossed, corrections, unpriced rows', () => {
  const made = Array.from({ length: COUNT }, (_, at) => randomMonth(FIRST + at))
  assert.ok(['USD', 'EUR', 'JPY', 'KWD'].every((currency) => made.some(({ request }) => request.currency === currency)))
  const months = made.map(({ retail, usage, request }) => reference.rate(retail, usage, '0.15', request.access))
  const lines = months.flatMap((month) => month.lines)
  const digits = (/** @type {string} */ text) => text.replace(/\D/g, '').replace(/^0+/, '').length
  assert.ok(lines.some((line) => digits(line.amount) > 30))
  assert.ok(lines.some((line) => line.id.includes('.')))
  assert.ok(lines.some((line) => line.amount.startsWith('-')))
  assert.ok(['spot', 'thirdParty', 'eligible', 'noAccess'].every((reason) => lines.some((line) => line.pecReason === reason)))
  assert.ok(months.some((month) => month.unpriced.length > 0))
  const usage = made.flatMap((month) => csv(month.usage))
  assert.ok(usage.some((row) => row.subscriptionid !== row.subscriptionid.toLowerCase()), 'ids in capitals')
  assert.ok(usage.some((row) => row.subscriptionid.startsWith('{')), 'ids in braces')
  assert.ok(usage.some((row) => row.meterid === ''), 'usage without a meter id')
  assert.ok(made.some(({ sheet }) => new Set(csv(sheet).map((row) => row.meterids)).size < new Set(csv(sheet).map((row) => `${row.productid} ${row.skuid}`)).size), 'a meter of several SKUs')
})
