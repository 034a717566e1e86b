/** @import { ReactiveController } from 'lit' */

/** Browsers draw no box of more than some ten million pixels: a longer table is pressed together in its middle. */
const TALLEST = 12_000_000
/** At either end a pixel of scrolling is a pixel of the table. */
const TRUE_ENDS = 200_000

/**
 * Keeps only the rows of a long table that can be seen. All rows are of one height, so nothing jumps.
 * The host renders rows `first` to `last` between two rows of class `pad`, whose heights are set here.
 * @implements {ReactiveController}
 */
export class VirtualRows {
  first = 0
  last = 40
  /** Pixels that the rows would be further up, were the table as long as its rows. */
  #shift = 0
  /** Where it was scrolled to when last looked at. */
  #at = 0

  /**
   * @param {import('lit').ReactiveControllerHost & HTMLElement} host
   * @param {{ overscan?: number, onRange?: (first: number, last: number) => void }} [options]
   */
  constructor(host, { overscan = 10, onRange } = {}) {
    this.host = host
    this.overscan = overscan
    this.onRange = onRange
    this.count = 0
    this.rowHeight = 56
    this.look = () => this.measure()
    host.addController(this)
  }

  hostConnected() {
    window.addEventListener('scroll', this.look, { capture: true, passive: true })
    window.addEventListener('resize', this.look, { passive: true })
  }

  hostDisconnected() {
    window.removeEventListener('scroll', this.look, { capture: true })
    window.removeEventListener('resize', this.look)
  }

  /** Height of all rows. */
  get #full() {
    return this.count * this.rowHeight
  }

  /** Height of the table as it stands in the page. */
  get #height() {
    return Math.min(this.#full, TALLEST)
  }

  hostUpdated() {
    const body = this.body
    if (!body) return
    const row = body.querySelector('tr:not(.pad)')
    const height = row?.getBoundingClientRect().height
    if (height) this.rowHeight = height
    const [top, bottom] = /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('tr.pad > td'))
    const above = Math.max(0, this.first * this.rowHeight - this.#shift)
    const rows = Math.min(this.last, this.count) - this.first
    if (top) top.style.height = `${above}px`
    if (bottom) bottom.style.height = `${Math.max(0, this.#height - above - rows * this.rowHeight)}px`
    this.measure()
  }

  /** @returns {HTMLElement | null} */
  get body() {
    return this.host.shadowRoot?.querySelector('tbody.virtual') ?? null
  }

  /** Place among all rows, in pixels, of a place in the table. @param {number} at */
  #spread(at) {
    const [full, height] = [this.#full, this.#height]
    if (full === height || at <= TRUE_ENDS) return at
    if (at >= height - TRUE_ENDS) return full - (height - at)
    return TRUE_ENDS + (at - TRUE_ENDS) * (full - 2 * TRUE_ENDS) / (height - 2 * TRUE_ENDS)
  }

  /** The other way round. @param {number} place */
  #press(place) {
    const [full, height] = [this.#full, this.#height]
    if (full === height || place <= TRUE_ENDS) return place
    if (place >= full - TRUE_ENDS) return height - (full - place)
    return TRUE_ENDS + (place - TRUE_ENDS) * (height - 2 * TRUE_ENDS) / (full - 2 * TRUE_ENDS)
  }

  /** A little scrolling moves the rows as far as the page; a leap finds its place among all rows. @param {number} at */
  #settle(at) {
    const little = Math.abs(at - this.#at) < 2 * window.innerHeight && this.#shift > 0
    const near = at <= TRUE_ENDS || at >= this.#height - TRUE_ENDS
    if (!little || near) this.#shift = this.#spread(Math.max(0, at)) - Math.max(0, at)
    this.#at = at
  }

  measure() {
    const body = this.body
    if (!body) return
    const at = -body.getBoundingClientRect().top
    const shift = this.#shift
    this.#settle(at)
    const seen = Math.ceil(window.innerHeight / this.rowHeight)
    const start = Math.floor((at + this.#shift) / this.rowHeight)
    const first = Math.max(0, Math.min(start - this.overscan, this.count - seen))
    const last = Math.min(this.count, Math.max(0, start) + seen + this.overscan)
    if (first === this.first && last === this.last && shift === this.#shift) return
    this.first = first
    this.last = last
    this.onRange?.(first, last)
    this.host.requestUpdate()
  }

  /**
   * Puts the focus on a row's first button, scrolling it into view before.
   * @param {number} index
   */
  async focus(index) {
    if (index < 0 || index >= this.count) return
    if (index < this.first || index >= this.last) {
      const at = -(this.body?.getBoundingClientRect().top ?? 0)
      const wanted = Math.max(0, index * this.rowHeight - window.innerHeight / 2)
      this.#at = Number.NEGATIVE_INFINITY
      window.scrollBy({ top: this.#press(wanted) - at, behavior: 'instant' })
      this.measure()
    }
    await this.host.updateComplete
    const row = this.body?.querySelector(`tr[aria-rowindex='${index + 2}']`)
    const button = /** @type {HTMLElement | null} */ (row?.querySelector('button') ?? null)
    button?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }

  /** Arrow, Home and End keys move between rows. @param {KeyboardEvent} event */
  key(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest?.('tr[aria-rowindex]')
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const index = Number(row.getAttribute('aria-rowindex')) - 2
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.count - 1 }
    const next = moves[event.key]
    if (next === undefined) return
    event.preventDefault()
    this.focus(next)
  }
}
