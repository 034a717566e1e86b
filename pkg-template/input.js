import { azplanError } from './errors.js'
import { bytesOf } from './sources.js'

/** @typedef {import('./files.js').FileInput} FileInput */

/**
 * The files of an input, each judged by its kind.
 * @param {import('./files.js').Input} input
 * @returns {readonly FileInput[]}
 */
export function filesOf(input) {
  if (!isList(input)) return [fileOf(input, 'input')]
  if (input.length === 0) throw azplanError('input.invalid', 'the input has no file', 'give at least one file', { at: 'input' })
  return Array.from(input, (file, index) => fileOf(file, `input[${index}]`))
}

/**
 * @param {unknown} file
 * @param {string} place
 */
function fileOf(file, place) {
  if (isFile(file)) return file
  throw azplanError('input.invalid', 'the input is no file', 'give a Uint8Array, a Blob or File, a ReadableStream, an async iterable of bytes, or a list of these', { at: place })
}

/** What is asked may be anything, and throw when it is asked. @param {unknown} input @returns {input is readonly unknown[]} */
function isList(input) {
  try {
    return Array.isArray(input)
  } catch {
    return false
  }
}

/** @param {unknown} file @returns {file is FileInput} */
function isFile(file) {
  try {
    if (file instanceof Uint8Array) return bytesOf(file, 'input').length >= 0
    return file instanceof Blob || file instanceof ReadableStream || typeof /** @type {any} */ (file)?.[Symbol.asyncIterator] === 'function'
  } catch {
    return false
  }
}
