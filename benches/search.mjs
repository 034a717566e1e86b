/** Ten questions typed letter by letter over the whole list: time a keystroke, time and memory of the index. */
import { engines, keystrokes } from './engines/searching.mjs'
import { child } from './lib/child.mjs'
import { median, quantile } from './lib/statistics.mjs'
import { mebibytes, table } from './lib/table.mjs'

/** @param {import('./lib/options.mjs').Options} options @param {string} file */
export async function search(options, file) {
  const found = []
  for (const engine of engines) {
    const run = await child('search.mjs', { engine, file, pkg: options.pkg })
    found.push({ engine, index: run.index, memory: run.memory, titles: run.titles, totals: run.totals, first: run.first, median: median(run.times), late: quantile(run.times, 0.95), max: Math.max(...run.times) })
  }
  const ours = found[0]
  console.log(table(`Search over ${found[1].titles.toLocaleString('en-US')} prices: ${keystrokes.length} keystrokes of ten questions, typed a second time; only azplan counts facets`,
    ['engine', 'index ms', 'MiB', 'first ms', 'median ms', '95 % ms', 'max ms', 'x ours', 'hits'],
    found.map((run) => [run.engine, run.index, mebibytes(run.memory), run.first, run.median, run.late, run.max, run.median / ours.median, run.totals.reduce((/** @type {number} */ sum, /** @type {number} */ total) => sum + total, 0)])))
  console.log('azplan: index and memory are those of reading the whole list. first: the very first keystroke. uFuzzy and includes find letters anywhere in a word; FlexSearch stops at 20 hits.')
  return [{ bench: 'search', engines: found }]
}
