// What the core says, in another language. The lists of sentences are closed: a test holds what the core says of the goldens
// against them, and the messages in its sources. What is in none (words of a library, of a browser) stays as it is, in English.

import { checks } from './zh-Hant-checks.js'
import { problems } from './zh-Hant-problems.js'
import { steps } from './zh-Hant-steps.js'

/**
 * A sentence as a pattern, and how it is said: with what the pattern found in it, or by a function of that, which can say
 * sentences inside the sentence.
 * @typedef {[pattern: string, said: string | ((found: string[], say: (sentence: string) => string) => string)]} Sentence
 */

/** @type {Record<string, {pattern: RegExp, said: Sentence[1]}[]>} */
const languages = {
  'zh-Hant': [...steps, ...problems, ...checks].map(([pattern, said]) => ({ pattern: new RegExp(`^${pattern}$`, 's'), said })),
}

/**
 * A sentence of the core in a language; null where it has none.
 * @param {string} sentence
 * @param {string} locale
 * @returns {string | null}
 */
export function said(sentence, locale) {
  for (const { pattern, said: how } of languages[locale] ?? []) {
    const found = pattern.exec(sentence)
    if (!found) continue
    if (typeof how === 'function') return how(found.slice(1), (inner) => said(inner, locale) ?? inner)
    return how.replace(/\$(\d)/g, (_, place) => found[Number(place)] ?? '')
  }
  return null
}
