/** `azplan verify` from the shell: several files told apart, and the report as CSV and XLSX with sums that close. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import readSheets from 'read-excel-file/node'
import papa from 'papaparse'
import { add, parse, plain, ZERO } from './exact.mjs'
import { azplan, priceList, temporaryFolder } from './support.mjs'

const HEADER = 'UsageDate,CustomerId,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity,UnitPrice,EffectiveUnitPrice,PricingPreTaxTotal'
/** @param {string} day @param {string} quantity @param {string} price @param {string} total */
const machine = (day, quantity, price, total) => `2025-11-${day},c1,plan-1,sub-1,DZH318Z0BQPS,00TG,0b2f1b56-0a57-5b3c-8a6b-1f6a4f0c8d01,${quantity},0.115,${price},${total}`
const right = (/** @type {string} */ day) => machine(day, '24', '0.09775', '2.346')

/** Row 2 is right in the first file and wrong in the second; its row 3 says again what row 3 of the first says. */
const first = [HEADER, right('01'), right('02'), machine('03', '8', '0.115', '0.92'), ''].join('\n')
const second = [HEADER, machine('04', '24', '0.09775', '2.4'), right('02'), '2025-11-05,c1,plan-1,sub-1,DZH318Z99999,0001,,1,1,1,1', 'not a day,c1,plan-1,sub-1,DZH318Z99999,0001,,1,1,1,1', ''].join('\n')

/** @param {import('node:test').TestContext} context */
function folder(context) {
  const cwd = temporaryFolder(context)
  for (const [name, text] of Object.entries({ 'prices.csv': priceList, 'a.csv': first, 'b.csv': second })) writeFileSync(join(cwd, name), text)
  writeFileSync(join(cwd, 'both.zip'), zipSync({ 'a.csv': strToU8(first), 'b.csv': strToU8(second) }))
  return cwd
}

const both = ['--usage', 'a.csv', '--usage', 'b.csv', '--prices', 'prices.csv']

test('rows of several files are told apart by the number of their file', async (context) => {
  const cwd = folder(context)
  const result = await azplan(['verify', ...both, '--json'], { cwd })
  assert.equal(result.status, 1, result.stderr)
  const answer = JSON.parse(result.stdout)
  const named = answer.differences.map((/** @type {any} */ { fileNumber, row, cause, difference }) => [fileNumber, row, cause, difference])
  assert.deepEqual(named, [[1, 4, 'pecMissing', '0.138'], [2, 2, 'arithmetic', '0.054'], [2, 3, 'duplicateRow', '2.346']])
  assert.match(answer.differences[2].explain, /row 3 of file 1/)
  assert.deepEqual([answer.checked, answer.agreeing, answer.notChecked.reasons.map((/** @type {any} */ { code, count }) => [code, count])], [5, 2, [['refused', 1], ['unpriced', 1]]])
  assert.deepEqual(answer.unpriced.map((/** @type {any} */ { fileNumber, row }) => [fileNumber, row]), [[2, 4]])
  assert.deepEqual(answer.diagnostics.map((/** @type {any} */ { file, fileNumber, row, code }) => [file, fileNumber, row, code]), [['b.csv', 2, 5, 'row.badDate']])
  assert.deepEqual(answer.files.map((/** @type {any} */ { file, kind, fileNumber, decimalMark, dateOrder }) => [file, kind, fileNumber, decimalMark, dateOrder]), [['prices.csv', 'prices', 1, 'point', 'mdy'], ['a.csv', 'usage', 1, 'point', 'ymd'], ['b.csv', 'usage', 2, 'point', 'ymd']])
})

test('a person reads the name of the file', async (context) => {
  const { stdout } = await azplan(['verify', ...both], { cwd: folder(context) })
  assert.match(stdout, /^usage a\.csv +4 +pecMissing/m)
  assert.match(stdout, /^usage b\.csv +2 +arithmetic/m)
  assert.match(stdout, /file 2, row 4: 2025-11-05 DZH318Z99999\/0001/)
})

