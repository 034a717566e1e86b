// The facts that an action asks for, as fields of a form.

/** @import { PlanAction, PlanFacts } from '../types.js' */

/** @type {PlanAction[]} */
export const ACTIONS = ['buyAzurePlan', 'moveFromLegacy', 'buyReservation', 'buySavingsPlan', 'transfer', 'cancelTransfer', 'cancelSubscriptions', 'cancelPlan', 'buyLegacy']

/**
 * @typedef {object} Field
 * @property {string} path into the facts; its words are those of `plan.PATH`
 * @property {'choice' | 'yesNo' | 'day' | 'number' | 'text' | 'plans' | 'list'} kind
 * @property {string[]} [options] of a choice
 * @property {Column[]} [columns] of a list
 * @property {boolean} [optional] without it no rule stands open
 * @property {number} [least] of a number
 * @property {number} [most]
 */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {'text' | 'flag' | 'choice'} kind
 * @property {boolean} [fallback] of a flag that is not given
 * @property {string[]} [options]
 * @property {PlanAction[]} [only] actions that ask for it
 */

const BUYING = /** @type {PlanAction[]} */ (['buyAzurePlan', 'moveFromLegacy', 'buyReservation', 'buySavingsPlan', 'transfer'])
const CANCELLING = /** @type {PlanAction[]} */ (['cancelSubscriptions', 'cancelPlan'])

/** @type {(Field & { group: 'partner' | 'customer' | 'has', actions: PlanAction[], of?: string })[]} `of`: only such a partner is asked */
const ALL = [
  { group: 'partner', path: 'partner.kind', kind: 'choice', options: ['directBill', 'indirectProvider', 'indirectReseller'], actions: [...BUYING, 'buyLegacy', 'cancelTransfer'] },
  { group: 'partner', path: 'partner.mfa', kind: 'yesNo', actions: [...BUYING, 'buyLegacy'] },
  { group: 'partner', path: 'partner.enrolledOn', kind: 'day', actions: ['buyLegacy'] },
  { group: 'partner', path: 'partner.agreementSigned', kind: 'yesNo', actions: ['transfer'], optional: true },
  { group: 'partner', path: 'partner.market', kind: 'text', actions: BUYING, optional: true },
  { group: 'partner', path: 'partner.billingAnniversary', kind: 'number', least: 1, most: 31, actions: ['moveFromLegacy'], optional: true },
  { group: 'partner', path: 'partner.overdueDays', kind: 'number', least: 0, most: 9999, actions: [...BUYING, 'buyLegacy'], optional: true },
  { group: 'partner', path: 'partner.authorized', kind: 'yesNo', actions: BUYING, optional: true },
  { group: 'partner', path: 'resellerOfRecord.id', kind: 'text', actions: BUYING, of: 'indirectProvider', optional: true },
  { group: 'partner', path: 'resellerOfRecord.active', kind: 'yesNo', actions: BUYING, of: 'indirectProvider', optional: true },
  { group: 'partner', path: 'resellerOfRecord.compliant', kind: 'yesNo', actions: BUYING, of: 'indirectProvider', optional: true },
  { group: 'partner', path: 'partner.user.globalAdmin', kind: 'yesNo', actions: CANCELLING },
  { group: 'partner', path: 'partner.user.adminAgent', kind: 'yesNo', actions: CANCELLING },
  { group: 'partner', path: 'partner.user.owner', kind: 'yesNo', actions: ['cancelSubscriptions'], optional: true },
  { group: 'partner', path: 'via', kind: 'choice', options: ['azurePortal', 'partnerCenter', 'api'], actions: ['cancelSubscriptions'], optional: true },
  { group: 'customer', path: 'customer.market', kind: 'text', actions: BUYING },
  { group: 'customer', path: 'customer.resellerRelationship', kind: 'yesNo', actions: [...BUYING, 'buyLegacy'] },
  { group: 'customer', path: 'customer.agreement.accepted', kind: 'yesNo', actions: BUYING },
  { group: 'customer', path: 'customer.agreement.acceptedOn', kind: 'day', actions: BUYING },
  { group: 'customer', path: 'customer.agreement.way', kind: 'choice', options: ['directAcceptance', 'attestationApi', 'partnerCenter'], actions: BUYING, optional: true },
  { group: 'customer', path: 'customer.boughtLegacy', kind: 'yesNo', actions: ['buyLegacy'] },
  { group: 'has', path: 'transfer.status', kind: 'choice', options: ['pending', 'inProgress', 'complete', 'expired'], actions: ['cancelTransfer'] },
  { group: 'has', path: 'transfer.requestedOn', kind: 'day', actions: ['transfer'], optional: true },
  { group: 'has', path: 'transfer.sameCurrency', kind: 'yesNo', actions: ['transfer'], optional: true },
  { group: 'has', path: 'azurePlans', kind: 'plans', actions: ['buyLegacy', 'buyReservation', 'buySavingsPlan', 'transfer', 'cancelPlan'] },
  {
    group: 'has', path: 'legacySubscriptions', kind: 'list', actions: [...BUYING, 'buyLegacy'], columns: [
      { name: 'id', kind: 'text' },
      { name: 'reseller', kind: 'text', only: ['moveFromLegacy'] },
      { name: 'entitlementId', kind: 'text', only: ['moveFromLegacy'] },
      { name: 'active', kind: 'flag', fallback: true },
      { name: 'sharedServices', kind: 'flag', fallback: false, only: ['buyAzurePlan', 'moveFromLegacy'] },
    ],
  },
  {
    group: 'has', path: 'subscriptions', kind: 'list', actions: ['buyReservation', 'buySavingsPlan', 'transfer', ...CANCELLING], columns: [
      { name: 'id', kind: 'text' },
      { name: 'active', kind: 'flag', fallback: true },
    ],
  },
  {
    group: 'has', path: 'reservations', kind: 'list', actions: ['moveFromLegacy', 'transfer', 'cancelPlan'], columns: [
      { name: 'id', kind: 'text' },
      { name: 'payment', kind: 'choice', options: ['upFront', 'monthly'], only: ['transfer'] },
      { name: 'active', kind: 'flag', fallback: true },
      { name: 'legacy', kind: 'flag', fallback: false, only: ['moveFromLegacy'] },
    ],
  },
]

