/** Runs the fuzz targets for some seconds each. See README.md. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = dirname(fileURLToPath(import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '20' }, seeds: { type: 'boolean', default: false } },
})
const all = readdirSync(join(here, 'fuzz_targets')).map((file) => file.replace('.rs', '')).sort()
const unknown = positionals.filter((name) => !all.includes(name))
if (unknown.length > 0) fail(`no target \`${unknown[0]}\`; there are ${all.join(', ')}`)
const targets = positionals.length > 0 ? positionals : all

/** Those whose input is a file. Some of their inputs must be longer than the longest record that is read, and than a piece. */
const files = ['credit_balance', 'exchange_rates', 'price_list', 'usage', 'verify']
const longestFile = 300_000

/** What libFuzzer needs to see where the code goes. These flags work with a stable compiler. */
const instrumented = [
  '--cfg fuzzing', '-Ccodegen-units=1', '-Cpasses=sancov-module', '-Cllvm-args=-sanitizer-coverage-level=4',
  '-Cllvm-args=-sanitizer-coverage-inline-8bit-counters', '-Cllvm-args=-sanitizer-coverage-pc-table',
  '-Cllvm-args=-sanitizer-coverage-trace-compares',
]

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
    cwd: here, stdio: 'inherit', env: { ...process.env, CARGO_TARGET_DIR: folder, RUSTFLAGS: instrumented.join(' ') },
  })
  if (status !== 0) fail('the targets could not be built: libFuzzer needs a C++ compiler beside Rust')
  return join(folder, triple, 'release')
}

/** @param {string} programs @param {string} target */
function fuzz(programs, target) {
  const [corpus, seeds, artifacts] = ['corpus', 'seeds', 'artifacts'].map((folder) => join(here, folder, target))
  mkdirSync(corpus, { recursive: true })
  mkdirSync(artifacts, { recursive: true })
  const given = existsSync(seeds) ? [seeds] : []
  const dictionary = join(here, 'files.dict')
  const time = values.seeds ? ['-runs=0'] : [`-max_total_time=${values.seconds}`]
  const args = [corpus, ...given, ...time, `-dict=${dictionary}`, `-artifact_prefix=${artifacts}/`, `-max_len=${files.includes(target) ? longestFile : 4096}`, '-timeout=10', '-rss_limit_mb=4096', '-print_final_stats=1', '-verbosity=0']
  const { status, stderr } = spawnSync(join(programs, target), args, { cwd: here, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, RUST_BACKTRACE: '0' } })
  const runs = /number_of_executed_units: (\d+)/.exec(stderr)?.[1] ?? '?'
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${target.padEnd(16)} ${runs} runs`)
  if (status !== 0) console.log(stderr.split('\n').filter((line) => !line.startsWith('stat::')).slice(-30).join('\n'))
  return status === 0
}

const programs = build()
const failed = targets.filter((target) => !fuzz(programs, target))
if (failed.length > 0) fail(`Failed: ${failed.join(', ')}. The inputs are in fuzz/artifacts`)
