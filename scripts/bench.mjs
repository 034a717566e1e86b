import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitment } from '../benches/commitment.mjs'
import { decimals } from '../benches/decimals.mjs'
import { circumstances } from '../benches/lib/machine.mjs'
import { options } from '../benches/lib/options.mjs'
import { syntheticList } from '../benches/lib/synthetic.mjs'
import { memory, reading } from '../benches/reading.mjs'
import { reopening } from '../benches/reopening.mjs'
import { search } from '../benches/search.mjs'
import { start } from '../benches/start.mjs'
import { verify } from '../benches/verify.mjs'
import { root } from './lib/paths.mjs'
import { main, step } from './lib/steps.mjs'

const benches = { start, reading, memory, reopening, search, decimals, verify, commitment }

/** Measures ours and its peers in one run, prints tables and writes them to `benches/results`. */
async function bench() {
  const chosen = options()
  const file = chosen.list ?? (await step(`A synthetic list of ${chosen.rows.toLocaleString('en-US')} rows`, () => syntheticList(chosen.rows)))
  const where = circumstances(chosen)
  console.log(`\n${where.processor}, ${where.cores} cores, load ${where.load.toFixed(1)}; Node ${where.node}; checkout ${where.checkout}, module ${where.module.sha256} built ${where.module.built}`)
  const results = []
  for (const name of chosen.only) results.push(...(await benches[/** @type {keyof typeof benches} */ (name)](chosen, file)))
  const folder = join(root, 'benches', 'results')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${where.date.replaceAll(':', '-').slice(0, 19)}.json`)
  const list = chosen.list ? 'named' : `synthetic, ${chosen.rows} rows`
  writeFileSync(path, `${JSON.stringify({ ...where, list, results }, null, 2)}\n`)
  console.log(`\nWritten to ${path}`)
}

await main(bench)
