import assert from 'node:assert/strict'
import { test } from 'node:test'
import { billCsv } from '../../pkg-template/elements/bill/csv.js'
import { addLine, changeLine, freeGroup, groupsOf, removeLine } from '../../pkg-template/elements/estimate/document.js'
import en from '../../pkg-template/elements/i18n/en.js'
import zhHant from '../../pkg-template/elements/i18n/zh-Hant.js'
import { usageOf } from '../../pkg-template/elements/diff/effect.js'
import { expandAliases } from '../../pkg-template/elements/lib/aliases.js'
import { timeline } from '../../pkg-template/elements/lib/timeline.js'
import { formatChange, formatExact, formatMoney, formatPrice, hoursOfMonth, parseDecimal } from '../../pkg-template/elements/lib/format.js'
import { countsHours } from '../../pkg-template/elements/lib/words.js'
import siteEn from '../../www/i18n/en.js'
import siteZhHant from '../../www/i18n/zh-Hant.js'
import { fromPercent, toPercent } from '../../pkg-template/elements/lib/percent.js'
import { readRoute, writeRoute } from '../../www/lib/route.js'
import { initialState, NewerState, parseState } from '../../www/lib/state.js'

test('Figures keep digits that a binary number cannot hold', () => {
  assert.equal(formatExact('12345678901234567890.123456789012345678901234567890', 'en'), '12,345,678,901,234,567,890.12345678901234567890123456789')
  assert.equal(formatMoney('9007199254740993.015', 'USD', 'en'), '9,007,199,254,740,993.02')
  assert.equal(formatMoney('1234.5', 'JPY', 'en'), '1,235')
  assert.equal(formatPrice('0.046115', 'zh-Hant'), '0.046115')
  assert.equal(formatPrice('3', 'en'), '3.00')
})

test('An amount that is not nothing never reads as nothing', () => {
  assert.equal(formatMoney('0.0003', 'USD', 'en'), '0.0003')
  assert.equal(formatMoney('-0.00012', 'USD', 'en'), '−0.00012')
  assert.equal(formatMoney('0.00', 'USD', 'en'), '0.00')
})

test('What a person types becomes decimal text, or nothing', () => {
  /** @type {[string, string | null][]} */
  const cases = [['1,234.50', '1234.50'], ['１２.５', '12.5'], ['.5', '0.5'], ['007', '7'], [' 12 ', '12'], ['1,23', null], ['1e3', null], ['-1', null], ['', null], ['.', null], ['a lot', null]]
  for (const [typed, wanted] of cases) assert.equal(parseDecimal(typed), wanted, typed)
})

test('Per cent and ratio are the same digits', () => {
  for (const [percent, ratio] of [['15', '0.15'], ['0', '0'], ['100', '1'], ['7.5', '0.075'], ['0.01', '0.0001']]) {
    assert.equal(fromPercent(percent), ratio)
    assert.equal(toPercent(ratio), percent)
  }
  assert.equal(fromPercent('101'), null)
})

test('Chinese words become those of the lists, the longest first; others stay as they are', () => {
  /** @type {[string, string][]} */
  const cases = [['虛擬機器', 'virtual machines'], ['虛擬網路 閘道', 'virtual network gateway'], ['東南亞頻寬', 'southeastasia bandwidth'], ['D4s v5 虛擬機器', 'D4s v5 virtual machines']]
  for (const [typed, wanted] of cases) assert.deepEqual(expandAliases(typed), { text: wanted, changed: true })
  for (const typed of ['d4s v5', '沒有', '']) assert.deepEqual(expandAliases(typed), { text: typed, changed: false })
})

test('A change in per cent has its sign, and is never nothing where it is something', () => {
  /** @type {[string, string][]} */
  const cases = [['12.5', '+12.5%'], ['-25', '−25%'], ['0', '0%'], ['0.0004', '+0.0004%'], ['33.3333333333333', '+33.33%']]
  for (const [percent, wanted] of cases) assert.equal(formatChange(percent, 'en'), wanted)
})

test('Two lists make one history: each is believed for its own time', () => {
  const version = (/** @type {string | null} */ from, /** @type {string | null} */ to, /** @type {string} */ unitPrice) => ({ from, to, unitPrice, tiers: [{ from: '0', to: null, unitPrice }] })
  const spans = (/** @type {Parameters<typeof timeline>[0]} */ histories) => timeline(histories).map(({ from, to, unitPrice }) => [from, to, unitPrice])
  const october = { on: '2025-10-15', versions: [version('2025-10-01', null, '1')] }
  assert.deepEqual(spans([october]), [['2025-10-01', null, '1']])
  assert.deepEqual(spans([{ on: '2025-11-05', versions: [version('2025-11-01', null, '2')] }, october]), [['2025-10-01', '2025-10-31', '1'], ['2025-11-01', null, '2']])
  assert.deepEqual(spans([october, { on: '2025-11-05', versions: [version('2025-10-01', null, '1')] }]), [['2025-10-01', null, '1']], 'no step where nothing changed')
  assert.deepEqual(spans([{ on: '2025-10-15', versions: [version(null, null, '1')] }, { on: '2025-11-05', versions: [version(null, null, '2')] }]), [[null, '2025-10-15', '1'], ['2025-10-16', null, '2']], 'lists that say no days')
  assert.deepEqual(spans([{ on: '2025-10-15', versions: [version('2025-09-01', '2025-09-30', '3'), version('2025-10-05', null, '1')] }]), [['2025-09-01', '2025-09-30', '3'], ['2025-10-05', null, '1']], 'a gap stays a gap')
  assert.deepEqual(spans([]), [])
})

