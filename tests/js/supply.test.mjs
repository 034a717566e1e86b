/**
 * What the build takes from others: known licences, whole and unchanged, without scripts that run when it is installed; also where
 * cargo-deny, which takes a quarter of an hour to compile, is not installed. Advisories need a database from the network: the
 * step "Supply chain" of `npm test` asks for them, and says what was not checked.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from '../../scripts/lib/run.mjs'
import { auditSays } from '../../scripts/lib/supply.mjs'
import { root } from './support.mjs'

/** Licences that let anyone use, change and sell; MPL-2.0 only for tools, which are not in the package. */
const permissive = ['0BSD', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'Unicode-3.0', 'Unlicense', 'Zlib']

/**
 * Whether one of the choices of an SPDX expression is wholly of known licences.
 * @param {string} expression @param {readonly string[]} known
 */
function isKnown(expression, known) {
  const choices = expression.replaceAll('/', ' OR ').replaceAll(/[()]/g, '').split(' AND ').map((part) => part.split(' OR '))
  return choices.every((part) => part.some((licence) => known.includes(licence.trim())))
}

/** @param {string[]} args @returns {Promise<string>} */
async function cargo(...args) {
  const { ok, output } = await run('cargo', [...args, '--locked', '--quiet'], { quiet: true })
  assert.ok(ok, output)
  return output
}

test('an expression of licences is read as it is meant', () => {
  for (const expression of ['MIT', 'MIT OR Apache-2.0', 'GPL-3.0 OR MIT', 'MIT/Apache-2.0', '(MIT OR GPL-3.0) AND Unicode-3.0', 'Apache-2.0 WITH LLVM-exception OR MIT']) assert.ok(isKnown(expression, permissive), expression)
  for (const expression of ['', 'GPL-3.0', 'MIT AND GPL-3.0', '(MIT OR Apache-2.0) AND GPL-3.0', 'GPL-3.0 OR AGPL-3.0']) assert.ok(!isKnown(expression, permissive), expression)
})

test('every crate is of the registry and of a known licence', async () => {
  const output = await cargo('metadata', '--format-version', '1')
  /** @type {{packages: {name: string, license: string | null, source: string | null}[]}} */
  const { packages } = JSON.parse(output.slice(output.indexOf('{"packages"')))
  const others = packages.filter(({ name }) => name !== 'azplan')
  assert.ok(others.length > 30, `${others.length} crates`)
  assert.deepEqual(others.filter(({ source }) => !source?.startsWith('registry+')).map(({ name }) => name), [])
  assert.deepEqual(others.filter(({ license }) => !isKnown(license ?? '', permissive)).map(({ name, license }) => `${name}: ${license}`), [])
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8').split('[[package]]').slice(1)
  assert.deepEqual(lock.filter((entry) => entry.includes('source = ') && !/checksum = "[0-9a-f]{64}"/.test(entry)), [])
})

test('the module is made of each crate once', async () => {
  const output = await cargo('tree', '--edges', 'normal', '--target', 'wasm32-unknown-unknown', '--features', 'wasm', '--prefix', 'none')
  const crates = [...new Set(output.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')).filter((crate) => / v\d/.test(crate)))]
  assert.ok(crates.length > 10, crates.join())
  const names = crates.map((crate) => crate.split(' ')[0])
  assert.deepEqual(crates.filter((_, place) => names.indexOf(names[place]) !== place), [])
})

test('every npm package is whole, of a known licence, and runs nothing when it is installed', () => {
  /** @type {Record<string, {license?: string, integrity?: string, hasInstallScript?: boolean, resolved?: string, dev?: boolean, optional?: boolean}>} */
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const all = Object.entries(packages).filter(([folder]) => folder !== '')
  assert.ok(all.length > 20, `${all.length} packages`)
  const named = (/** @type {(entry: typeof all[0][1]) => boolean} */ isWrong) => all.filter(([, entry]) => isWrong(entry)).map(([folder]) => folder)
  assert.deepEqual(named(({ license }) => !isKnown(license ?? '', [...permissive, 'MPL-2.0'])), [])
  assert.deepEqual(named(({ integrity }) => !integrity?.startsWith('sha512-')), [])
  assert.deepEqual(named(({ hasInstallScript }) => Boolean(hasInstallScript)), [])
  // What the package gives to others depends on nothing: all of these are tools.
  assert.deepEqual(named(({ dev }) => !dev), [])
})

test('an audit that was not answered is not taken for one that found nothing', () => {
  const found = (/** @type {number} */ total) => JSON.stringify({ vulnerabilities: total ? { tar: { name: 'tar', severity: 'high' } } : {}, metadata: { vulnerabilities: { total } } })
  assert.deepEqual(auditSays(found(0)), { ok: true, said: 'Advisories on npm packages: none' })
  assert.deepEqual(auditSays(found(1)), { ok: false, said: 'Advisories on npm packages: 1: tar (high); run `npm audit`' })
  for (const output of ['', 'npm: not found', '{"message":"405 Method Not Allowed","statusCode":405}', '{}', '{"metadata":{}}']) assert.match(auditSays(output).said, /not checked/, output)
  assert.ok(auditSays(`npm warn audit 405\n${found(1)}\n`).said.includes('tar'))
})

test('deny.toml and this test allow the same licences', () => {
  const [, list] = /^allow = \[(.*)\]$/m.exec(readFileSync(join(root, 'deny.toml'), 'utf8')) ?? []
  const allowed = [...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, licence]) => licence)
  assert.ok(allowed.length > 3)
  assert.deepEqual(allowed.filter((licence) => !permissive.includes(licence)), [])
})
