/** Rating usage exactly: ours in wasm, and the same lines with the decimal libraries of JavaScript. */
import { child } from './lib/child.mjs'
import { summary } from './lib/statistics.mjs'
import { table } from './lib/table.mjs'

/** @param {import('./lib/options.mjs').Options} options */
export async function decimals(options) {
  const { engines, rounds } = await child('decimals.mjs', { lines: options.lines, rounds: Math.min(options.repeat, 5), pkg: options.pkg })
  const found = engines.map((/** @type {string} */ engine) => {
    const runs = rounds.map((/** @type {any} */ round) => round[engine])
    return { engine, parse: summary(runs.map((/** @type {any} */ run) => run.parse)), rate: summary(runs.map((/** @type {any} */ run) => run.rate)) }
  })
  const ours = found[0]
  const perSecond = (/** @type {number} */ milliseconds) => options.lines / milliseconds / 1000
  const both = (/** @type {any} */ run) => run.parse.median + run.rate.median
  console.log(table(`Rating ${options.lines.toLocaleString('en-US')} usage lines, exact, equal sums asserted; median of ${rounds.length}`,
    ['engine', 'parse ms', 'rate ms', 'min', 'max', 'M lines/s', 'x ours', 'parse + rate', 'x ours'],
    found.map((/** @type {any} */ run) => [run.engine, run.parse.median, run.rate.median, run.rate.min, run.rate.max, perSecond(run.rate.median), run.rate.median / ours.rate.median, both(run), both(run) / both(ours)])))
  console.log('rate: tiers, PEC, a sum a plan and meter, ROUNDDOWN, exchange, totals. parse: ours reads the CSV file; the others are given the quantity and price texts.')
  return [{ bench: 'decimals', lines: options.lines, engines: found }]
}