test('An estimate becomes usage by the units of the engine', () => {
  const line = (/** @type {string} */ id, /** @type {string} */ quantity) => ({ id, group: 'Web, shop', title: id, unitOfMeasure: '1 Hour', productId: 'P', skuId: id, quantity, hours: '730' })
  const answer = /** @type {any} */ ({ lines: [{ id: 'a', found: true, units: '2190', price: { unitOfMeasure: '1 Hour' } }, { id: 'b', found: false }] })
  const rows = usageOf([line('a', '3'), line('b', '4')], [answer], '2025-11-01').trim().split('\r\n')
  assert.deepEqual(rows.slice(1), ['2025-11-01,estimate,estimate,"Web, shop",P,a,,,2190,1 Hour', '2025-11-01,estimate,estimate,"Web, shop",P,b,,,4,'])
})

test('Hours are asked for where the unit counts hours', () => {
  for (const unit of ['1 Hour', '100 Hours', '1/Hour']) assert.ok(countsHours(unit, 'Consumption'), unit)
  for (const unit of ['1 GB Hour', '1 GB', '1/Month', '7 Hours']) assert.ok(!countsHours(unit, 'Consumption'), unit)
  assert.ok(!countsHours('1 Hour', 'Reservation'))
  assert.equal(hoursOfMonth('2025-11-01'), '720')
  assert.equal(hoursOfMonth('2024-02-29'), '696')
})

test('A search is the same after a way through the address', () => {
  const query = { text: 'd4s v5 & more', region: '', type: /** @type {const} */ ('Reservation'), term: 'P1Y' }
  assert.deepEqual(readRoute(writeRoute({ view: 'prices', query })), { view: 'prices', query })
})

test('Both languages have the same messages', () => {
  assert.deepEqual(Object.keys(zhHant).sort(), Object.keys(en).sort())
  assert.deepEqual(Object.keys(siteZhHant).sort(), Object.keys(siteEn).sort())
})

const line = { group: '', title: 'VM', unitOfMeasure: '1 Hour', productId: 'P', skuId: 'S', quantity: '1' }

test('A changed estimate leaves the one before as it was', () => {
  const before = { id: 'e', name: 'E', sample: false, lines: [{ ...line, id: 'line-1' }, { ...line, id: 'line-7', group: 'Web' }] }
  const copy = structuredClone(before)
  const after = addLine(before, line)
  assert.deepEqual(after.lines.map(({ id }) => id), ['line-1', 'line-8', 'line-7'], 'after the last one of its group, under a new id')
  assert.equal(changeLine(before, 'line-7', { quantity: '2' }).lines[1].quantity, '2')
  assert.equal(removeLine(before, 'line-1').lines.length, 1)
  assert.deepEqual(groupsOf(before), ['', 'Web'])
  assert.equal(freeGroup({ ...before, lines: [{ ...line, id: 'x', group: 'Group 1' }] }, 'Group'), 'Group 2')
  assert.deepEqual(before, copy)
})

test('Stored state is read piece by piece: what is wrong falls back, what is right stays', () => {
  const fallback = initialState('en')
  const read = parseState(JSON.stringify({
    schemaVersion: 1, theme: 'purple', audience: 'customer', settings: { currency: 'eur', pecRate: '0.10', exchangeRates: [{ currencyCode: 'EUR', usdPerUnit: '1.1', month: '2025-11', date: '2025-11-03' }, { currencyCode: 'EUR', usdPerUnit: '1.2', month: '2025-12', date: 'soon' }, { currencyCode: 'X' }] },
    estimates: [{ id: 'a', name: 'A', lines: [{ ...line, id: 'line-1', evil: { more: 1 } }, { id: 'line-2' }] }, 'nonsense'], current: 'gone',
  }), fallback)
  assert.equal(read.theme, 'auto')
  assert.equal(read.audience, 'customer')
  assert.deepEqual(read.settings, { currency: 'USD', pecRate: '0.10', exchangeRates: [{ currencyCode: 'EUR', usdPerUnit: '1.1', month: '2025-11', date: '2025-11-03' }, { currencyCode: 'EUR', usdPerUnit: '1.2', month: '2025-12' }] })
  assert.deepEqual(read.estimates, [{ id: 'a', name: 'A', sample: false, lines: [{ ...line, id: 'line-1' }] }])
  assert.equal(read.current, 'a')
  assert.throws(() => parseState('{"schemaVersion": 2}', fallback), NewerState)
  assert.throws(() => parseState('[]', fallback), TypeError)
})

test('A CSV cell is quoted where it must be, and is no formula', () => {
  const invoices = [{ currency: 'USD', pricingCurrency: 'USD' }]
  const bill = /** @type {any} */ ({ invoices, unpriced: [], lines: [{ id: 'a', title: 'Disk, "P10"', customer: '=HYPERLINK(1)', billingTotal: '0.10', billingCurrency: 'USD' }] })
  const cells = billCsv({ ...bill, lines: [{ ...Object.fromEntries('plan productId skuId meterId unitOfMeasure quantity unitPrice effectiveUnitPrice retail pec pecReason pricingTotal'.split(' ').map((key) => [key, ''])), ...bill.lines[0] }] })
  assert.match(cells.split('\r\n')[1], /^a,'=HYPERLINK\(1\),/)
  assert.match(cells, /"Disk, ""P10"""/)
  assert.match(cells, /,0\.10,USD,USD,\r\n$/)
})
