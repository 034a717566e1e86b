/** A month's daily rated usage file verified against list and reconciliation file: CSV in to report out, beside the time of reading it. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planted, reconFile, usageFile, verifyMonth } from '../tests/js/verify-month.mjs'
import { child } from './lib/child.mjs'
import { summary } from './lib/statistics.mjs'
import { mebibytes, table } from './lib/table.mjs'

/** Files of a month with faults of twelve kinds: written once. @param {number} rows */
function monthFiles(rows) {
  const folder = join(tmpdir(), 'azplan-bench', `month-${rows}`)
  const files = { usage: join(folder, 'usage.csv'), recon: join(folder, 'recon.csv'), prices: join(folder, 'prices.csv') }
  if (existsSync(files.usage)) return files
  mkdirSync(folder, { recursive: true })
  const month = verifyMonth(1, rows)
  const { rows: faulty, lines } = planted(month, 1)
  writeFileSync(files.prices, month.prices)
  writeFileSync(files.recon, reconFile(lines))
  writeFileSync(files.usage, usageFile(faulty))
  return files
}

/** @param {import('./lib/options.mjs').Options} options */
export async function verify({ lines, repeat, pkg }) {
  const files = monthFiles(lines)
  const runs = []
  for (let run = 0; run < repeat; run++) runs.push(await child('verify.mjs', { pkg, files }))
  const size = statSync(files.usage).size
  const [reading, whole] = [summary(runs.map((run) => run.reading)), summary(runs.map((run) => run.reading + run.verifying))]
  const ratio = summary(runs.map((run) => (run.reading + run.verifying) / run.reading))
  const { checked, differences, causes, wasm } = runs[0]
  console.log(table(`Verify: ${checked.toLocaleString('en-US')} rows, ${mebibytes(size).toFixed(0)} MiB, ${differences} differences of ${causes} causes, median of ${repeat}`,
    ['', 'ms', 'min', 'max', 'x reading'],
    [['reading', reading.median, reading.min, reading.max, 1], ['reading and verifying', whole.median, whole.min, whole.max, ratio.median]]))
  return [{ bench: 'verify', bytes: size, rows: checked, differences, causes, wasm, reading, whole, ratio }]
}
