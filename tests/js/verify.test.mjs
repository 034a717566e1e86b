/**
 * A month of daily rated usage verified: clean, with faults of twelve kinds, in pieces, and with a reconciliation file.
 * `AZPLAN_VERIFY_ROWS` says how many rows (20,000), `AZPLAN_VERIFY_MONTHS` how many random months (1,000).
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { add, div, fixed, mul, parse, plain, significant, ONE } from './exact.mjs'
import { Dice, randomMonth } from './random-months.mjs'
import { csv, usdPerUnit } from './reference-files.mjs'
import * as reference from './reference.mjs'
import { planted, reconFile, usageFile, verifyMonth } from './verify-month.mjs'

const ROWS = Number(process.env.AZPLAN_VERIFY_ROWS ?? 20_000)
const MONTHS = Number(process.env.AZPLAN_VERIFY_MONTHS ?? 1_000)
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** @type {(files: { usage: string | string[], prices?: string, recon?: string }, request?: import('../../pkg/index.js').VerifyRequest) => Promise<import('../../pkg/index.js').VerifyAnswer>} */
async function verify({ usage, prices, recon }, request = {}) {
  const read = {
    usage: await azplan.readUsage([usage].flat().map(encode)),
    prices: prices === undefined ? null : await azplan.readPriceList(encode(prices)),
    recon: recon === undefined ? null : await azplan.readRecon(encode(recon))
  }
  try {
    return azplan.verify(read, request)
  } finally {
    for (const each of Object.values(read)) each?.free()
  }
}

/** @type {(answer: import('../../pkg/index.js').VerifyAnswer) => string[]} */
const named = ({ differences }) => differences.map(({ file, row, cause }) => `${file} ${row} ${cause}`).sort()

test('a clean month has no difference, with a price list or without, with a reconciliation file or without', async () => {
  const month = verifyMonth(1, ROWS)
  const [usage, recon] = [usageFile(month.rows), reconFile(month.lines)]
  for (const files of [{ usage }, { usage, prices: month.prices }, { usage, recon }, { usage, prices: month.prices, recon }]) {
    const answer = await verify(files)
    assert.deepEqual(named(answer), [])
    assert.deepEqual([answer.checked, answer.agreeing, answer.unpriced.length], [month.rows.length, month.rows.length, 0])
    assert.equal(answer.reconAgreeing, answer.reconChecked)
    assert.equal(answer.reconChecked, files.recon ? month.lines.length : 0)
  }
})

for (const seed of [2, 3, 4]) {
  test(`twelve kinds of faults are found, each with its cause, and no other row is named (seed ${seed})`, async () => {
    const month = verifyMonth(seed, ROWS)
    const { rows, lines, plants } = planted(month, seed)
    const place = (/** @type {import('./verify-month.mjs').Planted} */ { file, row }) => (file === 'usage' ? rows.lastIndexOf(row) : lines.indexOf(row)) + 2
    const answer = await verify({ usage: usageFile(rows), prices: month.prices, recon: reconFile(lines) })
    const wanted = plants.map((each) => `${each.file} ${place(each)} ${each.cause}`)
    // Of two equal rows either is the one too many.
    const twin = plants.find(({ cause }) => cause === 'duplicateRow')
    const original = rows.findIndex((row) => row !== twin?.row && JSON.stringify(row) === JSON.stringify(twin?.row)) + 2
    const expected = wanted.map((text) => (text.endsWith('duplicateRow') ? `usage ${Math.max(original, rows.indexOf(/** @type {any} */ (twin).row) + 2)} duplicateRow` : text))
    assert.equal(new Set(plants.map(({ cause }) => cause)).size, 12)
    assert.deepEqual(named(answer), expected.sort())
    closes(answer)
  })
}

/** Each difference is printed less computed, and the sums by cause make the sum of all. @type {(answer: import('../../pkg/index.js').VerifyAnswer) => void} */
function closes({ differences, differencesTotal, byCause, difference }) {
  const minus = (/** @type {string} */ a, /** @type {string} */ b) => plain({ n: parse(a).n * parse(b).d - parse(b).n * parse(a).d, d: parse(a).d * parse(b).d })
  for (const each of differences) {
    assert.equal(each.difference, minus(each.printed, each.computed), each.explain)
    assert.notEqual(each.explain, '')
  }
  const causes = Object.values(byCause)
  assert.equal(causes.reduce((count, cause) => count + cause.count, 0), differencesTotal)
  for (const [currency, total] of Object.entries(difference)) {
    const sum = (/** @type {string[]} */ list) => list.reduce((text, next) => minus(text, minus('0', next)), '0')
    assert.equal(sum(causes.map((cause) => cause.sum[currency] ?? '0')), total)
    assert.equal(sum(differences.filter((each) => each.currency === currency).map((each) => each.difference)), total)
  }
}

