import { azplanError } from './errors.js'

/** One instance of the module, and whether it still works. */
export class Core {
  /** @type {import('./index.js').AzplanError | null} */
  #broken = null

  /**
   * Calls into the module. After a crash its memory can't be trusted, so that every later call is refused.
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  call(work) {
    if (this.#broken) throw this.#broken
    try {
      return work()
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error
      this.#broken = azplanError('internal.trap', `the core stopped: ${error.message}`, 'this is a fault of azplan: please report it with the files; start again with a new page, worker or process', { cause: error })
      throw this.#broken
    }
  }
}

/**
 * Something in the module's memory that is there until it is freed.
 * @template {{free(): void}} Raw
 */
class Handle {
  #core
  /** @type {Raw | null} */
  #raw

  /**
   * @param {Core} core
   * @param {Raw} raw what wasm-bindgen made
   */
  constructor(core, raw) {
    this.#core = core
    this.#raw = raw
  }

  /**
   * @template T
   * @param {(raw: Raw) => T} work
   * @returns {T}
   */
  use(work) {
    return this.#core.call(() => work(this.raw))
  }

  get raw() {
    if (this.#raw) return this.#raw
    throw azplanError('handle.closed', 'this list or usage was freed', 'read the file again')
  }

  free() {
    const raw = this.#raw
    this.#raw = null
    if (raw) this.#core.call(() => raw.free())
  }
}

/** @extends {Handle<import('./azplan_core.js').PriceList>} */
export class PriceList extends Handle {
  info() {
    return this.use((raw) => raw.info())
  }

  /** @param {import('./contract.js').SearchRequest} [request] */
  search(request = {}) {
    return this.use((raw) => raw.search(request))
  }

  /** @param {import('./contract.js').ReferenceRequest} request */
  price(request) {
    return this.use((raw) => raw.price(request))
  }

  /** @param {import('./contract.js').EstimateRequest} request */
  estimate(request) {
    return this.use((raw) => raw.estimate(request))
  }

  /** @param {import('./contract.js').QuoteRequest} request */
  quote(request) {
    return this.use((raw) => raw.quote(request))
  }

  /** @param {import('./contract.js').QuoteDiffRequest} request */
  quoteDiff(request) {
    return this.use((raw) => raw.quoteDiff(request))
  }

  /** @param {import('./contract.js').PurchaseRequest} request */
  comparePurchase(request) {
    return this.use((raw) => raw.comparePurchase(request))
  }

  /** @param {import('./contract.js').CommitmentRequest} request */
  bestCommitment(request) {
    return this.use((raw) => raw.bestCommitment(request))
  }

  /** @param {import('./contract.js').PriceRequest} request */
  history(request) {
    return this.use((raw) => raw.history(request))
  }

  /** @param {unknown} list @param {string} [place] of the argument, in words */
  static raw(list, place = 'first') {
    if (list instanceof PriceList) return list.raw
    throw azplanError('input.invalid', `the ${place} argument is not a price list`, 'give what readPriceList() answered')
  }
}

/** @extends {Handle<import('./azplan_core.js').Usage>} */
export class Usage extends Handle {
  info() {
    return this.use((raw) => raw.info())
  }

  /** @param {unknown} usage @param {string} [place] of the argument, in words */
  static raw(usage, place = 'second') {
    if (usage instanceof Usage) return usage.raw
    throw azplanError('input.invalid', `the ${place} argument is not usage`, 'give what readUsage() answered')
  }
}

/** @extends {Handle<import('./azplan_core.js').Recon>} */
export class Recon extends Handle {
  info() {
    return this.use((raw) => raw.info())
  }

  /** @param {unknown} recon */
  static raw(recon) {
    if (recon instanceof Recon) return recon.raw
    throw azplanError('input.invalid', '`recon` is not a reconciliation file', 'give what readRecon() answered')
  }
}
