/** Both engines keep one interface; a worker that is cancelled or crashes leaves no one waiting. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { strToU8, zipSync } from 'fflate'
import { createLocalEngine, createWorkerEngine } from '../../pkg/engine.js'
import { load } from '../../pkg/index.js'
import { serveEngine } from '../../pkg/worker-server.js'
import { bytes, exchangeRates, priceList, usage } from './support.mjs'

/** @typedef {import('../../pkg/engine.js').Engine} Engine */

/** @type {Engine} */
let local
before(async () => {
  local = createLocalEngine(await load())
})

/** A worker without a thread: messages are cloned, and an engine of this process answers them. */
class FakeWorker extends EventTarget {
  /** @type {FakeWorker[]} */
  static started = []
  /** What answers behind the next worker. @type {() => Engine} */
  static engine = () => local
  terminated = false
  #inside = new EventTarget()

  constructor() {
    super()
    FakeWorker.started.push(this)
    const port = { postMessage: (/** @type {unknown} */ data, /** @type {Transferable[]} */ moved) => this.#deliver(this, data, moved), addEventListener: this.#inside.addEventListener.bind(this.#inside) }
    serveEngine(/** @type {any} */ (port), Promise.resolve(FakeWorker.engine()))
  }

  /**
   * @param {unknown} data
   * @param {Transferable[]} transfer
   */
  postMessage(data, transfer) {
    this.#deliver(this.#inside, data, transfer)
  }

  terminate() {
    this.terminated = true
  }

  /**
   * @param {EventTarget} target
   * @param {unknown} data
   * @param {any[]} [transfer]
   */
  #deliver(target, data, transfer = []) {
    const clone = structuredClone(data, { transfer })
    setImmediate(() => this.terminated || target.dispatchEvent(Object.assign(new Event('message'), { data: clone })))
  }
}

/** @param {() => Engine} [engine] */
function workerEngine(engine = () => local) {
  Object.assign(globalThis, { Worker: FakeWorker })
  FakeWorker.engine = engine
  return createWorkerEngine()
}

for (const [name, make] of /** @type {[string, () => Engine][]} */ ([['local', () => local], ['worker', workerEngine]])) {
  test(`${name}: opens, answers and closes`, async () => {
    const engine = make()
    assert.match(await engine.version(), /^\d/)
    const list = await engine.openPriceList(new Blob([priceList]))
    const used = await engine.openUsage([bytes(usage)])
    assert.equal(list.info.prices, 2)
    assert.equal(used.info.rows, 3)
    assert.equal((await engine.search(list.id, { text: 'logs' })).total, 1)
    assert.equal((await engine.price(list.id, { productId: 'DZH318Z0BQPS', skuId: '00TG' })).found, true)
    assert.equal((await engine.rate(list.id, used.id)).totals.net, '8.211')
    const { exchangeRate } = (await engine.bill(list.id, used.id, { currency: 'EUR', exchangeRates: (await engine.readExchangeRates(bytes(exchangeRates))).rates })).invoices[0]
    assert.equal(exchangeRate, '0.8')
    await engine.close(list.id)
    await assert.rejects(engine.search(list.id), { name: 'AzplanError', code: 'handle.closed' })
  })

  test(`${name}: an open that fails or is cancelled leaves what is open in place`, async () => {
    const engine = make()
    const { id } = await engine.openPriceList(new Blob([priceList]))
    await assert.rejects(engine.openPriceList(new Blob(['<!DOCTYPE html><html></html>'])), { name: 'AzplanError', code: 'file.html' })
    const controller = new AbortController()
    const opening = engine.openPriceList(new Blob([priceList]), { signal: controller.signal })
    controller.abort()
    await assert.rejects(opening, { name: 'AbortError' })
    assert.equal((await engine.search(id)).total, 2)
    await engine.close(id)
  })

  test(`${name}: what an archive holds beside the data is told`, async () => {
    const engine = make()
    const zipped = (/** @type {string} */ text) => zipSync({ 'README.txt': strToU8('What this is.'), 'data.csv': strToU8(text) })
    for (const read of /** @type {const} */ ([['openPriceList', priceList], ['openUsage', usage], ['readExchangeRates', exchangeRates]])) {
      /** @type {string[]} */
      const leftOut = []
      await engine[read[0]](zipped(read[1]), { onLeftOut: (entry) => void leftOut.push(entry) })
      assert.deepEqual(leftOut, ['README.txt'], read[0])
    }
    await assert.rejects(engine.readExchangeRates(zipped('A,B\n1,2\n')), { code: 'exchangeRate.missingColumn', message: /^`data.csv` in the zip file: / })
    await assert.rejects(engine.readExchangeRates(zipped(exchangeRates), { maxUnpacked: 20 }), { code: 'file.tooLarge' })
  })

  test(`${name}: a list is saved as bytes and opened again; spoilt bytes are refused`, async () => {
    const engine = make()
    const { id, info } = await engine.openPriceList(new Blob([priceList]))
    const block = await engine.saveList(id)
    const again = await engine.openSavedList(block)
    assert.deepEqual(again.info, info)
    assert.deepEqual(await engine.search(again.id, { text: 'logs' }), await engine.search(id, { text: 'logs' }))
    for (const [at, code] of /** @type {const} */ ([[block.length >> 1, 'saved.damaged'], [4, 'saved.otherVersion']])) {
      const spoilt = block.slice()
      spoilt[at] ^= 0x55
      await assert.rejects(engine.openSavedList(spoilt), { name: 'AzplanError', code })
    }
    await assert.rejects(engine.openSavedList(/** @type {any} */ ('text')), { name: 'AzplanError', code: 'input.invalid' })
  })

  test(`${name}: history, and the difference of two lists with and without usage`, async () => {
    const engine = make()
    const before = await engine.openPriceList(new Blob([priceList]))
    const after = await engine.openPriceList(new Blob([priceList.replace(',0.115,', ',0.125,')]))
    const used = await engine.openUsage([bytes(usage)])
    const history = await engine.history(before.id, { productId: 'DZH318Z0BQPS', skuId: '00TG' })
    assert.deepEqual(history.found && history.versions.map(({ from, unitPrice }) => [from, unitPrice]), [['2025-11-01', '0.115']])
    const plain = await engine.diff(before.id, after.id)
    assert.deepEqual([plain.counts, plain.impact], [{ added: 0, removed: 0, changed: 1, unchanged: 1, notCompared: 0 }, null])
    const { impact } = await engine.diff(before.id, after.id, used.id, { pecRate: '0' })
    assert.deepEqual([impact?.before, impact?.after, impact?.difference], ['9.66', '9.98', '0.32'], '32 hours, 0.01 dearer')
  })

  test(`${name}: progress tells bytes, their total and rows`, async () => {
    /** @type {import('../../pkg/index.js').Progress[]} */
    const told = []
    const { id } = await make().openPriceList(new Blob([priceList]), { onProgress: (progress) => told.push(progress) })
    const last = told.at(-1)
    assert.deepEqual([last?.bytes, last?.total], [priceList.length, priceList.length])
    await make().close(id)
  })
}

