/** No argument harms the core: every call of the contract takes every wrong kind, refuses it with its place, and answers afterwards. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createLocalEngine, createWorkerEngine } from '../../pkg/engine.js'
import { load } from '../../pkg/index.js'
import { fields, signatures } from './signatures.mjs'
import { bytes, priceList, usage } from './support.mjs'

/** @typedef {import('./signatures.mjs').Signature} Signature */

/** @type {any} */
let azplan
/** @type {any} */
let list
/** @type {any} */
let used
/** @type {any} */
let recon
before(async () => {
  azplan = await load()
  list = await azplan.readPriceList(bytes(priceList))
  used = await azplan.readUsage(bytes(usage))
  recon = await azplan.readRecon(bytes('SubscriptionId,ProductId,SkuId,BillableQuantity,Subtotal\np,DZH318Z0BQPS,00TG,1,1\n'))
})

/** @param {number} depth */
function nested(depth) {
  /** @type {unknown} */
  let value = 'end'
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value }
  return value
}

const cyclic = /** @type {any} */ ({})
cyclic.a = { b: [cyclic] }

class Fields {
  /** @type {string | undefined} */
  on
  get text() { return 'logs' }
}

/** What nobody can have meant: no type of the contract holds it. @type {Record<string, () => unknown>} */
const never = {
  'a cyclic object': () => cyclic,
  'an object 5,000 deep': () => nested(5_000),
  'an object 100,000 deep': () => nested(100_000),
  'a text of 10 MB': () => 'x'.repeat(10_000_000),
  'half a character': () => '\ud800',
  'not a number': () => NaN,
  infinity: () => Infinity,
  'a BigInt': () => 5n,
  'a symbol': () => Symbol('s'),
  'a function': () => () => 'a',
  'a date': () => new Date(0),
  'a map': () => new Map([['text', 'a']]),
  'a set': () => new Set(['a']),
  'a text in an object': () => Object('a'),
  bytes: () => new Uint8Array(4),
  'a promise': () => Promise.resolve('a'),
  'an object of a class': () => new Fields(),
  'a getter that throws': () => ({ get text() { throw new Error('no') } }),
  'a getter that throws anything': () => ({ get text() { throw { toString() { throw 5 } } } }),
  'a getter that calls': () => ({ get text() { return azplan.markets().markets } }),
  'a proxy that throws': () => new Proxy({}, { ownKeys() { throw new Error('no') } }),
  'a proxy that was revoked': () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy },
  'a list with a hole': () => Array(2),
  'a key of 1 MB': () => ({ ['x'.repeat(1_000_000)]: 1 }),
  'a key that names the prototype': () => JSON.parse('{"__proto__": {"text": "a"}}'),
}

/** What some type holds, and others don't. @type {Record<string, unknown>} */
const other = { null: null, 'a number': 5, 'a fraction': 1.5, 'a negative number': -1, 'true': true, 'an empty object': {}, 'an empty list': [], 'a list of lists': [[]], 'a text': 'x', 'no text': '' }

/** @param {string} type of a field @param {unknown} value */
function fits(type, value) {
  if (value === null) return true // Where nothing may be said, `null` says it too.
  const plain = /^(Decimal|Iso\w+|CurrencyCode|string)$/.test(type) || /^'/.test(type)
  if (plain) return typeof value === 'string'
  if (/\[\]$/.test(type)) return Array.isArray(value)
  if (/^boolean/.test(type)) return typeof value === 'boolean'
  if (/^number/.test(type)) return typeof value === 'number'
  return true
}

/** The line that is priced after each call, in the same core. */
function stillPrices() {
  assert.equal(list.price({ productId: 'DZH318Z0BQPS', skuId: '00TG', quantity: '32' }).amount, '3.68')
}

