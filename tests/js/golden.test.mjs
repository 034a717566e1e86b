/**
 * The golden cases of `tests/golden` through the built package: the same files as the native runner judges.
 * `UPDATE_GOLDEN=1` writes what is answered into `expect` of `synthetic` cases; a figure somebody published stays.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { load } from '../../pkg/index.js'

const ROOT = new URL('../../', import.meta.url)
const FOLDER = new URL('tests/golden/', ROOT)

/** @typedef {{ text?: string[], base64?: string, file?: string }} FileOfCase */
/** @typedef {{ title: string, status: string, call: string, input: any, expect?: any, error?: { code: string, at?: string }, priceList: FileOfCase, newPriceList?: FileOfCase, usage: FileOfCase, usageBefore?: FileOfCase, recon?: FileOfCase, exchangeRates?: FileOfCase, balance?: FileOfCase }} Case */

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** @type {(file: FileOfCase) => Uint8Array} */
function bytes(file) {
  if (file.base64 !== undefined) return new Uint8Array(Buffer.from(file.base64, 'base64'))
  if (file.file !== undefined) return readFileSync(new URL(file.file, ROOT))
  return new TextEncoder().encode([...(file.text ?? []), ''].join('\n'))
}

/** @type {(case_: Case) => Promise<any>} */
async function run({ call, input, priceList, newPriceList, usage, usageBefore, recon, exchangeRates, balance }) {
  if (call === 'pecRole') return azplan.pecRole(input.name)
  if (call === 'pecCheck') return azplan.pecCheck(input)
  if (call === 'compareOffers') return azplan.compareOffers(input)
  if (call === 'applyCommitments') return azplan.applyCommitments(input)
  if (call === 'heldReservation') return azplan.heldReservation(input)
  if (call === 'markets') return azplan.markets(input.asked, input.language)
  if (call === 'planCheck') return azplan.planCheck(input)
  const rates = () => azplan.readExchangeRates(bytes(exchangeRates ?? {}))
  if (call === 'exchangeRates') return rates()
  if (call === 'creditBalance') return azplan.readCreditBalance(bytes(/** @type {FileOfCase} */ (balance)))
  const request = exchangeRates ? { ...input, exchangeRates: (await rates()).rates } : input
  const readUsage = () => azplan.readUsage(bytes(usage))
  if (call === 'usageInfo') return (await readUsage()).info()
  if (call === 'usageDiff') return azplan.usageDiff(await azplan.readUsage(bytes(/** @type {FileOfCase} */ (usageBefore))), await readUsage(), request)
  if (call === 'pecLosses') return azplan.pecLosses({ usage: await readUsage(), prices: priceList && await azplan.readPriceList(bytes(priceList)) }, request)
  if (call === 'verify') {
    const files = { usage: await readUsage(), prices: priceList && await azplan.readPriceList(bytes(priceList)), recon: recon && await azplan.readRecon(bytes(recon)) }
    return azplan.verify(files, request)
  }
  const list = await azplan.readPriceList(bytes(priceList))
  switch (call) {
    case 'info': return list.info()
    case 'price': return list.price(request)
    case 'history': return list.history(request)
    case 'diff': return azplan.diff(list, await azplan.readPriceList(bytes(/** @type {FileOfCase} */ (newPriceList))), usage ? await readUsage() : null, request)
    case 'search': return list.search(request)
    case 'pecScenarios': return azplan.pecScenarios(list, request)
    case 'quote': return list.quote(request)
    case 'quoteDiff': return list.quoteDiff(request)
    case 'estimate': return list.estimate(request)
    case 'bestCommitment': return list.bestCommitment(request)
    case 'comparePurchase': return list.comparePurchase(request)
    case 'rate': return azplan.rate(list, await readUsage(), request)
    case 'bill': return azplan.bill(list, await readUsage(), request)
    case 'tree': return azplan.tree(list, await readUsage(), request)
    case 'explain': return azplan.explain(list, await readUsage(), request)
    default: throw new Error(`no call ${call}`)
  }
}

/** The fields of `found` that `expect` names. @type {(expect: any, found: any) => any} */
function named(expect, found) {
  if (Array.isArray(expect) && Array.isArray(found) && expect.length === found.length) return expect.map((item, at) => named(item, found[at]))
  if (expect === null || found === null || typeof expect !== 'object' || typeof found !== 'object' || Array.isArray(expect) || Array.isArray(found)) return found
  return Object.fromEntries(Object.keys(expect).map((key) => [key, named(expect[key], found[key])]))
}

/** @type {(case_: Case) => Promise<void>} */
async function judge(case_) {
  if (!case_.error) {
    const found = await run(case_)
    assert.deepEqual(named(case_.expect, found), case_.expect)
    return
  }
  /** @type {any} */
  let thrown
  try { await run(case_) } catch (error) { thrown = error }
  assert.equal(thrown?.name, 'AzplanError', `expected ${case_.error.code}, got ${thrown}`)
  assert.equal(thrown.code, case_.error.code)
  assert.equal(thrown instanceof Error && thrown.message !== '', true)
  assert.notEqual(thrown.help, '')
  if (case_.error.at) assert.equal(thrown.at, case_.error.at)
}

/** Keeps the fields that are expected and takes their values from the answer. @type {(name: string, case_: Case) => Promise<void>} */
async function update(name, case_) {
  case_.expect = named(case_.expect, await run(case_))
  writeFileSync(new URL(name, FOLDER), `${JSON.stringify(case_, null, 2)}\n`)
}

const files = readdirSync(fileURLToPath(FOLDER), { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.json') && !['coverage.json', 'rules.json'].includes(name))
  .sort()

test('the folder of cases is there', () => assert.ok(files.length > 200))

for (const name of files) {
  /** @type {Case} */
  const case_ = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
  test(`${name}: ${case_.title}`, async () => {
    if (process.env.UPDATE_GOLDEN && case_.status === 'synthetic' && case_.expect) await update(name, case_)
    await judge(case_)
  })
}
