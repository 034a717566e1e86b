/**
 * Random files with faults planted in them: several of all kinds, on days that cross a tier and on others, several of a meter
 * and day. Figures come from `exact.mjs`, never from the core.
 */
import { days } from './crossing-days.mjs'
import { add, compare, isZero, mul, parse, plain, roundHalfUp, sub, sum, ZERO } from './exact.mjs'
import { Dice } from './random-months.mjs'

/** @typedef {import('./exact.mjs').Fraction} Fraction */
/** @typedef {Record<string, string>} Row */
/** @typedef {{ from: number, price: string, later: string }} Tier */
/** @typedef {{ at: number, product: string, sku: string, id: string, name: string, publisher: string, tiers: Tier[], due: boolean, credit: boolean }} Meter */
/** @typedef {{ row: Row, right: Row, meter: Meter, tier: Tier, day: number }} Made */
/** @typedef {{ kind: string, row: Row, pricing: Fraction, billing: Fraction }} Fault */

const CHANGE = 6
const DAYS = 9
const OPEN_END = '9223372036854780000'
const COLUMNS = ('CustomerId,InvoiceNumber,ProductId,SkuId,AvailabilityId,MeterId,MeterName,PublisherName,SubscriptionId,EntitlementId,ChargeStartDate,ChargeEndDate,UsageDate,ResourceGroup,ResourceURI,'
  + 'ChargeType,UnitPrice,Quantity,EffectiveUnitPrice,PricingPreTaxTotal,PricingCurrency,PCToBCExchangeRate,BillingPreTaxTotal,BillingCurrency,PartnerEarnedCreditPercentage,CreditPercentage,CreditType').split(',')
const CURRENCIES = [['USD', '1'], ['EUR', '0.8641'], ['JPY', '152.37'], ['GBP', '0.75913'], ['KWD', '0.30671'], ['TWD', '31.255']]

/** @type {(at: number, dice: Dice) => Meter} */
function meter(at, dice) {
  const price = () => `${dice.roll(0, 2)}.${dice.roll(1000, 9999)}${dice.roll(1, 9)}`
  const kind = at === 1 ? 'free' : dice.pick(['free', 'paid', 'three', 'single', 'change', 'spot', 'third', 'credit', 'creditTiers'])
  const first = { from: 0, price: price(), later: '' }
  const next = (/** @type {number} */ from) => ({ from, price: price(), later: '' })
  const edge = dice.roll(20, 90)
  /** @type {Record<string, Tier[]>} */
  const shapes = { free: [{ ...first, price: '0' }, next(edge)], paid: [first, next(edge)], three: [{ ...first, price: dice.chance(50) ? '0' : first.price }, next(edge), next(edge + dice.roll(5, 40))], creditTiers: [first, next(edge)] }
  const tiers = shapes[kind] ?? [first]
  // Prices of some meters change on a day of the month, tier by tier.
  if (kind === 'change' || (['paid', 'three'].includes(kind) && dice.chance(30))) for (const tier of tiers) if (tier.price !== '0') tier.later = price()
  const digits = String(at).padStart(6, '0')
  return {
    at, tiers, product: `DZH318Z${digits.slice(1)}`, sku: `00${String(at).padStart(2, '0')}`, id: `${digits.padStart(8, '0')}-0000-4000-8000-000000000000`, name: kind === 'spot' ? `D${at} Spot` : `D${at}`,
    publisher: kind === 'third' ? 'Contoso' : 'Microsoft', due: !['spot', 'third', 'credit', 'creditTiers'].includes(kind), credit: kind.startsWith('credit')
  }
}

const priceOn = (/** @type {Tier} */ tier, /** @type {number} */ day) => (tier.later !== '' && day >= CHANGE ? tier.later : tier.price)

/** The prices of a tier: the day's first, then that of other days. @type {(tier: Tier, day: number) => string[]} */
export const pricesFrom = (tier, day) => (tier.later === '' ? [tier.price] : day >= CHANGE ? [tier.later, tier.price] : [tier.price, tier.later])

/** @type {(meters: Meter[]) => string} */
function sheet(meters) {
  const rows = meters.flatMap(({ product, sku, name, publisher, tiers, id }) => tiers.flatMap((tier, at) => {
    const times = tier.later === '' ? [[tier.price, '11/1/2025', '11/30/9999']] : [[tier.price, '11/1/2025', `11/${CHANGE - 1}/2025`], [tier.later, `11/${CHANGE}/2025`, '11/30/9999']]
    const ends = tiers.length > 1 ? [tier.from + 1, tiers[at + 1]?.from ?? OPEN_END] : ['', '']
    return times.map(([price, start, end]) => ['Series', product, sku, name, publisher, '', '1 Hour', 'payG-1', 'US', 'USD', price, ...ends, `${start} 12:00:00 AM`, `${end} 11:59:59 PM`, id, '1 Hour', 'Azure'].join(','))
  }))
  return ['ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags', ...rows, ''].join('\n')
}

