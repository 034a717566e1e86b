/** @import { ReactiveController } from 'lit' */

/**
 * Keeps only the rows of a long table that can be seen. All rows are of one height, so nothing jumps.
 * The host renders rows `first` to `last` between two rows of class `pad`, whose heights are set here.
 * @implements {ReactiveController}
 */
export class VirtualRows {
  first = 0
  last = 40

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

  hostUpdated() {
    const body = this.body
    if (!body) return
    const row = body.querySelector('tr:not(.pad)')
    const height = row?.getBoundingClientRect().height
    if (height) this.rowHeight = height
    const [top, bottom] = /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('tr.pad > td'))
    if (top) top.style.height = `${this.first * this.rowHeight}px`
    if (bottom) bottom.style.height = `${Math.max(0, this.count - this.last) * this.rowHeight}px`
    this.measure()
  }

  /** @returns {HTMLElement | null} */
  get body() {
    return this.host.shadowRoot?.querySelector('tbody.virtual') ?? null
  }

  measure() {
    const body = this.body
    if (!body) return
    const { top } = body.getBoundingClientRect()
    const seen = Math.ceil(window.innerHeight / this.rowHeight)
    const start = Math.floor(-top / this.rowHeight)
    const first = Math.max(0, Math.min(start - this.overscan, this.count - seen))
    const last = Math.min(this.count, Math.max(0, start) + seen + this.overscan)
    if (first === this.first && last === this.last) return
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
      window.scrollBy(0, (index < this.first ? -1 : 1) * this.rowHeight * this.overscan)
      this.measure()
    }
    await this.host.updateComplete
    const row = this.body?.querySelector(`tr[aria-rowindex='${index + 2}']`)
    const button = /** @type {HTMLElement | null} */ (row?.querySelector('button') ?? null)
    button?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }

  /** Arrow, Page, Home and End keys move between rows. @param {KeyboardEvent} event */
  key(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest?.('tr[aria-rowindex]')
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const index = Number(row.getAttribute('aria-rowindex')) - 2
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.last - 1 }
    const next = moves[event.key]
    if (next === undefined) return
    event.preventDefault()
    this.focus(next)
  }
}
