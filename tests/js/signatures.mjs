/** What can be called, as `index.d.ts` and `contract.d.ts` say: tests that go through every call find new ones by themselves. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pkg } from './support.mjs'

/** @typedef {{name: string, type: string, optional: boolean}} Parameter */
/** @typedef {{owner: string, name: string, parameters: Parameter[], answer: string}} Signature */

const files = Object.fromEntries(['index.d.ts', 'contract.d.ts'].map((name) => [name, readFileSync(join(pkg, name), 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '')]))

/**
 * The lines inside an interface, each a member; nested braces are left in their member.
 * @param {string} text
 * @param {string} name
 */
function members(text, name) {
  const start = new RegExp(`^export interface ${name}\\b[^{]*\\{$`, 'm').exec(text)
  if (!start) return []
  const inside = text.slice(start.index + start[0].length)
  return inside.slice(0, inside.search(/^\}/m)).split(/^ {2}(?=\w)/m).map((member) => member.trim()).filter((member) => member !== '')
}

/** @param {string} owner an interface of `index.d.ts` @returns {Signature[]} */
export function signatures(owner) {
  return members(files['index.d.ts'], owner).flatMap((member) => {
    const found = /^(\w+)\((.*)\): ([^;]+);$/s.exec(member)
    if (!found) return []
    const parameters = found[2] === '' ? [] : found[2].split(/, (?=\w+\??: )/)
    return [{ owner, name: found[1], answer: found[3], parameters: parameters.map((part) => {
      const [, name, mark, type] = /** @type {RegExpExecArray} */ (/^(\w+)(\??): (.+)$/s.exec(part))
      return { name, type, optional: mark === '?' }
    }) }]
  })
}

/**
 * The fields of a request, those of what it extends included.
 * @param {string} type
 * @returns {{name: string, type: string}[]}
 */
export function fields(type) {
  const base = new RegExp(`^export interface ${type} extends (\\w+)`, 'm').exec(files['contract.d.ts'])?.[1]
  const own = members(files['contract.d.ts'], type).map((member) => /** @type {RegExpExecArray} */ (/^(\w+)\??:\s+(.+?);?$/s.exec(member)))
  return [...(base ? fields(base) : []), ...own.map(([, name, of]) => ({ name, type: of }))]
}
