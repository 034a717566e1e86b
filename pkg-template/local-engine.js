import { fieldsOf, optional } from './arguments.js'
import { azplanError } from './errors.js'

/** Ids are never given twice, also not by a worker that follows a crashed one: a stale id can't name something else. */
const session = crypto.getRandomValues(new Uint32Array(1))[0].toString(36)
let lastId = 0

/**
 * @param {import('./index.js').Azplan} azplan
 * @returns {import('./engine.js').Engine}
 */
export function createLocalEngine(azplan) {
  /** @type {Shelf<import('./index.js').PriceList>} */
  const lists = new Shelf('price list')
  /** @type {Shelf<import('./index.js').Usage>} */
  const usages = new Shelf('usage')
  /** @type {Shelf<import('./index.js').Recon>} */
  const recons = new Shelf('reconciliation file')
  return {
    version: async () => azplan.version,
    openPriceList: async (input, options) => lists.put(await azplan.readPriceList(input, options)),
    openUsage: async (input, options) => usages.put(await azplan.readUsage(input, options)),
    openRecon: async (input, options) => recons.put(await azplan.readRecon(input, options)),
    readExchangeRates: async (input, options) => azplan.readExchangeRates(input, options),
    readCreditBalance: async (input, options) => azplan.readCreditBalance(input, options),
    saveList: async (list) => azplan.savePriceList(lists.get(list)),
    openSavedList: async (block) => lists.put(azplan.openPriceList(block)),
    search: async (list, request) => lists.get(list).search(request),
    price: async (list, request) => lists.get(list).price(request),
    history: async (list, request) => lists.get(list).history(request),
    diff: async (oldList, newList, usage, request) => azplan.diff(lists.get(oldList), lists.get(newList), optional(usage, (id) => usages.get(id)), request),
    quote: async (list, request) => lists.get(list).quote(request),
    quoteDiff: async (list, request) => lists.get(list).quoteDiff(request),
    estimate: async (list, request) => lists.get(list).estimate(request),
    comparePurchase: async (list, request) => lists.get(list).comparePurchase(request),
    bestCommitment: async (list, request) => lists.get(list).bestCommitment(request),
    compareOffers: async (request) => azplan.compareOffers(request),
    markets: async (asked, language) => azplan.markets(asked, language),
    verify: async (files, request, options) => {
      const { usage, prices, recon } = fieldsOf(files, 'files', ['usage', 'prices', 'recon'])
      return azplan.verifyInSteps({ usage: usages.get(usage), prices: optional(prices, (id) => lists.get(id)), recon: optional(recon, (id) => recons.get(id)) }, request, options)
    },
    planCheck: async (facts) => azplan.planCheck(facts),
    pecRole: async (name) => azplan.pecRole(name),
    pecCheck: async (request) => azplan.pecCheck(request),
    pecScenarios: async (list, request) => azplan.pecScenarios(lists.get(list), request),
    pecLosses: async (files, request) => {
      const { usage, prices } = fieldsOf(files, 'files', ['usage', 'prices'])
      return azplan.pecLosses({ usage: usages.get(usage), prices: optional(prices, (id) => lists.get(id)) }, request)
    },
    rate: async (list, usage, request) => azplan.rate(lists.get(list), usages.get(usage), request),
    bill: async (list, usage, request) => azplan.bill(lists.get(list), usages.get(usage), request),
    tree: async (list, usage, request) => azplan.tree(lists.get(list), usages.get(usage), request),
    usageDiff: async (before, after, request) => azplan.usageDiff(usages.get(before), usages.get(after), request),
    explain: async (list, usage, request) => azplan.explain(lists.get(list), usages.get(usage), request),
    close: async (id) => {
      lists.drop(id)
      usages.drop(id)
      recons.drop(id)
    },
    dispose: async () => {
      lists.clear()
      usages.clear()
      recons.clear()
    },
  }
}

/**
 * What is open of one kind, by id.
 * @template {{free(): void, info(): any}} T
 */
class Shelf {
  /** @type {Map<string, T>} */
  #items = new Map()
  #kind

  /** @param {string} kind */
  constructor(kind) {
    this.#kind = kind
  }

  /**
   * @param {T} item
   * @returns {{id: string, info: ReturnType<T['info']>}}
   */
  put(item) {
    const id = `${this.#kind} ${session}-${++lastId}`
    this.#items.set(id, item)
    return { id, info: item.info() }
  }

  /** @param {string | undefined} id */
  get(id) {
    if (typeof id !== 'string') throw azplanError('input.invalid', `the id of a ${this.#kind} is no text`, 'give the id that opening the file answered')
    const item = this.#items.get(id)
    if (item) return item
    throw azplanError('handle.closed', `no ${this.#kind} is open under \`${id}\``, 'open the file again')
  }

  /** @param {string} id */
  drop(id) {
    this.#items.get(id)?.free()
    this.#items.delete(id)
  }

  clear() {
    for (const id of [...this.#items.keys()]) this.drop(id)
  }
}
