/**
 * Which days earn: the core against a reference that works in another way. The reference lays the grants on a line of
 * minutes, one bit a minute, and asks whether all 1,440 of a day are set.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { Dice } from './random-months.mjs'

/** @typedef {import('../../pkg/contract.js').AccessFacts} AccessFacts */
/** @typedef {AccessFacts['grants'][number]} Grant */

const SETS = Number(process.env.AZPLAN_GRANT_SETS ?? 1000)
const FIRST = Number(process.env.AZPLAN_SEED ?? 1)
const DAYS = 12
const MINUTES = DAYS * 1440
const START = Date.UTC(2025, 10, 1)

/** Roles as Microsoft's table prints them (azure-roles-perms-pec, 2022-11), copied here by hand. @type {Record<string, boolean | undefined>} */
const ROLES = { Owner: true, Contributor: true, 'Support Request Contributor': true, Reader: false, 'Cognitive Services User': false, 'Chief Cloud Officer': undefined }
const SCOPES = ['/', '/subscriptions/s1', '/subscriptions/S1/resourceGroups/rg1', '/subscriptions/s1/resourceGroups/rg10', '/subscriptions/s2', '/subscriptions/s1/resourcegroups/RG1/providers/Microsoft.Compute/virtualMachines/vm1']
const ASKED = ['/subscriptions/s1', '/subscriptions/s1/resourceGroups/rg1', '/subscriptions/s1/resourceGroups/RG10', '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.Compute/virtualMachines/VM1', '/subscriptions/s2/resourceGroups/rg1']

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
before(async () => { azplan = await load() })

/** @param {Dice} dice @param {readonly string[]} list */
const one = (dice, list) => list[dice.roll(0, list.length - 1)]

/** Often at midnight, so that days are covered and grants meet. @param {Dice} dice */
function minute(dice) {
  const at = dice.roll(-1440, MINUTES + 1440)
  return dice.roll(0, 3) === 0 ? at : Math.round(at / 720) * 720
}

/** @param {number} at */
const instant = (at) => new Date(START + at * 60_000).toISOString()

/** @param {Dice} dice @returns {{ grant: Grant, from: number, to: number }} */
function randomGrant(dice) {
  const [one_, other] = [minute(dice), minute(dice)]
  const [from, to] = [dice.roll(0, 4) === 0 ? -Infinity : Math.min(one_, other), dice.roll(0, 4) === 0 ? Infinity : Math.max(one_, other)]
  const grant = /** @type {Grant} */ ({
    holder: one(dice, ['provider', 'provider', 'reseller', 'other']),
    method: one(dice, ['aobo', 'lighthouse', 'user', 'group', 'servicePrincipal']),
    role: one(dice, Object.keys(ROLES)),
    partnerIdLinked: dice.roll(0, 3) > 0,
    scope: one(dice, SCOPES),
    from: from === -Infinity ? null : instant(from),
    to: to === Infinity ? null : instant(to),
  })
  return { grant, from, to }
}

/** Parts of a path, without case. @param {string} path */
const parts = (path) => path.toLowerCase().split('/').filter((part) => part !== '')

/** Does a grant count for a resource, whatever the time? @param {Grant} grant @param {string} asked @param {string | undefined} kind of partner */
function counts(grant, asked, kind) {
  if (grant.holder === 'other' || (grant.holder === 'reseller' && kind === 'directBill')) return false
  if (parts(grant.scope).some((part, at) => parts(asked)[at] !== part)) return false
  return grant.method === 'aobo' || (ROLES[grant.role ?? ''] === true && grant.partnerIdLinked === true)
}

/** One boolean a day: is every minute of it set? @param {ReturnType<typeof randomGrant>[]} grants @param {string} asked @param {any} partner */
function coveredDays(grants, asked, partner) {
  const line = new Uint8Array(MINUTES)
  const earns = !partner || (partner.kind !== 'indirectReseller' && partner.billedByMicrosoft !== false && partner.agreementActive !== false)
  for (const { grant, from, to } of grants) {
    if (earns && counts(grant, asked, partner?.kind)) line.fill(1, Math.max(0, Math.min(MINUTES, from)), Math.max(0, Math.min(MINUTES, to)))
  }
  return Array.from({ length: DAYS }, (_, day) => line.subarray(day * 1440, (day + 1) * 1440).every((set) => set === 1))
}

test(`access covers the days that a reference by minutes covers, for ${SETS} random sets of grants`, () => {
  let covered = 0
  let lost = 0
  for (let seed = FIRST; seed < FIRST + SETS; seed += 1) {
    const dice = new Dice(seed)
    const grants = Array.from({ length: dice.roll(0, 6) }, () => randomGrant(dice))
    const partner = dice.roll(0, 5) > 0 ? undefined : { kind: one(dice, ['directBill', 'indirectProvider', 'indirectReseller']), agreementActive: dice.roll(0, 4) > 0, billedByMicrosoft: dice.roll(0, 4) > 0 }
    const access = /** @type {AccessFacts} */ ({ grants: grants.map(({ grant }) => grant), ...(partner ? { partner } : {}) })
    for (const scope of ASKED) {
      const { days } = azplan.pecCheck({ access, from: '2025-11-01', to: '2025-11-12', scope })
      const expected = coveredDays(grants, scope, partner)
      assert.deepEqual(days.map(({ eligible }) => eligible), expected, `seed ${seed}, ${scope}: ${JSON.stringify(access)}`)
      for (const { eligible, reason, cite } of days) assert.ok((reason === 'covered') === eligible && cite !== '', `seed ${seed}: ${reason}`)
      covered += expected.filter(Boolean).length
      lost += expected.filter((day) => !day).length
    }
  }
  // Both happen often, or the test would prove little.
  assert.ok(covered > SETS * 3 && lost > SETS * 3, `${covered} covered, ${lost} not`)
})
