import { html, nothing } from 'lit'
import { formatCount, formatDay, formatExact } from '../lib/format.js'
import { speak, spoken } from '../lib/words.js'

/** @import { Explanation, VerifyAnswer, VerifyDifference } from '../types.js' */
/** @import { AzplanBillVerify } from './verify.js' */

/** Rows without a price that are listed. */
const LISTED = 200

/** Where a row stands: its file, where there are several, and its number. @param {AzplanBillVerify} view @param {VerifyDifference} found */
function place(view, { file, fileNumber, row }) {
  const files = file === 'usage' ? view.usage?.info.files : view.recon?.info.files
  return view.t((files ?? 1) > 1 ? 'verify.placeOfFile' : 'verify.place', { file: view.t(`verify.file.${file}`), number: fileNumber, row: formatCount(row, view.locale) })
}

/** @param {AzplanBillVerify} view @param {VerifyAnswer} answer */
export function renderDifferences(view, answer) {
  const { shown } = view
  const { first, last } = view.rows
  const seen = shown.slice(first, Math.min(last, shown.length))
  const held = answer.differences.length
  return html`<section class="lines"><header class="row"><h2>${view.t('verify.differences')}</h2>
      <span class="muted small" role="status">${view.t('bill.shown', { shown: formatCount(shown.length, view.locale), all: formatCount(answer.differencesTotal, view.locale) })}</span><span class="grow"></span>
      <button class="button no-print" type="button" @click=${() => view.save('csv')}>${view.t('bill.export')}</button>
      <button class="button no-print" type="button" @click=${() => view.save('xlsx')}>${view.t('bill.exportXlsx')}</button></header>
    ${held < answer.differencesTotal ? html`<p class="muted small">${view.t('verify.capped', { count: formatCount(held, view.locale) })}</p>` : nothing}
    <table aria-rowcount=${shown.length + 1} @keydown=${(/** @type {KeyboardEvent} */ event) => view.rows.key(event)}>
      <caption class="hush">${view.t('verify.differences')}</caption>
      <thead><tr><th scope="col" class="item">${view.t('verify.where')}</th><th scope="col" class="why">${view.t('verify.cause')}</th><th scope="col" class="number">${view.t('verify.printed')}</th>
        <th scope="col" class="number">${view.t('verify.computed')}</th><th scope="col" class="number">${view.t('verify.difference')}</th></tr></thead>
      <tbody class="virtual"><tr class="pad" aria-hidden="true"><td colspan="5"></td></tr>
        ${seen.map((found, index) => renderRow(view, found, first + index))}
        <tr class="pad" aria-hidden="true"><td colspan="5"></td></tr></tbody></table></section>`
}

/** @param {AzplanBillVerify} view @param {VerifyDifference} found @param {number} index */
function renderRow(view, found, index) {
  const where = place(view, found)
  const why = spoken(found.explain, view.locale)
  const ids = [found.productId, found.skuId].filter(Boolean).join('/')
  return html`<tr class="hit" aria-rowindex=${index + 2}>
    <td class="item"><span class="title">${where}</span><span class="sub" title=${[found.plan, found.subscription, found.meterId].filter(Boolean).join(' · ')}>${[found.date ? formatDay(found.date, view.locale) : '', ids, found.column].filter(Boolean).join(' · ')}</span></td>
    <td class="why"><span class="title">${view.t(`cause.${found.cause}`)}</span><span class="sub" lang=${why.lang} title=${why.text}>${why.text}</span></td>
    <td class="number" data-label=${view.t('verify.printed')}>${formatExact(found.printed, view.locale)}</td>
    <td class="number" data-label=${view.t('verify.computed')}>${formatExact(found.computed, view.locale)}</td>
    <td class="number strong" data-label=${view.t('verify.difference')}><azplan-figure signed kind="exact" .locale=${view.locale} value=${found.difference} unit=${found.currency}
      label=${`${view.t('verify.difference')}, ${where}`} .explanation=${explanation(view, found, where)}></azplan-figure></td></tr>`
}

/** @param {AzplanBillVerify} view @param {VerifyDifference} found @param {string} where @returns {Explanation} */
function explanation(view, { cause, explain, printed, computed, difference, currency }, where) {
  return {
    title: `${view.t(`cause.${cause}`)}: ${where}`,
    value: difference,
    unit: currency,
    steps: [
      { rule: 'shouldBe', text: spoken(explain, view.locale).text, cite: '', inputs: {}, result: computed, unit: currency },
      { rule: 'difference', text: view.t(`cause.${cause}.text`), cite: '', inputs: { printed, computed }, result: difference, unit: currency },
    ],
  }
}

/** Rows whose price is not in the list: their price was not checked. @param {AzplanBillVerify} view @param {VerifyAnswer} answer */
export function renderUnpricedRows(view, { unpriced, unpricedTotal: count, differencesTotal }) {
  if (!count) return nothing
  const shown = unpriced.slice(0, LISTED)
  return html`<section class="unpriced"><header class="row"><h2 class="grow">${view.t('bill.unpriced', { count })}</h2>
      ${differencesTotal ? nothing : html`<button class="button no-print" type="button" @click=${() => view.save('csv')}>${view.t('bill.export')}</button>`}</header>
    <p class="gap">${view.t('verify.unpricedHelp')}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${view.t('bill.unpriced', { count })}><table><thead><tr><th scope="col" class="number">${view.t('diagnostic.row')}</th><th scope="col">${view.t('day')}</th><th scope="col">${view.t('bill.keys')}</th><th scope="col">${view.t('diagnostic.message')}</th></tr></thead>
      <tbody>${shown.map((row) => html`<tr><td class="number">${row.row}</td><td>${row.date}</td><td>${[row.productId, row.skuId, row.meterId].filter(Boolean).join(' / ')}</td><td>${speak(row.message, view.locale)}</td></tr>`)}</tbody></table></div>
    ${count > shown.length ? html`<p class="muted small">${view.t('bill.moreRows', { count: count - shown.length })}</p>` : nothing}</section>`
}
