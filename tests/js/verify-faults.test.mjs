/**
 * The law of verifying: of random files with one to six faults of all kinds, the rows that are named are the rows in which
 * faults were planted, the differences come to the money that was planted, and for lost PEC `verify` says what
 * `pec losses` says. Where a day is explained by other rows as well as by those planted (usage given back across a tier cancels),
 * `crossing-days.mjs` finds by trying every way which rows the file shows as wrong, and which nobody can tell: then exactly
 * those are named, and no other. `AZPLAN_VERIFY_FILES` says how many files (300), `AZPLAN_VERIFY_FROM` the first seed (1).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../../pkg/index.js'
import { told as toldOf } from './crossing-days.mjs'
import { parse } from './exact.mjs'
import { byCurrency, faultyMonth, pricesFrom, usageFile } from './verify-faults.mjs'

const FILES = Number(process.env.AZPLAN_VERIFY_FILES ?? 300)
const FROM = Number(process.env.AZPLAN_VERIFY_FROM ?? 1)
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** Kinds whose figures do not multiply, whatever the price: and the row that is there twice. */
const OF_THE_ROW_ALONE = ['fx', 'rateAlone', 'billing', 'rounding', 'arithmetic', 'duplicateRow']
const inOrder = (/** @type {Iterable<number>} */ rows) => [...new Set(rows)].sort((left, right) => left - right)

test(`${FILES} files with planted faults: the rows, their money, and lost PEC as the losses say it`, async () => {
  const azplan = await load()
  const kinds = new Map()
  let together = 0
  let several = 0
  let fewer = 0
  const bad = []
  for (let seed = FROM; seed < FROM + FILES; seed += 1) {
    const { prices, rows, credits, faults, twins, days } = faultyMonth(seed)
    const list = await azplan.readPriceList(encode(prices))
    const usage = await azplan.readUsage(encode(usageFile(rows)))
    const answer = azplan.verify({ usage, prices: list, recon: null }, {})
    const { lost } = azplan.pecLosses({ usage, prices: list })
    list.free()
    usage.free()
    try {
      const numberOf = (/** @type {import('./verify-faults.mjs').Row} */ row) => rows.indexOf(row) + 2
      // Of two equal rows the later is the one too many.
      const place = (/** @type {import('./verify-faults.mjs').Fault} */ { kind, row }) => (kind === 'duplicateRow' ? rows.length - twins.length + twins.indexOf(row) + 2 : numberOf(row))
      const planted = inOrder(faults.map(place))
      const alone = faults.filter(({ kind }) => OF_THE_ROW_ALONE.includes(kind)).map(place)
      const touched = new Set(faults.map(({ row }) => row))
      const told = days.filter(({ day }) => day.some(({ row }) => touched.has(row)))
        .map(({ day, used }) => toldOf(day, used, (tier) => pricesFrom(tier, day[0].made.day)))
      const wrong = inOrder([...alone, ...told.flatMap((day) => [...day.wrong].map(numberOf))])
      const open = inOrder(told.flatMap((day) => [...day.open].map(numberOf)))
      const said = answer.differences.map(({ row, cause, difference, explain }) => `${row} ${cause} ${difference} ${explain}`).join('\n')
      const context = `seed ${seed}\nplanted ${faults.map((fault) => `${place(fault)} ${fault.kind}`).join(', ')}\n${said}`
      assert.deepEqual(inOrder(answer.differences.filter((found) => !found.rows).map(({ row }) => row)), wrong, context)
      assert.deepEqual(inOrder(answer.differences.flatMap((found) => found.rows ?? []).map(({ row }) => row)), open, context)
      const money = byCurrency(faults.flatMap(({ row, pricing, billing }) => /** @type {[string, import('./exact.mjs').Fraction][]} */ ([['USD', pricing], [row.BillingCurrency, billing]])))
      assert.deepEqual(Object.fromEntries(Object.entries(answer.difference).filter(([, amount]) => amount !== '0')), money, context)
      assert.equal(answer.checked - answer.agreeing, wrong.length, context)
      const unsaid = open.filter((row) => !wrong.includes(row)).length
      assert.deepEqual(answer.notChecked.reasons.filter(({ code }) => code === 'severalWays').map(({ count }) => count), unsaid ? [unsaid] : [], context)
      assert.equal(answer.credits, credits)
      if (open.length > 0 || wrong.join() !== planted.join()) {
        open.length > 0 ? several += 1 : fewer += 1
      } else {
        const pec = answer.byCause.pecMissing?.sum ?? {}
        assert.deepEqual(byCurrency(Object.entries(pec).map(([currency, amount]) => [currency, parse(amount)])), lost === '0' ? {} : { USD: lost }, context)
      }
    } catch (error) {
      bad.push(/** @type {Error} */ (error).message)
    }
    for (const { kind } of faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const hit = faults.map(({ row }) => [row.SubscriptionId, row.SkuId, row.UsageDate].join(' '))
    if (new Set(hit).size < hit.length) together += 1
  }
  assert.equal(bad.length, 0, `${bad.length} of ${FILES} files\n${bad.slice(0, 5).join('\n\n')}`)
  console.log(`${FILES} files: in ${FILES - several - fewer} the rows planted, in ${several} rows that nobody can tell apart, in ${fewer} fewer rows explain the file`)
  // Such days are rare: where all were open, nothing would be held.
  assert.ok(several + fewer <= 1 + FILES / 50, `${several} and ${fewer} of ${FILES} files`)
  assert.ok(kinds.size >= 11, [...kinds.keys()].join(', '))
  assert.ok(together > FILES / 4, `several faults of a meter and day in ${together} files`)
})
