/** The sample files of the package: clean, priced in all three shapes alike, and printed as the core rates them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { csv } from './reference-files.mjs'
import * as reference from './reference.mjs'

const file = (/** @type {string} */ name) => readFileSync(new URL(`../../pkg-template/sample/${name}`, import.meta.url))
const RETAIL = file('retail-sample.csv')
const SHEET = file('partner-center-sample.csv')
const USAGE = file('usage-sample.csv')

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** The Retail sample as the API answers it: numbers are numbers, savings plans are a list. */
function retailPage() {
  const [header, ...lines] = RETAIL.toString().trim().split('\n')
  const names = header.split(',')
  const rows = csv(RETAIL.toString())
  const items = lines.map((_, at) => names.map((name) => {
    const text = rows[at][name.toLowerCase()]
    if (name === 'savingsPlan') return text ? `"savingsPlan":${text}` : ''
    if (text === '' && name === 'reservationTerm') return ''
    return `"${name}":${['tierMinimumUnits', 'retailPrice', 'unitPrice', 'isPrimaryMeterRegion'].includes(name) ? text : JSON.stringify(text)}`
  }).filter((pair) => pair !== '').join(','))
  return new TextEncoder().encode(`{"BillingCurrency":"USD","CustomerEntityType":"Retail","Items":[${items.map((item) => `{${item}}`).join(',')}],"NextPageLink":null,"Count":${items.length}}`)
}

test('the sample lists are read without a diagnostic', async () => {
  for (const [bytes, format, rows] of /** @type {[Uint8Array, string, number][]} */ ([
    [RETAIL, 'retailApiCsv', csv(RETAIL.toString()).length], [SHEET, 'partnerCenterConsumption', csv(SHEET.toString()).length], [retailPage(), 'retailApiJson', csv(RETAIL.toString()).length]
  ])) {
    const info = (await azplan.readPriceList(bytes)).info()
    assert.deepEqual([info.format, info.rows, info.kept, info.refused, info.currency, info.diagnostics], [format, rows, rows, 0, 'USD', []])
  }
})

test('the sample usage is read without a diagnostic', async () => {
  const info = (await azplan.readUsage(USAGE)).info()
  assert.deepEqual([info.format, info.kept, info.refused, info.months, info.diagnostics], ['dailyRatedUsage', info.rows, 0, ['2025-11'], []])
})

test('all three shapes of the list give the bill of the reference', async () => {
  const expected = reference.bill(RETAIL.toString(), USAGE.toString(), { month: '2025-11' })
  for (const bytes of [RETAIL, SHEET, retailPage()]) {
    const { invoices: [invoice], lines, complete } = azplan.bill(await azplan.readPriceList(bytes), await azplan.readUsage(USAGE), {})
    assert.ok(complete)
    assert.equal(lines.length, expected.lines.length)
    for (const [key, value] of Object.entries(expected.invoice)) assert.equal(invoice[/** @type {keyof typeof invoice} */ (key)], value, key)
  }
})

test('the printed prices and totals of the usage are what the core rates', async () => {
  const printed = csv(USAGE.toString())
  const { lines } = azplan.rate(await azplan.readPriceList(RETAIL), await azplan.readUsage(USAGE), {})
  assert.equal(lines.length, printed.length)
  for (const line of lines) {
    const row = printed[line.row - 2]
    assert.deepEqual([line.unitPrice, line.effectiveUnitPrice, line.amount, line.pecPercent === '0' ? '' : line.pecPercent],
      [row.unitprice, row.effectiveunitprice, row.pricingpretaxtotal, row.partnerearnedcreditpercentage], `row ${line.row}`)
  }
})

test('the sample crosses a tier, uses a free grant and a Spot machine', async () => {
  const { lines, totals } = azplan.rate(await azplan.readPriceList(RETAIL), await azplan.readUsage(USAGE), {})
  assert.ok(lines.some((line) => line.pecReason === 'spot'))
  assert.ok(lines.some((line) => line.tierUnitPrice === '0' && line.unitPrice !== '0'))
  assert.ok(Number(totals.pecEarned) > 0)
})

test('read in pieces of any size the files are the same', async () => {
  const whole = azplan.bill(await azplan.readPriceList(SHEET), await azplan.readUsage(USAGE), {})
  for (const size of [97, 4096, 65_537]) {
    const pieces = (/** @type {Uint8Array} */ bytes) => new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)))
        controller.close()
      }
    })
    assert.deepEqual(azplan.bill(await azplan.readPriceList(pieces(SHEET)), await azplan.readUsage(pieces(USAGE)), {}), whole, `pieces of ${size}`)
  }
})
