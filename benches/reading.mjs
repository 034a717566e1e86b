/** A file of a price list to a list that is typed, indexed and searchable: time in Node and Chromium, memory in Node. */
import { statSync } from 'node:fs'
import { readers } from './engines/reading.mjs'
import { withBrowser } from './lib/browser.mjs'
import { child } from './lib/child.mjs'
import { alternate, summary } from './lib/statistics.mjs'
import { mebibytes, table } from './lib/table.mjs'

/** @typedef {import('./lib/options.mjs').Options} Options */

/** @param {Options} options @param {string} file */
export async function reading(options, file) {
  const node = await alternate(readers, options.repeat, (engine) => child('reading.mjs', { engine, file, pkg: options.pkg }))
  const results = [report('Node', file, node)]
  if (options.browser) {
    const lists = readers.filter((name) => !name.includes('('))
    const [bytes, chosen] = await withBrowser(options, file, async (measure) => [
      await alternate(readers, options.repeat, (engine) => measure('readBytes', engine)),
      await alternate(lists, options.repeat, (engine) => measure('readFile', engine)),
    ])
    results.push(report('Chromium, from memory', file, bytes), report('Chromium, from a File', file, chosen))
  }
  return results
}

/**
 * @param {string} where
 * @param {string} file
 * @param {Map<string, any[]>} found
 */
function report(where, file, found) {
  const size = mebibytes(statSync(file).size)
  const engines = [...found].map(([engine, runs]) => {
    agree(where, engine, runs, found.get('azplan')?.[0])
    return { engine, ...summary(runs.map((run) => run.milliseconds)), counts: { ...runs[0], milliseconds: undefined, answers: undefined } }
  })
  const ours = engines[0].median
  console.log(table(`File to searchable list, ${where}: ${size.toFixed(0)} MiB, ${engines[0].counts.rows.toLocaleString('en-US')} rows, median of ${engines[0].values.length}`,
    ['engine', 'ms', 'min', 'max', 'MiB/s', 'x ours'],
    engines.map(({ engine, median, min, max }) => [engine, median, min, max, size / (median / 1000), median / ours])))
  return { bench: 'reading', where, mebibytes: size, engines }
}

/** A faster reading of something else is no comparison. @param {string} where @param {string} engine @param {any[]} runs @param {any} ours */
function agree(where, engine, runs, ours) {
  for (const run of runs) {
    const names = run.kept === undefined ? ['rows'] : ['rows', 'kept', 'duplicates', 'refused', 'prices']
    const other = names.find((name) => run[name] !== ours?.[name])
    const differs = run.answers?.findIndex((/** @type {string} */ text, /** @type {number} */ at) => text !== ours?.answers[at])
    if (differs >= 0) console.warn(`Not the same answer in ${where}: ${engine}\n  ${run.answers[differs].slice(0, 400)}\nazplan\n  ${ours.answers[differs].slice(0, 400)}`)
    if (other) console.warn(`Not the same result in ${where}: ${engine} has ${run[other]} ${other}, azplan ${ours?.[other]}`)
  }
}

/** @param {Options} options @param {string} file */
export async function memory(options, file) {
  const lists = readers.filter((name) => !name.includes('('))
  const found = await alternate(lists, Math.min(options.repeat, 2), (engine) => child('memory.mjs', { engine, file, pkg: options.pkg }))
  const size = statSync(file).size
  const engines = [...found].map(([engine, runs]) => ({
    engine, peak: summary(runs.map((run) => run.peak)), after: summary(runs.map((run) => run.after)), wasm: runs[0].wasm, rows: runs[0].rows,
  }))
  console.log(table(`Memory of the process in Node, above what it held before: file ${mebibytes(size).toFixed(0)} MiB`,
    ['engine', 'peak MiB', 'x file', 'after MiB', 'x file', 'bytes a row', 'wasm MiB'],
    engines.map(({ engine, peak, after, wasm, rows }) => [
      engine, mebibytes(peak.median), peak.median / size, mebibytes(after.median), after.median / size, after.median / rows, wasm === null ? null : mebibytes(wasm),
    ])))
  return [{ bench: 'memory', bytes: size, engines }]
}