/** @param {string} type */
const given = (type) => {
  if (/^PriceList\b/.test(type)) return list
  if (/^Usage\b/.test(type)) return used
  if (/^Recon\b/.test(type)) return recon
  if (/^(Verified|\{ usage)/.test(type)) return { usage: used, prices: list }
  if (/^Input/.test(type)) return bytes(priceList)
  return undefined
}

/** Calls with arguments that are right but for one. @param {Signature} call @param {number} place @param {unknown} value */
async function attempt(call, place, value) {
  const target = call.owner === 'Azplan' ? azplan : list
  const args = call.parameters.map(({ type }, index) => (index === place ? value : given(type)))
  // Answers are for reading: what a call opened is closed again.
  const answer = await target[call.name](...args)
  if (typeof answer?.free === 'function') answer.free()
  return answer
}

/** @param {string} title @param {() => Promise<unknown>} call @param {{must: boolean, at?: RegExp}} expected */
async function refuses(title, call, { must, at }) {
  try {
    await call()
  } catch (error) {
    const { name, code, message, help, at: place } = /** @type {any} */ (error)
    assert.equal(name, 'AzplanError', `${title}: ${/** @type {any} */ (error)?.stack ?? error}`)
    assert.ok(!/^internal\./.test(code) && help.length > 0, `${title}: ${code}: ${message}`)
    assert.ok(message.length < 1_200 && (place ?? '').length < 1_200, `${title}: ${message.length} characters`)
    if (must) assert.equal(code, 'input.invalid', `${title}: ${message}`)
    if (at && must && !/^missing field/.test(message)) assert.match(place ?? '', at, `${title}: ${message}`)
    stillPrices()
    return
  }
  assert.ok(!must, `${title}: was answered`)
  stillPrices()
}

const calls = [...signatures('Azplan'), ...signatures('PriceList')].filter(({ name }) => name !== 'free' && name !== 'info')

test('the calls of the contract are found, with the fields of their requests', () => {
  const named = calls.map(({ name }) => name)
  for (const name of ['readPriceList', 'verify', 'bill', 'search', 'quote', 'pecRole', 'planCheck', 'markets']) assert.ok(named.includes(name), name)
  const asked = calls.flatMap(({ parameters }) => parameters.filter(({ type }) => /Request$|^PlanFacts$/.test(type)))
  assert.ok(asked.length > 20, `${asked.length}`)
  for (const { type } of asked) assert.ok(fields(type).length > 0, type)
})

for (const call of calls) {
  test(`${call.owner}.${call.name} takes any argument and harms nothing`, async () => {
    for (const [place, { name, type }] of call.parameters.entries()) {
      const isRequest = /Request$|^PlanFacts$/.test(type)
      for (const [what, make] of Object.entries(never)) {
        // One text is as good as another where any text is taken; an input may be bytes.
        if ((type === 'Input' || type === 'Uint8Array') && what === 'bytes') continue
        await refuses(`${name} is ${what}`, () => attempt(call, place, make()), { must: true })
      }
      for (const [what, value] of Object.entries(other)) {
        await refuses(`${name} is ${what}`, () => attempt(call, place, value), { must: Array.isArray(value) || typeof value === 'number' || value === true })
      }
      if (!isRequest) continue
      for (const field of fields(type)) {
        const at = new RegExp(`^${field.name}\\b`)
        for (const [what, make] of Object.entries(never)) await refuses(`${name}.${field.name} is ${what}`, () => attempt(call, place, { [field.name]: make() }), { must: true, at })
        for (const [what, value] of Object.entries(other)) await refuses(`${name}.${field.name} is ${what}`, () => attempt(call, place, { [field.name]: value }), { must: !fits(field.type, value) })
      }
      await refuses(`${name} has an unknown field`, () => attempt(call, place, { unheardOf: 1 }), { must: true, at: /unheardOf/ })
    }
  })
}

test('what is wrong in the part of a request that it shares with another is told with its place', () => {
  for (const [request, at] of /** @type {[any, string][]} */ ([[{ line: 'invoice/total', pecRate: 'abc' }, 'pecRate'], [{ within: [], exchangeRates: [{ currencyCode: 'EUR', usdPerUnit: 'x', month: '2025-11' }] }, 'exchangeRates[0].usdPerUnit'], [{ within: ['a', 2] }, 'within[1]']])) {
    assert.throws(() => azplan.explain(list, used, request), { name: 'AzplanError', code: 'input.invalid', at })
  }
})

test('a misspelt file is refused by its name, not left out', async () => {
  for (const [files, at] of /** @type {[any, string][]} */ ([[undefined, 'files.usage'], [{}, 'files.usage'], [{ usage: used, price: list }, 'files.price'], [{ usage: used, prices: 0 }, 'files.prices'], [{ usage: used, recon: '' }, 'files.recon']])) {
    assert.throws(() => azplan.verify(files), { name: 'AzplanError', code: 'input.invalid', at })
    await assert.rejects(azplan.verifyInSteps(files), { name: 'AzplanError', code: 'input.invalid', at })
    if (at !== 'files.recon') assert.throws(() => azplan.pecLosses(files), { name: 'AzplanError', code: 'input.invalid', at })
  }
  assert.throws(() => azplan.diff(list, list, 0), { code: 'input.invalid' })
  stillPrices()
})

test('what is read must be files, and how it is read must be known', async () => {
  for (const input of [undefined, null, 5, 'text', {}, [], [null], ['text'], new ArrayBuffer(4)]) {
    for (const read of ['readPriceList', 'readUsage', 'readRecon', 'readExchangeRates', 'readCreditBalance']) {
      await refuses(`${read} of ${input}`, () => azplan[read](input), { must: true, at: /^input/ })
    }
  }
  const pretends = Object.create(Uint8Array.prototype)
  async function* pieces() { yield bytes(priceList); yield 'text' }
  await refuses('bytes that are none', () => azplan.readPriceList(pretends), { must: true, at: /^input/ })
  await refuses('a text among the pieces', () => azplan.readPriceList(pieces()), { must: true, at: /^input/ })
  for (const options of [null, 5, { signal: 5 }, { onProgress: 'x' }, { sginal: AbortSignal.abort() }]) await refuses('options', () => azplan.readPriceList(bytes(priceList), options), { must: true, at: /^options/ })
  const gone = bytes(priceList)
  structuredClone(gone.buffer, { transfer: [gone.buffer] })
  await refuses('bytes whose memory was given away', () => azplan.readPriceList(gone), { must: false })
})

test('the core has its whole stack after a hundred thousand getters that throw', () => {
  const request = { get text() { throw new Error('no') } }
  for (let time = 0; time < 100_000; time++) assert.throws(() => list.search(request), { code: 'input.invalid', at: 'text' })
  stillPrices()
})

test('an object of 2^60 values, in 60 objects, is refused and not gone through', () => {
  /** @type {any} */
  let shared = {}
  for (let level = 0; level < 60; level++) shared = { a: shared, b: shared }
  assert.throws(() => list.search(shared), { code: 'input.invalid' })
  stillPrices()
})

test('a call out of a getter is refused, and what it would have freed is there', () => {
  assert.throws(() => list.search({ get text() { list.free(); return 'logs' } }), { code: 'input.invalid' })
  stillPrices()
})

test('an engine refuses ids and files that are none', async () => {
  for (const engine of /** @type {any[]} */ ([createLocalEngine(azplan)])) {
    for (const id of [undefined, null, 5, {}, Symbol('s'), 'price list 1']) {
      await refuses('id', () => engine.search(id, {}), { must: false })
      await refuses('files', () => engine.verify({ usage: id }), { must: false })
    }
    await refuses('no files', () => engine.verify(), { must: true, at: /^files|^$/ })
    await refuses('a misspelt file', () => engine.verify({ usage: 'a', price: 'b' }), { must: true, at: /price/ })
    await refuses('no files of losses', () => engine.pecLosses(), { must: true })
  }
})

test('a worker engine refuses what no message can carry', async () => {
  class Silent extends EventTarget {
    /** @param {unknown} message */
    postMessage(message) { structuredClone(message) }
    terminate() {}
  }
  const engine = /** @type {any} */ (createWorkerEngine({ startWorker: () => /** @type {any} */ (new Silent()) }))
  await refuses('a function', () => engine.search('a', { text: () => 1 }), { must: true })
  await refuses('no file', () => engine.openPriceList('text'), { must: true, at: /^input/ })
  await refuses('options', () => engine.openPriceList(bytes(priceList), { signal: 5 }), { must: true, at: /^options/ })
})
