import { spawn } from 'node:child_process'
import { Problem } from './problem.mjs'
import { run } from './run.mjs'

/**
 * What cargo-mutants lists.
 * @typedef {{name: string, file: string, genre: string, replacement: string}} Mutant
 */

/**
 * What `scripts/mutants` says of the tree it made.
 * @typedef {object} Placed
 * @property {Record<string, {number: number, start: number, end: number}[]>} files bytes of each file that exist because of a mutant
 * @property {number[]} not_placed
 * @property {[string, number[]][]} constant functions that are not constant any more, with their mutants
 */

/**
 * `caughtBy` is the test program that failed, or (`timedOut`) ran for too long; null where none did.
 * @typedef {{name: string, caughtBy: string | null, timedOut: boolean}} Outcome
 */

/** Programs of the same settings, so that nothing is compiled twice: lints are those of `npm test`. */
const env = { CARGO_PROFILE_DEV_DEBUG: '0', CARGO_PROFILE_TEST_DEBUG: '0', RUSTFLAGS: `${process.env.RUSTFLAGS ?? ''} --cap-lints=allow`.trim() }

/**
 * The mutants of a tree that the compiler names.
 * @param {string} tree
 * @param {Placed} placed
 * @returns {Promise<Set<number>>}
 */
export async function leftOutBy(tree, placed) {
  const { output, ok } = await run('cargo', ['check', '--lib', '--quiet', '--message-format=json'], { quiet: true, cwd: tree, env })
  /** @type {Set<number>} */
  const found = new Set()
  let unknown = ''
  for (const { message } of messages(output).filter((it) => it.reason === 'compiler-message')) {
    if (message.level !== 'error' || message.spans.length === 0) continue
    const numbers = culprits(message, placed)
    if (numbers.length === 0) unknown += `\n${message.rendered}`
    for (const number of numbers) found.add(number)
  }
  if (!ok && found.size === 0) throw new Problem(`the program of mutants does not compile: ${unknown}`, 'mend scripts/mutants')
  return found
}

/**
 * @param {any} message
 * @param {Placed} placed
 */
function culprits(message, placed) {
  const called = message.code?.code === 'E0015' && /(?:function|method) `(?:.*::)?(\w+)(?:::<.*>)?`/.exec(message.message)
  if (called) return placed.constant.filter(([name]) => name === called[1]).flatMap(([, numbers]) => numbers)
  const spans = message.spans.filter((/** @type {any} */ span) => span.is_primary)
  return spans.flatMap((/** @type {any} */ span) => {
    const around = (placed.files[span.file_name] ?? []).filter((it) => it.start <= span.byte_start && span.byte_end <= it.end)
    const shortest = Math.min(...around.map((it) => it.end - it.start))
    return around.filter((it) => it.end - it.start === shortest).map((it) => it.number)
  })
}

/** @param {string} output @returns {any[]} */
function messages(output) {
  return output.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
}

/**
 * Builds the tests of a tree: the programs, in order.
 * @param {string} tree
 * @param {string[]} tests
 */
export async function executables(tree, tests) {
  const args = ['test', '--no-run', '--lib', ...tests.flatMap((name) => ['--test', name]), '--quiet', '--message-format=json']
  const { output, ok } = await run('cargo', args, { quiet: true, cwd: tree, env })
  const programs = messages(output).filter((it) => it.reason === 'compiler-artifact' && it.profile.test && it.executable).map((it) => ({ name: it.target.name, file: it.executable, cwd: tree }))
  if (!ok || programs.length !== tests.length + 1) throw new Problem(`the tests do not build: ${output.slice(-2000)}`, 'run `cargo test --no-run`')
  const order = [...tests, 'azplan']
  return programs.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/**
 * Runs the tests for each mutant until one fails.
 * @param {{name: string, file: string, cwd: string}[]} programs
 * @param {(Mutant & {number: number})[]} chosen
 * @param {number} jobs
 * @returns {Promise<Outcome[]>}
 */
export async function runTests(programs, chosen, jobs) {
  const limits = new Map()
  for (const program of programs) {
    const start = performance.now()
    if ((await runOne(program, 0, 600_000)) !== 'passed') throw new Problem(`\`${program.name}\` fails without a mutant`, 'mend the tests first')
    // A mutant that never ends is found by the clock: many times what the tests take.
    limits.set(program, Math.ceil(5000 + 8 * (performance.now() - start)))
  }
  /** @type {Outcome[]} */
  const outcomes = []
  const queue = [...chosen]
  const worker = async () => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      let caughtBy = null
      let timedOut = false
      for (const program of programs) {
        const ended = await runOne(program, mutant.number, limits.get(program))
        if (ended === 'passed') continue
        caughtBy = program.name
        timedOut = ended === 'timed out'
        break
      }
      outcomes.push({ name: mutant.name, caughtBy, timedOut })
      if (caughtBy === null) console.log(`missed: ${mutant.name}`)
      else if (outcomes.length % 100 === 0) console.log(`${outcomes.length} of ${chosen.length}`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, worker))
  return outcomes.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * @param {{file: string, cwd: string}} program
 * @param {number} mutant
 * @param {number} limit milliseconds
 * @returns {Promise<'passed' | 'failed' | 'timed out'>}
 */
function runOne({ file, cwd }, mutant, limit) {
  return new Promise((resolve) => {
    const child = spawn(file, ['--test-threads', '1', '--quiet'], { cwd, stdio: 'ignore', timeout: limit, killSignal: 'SIGKILL', env: { ...process.env, MUTANT: String(mutant), RUST_BACKTRACE: '0', CARGO_MANIFEST_DIR: cwd, PROPTEST_MAX_SHRINK_ITERS: '0' } })
    child.on('close', (code, signal) => resolve(code === 0 ? 'passed' : signal === 'SIGKILL' ? 'timed out' : 'failed'))
    child.on('error', () => resolve('failed'))
  })
}
