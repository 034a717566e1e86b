/**
 * Writes the sample files of the package from a full list of the public Retail Prices API:
 *
 *     node scripts/make-sample.mjs FULL-LIST.csv
 *     AZPLAN_RETAIL_LIST=FULL-LIST.csv node scripts/make-sample.mjs
 *
 * `retail-sample.csv` holds chosen rows as they are, `partner-center-sample.csv` the pay-as-you-go ones of them as a
 * Partner Center consumption sheet, `usage-sample.csv` a made-up month of usage of them (scripts/sample-usage.mjs).
 * Every figure is a published one; the same list gives the same files.
 */
import { createReadStream, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { usageSample } from './sample-usage.mjs'

const OUT = new URL('../pkg-template/sample/', import.meta.url)
const REGIONS = ['eastus', 'westeurope', 'eastasia']
/** Names that the list has for prices without a region; "Zone 1" bills Azure DNS in most regions. */
const GLOBAL = ['', 'Global', 'Zone 1']
const OPEN_END = '9223372036854780000'

/** @typedef {Record<string, string>} Row */
/** @typedef {{ service: string, product: RegExp, meter: RegExp, sku?: RegExp, arm?: RegExp, regions?: string[], types?: string[] }} Rule */

const SERIES = /^Standard_(D2s_v5|D4s_v5|D4s_v6|B2s_v2|B4s_v2|E4s_v5|F4as_v6)$/

/** What goes into the sample. A row is taken when one of these takes it. @type {Rule[]} */
const RULES = [
  { service: 'Virtual Machines', product: /^Virtual Machines \w+ Series( Windows)?$/, meter: /^\w+ v\d( Spot)?$/, arm: SERIES },
  { service: 'Storage', product: /^General Block Blob v2$/, meter: /^(Hot|Cool|Archive) LRS (Data Stored|Write Operations)$|^Hot GRS Data Stored$/ },
  { service: 'Storage', product: /^(Premium|Standard) SSD Managed Disks$/, meter: /^(P10|P20|P30|E10|E20) LRS Disk$/ },
  { service: 'Storage', product: /^Files v2$/, meter: /^LRS Data Stored$/ },
  { service: 'SQL Database', product: /^SQL Database Single\/Elastic Pool General Purpose - Compute Gen5$/, meter: /^vCore$/, sku: /^([248] )?vCore$/ },
  { service: 'SQL Database', product: /^SQL Database Single Standard$/, meter: /^S[0-2] DTUs$|^10 DTUs$/ },
  { service: 'Azure Database for PostgreSQL', product: /Flexible Server Burstable BS Series Compute$/, meter: /^(B1MS|B2S|vCore)$/i },
  { service: 'Azure Database for PostgreSQL', product: /Flexible Server Storage$/, meter: /^Storage Data Stored$/ },
  { service: 'Azure Database for MySQL', product: /Flexible Server Burstable BS Series Compute$/, meter: /^(B1MS|B2S|vCore)$/i },
  { service: 'Azure Cosmos DB', product: /^Azure Cosmos DB$/, meter: /^(100 RU\/s|Data Stored|1M RUs)$/, types: ['Consumption'] },
  { service: 'Redis Cache', product: /^Azure Redis Cache (Basic|Standard)$/, meter: /^C1 Cache( Instance)?$/ },
  { service: 'Azure App Service', product: /^Azure App Service (Premium v3|Basic) Plan - Linux$/, meter: /^(P1 v3|P2 v3|B1)( App)?$/ },
  { service: 'Bandwidth', product: /^Rtn Preference: MGN$/, meter: /^Standard Data Transfer (Out|In)$/ },
  { service: 'Bandwidth', product: /^Bandwidth - Routing Preference: Internet$/, meter: /^Standard Data Transfer Out$/ },
  { service: 'Virtual Network', product: /^IP Addresses$/, meter: /^Standard IPv4 Static Public IP$/, types: ['Consumption'] },
  { service: 'VPN Gateway', product: /^VPN Gateway$/, meter: /^(VpnGw[12]AZ|S2S Connection)$/ },
  { service: 'Load Balancer', product: /^Load Balancer$/, meter: /^Standard (Data Processed|(Included|Overage) LB Rules and Outbound Rules)$/, regions: GLOBAL },
  { service: 'NAT Gateway', product: /^NAT Gateway$/, meter: /^Standard (Gateway|Data Processed)$/, regions: GLOBAL },
  { service: 'Azure DNS', product: /^Azure DNS$/, meter: /^(Public|Private) (Zone|Queries)$/, regions: GLOBAL },
  { service: 'Functions', product: /^Functions$/, meter: /^Standard (Total Executions|Execution Time)$/, types: ['Consumption'] },
  { service: 'Log Analytics', product: /^Log Analytics$/, meter: /^Analytics Logs Data (Ingestion|Retention)$/ },
  { service: 'Azure Monitor', product: /^Azure Monitor$/, meter: /^(Basic|Auxiliary) Logs Data Ingestion$|^Alerts Metric Monitored$/ },
  { service: 'Key Vault', product: /^Key Vault$/, meter: /^Operations$/ },
  { service: 'Notification Hubs', product: /^Notification Hubs$/, meter: /^(Basic|Standard) Pushes$/ },
  { service: 'Cognitive Services', product: /^Azure OpenAI$/, meter: /^gpt[- ]4o[- ]mini[- ]0718[- ](Inp|Outp)[- ]glbl Tokens$|^gpt 4\.1 (mini )?(Inp|Outp) glbl Tokens$|^text-embedding-3-(small|large)-glbl Tokens$/ },
  { service: 'Cognitive Services', product: /^Azure OpenAI GPT5$/, meter: /^GPT 5 (Mini |Nano )?(Inpt|outpt) Glbl 1M Tokens$/ },
  { service: 'Container Instances', product: /^Container Instances$/, meter: /^Standard (vCPU|Memory) Duration$|Spot/ }
]

/** @type {(row: Row) => boolean} */
function isChosen(row) {
  if (row.productName.includes('\uFFFD')) return false
  return RULES.some(({ service, product, meter, sku, arm, regions = REGIONS, types }) =>
    service === row.serviceName && regions.includes(row.armRegionName) && product.test(row.productName) && meter.test(row.meterName)
      && (!sku || sku.test(row.skuName)) && (!arm || arm.test(row.armSkuName)) && (!types || types.includes(row.type)))
}

/** Fields of one line; no name in the list holds a line break. @type {(line: string) => string[]} */
function fieldsOf(line) {
  if (!line.includes('"')) return line.split(',')
  return [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare)
}

/** @type {(path: string) => Promise<{ header: string[], rows: Row[] }>} */
async function readList(path) {
  /** @type {string[] | undefined} */
  let header
  /** @type {Row[]} */
  const rows = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fields = fieldsOf(line)
    if (!header) { header = fields.map((name) => name.replace('\uFEFF', '')); continue }
    const row = Object.fromEntries(header.map((name, at) => [name, fields[at] ?? '']))
    if (isChosen(row)) rows.push(row)
  }
  return { header: header ?? [], rows }
}

