/** The tree of a month: every node is the sum of what is below it, whatever the order of the rows; and the command. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import papa from 'papaparse'
import readSheets from 'read-excel-file/node'
import { load } from '../../pkg/index.js'
import { add, parse, plain, ZERO } from './exact.mjs'
import { Dice } from './random-months.mjs'
import { azplan as command, priceList, temporaryFolder, usage, usageWithUnpriced } from './support.mjs'
import { usageFile, verifyMonth } from './verify-month.mjs'

const FIGURES = /** @type {const} */ (['retail', 'pecEarned', 'pecMissed', 'net'])
const LEVELS = /** @type {const} */ (['customer', 'plan', 'subscription', 'resourceGroup', 'resource', 'meter'])
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** @param {readonly Record<string, any>[]} parts @param {string} figure */
const sumOf = (parts, figure) => plain(parts.map((part) => parse(part[figure])).reduce(add, ZERO))

/** @type {(files: string[], prices: string, request?: import('../../pkg/index.js').TreeRequest) => Promise<import('../../pkg/index.js').TreeAnswer>} */
async function treeOf(files, prices, request) {
  const [read, list] = [await azplan.readUsage(files.map(encode)), await azplan.readPriceList(encode(prices))]
  try {
    return azplan.tree(list, read, request)
  } finally {
    read.free()
    list.free()
  }
}

for (const seed of [1, 2, 3]) {
  test(`every node is the sum of the nodes below it, and all are the total of the month (seed ${seed})`, async () => {
    const month = verifyMonth(seed, 5_000)
    const answer = await treeOf([usageFile(month.rows)], month.prices, seed === 2 ? { access: { grants: [] } } : {})
    const below = new Map(answer.nodes.map((node) => [JSON.stringify(node.path), /** @type {typeof answer.nodes} */ ([])]))
    for (const node of answer.nodes) below.get(JSON.stringify(node.path.slice(0, -1)))?.push(node)
    for (const node of answer.nodes) {
      const parts = below.get(JSON.stringify(node.path)) ?? []
      if (node.level === 'meter') continue
      for (const figure of FIGURES) assert.equal(sumOf(parts, figure), node[figure], `${node.path}: ${figure}`)
      assert.equal(parts.reduce((sum, { lines }) => sum + lines, 0), node.lines)
    }
    const [read, list] = [await azplan.readUsage(encode(usageFile(month.rows))), await azplan.readPriceList(encode(month.prices))]
    const rated = azplan.rate(list, read, seed === 2 ? { access: { grants: [] } } : {})
    for (const level of LEVELS) {
      const nodes = answer.nodes.filter((node) => node.level === level)
      for (const figure of FIGURES) assert.equal(sumOf(nodes, figure), rated.totals[figure], `${level}: ${figure}`)
    }
    assert.deepEqual(answer.totals, rated.totals)
    // Meters of a resource against the rated lines themselves, added up here.
    const meters = answer.nodes.filter(({ level }) => level === 'meter')
    for (const { path: [customer, plan, subscription, group, resource], meter, net } of meters.slice(0, 50)) {
      const lines = rated.lines.filter((line) => line.customer === customer && line.plan === plan && line.subscription === subscription && line.resourceGroup === group && line.resource === resource && line.meterId === meter?.meterId && line.skuId === meter.skuId)
      assert.equal(sumOf(lines, 'amount'), net)
    }
  })

  test(`neither the order of the rows nor several files change the tree (seed ${seed})`, async () => {
    const month = verifyMonth(seed, 2_000)
    const once = await treeOf([usageFile(month.rows)], month.prices)
    const dice = new Dice(seed)
    const mixed = month.rows.map((row) => ({ row, at: dice.roll(0, 1_000_000) })).sort((left, right) => left.at - right.at).map(({ row }) => row)
    const parts = [mixed.slice(0, 700), mixed.slice(700)].map(usageFile)
    assert.deepEqual(await treeOf(parts, month.prices), once)
    const customer = once.nodes[0].path
    const opened = await treeOf(parts, month.prices, { within: customer })
    assert.deepEqual(opened.nodes, once.nodes.filter(({ path }) => path[0] === customer[0]))
  })
}

/** @param {import('node:test').TestContext} context */
function folder(context) {
  const cwd = temporaryFolder(context)
  for (const [name, text] of Object.entries({ 'prices.csv': priceList, 'usage.csv': usage, 'unpriced.csv': usageWithUnpriced })) writeFileSync(join(cwd, name), text)
  return cwd
}

const files = ['--prices', 'prices.csv', '--usage', 'usage.csv']

test('the command prints the tree, level by level', async (context) => {
  const cwd = folder(context)
  const { status, stdout } = await command(['tree', ...files, '--level', 'subscription'], { cwd })
  assert.equal(status, 0)
  assert.match(stdout, /^c1 +customer +9\.66 +1\.449 +0 +8\.211$/m)
  assert.match(stdout, /^ {2}plan-1 +plan +9\.66/m)
  assert.match(stdout, /^ {4}sub-1 +subscription +9\.66/m)
  assert.match(stdout, /^Sum, in USD +9\.66 +1\.449 +0 +8\.211$/m)
  const all = JSON.parse((await command(['tree', ...files, '--json'], { cwd })).stdout)
  assert.deepEqual(all.nodes.map((/** @type {any} */ { level }) => level), [...LEVELS, 'meter'])
  assert.equal((await command(['tree', '--prices', 'prices.csv', '--usage', 'unpriced.csv'], { cwd })).status, 1)
})

test('any level is a file: CSV and XLSX, with its sum', async (context) => {
  const cwd = folder(context)
  for (const level of LEVELS) {
    const { stdout, status } = await command(['tree', ...files, '--level', level, '--format', 'csv'], { cwd })
    assert.equal(status, 0)
    const rows = /** @type {Record<string, string>[]} */ (papa.parse(stdout.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data)
    assert.equal(rows.length, level === 'meter' ? 3 : 2)
    assert.equal(rows.at(-1)?.Customer, 'Sum')
    assert.equal(sumOf(rows.slice(0, -1), 'Net'), rows.at(-1)?.Net)
    await command(['tree', ...files, '--level', level, '--format', 'xlsx', '--output', 'tree.xlsx'], { cwd })
    const [{ data }] = await readSheets(readFileSync(join(cwd, 'tree.xlsx')))
    assert.equal(data.length, rows.length + 1)
    assert.equal(data.at(-1)?.at(-2), 8.211)
  }
})

test('a level or a path that there is not is refused', async (context) => {
  const cwd = folder(context)
  const level = await command(['tree', ...files, '--level', 'subscriptions'], { cwd })
  assert.match(level.stderr, /error: cli\.badValue: .*\nhelp: did you mean subscription\?/)
  const within = await command(['tree', ...files, '--within', 'c2'], { cwd })
  assert.deepEqual([within.status, within.stdout], [2, ''])
  assert.match(within.stderr, /error: input\.invalid: .*`c2`.* \(at within\)/)
})
