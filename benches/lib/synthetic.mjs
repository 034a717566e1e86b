import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'

const header = 'currencyCode,tierMinimumUnits,reservationTerm,retailPrice,unitPrice,armRegionName,location,effectiveStartDate,effectiveEndDate,meterId,meterName,productId,skuId,availabilityId,productName,skuName,serviceName,serviceId,serviceFamily,unitOfMeasure,type,isPrimaryMeterRegion,armSkuName,savingsPlan'

const services = ['Virtual Machines', 'Storage', 'SQL Database', 'Log Analytics', 'Redis Cache', 'Azure App Service', 'Bandwidth', 'Azure Database for MySQL', 'Cognitive Services', 'Virtual Network']
const series = ['Dv5 Series', 'Dasv7 Series', 'Blob Storage', 'Premium SSD Managed Disks', 'Standard SSD Managed Disks', 'General Purpose - Compute Gen5', 'Premium', 'Analytics Logs', 'Premium v3 Plan - Linux', 'Inter-Region']
const sizes = ['D4s v5', 'D8ads v5', 'E10 LRS', 'P1 v3', 'Hot LRS', 'Cool GRS', 'vCore', 'P1', 'S3', 'Standard Data Transfer']
const countries = ['US', 'EU', 'UK', 'JA', 'AP', 'BR', 'IN', 'AU', 'CA', 'FR', 'DE', 'KR']
const directions = ['East', 'West', 'North', 'South', 'Central']
const units = ['1 Hour', '1 GB', '10K', '1 GB/Month', '1M', '100 Hours']

/** The same numbers for the same seed (mulberry32). @param {number} seed */
export function dice(seed) {
  let state = seed >>> 0
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** @param {number} number @param {number} width @param {number} [radix] */
const padded = (number, width, radix = 36) => number.toString(radix).toUpperCase().padStart(width, '0')

/** Rows of the form and the repetitions of a Retail list: products of many meters and regions, one in eight with tiers. @param {number} rows */
function * linesOf(rows) {
  const roll = dice(20251101)
  let left = rows
  for (let number = 0; left > 0; number += 1) {
    const product = `DZH318Z${padded(number >> 6, 5)}`
    const [service, name, size] = [services[(number >> 8) % 10], series[(number >> 7) % 10], `${sizes[roll(10)]} ${roll(40)}`]
    const [country, direction] = [countries[roll(12)], directions[roll(5)]]
    const region = `${country}${direction}${roll(3) || ''}`.toLowerCase()
    const meter = `${padded(number, 8, 16)}-e996-5b04-b673-${padded(roll(2 ** 32), 12, 16)}`.toLowerCase()
    const type = ['Consumption', 'Consumption', 'Consumption', 'DevTestConsumption', 'Reservation'][roll(5)]
    const term = type === 'Reservation' ? ['1 Year', '3 Years'][roll(2)] : ''
    const plan = type === 'Consumption' && roll(8) === 0 ? `"[{""unitPrice"":0.${roll(99999)},""retailPrice"":0.${roll(99999)},""term"":""3 Years""}]"` : ''
    const tiers = type === 'Consumption' && roll(8) === 0 ? 2 + roll(4) : 1
    const levels = Array.from({ length: Math.min(tiers, left) }, (_, tier) => (tier === 0 ? '0.0' : `${10 ** (tier + 1)}.0`))
    if (roll(7) === 0) levels.reverse()
    left -= levels.length
    for (const level of levels) {
      const price = term ? `${100 + roll(40000)}.0` : roll(300) === 0 ? `${1 + roll(9)}E-06` : `${roll(40)}.${roll(999999)}`
      yield `USD,${level},${term},${price},${price},${region},${country} ${direction},2025-${padded(1 + roll(11), 2, 10)}-01T00:00:00Z,,${meter},${size},${product},${product}/${padded(number & 63, 4)},,${service} ${name},${size},${service},DZH317NR0P99,Compute,${units[roll(6)]},${type},true,Standard_${size.replaceAll(' ', '_')},${plan}\n`
    }
  }
}

/** Path of a synthetic list: written once, the same for the same number of rows. @param {number} rows */
export async function syntheticList(rows) {
  const folder = join(tmpdir(), 'azplan-bench')
  const path = join(folder, `retail-${rows}.csv`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const unfinished = `${path}.${process.pid}`
  const stream = createWriteStream(unfinished)
  let text = `${header}\n`
  for (const line of linesOf(rows)) {
    text += line
    if (text.length < 1 << 20) continue
    if (!stream.write(text)) await once(stream, 'drain')
    text = ''
  }
  stream.end(text)
  await once(stream, 'finish')
  renameSync(unfinished, path)
  return path
}
