import { fieldsOf, optional, watchOptions } from './arguments.js'
import { Recon, PriceList, Usage } from './handles.js'

/** @typedef {typeof import('./azplan_core.js')} Glue */
/** @typedef {import('./index.js').Verified<import('./index.js').PriceList, import('./index.js').Usage, import('./index.js').Recon>} Files */

/**
 * Verifies in one go.
 * @param {import('./handles.js').Core} core
 * @param {Glue} glue
 * @param {Files} files
 * @param {import('./index.js').VerifyRequest} request
 */
export function verify(core, glue, files, request) {
  return core.call(() => withFiles(glue, files, (prices, usage, recon) => (prices ? glue.verifyWithPrices(prices, usage, recon, request) : glue.verify(usage, recon, request))))
}

/**
 * Verifies step by step: between steps the progress is told, and a signal can stop it. Nothing is left behind then.
 * @param {import('./handles.js').Core} core
 * @param {Glue} glue
 * @param {Files} files
 * @param {import('./index.js').VerifyRequest} request
 * @param {import('./index.js').VerifyOptions} options
 */
export async function verifyInSteps(core, glue, files, request, options) {
  const { signal, onProgress } = watchOptions(options)
  signal?.throwIfAborted()
  const { Verification } = glue
  const verification = core.call(() => core.opened(withFiles(glue, files, (prices, usage, recon) => (prices ? Verification.withPrices(prices, usage, recon, request) : new Verification(usage, recon, request)))))
  try {
    for (;;) {
      const progress = core.call(() => verification.step())
      onProgress?.(progress)
      if (progress.done >= progress.total) break
      await new Promise((resolve) => setTimeout(resolve))
      signal?.throwIfAborted()
    }
  } catch (error) {
    try {
      core.call(() => verification.free())
    } catch {
      // After a crash there is nothing to free.
    }
    throw error
  }
  return core.call(() => verification.finish())
}

/**
 * @template T
 * @param {Glue} glue
 * @param {Files} files
 * @param {(prices: import('./azplan_core.js').PriceList | null, usage: import('./azplan_core.js').Usage, recon: import('./azplan_core.js').Recon) => T} work
 * @returns {T}
 */
function withFiles(glue, files, work) {
  const { usage, prices, recon } = fieldsOf(files, 'files', ['usage', 'prices', 'recon'])
  const [used, list, lines] = [Usage.field(usage), optional(prices, PriceList.field), optional(recon, Recon.field)]
  const none = lines ? null : new glue.Recon()
  try {
    return work(list, used, /** @type {import('./azplan_core.js').Recon} */ (lines ?? none))
  } finally {
    none?.free()
  }
}
