/** Access in the reference: does someone who counts have access to a resource for the whole of a day? */
import { instant } from './reference-files.mjs'

/** @typedef {import('../../pkg/contract.js').AccessFacts} AccessFacts */
/** @typedef {AccessFacts['grants'][number]} Grant */

const DAY = 864_000_000_000n
/** Roles that the random months use: does the role earn? @type {Record<string, boolean>} */
const ROLES = { Owner: true, Contributor: true, Reader: false }

/** @type {(grant: Grant) => boolean} */
const counts = (grant) => grant.holder !== 'other' && (grant.method === 'aobo' || (ROLES[grant.role ?? ''] === true && grant.partnerIdLinked === true))

/** Whole segments, without case: `rg-1` is not above `rg-10`. @type {(scope: string, path: string) => boolean} */
const isAbove = (scope, path) => scope === '/' || `${path}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase())

/** Without facts the access of a new plan holds. @type {(access: AccessFacts | undefined, path: string, day: string) => boolean} */
export function hasAccess(access, path, day) {
  if (!access) return true
  const start = instant(day)
  const spans = access.grants.filter((grant) => counts(grant) && isAbove(grant.scope, path))
    .map(({ from, to }) => [from ? instant(from) : start - 1n, to ? instant(to) : start + 2n * DAY])
  // Whoever covers the start and every moment at which a grant ends covers the day.
  const moments = [start, ...spans.map(([, to]) => to)].filter((moment) => moment >= start && moment < start + DAY)
  return moments.every((moment) => spans.some(([from, to]) => from <= moment && moment < to))
}
