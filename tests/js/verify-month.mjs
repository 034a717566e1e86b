/**
 * A month of a daily rated usage file made up from a seed, as Microsoft prints it, with its reconciliation file; and faults
 * of every kind to plant in it. The figures come from `exact.mjs`, never from the core.
 */
import { add, compare, div, fixed, isZero, mul, parse, plain, roundDown, roundHalfUp, significant, sub, sum, ONE, ZERO } from './exact.mjs'
import { Dice } from './random-months.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {Record<string, string>} Row */
/** @typedef {{ product: string, sku: string, availability: string, meter: string, name: string, publisher: string, tiers: { from: number, price: string, later: string }[], earns: boolean }} Meter */
/** @typedef {{ cause: string, row: Row, file: 'usage' | 'recon' }} Planted */

const CHANGE = 16
const OPEN_END = '9223372036854780000'
export const DAYS = 30

export const COLUMNS = ('CustomerId,InvoiceNumber,ProductId,SkuId,AvailabilityId,MeterId,MeterName,PublisherName,SubscriptionId,EntitlementId,ChargeStartDate,ChargeEndDate,UsageDate,'
  + 'ResourceGroup,ResourceURI,ChargeType,UnitPrice,Quantity,EffectiveUnitPrice,PricingPreTaxTotal,PricingCurrency,PCToBCExchangeRate,BillingPreTaxTotal,BillingCurrency,'
  + 'PartnerEarnedCreditPercentage,CreditType').split(',')
const RECON = 'ProductId,SkuId,AvailabilityId,SubscriptionId,SubscriptionDescription,ChargeStartDate,ChargeEndDate,ChargeType,EffectiveUnitPrice,BillableQuantity,Quantity,Subtotal,Currency,PCToBCExchangeRate,MeterDescription'.split(',')

/** @type {(index: number, dice: Dice) => Meter} */
function meter(index, dice) {
  const id = String(index).padStart(6, '0')
  const kind = index % 10
  const price = () => `${dice.roll(0, 2)}.${dice.roll(1000, 9999)}${dice.roll(1, 9)}`
  const one = price()
  // Every fifth meter has tiers, of which every other starts with a grant; prices of one meter in ten change in mid-month.
  const tiers = kind % 5 === 0
    ? [{ from: 0, price: kind === 0 ? '0' : '3.5', later: '' }, { from: 100 + index, price: one, later: '' }, { from: 1000 + index, price: plain(mul(parse(one), parse('0.5'))), later: '' }]
    : [{ from: 0, price: one, later: kind === 3 ? plain(add(parse(one), parse('0.25'))) : '' }]
  const publisher = kind === 7 ? 'Contoso' : 'Microsoft'
  const name = kind === 6 ? `D${index} Spot` : `D${index}`
  return { product: `DZH318Z${id.slice(1)}`, sku: index.toString(36).toUpperCase().padStart(4, '0'), availability: `DZH318ZA${id}`, meter: `${id.padStart(8, '0')}-0000-4000-8000-000000000000`, name, publisher, tiers, earns: kind !== 6 && kind !== 7 }
}

/** Prices of the tiers on a day. @type {(meter: Meter, day: number) => { from: number, price: string }[]} */
const tiersOn = ({ tiers }, day) => tiers.map(({ from, price, later }) => ({ from, price: later !== '' && day >= CHANGE ? later : price }))

/** The list in Partner Center's form. @type {(meters: Meter[]) => string} */
function sheet(meters) {
  const rows = meters.flatMap(({ product, sku, meter: id, name, publisher, tiers }) => tiers.flatMap((tier, at) => {
    const next = tiers[at + 1]
    const times = tier.later === '' ? [[tier.price, '11/1/2025', '11/30/9999']] : [[tier.price, '11/1/2025', `11/${CHANGE - 1}/2025`], [tier.later, `11/${CHANGE}/2025`, '11/30/9999']]
    return times.map(([price, start, end]) => ['Series', product, sku, `Series - ${name} - EU West`, publisher, '', '1 Hour', 'payG-1', 'US', 'USD', price,
      tiers.length > 1 ? tier.from + 1 : '', tiers.length > 1 ? next?.from ?? OPEN_END : '', `${start} 12:00:00 AM`, `${end} 11:59:59 PM`, id, '1 Hour', 'Azure'].join(','))
  }))
  return ['ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags', ...rows, ''].join('\n')
}

/** The row with totals that follow from its quantity, price and rate. @type {(row: Row) => Row} */
export function totalled(row) {
  const total = mul(parse(row.Quantity), parse(row.EffectiveUnitPrice))
  return { ...row, PricingPreTaxTotal: plain(total), BillingPreTaxTotal: plain(mul(total, parse(row.PCToBCExchangeRate))) }
}

