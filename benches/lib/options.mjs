import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../scripts/lib/paths.mjs'
import { Problem } from '../../scripts/lib/problem.mjs'

export const benches = /** @type {const} */ (['start', 'reading', 'memory', 'reopening', 'search', 'decimals', 'verify', 'commitment'])

/**
 * @typedef {object} Options
 * @property {string | null} list price list to measure with; null: a synthetic one
 * @property {number} rows rows of the synthetic list
 * @property {number} lines usage lines of the benches decimals and verify
 * @property {number} repeat repetitions; medians are printed
 * @property {readonly string[]} only
 * @property {boolean} browser also in Chromium
 * @property {string} pkg the built package
 */

/** @returns {Options} */
export function options() {
  const { values } = parseArgs({
    options: {
      list: { type: 'string', default: process.env.AZPLAN_RETAIL_LIST },
      rows: { type: 'string', default: '300000' },
      lines: { type: 'string', default: '500000' },
      repeat: { type: 'string', default: '5' },
      only: { type: 'string' },
      pkg: { type: 'string', default: join(root, 'pkg') },
      'no-browser': { type: 'boolean', default: false },
    },
  })
  const only = values.only?.split(',') ?? benches
  const unknown = only.find((name) => !(/** @type {readonly string[]} */ (benches)).includes(name))
  if (unknown) throw new Problem(`there is no bench \`${unknown}\``, `choose of ${benches.join(', ')}`)
  if (values.list && !existsSync(values.list)) throw new Problem(`there is no file \`${values.list}\``, 'name a price list with --list or AZPLAN_RETAIL_LIST')
  const pkg = resolve(values.pkg ?? '')
  if (!existsSync(join(pkg, 'azplan_core_bg.wasm'))) throw new Problem(`there is no built package in ${pkg}`, 'run `npm run build` first')
  const count = (/** @type {string} */ text, /** @type {string} */ name) => {
    if (/^[1-9]\d{0,7}$/.test(text)) return Number(text)
    throw new Problem(`--${name} is \`${text}\`, not a number from 1 on`, `write for instance --${name} 5`)
  }
  return {
    list: values.list ? resolve(values.list) : null,
    rows: count(values.rows ?? '', 'rows'),
    lines: count(values.lines ?? '', 'lines'),
    repeat: count(values.repeat ?? '', 'repeat'),
    only,
    browser: !values['no-browser'],
    pkg,
  }
}
