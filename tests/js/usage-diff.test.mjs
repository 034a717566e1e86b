/** Two downloads of one open month: everything that moved is named, and the sums close. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import papa from 'papaparse'
import readSheets from 'read-excel-file/node'
import { load } from '../../pkg/index.js'
import { add, parse, plain, sub, ZERO } from './exact.mjs'
import { Dice } from './random-months.mjs'
import { azplan as command, temporaryFolder } from './support.mjs'
import { totalled, usageFile, verifyMonth } from './verify-month.mjs'

const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** @param {string[]} texts */
const sumOf = (texts) => texts.map(parse).reduce(add, ZERO)

/**
 * A month so far, and a later download of it: more days, late rows, rows that grew, rows that are gone, all of it mixed.
 * @param {number} seed
 */
function downloads(seed) {
  const dice = new Dice(seed)
  const { rows } = verifyMonth(seed, 4_000)
  const day = (/** @type {Record<string, string>} */ row) => Number(row.UsageDate.split('/')[1])
  const place = (/** @type {Record<string, string>} */ row) => [row.UsageDate, row.CustomerId, row.SubscriptionId, row.EntitlementId, row.ResourceURI, row.ProductId, row.SkuId, row.MeterId].join('|')
  /** @type {Map<string, typeof rows>} */
  const groups = new Map()
  for (const row of rows) groups.set(place(row), [...(groups.get(place(row)) ?? []), row])
  /** @type {{old: typeof rows, new: typeof rows, wanted: string[]}} */
  const made = { old: [], new: [], wanted: [] }
  for (const [key, group] of groups) {
    const late = dice.roll(1, 100) <= 3
    if (day(group[0]) > 20 || late) {
      made.new.push(...group)
      made.wanted.push(`${key} added ${day(group[0]) <= 20}`)
    } else if (dice.roll(1, 100) <= 3) {
      made.old.push(...group)
      made.wanted.push(`${key} removed false`)
    } else if (dice.roll(1, 100) <= 5) {
      made.old.push(...group)
      made.new.push(totalled({ ...group[0], Quantity: plain(add(parse(group[0].Quantity), parse('0.125'))) }), ...group.slice(1))
      made.wanted.push(`${key} changed false`)
    } else {
      made.old.push(...group)
      made.new.push(...group)
    }
  }
  const mixed = made.new.map((row) => ({ row, at: dice.roll(0, 1_000_000) })).sort((left, right) => left.at - right.at).map(({ row }) => row)
  return { ...made, new: mixed, groups: groups.size }
}

for (const seed of [1, 2, 3]) {
  test(`what moved is named, nothing else is, and the sums close (seed ${seed})`, async () => {
    const made = downloads(seed)
    const [old, now] = [await azplan.readUsage(encode(usageFile(made.old))), await azplan.readUsage(encode(usageFile(made.new)))]
    const answer = azplan.usageDiff(old, now)
    const named = answer.changes.map(({ date, customer, plan, subscription, resource, productId, skuId, meterId, kind, late }) => {
      const [year, month, day] = date.split('-')
      return `${[`${month}/${day}/${year}`, customer, plan, subscription, resource, productId, skuId, meterId].join('|')} ${kind} ${late}`
    })
    assert.deepEqual(named.sort(), made.wanted.sort())
    assert.equal(answer.unchanged + answer.changesTotal, made.groups)
    const [was, is] = [made.old, made.new].map((rows) => sumOf(rows.map(({ PricingPreTaxTotal }) => PricingPreTaxTotal)))
    assert.deepEqual([answer.before.total, answer.after.total, answer.difference], [plain(was), plain(is), plain(sub(is, was))])
    assert.equal(plain(sumOf(answer.changes.map(({ difference }) => difference))), answer.difference)
    assert.equal(plain(sumOf(Object.values(answer.byKind).map(({ difference }) => difference))), answer.difference)
    const back = azplan.usageDiff(now, old)
    assert.equal(plain(add(parse(back.difference), parse(answer.difference))), '0')
    assert.deepEqual([back.byKind.added?.count, back.byKind.removed?.count, back.byKind.changed?.count], [answer.byKind.removed?.count, answer.byKind.added?.count, answer.byKind.changed?.count])
  })
}

const HEADER = 'UsageDate,CustomerId,SubscriptionId,EntitlementId,ResourceURI,ProductId,SkuId,MeterId,Quantity,EffectiveUnitPrice,PricingPreTaxTotal'
const row = (/** @type {string} */ day, /** @type {string} */ quantity, /** @type {string} */ total) => `2025-11-${day},c1,plan-1,sub-1,/subscriptions/sub-1/x/vm,DZH318Z0BQPS,00TG,m1,${quantity},0.5,${total}`

test('the command: a table, JSON, CSV and XLSX; 1 where something moved, 0 where nothing did', async (context) => {
  const cwd = temporaryFolder(context)
  writeFileSync(join(cwd, 'old.csv'), [HEADER, row('01', '2', '1'), ''].join('\n'))
  writeFileSync(join(cwd, 'new.csv'), [HEADER, row('01', '3', '1.5'), row('02', '1', '0.5'), ''].join('\n'))
  const table = await command(['usage', 'diff', 'old.csv', 'new.csv'], { cwd })
  assert.equal(table.status, 1)
  assert.match(table.stdout, /^2025-11-01 +changed +sub-1 +vm +DZH318Z0BQPS\/00TG +1 +1\.5 +0\.5 +the quantity was 2 and is 3$/m)
  assert.match(table.stdout, /0 unchanged; 1 added \(\+0\.5\); 1 changed \(\+0\.5\); 0 removed \(0\)\./)
  const answer = JSON.parse((await command(['usage', 'diff', 'old.csv', 'new.csv', '--json'], { cwd })).stdout)
  assert.deepEqual([answer.before.total, answer.after.total, answer.difference], ['1', '2', '1'])
  const csv = await command(['usage', 'diff', 'old.csv', 'new.csv', '--format', 'csv'], { cwd })
  const rows = /** @type {Record<string, string>[]} */ (papa.parse(csv.stdout.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data)
  assert.deepEqual(rows.map(({ Kind, Difference }) => [Kind, Difference]), [['changed', '0.5'], ['added', '0.5'], ['Sum', '1']])
  await command(['usage', 'diff', 'old.csv', 'new.csv', '--format', 'xlsx', '--output', 'diff.xlsx'], { cwd })
  const [{ data }] = await readSheets(readFileSync(join(cwd, 'diff.xlsx')))
  assert.equal(data.length, 4)
  assert.equal((await command(['usage', 'diff', 'old.csv', 'old.csv'], { cwd })).status, 0)
  const missing = await command(['usage', 'diff', 'old.csv'], { cwd })
  assert.match(missing.stderr, /^error: cli\.missingArgument: the NEW download is missing/)
})
