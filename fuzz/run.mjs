/** Runs the fuzz targets for some seconds, or some inputs, each. See README.md. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = dirname(fileURLToPath(import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string' }, runs: { type: 'string' }, seeds: { type: 'boolean', default: false } },
})
const all = readdirSync(join(here, 'fuzz_targets')).map((file) => file.replace('.rs', '')).sort()
const unknown = positionals.filter((name) => !all.includes(name))
if (unknown.length > 0) fail(`no target \`${unknown[0]}\`; there are ${all.join(', ')}`)
const targets = positionals.length > 0 ? positionals : all

/** Longest input. Longer files are made of these, by repeating a row. */
const longest = 4096

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(2)
}

/** Where the programs are: `--target` keeps the flags away from build scripts and macros. */
function build() {
  const triple = /host: (\S+)/.exec(spawnSync('rustc', ['-vV'], { encoding: 'utf8' }).stdout ?? '')?.[1]
  if (!triple) fail('rustc is not there: install Rust (rustup)')
  const folder = process.env.CARGO_TARGET_DIR ?? join(here, 'target')
  const { status } = spawnSync('cargo', ['build', '--release', '--target', triple, '--bins'], {
    cwd: here, stdio: 'inherit', env: { ...process.env, CARGO_TARGET_DIR: folder, RUSTFLAGS: '--cfg fuzzing', RUSTC_WRAPPER: join(here, 'instrument.mjs') },
  })
  if (status !== 0) fail('the targets could not be built: libFuzzer needs a C++ compiler beside Rust')
  return join(folder, triple, 'release')
}

/** What ends a run: the seeds, or so many seconds or inputs, whichever comes first. */
function limits() {
  if (values.seeds) return ['-runs=0']
  const { seconds = values.runs === undefined ? '20' : undefined, runs } = values
  return [...(seconds === undefined ? [] : [`-max_total_time=${seconds}`]), ...(runs === undefined ? [] : [`-runs=${runs}`])]
}

/** What libFuzzer says at the end. @param {string} said */
function figures(said) {
  const last = (/** @type {RegExp} */ pattern) => [...said.matchAll(pattern)].at(-1)?.[1] ?? '?'
  const runs = last(/number_of_executed_units: (\d+)/g)
  return `${runs} runs, ${last(/ cov: (\d+)/g)} of ${last(/\((\d+) inline 8-bit counters\)/g)} edges, ${last(/peak_rss_mb: +(\d+)/g)} MB`
}

/** @param {string} programs @param {string} target */
function fuzz(programs, target) {
  const [corpus, seeds, artifacts] = ['corpus', 'seeds', 'artifacts'].map((folder) => join(here, folder, target))
  mkdirSync(corpus, { recursive: true })
  mkdirSync(artifacts, { recursive: true })
  const given = existsSync(seeds) ? [seeds] : []
  // The entropic schedule counts every edge of every input, which costs as much time as the core takes for it.
  const args = [corpus, ...given, ...limits(), `-dict=${join(here, 'files.dict')}`, `-artifact_prefix=${artifacts}/`, `-max_len=${longest}`, '-entropic=0', '-timeout=10', '-rss_limit_mb=4096', '-print_final_stats=1', '-print_funcs=0']
  const began = Date.now()
  const { status, stderr } = spawnSync(join(programs, target), args, { cwd: here, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, RUST_BACKTRACE: '0' } })
  const seconds = Math.round((Date.now() - began) / 1000)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${target.padEnd(16)} ${figures(stderr)}, ${seconds} s`)
  if (status !== 0) console.log(stderr.split('\n').filter((line) => !/^(stat::|#|INFO|\t)/.test(line)).slice(-30).join('\n'))
  return status === 0
}

const programs = build()
const failed = targets.filter((target) => !fuzz(programs, target))
if (failed.length > 0) fail(`Failed: ${failed.join(', ')}. The inputs are in fuzz/artifacts`)
