import { basisOf, incomplete, quoteWords, warningsOf } from './quote-report.js'

/** @typedef {import('./contract.js').QuoteAnswer} QuoteAnswer */
/** @typedef {import('./contract.js').QuotedLine} QuotedLine */
/** @typedef {import('./contract.js').TaxedSums} TaxedSums */

const style = `
:root{color-scheme:light;font:15px/1.5 'Segoe UI',-apple-system,'Helvetica Neue','Noto Sans',Arial,'PingFang TC','Microsoft JhengHei','Noto Sans TC',sans-serif;font-variant-numeric:tabular-nums lining-nums;color:#16191d;background:#fff}
body{max-width:1000px;margin:0 auto;padding:32px 24px}
h1{font-size:1.75rem;margin:0 0 4px}p{margin:4px 0}h2{font-size:1rem;margin:28px 0 8px}
.muted,small{color:#59616b}.gap{border-left:3px solid #7a4f00;background:#fdf5e3;color:#7a4f00;padding:8px 12px;margin:12px 0;font-weight:600}
.total{font-size:2.25rem;font-weight:600;letter-spacing:-.02em;margin:16px 0 0}
table{border-collapse:collapse;width:100%;margin-top:20px}caption{text-align:left;position:absolute;clip-path:inset(50%)}
th,td{padding:8px 10px;border-bottom:1px solid #e2e5e3;text-align:left;vertical-align:top}thead th{color:#59616b;font-weight:500;font-size:.8125rem;border-color:#8b949c}
th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}.n{text-align:right;white-space:nowrap}tbody th{font-weight:600}tr.g th{padding-top:18px}tfoot td,tfoot th{font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0;font-size:.8125rem}dt{color:#59616b}dd{margin:0}ul{margin:4px 0;padding-left:20px}
@media print{body{padding:0;max-width:none}tr{break-inside:avoid}thead{display:table-header-group}}`.trim()

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

/** Digits as they are, in groups: Intl takes decimal text exactly. @param {string} value @param {string} language */
function figure(value, language) {
  const fraction = value.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(language === 'zh-Hant' ? 'zh-Hant-TW' : 'en-US', { minimumFractionDigits: fraction, maximumFractionDigits: Math.min(fraction, 20) })
  return format.format(/** @type {any} */ (value)).replace('-', '\u2212')
}

/** @param {string} rate a fraction @param {string} language */
function percent(rate, language) {
  return new Intl.NumberFormat(language === 'zh-Hant' ? 'zh-Hant-TW' : 'en-US', { style: 'percent', maximumFractionDigits: 4 }).format(/** @type {any} */ (rate))
}

/** @type {typeof import('./sheets.js').quoteHtml} */
export function quoteHtml(answer, { language = 'en' } = {}) {
  const word = quoteWords(language)
  const { name, currency, totals, audience } = answer
  const partner = audience === 'partner'
  const title = `${word('quote')}: ${name}`
  const large = (/** @type {string} */ what, /** @type {TaxedSums | null} */ sums) => sums === null || sums.customer === null ? '' : `<p class="total">${currency} ${figure(sums.customer, language)}</p><p class="muted">${word(what)}, ${word('noTax')}${sums.customerWithTax === null ? '' : `; ${word('withTax')} ${currency} ${figure(sums.customerWithTax, language)}`}</p>`
  const onlyOnce = totals.oneTime !== null && answer.lines.every((line) => !line.found || line.charge === 'oneTime')
  const notes = warningsOf(answer, language)
  return [
    `<!doctype html><html lang="${language === 'zh-Hant' ? 'zh-Hant-TW' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${style}</style></head><body>`,
    `<h1>${escaped(name)}</h1><p class="muted">${word('quote')}${partner ? ` \u00b7 ${word('partnerOnly')}` : ''}</p>`,
    answer.complete ? '' : `<p class="gap">${escaped(incomplete(answer, word))}</p>`,
    onlyOnce ? '' : large('totalMonthly', totals),
    large('totalOneTime', totals.oneTime),
    tableOf(answer, language),
    `<h2>${word('basis')}</h2><dl>${basisOf(answer, language).map(([key, value]) => `<dt>${escaped(key)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`,
    notes.length ? `<h2>${word('warnings')}</h2><ul>${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>` : '',
    '</body></html>\n',
  ].join('')
}

/** @param {QuoteAnswer} answer @param {string} language */
function tableOf(answer, language) {
  const word = quoteWords(language)
  const partner = answer.audience === 'partner'
  const amounts = ['customer', ...(partner ? ['list', 'partnerCost', 'pec', 'margin'] : [])]
  const cells = (/** @type {Record<string, any>} */ sums) => amounts.map((key) => `<td class="n">${sums[key] === null || sums[key] === undefined ? '' : figure(sums[key], language)}</td>`).join('')
  const named = answer.groups.length > 1 || answer.groups[0]?.name
  const group = (/** @type {QuoteAnswer['groups'][number]} */ of) => `<tbody>${named ? `<tr class="g"><th scope="rowgroup" colspan="2">${escaped(of.name)}</th>${cells(of)}</tr>` : ''}${answer.lines.filter((line) => line.group === of.name).map((line) => row(line)).join('')}</tbody>`
  const row = (/** @type {QuotedLine} */ line) => line.found
    ? `<tr><td>${escaped(line.title)}<br><small>${escaped([line.region, line.term, line.charge === 'oneTime' && word('oneTime'), partner && line.markup !== '0' && `${word('markup')} ${percent(line.markup ?? '0', language)}`, partner && line.discount !== '0' && `${word('discount')} ${percent(line.discount ?? '0', language)}`].filter(Boolean).join(' \u00b7 '))}</small></td><td class="n">${quantity(line)}</td>${cells(line)}</tr>`
    : `<tr><td>${escaped(line.title)}<br><small>${escaped(line.message)}</small></td><td class="n">${quantity(line)}</td><td class="n" colspan="${amounts.length}"><strong>${word('none')}</strong></td></tr>`
  const quantity = (/** @type {QuotedLine} */ line) => `${figure(line.quantity, language)}${line.hours === null ? '' : ` \u00d7 ${figure(line.hours, language)} h`}${line.found && line.hours === null ? ` \u00d7 ${escaped(line.unitOfMeasure)}` : ''}`
  const sum = (/** @type {string} */ what, /** @type {TaxedSums | null} */ sums) => !sums || sums.customer === null ? '' : [
    `<tr><th scope="row" colspan="2">${word(what)}, ${word('noTax')}</th>${cells(sums)}</tr>`,
    sums.tax === null ? '' : `<tr><th scope="row" colspan="2">${word('tax')}</th><td class="n">${figure(sums.tax, language)}</td>${'<td></td>'.repeat(amounts.length - 1)}</tr><tr><th scope="row" colspan="2">${word('withTax')}</th><td class="n">${figure(sums.customerWithTax ?? '', language)}</td>${'<td></td>'.repeat(amounts.length - 1)}</tr>`,
  ].join('')
  return `<table><caption>${word('lines')}</caption><thead><tr><th scope="col">${word('title')}</th><th scope="col" class="n">${word('quantity')}</th>${amounts.map((key) => `<th scope="col" class="n">${word(key)} (${answer.currency})</th>`).join('')}</tr></thead>${answer.groups.map(group).join('')}<tfoot>${sum('totalMonthly', answer.totals)}${sum('totalOneTime', answer.totals.oneTime)}</tfoot></table>`
}
