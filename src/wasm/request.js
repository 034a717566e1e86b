/**
 * A request as JSON text: the only form in which the core takes one. What a caller gives may be anything, so each value is
 * looked at here first, once. What JSON can't say is refused with its place, where `JSON.stringify` would leave it out
 * (functions, what a class holds), change it (`NaN` to `null`) or never end.
 */

/** Objects and lists in each other; the deepest request of the contract has ten. */
const deepest = 64
/** Characters of one text. */
const longestText = 1_000_000
/** Characters of all of a request. */
const longest = 64_000_000
/** Values of all of a request: some ways through it may lead to one value, and there may be more ways than can be gone. */
const mostValues = 2_000_000

/**
 * @param {unknown} request
 * @returns {string}
 * @throws {Error} with `at`, the place of what was refused, where there is one
 */
export function requestText(request) {
  const reading = new Request()
  try {
    return reading.text(request)
  } catch (error) {
    // A getter or a proxy of the caller.
    throw error instanceof Refused ? error : new Refused(`the value can't be read: ${said(error)}`, reading.place)
  }
}

/** What can't be part of a request, and where it stands. */
class Refused extends Error {
  /**
   * @param {string} message
   * @param {string} at
   */
  constructor(message, at) {
    super(message)
    this.at = at
  }
}

class Request {
  #length = 0
  #values = 0
  /** Objects and lists that the value at hand is in. @type {object[]} */
  #around = []
  /** Their names and places in the list, as a path has them. @type {string[]} */
  #path = []

  /** Where the value at hand stands. */
  get place() {
    return this.#path.join('').replace(/^\./, '')
  }

  /** @param {unknown} value */
  text(value) {
    if (++this.#values > mostValues) this.#refuse(`the request has more than ${mostValues} values`)
    switch (typeof value) {
      case 'string': return this.#counted(this.#string(value))
      case 'boolean': return this.#counted(String(value))
      case 'number': return this.#counted(this.#number(value))
      case 'object': return value === null ? this.#counted('null') : this.#inside(value)
      case 'undefined': return this.#refuse('the value is missing')
      default: return this.#refuse(`a ${typeof value} can't be part of a request`)
    }
  }

  /** @param {string} text */
  #string(text) {
    if (text.length > longestText) this.#refuse(`the text has ${text.length} characters, which is more than ${longestText}`)
    if (/\p{Surrogate}/u.test(text)) this.#refuse('the text holds half a character')
    return JSON.stringify(text)
  }

  /** @param {number} number */
  #number(number) {
    return Number.isFinite(number) ? String(number) : this.#refuse('the value is no number that can be used')
  }

  /** @param {object} value */
  #inside(value) {
    if (this.#around.includes(value)) this.#refuse('the value refers to itself')
    if (this.#around.length >= deepest) this.#refuse(`the values are nested deeper than ${deepest}`)
    this.#around.push(value)
    const text = Array.isArray(value) ? this.#list(value) : this.#object(value)
    this.#around.pop()
    return text
  }

  /** @param {unknown[]} list */
  #list(list) {
    let text = '['
    for (let index = 0; index < list.length; index++) {
      this.#path.push(`[${index}]`)
      text += `${index > 0 ? ',' : ''}${this.text(list[index])}`
      this.#path.pop()
    }
    return `${text}]`
  }

  /** Fields of a class may be computed by it, and are then not among its own: only a plain object says all. @param {object} object */
  #object(object) {
    const prototype = Object.getPrototypeOf(object)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) this.#refuse('the value is no plain object')
    if (Object.prototype.toString.call(object) !== '[object Object]') this.#refuse('the value is no plain object')
    let text = '{'
    for (const name of Object.keys(object)) {
      this.#path.push(`.${name}`)
      const value = /** @type {Record<string, unknown>} */ (object)[name]
      // Not given, in the words of JavaScript.
      if (value !== undefined) text += `${text.length > 1 ? ',' : ''}${this.#counted(this.#string(name))}:${this.text(value)}`
      this.#path.pop()
    }
    return `${text}}`
  }

  /** @param {string} text */
  #counted(text) {
    this.#length += text.length + 1
    return this.#length > longest ? this.#refuse(`the request has more than ${longest} characters`) : text
  }

  /** @param {string} message @returns {never} */
  #refuse(message) {
    throw new Refused(message, this.place)
  }
}

/** What was thrown, in its own words: that may be anything as well. @param {unknown} error */
function said(error) {
  try {
    return error instanceof Error ? String(error.message) : String(error)
  } catch {
    return 'what it throws says nothing'
  }
}
