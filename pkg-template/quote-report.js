import { words } from './quote-words.js'

/** @typedef {import('./sheets.js').Cell} Cell */
/** @typedef {import('./sheets.js').Sheet} Sheet */
/** @typedef {import('./contract.js').QuoteAnswer} QuoteAnswer */
/** @typedef {import('./contract.js').QuotedLine} QuotedLine */

const FACTS = ['group', 'title', 'region', 'quantity', 'hours', 'unit', 'charge']
const PARTNER = ['list', 'markup', 'discount', 'partnerCost', 'pec', 'margin']
const SUMMED = ['customer', 'list', 'partnerCost', 'pec', 'margin']

/** Every language has the same words. @param {string} [language] @returns {(key: string) => string} */
export function quoteWords(language) {
  const own = words[language === 'zh-Hant' ? 'zh-Hant' : 'en']
  return (key) => own[key] ?? key
}

/** @type {typeof import('./sheets.js').quoteSheet} */
export function quoteSheet(answer, { language } = {}) {
  const word = quoteWords(language)
  const columns = [...FACTS, 'customer', ...(answer.audience === 'partner' ? PARTNER : []), 'currency', 'productId', 'skuId', 'note']
  /** @type {Cell[][]} */
  const rows = answer.lines.map((line) => columns.map((column) => cellOf(answer, line, column, word)))
  for (const [kind, sums] of /** @type {const} */ ([['totalMonthly', answer.totals], ['totalOneTime', answer.totals.oneTime]])) {
    if (!sums || sums.customer === null) continue
    const known = /** @type {Record<string, import('./contract.js').Decimal | null | undefined>} */ (/** @type {unknown} */ (sums))
    rows.push(columns.map((column) => column === 'title' ? { text: word(kind), bold: true } : SUMMED.includes(column) && known[column] ? { number: known[column] ?? '', bold: true } : column === 'currency' ? answer.currency : null))
    if (sums.tax === null) continue
    rows.push(columns.map((column) => column === 'title' ? word('tax') : column === 'customer' ? { number: sums.tax ?? '' } : column === 'currency' ? answer.currency : null))
    rows.push(columns.map((column) => column === 'title' ? { text: word('withTax'), bold: true } : column === 'customer' ? { number: sums.customerWithTax ?? '', bold: true } : column === 'currency' ? answer.currency : null))
  }
  const gap = !answer.complete && incomplete(answer, word)
  if (gap) rows.push(columns.map((column) => column === 'title' ? { text: gap, bold: true } : null))
  return { name: word('quote'), columns: columns.map((column) => ({ title: word(column), width: column === 'title' ? 44 : undefined })), rows }
}

/** @type {typeof import('./sheets.js').quoteSheets} */
export function quoteSheets(answer, options = {}) {
  const word = quoteWords(options.language)
  const rows = [...basisOf(answer, options.language), ...warningsOf(answer, options.language).map((text) => /** @type {const} */ ([word('warnings'), text]))]
  return [quoteSheet(answer, options), { name: word('basis'), columns: [{ title: word('name'), width: 24 }, { title: word('value'), width: 60 }], rows }]
}

/**
 * @param {QuoteAnswer} answer
 * @param {QuotedLine} line
 * @param {string} column
 * @param {(key: string) => string} word
 * @returns {Cell}
 */
function cellOf(answer, line, column, word) {
  if (column === 'currency') return answer.currency
  if (column === 'quantity' || column === 'hours') return line[column] === null ? null : { number: /** @type {string} */ (line[column]) }
  if (!line.found) return column === 'note' ? `${word('none')}: ${line.message}` : /** @type {Record<string, any>} */ (line)[column] ?? null
  if (column === 'unit') return line.unitOfMeasure
  if (column === 'charge') return word(line.charge)
  if (column === 'note') return line.term
  const value = /** @type {Record<string, any>} */ (line)[column]
  return column === 'customer' || PARTNER.includes(column) ? { number: value } : value
}

/** What is missing, in words. @param {QuoteAnswer} answer @param {(key: string) => string} word */
export function incomplete({ totals, unpriced }, word) {
  const none = totals.customer === null && totals.oneTime === null
  return none ? word('noTotal') : word('incomplete').replace('{count}', String(unpriced))
}

/**
 * What the figures rest on, in words.
 * @param {QuoteAnswer} answer
 * @param {string} [language]
 * @returns {(readonly [string, string])[]}
 */
export function basisOf({ stamps, currency }, language) {
  const word = quoteWords(language)
  const { pricesOn, market, pricingCurrency, exchangeMonth, exchangeRate, tax, pecRate, engine } = stamps
  /** @type {(readonly [string, string] | false)[]} */
  const rows = [
    [word('prices'), pricesOn],
    market !== null && [word('market'), market],
    exchangeRate !== null && [word('exchange'), `1 ${pricingCurrency} = ${exchangeRate} ${currency} (${exchangeMonth})`],
    tax !== null && [word('taxRate'), tax],
    pecRate !== undefined && [word('pecRate'), pecRate],
    [word('engine'), engine],
  ]
  return rows.filter((row) => row !== false)
}

/** Warnings in words; what the lines say themselves is left out. @param {QuoteAnswer} answer @param {string} [language] */
export function warningsOf({ warnings, lines }, language) {
  const word = quoteWords(language)
  return warnings.flatMap(({ code, line }) => {
    const text = word(`warning.${code}`)
    const title = lines.find(({ id }) => id === line)?.title
    return text ? [title ? `${text} ${title}` : text] : []
  })
}
