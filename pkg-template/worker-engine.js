import { readOptions, watchOptions } from './arguments.js'
import { azplanError } from './errors.js'
import { filesOf } from './input.js'
import { streamOf } from './sources.js'
import { unpackError } from './worker-messages.js'

/** @typedef {import('./index.js').ReadOptions} ReadOptions */
/** @typedef {{signal?: AbortSignal, onProgress?: (progress: any) => void, onLeftOut?: (name: string) => void}} LongOptions */
/** @typedef {{resolve: (result: any) => void, reject: (error: unknown) => void, onProgress?: LongOptions['onProgress'], onLeftOut?: LongOptions['onLeftOut'], done: () => void}} Pending */

/** @type {typeof import('./engine.js').createWorkerEngine} */
export function createWorkerEngine({ workerUrl, startWorker = () => ownWorker(workerUrl), more = [] } = {}) {
  const link = new Link(() => startWorker())
  const others = /** @type {any} */ (Object.fromEntries(more.map((method) => [method, (/** @type {unknown[]} */ ...args) => link.call(/** @type {any} */ (method), args)])))
  return {
    ...others,
    version: () => link.call('version', []),
    openPriceList: (input, options) => link.open('openPriceList', input, options),
    openUsage: (input, options) => link.open('openUsage', input, options),
    openRecon: (input, options) => link.open('openRecon', input, options),
    readExchangeRates: (input, options) => link.open('readExchangeRates', input, options),
    readCreditBalance: (input, options) => link.open('readCreditBalance', input, options),
    saveList: (...args) => link.call('saveList', args),
    openSavedList: (...args) => link.call('openSavedList', args),
    search: (...args) => link.call('search', args),
    price: (...args) => link.call('price', args),
    history: (...args) => link.call('history', args),
    diff: (...args) => link.call('diff', args),
    quote: (...args) => link.call('quote', args),
    quoteDiff: (...args) => link.call('quoteDiff', args),
    estimate: (...args) => link.call('estimate', args),
    comparePurchase: (...args) => link.call('comparePurchase', args),
    bestCommitment: (...args) => link.call('bestCommitment', args),
    compareOffers: (...args) => link.call('compareOffers', args),
    markets: (...args) => link.call('markets', args),
    verify: (files, request, options) => link.call('verify', [files, request], options),
    planCheck: (facts) => link.call('planCheck', [facts]),
    pecRole: (...args) => link.call('pecRole', args),
    pecCheck: (...args) => link.call('pecCheck', args),
    pecScenarios: (...args) => link.call('pecScenarios', args),
    pecLosses: (...args) => link.call('pecLosses', args),
    rate: (...args) => link.call('rate', args),
    bill: (...args) => link.call('bill', args),
    tree: (...args) => link.call('tree', args),
    usageDiff: (...args) => link.call('usageDiff', args),
    explain: (...args) => link.call('explain', args),
    close: (id) => link.call('close', [id]),
    dispose: async () => link.stop(azplanError('handle.closed', 'the engine was disposed of', 'open the files again')),
  }
}

/** @param {URL | string} [url] */
function ownWorker(url) {
  if (typeof Worker === 'undefined') throw azplanError('worker.failed', 'there are no web workers here', 'use createLocalEngine() instead')
  // Bundlers find the worker by this very form.
  return url ? new Worker(url, { type: 'module' }) : new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
}

/** The page's end of the line to a worker, which is started by the first call. */
class Link {
  #start
  /** @type {Worker | null} */
  #worker = null
  /** @type {Map<number, Pending>} */
  #pending = new Map()
  #lastCall = 0

  /** @param {() => Worker} start */
  constructor(start) {
    this.#start = start
  }

