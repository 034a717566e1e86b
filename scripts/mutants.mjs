import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { executables, leftOutBy, runTests } from './lib/mutants.mjs'
import { root } from './lib/paths.mjs'
import { Problem } from './lib/problem.mjs'
import { mustRun, run } from './lib/run.mjs'
import { main, step } from './lib/steps.mjs'

/** @import { Mutant, Outcome, Placed } from './lib/mutants.mjs' */

/** What figures come from. */
const modules = ['money', 'time', 'rating', 'pec', 'price_list', 'bill', 'verify', 'losses']
/** Native tests of figures, those first that find most. What the boundary does is not in these modules. */
const tests = ['golden', 'properties', 'losses', 'reading']
const version = '27.1.0'
const folder = join(root, 'target/mutants')
const tree = join(folder, 'tree')
const state = join(folder, 'built.json')
const out = join(folder, 'outcomes.json')

/**
 * Changes the code in many small ways and sees whether the native tests fail each time. cargo-mutants says which ways; they
 * are built into one program, where a variable of the environment chooses one (`scripts/mutants`): so all of them take about
 * an hour and not a day.
 */
async function mutants() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { sample: { type: 'string' }, part: { type: 'string', default: '20' }, jobs: { type: 'string', default: String(availableParallelism()) }, missed: { type: 'boolean', default: false }, built: { type: 'boolean', default: false } },
  })
  const unknown = positionals.find((name) => !modules.includes(name))
  if (unknown) throw new Problem(`\`${unknown}\` is none of the modules`, `choose of ${modules.join(', ')}`)
  const { listed, placed, leftOut } = values.built ? rebuilt() : await step('One program of all mutants', async () => build(await list(positionals.length > 0 ? positionals : modules)))
  const programs = await step('Tests of it', () => executables(tree, tests))
  const before = values.missed && existsSync(out) ? missedNames() : undefined
  const chosen = listed.map((mutant, index) => ({ ...mutant, number: index + 1 })).filter(({ number, name }) => !leftOut.includes(number) && !placed.not_placed.includes(number) && (!before || before.has(name)) && (values.sample === undefined || partOf(values.sample, name, Number(values.part))))
  const outcomes = await step(`${chosen.length} mutants`, () => runTests(programs, chosen, Number(values.jobs)))
  const untried = listed.filter((_, index) => placed.not_placed.includes(index + 1))
  writeFileSync(out, JSON.stringify({ outcomes, untried: untried.map(({ name }) => name) }, null, 1))
  report(outcomes, untried)
}

/**
 * @param {string[]} names
 * @returns {Promise<Mutant[]>}
 */
async function list(names) {
  if (!(await run('cargo', ['mutants', '--version'], { quiet: true })).ok) throw new Problem('cargo-mutants is not installed', `run \`cargo install cargo-mutants --version ${version} --locked\``)
  const files = names.flatMap((name) => ['--file', `src/${name}/**`, '--file', `src/${name}.rs`])
  return JSON.parse(await mustRun('cargo', ['mutants', '--list', '--json', '--no-shuffle', ...files], { quiet: true, help: 'see what cargo-mutants says' }))
}

/**
 * Builds the copy; what doesn't compile is left out, as cargo-mutants would call it unviable.
 * @param {Mutant[]} listed
 */
async function build(listed) {
  mkdirSync(tree, { recursive: true })
  writeFileSync(join(folder, 'list.json'), JSON.stringify(listed))
  /** @type {Set<number>} */
  const leftOut = new Set()
  for (;;) {
    copy('src', 'tests', 'docs', 'pkg-template', 'Cargo.toml', 'Cargo.lock', 'README.md')
    writeFileSync(join(folder, 'left-out.json'), JSON.stringify([...leftOut]))
    const args = ['run', '--quiet', '--release', '--manifest-path', join(root, 'scripts/mutants/Cargo.toml'), '--', join(folder, 'list.json'), tree, join(folder, 'left-out.json')]
    /** @type {Placed} */
    const placed = JSON.parse(await mustRun('cargo', args, { quiet: true, help: 'the tool in scripts/mutants does not build or run' }))
    const found = await leftOutBy(tree, placed)
    if (found.size === 0) {
      const built = { listed, placed, leftOut: [...leftOut] }
      writeFileSync(state, JSON.stringify(built))
      return built
    }
    for (const number of found) leftOut.add(number)
    console.log(`${leftOut.size} do not compile`)
  }
}

/** @param {string[]} names */
function copy(...names) {
  for (const name of names) {
    rmSync(join(tree, name), { recursive: true, force: true })
    cpSync(join(root, name), join(tree, name), { recursive: true })
  }
}

/**
 * The program as it was built, with the tests of today: what a new test catches is known in a minute.
 * @returns {{listed: Mutant[], placed: Placed, leftOut: number[]}}
 */
function rebuilt() {
  if (!existsSync(state)) throw new Problem('nothing was built yet', 'run it without `--built` first')
  copy('tests', 'pkg-template')
  return JSON.parse(readFileSync(state, 'utf8'))
}

function missedNames() {
  /** @type {{outcomes: Outcome[]}} */
  const { outcomes } = JSON.parse(readFileSync(out, 'utf8'))
  return new Set(outcomes.filter((it) => it.caughtBy === null).map((it) => it.name))
}

/**
 * A part of the mutants that a text such as the day's date chooses.
 * @param {string} sample
 * @param {string} name
 * @param {number} parts
 */
function partOf(sample, name, parts) {
  return createHash('sha256').update(`${sample} ${name}`).digest().readUInt32BE() % parts === 0
}

/**
 * @param {Outcome[]} outcomes
 * @param {Mutant[]} untried
 */
function report(outcomes, untried) {
  const moduleOf = (/** @type {string} */ name) => modules.find((module) => name.startsWith(`src/${module}`)) ?? ''
  console.log('\n| module | mutants | caught | of these by time | missed | caught % |\n|---|---|---|---|---|---|')
  const line = (/** @type {string} */ title, /** @type {Outcome[]} */ of) => {
    const caught = of.filter((it) => it.caughtBy !== null).length
    if (of.length > 0) console.log(`| ${title} | ${of.length} | ${caught} | ${of.filter((it) => it.timedOut).length} | ${of.length - caught} | ${((caught / of.length) * 100).toFixed(1)} |`)
  }
  for (const module of modules) line(module, outcomes.filter((it) => moduleOf(it.name) === module))
  line('all', outcomes)
  console.log(`\nMissed:\n${outcomes.filter((it) => it.caughtBy === null).map((it) => it.name).join('\n')}`)
  if (untried.length > 0) console.log(`\nNot tried, since no choice can stand there (constants, \`if let\` chains, \`impl Trait\`):\n${untried.map((it) => it.name).join('\n')}`)
  if (outcomes.some((it) => it.caughtBy === null)) process.exitCode = 1
}

await main(mutants)
