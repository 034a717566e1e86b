/**
 * A made-up month of usage of the sample prices: one customer, one Azure plan, two subscriptions, November 2025, in the
 * columns of a daily rated usage file. The quantities are made up, the printed prices and totals are the exact ones.
 */
import { mul, parse, plain, sub, ONE } from '../tests/js/exact.mjs'
import { rateRows } from '../tests/js/reference.mjs'
import { dayOf } from '../tests/js/reference-files.mjs'

/** @typedef {Record<string, string>} Row */
/** @typedef {{ day: number, seed: number }} Moment */
/** @typedef {{ subscription: 'prod' | 'dev', group: string, resource: string, product: string, meter: string, region: string, sku?: string, amount: (moment: Moment) => string | null }} Source */

const DAYS = 30
const CUSTOMER = 'c0a1f0de-0000-4000-8000-000000000001'
const PLAN = 'a2b3c4d5-0000-4000-8000-000000000001'
const SUBSCRIPTIONS = {
  prod: { id: '5a5a0001-0000-4000-8000-000000000001', name: 'Production' },
  dev: { id: '5a5a0002-0000-4000-8000-000000000002', name: 'Development' }
}

/** A number with `digits` decimals between two whole numbers of the last digit, the same for the same seed. @type {(seed: number, from: number, to: number, digits: number) => string} */
function between(seed, from, to, digits) {
  const mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 0
  const units = String(from + ((mixed ^ (mixed >>> 13)) >>> 0) % (to - from + 1)).padStart(digits + 1, '0')
  return digits === 0 ? units : `${units.slice(0, -digits)}.${units.slice(-digits)}`
}

const isWorkday = (/** @type {number} */ day) => ![6, 0].includes(new Date(Date.UTC(2025, 10, day)).getUTCDay())
/** The same every day. @type {(text: string) => Source['amount']} */
const daily = (text) => () => text
/** On workdays only. @type {(text: string) => Source['amount']} */
const workdays = (text) => ({ day }) => (isWorkday(day) ? text : null)
/** Made up anew each day. @type {(from: number, to: number, digits: number, every?: number) => Source['amount']} */
const varying = (from, to, digits, every = 1) => ({ day, seed }) => (day % every === 0 ? between(seed, from, to, digits) : null)

const LINUX = 'Virtual Machines Dsv5 Series'
const EU = 'westeurope'

