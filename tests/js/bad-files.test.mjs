/** Bad files through the built package: a clear error or a diagnostic, never a trap, and what was loaded stays usable. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { badFiles, goodList, goodPage, goodUsage } from './bad-files.mjs'
import { Dice } from './random-months.mjs'

const CONTRACT = readFileSync(new URL('../../src/wasm/contract.d.ts', import.meta.url), 'utf8')
const CODES = [...CONTRACT.matchAll(/^ {2}\| '(\w+\.\w+)'/gm)].map((match) => match[1])

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
/** @type {any} */
let kept
before(async () => {
  azplan = await load()
  kept = await azplan.readPriceList(goodList)
})

/** What was loaded before a bad file still answers. */
function theLoadedListStays() {
  const price = kept.price({ productId: 'DZH318Z00001', skuId: '0001', quantity: '3' })
  assert.deepEqual([price.found, price.amount], [true, '1.5'])
}

/** An error of ours: never a trap, always a known code and a remedy. @type {(error: any, place: string) => void} */
function isOurs(error, place) {
  assert.equal(error?.name, 'AzplanError', `${place}: ${error?.stack}`)
  assert.equal(error instanceof Error && !(error instanceof WebAssembly.RuntimeError), true, place)
  assert.ok(CODES.includes(error.code), `${place}: unknown code ${error.code}`)
  assert.ok(error.message.length > 5 && error.help.length > 5, place)
}

/** @type {(diagnostics: any[], place: string) => void} */
function areDiagnostics(diagnostics, place) {
  for (const { severity, code, row, column, message } of diagnostics) {
    assert.ok(['error', 'warning', 'note'].includes(severity), place)
    assert.ok(CODES.includes(code), `${place}: unknown code ${code}`)
    assert.ok(row === null || (Number.isInteger(row) && row >= 1), place)
    assert.ok(column === null || typeof column === 'string', place)
    assert.ok(message.length > 5, place)
  }
}

/** The error thrown or the diagnostics of a file. @type {(reader: string, bytes: Uint8Array) => Promise<{ error?: any, diagnostics: any[] }>} */
async function read(reader, bytes) {
  try {
    const answer = await /** @type {any} */ (azplan)[reader](bytes)
    const { diagnostics } = reader === 'readExchangeRates' ? answer : answer.info()
    answer.free?.()
    return { diagnostics }
  } catch (error) {
    return { error, diagnostics: [] }
  }
}

test('there are more than fifty bad files', () => assert.ok(badFiles.length > 50, String(badFiles.length)))

for (const { name, reader, bytes, throws, tells } of badFiles) {
  test(`${reader}: ${name}`, async () => {
    const { error, diagnostics } = await read(reader, bytes)
    if (error) {
      isOurs(error, name)
      assert.ok(throws, `thrown ${error.code}: ${error.message}`)
      assert.ok(throws.includes(error.code), `expected ${throws}, thrown ${error.code}: ${error.message}`)
    } else {
      areDiagnostics(diagnostics, name)
      assert.ok(tells, `expected ${throws}, but it was read: ${JSON.stringify(diagnostics)}`)
      for (const told of tells) assert.ok(diagnostics.some((each) => Object.entries(told).every(([key, value]) => each[key] === value)), `${JSON.stringify(told)} is not told: ${JSON.stringify(diagnostics)}`)
    }
    theLoadedListStays()
  })
}

const GOOD = /** @type {const} */ ([['readPriceList', goodList], ['readPriceList', goodPage], ['readUsage', goodUsage]])

test('files cut anywhere are refused or told, never a trap', async () => {
  for (const [reader, bytes] of GOOD) {
    for (let length = 0; length < bytes.length; length += 1) {
      const { error, diagnostics } = await read(reader, bytes.slice(0, length))
      if (error) isOurs(error, `${reader} cut at ${length}`)
      areDiagnostics(diagnostics, `${reader} cut at ${length}`)
    }
  }
  theLoadedListStays()
})

test('files with bytes changed at random are refused or told, never a trap', async () => {
  const dice = new Dice(20_251_101)
  for (let round = 0; round < 3000; round += 1) {
    const [reader, good] = dice.pick([...GOOD])
    const bytes = good.slice()
    for (let changes = dice.roll(1, 6); changes > 0; changes -= 1) bytes[dice.roll(0, bytes.length - 1)] = dice.pick([0x22, 0x2c, 0x0a, 0x2d, 0x2e, 0x65, 0x39, 0x7b, 0x5b, 0, 0xff, 0xc3, dice.roll(0, 255)])
    const { error, diagnostics } = await read(reader, bytes)
    if (error) isOurs(error, `round ${round}`)
    areDiagnostics(diagnostics, `round ${round}`)
  }
  theLoadedListStays()
})

test('a usage row of an unknown product is unpriced, not 0', async () => {
  const usage = await azplan.readUsage(new TextEncoder().encode('UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z09999,0001,7\n2025-11-01,DZH318Z00001,0001,2\n'))
  const rated = azplan.rate(kept, usage, {})
  assert.deepEqual([rated.complete, rated.unpriced.length, rated.unpriced[0].row, rated.totals.retail], [false, 1, 2, '1'])
  const bill = azplan.bill(kept, usage, {})
  assert.deepEqual([bill.complete, bill.unpriced.length, bill.lines.length], [false, 1, 1])
})

const PRICE = { productId: 'DZH318Z00001', skuId: '0001' }
/** @type {[string, any, string?][]} */
const badRequests = [
  ['a quantity as a number', { ...PRICE, quantity: 2 }], ['a quantity NaN', { ...PRICE, quantity: NaN }], ['a quantity in words', { ...PRICE, quantity: 'two' }],
  ['a quantity of 60 digits', { ...PRICE, quantity: '9'.repeat(60) }], ['no SKU', { productId: 'DZH318Z00001' }], ['an unknown field', { ...PRICE, colour: 'red' }],
  ['a day that is none', { ...PRICE, on: '2025-02-29' }], ['an unknown type', { ...PRICE, type: 'Gift' }], ['nothing', undefined], ['null', null], ['text', 'DZH318Z00001'], ['a list', []]
]
for (const [name, request] of badRequests) {
  test(`a price request: ${name}`, () => {
    let thrown
    try { kept.price(request) } catch (error) { thrown = error }
    isOurs(thrown, name)
    theLoadedListStays()
  })
}
