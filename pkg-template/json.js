import { azplanError } from './errors.js'

/** Objects and lists in each other, as in a request. */
const deepest = 64

/**
 * What a JSON file says. A name that an object has twice is refused: one of the two values would be taken, and nobody knows
 * which was meant. So is what is nested deeper than any request.
 * @param {string} text
 * @returns {unknown}
 * @throws {SyntaxError} where it is no JSON
 * @throws {import('./index.js').AzplanError} `input.invalid`, with the place
 */
export function jsonOf(text) {
  const value = JSON.parse(text)
  judge(text)
  return value
}

/**
 * Goes through JSON that is right, without calling itself.
 * @param {string} text
 */
function judge(text) {
  /** @type {Level[]} */
  const levels = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') {
      const end = endOfText(text, at)
      const level = levels.at(-1)
      if (level?.names && level.isName) note(levels, JSON.parse(text.slice(at, end)))
      at = end - 1
    } else if (letter === '{' || letter === '[') {
      if (levels.length >= deepest) throw azplanError('input.invalid', `the values are nested deeper than ${deepest}`, 'correct the value at the place named', { at: place(levels) })
      levels.push({ names: letter === '{' ? new Set() : null, isName: true, name: '', index: 0 })
    } else if (letter === '}' || letter === ']') {
      levels.pop()
    } else if (letter === ',') {
      const level = levels[levels.length - 1]
      level.isName = true
      level.index++
    }
  }
}

/**
 * An object or a list, and where in it the reading is.
 * @typedef {{names: Set<string> | null, isName: boolean, name: string, index: number}} Level
 */

/**
 * @param {Level[]} levels
 * @param {string} name of a value of the innermost object
 */
function note(levels, name) {
  const level = levels[levels.length - 1]
  Object.assign(level, { name, isName: false })
  if (level.names?.has(name)) throw azplanError('input.invalid', `\`${name}\` is there twice`, 'keep the one that holds', { at: place(levels) })
  level.names?.add(name)
}

/** @param {Level[]} levels */
function place(levels) {
  return levels.map(({ names, name, index }) => (names ? `.${name}` : `[${index}]`)).join('').replace(/^\./, '')
}

/**
 * Behind the text that begins here.
 * @param {string} text
 * @param {number} start
 */
function endOfText(text, start) {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1
    if (text[at] === '\\') at++
  }
  return text.length
}
