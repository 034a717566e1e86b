/** Price lists and months of usage made up from a seed: the same seed makes the same month. */

/** @typedef {import('./reference-access.mjs').AccessFacts} AccessFacts */
/** @typedef {{ product: string, sku: string, meter: string, kind: 'plain' | 'spot' | 'thirdParty', rows: { from: number, next: number | null, price: string, start: string, end: string }[] }} Meter */
/** @typedef {{ retail: string, sheet: string, usage: string, rates: string, request: { month: string, currency: string, rounding: 'documented' | 'nearest', pecRate: string, credits: string, tax: string, access?: AccessFacts } }} Month */

/** Whole numbers from a seed. */
export class Dice {
  /** @param {number} seed */
  constructor(seed) { this.state = (seed * 2_654_435_761) >>> 0 }
  /** A whole number from `from` to `to`. @param {number} from @param {number} to */
  roll(from, to) {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return from + ((mixed ^ (mixed >>> 14)) >>> 0) % (to - from + 1)
  }
  /** @template T @param {T[]} list @returns {T} */
  pick(list) { return list[this.roll(0, list.length - 1)] }
  /** @param {number} percent */
  chance(percent) { return this.roll(1, 100) <= percent }
  /** @template T @param {T[]} list @returns {T[]} */
  shuffle(list) {
    const copy = [...list]
    for (let at = copy.length - 1; at > 0; at -= 1) {
      const other = this.roll(0, at);
      [copy[at], copy[other]] = [copy[other], copy[at]]
    }
    return copy
  }
  /** A decimal with so many digits before and at most so many after the point. @param {number} whole @param {number} decimals */
  decimal(whole, decimals) {
    const digits = (/** @type {number} */ count) => Array.from({ length: count }, () => this.roll(0, 9)).join('')
    const front = digits(whole).replace(/^0+(?=\d)/, '') || '0'
    return decimals === 0 ? front : `${front}.${digits(decimals)}`
  }
}

const MONTH = '2025-11'
const OPEN_END = '9223372036854780000'
const CURRENCIES = ['USD', 'EUR', 'JPY', 'KWD', 'AED', 'DKK']

/** @type {(dice: Dice) => string} */
function price(dice) {
  if (dice.chance(6)) return '0'
  if (dice.chance(10)) return `${dice.roll(1, 9)}.${dice.roll(10, 99)}E-0${dice.roll(2, 7)}`
  return dice.decimal(dice.roll(0, 3), dice.pick([2, 4, 6, 6, 15, 16]))
}

/** @type {(dice: Dice) => string} */
function quantity(dice) {
  const amount = dice.pick([
    () => String(dice.roll(0, 40)), () => dice.decimal(2, 6), () => dice.decimal(3, 10), () => dice.decimal(1, 15), () => dice.decimal(9, 6),
    () => `${dice.roll(1, 9)}.${dice.roll(10, 99)}E-0${dice.roll(1, 8)}`
  ])()
  return dice.chance(6) ? `-${amount}` : amount
}

/** A meter; sometimes the one before under another SKU, which shares its quantity and not its prices. @type {(dice: Dice, index: number, before?: Meter) => Meter} */
function meter(dice, index, before) {
  const tiers = dice.chance(35) ? 1 : dice.roll(2, 7)
  const starts = [0]
  while (starts.length < tiers) starts.push((starts.at(-1) ?? 0) + dice.pick([1, 2, 5, 10, 100, 1000, 51_200]))
  const isFree = tiers > 1 && dice.chance(40)
  const periods = dice.chance(25) ? [['2025-01-01', '2025-11-14'], ['2025-11-15', '']] : [['2025-01-01', '']]
  return {
    product: `DZH318Z0${String(1000 + dice.roll(0, 3))}`,
    sku: index.toString(36).toUpperCase().padStart(4, '0'),
    meter: before && dice.chance(30) ? before.meter : `${String(index).padStart(8, '0')}-0000-4000-8000-${String(dice.roll(0, 999_999)).padStart(12, '0')}`,
    kind: dice.chance(15) ? 'spot' : dice.chance(10) ? 'thirdParty' : 'plain',
    rows: periods.flatMap(([start, end]) => starts.map((from, at) => ({ from, next: starts[at + 1] ?? null, price: isFree && at === 0 ? '0' : price(dice), start, end })))
  }
}

/** @type {(meters: Meter[], dice: Dice) => string} */
function retailList(meters, dice) {
  const rows = meters.flatMap(({ product, sku, meter: id, kind, rows: tiers }) => tiers.map((row) => [
    'USD', row.from, '', row.price, row.price, 'westeurope', 'EU West', `${row.start}T00:00:00Z`, row.end && `${row.end}T23:59:59Z`, id, kind === 'spot' ? 'D4 Spot' : 'D4',
    product, `${product}/${sku}`, 'Sample', kind === 'spot' ? 'D4 Spot' : 'D4', 'Virtual Machines', 'DZH3', 'Compute', '1 Hour', 'Consumption', 'true', ''
  ].join(',')))
  return ['currencyCode,tierMinimumUnits,reservationTerm,retailPrice,unitPrice,armRegionName,location,effectiveStartDate,effectiveEndDate,meterId,meterName,productId,skuId,'
    + 'productName,skuName,serviceName,serviceId,serviceFamily,unitOfMeasure,type,isPrimaryMeterRegion,armSkuName', ...dice.shuffle(rows), ''].join('\n')
}

