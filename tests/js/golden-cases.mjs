/** The golden cases of `tests/golden`, and how the built package is asked what they ask. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url)
export const FOLDER = new URL('tests/golden/', ROOT)

/** @typedef {{ text?: string[], base64?: string, file?: string, usdPerUnit?: string } & import('../../pkg/index.js').FileForm} FileOfCase */
/** @typedef {{ title: string, status: string, call: string, input: any, expect?: any, error?: { code: string, at?: string }, priceList: FileOfCase, newPriceList?: FileOfCase, usage: FileOfCase, usageBefore?: FileOfCase, recon?: FileOfCase, exchangeRates?: FileOfCase, balance?: FileOfCase }} Case */

/** Names of the cases. */
export const names = readdirSync(fileURLToPath(FOLDER), { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.json') && !['coverage.json', 'rules.json'].includes(name))
  .sort()

/** @param {string} name @returns {Case} */
export const caseOf = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))

/** @type {(file: FileOfCase) => Uint8Array} */
function bytes(file) {
  if (file.base64 !== undefined) return new Uint8Array(Buffer.from(file.base64, 'base64'))
  if (file.file !== undefined) return readFileSync(new URL(file.file, ROOT))
  return new TextEncoder().encode([...(file.text ?? []), ''].join('\n'))
}

/** How a file writes numbers and dates, where the case says it. @type {(file: FileOfCase) => import('../../pkg/index.js').FileForm} */
const form = ({ decimal, dates }) => ({ decimal, dates })

/** A price list, exchanged where the case gives a rate. @type {(azplan: import('../../pkg/index.js').Azplan, file: FileOfCase) => Promise<import('../../pkg/index.js').PriceList>} */
async function listOf(azplan, file) {
  const list = await azplan.readPriceList(bytes(file), form(file))
  if (file.usdPerUnit) list.exchange(file.usdPerUnit)
  return list
}

/** @type {(azplan: import('../../pkg/index.js').Azplan, case_: Case) => Promise<any>} */
export async function run(azplan, { call, input, priceList, newPriceList, usage, usageBefore, recon, exchangeRates, balance }) {
  if (call === 'pecRole') return azplan.pecRole(input.name)
  if (call === 'pecCheck') return azplan.pecCheck(input)
  if (call === 'compareOffers') return azplan.compareOffers(input)
  if (call === 'applyCommitments') return azplan.applyCommitments(input)
  if (call === 'heldReservation') return azplan.heldReservation(input)
  if (call === 'markets') return azplan.markets(input.asked, input.language)
  if (call === 'planCheck') return azplan.planCheck(input)
  const rates = () => azplan.readExchangeRates(bytes(exchangeRates ?? {}), form(exchangeRates ?? {}))
  if (call === 'exchangeRates') return rates()
  if (call === 'creditBalance') return azplan.readCreditBalance(bytes(/** @type {FileOfCase} */ (balance)), form(/** @type {FileOfCase} */ (balance)))
  const request = exchangeRates ? { ...input, exchangeRates: (await rates()).rates } : input
  const readUsage = () => azplan.readUsage(bytes(usage), form(usage))
  if (call === 'usageInfo') return (await readUsage()).info()
  if (call === 'usageDiff') return azplan.usageDiff(await azplan.readUsage(bytes(/** @type {FileOfCase} */ (usageBefore)), form(/** @type {FileOfCase} */ (usageBefore))), await readUsage(), request)
  if (call === 'pecLosses') return azplan.pecLosses({ usage: await readUsage(), prices: priceList && await listOf(azplan, priceList) }, request)
  if (call === 'verify') {
    const files = { usage: await readUsage(), prices: priceList && await listOf(azplan, priceList), recon: recon && await azplan.readRecon(bytes(recon), form(recon)) }
    return azplan.verify(files, request)
  }
  const list = await listOf(azplan, priceList)
  switch (call) {
    case 'info': return list.info()
    case 'price': return list.price(request)
    case 'history': return list.history(request)
    case 'diff': return azplan.diff(list, await azplan.readPriceList(bytes(/** @type {FileOfCase} */ (newPriceList))), usage ? await readUsage() : null, request)
    case 'search': return list.search(request)
    case 'pecScenarios': return azplan.pecScenarios(list, request)
    case 'quote': return list.quote(request)
    case 'quoteDiff': return list.quoteDiff(request)
    case 'estimate': return list.estimate(request)
    case 'bestCommitment': return list.bestCommitment(request)
    case 'comparePurchase': return list.comparePurchase(request)
    case 'rate': return azplan.rate(list, await readUsage(), request)
    case 'bill': return azplan.bill(list, await readUsage(), request)
    case 'tree': return azplan.tree(list, await readUsage(), request)
    case 'explain': return azplan.explain(list, await readUsage(), request)
    default: throw new Error(`no call ${call}`)
  }
}
