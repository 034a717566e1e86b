import { AzplanBanner } from './banner.js'
import { AzplanPalette } from './palette.js'
import { AzplanSettings } from './settings.js'
import { AzplanSite } from './site.js'
import { AzplanToast } from './toast.js'

/** Defines the elements of the site's own frame. */
export function defineFrame() {
  customElements.define('azplan-banner', AzplanBanner)
  customElements.define('azplan-palette', AzplanPalette)
  customElements.define('azplan-settings', AzplanSettings)
  customElements.define('azplan-toast', AzplanToast)
  customElements.define('azplan-site', AzplanSite)
}
