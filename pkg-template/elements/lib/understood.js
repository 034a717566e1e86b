import { html, nothing } from 'lit'

/** @import { FileFacts } from '../types.js' */

/** How a number is written with each decimal mark and thousands mark. @type {Record<string, string>} */
const NUMBERS = { point: '1234.5', comma: '1234,5' }
/** @type {Record<string, string>} */
const THOUSANDS = { point: '1.234', comma: '1,234', space: '1 234', apostrophe: '1’234' }

/**
 * How files were understood, in a line: what the figures rest on, before any of them.
 * @param {FileFacts & {cannot?: string[]}} info
 * @param {(key: string, values?: Record<string, any>) => string} t
 * @param {string} [name] of the files, where the page has others
 */
export function renderUnderstood(info, t, name = '') {
  const { delimiter, decimalMark, thousandsMark, dateOrder, encoding, cannot = [] } = info
  const number = decimalMark && (thousandsMark ? `${THOUSANDS[thousandsMark]}${NUMBERS[decimalMark].slice(4)}` : NUMBERS[decimalMark])
  const facts = [
    number ? t('understood.numbers', { number }) : '',
    dateOrder ? t(`understood.dates.${dateOrder}`) : '',
    delimiter ? t('understood.delimiter', { delimiter: delimiter === '\t' ? t('understood.tab') : delimiter }) : '',
    encoding.toUpperCase(),
  ].filter(Boolean)
  const lacking = cannot.map((what) => t(`understood.cannot.${what}`))
  return html`<p class="understood muted small">${t(name ? 'understood.file' : 'understood', { facts: facts.join(' · '), name })}${lacking.length === 0 ? nothing : html`<br>${t('understood.cannot', { list: lacking.join(t('understood.and')) })}`}</p>`
}
