/** From the bytes of the module to a core that answers, and what the module weighs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { child } from './lib/child.mjs'
import { summary } from './lib/statistics.mjs'
import { table } from './lib/table.mjs'

/** @param {import('./lib/options.mjs').Options} options */
export async function start(options) {
  const module = readFileSync(join(options.pkg, 'azplan_core_bg.wasm'))
  const sizes = { raw: module.length, gzip: gzipSync(module, { level: 9 }).length, brotli: brotliCompressSync(module).length }
  const runs = []
  for (let round = 0; round < Math.max(options.repeat, 5); round += 1) runs.push(await child('start.mjs', { pkg: options.pkg }))
  const times = { compile: summary(runs.map((run) => run.compile)), first: summary(runs.map((run) => run.first)) }
  console.log(table('Cold start in Node, and the size of the module', ['', 'median', 'min', 'max'], [
    ['compile and instantiate, ms', times.compile.median, times.compile.min, times.compile.max],
    ['then a first small list and price, ms', times.first.median, times.first.min, times.first.max],
    ...Object.entries(sizes).map(([name, size]) => [`${name}, KB`, size / 1000, null, null]),
  ]))
  return [{ bench: 'start', sizes, times }]
}