test('entries of a zip count as files, and have no names', async (context) => {
  const cwd = folder(context)
  const answer = JSON.parse((await azplan(['verify', '--usage', 'both.zip', '--prices', 'prices.csv', '--json'], { cwd })).stdout)
  assert.deepEqual(answer.differences.map((/** @type {any} */ { fileNumber, row }) => [fileNumber, row]), [[1, 4], [2, 2], [2, 3]])
  assert.deepEqual(answer.files.map((/** @type {any} */ { file, fileNumber }) => [file, fileNumber]), [['prices.csv', 1], ['both.zip', 1], ['both.zip', 2]])
})

test('rated lines of several files have ids of their own', async (context) => {
  const answer = JSON.parse((await azplan(['rate', ...both, '--json'], { cwd: folder(context) })).stdout)
  assert.deepEqual(answer.lines.map((/** @type {any} */ { id }) => id), ['2', '3', '4', '2:2', '2:3'])
})

test('the report as CSV: each difference explained, and sums that close', async (context) => {
  const cwd = folder(context)
  const result = await azplan(['verify', ...both, '--format', 'csv'], { cwd })
  assert.equal(result.status, 1, result.stderr)
  const rows = /** @type {Record<string, string>[]} */ (papa.parse(result.stdout.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data)
  const of = (/** @type {string} */ kind) => rows.filter(({ Kind }) => Kind === kind)
  assert.deepEqual(of('Difference').map(({ 'File number': file, Row, Cause }) => [file, Row, Cause]), [['1', '4', 'pecMissing'], ['2', '2', 'arithmetic'], ['2', '3', 'duplicateRow']])
  assert.ok(of('Difference').every(({ Explanation }) => Explanation.length > 10))
  assert.deepEqual(of('Unpriced').map(({ Row }) => Row), ['4'])
  const sum = (/** @type {string} */ kind) => plain(of(kind).map(({ Difference }) => parse(Difference)).reduce(add, ZERO))
  assert.deepEqual([sum('Difference'), sum('Sum of cause'), sum('Sum')], ['2.538', '2.538', '2.538'])
})

test('the report as XLSX: a summary, the differences, the unpriced rows', async (context) => {
  const cwd = folder(context)
  const result = await azplan(['verify', ...both, '--format', 'xlsx', '--output', 'report.xlsx'], { cwd })
  assert.equal(result.status, 1, result.stderr)
  assert.equal(result.stdout, '')
  const sheets = await readSheets(readFileSync(join(cwd, 'report.xlsx')))
  assert.deepEqual(sheets.map(({ sheet }) => sheet), ['Summary', 'Differences', 'Unpriced'])
  const [summary, differences, unpriced] = sheets.map(({ data }) => data)
  assert.deepEqual(summary.at(-1), ['Sum', 3, 2.538, 'USD'])
  assert.deepEqual(differences.map(([file, number, row, cause]) => [file, number, row, cause]).slice(1), [['usage', 1, 4, 'pecMissing'], ['usage', 2, 2, 'arithmetic'], ['usage', 2, 3, 'duplicateRow'], ['Sum', null, null, null]])
  assert.equal(unpriced.length, 2)
})

test('a format that there is not, an output without one, a folder that there is not', async (context) => {
  const cwd = folder(context)
  for (const [args, code] of /** @type {const} */ ([
    [['--format', 'xls'], 'cli.badValue'],
    [['--output', 'x.csv'], 'cli.missingOption'],
    [['--format', 'csv', '--output', 'none/x.csv'], 'file.unwritable'],
  ])) {
    const result = await azplan(['verify', ...both, ...args], { cwd })
    assert.equal(result.status, 2)
    assert.match(result.stderr, new RegExp(`^(.*\\n)*error: ${code.replace('.', '\\.')}: .*\\nhelp: `))
  }
})
