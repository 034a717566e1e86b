import { azplanError } from './errors.js'

/**
 * The fields of an argument that is an object of ours to read: each read once, and none that is not known. A misspelt name
 * would else be passed over without a word.
 * @template {object} T
 * @param {T | undefined} given
 * @param {string} name of the argument
 * @param {readonly (keyof T & string)[]} known
 * @returns {Partial<T>}
 */
export function fieldsOf(given, name, known) {
  if (given === undefined) return {}
  if (!isPlain(given)) throw invalid(`\`${name}\` is no object`, `give {${known.join(', ')}}`, name)
  const unknown = attempt(name, () => Object.keys(given)).find((key) => !known.includes(/** @type {any} */ (key)))
  if (unknown !== undefined) throw invalid(`unknown field \`${unknown}\`, expected ${known.map((key) => `\`${key}\``).join(' or ')}`, 'correct the name', `${name}.${unknown}`)
  return /** @type {Partial<T>} */ (Object.fromEntries(known.map((key) => [key, attempt(`${name}.${key}`, () => given[key])])))
}

/**
 * How a long call is watched and stopped.
 * @param {import('./index.js').VerifyOptions | undefined} given
 * @returns {{signal?: AbortSignal, onProgress?: (progress: any) => void}}
 */
export function watchOptions(given) {
  return watched(fieldsOf(given, 'options', ['signal', 'onProgress']))
}

/**
 * How files are read: watched and stopped, and what was said of the numbers and dates in them.
 * @param {import('./index.js').ReadOptions | undefined} given
 * @returns {{signal?: AbortSignal, onProgress?: (progress: any) => void, onLeftOut?: (name: string) => void, maxUnpacked?: number, form: import('./index.js').FileForm}}
 */
export function readOptions(given) {
  const { decimal, dates, maxUnpacked, onLeftOut, ...watch } = fieldsOf(given, 'options', ['signal', 'onProgress', 'onLeftOut', 'maxUnpacked', 'decimal', 'dates'])
  if (onLeftOut !== undefined && typeof onLeftOut !== 'function') throw invalid('`onLeftOut` is no function', 'give a function that takes the name of an entry', 'options.onLeftOut')
  if (maxUnpacked !== undefined && !(typeof maxUnpacked === 'number' && maxUnpacked >= 0)) throw invalid('`maxUnpacked` is no number of bytes', 'give a number of bytes, e.g. 2e10', 'options.maxUnpacked')
  return { ...watched(watch), onLeftOut, maxUnpacked, form: { ...(decimal === undefined ? {} : { decimal }), ...(dates === undefined ? {} : { dates }) } }
}

/** @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} given */
function watched({ signal, onProgress }) {
  if (signal !== undefined && !isA(signal, AbortSignal)) throw invalid('`signal` is no AbortSignal', 'give the signal of an AbortController', 'options.signal')
  if (onProgress !== undefined && typeof onProgress !== 'function') throw invalid('`onProgress` is no function', 'give a function that takes the progress', 'options.onProgress')
  return { signal, onProgress }
}

/**
 * Something that may be left out: nothing, or what is given, whatever it is.
 * @template T, Made
 * @param {T | null | undefined} given
 * @param {(given: T) => Made} make
 * @returns {Made | null}
 */
export function optional(given, make) {
  return given === null || given === undefined ? null : make(given)
}

/**
 * Whether a value is of a class; no matter what it does when it is asked.
 * @template T
 * @param {unknown} value
 * @param {abstract new (...args: any[]) => T} kind
 * @returns {value is T}
 */
export function isA(value, kind) {
  try {
    return value instanceof kind
  } catch {
    return false
  }
}

/** @param {unknown} value */
function isPlain(value) {
  try {
    if (Object.prototype.toString.call(value) !== '[object Object]') return false
    const prototype = Object.getPrototypeOf(value)
    return prototype === null || Object.getPrototypeOf(prototype) === null
  } catch {
    return false
  }
}

/**
 * @template T
 * @param {string} place
 * @param {() => T} read what may throw anything
 */
function attempt(place, read) {
  try {
    return read()
  } catch (error) {
    throw azplanError('input.invalid', `\`${place}\` can't be read`, 'give a plain object', { at: place, cause: error })
  }
}

/**
 * @param {string} message
 * @param {string} help
 * @param {string} at
 */
function invalid(message, help, at) {
  return azplanError('input.invalid', message, help, { at })
}