/** @type {(row: Row) => Row} */
function totalled(row) {
  const total = mul(parse(row.Quantity), parse(row.EffectiveUnitPrice))
  return { ...row, PricingPreTaxTotal: plain(total), BillingPreTaxTotal: plain(mul(total, parse(row.PCToBCExchangeRate))) }
}

/** @type {(row: Row, price: Fraction, due: boolean) => Row} */
function priced(row, price, due) {
  const effective = due ? mul(price, parse('0.85')) : price
  const credit = row.CreditPercentage === '' ? (due ? 'Partner Earned Credit Applied' : 'Credit Not Applied') : 'Azure Credit Applied'
  return totalled({ ...row, EffectiveUnitPrice: plain(effective), PartnerEarnedCreditPercentage: due ? '15' : '', CreditType: credit })
}

/** A month of some meters, right in all figures. @type {(dice: Dice) => { meters: Meter[], made: Made[] }} */
function month(dice) {
  const meters = Array.from({ length: dice.roll(2, 5) }, (_, at) => meter(at + 1, dice))
  const plans = dice.roll(1, 2)
  const own = dice.pick(CURRENCIES)
  const currencies = [own, dice.chance(25) ? dice.pick(CURRENCIES) : own]
  /** @type {Made[]} */
  const made = []
  for (const one of meters) {
    for (let plan = 1; plan <= plans; plan += 1) {
      let used = ZERO
      for (let day = 1; day <= DAYS; day += 1) {
        if (dice.chance(25)) continue
        const rows = dice.roll(1, 6)
        for (let resource = 0; resource < rows; resource += 1) {
          // Usage may be given back, but no more than there was.
          let left = parse(`${dice.roll(1, 9)}.${dice.roll(1, 999_999)}`)
          if (dice.chance(7) && compare(used, left) > 0) left = sub(ZERO, left)
          const subscription = `5000000${plan}-0000-4000-8000-00000000000${resource % 2}`
          const [currency, rate] = currencies[plan - 1]
          while (!isZero(left)) {
            const down = left.n < 0n
            const starts = one.tiers.map((tier) => parse(String(tier.from)))
            const at = Math.max(0, starts.findLastIndex((start) => compare(start, used) < (down ? 0 : 1)))
            const edge = down ? starts[at] : starts[at + 1]
            const room = edge === undefined ? left : sub(edge, used)
            const quantity = (down ? compare(left, room) > 0 : compare(left, room) < 0) || edge === undefined ? left : room
            const tier = one.tiers[at]
            const row = priced({
              CustomerId: `c000000${plan}-0000-4000-8000-000000000000`, InvoiceNumber: 'G000000001', ProductId: one.product, SkuId: one.sku, AvailabilityId: `DZH318ZA${one.at}`, MeterId: one.id, MeterName: one.name,
              PublisherName: one.publisher, SubscriptionId: `a000000${plan}-0000-4000-8000-000000000000`, EntitlementId: subscription, ChargeStartDate: '11/01/2025', ChargeEndDate: '11/30/2025', UsageDate: `11/0${day}/2025`,
              ResourceGroup: 'rg', ResourceURI: `/subscriptions/${subscription}/resourceGroups/rg/providers/Sample/things/${made.length}`, ChargeType: 'new', UnitPrice: priceOn(one.tiers.find(({ price }) => price !== '0') ?? tier, day),
              Quantity: plain(quantity), PricingCurrency: 'USD', PCToBCExchangeRate: rate, BillingCurrency: currency, CreditPercentage: one.credit ? '40' : ''
            }, parse(priceOn(tier, day)), one.due)
            made.push({ row, right: row, meter: one, tier, day })
            used = add(used, quantity)
            left = sub(left, quantity)
          }
        }
      }
    }
  }
  return { meters, made }
}

/** Kinds of faults of a row: the row with the fault, or null where it can't have it. @type {Record<string, (made: Made, dice: Dice) => Row | null>} */
const KINDS = {
  price: ({ row, meter: { due }, tier, day }, dice) => priced(row, add(parse(priceOn(tier, day)), parse(`0.0${dice.roll(1001, 9999)}7`)), due),
  lowerPrice: ({ row, meter: { due }, tier, day }, dice) => (priceOn(tier, day) === '0' ? null : priced(row, mul(parse(priceOn(tier, day)), parse(`0.9${dice.roll(100, 999)}`)), due)),
  priceDate: ({ row, meter: { due }, tier, day }) => (tier.later === '' ? null : priced(row, parse(day < CHANGE ? tier.later : tier.price), due)),
  tier: ({ row, meter: { due, tiers }, tier, day }, dice) => (tiers.length === 1 ? null : priced(row, parse(priceOn(dice.pick(tiers.filter((other) => other !== tier)), day)), due)),
  pecMissing: ({ row, meter: { due }, tier, day }) => (due && priceOn(tier, day) !== '0' ? priced(row, parse(priceOn(tier, day)), false) : null),
  pecNotDue: ({ row, meter: { due, credit }, tier, day }) => (!due && !credit && priceOn(tier, day) !== '0' ? priced(row, parse(priceOn(tier, day)), true) : null),
  fx: ({ row }, dice) => totalled({ ...row, PCToBCExchangeRate: plain(mul(parse(row.PCToBCExchangeRate), parse(`1.${dice.roll(1, 9)}3`))) }),
  rateAlone: ({ row }) => ({ ...row, PCToBCExchangeRate: plain(mul(parse(row.PCToBCExchangeRate), parse('1.25'))) }),
  billing: ({ row }, dice) => ({ ...row, BillingPreTaxTotal: plain(add(parse(row.BillingPreTaxTotal), parse(`0.7${dice.roll(1, 9)}`))) }),
  rounding: ({ row }) => withTotal(row, roundHalfUp(parse(row.PricingPreTaxTotal), 2)),
  arithmetic: ({ row }, dice) => withTotal(row, add(parse(row.PricingPreTaxTotal), parse(`0.${dice.roll(11, 99)}`))),
}

