import { LitElement } from 'lit'
import { translator } from '../i18n/index.js'
import { base } from '../styles/base.js'

/** What every element shares: the locale, messages and typed events. */
export class AzplanElement extends LitElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = { locale: { type: String } }

  static styles = /** @type {import('lit').CSSResultGroup} */ ([base])

  constructor() {
    super()
    this.locale = 'en'
  }

  /**
   * The message of a key in the element's language.
   * @param {string} key
   * @param {Record<string, any>} [values]
   * @returns {string}
   */
  t(key, values) {
    return translator(this.locale)(key, values)
  }

  /**
   * @template T
   * @param {string} type
   * @param {T} [detail]
   */
  emit(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }))
  }

  /** Says something to who cannot see it. @param {string} message */
  announce(message) {
    this.emit('azplan-announce', { message })
  }

  /** A failed call, for the host to show. @param {unknown} error */
  fail(error) {
    if (/** @type {any} */ (error)?.name === 'AbortError') return
    this.emit('azplan-error', { error })
  }
}

/**
 * Names an element once; a second definition of the same name is left alone.
 * @param {string} name
 * @param {CustomElementConstructor} type
 */
export function define(name, type) {
  if (!customElements.get(name)) customElements.define(name, type)
}
