import { createReadStream, statSync } from 'node:fs'
import { isAzplanError } from '../errors.js'
import { plainBytes } from '../files.js'
import { CliError } from './problem.mjs'
import { progressLine } from './progress.mjs'

/** @typedef {import('../index.js').Diagnostic & {file: string}} FileDiagnostic */

/** What a command reads: files by name, `-` for standard input, each error with the name of its file. */
export class Inputs {
  #azplan
  #form
  #stdinTaken = false
  /** What the files had to say, in the order of reading. @type {FileDiagnostic[]} */
  diagnostics = []

  /**
   * @param {import('../index.js').Azplan} azplan
   * @param {import('../index.js').FileForm} [form] how the files write numbers and dates, where it was said
   */
  constructor(azplan, form = {}) {
    this.#azplan = azplan
    this.#form = form
  }

  /** @param {string[]} names files of one list */
  async priceList(names) {
    return this.#noted(names, await this.#reading(names, (files, options) => this.#azplan.readPriceList(files, options)))
  }

  /** @param {string[]} names files that are rated together */
  async usage(names) {
    return this.#noted(names, await this.#reading(names, (files, options) => this.#azplan.readUsage(files, options)))
  }

  /** @param {string[]} names files of one invoice */
  async recon(names) {
    return this.#noted(names, await this.#reading(names, (files, options) => this.#azplan.readRecon(files, options)))
  }

  /** @param {string[]} names */
  async exchangeRates(names) {
    const sheet = await this.#reading(names, (files, options) => this.#azplan.readExchangeRates(files, options))
    this.#note(names, sheet.diagnostics)
    return sheet.rates
  }

  /** @param {string[]} names */
  async creditBalance(names) {
    const report = await this.#reading(names, (files, options) => this.#azplan.readCreditBalance(files, options))
    this.#note(names, report.diagnostics)
    return report
  }

  /** A file as text. @param {string[]} names */
  async text(names) {
    return new TextDecoder().decode(await this.#reading(names, (files) => plainBytes(files)))
  }

  /**
   * @param {string[]} names
   * @returns {Promise<import('../index.js').AccessFacts>}
   */
  async access(names) {
    return /** @type {any} */ (await this.json(names, 'access.invalid', 'give the access facts as {"grants":[…]}, see the README'))
  }

  /**
   * @param {string} name
   * @returns {Promise<import('../index.js').PlanFacts>}
   */
  async planFacts(name) {
    return /** @type {any} */ (await this.json([name], 'facts.invalid', 'give the facts as {"on":…,"action":…}, see the README'))
  }

  /**
   * A JSON file that the core judges by its form.
   * @param {string[]} names
   * @param {string} code of the error where it is no JSON
   * @param {string} help
   * @returns {Promise<any>}
   */
  async json(names, code, help) {
    const bytes = await this.#reading(names, (files) => plainBytes(files))
    try {
      return JSON.parse(new TextDecoder().decode(bytes))
    } catch (error) {
      throw new CliError(code, `${nameOf(names)}: this is not JSON: ${/** @type {Error} */ (error).message}`, help)
    }
  }

  /**
   * @template {{info(): {diagnostics: import('../index.js').Diagnostic[], files?: number}}} T
   * @param {string[]} names
   * @param {T} read
   */
  #noted(names, read) {
    const { diagnostics, files } = read.info()
    this.#note(names, diagnostics, files)
    return read
  }

  /**
   * @param {string[]} names
   * @param {import('../index.js').Diagnostic[]} diagnostics
   * @param {number} [files] that were read
   */
  #note(names, diagnostics, files) {
    // With an archive that holds several files, the numbers of files are not those of the names.
    const one = (/** @type {number | null} */ number) => (number !== null && files === names.length ? [names[number - 1]] : names)
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
      return await read(names.map((name) => this.#open(name)), { ...this.#form, onProgress: (progress) => line.show(progress) })
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