/** What runs where. @type {Source[]} */
const SOURCES = [
  { subscription: 'prod', group: 'rg-web', resource: 'Microsoft.Compute/virtualMachines/web-1', product: LINUX, meter: 'D4s v5', region: EU, amount: daily('24') },
  { subscription: 'prod', group: 'rg-web', resource: 'Microsoft.Compute/virtualMachines/web-2', product: LINUX, meter: 'D4s v5', region: EU, amount: varying(1_999_000, 2_400_000, 5, 2) },
  { subscription: 'prod', group: 'rg-web', resource: 'Microsoft.Compute/virtualMachines/admin', product: `${LINUX} Windows`, meter: 'D2s v5', region: EU, amount: workdays('10') },
  { subscription: 'prod', group: 'rg-batch', resource: 'Microsoft.Compute/virtualMachineScaleSets/batch', product: LINUX, meter: 'D4s v5 Spot', region: EU, amount: varying(300_000, 9_600_000, 5, 2) },
  { subscription: 'prod', group: 'rg-web', resource: 'Microsoft.Compute/disks/web-1', product: 'Premium SSD Managed Disks', meter: 'P10 LRS Disk', region: EU, amount: daily('0.033336') },
  { subscription: 'prod', group: 'rg-web', resource: 'Microsoft.Network/publicIPAddresses/web', product: 'IP Addresses', meter: 'Standard IPv4 Static Public IP', region: EU, amount: daily('24') },
  { subscription: 'prod', group: 'rg-web', resource: 'Microsoft.Network/publicIPAddresses/web', product: 'Rtn Preference: MGN', meter: 'Standard Data Transfer Out', region: EU, amount: varying(3_100_000, 6_900_000, 6) },
  { subscription: 'prod', group: 'rg-data', resource: 'Microsoft.DBforPostgreSQL/flexibleServers/orders', product: 'Azure Database for PostgreSQL Flexible Server Burstable BS Series Compute', meter: 'B2S', region: EU, amount: daily('24') },
  { subscription: 'prod', group: 'rg-data', resource: 'Microsoft.Storage/storageAccounts/archive', product: 'General Block Blob v2', meter: 'Hot LRS Data Stored', region: EU, amount: varying(62_000_000, 63_900_000, 6, 2) },
  { subscription: 'prod', group: 'rg-ai', resource: 'Microsoft.CognitiveServices/accounts/assistant', product: 'Azure OpenAI', meter: 'gpt-4o-mini-0718-Inp-glbl Tokens', region: 'eastus', amount: varying(150_000, 9_800_000, 3, 2) },
  { subscription: 'prod', group: 'rg-ai', resource: 'Microsoft.CognitiveServices/accounts/assistant', product: 'Azure OpenAI', meter: 'gpt-4o-mini-0718-Outp-glbl Tokens', region: 'eastus', amount: varying(90_000, 2_700_000, 3, 2) },
  { subscription: 'prod', group: 'rg-ops', resource: 'Microsoft.OperationalInsights/workspaces/central', product: 'Log Analytics', meter: 'Analytics Logs Data Ingestion', region: EU, amount: varying(180_000, 460_000, 6) },
  { subscription: 'prod', group: 'rg-ops', resource: 'Microsoft.Network/dnsZones/sample.example', product: 'Azure DNS', meter: 'Public Zone', region: 'Zone 1', amount: varying(33_336, 33_336, 6, 5) },
  { subscription: 'dev', group: 'rg-dev', resource: 'Microsoft.Compute/virtualMachines/build', product: 'Virtual Machines Bsv2 Series', meter: 'B2s v2', region: EU, amount: workdays('9.5') },
  { subscription: 'dev', group: 'rg-dev', resource: 'Microsoft.Network/publicIPAddresses/build', product: 'Rtn Preference: MGN', meter: 'Standard Data Transfer Out', region: EU, amount: varying(40_000, 990_000, 6, 3) },
  { subscription: 'dev', group: 'rg-dev', resource: 'Microsoft.OperationalInsights/workspaces/dev', product: 'Log Analytics', meter: 'Analytics Logs Data Ingestion', region: EU, amount: varying(1_000, 90_000, 6, 3) },
  { subscription: 'dev', group: 'rg-dev', resource: 'Microsoft.Web/sites/jobs', product: 'Functions', meter: 'Standard Total Executions', region: EU, amount: varying(3_100, 5_900, 0, 2) }
]

const COLUMNS = ('PartnerId,PartnerName,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,MpnId,Tier2MpnId,InvoiceNumber,ProductId,SkuId,AvailabilityId,SkuName,'
  + 'ProductName,PublisherName,PublisherId,SubscriptionDescription,SubscriptionId,ChargeStartDate,ChargeEndDate,UsageDate,MeterType,MeterCategory,MeterId,MeterSubCategory,'
  + 'MeterName,MeterRegion,Unit,ResourceLocation,ConsumedService,ResourceGroup,ResourceURI,ChargeType,UnitPrice,Quantity,UnitType,BillingPreTaxTotal,BillingCurrency,'
  + 'PricingPreTaxTotal,PricingCurrency,ServiceInfo1,ServiceInfo2,Tags,AdditionalInfo,EffectiveUnitPrice,PCToBCExchangeRate,PCToBCExchangeRateDate,EntitlementId,'
  + 'EntitlementDescription,PartnerEarnedCreditPercentage,CreditPercentage,CreditType,BenefitOrderId,BenefitId,BenefitType').split(',')

