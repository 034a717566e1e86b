// The elements of azplan. Importing this defines nothing: call `defineElements()`, or name the classes yourself.
import { AzplanBill } from './bill/bill.js'
import { AzplanBillDownloads } from './bill/downloads.js'
import { AzplanBillTree } from './bill/tree.js'
import { AzplanBillVerify } from './bill/verify.js'
import { AzplanCommitment } from './compare/commitment.js'
import { AzplanCompare } from './compare/compare.js'
import { AzplanMarkets } from './compare/markets.js'
import { AzplanOffers } from './compare/offers.js'
import { AzplanPurchase } from './compare/purchase.js'
import { AzplanPriceChange } from './diff/change.js'
import { AzplanDiff } from './diff/diff.js'
import { AzplanDrop } from './drop.js'
import { AzplanEstimate } from './estimate/estimate.js'
import { AzplanExplain } from './explain.js'
import { AzplanFigure } from './figure.js'
import { define } from './lib/element.js'
import { AzplanMenu } from './menu.js'
import { AzplanPlan } from './plan/plan.js'
import { AzplanPec } from './pec/pec.js'
import { AzplanPecRows } from './pec/rows.js'
import { AzplanPriceDetails } from './prices/details.js'
import { AzplanFacets } from './prices/facets.js'
import { AzplanPrices } from './prices/prices.js'

const elements = /** @type {[string, CustomElementConstructor][]} */ ([
  ['azplan-figure', AzplanFigure],
  ['azplan-explain', AzplanExplain],
  ['azplan-menu', AzplanMenu],
  ['azplan-drop', AzplanDrop],
  ['azplan-facets', AzplanFacets],
  ['azplan-price-details', AzplanPriceDetails],
  ['azplan-prices', AzplanPrices],
  ['azplan-estimate', AzplanEstimate],
  ['azplan-bill-tree', AzplanBillTree],
  ['azplan-bill-verify', AzplanBillVerify],
  ['azplan-bill-downloads', AzplanBillDownloads],
  ['azplan-bill', AzplanBill],
  ['azplan-commitment', AzplanCommitment],
  ['azplan-purchase', AzplanPurchase],
  ['azplan-offers', AzplanOffers],
  ['azplan-markets', AzplanMarkets],
  ['azplan-compare', AzplanCompare],
  ['azplan-price-change', AzplanPriceChange],
  ['azplan-diff', AzplanDiff],
  ['azplan-plan', AzplanPlan],
  ['azplan-pec-rows', AzplanPecRows],
  ['azplan-pec', AzplanPec],
])

/** Defines every element by its name; names that are taken are left alone. */
export function defineElements() {
  for (const [name, type] of elements) define(name, type)
}

export { css, html, nothing } from 'lit'
export { AzplanBill, AzplanBillDownloads, AzplanBillTree, AzplanBillVerify, AzplanCommitment, AzplanCompare, AzplanDiff, AzplanDrop, AzplanEstimate, AzplanExplain, AzplanFacets, AzplanFigure, AzplanMarkets, AzplanMenu, AzplanPec, AzplanPecRows, AzplanOffers, AzplanPlan, AzplanPriceChange, AzplanPriceDetails, AzplanPrices, AzplanPurchase }
export { AzplanElement } from './lib/element.js'
export { addMessages, locales, preferredLocale, translator } from './i18n/index.js'
export { formatAge, formatCount, formatDay, formatExact, formatMoney, formatMonth, formatPercent, formatPrice, intlTag, parseDecimal } from './lib/format.js'
export { closeOnBackdrop, openDialog } from './lib/dialog.js'
export { fromPercent, toPercent } from './lib/percent.js'
export { icon } from './lib/icons.js'
export { expandAliases } from './lib/aliases.js'
export { renderDiagnostics } from './lib/diagnostics.js'
export { renderUnderstood } from './lib/understood.js'
export { addLine, changeLine, duplicateLine, newLine, removeLine } from './estimate/document.js'
export { spoken } from './lib/words.js'
export { dialog as dialogStyles } from './styles/dialog.js'
