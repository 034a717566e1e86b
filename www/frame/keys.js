/** @import { AzplanSite } from './site.js' */

const FIELDS = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement]

/**
 * Keys that work everywhere on the page: `/` for the search, with Ctrl or ⌘ `K` for commands and `Z` for undo.
 * @param {AzplanSite} site
 * @param {KeyboardEvent} event
 */
export function onKey(site, event) {
  const path = event.composedPath()
  const dialog = path.find((target) => target instanceof HTMLDialogElement)
  const inDialog = dialog?.open === true
  // A dialog just closed keeps the focus until the next frame, but its fields are gone: the key is for the page.
  const inField = dialog?.open !== false && path.some((target) => FIELDS.some((field) => target instanceof field))
  const command = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (key === '/' && !command && !inField && !inDialog) {
    event.preventDefault()
    site.focusSearch()
  } else if (command && key === 'k' && !inDialog) {
    event.preventDefault()
    site.openPalette()
  } else if (command && key === 'z' && !inField) {
    event.preventDefault()
    if (event.shiftKey) site.redo()
    else site.undo()
  }
}
