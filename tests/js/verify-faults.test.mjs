/**
 * The law of verifying: of random files with one to six faults of all kinds, the rows that are named are the rows in which
 * faults were planted, the differences come to the money that was planted, and for lost PEC `verify` says what
 * `pec losses` says. `AZPLAN_VERIFY_FILES` says how many files (300), `AZPLAN_VERIFY_FROM` the first seed (1).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../../pkg/index.js'
import { parse } from './exact.mjs'
import { byCurrency, faultyMonth, usageFile } from './verify-faults.mjs'

const FILES = Number(process.env.AZPLAN_VERIFY_FILES ?? 300)
const FROM = Number(process.env.AZPLAN_VERIFY_FROM ?? 1)
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

test(`${FILES} files with planted faults: the rows, their money, and lost PEC as the losses say it`, async () => {
  const azplan = await load()
  const kinds = new Map()
  let together = 0
  const bad = []
  for (let seed = FROM; seed < FROM + FILES; seed += 1) {
    const { prices, rows, credits, faults, twins } = faultyMonth(seed)
    const list = await azplan.readPriceList(encode(prices))
    const usage = await azplan.readUsage(encode(usageFile(rows)))
    const answer = azplan.verify({ usage, prices: list, recon: null }, {})
    const { lost } = azplan.pecLosses({ usage, prices: list })
    list.free()
    usage.free()
    try {
      // Of two equal rows the later is the one too many.
      const place = (/** @type {import('./verify-faults.mjs').Fault} */ { kind, row }) => (kind === 'duplicateRow' ? rows.length - twins.length + twins.indexOf(row) : rows.indexOf(row)) + 2
      const planted = [...new Set(faults.map(place))].sort((left, right) => left - right)
      const found = [...new Set(answer.differences.map(({ row }) => row))].sort((left, right) => left - right)
      const said = answer.differences.map(({ row, cause, difference, explain }) => `${row} ${cause} ${difference} ${explain}`).join('\n')
      const told = `seed ${seed}\nplanted ${faults.map((fault) => `${place(fault)} ${fault.kind}`).join(', ')}\n${said}`
      assert.deepEqual(found, planted, told)
      const money = byCurrency(faults.flatMap(({ row, pricing, billing }) => /** @type {[string, import('./exact.mjs').Fraction][]} */ ([['USD', pricing], [row.BillingCurrency, billing]])))
      assert.deepEqual(Object.fromEntries(Object.entries(answer.difference).filter(([, amount]) => amount !== '0')), money, told)
      assert.equal(answer.checked - answer.agreeing, planted.length, told)
      assert.equal(answer.credits, credits)
      const pec = answer.byCause.pecMissing?.sum ?? {}
      assert.deepEqual(byCurrency(Object.entries(pec).map(([currency, amount]) => [currency, parse(amount)])), lost === '0' ? {} : { USD: lost }, told)
    } catch (error) {
      bad.push(/** @type {Error} */ (error).message)
    }
    for (const { kind } of faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const days = faults.map(({ row }) => [row.SubscriptionId, row.SkuId, row.UsageDate].join(' '))
    if (new Set(days).size < days.length) together += 1
  }
  assert.equal(bad.length, 0, `${bad.length} of ${FILES} files\n${bad.slice(0, 5).join('\n\n')}`)
  assert.ok(kinds.size >= 11, [...kinds.keys()].join(', '))
  assert.ok(together > FILES / 4, `several faults of a meter and day in ${together} files`)
})
