import { html } from 'lit'
import { icon } from '../lib/icons.js'

/** @import { AzplanPec } from './pec.js' */

/** The file that says who may manage what, when. @param {AzplanPec} view */
export function renderAccess(view) {
  if (!view.access) return html`<azplan-drop compact class="access" .locale=${view.locale} label=${view.t('access.choose')}></azplan-drop>`
  const { name } = view.access
  return html`<span class="chip access">${view.t('access.of', { name })}
    <button class="quiet" type="button" aria-label=${view.t('access.forget', { name })} title=${view.t('access.forget', { name })} @click=${() => view.emit('azplan-close-file', { kind: 'access' })}>${icon('close')}</button></span>`
}