/** @type {(source: Source, prices: Row[], day: number, amount: string) => Row} */
function usageRow({ subscription, group, resource, product, meter, region }, prices, day, amount) {
  const price = prices.find((row) => row.productName === product && row.meterName === meter && row.armRegionName === region)
  if (!price) throw new Error(`the sample has no ${product}, ${meter}, ${region}`)
  const { id, name } = SUBSCRIPTIONS[subscription]
  return {
    PartnerId: 'd0d00001-0000-4000-8000-000000000001', PartnerName: 'Sample Partner', CustomerId: CUSTOMER, CustomerName: 'Sample Customer',
    CustomerDomainName: 'sample.example', CustomerCountry: 'NL', MpnId: '1234567', Tier2MpnId: '0', ProductId: price.productId, SkuId: price.skuId.split('/')[1],
    SkuName: price.skuName, ProductName: price.productName, PublisherName: 'Microsoft', SubscriptionDescription: 'Azure plan', SubscriptionId: PLAN,
    ChargeStartDate: '11/01/2025', ChargeEndDate: '11/30/2025', UsageDate: `11/${String(day).padStart(2, '0')}/2025`, MeterType: price.unitOfMeasure,
    MeterCategory: price.serviceName, MeterId: price.meterId, MeterName: price.meterName, MeterRegion: price.location, Unit: price.unitOfMeasure,
    ResourceLocation: region === 'Zone 1' ? '' : region, ConsumedService: resource.split('/')[0], ResourceGroup: group,
    ResourceURI: `/subscriptions/${id}/resourceGroups/${group}/providers/${resource}`, ChargeType: 'new', Quantity: amount, UnitType: price.unitOfMeasure,
    BillingCurrency: 'USD', PricingCurrency: 'USD', PCToBCExchangeRate: '1', PCToBCExchangeRateDate: '11/01/2025', EntitlementId: id, EntitlementDescription: name,
    BenefitType: 'Charge'
  }
}

/** @type {(fields: string[]) => string} */
const line = (fields) => fields.map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')
/** @type {(rows: Row[]) => string[]} */
const lines = (rows) => [line(COLUMNS), ...rows.map((row) => line(COLUMNS.map((name) => row[name] ?? '')))]

/** The rows as billed: a row that crosses a tier becomes one for each tier. @type {(rows: Row[], priceList: string) => Row[]} */
function billed(rows, priceList) {
  const rated = rateRows(priceList, lines(rows).join('\n'))
  if (rated.unpriced.length > 0) throw new Error('a price is missing')
  return rated.lines.map(({ row, quantity, tier, unit, pec, reason }) => {
    const effective = mul(tier, sub(ONE, pec))
    const total = plain(mul(quantity, effective))
    const earns = reason === 'eligible'
    return {
      ...rows[Number(row.row) - 2], Quantity: plain(quantity), UnitPrice: plain(unit), EffectiveUnitPrice: plain(effective), PricingPreTaxTotal: total,
      BillingPreTaxTotal: total, PartnerEarnedCreditPercentage: earns ? '15' : '', CreditPercentage: earns ? '15' : '0',
      CreditType: earns ? 'Partner Earned Credit Applied' : 'Credit Not Applied'
    }
  })
}

/** Lines of the usage file. @type {(prices: Row[], priceList: string) => string[]} */
export function usageSample(prices, priceList) {
  const rows = SOURCES.flatMap((source, index) => Array.from({ length: DAYS }, (_, at) => at + 1).flatMap((day) => {
    const amount = source.amount({ day, seed: (index + 1) * 7927 + day * 104_729 })
    return amount === null ? [] : [usageRow(source, prices, day, amount)]
  }))
  const printed = billed(rows, priceList)
  const again = billed(printed, priceList)
  if (lines(again).join() !== lines(printed).join()) throw new Error('the file does not rate to what it prints')
  return lines(printed.sort((a, b) => Number(dayOf(a.UsageDate) > dayOf(b.UsageDate)) - Number(dayOf(a.UsageDate) < dayOf(b.UsageDate))))
}
