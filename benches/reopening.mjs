/** A list that was read once, opened again from its saved block: what the page does on its next visit. */
import { inPages } from './lib/browser.mjs'
import { child } from './lib/child.mjs'
import { summary } from './lib/statistics.mjs'
import { mebibytes, table } from './lib/table.mjs'

/** @param {import('./lib/options.mjs').Options} options @param {string} file */
export async function reopening(options, file) {
  /** @type {Record<string, number>[]} */
  const runs = []
  for (let round = 0; round < options.repeat; round += 1) {
    const run = await child('reopening.mjs', { file, pkg: options.pkg })
    if (run.missing) {
      console.log(`\nReopening from a saved block: left out, the module has no \`${run.missing}\``)
      return [{ bench: 'reopening', missing: run.missing }]
    }
    runs.push(run)
  }
  const [read, save, open] = ['read', 'save', 'open'].map((name) => summary(runs.map((run) => run[name])))
  console.log(table(`Reopening a saved list in Node: block of ${mebibytes(runs[0].bytes).toFixed(1)} MiB, the same answers asserted`, ['', 'ms', 'min', 'max'],
    Object.entries({ 'read the file': read, save, open }).map(([name, { median, min, max }]) => [name, median, min, max])))
  const kept = options.browser ? await fromIndexedDb(options, file) : null
  return [{ bench: 'reopening', bytes: runs[0].bytes, read, save, open, kept }]
}

/** A new page of the same browser finds the list. @param {import('./lib/options.mjs').Options} options @param {string} file */
async function fromIndexedDb(options, file) {
  const [, ...found] = await inPages(options, file, ['keep', ...Array(options.repeat).fill('reopen')])
  const times = summary(found.map((run) => run.milliseconds))
  console.log(table('Reopening in Chromium: from IndexedDB to the first answer, the module fetched, compiled and started meanwhile', ['', 'ms', 'min', 'max'],
    [['reopen', times.median, times.min, times.max]]))
  return times
}
