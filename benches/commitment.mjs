/** A year of hourly use, 8,760 hours: how long the best mix of reservations and savings plan takes to find. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { median } from './lib/statistics.mjs'
import { table } from './lib/table.mjs'

const HOURS = 8760
const RUNS = 9
const sample = new URL('../pkg-template/sample/retail-sample.csv', import.meta.url)

/** Busy by day, quiet by night and on weekends, with peaks; the same each time. @param {number} most instances */
function year(most) {
  let state = 7
  return Array.from({ length: HOURS }, (_, hour) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const busy = hour % 24 > 7 && hour % 24 < 19 && Math.floor(hour / 24) % 7 < 5
    const quarters = Math.floor((busy ? 2.4 : 0.8) * most + (state % (most * 2)))
    return `${Math.floor(quarters / 4)}.${['00', '25', '50', '75'][quarters % 4]}`
  })
}

/** @param {import('./lib/options.mjs').Options} options */
export async function commitment(options) {
  const { load } = await import(pathToFileURL(join(options.pkg, 'index.js')).href)
  const list = await (await load()).readPriceList(readFileSync(sample))
  const found = []
  for (const most of [10, 100, 1000]) {
    const request = { productId: 'DZH318Z08M9W', skuId: '0061', region: 'eastus', usage: year(most) }
    const times = Array.from({ length: RUNS }, () => {
      const start = performance.now()
      list.bestCommitment(request)
      return performance.now() - start
    })
    const { mixes, peak } = list.bestCommitment(request)
    found.push({ peak, mixes: mixes.length, first: times[0], median: median(times), max: Math.max(...times) })
  }
  console.log(table(`Best commitment over ${HOURS.toLocaleString('en-US')} hours, all pairs of terms`, ['peak', 'mixes', 'first ms', 'median ms', 'max ms'], found.map((run) => [run.peak, run.mixes, run.first, run.median, run.max])))
  return [{ bench: 'commitment', runs: found }]
}
