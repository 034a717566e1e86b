import { OTHER_KIND, recognise } from './recognise.js'
import { sampleEstimate, samplePriceList, sampleUsage } from './sample.js'

/** @import { Engine, OpenList, OpenUsage, Progress } from '../../pkg-template/elements/types.js' */
/** @import { Kind } from './recognise.js' */
/** @import { Store } from './store.js' */

/** @typedef {{ name: string, progress: Progress | null, started: number }} Task */

/**
 * What is open in the engine, and how it comes there. Opening that fails leaves what is open in place.
 * Tells of changes by `change`, of files that arrived by `opened`, of failures by `failed`.
 */
export class Session extends EventTarget {
  /**
   * @param {Engine} engine
   * @param {Store} store
   */
  constructor(engine, store) {
    super()
    this.engine = engine
    this.store = store
    /** @type {OpenList | null} */
    this.list = null
    /** @type {OpenUsage | null} */
    this.usage = null
    /** The long call that runs. @type {Task | null} */
    this.task = null
    /** The person's list of an earlier visit that is not open any more. */
    this.missedList = store.state.ownList
    /** @type {AbortController | null} */
    this.control = null
    /** The last of the long calls, which wait for each other. @type {Promise<void>} */
    this.queue = Promise.resolve()
  }

  changed() {
    this.dispatchEvent(new Event('change'))
  }

  /** Opens the sample, and puts the sample estimate there where nothing is yet. */
  async start() {
    if (this.store.isFirst) this.store.set({ estimates: [sampleEstimate], current: sampleEstimate.id })
    await this.#guard('', async () => {
      await this.openList([await samplePriceList()], '', true)
    })
  }

  cancel() {
    this.control?.abort()
  }

  /**
   * Runs one long call after the other, so that none is lost when files come quickly.
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  #guard(name, work) {
    this.queue = this.queue.then(() => this.#run(name, work))
    return this.queue
  }

  /** @param {string} name @param {() => Promise<void>} work */
  async #run(name, work) {
    this.control = new AbortController()
    /** @type {Task} */
    const task = { name, progress: null, started: performance.now() }
    this.task = task
    this.changed()
    try {
      await work()
    } catch (error) {
      if (/** @type {any} */ (error)?.name !== 'AbortError') this.dispatchEvent(new CustomEvent('failed', { detail: { error, name } }))
    } finally {
      if (this.task === task) this.task = null
      this.changed()
    }
  }

  get #options() {
    const task = this.task
    return {
      signal: this.control?.signal,
      onProgress: (/** @type {Progress} */ progress) => {
        if (!task || this.task !== task) return
        this.task = Object.assign(task, { progress })
        this.changed()
      },
    }
  }

  /** @param {Blob[]} files @param {string} name @param {boolean} sample */
  async openList(files, name, sample) {
    const opened = await this.engine.openPriceList(files, this.#options)
    const before = this.list
    this.list = { ...opened, name, sample }
    if (before) this.engine.close(before.id)
    if (sample) return
    this.missedList = null
    this.store.set({ ownList: name })
  }

  /** @param {Blob[]} files @param {string} name @param {boolean} sample */
  async openUsage(files, name, sample) {
    const opened = await this.engine.openUsage(files, this.#options)
    const before = this.usage
    this.usage = { ...opened, name, sample }
    if (before) this.engine.close(before.id)
  }

  /** @param {Blob[]} files @param {string} what words for undo */
  async #readRates(files, what) {
    const { rates } = await this.engine.readExchangeRates(files)
    const { settings } = this.store.state
    const key = (/** @type {any} */ rate) => `${rate.currencyCode} ${rate.month}`
    const merged = new Map([...settings.exchangeRates, ...rates].map((rate) => [key(rate), rate]))
    this.store.change({ settings: { ...settings, exchangeRates: [...merged.values()] } }, what)
  }

  openSampleUsage() {
    return this.#guard('', async () => {
      await this.openUsage([await sampleUsage()], '', true)
      this.#arrived('usage', '')
    })
  }

  /**
   * Takes files that were dropped, whatever they are: those of a kind are read as one.
   * @param {File[]} files
   * @param {{ rates: string, state: string }} words for undo
   */
  async openFiles(files, words) {
    const name = files.map((file) => file.name).join(', ')
    await this.#guard(name, async () => {
      /** @type {Map<Kind, File[]>} */
      const kinds = new Map()
      for (const file of files) {
        const kind = await recognise(file)
        kinds.set(kind, [...kinds.get(kind) ?? [], file])
      }
      for (const [kind, group] of kinds) await this.#open(kind, group, words)
    })
  }

  /** @param {Kind} kind @param {File[]} files @param {{ rates: string, state: string }} words @returns {Promise<void>} */
  async #open(kind, files, words) {
    const name = files.map((file) => file.name).join(', ')
    if (kind === 'unknown') return this.#try(files, words)
    if (kind === 'priceList') await this.openList(files, name, false)
    else if (kind === 'usage') await this.openUsage(files, name, false)
    else if (kind === 'exchangeRates') await this.#readRates(files, words.rates)
    else this.store.import(await files[0].text(), words.state)
    this.#arrived(kind, name)
  }

  /** Lets the engine say what a file is; where no reader takes it, the first refusal is the answer. @param {File[]} files @param {{ rates: string, state: string }} words @returns {Promise<void>} */
  async #try(files, words) {
    let refusal
    for (const kind of /** @type {Kind[]} */ (['priceList', 'usage', 'exchangeRates'])) {
      try {
        return await this.#open(kind, files, words)
      } catch (error) {
        refusal ??= error
        if (!OTHER_KIND.has(/** @type {any} */ (error)?.code)) break
      }
    }
    throw refusal
  }

  /** @param {Kind} kind @param {string} name */
  #arrived(kind, name) {
    this.dispatchEvent(new CustomEvent('opened', { detail: { kind, name } }))
  }
}
