import { existsSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { chromedriver, chromium } from './lib/chromium.mjs'
import { buildPackage } from './lib/package.mjs'
import { paths, root } from './lib/paths.mjs'
import { printProblem } from './lib/problem.mjs'
import { run, runPackage } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'
import { buildSite } from './lib/site.mjs'
import { step } from './lib/steps.mjs'
import { checkSupply } from './lib/supply.mjs'
import { tally } from './lib/tally.mjs'
import { buildWasm } from './lib/wasm.mjs'

/** @typedef {{ok: boolean, output: string}} Outcome */

const total = { passed: 0, failed: 0 }
/** @type {string[]} */
const failures = []

/**
 * Runs one check and counts what it found; a failure does not keep the others from running.
 * @param {string} title
 * @param {() => Promise<Outcome | void>} work a check that returns nothing and throws nothing has passed
 * @returns {Promise<boolean>}
 */
async function check(title, work) {
  const { ok, output } = await step(title, async () => {
    try {
      return (await work()) ?? { ok: true, output: '' }
    } catch (error) {
      printProblem(error)
      return { ok: false, output: '' }
    }
  })
  const { passed, failed } = tally(output, ok)
  total.passed += passed
  total.failed += failed
  if (!ok) failures.push(title)
  return ok
}

const cargo = (/** @type {string[]} */ ...args) => run('cargo', args)
const core = ['--features', 'wasm']

async function checkCore() {
  await check('Format', () => cargo('fmt', '--check'))
  await check('Lints', () => cargo('clippy', '--all-targets', ...core, '--', '-D', 'warnings'))
  await check('Core', () => cargo('test', ...core, '--lib', '--bins', '--tests'))
  await check('Examples in the documentation', () => cargo('test', ...core, '--doc'))
}

async function build() {
  return (await check('WebAssembly', buildWasm)) && (await check('npm package in pkg/', buildPackage)) && (await check('Page in build/site', buildSite))
}

/** Where there is no build, what needs it is not run: the build has failed, and says so. */
async function checkBuilt() {
  for (const project of typescriptProjects()) await check(`Types: ${project}`, () => runPackage('typescript/bin/tsc', ['--noEmit', '--project', project]))
  await check('Package and command line', () => nodeTests(paths.jsTests))
  if (existsSync(paths.boundaryTests)) await checkBoundary()
  if (testsIn(paths.e2eTests).length > 0) await check('Page in a browser', async () => nodeTests(paths.e2eTests, { CHROMIUM: await chromium() }))
}

function typescriptProjects() {
  return ['scripts/jsconfig.json', 'tests/js/jsconfig.json', 'pkg-template/elements/jsconfig.json', 'www/jsconfig.json'].filter((file) => existsSync(join(root, file)))
}

/** What is different in WebAssembly, and only that: the conversions of the boundary. */
async function checkBoundary() {
  const wasmPack = (/** @type {string[]} */ where, /** @type {string} */ tests, /** @type {Record<string, string>} */ env) => run('wasm-pack', ['test', '--mode', 'no-install', ...where, '--', ...core, '--test', tests], { env })
  await check('Boundary in Node', () => wasmPack(['--node'], 'wasm', {}))
  const driver = chromedriver()
  if (!driver) return console.log('\n== Boundary in a browser: left out, there is no chromedriver')
  await check('Boundary in a browser', async () => {
    const PATH = [dirname(await chromium()), process.env.PATH].join(delimiter)
    return wasmPack(['--headless', '--chrome', '--chromedriver', driver], 'wasm_browser', { PATH })
  })
}

/** @param {string} folder */
function testsIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).map((name) => join(folder, name)) : []
}

/**
 * @param {string} folder
 * @param {Record<string, string>} [env]
 */
function nodeTests(folder, env) {
  return run(process.execPath, ['--test', ...testsIn(folder)], { env })
}

async function main() {
  if (await check('Tools', setUp)) {
    await check('Supply chain', checkSupply)
    await checkCore()
    if (await build()) await checkBuilt()
  }
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`)
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || failures.length > 0 ? 1 : 0
}

await main()
