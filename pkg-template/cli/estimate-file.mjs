import { CliError } from './problem.mjs'

/** @typedef {import('../index.js').QuoteRequest} QuoteRequest */
/** @typedef {import('../index.js').SavedEstimate} SavedEstimate */

/**
 * An estimate in the text of a file, with how it is billed: saved work of the page (which holds several estimates), an
 * estimate of it that was saved alone, or the bare document.
 * @param {any} content
 * @param {string} name of the file
 * @param {string | undefined} wanted name or id of the estimate
 * @returns {Pick<QuoteRequest, 'estimate' | 'currency' | 'exchangeRates' | 'pecRate'>}
 */
export function savedEstimate(content, name, wanted) {
  const refused = (/** @type {string} */ message, /** @type {string} */ help) => new CliError('input.invalid', `${name}: ${message}`, help)
  if (typeof content !== 'object' || content === null) throw refused('this is no saved estimate', 'save the estimate or the work on the page, or give {"name":…,"lines":[…]}')
  if (!Array.isArray(content.estimates)) {
    const estimate = content.azplan === 'estimate' ? content.estimate : content
    if (!Array.isArray(estimate?.lines)) throw refused('this is no saved estimate: it has no lines', 'save the estimate or the work on the page, or give {"name":…,"lines":[…]}')
    return { estimate, ...billing(content.settings) }
  }
  if (!content.estimates.every(isObject)) throw refused('one of the saved estimates is none', 'save the work on the page again')
  /** @type {SavedEstimate[]} */
  const all = content.estimates
  const names = all.map((each) => each.name).join(', ')
  const estimate = wanted === undefined ? (all.find(({ id }) => id === content.current) ?? all[0]) : all.find((each) => each.name === wanted || each.id === wanted)
  if (!estimate) throw refused(wanted === undefined ? 'the saved work holds no estimate' : `there is no estimate \`${wanted}\``, names ? `it holds: ${names}` : 'save work with an estimate in it')
  return { estimate, ...billing(content.settings) }
}

/** What is said there goes to the core, which judges it; only what is not said is left out. @param {any} settings */
function billing(settings) {
  const { currency, exchangeRates, pecRate } = settings ?? {}
  return Object.fromEntries(Object.entries({ currency, exchangeRates, pecRate }).filter(([, value]) => value !== undefined && value !== null))
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
