import { jsonOf } from 'azplan/files'
import { OTHER_KIND, recognise } from './recognise.js'
import { sampleEstimate, samplePriceList, sampleUsage } from './sample.js'
import { Tasks } from './tasks.js'
import { telling } from './telling.js'

/** @import { Engine, OpenAccess, OpenList, OpenRates, OpenRecon, OpenUsage } from '../../pkg-template/elements/types.js' */
/** @import { Keeping } from './keeping.js' */
/** @import { Kind } from './recognise.js' */
/** @import { Store } from './store.js' */

/** What came of keeping the list: bytes, or why it isn't kept. @typedef {{ bytes: number } | 'working' | 'full' | 'off'} KeepState */
/** @typedef {{ rates: string, state: string }} Words for undo */
/** @typedef {import('../../pkg-template/elements/types.js').FileForm} FileForm */
/** Files that do not say how they write numbers and dates. @typedef {{ files: File[], words: Words, compare: boolean, compareUsage: boolean, form: FileForm }} Refused */

/** What a person can settle. */
const UNDECIDED = new Set(['file.datesUndecided', 'file.decimalUndecided'])

/**
 * What is open in the engine, and how it comes there. Opening that fails leaves what is open in place.
 * Tells of changes by `change`, of files that arrived by `opened`, of failures by `failed`, of the list that is kept by `kept`.
 */
export class Session extends Tasks {
  /** Is the next price list one to compare with? */
  comparing = false
  /** Is the next usage another download to compare with? */
  comparingUsage = false

  /**
   * @param {Engine & Keeping} engine
   * @param {Store} store
   */
  constructor(engine, store) {
    super()
    this.engine = telling(engine)
    this.store = store
    /** @type {OpenList | null} */
    this.list = null
    /** A second list, to compare with. @type {OpenList | null} */
    this.other = null
    /** The list that was forgotten last. @type {OpenList | null} */
    this.forgotten = null
    /** @type {OpenUsage | null} */
    this.usage = null
    /** Another download of the same month, to compare with. @type {OpenUsage | null} */
    this.otherUsage = null
    /** The reconciliation file of the invoice. @type {OpenRecon | null} */
    this.recon = null
    /** What the last sheet of exchange rates had to say. @type {OpenRates | null} */
    this.rates = null
    /** Who may manage what, when; kept until the page is left. @type {OpenAccess | null} */
    this.access = null
    /** The person's list of an earlier visit that is not open any more. */
    this.missedList = store.state.ownList
    /** Of the person's own list. @type {KeepState | null} */
    this.kept = null
    /** How the files that are being read write numbers and dates, where a person said it. @type {FileForm} */
    this.form = {}
    /** The files that were refused last, where a person can say how they are to be read. @type {Refused | null} */
    this.refused = null
  }

  get options() {
    return { ...super.options, ...this.form }
  }

  /** Reads the files again that did not say how they write numbers and dates. @param {FileForm} form */
  readAs(form) {
    const { refused } = this
    if (!refused) return
    const { files, words, ...how } = refused
    return this.openFiles(files, words, { ...how, form: { ...how.form, ...form } })
  }

  /** Opens the list of the last visit, or the sample; puts the sample estimate there where nothing is yet. */
  async start() {
    if (this.store.isFirst) this.store.set({ estimates: [sampleEstimate], current: sampleEstimate.id })
    await this.guard('', async () => {
      if (!(await this.#openKept())) await this.#openSample()
    })
  }

  async #openKept() {
    try {
      const kept = await this.engine.openKept()
      if (!kept) return false
      const { id, info, name, bytes } = kept
      this.#use({ id, info, name, sample: false })
      this.kept = { bytes }
      this.missedList = null
      return true
    } catch (error) {
      this.missedList = null
      this.store.set({ ownList: null })
      this.tell('kept', { problem: /** @type {any} */ (error).code === 'saved.otherVersion' ? 'kept.otherVersion' : 'kept.damaged' })
      return false
    }
  }

  async #openSample() {
    const opened = await this.engine.openPriceList([await samplePriceList()], this.options)
    this.#use({ ...opened, name: '', sample: true })
    this.kept = null
  }

