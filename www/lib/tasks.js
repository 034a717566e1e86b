/** @import { Progress } from '../../pkg-template/elements/types.js' */

/** @typedef {{ name: string, progress: Progress | null, started: number }} Task */

/** Long calls, one after the other: each shows how far it is, and can be cancelled. Tells of changes by `change`, of failures by `failed`. */
export class Tasks extends EventTarget {
  /** The long call that runs. @type {Task | null} */
  task = null
  /** @type {AbortController | null} */
  control = null
  /** The last of the calls. @type {Promise<void>} */
  queue = Promise.resolve()

  changed() {
    this.dispatchEvent(new Event('change'))
  }

  /** @param {string} type @param {unknown} detail */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  cancel() {
    this.control?.abort()
  }

  /**
   * Runs one long call after the other, so that none is lost when files come quickly.
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  guard(name, work) {
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
      if (/** @type {any} */ (error)?.name !== 'AbortError') this.tell('failed', { error, name })
    } finally {
      if (this.task === task) this.task = null
      this.changed()
    }
  }

  get options() {
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
}
