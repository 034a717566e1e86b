/** The files of the reference, read in the simplest way there is: good files only, no diagnostics. */
import { add, compare, fraction, parse, sub, ONE, ZERO } from './exact.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {{ key: string, from: Fraction, price: Fraction, start: bigint, end: bigint, spot: boolean, thirdParty: boolean }} PriceRow */
/** @typedef {Record<string, string> & { row: string }} UsageRow */

const OPEN_START = -(10n ** 30n)
const OPEN_END = 10n ** 30n

/** Fields of a CSV, by lower-case column name; `row` is the number a spreadsheet shows. @type {(text: string) => UsageRow[]} */
export function csv(text) {
  const [header, ...records] = split(text.replace(/^\uFEFF/, ''))
  const names = header.map((name) => name.trim().toLowerCase().replace(/[^a-z]/g, ''))
  return records.map((fields, index) => {
    const row = /** @type {UsageRow} */ ({ row: String(index + 2) })
    names.forEach((name, at) => { row[name] = fields[at] ?? '' })
    return row
  })
}

/** @type {(text: string) => string[][]} */
function split(text) {
  /** @type {string[][]} */
  const records = [[]]
  let field = ''
  let quoted = false
  const end = () => { records[records.length - 1].push(field); field = '' }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted && sign === '"' && text[at + 1] === '"') { field += '"'; at += 1 }
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ',') end()
    else if (!quoted && sign === '\n') { end(); records.push([]) }
    else if (quoted || sign !== '\r') field += sign
  }
  end()
  return records.filter((record) => record.length > 1 || record[0] !== '')
}

/** An instant in units of 100 nanoseconds. @type {(text: string) => bigint} */
export function instant(text) {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?Z?)?$/.exec(text)
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?: (AM|PM))?)?$/.exec(text)
  if (iso) return ticks(iso.slice(1, 7).map((part) => Number(part ?? 0)), iso[7] ?? '')
  if (!us) throw new Error(`not a date: ${text}`)
  const [month, day, year, hour, minute, second] = us.slice(1, 7).map((part) => Number(part ?? 0))
  const hours = us[7] ? (hour % 12) + (us[7] === 'PM' ? 12 : 0) : hour
  return ticks([year, month, day, hours, minute, second], '')
}

/** @type {(parts: number[], decimals: string) => bigint} */
function ticks([year, month, day, hour, minute, second], decimals) {
  return BigInt(Date.UTC(year, month - 1, day, hour, minute, second)) * 10_000n + BigInt(decimals.padEnd(7, '0'))
}

/** Days of the dates seen so far: a month has thirty. @type {Map<string, string>} */
const days = new Map()

/** `2025-11-30` of a usage date. @type {(text: string) => string} */
export function dayOf(text) {
  const known = days.get(text)
  if (known) return known
  const day = new Date(Number(instant(text) / 10_000n)).toISOString().slice(0, 10)
  days.set(text, day)
  return day
}

/** A SKU id as Microsoft writes it: four characters. @type {(text: string) => string} */
export const sku = (text) => text.slice(text.lastIndexOf('/') + 1).padStart(4, '0')

/** The consumption rows of a Partner Center sheet or a Retail list. @type {(text: string) => PriceRow[]} */
export function priceRows(text) {
  return csv(text).flatMap((row) => ('tierminimumunits' in row ? retailRow(row) : sheetRow(row)))
}

/** @type {(row: UsageRow) => PriceRow[]} */
function retailRow(row) {
  if (row.type !== 'Consumption') return []
  const compute = ['Virtual Machines', 'Container Instances'].includes(row.servicename)
  return [{
    key: [row.productid, sku(row.skuid), row.meterid.toLowerCase()].join(' '),
    from: parse(row.tierminimumunits),
    price: parse(row.unitprice),
    start: row.effectivestartdate ? instant(row.effectivestartdate) : OPEN_START,
    end: row.effectiveenddate ? instant(row.effectiveenddate) : OPEN_END,
    spot: compute && /\bSpot\b/.test(`${row.metername} ${row.skuname}`),
    thirdParty: false
  }]
}

/** @type {(row: UsageRow) => PriceRow[]} */
function sheetRow(row) {
  const min = row.pricingtierrangemin
  return row.meterids.split(/[;,]/).map((meter) => ({
    key: [row.productid, sku(row.skuid), meter.trim().toLowerCase()].join(' '),
    from: min === '' || compare(parse(min), ZERO) === 0 ? ZERO : sub(parse(min), ONE),
    price: parse(row.unitprice),
    start: instant(row.effectivestartdate),
    end: instant(row.effectiveenddate),
    spot: /^(Virtual Machines|Container Instances)/.test(row.producttitle) && /\bSpot\b/.test(row.skutitle),
    thirdParty: row.publisher !== 'Microsoft' || /ThirdParty/.test(row.tags)
  }))
}

/** Day, then the order inside a day; capitals and small letters are one. @type {(a: UsageRow, b: UsageRow) => number} */
export function byDay(a, b) {
  return order(dayOf(a.usagedate), dayOf(b.usagedate))
    || order(bareId(a.entitlementid), bareId(b.entitlementid))
    || order((a.resourcegroup ?? '').toLowerCase(), (b.resourcegroup ?? '').toLowerCase())
    || order((a.resourceuri ?? '').toLowerCase(), (b.resourceuri ?? '').toLowerCase())
    || compare(parse(a.quantity), parse(b.quantity))
    || Number(a.row) - Number(b.row)
}

/** An id for comparing: no case, no spaces, no braces. @type {(text?: string) => string} */
export const bareId = (text = '') => text.trim().replace(/^\{(.*)\}$/, '$1').toLowerCase()

/** @type {(a: string, b: string) => number} */
const order = (a, b) => Number(a > b) - Number(a < b)

/** USD for one unit of a currency in a month, from the exchange-rate file. @type {(text: string, currency: string, month: string) => Fraction} */
export function usdPerUnit(text, currency, month) {
  const row = csv(text).find((each) => each.currencycode === currency && each.month.replace(/\D/g, '') === month.replace('-', ''))
  if (!row) throw new Error(`no rate for ${currency} in ${month}`)
  return add(parse(row.usdperunit), fraction(0n))
}