  /** @param {OpenList} list */
  #use(list) {
    const before = this.list
    this.list = list
    this.#drop(before)
  }

  /** Has the worker write the list for the next visit. @param {OpenList} list */
  async #keep(list) {
    this.kept = 'working'
    this.store.set({ ownList: list.name })
    this.changed()
    /** @type {KeepState} */
    let kept
    try {
      kept = await this.engine.keepList(list.id, list.name)
    } catch (error) {
      kept = /quota/i.test(`${/** @type {any} */ (error).name} ${/** @type {any} */ (error).message}`) ? 'full' : 'off'
    }
    if (this.list !== list) return
    this.kept = kept
    if (typeof kept === 'string') this.tell('kept', { problem: `kept.${kept}` })
    this.changed()
  }

  /** Removes the list that is kept; the sample takes its place. Until another one comes, it can be brought back. */
  forgetList() {
    return this.guard('', async () => {
      const { list } = this
      if (!list || list.sample) return
      await this.engine.forgetKept()
      this.store.set({ ownList: null })
      this.list = null
      await this.#openSample()
      this.#drop(this.forgotten)
      this.forgotten = list
      this.tell('kept', { forgotten: list.name })
    })
  }

  /** Takes the forgetting back. */
  remember() {
    const { forgotten } = this
    this.forgotten = null
    if (!forgotten) return
    this.#use(forgotten)
    this.#keep(forgotten)
  }

  /** @param {OpenList | null} list */
  #drop(list) {
    if (list && list !== this.list && list !== this.other) this.engine.close(list.id)
  }

  /** @param {Blob[]} files @param {string} name @returns {Promise<Kind | 'otherList'>} */
  async #openList(files, name) {
    const compare = this.comparing
    this.comparing = false
    const list = { ...await this.engine.openPriceList(files, this.options), name, sample: false }
    if (compare) {
      this.closeOther()
      this.other = list
      return 'otherList'
    }
    this.#use(list)
    this.#drop(this.forgotten)
    this.forgotten = null
    this.missedList = null
    this.#keep(list)
    return 'priceList'
  }

  /** Ends the comparison. */
  closeOther() {
    const { other } = this
    this.other = null
    this.#drop(other)
    this.changed()
  }

  /** The list of the comparison becomes the one that is open, and the other way round. */
  swapLists() {
    const { list, other } = this
    if (!list || !other) return
    this.list = other
    this.other = list
    this.missedList = null
    if (other.sample) this.kept = null
    else this.#keep(other)
    this.changed()
  }

  /** @param {Blob[]} files @param {string} name @param {boolean} sample */
  async openUsage(files, name, sample) {
    const opened = await this.engine.openUsage(files, this.options)
    const before = this.usage
    this.usage = { ...opened, name, sample }
    if (before) this.engine.close(before.id)
  }

  /** @param {Blob[]} files @param {string} name @returns {Promise<'usage' | 'otherUsage'>} */
  async #openUsage(files, name) {
    const compare = this.comparingUsage && this.usage !== null
    this.comparingUsage = false
    if (!compare) {
      await this.openUsage(files, name, false)
      return 'usage'
    }
    const opened = await this.engine.openUsage(files, this.options)
    this.closeFile('otherUsage')
    this.otherUsage = { ...opened, name, sample: false }
    return 'otherUsage'
  }

  /** The other download becomes the one that is billed, and the other way round. */
  swapUsage() {
    const { usage, otherUsage } = this
    if (!usage || !otherUsage) return
    this.usage = otherUsage
    this.otherUsage = usage
    this.changed()
  }

  /** @param {Blob[]} files @param {string} name */
  async #openRecon(files, name) {
    const opened = await this.engine.openRecon(files, this.options)
    this.closeFile('recon')
    this.recon = { ...opened, name }
  }

  /** @param {Blob} file @param {string} name */
  async #readAccess(file, name) {
    this.access = { name, facts: /** @type {any} */ (jsonOf(await file.text())) }
  }

  /** Leaves a file out that the bill was compared with. @param {'recon' | 'access' | 'otherUsage'} kind */
  closeFile(kind) {
    const open = kind === 'access' ? null : this[kind]
    if (open) this.engine.close(open.id)
    this[kind] = null
    this.changed()
  }

  /** @param {Blob[]} files @param {string} name @param {string} what words for undo @returns {Promise<'exchangeRates' | 'someRates'>} */
  async #readRates(files, name, what) {
    const { rates, understood, diagnostics, diagnosticsTotal } = await this.engine.readExchangeRates(files, this.options)
    this.rates = { info: { ...understood[0], diagnostics, diagnosticsTotal }, name }
    const { settings } = this.store.state
    const key = (/** @type {any} */ rate) => `${rate.currencyCode} ${rate.month}`
    const merged = new Map([...settings.exchangeRates, ...rates].map((rate) => [key(rate), rate]))
    this.store.change({ settings: { ...settings, exchangeRates: [...merged.values()] } }, what)
    return diagnostics.some(({ severity }) => severity !== 'note') ? 'someRates' : 'exchangeRates'
  }

  openSampleUsage() {
    return this.guard('', async () => {
      await this.openUsage([await sampleUsage()], '', true)
      this.tell('opened', { kind: 'usage', name: '' })
    })
  }

  /**
   * Takes files that were dropped, whatever they are: those of a kind are read as one.
   * @param {File[]} files
   * @param {Words} words
   * @param {{ compare?: boolean, compareUsage?: boolean, form?: FileForm }} [how] `compare`: a price list among them is the second one; `compareUsage`: usage among them is another download; `form`: how they write numbers and dates
   */
  async openFiles(files, words, { compare = false, compareUsage = false, form = {} } = {}) {
    await this.guard(nameOf(files), async () => {
      this.refused = null
      this.form = form
      this.comparing = compare
      this.comparingUsage = compareUsage
      try {
        await this.#openAll(files, words)
      } catch (error) {
        if (this.refused) this.refused = { .../** @type {Refused} */ (this.refused), compare, compareUsage, form }
        throw error
      } finally {
        this.form = {}
      }
    })
  }

  /** @param {File[]} files @param {Words} words */
  async #openAll(files, words) {
    /** @type {Map<Kind, File[]>} */
    const kinds = new Map()
    for (const file of files) {
      const kind = await recognise(file)
      kinds.set(kind, [...kinds.get(kind) ?? [], file])
    }
    let undecided
    for (const [kind, group] of kinds) {
      try {
        await this.#open(kind, group, words)
      } catch (error) {
        if (!UNDECIDED.has(/** @type {any} */ (error)?.code)) throw error
        // The person is asked, and the others are read meanwhile.
        this.refused = { files: group, words, compare: false, compareUsage: false, form: {} }
        undecided = error
      }
    }
    if (undecided) throw undecided
  }

  /** @param {Kind} kind @param {File[]} files @param {Words} words @returns {Promise<void>} */
  async #open(kind, files, words) {
    const name = nameOf(files)
    /** @type {Kind | 'otherList' | 'otherUsage' | 'someRates'} */
    let arrived = kind
    if (kind === 'unknown') return this.#try(files, words)
    if (kind === 'priceList') arrived = await this.#openList(files, name)
    else if (kind === 'usage') arrived = await this.#openUsage(files, name)
    else if (kind === 'recon') await this.#openRecon(files, name)
    else if (kind === 'access') await this.#readAccess(files[0], name)
    else if (kind === 'exchangeRates') arrived = await this.#readRates(files, name, words.rates)
    else this.store.import(await files[0].text(), words.state)
    this.tell('opened', { kind: arrived, name })
  }

  /** Lets the engine say what a file is; where no reader takes it, the first refusal is the answer. @param {File[]} files @param {Words} words @returns {Promise<void>} */
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
}

/** A list may come in twenty parts: the first two are named. @param {File[]} files */
function nameOf(files) {
  const names = files.map((file) => file.name)
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} + ${names.length - 2}` : names.join(', ')
}