const SORT = ['serviceFamily', 'serviceName', 'productName', 'skuName', 'meterName', 'armRegionName', 'type', 'reservationTerm', 'meterId']

/** @type {(a: Row, b: Row) => number} */
function byName(a, b) {
  for (const field of SORT) if (a[field] !== b[field]) return a[field] < b[field] ? -1 : 1
  return Number(a.tierMinimumUnits) - Number(b.tierMinimumUnits)
}

/** @type {(text: string) => string} */
const bare = (text) => (/[",]/.test(text) ? quote(text) : text)
/** @type {(text: string) => string} */
const quote = (text) => `"${text.replaceAll('"', '""')}"`

const SHEET = ['ProductTitle', 'ProductId', 'SkuId', 'SkuTitle', 'Publisher', 'SkuDescription', 'UnitOfMeasure', 'TermDuration', 'Market', 'Currency',
  'UnitPrice', 'PricingTierRangeMin', 'PricingTierRangeMax', 'EffectiveStartDate', 'EffectiveEndDate', 'MeterIds', 'MeterType', 'Tags']

/** A date as Partner Center prints it. @type {(iso: string) => string} */
function usDate(iso) {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return `${month}/${day}/${year} 12:00:00 AM`
}

/** Rows of a Partner Center consumption sheet: tiers counted from 1, inclusive. @type {(rows: Row[]) => string[][]} */
function sheetRows(rows) {
  const key = (/** @type {Row} */ row) => [row.skuId, row.meterId, row.armRegionName].join(' ')
  return rows.map((row) => {
    const starts = rows.filter((other) => key(other) === key(row)).map((other) => Number(other.tierMinimumUnits)).sort((a, b) => a - b)
    const next = starts.find((start) => start > Number(row.tierMinimumUnits))
    const title = [row.productName, row.meterName, row.location].filter((part) => part !== '').join(' - ')
    return [row.productName, row.productId, row.skuId.split('/')[1], title, 'Microsoft', title, row.unitOfMeasure, 'payG-1', 'US', row.currencyCode,
      row.unitPrice, starts.length === 1 ? '' : String(Number(row.tierMinimumUnits) + 1), starts.length === 1 ? '' : String(next ?? OPEN_END),
      usDate(row.effectiveStartDate), '11/30/9999 11:59:59 PM', row.meterId, row.unitOfMeasure, 'Azure']
  })
}

/** @type {(name: string, lines: string[]) => void} */
function write(name, lines) {
  const text = lines.join('\n') + '\n'
  writeFileSync(new URL(name, OUT), text)
  console.log(`${name}: ${lines.length - 1} rows, ${text.length} bytes`)
}

const path = process.argv[2] ?? process.env.AZPLAN_RETAIL_LIST
if (!path) {
  console.error('usage: node scripts/make-sample.mjs FULL-LIST.csv (or set AZPLAN_RETAIL_LIST)')
  process.exit(2)
}
const { header, rows } = await readList(path)
rows.sort(byName)
const retail = [header.join(','), ...rows.map((row) => header.map((name) => bare(row[name])).join(','))]
write('retail-sample.csv', retail)
const payAsYouGo = rows.filter((row) => row.type === 'Consumption')
write('partner-center-sample.csv', [SHEET, ...sheetRows(payAsYouGo)].map((fields) => fields.map(quote).join(',')))
write('usage-sample.csv', usageSample(payAsYouGo, retail.join('\n')))
console.log(`written to ${fileURLToPath(OUT)}`)
