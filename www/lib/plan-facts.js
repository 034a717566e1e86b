/** @import { PlanFacts } from '../../pkg-template/elements/types.js' */

/** What may stand where: a kind of value, the facts below it, or rows of a list. @type {Record<string, any>} */
const SHAPE = {
  on: 'string',
  action: 'string',
  via: 'string',
  partner: { kind: 'string', enrolledOn: 'string', mfa: 'boolean', market: 'string', agreementSigned: 'boolean', billingAnniversary: 'number', overdueDays: 'number', authorized: 'boolean', user: { globalAdmin: 'boolean', adminAgent: 'boolean', owner: 'boolean' } },
  customer: { market: 'string', resellerRelationship: 'boolean', agreement: { accepted: 'boolean', acceptedOn: 'string', way: 'string' }, boughtLegacy: 'boolean' },
  resellerOfRecord: { id: 'string', active: 'boolean', compliant: 'boolean' },
  azurePlans: [{ reseller: 'string', active: 'boolean' }],
  legacySubscriptions: [{ id: 'string', entitlementId: 'string', reseller: 'string', active: 'boolean', sharedServices: 'boolean' }],
  subscriptions: [{ id: 'string', active: 'boolean' }],
  reservations: [{ id: 'string', active: 'boolean', payment: 'string', legacy: 'boolean' }],
  transfer: { status: 'string', requestedOn: 'string', sameCurrency: 'boolean' },
}

/**
 * Facts in stored text: what is of another kind is not known.
 * @param {unknown} stored
 * @returns {Partial<PlanFacts>}
 */
export function cleanPlan(stored) {
  return clean(stored, SHAPE) ?? {}
}

/**
 * @param {any} value
 * @param {any} shape
 * @returns {any} undefined where it is of another kind
 */
function clean(value, shape) {
  if (typeof shape === 'string') return typeof value === shape ? value : undefined
  if (Array.isArray(shape)) return Array.isArray(value) ? value.map((row) => clean(row, shape[0])).filter((row) => row && (!('id' in shape[0]) || row.id)) : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const kept = Object.entries(shape).map(([name, inner]) => [name, clean(value[name], inner)]).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(kept)
}