test('rating is additive: splitting the file, or moving its rows, changes nothing', async () => {
  const month = verifyMonth(5, Math.min(ROWS, 20_000))
  const dice = new Dice(5)
  const moved = dice.shuffle(month.rows)
  const thirds = [0, 1, 2].map((third) => usageFile(moved.filter((_, at) => at % 3 === third)))
  for (const usage of [usageFile(month.rows), usageFile(moved), thirds]) {
    const answer = await verify({ usage, prices: month.prices, recon: reconFile(month.lines) })
    assert.deepEqual([named(answer), answer.checked, answer.agreeing], [[], month.rows.length, month.rows.length])
  }
  const list = await azplan.readPriceList(encode(month.prices))
  const bills = []
  for (const usage of [usageFile(month.rows), usageFile(moved), thirds]) {
    const bill = azplan.bill(list, await azplan.readUsage([usage].flat().map(encode)), {})
    bills.push([bill.lines, bill.invoices])
  }
  assert.deepEqual(bills[1], bills[0])
  assert.deepEqual(bills[2], bills[0])
})

/** The daily file and the reconciliation file of a random month, as the reference makes them. @type {(month: import('./random-months.mjs').Month, currency: string) => { usage: string, recon: string }} */
function billed({ retail, usage: used, rates, request }, currency) {
  // Rows without a price are in no billed file made of the list, so nothing of them may have used tiers up.
  const usage = used.split('\n').filter((row) => !row.includes(',ZZZZ,')).join('\n')
  const perUnit = usdPerUnit(rates, currency, request.month)
  const rate = plain(significant(div(ONE, perUnit), 15))
  const { lines } = reference.rateRows(retail, usage, request.pecRate, request.access)
  const printed = (/** @type {import('./exact.mjs').Fraction} */ value) => plain(significant(value, 15))
  const rows = lines.map(({ row, part, quantity, tier, unit, pec }) => {
    const effective = mul(tier, { n: pec.d - pec.n, d: pec.d })
    const total = mul(quantity, effective)
    return [row.usagedate, row.customerid, row.subscriptionid, row.entitlementid, row.resourcegroup, row.resourceuri, row.productid, row.skuid, row.meterid, plain(quantity), row.publishername, plain(unit),
      plain(effective), printed(total), rate, printed(div(total, perUnit)), currency, `${row.row}.${part}`].join(',')
  })
  const columns = 'UsageDate,CustomerId,SubscriptionId,EntitlementId,ResourceGroup,ResourceURI,ProductId,SkuId,MeterId,Quantity,PublisherName,UnitPrice,EffectiveUnitPrice,PricingPreTaxTotal,PCToBCExchangeRate,BillingPreTaxTotal,BillingCurrency,InvoiceNumber'
  const bill = reference.bill(retail, usage, { month: request.month, currency, usdPerUnit: perUnit, pecRate: request.pecRate, access: request.access })
  const subtotals = bill.lines.map((line) => [line.plan, line.productId, line.skuId, line.effectiveUnitPrice ?? '0', line.quantity, line.billingTotal, currency, rate, '2025-11-01', 'Azure plan'].join(','))
  return {
    usage: [columns, ...rows, ''].join('\n'),
    recon: ['SubscriptionId,ProductId,SkuId,EffectiveUnitPrice,BillableQuantity,Subtotal,Currency,PCToBCExchangeRate,ChargeStartDate,SubscriptionDescription', ...subtotals, ''].join('\n')
  }
}

test(`${MONTHS} random months in three currencies: what the reference bills has no difference, and a cent more has one`, async () => {
  let compared = 0
  for (let seed = 1; seed <= MONTHS; seed += 1) {
    const month = randomMonth(seed)
    const currency = ['USD', 'EUR', 'JPY'][seed % 3]
    const { usage, recon } = billed(month, currency)
    if (usage.split('\n').length < 3) continue
    const exchangeRates = (await azplan.readExchangeRates(encode(month.rates))).rates
    const request = { pecRate: month.request.pecRate, exchangeRates, ...(month.request.access ? { access: month.request.access } : {}) }
    const answer = await verify({ usage, prices: month.sheet, recon }, request)
    assert.deepEqual(answer.differences, [], `seed ${seed}`)
    assert.equal(answer.reconChecked, recon.split('\n').length - 2, `seed ${seed}`)
    compared += answer.reconChecked
    const [header, first, ...others] = recon.split('\n')
    const cells = first.split(',')
    const minor = currency === 'JPY' ? 0 : 2
    cells[5] = fixed(add(parse(cells[5]), ONE), minor)
    const wrong = await verify({ usage, prices: month.sheet, recon: [header, cells.join(','), ...others].join('\n') }, request)
    assert.deepEqual(wrong.differences.map(({ file, row }) => `${file} ${row}`), ['recon 2'], `seed ${seed}`)
  }
  assert.ok(compared > MONTHS)
})

test('the months have rows that the reader keeps', () => {
  assert.ok(csv(usageFile(verifyMonth(1, 600).rows)).length >= 600)
})
