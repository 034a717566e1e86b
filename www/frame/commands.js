/** @import { Store } from '../lib/store.js' */

/**
 * What the menu of the estimate view asks for; gives the words for it.
 * @param {Store} store
 * @param {{ command: string, id: string }} detail
 * @param {(key: string, values?: Record<string, any>) => string} t
 */
export function runCommand(store, { command, id }, t) {
  const { estimates } = store.state
  const estimate = estimates.find((other) => other.id === id) ?? store.estimate
  const { name } = estimate
  if (command === 'new') store.addEstimate({ name: t('estimate.untitled'), sample: false, lines: [] }, t('did.new'))
  else if (command === 'duplicate') store.addEstimate({ ...estimate, name: t('estimate.copyOf', { name }), sample: false }, t('did.copy'))
  else if (command === 'open') store.change({ current: id }, t('did.open', { name }))
  else {
    const others = estimates.filter((other) => other !== estimate)
    store.change({ estimates: others, current: others.at(-1)?.id ?? '' }, t('did.delete', { name, count: estimate.lines.length }))
  }
  return { new: t('did.new'), duplicate: t('did.copy'), open: t('did.open', { name }) }[command] ?? t('did.delete', { name, count: estimate.lines.length })
}
