import { createReadStream, statSync } from 'node:fs'
import { isAzplanError } from '../errors.js'
import { leftOutNote, plainBytes } from '../files.js'
import { jsonOf } from '../json.js'
import { CliError } from './problem.mjs'
import { progressLine } from './progress.mjs'

/** @typedef {import('../index.js').Diagnostic & {file: string}} FileDiagnostic */
/** @typedef {typeof import('./forms.mjs').KINDS[number]} Kind of what files are for */
/** @typedef {import('../index.js').FileFacts & {file: string, kind: Kind, fileNumber: number, format: string, period: import('../index.js').Period | null, currency: string | null, cannot: string[]}} UnderstoodFile */
/** @typedef {{understood: import('../index.js').FileFacts[], diagnostics: import('../index.js').Diagnostic[], files?: number, format?: string, period?: import('../index.js').Period, currency?: string | null, cannot?: string[]}} Info of files that were read together */

/** What a command reads: files by name, `-` for standard input, each error with the name of its file. */
export class Inputs {
  #azplan
  #formOf
  #stdinTaken = false
  /** @type {{maxUnpacked?: number}} */
  #limit
  /** @type {string | undefined} */
  #usdPerUnit
  /** What the files had to say, in the order of reading. @type {FileDiagnostic[]} */
  diagnostics = []
  /** How the files were understood, in the order of reading. @type {UnderstoodFile[]} */
  files = []

  /**
   * @param {import('../index.js').Azplan} azplan
   * @param {(kind: Kind) => import('../index.js').FileForm} [formOf] how files write numbers and dates, where it was said
   * @param {{maxUnpacked?: number}} [limit] of what archives unpack to
   * @param {string} [usdPerUnit] by which price lists in another currency are exchanged
   */
  constructor(azplan, formOf = () => ({}), limit = {}, usdPerUnit = undefined) {
    this.#usdPerUnit = usdPerUnit
    this.#azplan = azplan
    this.#formOf = formOf
    this.#limit = limit
  }