test('worker: bytes are moved, not copied; a worker of one’s own answers more', async () => {
  const block = new Uint8Array([1, 2, 3])
  const twice = async (/** @type {number} */ value) => 2 * value
  const inside = /** @type {any} */ ({ ...local, saveList: async () => block, twice })
  FakeWorker.engine = () => inside
  /** @type {import('../../pkg/engine.js').WorkerOptions<{ twice: typeof twice }>} */
  const options = { startWorker: () => /** @type {any} */ (new FakeWorker()), more: ['twice'] }
  const engine = createWorkerEngine(options)
  assert.equal(await engine.twice(21), 42)
  assert.deepEqual(await engine.saveList('any'), new Uint8Array([1, 2, 3]))
  assert.equal(block.length, 0, 'they are gone here')
})

test('worker: a stream crosses', async () => {
  const { info } = await workerEngine().openPriceList(new Blob([priceList]).stream())
  assert.equal(info.rows, 3)
})

test('worker: a list that was opened just before its cancel is closed again', async () => {
  /** @type {string[]} */
  const closed = []
  const controller = new AbortController()
  const openPriceList = async () => {
    controller.abort()
    return { id: 'list 1', info: {} }
  }
  const late = /** @type {any} */ ({ ...local, openPriceList, close: async (/** @type {string} */ id) => void closed.push(id) })
  await assert.rejects(workerEngine(() => late).openPriceList(new Blob(), { signal: controller.signal }), { name: 'AbortError' })
  await wait(20)
  assert.deepEqual(closed, ['list 1'])
})

test('worker: when it crashes, what is pending rejects, and the next call starts another', async () => {
  const engine = workerEngine(() => ({ ...local, search: () => new Promise(() => {}) }))
  const pending = engine.search('any')
  await wait(5)
  FakeWorker.started.at(-1)?.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }))
  await assert.rejects(pending, { name: 'AzplanError', code: 'worker.failed', message: /out of memory/ })
  const before = FakeWorker.started.length
  await engine.version()
  assert.equal(FakeWorker.started.length, before + 1)
})

test('worker: a trap in the core ends the worker', async () => {
  const trap = Object.assign(new Error('the core stopped'), { name: 'AzplanError', code: 'internal.trap', help: 'report it' })
  const engine = workerEngine(() => ({ ...local, search: () => Promise.reject(trap), rate: () => new Promise(() => {}) }))
  const pending = engine.rate('any', 'any')
  pending.catch(() => {})
  await assert.rejects(engine.search('any'), { code: 'internal.trap' })
  await assert.rejects(pending, { code: 'internal.trap' })
  assert.ok(FakeWorker.started.at(-1)?.terminated)
})

test('worker: disposing of it rejects what is pending', async () => {
  const engine = workerEngine(() => ({ ...local, search: () => new Promise(() => {}) }))
  const pending = engine.search('any')
  await engine.dispose()
  await assert.rejects(pending, { code: 'handle.closed' })
})
