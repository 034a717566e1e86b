/**
 * The golden cases of `tests/golden` through the built package: the same files as the native runner judges.
 * `UPDATE_GOLDEN=1` writes what is answered into `expect` of `synthetic` cases; a figure somebody published stays.
 */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { caseOf, FOLDER, names, run } from './golden-cases.mjs'

/** @typedef {import('./golden-cases.mjs').Case} Case */

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** The fields of `found` that `expect` names. @type {(expect: any, found: any) => any} */
function named(expect, found) {
  if (Array.isArray(expect) && Array.isArray(found) && expect.length === found.length) return expect.map((item, at) => named(item, found[at]))
  if (expect === null || found === null || typeof expect !== 'object' || typeof found !== 'object' || Array.isArray(expect) || Array.isArray(found)) return found
  return Object.fromEntries(Object.keys(expect).map((key) => [key, named(expect[key], found[key])]))
}

/** @type {(case_: Case) => Promise<void>} */
async function judge(case_) {
  if (!case_.error) {
    const found = await run(azplan, case_)
    assert.deepEqual(named(case_.expect, found), case_.expect)
    return
  }
  /** @type {any} */
  let thrown
  try { await run(azplan, case_) } catch (error) { thrown = error }
  assert.equal(thrown?.name, 'AzplanError', `expected ${case_.error.code}, got ${thrown}`)
  assert.equal(thrown.code, case_.error.code)
  assert.equal(thrown instanceof Error && thrown.message !== '', true)
  assert.notEqual(thrown.help, '')
  if (case_.error.at) assert.equal(thrown.at, case_.error.at)
}

/** Keeps the fields that are expected and takes their values from the answer. @type {(name: string, case_: Case) => Promise<void>} */
async function update(name, case_) {
  case_.expect = named(case_.expect, await run(azplan, case_))
  writeFileSync(new URL(name, FOLDER), `${JSON.stringify(case_, null, 2)}\n`)
}

test('the folder of cases is there', () => assert.ok(names.length > 200))

for (const name of names) {
  const case_ = caseOf(name)
  test(`${name}: ${case_.title}`, async () => {
    if (process.env.UPDATE_GOLDEN && case_.status === 'synthetic' && case_.expect) await update(name, case_)
    await judge(case_)
  })
}
