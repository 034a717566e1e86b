import { leftOutNote } from 'azplan/files'

/** @import { Diagnostic, Engine } from '../../pkg-template/elements/types.js' */

/** What reading found to say. @typedef {{ diagnostics: Diagnostic[], diagnosticsTotal: number }} Said */

/**
 * An engine whose readings also say, among their diagnostics, what an archive held beside the data: the worker tells it on the way.
 * @template {Engine} E
 * @param {E} engine
 * @returns {E}
 */
export function telling(engine) {
  /**
   * @template Read
   * @param {(options: any) => Promise<Read>} read
   * @param {any} options
   * @param {(read: Read) => Said} saidOf
   */
  const told = async (read, options, saidOf) => {
    /** @type {Diagnostic[]} */
    const notes = []
    const result = await read({ ...options, onLeftOut: (/** @type {string} */ name) => void notes.push(leftOutNote(name)) })
    const said = saidOf(result)
    said.diagnosticsTotal += notes.length
    said.diagnostics = [...notes, ...said.diagnostics]
    return result
  }
  return {
    ...engine,
    openPriceList: (input, options) => told((all) => engine.openPriceList(input, all), options, ({ info }) => info),
    openUsage: (input, options) => told((all) => engine.openUsage(input, all), options, ({ info }) => info),
    openRecon: (input, options) => told((all) => engine.openRecon(input, all), options, ({ info }) => info),
    readExchangeRates: (input, options) => told((all) => engine.readExchangeRates(input, all), options, (sheet) => sheet),
  }
}
