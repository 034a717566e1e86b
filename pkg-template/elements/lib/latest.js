/**
 * Runs calls of which only the newest counts: an answer that was overtaken is dropped.
 */
export class Latest {
  #turn = 0
  /** @type {AbortController | null} */
  #control = null

  /**
   * @template T
   * @param {(signal: AbortSignal) => Promise<T>} call
   * @param {(answer: T) => void} use
   * @param {(error: unknown) => void} fail
   */
  async run(call, use, fail) {
    const turn = ++this.#turn
    this.#control?.abort()
    this.#control = new AbortController()
    try {
      const answer = await call(this.#control.signal)
      if (turn === this.#turn) use(answer)
    } catch (error) {
      if (turn === this.#turn && /** @type {any} */ (error)?.name !== 'AbortError') fail(error)
    }
  }

  cancel() {
    this.#turn += 1
    this.#control?.abort()
  }
}

/**
 * @param {() => void} call
 * @param {number} wait milliseconds
 */
export function debounce(call, wait) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(call, wait)
  }
  later.now = () => {
    clearTimeout(timer)
    call()
  }
  later.cancel = () => clearTimeout(timer)
  return later
}
