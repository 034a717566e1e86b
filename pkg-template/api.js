import { Core, PriceList, Recon, Usage } from './handles.js'
import { fieldsOf, isA, optional } from './arguments.js'
import { azplanError } from './errors.js'
import { read, readWhole } from './reading.js'
import { bytesOf } from './sources.js'
import { verify, verifyInSteps } from './verifying.js'

/** @typedef {typeof import('./azplan_core.js')} Glue */

/**
 * The object that `load` answers: the core's functions, with files of any packing in front and crashes caught behind.
 * @param {Glue} glue what wasm-bindgen generated, initialised
 * @returns {import('./index.js').Azplan}
 */
export function makeApi(glue) {
  const core = new Core()
  return {
    version: core.call(() => glue.version()),
    readPriceList: async (input, options) => new PriceList(core, await read(core, () => new glue.PriceListReader(), input, options)),
    readUsage: async (input, options) => new Usage(core, await read(core, () => new glue.UsageReader(), input, options)),
    readExchangeRates: (input, options) => readWhole(core, glue.readExchangeRates, input, options),
    readCreditBalance: (input, options) => readWhole(core, glue.readCreditBalance, input, options),
    savePriceList: (list) => /** @type {Uint8Array<ArrayBuffer>} */ (core.call(() => PriceList.raw(list).save())),
    openPriceList: (block) => new PriceList(core, core.call(() => glue.PriceList.open(blockOf(block)))),
    diff: (oldList, newList, usage, request = {}) => core.call(() => {
      const lists = /** @type {const} */ ([PriceList.raw(oldList), PriceList.raw(newList, 'second')])
      const used = optional(usage, (given) => Usage.raw(given, 'third'))
      return used ? glue.diffUsage(...lists, used, request) : glue.diff(...lists, request)
    }),
    compareOffers: (request = {}) => core.call(() => glue.compareOffers(request)),
    applyCommitments: (request) => core.call(() => glue.applyCommitments(request)),
    heldReservation: (request) => core.call(() => glue.heldReservation(request)),
    markets: (asked = '', language = 'en') => core.call(() => glue.markets(asked, language)),
    pecRole: (name) => core.call(() => glue.pecRole(name)),
    planCheck: (facts) => core.call(() => glue.planCheck(facts)),
    pecCheck: (request) => core.call(() => glue.pecCheck(request)),
    pecScenarios: (list, request) => core.call(() => glue.pecScenarios(PriceList.raw(list), request)),
    pecLosses: (files, request = {}) => core.call(() => {
      const { usage, prices } = fieldsOf(files, 'files', ['usage', 'prices'])
      const [used, list] = [Usage.field(usage), optional(prices, PriceList.field)]
      return list ? glue.pecLossesWithPrices(list, used, request) : glue.pecLosses(used, request)
    }),
    rate: (list, usage, request = {}) => core.call(() => glue.rate(PriceList.raw(list), Usage.raw(usage), request)),
    bill: (list, usage, request = {}) => core.call(() => glue.bill(PriceList.raw(list), Usage.raw(usage), request)),
    tree: (list, usage, request = {}) => core.call(() => glue.tree(PriceList.raw(list), Usage.raw(usage), request)),
    usageDiff: (before, after, request = {}) => core.call(() => glue.usageDiff(Usage.raw(before, 'first'), Usage.raw(after), request)),
    readRecon: async (input, options) => new Recon(core, await read(core, () => new glue.ReconReader(), input, options)),
    verify: (files, request = {}) => verify(core, glue, files, request),
    verifyInSteps: (files, request = {}, options = {}) => verifyInSteps(core, glue, files, request, options),
    explain: (list, usage, request) => core.call(() => glue.explain(PriceList.raw(list), Usage.raw(usage), request)),
  }
}

/** @param {unknown} block */
function blockOf(block) {
  if (isA(block, Uint8Array)) return bytesOf(block, 'block')
  throw azplanError('input.invalid', 'the block is not a Uint8Array', 'give what savePriceList() answered')
}
