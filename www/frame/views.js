import { html } from 'azplan/elements'

/** @import { AzplanSite } from './site.js' */

/**
 * The views, in the order of the navigation. Another view is a line here.
 * @type {{ id: string, partnerOnly?: boolean, render: (site: AzplanSite) => unknown }[]}
 */
export const views = [
  { id: 'prices', render: (site) => html`<azplan-prices .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .query=${site.route.query} .other=${site.session.other}></azplan-prices>` },
  { id: 'estimate', render: (site) => html`<azplan-estimate .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .estimate=${site.store.estimate} .estimates=${site.store.state.estimates}></azplan-estimate>` },
  { id: 'changes', partnerOnly: true, render: (site) => html`<azplan-diff .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list} .other=${site.session.other}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .usage=${site.session.usage} .estimate=${site.store.estimate}></azplan-diff>` },
  { id: 'compare', render: (site) => html`<azplan-compare .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .estimate=${site.store.estimate}></azplan-compare>` },
  { id: 'plan', partnerOnly: true, render: (site) => html`<azplan-plan .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .known=${site.store.state.plan}></azplan-plan>` },
  { id: 'bill', partnerOnly: true, render: (site) => html`<azplan-bill .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .usage=${site.session.usage} .other=${site.session.otherUsage} .recon=${site.session.recon} .access=${site.session.access}></azplan-bill>` },
  { id: 'pec', partnerOnly: true, render: (site) => html`<azplan-pec .locale=${site.locale} .engine=${site.session.engine} .list=${site.session.list}
    .settings=${site.store.state.settings} .audience=${site.store.state.audience} .usage=${site.session.usage} .access=${site.session.access} .estimate=${site.store.estimate}></azplan-pec>` },
]
