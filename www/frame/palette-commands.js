/** @import { AzplanSite } from './site.js' */
/** @import { PaletteCommand } from './palette.js' */
import { runCommand } from './commands.js'
import { views } from './views.js'

/**
 * What the palette offers now. `words` are found too, in either language.
 * @param {AzplanSite} site
 * @returns {PaletteCommand[]}
 */
export function paletteCommands(site) {
  const { store, session } = site
  const t = (/** @type {string} */ key, /** @type {Record<string, any>} */ values = {}) => site.t(key, values)
  const { audience, locale } = store.state
  const partner = audience === 'partner'
  /** Clicks what opens the file dialog. @param {string} place */
  const choose = (place) => {
    const banner = site.renderRoot.querySelector('azplan-banner')
    const drop = /** @type {any} */ (banner?.shadowRoot?.querySelector(place))
    drop?.choose()
  }
  const own = session.list && !session.list.sample
  /** @type {(PaletteCommand | false)[]} */
  const all = [
    ...views.filter((view) => partner || !view.partnerOnly).map((view) => ({ id: `go.${view.id}`, label: t('palette.go', { view: t(`nav.${view.id}`) }), words: view.id, run: () => site.go(view.id) })),
    { id: 'open', label: t('palette.openList'), words: 'open price list file', run: () => choose('.open-list') },
    !!own && !session.other && { id: 'compare', label: t('palette.compare'), words: 'compare difference diff', run: () => choose('.compare-list') },
    !!session.other && { id: 'endCompare', label: t('banner.endCompare'), words: 'end comparison', run: () => session.closeOther() },
    !!own && { id: 'forget', label: t('banner.forgetLong'), words: 'forget remove list', run: () => void session.forgetList() },
    { id: 'new', label: t('palette.newEstimate'), words: 'new estimate', run: () => {
      site.did(runCommand(store, { command: 'new', id: '' }, t))
      site.go('estimate')
    } },
    partner && { id: 'sampleUsage', label: t('palette.sampleUsage'), words: 'sample usage bill', run: () => void session.openSampleUsage() },
    store.canUndo && { id: 'undo', label: t('undo'), words: 'undo', run: () => site.undo() },
    store.canRedo && { id: 'redo', label: t('redo'), words: 'redo', run: () => site.redo() },
    { id: 'audience', label: t('palette.see', { who: t(partner ? 'audience.customer' : 'audience.partner') }), words: 'audience partner customer', run: () => store.set({ audience: partner ? 'customer' : 'partner' }) },
    { id: 'language', label: t('palette.language'), words: 'language english chinese 語言 中文', run: () => store.set({ locale: locale === 'en' ? 'zh-Hant' : 'en' }) },
    ...(/** @type {const} */ (['light', 'dark', 'auto'])).map((theme) => ({ id: `theme.${theme}`, label: t(`theme.${theme}`), words: `theme ${theme}`, run: () => store.set({ theme }) })),
    { id: 'settings', label: t('settings'), words: 'settings currency exchange rates', run: () => site.go('settings') },
    { id: 'export', label: t('settings.export'), words: 'save export work', run: () => site.exportWork() },
  ]
  return all.filter((command) => command !== false)
}
