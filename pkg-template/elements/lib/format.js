// Formats decimal text for reading. Nothing here adds or multiplies: digits that are left out are left out by Intl,
// which takes decimal text exactly.

/** @typedef {'en' | 'zh-Hant'} Locale */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** @param {string} locale @returns {string} the tag that Intl is asked with */
export function intlTag(locale) {
  return locale === 'zh-Hant' ? 'zh-Hant-TW' : 'en-US'
}

/** @type {Map<string, any>} */
const cache = new Map()

/**
 * @template T
 * @param {string} key
 * @param {() => T} make
 * @returns {T}
 */
function cached(key, make) {
  if (!cache.has(key)) cache.set(key, make())
  return cache.get(key)
}

/**
 * @param {string} locale
 * @param {Intl.NumberFormatOptions} options
 */
function numberFormat(locale, options) {
  return cached(`n${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(intlTag(locale), options))
}

/** @param {string} locale */
function decimalSeparator(locale) {
  return cached(`d${locale}`, () => numberFormat(locale, {}).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.')
}

/**
 * Every digit of the text, grouped.
 * @param {string} value
 * @param {string} locale
 * @param {number} [least] decimals to show at least
 */
export function formatExact(value, locale, least = 0) {
  const match = DECIMAL.exec(value)
  if (!match) return value
  const [, sign, whole, fraction = ''] = match
  const digits = fraction.replace(/0+$/, '').padEnd(least, '0')
  const grouped = numberFormat(locale, {}).format(BigInt(whole))
  return `${sign ? '−' : ''}${grouped}${digits ? decimalSeparator(locale) + digits : ''}`
}

/** @param {string} value */
export function isZero(value) {
  return /^-?0*(\.0*)?$/.test(value)
}

/** @param {string} currency @returns {number} */
export function minorUnits(currency) {
  return cached(`m${currency}`, () => {
    try {
      return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    } catch {
      return 2
    }
  })
}

/**
 * An amount of money in minor units; one too small to show there keeps its first digits, so that it never reads as nothing.
 * @param {string} value
 * @param {string} currency
 * @param {string} locale
 */
export function formatMoney(value, currency, locale) {
  if (!DECIMAL.test(value)) return value
  const digits = minorUnits(currency)
  const text = /** @type {any} */ (value)
  const shown = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(text)
  if (!isZero(value) && !/[1-9]/.test(shown)) return minus(numberFormat(locale, { maximumSignificantDigits: 2 }).format(text))
  return minus(shown)
}

/** @param {string} text */
function minus(text) {
  return text.replace('-', '−')
}

/**
 * A unit price, with all the digits of the list; a dash where the list does not have it.
 * @param {string | null} value
 * @param {string} locale
 */
export function formatPrice(value, locale) {
  return value === null ? '—' : formatExact(value, locale, 2)
}

/**
 * A ratio as per cent, e.g. `0.15`.
 * @param {string} ratio
 * @param {string} locale
 */
export function formatPercent(ratio, locale) {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(/** @type {any} */ (ratio))
}

/**
 * A change in per cent with its sign, e.g. `12.5`; one too small for two decimals keeps its first digit.
 * @param {string} percent
 * @param {string} locale
 */
export function formatChange(percent, locale) {
  const text = /** @type {any} */ (percent)
  const shown = numberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(text)
  const small = !isZero(percent) && !/[1-9]/.test(shown)
  return `${minus(small ? numberFormat(locale, { maximumSignificantDigits: 1, signDisplay: 'exceptZero' }).format(text) : shown)}%`
}

/**
 * A figure that is no money, to two decimals.
 * @param {string} value
 * @param {string} locale
 */
export function formatRounded(value, locale) {
  return minus(numberFormat(locale, { maximumFractionDigits: 2 }).format(/** @type {any} */ (value)))
}

/** @param {number} count @param {string} locale */
export function formatCount(count, locale) {
  return numberFormat(locale, {}).format(count)
}

/** @param {string} day @param {string} locale */
export function formatDay(day, locale) {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  /** @type {Intl.DateTimeFormatOptions} */
  const options = locale === 'zh-Hant' ? { year: 'numeric', month: 'numeric', day: 'numeric' } : { dateStyle: 'medium' }
  return cached(`day${locale}`, () => new Intl.DateTimeFormat(intlTag(locale), { ...options, timeZone: 'UTC' })).format(date)
}

/** @param {string} month @param {string} locale */
export function formatMonth(month, locale) {
  const date = new Date(`${month}-01T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return month
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: 'numeric', month: 'long', timeZone: 'UTC' }
  return cached(`mon${locale}`, () => new Intl.DateTimeFormat(intlTag(locale), options)).format(date)
}

/**
 * How long ago a day was, in words.
 * @param {string} day
 * @param {string} locale
 * @param {Date} now
 */
export function formatAge(day, locale, now) {
  const then = new Date(`${day}T00:00:00Z`)
  const days = Math.floor((now.getTime() - then.getTime()) / 86_400_000)
  const words = cached(`age${locale}`, () => new Intl.RelativeTimeFormat(intlTag(locale), { numeric: 'auto' }))
  if (days < 45) return words.format(-days, 'day')
  const months = (now.getUTCFullYear() - then.getUTCFullYear()) * 12 + now.getUTCMonth() - then.getUTCMonth()
  return months < 24 ? words.format(-months, 'month') : words.format(-Math.floor(months / 12), 'year')
}

/** Hours of a calendar month. @param {string} day any day of the month */
export function hoursOfMonth(day) {
  const [year, month] = day.split('-').map(Number)
  return String(new Date(Date.UTC(year, month, 0)).getUTCDate() * 24)
}

/**
 * What a person typed, as decimal text; null where it is none. Commas group, full-width digits count.
 * @param {string} typed
 * @returns {string | null}
 */
export function parseDecimal(typed) {
  const text = typed.normalize('NFKC').trim().replace(/[\s_]/g, '')
  if (!/^(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/.test(text) || !/\d/.test(text)) return null
  const [whole, fraction] = text.replaceAll(',', '').split('.')
  const plain = (whole ?? '').replace(/^0+(?=\d)/, '') || '0'
  return fraction === undefined ? plain : `${plain}.${fraction}`
}
