import { bill } from './bill.mjs'
import { compareCommitment } from './compare-commitment.mjs'
import { compareOffers } from './compare-offers.mjs'
import { comparePurchase } from './compare-purchase.mjs'
import { compareReservation } from './compare-reservation.mjs'
import { creditBalance } from './credit-balance.mjs'
import { explain } from './explain.mjs'
import { markets } from './markets.mjs'
import { pecCheck } from './pec-check.mjs'
import { pecEstimate } from './pec-estimate.mjs'
import { pecLosses } from './pec-losses.mjs'
import { pecRole } from './pec-role.mjs'
import { planCheck } from './plan-check.mjs'
import { pricesDiff } from './prices-diff.mjs'
import { pricesGet } from './prices-get.mjs'
import { pricesInfo } from './prices-info.mjs'
import { pricesSearch } from './prices-search.mjs'
import { quote } from './quote.mjs'
import { quoteDiff } from './quote-diff.mjs'
import { rate } from './rate.mjs'
import { tree } from './tree.mjs'
import { usageDiff } from './usage-diff.mjs'
import { usageInfo } from './usage-info.mjs'
import { verify } from './verify.mjs'

/** Every command, in the order of the help. @type {readonly import('../command.mjs').Command[]} */
export const commands = [
  pricesInfo, pricesSearch, pricesGet, pricesDiff, rate, bill, tree, usageInfo, usageDiff, verify, explain, creditBalance, pecRole, pecCheck, pecEstimate, pecLosses,
  compareOffers, comparePurchase, compareCommitment, compareReservation, markets, planCheck, quoteDiff, quote,
]

/** Names that are kept for commands to come, so that asking for one gets an honest answer. */
export const plannedCommands = /** @type {readonly string[]} */ ([])