/** The row at another price. @type {(row: Row, price: Fraction, pec?: string) => Row} */
export function repriced(row, price, pec = row.PartnerEarnedCreditPercentage) {
  const effective = pec === '' ? price : mul(price, parse('0.85'))
  return totalled({ ...row, EffectiveUnitPrice: plain(effective), PartnerEarnedCreditPercentage: pec, CreditType: pec === '' ? 'Credit Not Applied' : 'Partner Earned Credit Applied' })
}

/**
 * @param {number} seed
 * @param {number} size about so many rows
 * @param {{ rate: string, currency: string }} [billed]
 */
export function verifyMonth(seed, size, { rate, currency } = { rate: '0.846202666', currency: 'EUR' }) {
  const dice = new Dice(seed)
  const resources = 10
  const meters = Array.from({ length: Math.max(20, Math.round(size / (DAYS * resources * 2))) }, (_, at) => meter(at + 1, dice))
  /** @type {Row[]} */
  const rows = []
  for (const one of meters) {
    for (const plan of [1, 2]) {
      let used = ZERO
      for (let day = 1; day <= DAYS; day += 1) {
        for (let resource = 0; resource < resources; resource += 1) {
          const [first, ...later] = tiersOn(one, day)
          let left = parse(dice.decimal(1, dice.pick([2, 4, 6])).replace(/^0/, '1'))
          const subscription = `5000000${plan}-0000-4000-8000-00000000000${resource % 3}`
          const tiers = [first, ...later]
          // A row that crosses a tier is printed in two.
          while (!isZero(left)) {
            const at = tiers.findLastIndex((tier) => compare(parse(String(tier.from)), used) <= 0)
            const room = at + 1 < tiers.length ? sub(parse(String(tiers[at + 1].from)), used) : left
            const quantity = compare(left, room) < 0 ? left : room
            rows.push(repriced({
              CustomerId: `c000000${plan}-0000-4000-8000-000000000000`, InvoiceNumber: 'G000000001', ProductId: one.product, SkuId: one.sku, AvailabilityId: one.availability, MeterId: one.meter, MeterName: one.name,
              PublisherName: one.publisher, SubscriptionId: `a000000${plan}-0000-4000-8000-000000000000`, EntitlementId: subscription, ChargeStartDate: '11/01/2025', ChargeEndDate: '11/30/2025',
              UsageDate: `11/${String(day).padStart(2, '0')}/2025`, ResourceGroup: 'rg', ResourceURI: `/subscriptions/${subscription}/resourceGroups/rg/providers/Sample/things/${resource}`, ChargeType: 'new',
              UnitPrice: (tiers.find((tier) => tier.price !== '0') ?? first).price, Quantity: plain(quantity), PricingCurrency: 'USD', PCToBCExchangeRate: rate, BillingCurrency: currency
            }, parse(tiers[at].price), one.earns ? '15' : ''))
            used = add(used, quantity)
            left = sub(left, quantity)
          }
        }
      }
    }
  }
  return { prices: sheet(meters), meters, rows, lines: reconLines(rows) }
}

/** The reconciliation lines of rows: ROUNDDOWN twice, the price to 15 digits. @type {(rows: Row[]) => Row[]} */
export function reconLines(rows) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map()
  for (const row of rows) {
    const key = [row.SubscriptionId, row.ProductId, row.SkuId, row.AvailabilityId].join(' ')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].map((group) => {
    const [{ ProductId, SkuId, AvailabilityId, SubscriptionId, BillingCurrency, PCToBCExchangeRate, MeterName }] = group
    const quantity = sum(group.map((row) => parse(row.Quantity)))
    const exact = sum(group.map((row) => parse(row.PricingPreTaxTotal)))
    const pricing = roundDown(exact, 2)
    const minor = BillingCurrency === 'JPY' ? 0 : 2
    const price = isZero(quantity) ? ZERO : significant(div(isZero(pricing) ? exact : pricing, quantity), 15)
    return {
      ProductId, SkuId, AvailabilityId, SubscriptionId, SubscriptionDescription: 'Azure plan', ChargeStartDate: '11/1/2025', ChargeEndDate: '11/30/2025', ChargeType: 'new', EffectiveUnitPrice: plain(price),
      BillableQuantity: plain(quantity), Quantity: '1', Subtotal: fixed(roundDown(mul(pricing, parse(PCToBCExchangeRate)), minor), minor), Currency: BillingCurrency, PCToBCExchangeRate, MeterDescription: MeterName
    }
  })
}

/** @type {(columns: string[], rows: Row[]) => string} */
const csv = (columns, rows) => [columns.join(','), ...rows.map((row) => columns.map((name) => row[name] ?? '').join(',')), ''].join('\n')
/** @type {(rows: Row[]) => string} */
export const usageFile = (rows) => csv(COLUMNS, rows)
/** @type {(lines: Row[]) => string} */
export const reconFile = (lines) => csv(RECON, lines)