/** @type {(iso: string, time: string) => string} */
const usDate = (iso, time) => `${Number(iso.slice(5, 7))}/${Number(iso.slice(8))}/${iso.slice(0, 4)} ${time}`

/** @type {(meters: Meter[], dice: Dice) => string} */
function sheetList(meters, dice) {
  const rows = meters.flatMap(({ product, sku, meter: id, kind, rows: tiers }) => tiers.map((row) => [
    'Virtual Machines Sample Series', product, sku, `Virtual Machines Sample Series - ${kind === 'spot' ? 'D4 Spot' : 'D4'} - EU West`, kind === 'thirdParty' ? 'Contoso' : 'Microsoft', '', '1 Hour',
    'payG-1', 'US', 'USD', row.price, tiers.some((other) => other.from > 0) ? row.from + 1 : '', tiers.some((other) => other.from > 0) ? row.next ?? OPEN_END : '',
    usDate(row.start, '12:00:00 AM'), usDate(row.end || '9999-11-30', '11:59:59 PM'), id, '1 Hour', 'Azure'
  ].map((field) => `"${field}"`).join(',')))
  return ['ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,'
    + 'EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags', ...dice.shuffle(rows), ''].join('\n')
}

/** An id as files write it: in capitals or small letters, at times in braces. @type {(dice: Dice, id: string) => string} */
function written(dice, id) {
  const cased = dice.chance(20) ? id.toUpperCase() : id
  return dice.chance(4) ? `{${cased}} ` : cased
}

/** @type {(meters: Meter[], dice: Dice) => string} */
function usageMonth(meters, dice) {
  const plans = Array.from({ length: dice.roll(1, 3) }, (_, at) => at + 1)
  const rows = Array.from({ length: dice.roll(3, 60) }, () => {
    const { product, sku, meter: id, kind } = dice.pick(meters)
    const plan = dice.pick(plans)
    const subscription = `5000000${plan}-0000-4000-8000-0000000000b${dice.roll(1, 3)}`
    const group = `rg-${dice.roll(1, 3)}`
    return [
      `11/${dice.roll(1, 30)}/2025`, dice.chance(3) ? '' : written(dice, `c000000${plan % 2}-0000-4000-8000-000000000000`), written(dice, `a000000${plan}-0000-4000-8000-000000000000`), written(dice, subscription), group,
      `/subscriptions/${subscription}/resourceGroups/${group}/providers/Sample/things/${dice.roll(1, 4)}`, product, dice.chance(3) ? 'ZZZZ' : sku, dice.chance(3) ? '' : written(dice, id), quantity(dice),
      kind === 'thirdParty' ? 'Contoso' : 'Microsoft'
    ].join(',')
  })
  return ['UsageDate,CustomerId,SubscriptionId,EntitlementId,ResourceGroup,ResourceURI,ProductId,SkuId,MeterId,Quantity,PublisherName', ...rows, ''].join('\n')
}

/** @type {(dice: Dice) => AccessFacts} */
function access(dice) {
  const scopes = ['/', ...[1, 2, 3].map((plan) => `/subscriptions/5000000${plan}-0000-4000-8000-0000000000b1`), '/Subscriptions/50000001-0000-4000-8000-0000000000b2/resourceGroups/RG-1']
  const moment = () => `2025-11-${String(dice.roll(1, 30)).padStart(2, '0')}T${dice.pick(['00', '00', '12'])}:00:00Z`
  return {
    grants: Array.from({ length: dice.roll(0, 6) }, () => ({
      holder: dice.pick(/** @type {const} */ (['provider', 'reseller', 'other'])), method: dice.pick(/** @type {const} */ (['aobo', 'user', 'servicePrincipal'])),
      role: dice.pick(['Owner', 'Contributor', 'Reader']), partnerIdLinked: dice.chance(70), scope: dice.pick(scopes),
      from: dice.chance(50) ? moment() : null, to: dice.chance(50) ? moment() : null
    }))
  }
}

/** @type {(seed: number) => Month} */
export function randomMonth(seed) {
  const dice = new Dice(seed)
  /** @type {Meter[]} */
  const meters = []
  for (let left = dice.roll(1, 8); left > 0; left -= 1) meters.push(meter(dice, meters.length + 1, meters.at(-1)))
  const currency = dice.pick(CURRENCIES)
  const rate = `${dice.pick(['0.00', '0.', '1.'])}${dice.roll(1, 9)}${dice.decimal(0, 15).slice(2)}`
  return {
    retail: retailList(meters, dice),
    sheet: sheetList(meters, dice),
    usage: usageMonth(meters, dice),
    rates: ['CurrencyCode,USDPerUnit,Month', ...CURRENCIES.map((code) => `${code},${code === 'USD' ? '1' : rate},${MONTH}`), ''].join('\n'),
    request: {
      month: MONTH, currency, rounding: dice.chance(25) ? 'nearest' : 'documented', pecRate: dice.pick(['0.15', '0.15', '0.15', '0', '0.075']),
      credits: dice.chance(20) ? String(dice.roll(0, 50)) : '0', tax: dice.chance(20) ? String(dice.roll(0, 50)) : '0',
      ...(dice.chance(40) ? { access: access(dice) } : {})
    }
  }
}
