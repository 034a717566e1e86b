import en from './en.js'
import zhHant from './zh-Hant.js'

/** @type {Record<string, import('../types.js').Messages>} */
const catalogues = { en, 'zh-Hant': zhHant }

/** Languages that there are messages for. */
export const locales = ['en', 'zh-Hant']

/**
 * Adds messages of a host under its own keys, so that it can use the same translator.
 * @param {string} locale
 * @param {import('../types.js').Messages} messages
 */
export function addMessages(locale, messages) {
  catalogues[locale] = { ...messages, ...catalogues[locale] }
}

/**
 * @param {string} locale
 * @returns {(key: string, values?: Record<string, any>) => string}
 */
export function translator(locale) {
  return (key, values = {}) => {
    const message = catalogues[locale]?.[key] ?? catalogues.en[key] ?? key
    if (typeof message === 'function') return message(values)
    return message.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
  }
}

/**
 * The language to begin with.
 * @param {readonly string[]} wanted the browser's list
 */
export function preferredLocale(wanted) {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-Hant'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}
