import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'

const peers = ['udsv', 'papaparse', '@leeoniya/ufuzzy', 'minisearch', 'flexsearch', 'bignumber.js', 'decimal.js', 'big.js']

/** Where and with what was measured. @param {import('./options.mjs').Options} options */
export function circumstances(options) {
  const module = join(options.pkg, 'azplan_core_bg.wasm')
  const version = (/** @type {string} */ name) => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
  return {
    date: new Date().toISOString(),
    /** Of the checkout and so of the benches; the package may have been built from another: its module is named below. */
    checkout: said('git', ['rev-parse', '--short', 'HEAD']),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    /** Runnable processes over the last minute: above the number of cores the figures are noisy. */
    load: loadavg()[0],
    node: process.version,
    module: { built: statSync(module).mtime.toISOString(), sha256: createHash('sha256').update(readFileSync(module)).digest('hex').slice(0, 12) },
    versions: Object.fromEntries(peers.map((name) => [name, version(name)])),
  }
}

/** @param {string} program @param {string[]} args */
function said(program, args) {
  try {
    return execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