/** The fields in their groups that an action asks of this kind of partner. @param {Pick<PlanFacts, 'action' | 'partner'>} facts */
export function fieldsOf({ action, partner }) {
  const asked = ALL.filter(({ actions, of }) => actions.includes(action) && (!of || of === partner?.kind))
  return /** @type {const} */ (['partner', 'customer', 'has']).map((group) => ({ group, fields: asked.filter((field) => field.group === group) })).filter(({ fields }) => fields.length)
}

/** The columns that an action asks for. @param {Field} field @param {PlanAction} action */
export function columnsOf(field, action) {
  return (field.columns ?? []).filter(({ only }) => !only || only.includes(action))
}

/** The field in which the fact of a rule is given. @param {PlanFacts} facts @param {string} fact */
export function fieldOfFact(facts, fact) {
  const paths = fieldsOf(facts).flatMap(({ fields }) => fields.map(({ path }) => path))
  return paths.find((path) => path === fact) ?? paths.find((path) => path.startsWith(`${fact}.`)) ?? (fact === 'selected' ? paths.find((path) => path === 'subscriptions') : undefined)
}

/** A fact; undefined where it is not known. @param {any} facts @param {string} path @returns {any} */
export function factAt(facts, path) {
  return path.split('.').reduce((inner, name) => inner?.[name], facts) ?? undefined
}

/**
 * The facts with another value at a path; undefined takes it away.
 * @param {any} facts
 * @param {string} path
 * @param {unknown} value
 * @returns {any}
 */
export function withFact(facts, path, value) {
  const [name, ...rest] = path.split('.')
  const { [name]: inner, ...others } = facts ?? {}
  const changed = rest.length ? withFact(inner, rest.join('.'), value) : value
  const isEmpty = changed === undefined || (rest.length > 0 && Object.keys(changed).length === 0)
  return isEmpty ? others : { ...others, [name]: changed }
}

/** Only the facts that an action asks for: what was filled in for another one stays in the form, unasked. @param {PlanFacts} facts @returns {PlanFacts} */
export function askedFacts(facts) {
  const { on, action } = facts
  return fieldsOf(facts).flatMap(({ fields }) => fields).reduce((asked, field) => {
    const value = factAt(facts, field.path)
    if (value === undefined) return asked
    const names = columnsOf(field, action).map(({ name }) => name)
    const given = field.kind === 'list' ? value.map((/** @type {any} */ row) => Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))) : value
    return withFact(asked, field.path, given)
  }, /** @type {PlanFacts} */ ({ on, action }))
}
