import { html, nothing } from 'lit'
import { formatCount } from './format.js'
import { speak } from './words.js'

/** @import { Diagnostic } from '../types.js' */

const SHOWN = 200

/**
 * What there is to look at in files: which of them, where there are several, row, column, message, code.
 * @param {{ diagnostics: Diagnostic[], diagnosticsTotal: number }} info
 * @param {(key: string, values?: Record<string, any>) => string} t
 * @param {string} locale
 * @param {string} [name] of the files, where the page has others
 */
export function renderDiagnostics(info, t, locale, name = '') {
  if (!info.diagnosticsTotal) return nothing
  const shown = info.diagnostics.slice(0, SHOWN)
  const several = info.diagnostics.some(({ fileNumber }) => (fileNumber ?? 1) > 1)
  const title = t(name ? 'diagnostic.countIn' : 'diagnostic.count', { count: info.diagnosticsTotal, name, locale })
  const rest = info.diagnosticsTotal - shown.length
  return html`<details class="diagnostics"><summary>${title}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
      <thead><tr><th scope="col">${t('diagnostic.severity')}</th>${several ? html`<th scope="col" class="number">${t('diagnostic.file')}</th>` : nothing}<th scope="col" class="number">${t('diagnostic.row')}</th>
      <th scope="col">${t('diagnostic.column')}</th><th scope="col">${t('diagnostic.message')}</th><th scope="col">${t('diagnostic.code')}</th></tr></thead>
      <tbody>${shown.map((entry) => html`<tr><td>${t(`severity.${entry.severity}`)}</td>${several ? html`<td class="number">${entry.fileNumber ?? ''}</td>` : nothing}<td class="number">${entry.row === null ? '' : formatCount(entry.row, locale)}</td>
        <td>${entry.column ?? ''}</td><td>${speak(entry.message, locale)}</td><td><code>${entry.code}</code></td></tr>`)}</tbody></table></div>
    ${rest > 0 ? html`<p class="muted small">${t('diagnostic.more', { count: rest, locale })}</p>` : nothing}</details>`
}
