import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Problem } from './lib/problem.mjs'
import { run } from './lib/run.mjs'
import { main } from './lib/steps.mjs'

/** What figures come from. */
const modules = ['money', 'time', 'rating', 'pec', 'price_list', 'bill', 'verify', 'losses']
const version = '27.1.0'
/** In how many parts a sample cuts the mutants: it tries one of them. */
const parts = 60

/**
 * Changes the code in many small ways and sees whether the native tests fail each time (cargo-mutants). All mutants take
 * hours; a sample takes those of one part, which is chosen by a text such as the day's date.
 */
async function mutants() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' }, jobs: { type: 'string', default: String(Math.max(1, availableParallelism() >> 2)) }, list: { type: 'boolean', default: false } } })
  const unknown = positionals.find((name) => !modules.includes(name))
  if (unknown) throw new Problem(`\`${unknown}\` is none of the modules`, `choose of ${modules.join(', ')}`)
  if (!(await run('cargo', ['mutants', '--version'], { quiet: true })).ok) throw new Problem('cargo-mutants is not installed', `run \`cargo install cargo-mutants --version ${version} --locked\``)
  const files = (positionals.length > 0 ? positionals : modules).flatMap((name) => ['--file', `src/${name}/**`, '--file', `src/${name}.rs`])
  const sample = values.sample === undefined ? [] : ['--shard', `${partOf(values.sample)}/${parts}`]
  const args = values.list ? ['--list'] : ['--jobs', values.jobs, '--timeout-multiplier', '3']
  // Tests of figures, natively: what the boundary does is not in these modules.
  const { ok } = await run('cargo', ['mutants', '--no-shuffle', ...files, ...sample, ...args, '--', '--lib', '--test', 'golden', '--test', 'losses', '--test', 'properties'])
  if (!ok) throw new Problem('some mutants were not seen by any test', 'mutants.out/missed.txt names them: kill each by a test of a law, or name it in .cargo/mutants.toml with the reason why it is the same program')
}

/** @param {string} text */
function partOf(text) {
  return createHash('sha256').update(text).digest().readUInt32BE() % parts
}

await main(mutants)
