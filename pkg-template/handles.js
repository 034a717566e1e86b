import { isA } from './arguments.js'
import { azplanError } from './errors.js'

/** One instance of the module, and whether it still works. */
export class Core {
  /** @type {import('./index.js').AzplanError | null} */
  #broken = null
  #running = false
  /** What is in the module's memory. @type {Set<WeakRef<object>>} */
  #open = new Set()
  /** What was open when the module crashed: kept, because what nobody keeps would be freed, by a call into the crashed module. @type {unknown[]} */
  kept = []

  /**
   * Calls into the module. After a crash its memory can't be trusted, so that every later call is refused.
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  call(work) {
    if (this.#broken) throw this.#broken
    // Out of a getter of a request, say: what the call outside has in hand could be freed.
    if (this.#running) throw azplanError('input.invalid', 'azplan is called while it reads a request', 'give plain values, which call nothing')
    this.#running = true
    try {
      return work()
    } catch (error) {
      if (!isCrash(error)) throw error
      this.#broken = azplanError('internal.trap', `the core stopped: ${error.message}`, 'this is a fault of azplan: please report it with the files; start again with a new page, worker or process', { cause: error })
      this.kept = Array.from(this.#open, (reference) => reference.deref())
      throw this.#broken
    } finally {
      this.#running = false
    }
  }

  /**
   * Notes what the module made.
   * @template {object} T
   * @param {T} made
   */
  opened(made) {
    this.#open.add(new WeakRef(made))
    return made
  }
}

/**
 * Whether the module was left in the middle of its work: it trapped, or there was no stack left for it.
 * @param {unknown} error
 * @returns {error is Error}
 */
function isCrash(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')
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
    this.#raw = core.opened(raw)
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
    if (!raw) return
    this.#core.call(() => {
      this.#raw = null
      raw.free()
    })
  }
}

/** @extends {Handle<import('./azplan_core.js').PriceList>} */
export class PriceList extends Handle {
  info() {
    return this.use((raw) => raw.info())
  }

  /** @param {string} usdPerUnit */
  exchange(usdPerUnit) {
    return this.use((raw) => raw.exchange(usdPerUnit))
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
    if (isA(list, PriceList)) return list.raw
    throw azplanError('input.invalid', `the ${place} argument is not a price list`, 'give what readPriceList() answered')
  }

  /** @param {unknown} list of the field `prices` */
  static field(list) {
    if (isA(list, PriceList)) return list.raw
    throw azplanError('input.invalid', '`prices` is not a price list', 'give what readPriceList() answered', { at: 'files.prices' })
  }
}

/** @extends {Handle<import('./azplan_core.js').Usage>} */
export class Usage extends Handle {
  info() {
    return this.use((raw) => raw.info())
  }

  /** @param {unknown} usage @param {string} [place] of the argument, in words */
  static raw(usage, place = 'second') {
    if (isA(usage, Usage)) return usage.raw
    throw azplanError('input.invalid', `the ${place} argument is not usage`, 'give what readUsage() answered')
  }

  /** @param {unknown} usage of the field of that name */
  static field(usage) {
    if (isA(usage, Usage)) return usage.raw
    throw azplanError('input.invalid', '`usage` is not usage', 'give what readUsage() answered', { at: 'files.usage' })
  }
}

/** @extends {Handle<import('./azplan_core.js').Recon>} */
export class Recon extends Handle {
  info() {
    return this.use((raw) => raw.info())
  }

  /** @param {unknown} recon of the field of that name */
  static field(recon) {
    if (isA(recon, Recon)) return recon.raw
    throw azplanError('input.invalid', '`recon` is not a reconciliation file', 'give what readRecon() answered', { at: 'files.recon' })
  }
}