  /** @param {string[]} names files of one list */
  async priceList(names) {
    const list = await this.#reading(names, (files, options) => this.#azplan.readPriceList(files, { ...options, ...this.#formOf('prices') }))
    if (this.#usdPerUnit !== undefined) list.exchange(this.#usdPerUnit)
    return this.#noted('prices', names, list)
  }

  /** @param {string[]} names files that are rated together */
  async usage(names) {
    return this.#noted('usage', names, await this.#reading(names, (files, options) => this.#azplan.readUsage(files, { ...options, ...this.#formOf('usage') })))
  }

  /** @param {string[]} names files of one invoice */
  async recon(names) {
    return this.#noted('recon', names, await this.#reading(names, (files, options) => this.#azplan.readRecon(files, { ...options, ...this.#formOf('recon') })))
  }

  /** @param {string[]} names */
  async exchangeRates(names) {
    const sheet = await this.#reading(names, (files, options) => this.#azplan.readExchangeRates(files, { ...options, ...this.#formOf('fx') }))
    this.#note('fx', names, sheet)
    return sheet.rates
  }

  /** @param {string[]} names */
  async creditBalance(names) {
    const report = await this.#reading(names, (files, options) => this.#azplan.readCreditBalance(files, { ...options, ...this.#formOf('balance') }))
    this.#note('balance', names, report)
    return report
  }

  /** A file as text. @param {string[]} names */
  async text(names) {
    return new TextDecoder().decode(await this.#reading(names, (files, options) => plainBytes(files, options)))
  }

  /**
   * @param {string[]} names
   * @returns {Promise<import('../index.js').AccessFacts>}
   */
  async access(names) {
    return /** @type {any} */ (await this.#object(names, 'access.invalid', 'give the access facts as {"grants":[…]}, see the README'))
  }

  /**
   * @param {string} name
   * @returns {Promise<import('../index.js').PlanFacts>}
   */
  async planFacts(name) {
    return /** @type {any} */ (await this.#object([name], 'facts.invalid', 'give the facts as {"on":…,"action":…}, see the README'))
  }

  /**
   * A JSON file with an object. A file that says `null` says nothing: it must not stand for what holds where no file is given.
   * @param {string[]} names
   * @param {string} code
   * @param {string} help
   */
  async #object(names, code, help) {
    const value = await this.json(names, code, help)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
    throw new CliError(code, `${nameOf(names)}: this is no object`, help)
  }

  /**
   * A JSON file that the core judges by its form.
   * @param {string[]} names
   * @param {string} code of the error where it is no JSON
   * @param {string} help
   * @returns {Promise<any>}
   */
  async json(names, code, help) {
    const bytes = await this.#reading(names, (files, options) => plainBytes(files, options))
    try {
      return jsonOf(new TextDecoder().decode(bytes))
    } catch (error) {
      if (isAzplanError(error)) throw named(nameOf(names), error)
      throw new CliError(code, `${nameOf(names)}: this is not JSON: ${/** @type {Error} */ (error).message}`, help)
    }
  }

  /**
   * @template {{info(): Info}} T
   * @param {Kind} kind
   * @param {string[]} names
   * @param {T} read
   */
  #noted(kind, names, read) {
    this.#note(kind, names, read.info())
    return read
  }

  /**
   * @param {Kind} kind
   * @param {string[]} names
   * @param {Info} info
   */
  #note(kind, names, { understood, diagnostics, files, format = kind, period = undefined, currency = null, cannot = [] }) {
    // With an archive that holds several files, the numbers of files are not those of the names.
    const one = (/** @type {number | null} */ number) => (number !== null && (files ?? understood.length) === names.length ? [names[number - 1]] : names)
    this.files.push(...understood.map((facts, at) => ({ file: nameOf(one(at + 1)), kind, fileNumber: at + 1, format, ...facts, period: period ?? null, currency, cannot })))
    this.diagnostics.push(...diagnostics.map((diagnostic) => ({ file: nameOf(one(diagnostic.fileNumber)), ...diagnostic })))
  }

  /**
   * @template T
   * @param {string[]} names
   * @param {(files: AsyncIterable<Uint8Array>[], options: import('../index.js').ReadOptions) => Promise<T>} read
   */
  async #reading(names, read) {
    const line = progressLine(nameOf(names), totalSize(names), process.stderr)
    try {
      const onLeftOut = (/** @type {string} */ entry) => this.diagnostics.push({ file: nameOf(names), ...leftOutNote(entry) })
      return await read(names.map((name) => this.#open(name)), { onProgress: (progress) => line.show(progress), onLeftOut, ...this.#limit })
    } catch (error) {
      throw named(nameOf(names), error)
    } finally {
      line.end()
    }
  }

  /** @param {string} name */
  #open(name) {
    if (name !== '-') return createReadStream(name, { highWaterMark: 1 << 20 })
    if (this.#stdinTaken) throw new CliError('cli.stdinTwice', 'standard input can be only one of the files', 'give the others by name')
    this.#stdinTaken = true
    return process.stdin
  }
}

/** @param {string[]} names */
function nameOf(names) {
  return names.map((name) => (name === '-' ? 'standard input' : name)).join(', ')
}

/** @param {string[]} names */
function totalSize(names) {
  const sizes = names.map((name) => (name === '-' ? 0 : (statSync(name, { throwIfNoEntry: false })?.size ?? 0)))
  return sizes.includes(0) ? null : sizes.reduce((sum, size) => sum + size)
}

/**
 * The same error with the name of the file in front.
 * @param {string} name
 * @param {unknown} error
 */
function named(name, error) {
  if (isAzplanError(error)) return Object.assign(error, { message: `${name}: ${error.message}` })
  if (!(error instanceof Error) || !('syscall' in error)) return error
  const { code } = /** @type {NodeJS.ErrnoException} */ (error)
  if (code === 'ENOENT') return new CliError('file.notFound', `there is no file \`${name}\``, 'check the path; it counts from the folder that you are in')
  if (code === 'EISDIR') return new CliError('file.unreadable', `\`${name}\` is a folder`, 'give a file: plain, .gz or .zip')
  return new CliError('file.unreadable', `\`${name}\` can't be read: ${error.message}`, 'check that you may read it')
}
