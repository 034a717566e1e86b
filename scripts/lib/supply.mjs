import { run, which } from './run.mjs'

/** @typedef {{ok: boolean, output: string}} Outcome */

/**
 * What the build takes from others. What can't be asked here is said to be unchecked, for a step that says nothing has seen nothing.
 * @returns {Promise<Outcome>}
 */
export async function checkSupply() {
  const crates = await checkCrates()
  const { ok, said } = auditSays((await run('npm', ['audit', '--json'], { quiet: true })).output)
  console.log(said)
  return { ok: crates.ok && ok, output: crates.output }
}

/** @returns {Promise<Outcome>} */
async function checkCrates() {
  console.log('Advisories on crates: not checked, their database is on the network; with a connection, run `cargo deny check advisories`')
  if (which('cargo-deny')) return run('cargo', ['deny', '--offline', 'check', 'bans', 'licenses', 'sources'])
  console.log('deny.toml: not checked, cargo-deny is not installed (`cargo install cargo-deny --locked`); tests/js/supply.test.mjs holds licences, sources and duplicates')
  return { ok: true, output: '' }
}

/**
 * What an answer of `npm audit --json` says: advisories, none, or nothing at all.
 * @param {string} output
 * @returns {{ok: boolean, said: string}}
 */
export function auditSays(output) {
  const answer = jsonIn(output)
  const counts = answer?.metadata?.vulnerabilities
  if (typeof counts?.total !== 'number') return { ok: true, said: `Advisories on npm packages: not checked, the registry has no advisories${answer?.message ? ` (${answer.message})` : ''}` }
  if (counts.total === 0) return { ok: true, said: 'Advisories on npm packages: none' }
  const names = Object.values(answer.vulnerabilities ?? {}).map(({ name, severity }) => `${name} (${severity})`)
  return { ok: false, said: `Advisories on npm packages: ${counts.total}: ${names.join(', ')}; run \`npm audit\`` }
}

/** @param {string} output @returns {any} null where there is none */
function jsonIn(output) {
  try {
    return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1))
  } catch {
    return null
  }
}