  /**
   * @param {import('./worker-messages.js').Method} method
   * @param {import('./index.js').Input} input
   * @param {ReadOptions} [options]
   */
  async open(method, input, options) {
    const files = filesOf(input).map(sendable)
    const sent = Array.isArray(input) ? files : files[0]
    const { form: said, maxUnpacked, ...watched } = readOptions(options)
    const form = maxUnpacked === undefined ? said : { ...said, maxUnpacked }
    return this.#send(method, [sent], watched, [sent].flat().filter((file) => file instanceof ReadableStream), form)
  }

  /**
   * @param {import('./worker-messages.js').Method} method
   * @param {unknown[]} args
   * @param {import('./index.js').VerifyOptions} [options]
   * @returns {Promise<any>}
   */
  async call(method, args, options) {
    return this.#send(method, args, watchOptions(options))
  }

  /**
   * @param {import('./worker-messages.js').Method} method
   * @param {unknown[]} args
   * @param {LongOptions} options
   * @param {Transferable[]} [transfer]
   * @param {import('./index.js').ReadOptions} [form]
   * @returns {Promise<any>}
   */
  async #send(method, args, { signal, onProgress, onLeftOut }, transfer = [], form = undefined) {
    signal?.throwIfAborted()
    const worker = (this.#worker ??= this.#listen(this.#start()))
    const call = ++this.#lastCall
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.#settle(call)?.reject(signal?.reason)
        worker.postMessage({ cancel: call })
      }
      signal?.addEventListener('abort', cancel)
      this.#pending.set(call, { resolve, reject, onProgress, onLeftOut, done: () => signal?.removeEventListener('abort', cancel) })
      try {
        worker.postMessage({ call, method, args, form }, transfer)
      } catch (error) {
        this.#settle(call)?.reject(azplanError('input.invalid', 'the worker can\'t be given this', 'give plain values: texts, numbers, lists and plain objects', { cause: error }))
      }
    })
  }

  /**
   * Ends the worker; what is pending rejects.
   * @param {unknown} error
   */
  stop(error) {
    this.#worker?.terminate()
    this.#worker = null
    for (const call of [...this.#pending.keys()]) this.#settle(call)?.reject(error)
  }

  /** @param {Worker} worker */
  #listen(worker) {
    const crashed = (/** @type {string} */ why) => this.stop(azplanError('worker.failed', `the worker stopped: ${why}`, 'open the files again; where it happens again, please report it'))
    worker.addEventListener('message', ({ data }) => this.#receive(data))
    worker.addEventListener('messageerror', () => crashed('a message could not be read'))
    worker.addEventListener('error', (event) => crashed(event.message || 'its script could not be loaded'))
    return worker
  }

  /** @param {import('./worker-messages.js').FromWorker} message */
  #receive(message) {
    if ('progress' in message) return this.#pending.get(message.call)?.onProgress?.(message.progress)
    if ('leftOut' in message) return this.#pending.get(message.call)?.onLeftOut?.(message.leftOut)
    const pending = this.#settle(message.call)
    if ('error' in message) {
      const error = unpackError(message.error)
      pending?.reject(error)
      if (message.error.code === 'internal.trap') this.stop(error)
    } else if (pending) {
      pending.resolve(message.result)
    } else if (isOpened(message.result)) {
      // It was opened just before its cancel arrived: nobody knows its id.
      this.call('close', [message.result.id]).catch(() => {})
    }
  }

  /** @param {number} call */
  #settle(call) {
    const pending = this.#pending.get(call)
    this.#pending.delete(call)
    pending?.done()
    return pending
  }
}

/**
 * @param {unknown} result
 * @returns {result is {id: string}}
 */
function isOpened(result) {
  return typeof result === 'object' && result !== null && 'id' in result
}

/**
 * What a message can carry: an iterable can't cross, a stream can.
 * @param {import('./files.js').FileInput} file
 * @returns {Uint8Array | Blob | ReadableStream<Uint8Array>}
 */
function sendable(file) {
  return file instanceof Uint8Array || file instanceof Blob || file instanceof ReadableStream ? file : streamOf(file)
}