/** @type {(row: Row) => string} */
const keyOf = (row) => [row.SubscriptionId, row.ProductId, row.SkuId].join(' ')
const dayOf = (/** @type {Row} */ row) => Number(row.UsageDate.slice(3, 5))

/**
 * The month with one fault of each of twelve kinds: what was planted, and the files with it.
 * @param {ReturnType<typeof verifyMonth>} month
 * @param {number} seed
 */
export function planted({ rows, meters, lines }, seed) {
  const dice = new Dice(seed)
  const files = { rows: [...rows], lines: lines.map((line) => ({ ...line })) }
  const taken = new Set()
  /** @type {Planted[]} */
  const plants = []
  const byId = new Map(meters.map((one) => [one.sku, one]))
  const isPlain = (/** @type {Meter} */ one) => one.tiers.length === 1 && one.tiers[0].later === '' && one.earns
  /** A row of its own plan and meter. @type {(fits: (row: Row, meter: Meter) => boolean) => number} */
  const choose = (fits) => {
    const start = dice.roll(0, rows.length - 1)
    for (let step = 0; step < rows.length; step += 1) {
      const at = (start + step) % rows.length
      const one = byId.get(rows[at].SkuId)
      if (one && !taken.has(keyOf(rows[at])) && fits(rows[at], one)) {
        taken.add(keyOf(rows[at]))
        return at
      }
    }
    throw new Error('no row to plant a fault in')
  }
  /** @type {(cause: string, fits: (row: Row, meter: Meter) => boolean, change: (row: Row, meter: Meter) => Row) => void} */
  const plant = (cause, fits, change) => {
    const at = choose(fits)
    files.rows[at] = change(rows[at], /** @type {Meter} */ (byId.get(rows[at].SkuId)))
    plants.push({ cause, row: files.rows[at], file: 'usage' })
  }
  const plainMeter = (/** @type {Row} */ _, /** @type {Meter} */ one) => isPlain(one)
  plant('price', plainMeter, (row) => repriced(row, add(parse(row.UnitPrice), parse('0.0123'))))
  plant('priceDate', (row, one) => one.tiers[0].later !== '' && dayOf(row) < CHANGE && one.earns, (row, one) => repriced(row, parse(one.tiers[0].later)))
  plant('tier', (row, one) => one.tiers[0].price === '0' && dayOf(row) === 1 && parse(row.EffectiveUnitPrice).n === 0n, (row, one) => repriced(row, parse(one.tiers[1].price)))
  plant('pecMissing', plainMeter, (row) => repriced(row, parse(row.UnitPrice), ''))
  plant('pecNotDue', (_, one) => !one.earns, (row) => repriced(row, parse(row.UnitPrice), '15'))
  plant('fx', plainMeter, (row) => totalled({ ...row, PCToBCExchangeRate: plain(mul(parse(row.PCToBCExchangeRate), parse('1.25'))) }))
  plant('rounding', (row, one) => isPlain(one) && !/\.\d{0,2}$/.test(row.PricingPreTaxTotal), (row) => {
    const total = roundHalfUp(parse(row.PricingPreTaxTotal), 2)
    return { ...row, PricingPreTaxTotal: plain(total), BillingPreTaxTotal: plain(mul(total, parse(row.PCToBCExchangeRate))) }
  })
  plant('arithmetic', plainMeter, (row) => {
    const total = add(parse(row.PricingPreTaxTotal), ONE)
    return { ...row, PricingPreTaxTotal: plain(total), BillingPreTaxTotal: plain(mul(total, parse(row.PCToBCExchangeRate))) }
  })
  const twice = { ...rows[choose(plainMeter)] }
  files.rows.splice(dice.roll(0, files.rows.length), 0, twice)
  plants.push({ cause: 'duplicateRow', row: twice, file: 'usage' })
  const lineOf = (/** @type {Row} */ row) => /** @type {Row} */ (files.lines.find((line) => keyOf(line) === keyOf(row)))
  const gone = rows[choose((row, one) => one.tiers.length > 1 && dayOf(row) > 1)]
  files.rows = files.rows.filter((row) => row !== gone)
  plants.push({ cause: 'missingRow', row: lineOf(gone), file: 'recon' })
  const late = totalled({ ...rows[choose(plainMeter)], UsageDate: '10/31/2025' })
  // October's list is the list of November here: the meter has one price on all days but none before November.
  files.rows.push(late)
  plants.push({ cause: 'lateUsage', row: late, file: 'usage' })
  const line = lineOf(rows[choose(plainMeter)])
  line.Subtotal = fixed(add(parse(line.Subtotal), parse('1')), line.Subtotal.includes('.') ? 2 : 0)
  plants.push({ cause: 'reconTotal', row: line, file: 'recon' })
  return { ...files, plants }
}
