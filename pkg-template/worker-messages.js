import { azplanError, isAzplanError } from './errors.js'

/** @typedef {Exclude<keyof import('./engine.js').Engine, 'dispose'>} Method */
/** @typedef {{call: number, method: Method, args: unknown[], form?: import('./index.js').ReadOptions} | {cancel: number}} ToWorker */
/** @typedef {{name: string, message: string, code?: import('./index.js').AzplanError['code'], help?: string, at?: string}} PlainError */
/** @typedef {{call: number, result: unknown} | {call: number, error: PlainError} | {call: number, progress: import('./index.js').Progress | import('./index.js').VerifyProgress} | {call: number, leftOut: string}} FromWorker */

/** Those that read files, and take `ReadOptions`. @type {readonly Method[]} */
export const readers = ['openPriceList', 'openUsage', 'openRecon', 'readExchangeRates', 'readCreditBalance']

/**
 * An error as a message carries it: a clone would lose its code.
 * @param {unknown} error
 * @returns {PlainError}
 */
export function packError(error) {
  if (isAzplanError(error)) return { name: error.name, message: error.message, code: error.code, help: error.help, at: error.at }
  return error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) }
}

/** @param {PlainError} plain */
export function unpackError({ name, message, code, help, at }) {
  if (code && help !== undefined) return azplanError(code, message, help, { at })
  return Object.assign(new Error(message), { name })
}
