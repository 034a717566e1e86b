/**
 * Opens a dialog as a modal: the browser keeps the focus inside, closes it on Escape and gives the focus back.
 * @param {HTMLDialogElement | null | undefined} dialog
 */
export function openDialog(dialog) {
  if (dialog && !dialog.open) dialog.showModal()
}

/** A click beside the dialog closes it. @param {MouseEvent} event */
export function closeOnBackdrop(event) {
  const dialog = /** @type {HTMLDialogElement} */ (event.currentTarget)
  if (event.target !== dialog) return
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom
  if (!inside) dialog.close()
}