/** @type {(row: Row, total: Fraction) => Row} */
const withTotal = (row, total) => ({ ...row, PricingPreTaxTotal: plain(total), BillingPreTaxTotal: plain(mul(total, parse(row.PCToBCExchangeRate))) })

/** What is off in a row: in pricing and in billing currency. @type {(row: Row, right: Row) => [Fraction, Fraction]} */
function off(row, right) {
  const pricing = sub(parse(row.PricingPreTaxTotal), parse(right.PricingPreTaxTotal))
  // The billed total is off by itself where it is not the row's total at the month's rate.
  const billing = sub(parse(row.BillingPreTaxTotal), mul(parse(row.PricingPreTaxTotal), parse(right.PCToBCExchangeRate)))
  return [pricing, billing]
}

/**
 * A random file with one to six faults: most of them on one day of one meter.
 * @param {number} seed
 */
export function faultyMonth(seed) {
  const dice = new Dice(seed)
  const { meters, made } = month(dice)
  /** @type {Fault[]} */
  const faults = []
  const keyOf = (/** @type {Made} */ { row, day }) => [row.SubscriptionId, row.SkuId, day].join(' ')
  const crossing = made.filter((one) => made.some((other) => keyOf(one) === keyOf(other) && one.tier !== other.tier))
  const hot = keyOf(dice.pick(crossing.length > 0 && dice.chance(80) ? crossing : made))
  const rows = new Map(made.map((one) => [one, one.row]))
  /** @type {Row[]} */
  const twins = []
  const wanted = dice.roll(1, 6)
  for (let tries = 0; faults.length < wanted && tries < 60; tries += 1) {
    const free = made.filter((one) => rows.get(one) === one.row && !twins.some((twin) => twin === one.row))
    const near = free.filter((one) => keyOf(one) === hot)
    if (free.length === 0) break
    const one = dice.pick(near.length > 0 && dice.chance(70) ? near : free)
    const kind = dice.pick([...Object.keys(KINDS), 'pecMissing', 'pecMissing', 'tier', 'duplicateRow'])
    if (kind === 'duplicateRow') {
      twins.push(one.row)
      faults.push({ kind, row: one.row, pricing: parse(one.row.PricingPreTaxTotal), billing: ZERO })
      continue
    }
    const row = KINDS[kind](one, dice)
    if (row === null) continue
    const [pricing, billing] = off(row, one.right)
    // A fault that changes nothing is none: a price of a tier that costs the same, a total that has two decimals.
    if (kind === 'rateAlone' ? row.PCToBCExchangeRate === one.row.PCToBCExchangeRate : isZero(pricing) && isZero(billing)) continue
    rows.set(one, row)
    faults.push({ kind, row, pricing, billing })
  }
  const credits = dice.chance(30) ? [{ ...made[0].row, ChargeType: 'customerCredit', Quantity: '1', EffectiveUnitPrice: '-3.5', PricingPreTaxTotal: '-3.5', BillingPreTaxTotal: plain(mul(parse('-3.5'), parse(made[0].row.PCToBCExchangeRate))), CreditPercentage: '', CreditType: '' }] : []
  const written = [...rows.values(), ...credits, ...twins.map((row) => ({ ...row }))]
  return { prices: sheet(meters), rows: written, credits: credits.length, faults, twins, days: [...days(made, rows)] }
}

/** @type {(rows: Row[]) => string} */
export const usageFile = (rows) => [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => row[name] ?? '').join(',')), ''].join('\n')

/** Money by currency, without what comes to nothing. @type {(amounts: [string, Fraction][]) => Record<string, string>} */
export function byCurrency(amounts) {
  /** @type {Record<string, string>} */
  const sums = {}
  for (const currency of new Set(amounts.map(([name]) => name))) {
    const total = sum(amounts.filter(([name]) => name === currency).map(([, amount]) => amount))
    if (!isZero(total)) sums[currency] = plain(total)
  }
  return sums
}

