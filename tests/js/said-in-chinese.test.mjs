/** What the core says is said in Traditional Chinese too: steps, problems and what to do about them, causes of differences. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { said } from '../../pkg-template/elements/i18n/said.js'
import { load } from '../../pkg/index.js'
import { caseOf, names, run } from './golden-cases.mjs'
import { root } from './support.mjs'

/** What an answer says in sentences: in steps, of rows, of differences. @param {any} value @returns {Generator<string>} */
function* sentences(value) {
  if (Array.isArray(value)) for (const each of value) yield* sentences(each)
  else if (value && typeof value === 'object') {
    if ('rule' in value && 'result' in value) yield value.text
    else if (typeof value.message === 'string') yield value.message
    else if (typeof value.explain === 'string') yield value.explain
    else if (/ /.test(value.verdict)) yield value.verdict
    for (const each of Object.values(value)) yield* sentences(each)
  }
}

/** @param {string} sentence */
const isUnsaid = (sentence) => said(sentence, 'zh-Hant') === null

/** The sources of a folder, without their tests. @param {string} folder @param {string} ending @returns {string[]} */
function sources(folder, ending) {
  return readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(ending) && !name.includes('tests.rs'))
    .map((name) => readFileSync(join(folder, name), 'utf8').split('#[cfg(test)]')[0].replaceAll(/^\s*\/\/.*$/gm, ''))
}

/** A text of a source as the core says it: what is put in is a number. @param {string} text */
const filled = (text) => text.replaceAll(/\$?\{\{|\}\}/g, (brace) => brace.at(-1) ?? '').replaceAll(/\$?\{[^{}"]*\}/g, '7').replaceAll('\\"', '"').replaceAll(/\\\n\s*/g, '')

/** Words of a library inside the core: which value a request must not have. */
const ofLibrary = /^(invalid type|invalid value|unknown (field|variant)|missing field|expected |unsupported|EOF )/

test('what the core says of the goldens has its sentence in Traditional Chinese', async () => {
  const azplan = await load()
  const all = new Set()
  for (const case_ of names.map(caseOf)) {
    try {
      for (const sentence of sentences(await run(azplan, case_))) all.add(sentence)
    } catch (error) {
      const { message, help } = /** @type {import('../../pkg/index.js').AzplanError} */ (error)
      all.add(message).add(help)
    }
  }
  assert.deepEqual([...all].filter((sentence) => isUnsaid(sentence) && !ofLibrary.test(sentence)), [])
  assert.ok(all.size > 300, `${all.size} sentences`)
})

test('what to do about each error has its sentence in Traditional Chinese', () => {
  const errors = readFileSync(join(root, 'src', 'error.rs'), 'utf8')
  const helps = [...errors.matchAll(/^    [A-Z_]+ = "[\w.]+", "((?:[^"\\]|\\.)*)";$/gm)].map(([, help]) => filled(help.replaceAll(/[{}]/g, '$&$&')))
  assert.ok(helps.length > 30, `${helps.length} helps`)
  assert.deepEqual(helps.filter(isUnsaid), [])
})

test('every problem in the sources has its sentence in Traditional Chinese', () => {
  const texts = sources(join(root, 'src'), '.rs').flatMap((source) => [
    ...source.matchAll(/ErrorCode::[A-Z_]+,\s*(?:[\w:]+(?:\([\w.]*\))?,\s*)*(?:format!\(\s*)?"((?:[^"\\]|\\.)*)"/g),
    ...source.matchAll(/\b(?:message|explain)(?:: \w+)? =\s*(?:format!\(\s*)?"((?:[^"\\]|\\.)*)"/g),
  ].map(([, text]) => filled(text)))
  for (const source of sources(join(root, 'src'), '.js')) texts.push(...[...source.matchAll(/(?:#refuse|new Refused)\((['`])(.*?)\1[,)]/g)].map(([, , text]) => filled(text)))
  const problems = [...new Set(texts)].filter((text) => text.includes(' '))
  assert.ok(problems.length > 90, `${problems.length} problems`)
  assert.deepEqual(problems.filter(isUnsaid), [])
})
