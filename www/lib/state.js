import { cleanPlan } from './plan-facts.js'

/** @import { Audience, EstimateDocument, PlanFacts, Settings } from '../../pkg-template/elements/types.js' */

export const VERSION = 1

/**
 * All that is kept between visits.
 * @typedef {object} State
 * @property {number} schemaVersion
 * @property {string} locale
 * @property {'auto' | 'light' | 'dark'} theme
 * @property {Audience} audience
 * @property {Settings} settings
 * @property {EstimateDocument[]} estimates
 * @property {string} current id of the estimate that is shown
 * @property {Partial<PlanFacts>} plan what is known of the customer of the plan view
 * @property {string | null} ownList name of the person's own price list, which is not kept itself
 */

/** @param {string} locale @returns {State} */
export function initialState(locale) {
  return {
    schemaVersion: VERSION,
    locale,
    theme: 'auto',
    audience: 'partner',
    settings: { currency: 'USD', exchangeRates: [], pecRate: '0.15' },
    estimates: [],
    current: '',
    plan: {},
    ownList: null,
  }
}

/** Each takes the state of its version to the next one. @type {Record<number, (state: any) => any>} */
const migrations = {}

/** Thrown for a state that a newer version of the page wrote. */
export class NewerState extends Error {}

/**
 * The state in stored text. What is missing or of another kind is as at the beginning.
 * @param {string} text
 * @param {State} fallback
 * @returns {State}
 */
export function parseState(text, fallback) {
  let stored = JSON.parse(text)
  if (!isObject(stored) || typeof stored.schemaVersion !== 'number') throw new TypeError('not a state of azplan')
  if (stored.schemaVersion > VERSION) throw new NewerState('written by a newer version of this page')
  for (let version = stored.schemaVersion; version < VERSION; version += 1) stored = migrations[version](stored)
  const estimates = list(stored.estimates).filter(isEstimate).map(cleanEstimate)
  return {
    schemaVersion: VERSION,
    locale: oneOf(stored.locale, ['en', 'zh-Hant'], fallback.locale),
    theme: oneOf(stored.theme, ['auto', 'light', 'dark'], 'auto'),
    audience: oneOf(stored.audience, ['partner', 'customer'], 'partner'),
    settings: cleanSettings(stored.settings, fallback.settings),
    estimates,
    current: estimates.some((estimate) => estimate.id === stored.current) ? stored.current : estimates[0]?.id ?? '',
    plan: cleanPlan(stored.plan),
    ownList: typeof stored.ownList === 'string' ? stored.ownList : null,
  }
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @param {unknown} value @returns {any[]} */
function list(value) {
  return Array.isArray(value) ? value : []
}

/**
 * @template {string} T
 * @param {unknown} value
 * @param {T[]} allowed
 * @param {string} fallback
 * @returns {T}
 */
function oneOf(value, allowed, fallback) {
  return /** @type {T} */ (allowed.find((other) => other === value) ?? fallback)
}

/** @param {unknown} value */
function isDecimal(value) {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)
}

/** @param {any} value @param {Settings} fallback @returns {Settings} */
function cleanSettings(value, fallback) {
  if (!isObject(value)) return fallback
  const rates = list(value.exchangeRates).filter((rate) => isObject(rate) && /^[A-Z]{3}$/.test(rate.currencyCode) && isDecimal(rate.usdPerUnit) && /^\d{4}-\d\d$/.test(rate.month))
  return {
    currency: /^[A-Z]{3}$/.test(value.currency) ? value.currency : fallback.currency,
    exchangeRates: rates.map(({ currencyCode, usdPerUnit, month, date }) => ({ currencyCode, usdPerUnit, month, ...(/^\d{4}-\d\d-\d\d$/.test(date) ? { date } : {}) })),
    pecRate: isDecimal(value.pecRate) ? value.pecRate : fallback.pecRate,
  }
}

/** @param {any} value */
function isEstimate(value) {
  return isObject(value) && typeof value.id === 'string' && typeof value.name === 'string' && Array.isArray(value.lines)
}

const LINE_TEXTS = ['id', 'group', 'title', 'unitOfMeasure', 'productId', 'skuId', 'meterId', 'region', 'type', 'term', 'quantity', 'hours', 'markup', 'discount']

/** @param {any} value @returns {EstimateDocument} */
function cleanEstimate(value) {
  const lines = list(value.lines).filter((line) => isObject(line) && ['id', 'productId', 'skuId'].every((key) => typeof line[key] === 'string') && isDecimal(line.quantity))
  const terms = Object.fromEntries(['markup', 'discount', 'tax'].filter((key) => isDecimal(value.terms?.[key])).map((key) => [key, value.terms[key]]))
  return { id: value.id, name: value.name, sample: value.sample === true, ...(Object.keys(terms).length ? { terms } : {}), lines: lines.map(cleanLine) }
}

/** @param {any} line */
function cleanLine(line) {
  const known = Object.fromEntries(LINE_TEXTS.filter((key) => typeof line[key] === 'string').map((key) => [key, line[key]]))
  return /** @type {any} */ ({ group: '', title: line.productId, unitOfMeasure: '', ...known })
}
