import { initialState, NewerState, parseState } from './state.js'

/** @import { State } from './state.js' */
/** @import { EstimateDocument } from '../../pkg-template/elements/types.js' */

export const KEY = 'azplan'
const STEPS = 200

/** What undo brings back. @typedef {Pick<State, 'estimates' | 'current' | 'settings' | 'plan'>} Work */

/**
 * The state of the page, kept in local storage under one key, with undo. Tells of changes by `change`, of trouble by `problem`.
 */
export class Store extends EventTarget {
  /** @type {{ work: Work, what: string }[]} */
  #past = []
  /** @type {{ work: Work, what: string }[]} */
  #future = []
  /** False where what is stored must not be overwritten. */
  #mayWrite = true

  /**
   * @param {Window} window
   * @param {string} locale
   */
  constructor(window, locale) {
    super()
    this.window = window
    /** Message key of what is wrong with the storage. */
    this.problem = ''
    this.state = initialState(locale)
    /** Was there nothing yet? */
    this.isFirst = true
    this.#load()
    window.addEventListener('storage', (event) => {
      if (event.key === KEY && event.newValue) this.#take(event.newValue)
    })
  }

  /** @returns {Storage | null} null where the browser keeps none */
  get storage() {
    try {
      return this.window.localStorage
    } catch {
      return null
    }
  }

  #load() {
    const text = this.#read()
    if (text === null) return
    this.isFirst = false
    try {
      this.state = parseState(text, this.state)
    } catch (error) {
      this.isFirst = true
      this.#mayWrite = !(error instanceof NewerState)
      this.problem = error instanceof NewerState ? 'storage.newer' : 'storage.corrupt'
      if (this.#mayWrite) this.#write(`${KEY}.unreadable`, text)
    }
  }

  #read() {
    try {
      return this.storage?.getItem(KEY) ?? null
    } catch {
      return null
    }
  }

  /** Another tab changed the state. @param {string} text */
  #take(text) {
    try {
      this.state = parseState(text, this.state)
      this.#past = []
      this.#future = []
      this.dispatchEvent(new Event('change'))
    } catch {
      // The other tab runs another version of the page: this one keeps what it has.
    }
  }

  /** @param {string} key @param {string} text */
  #write(key, text) {
    try {
      if (!this.storage) throw new Error('no storage')
      this.storage.setItem(key, text)
    } catch {
      this.#trouble('storage.full')
    }
  }

  /** @param {string} key */
  #trouble(key) {
    if (this.problem === key) return
    this.problem = key
    this.dispatchEvent(new Event('problem'))
  }

  /** @param {State} state */
  #set(state) {
    this.state = state
    if (this.#mayWrite) this.#write(KEY, JSON.stringify(state))
    this.dispatchEvent(new Event('change'))
  }

  /** @returns {Work} */
  get #work() {
    const { estimates, current, settings, plan } = this.state
    return { estimates, current, settings, plan }
  }

  /** Changes how the page looks: not a step of undo. @param {Partial<State>} change */
  set(change) {
    this.#set({ ...this.state, ...change })
  }

  /**
   * Changes work; undo brings back what was.
   * @param {Partial<Work>} change
   * @param {string} what words for it
   */
  change(change, what) {
    this.#past = [...this.#past.slice(1 - STEPS), { work: this.#work, what }]
    this.#future = []
    this.#set({ ...this.state, ...change })
  }

  get canUndo() {
    return this.#past.length > 0
  }

  get canRedo() {
    return this.#future.length > 0
  }

  /** @returns {string} what was undone */
  undo() {
    const step = this.#past.pop()
    if (!step) return ''
    this.#future.push({ work: this.#work, what: step.what })
    this.#set({ ...this.state, ...step.work })
    return step.what
  }

  /** @returns {string} what was done again */
  redo() {
    const step = this.#future.pop()
    if (!step) return ''
    this.#past.push({ work: this.#work, what: step.what })
    this.#set({ ...this.state, ...step.work })
    return step.what
  }

  /** @returns {EstimateDocument} */
  get estimate() {
    const { estimates, current } = this.state
    return estimates.find((estimate) => estimate.id === current) ?? estimates[0] ?? { id: '', name: '', sample: false, lines: [] }
  }

  /** The estimate in place of the one with its id. @param {EstimateDocument} estimate @param {string} what */
  replaceEstimate(estimate, what) {
    this.change({ estimates: this.state.estimates.map((other) => other.id === estimate.id ? estimate : other) }, what)
  }

  /** @param {Omit<EstimateDocument, 'id'>} estimate @param {string} what */
  addEstimate(estimate, what) {
    const used = this.state.estimates.map((other) => Number(/^estimate-(\d+)$/.exec(other.id)?.[1] ?? 0))
    const id = `estimate-${Math.max(0, ...used) + 1}`
    this.change({ estimates: [...this.state.estimates, { ...estimate, id }], current: id }, what)
  }

  /** The state as the text of a file. */
  export() {
    return JSON.stringify({ azplan: 'state', ...this.state }, null, 2)
  }

  /** Takes over the work of an exported file; throws where it is none. @param {string} text @param {string} what */
  import(text, what) {
    const { estimates, current, settings, plan } = parseState(text, this.state)
    this.change({ estimates, current, settings, plan }, what)
  }
}
