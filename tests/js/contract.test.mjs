/** What calls take and answer is what `contract.d.ts` says: tsc judges the literals of real calls. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { load } from '../../pkg/index.js'
import { runPackage } from '../../scripts/lib/run.mjs'
import { bytes, exchangeRates, pkg, priceList, temporaryFolder, usage, usageWithUnpriced } from './support.mjs'

/** @typedef {{type: string, value: unknown}} Literal */

/** Requests and answers of every call, each with the name of its type. */
async function literals() {
  const azplan = await load()
  const list = await azplan.readPriceList(bytes(priceList))
  const retail = await azplan.readPriceList(readFileSync(join(pkg, 'sample', 'retail-sample.csv')))
  const used = await azplan.readUsage(bytes(usageWithUnpriced))
  const sheet = await azplan.readExchangeRates(bytes(exchangeRates))
  const { rates } = sheet
  /** @type {Literal[]} */
  const found = []
  const note = (/** @type {string} */ type, /** @type {unknown} */ value) => void found.push({ type, value })
  const call = (/** @type {string} */ name, /** @type {any} */ request, /** @type {(request: any) => unknown} */ ask) => {
    note(`${name}Request`, request)
    note(`${name}Answer`, ask(request))
  }
  const access = { grants: [{ holder: 'provider', method: 'user', role: 'Reader', partnerIdLinked: true, scope: '/', from: '2025-11-01T00:00:00Z', to: null }] }
  const logs = { productId: 'DZH318Z0BQD2', skuId: '003J' }
  const machine = { productId: 'DZH318Z0BQPS', skuId: '00TG' }
  const euro = { currency: 'EUR', exchangeRates: rates, rounding: 'nearest', tax: '1', taxRate: '0.25', credits: '0.5', invoiceDate: '2025-12-07', month: '2025-11' }

  note('PriceListInfo', list.info())
  note('UsageInfo', used.info())
  note('UsageInfo', (await azplan.readUsage(bytes(usage.replace('2025-11-01', 'someday')))).info())
  note('ExchangeRateSheet', sheet)
  call('Search', { text: 'logs', type: 'Consumption', on: '2025-11-30', offset: 0, limit: 10 }, (request) => list.search(request))
  call('Price', { ...logs, quantity: '7.5' }, (request) => list.price(request))
  call('Price', { ...logs, skuId: '9999' }, (request) => list.price(request))
  call('Estimate', { lines: [{ id: 'a', ...machine, quantity: '2', hours: '730' }, { id: 'b', ...logs, skuId: '9999', quantity: '1' }], access, currency: 'EUR', exchangeRates: rates }, (request) => list.estimate(request))
  call('Purchase', { ...machine, hours: '400', quantity: '2', markup: '0.1', discountRate: '0.05', month: '2025-11' }, (request) => list.comparePurchase(request))
  call('Purchase', { productId: 'DZH318Z08M9W', skuId: '0061', region: 'eastus' }, (request) => retail.comparePurchase(request))
  call('Purchase', { ...logs, skuId: '9999' }, (request) => list.comparePurchase(request))
  call('Commitment', { productId: 'DZH318Z08M9W', skuId: '0061', region: 'eastus', usage: ['1', '1', '2.5', '4'], side: 'partner' }, (request) => retail.bestCommitment(request))
  call('Commitment', { ...logs, skuId: '9999', usage: ['1'] }, (request) => list.bestCommitment(request))
  call('Offers', { edition: '2020', offers: ['azurePlan', 'reservations'], needs: ['refundable'], language: 'zh-Hant' }, (request) => azplan.compareOffers(request))
  call('Apply', { uses: [{ id: 'a', group: 'd', quantity: '1', payAsYouGo: '1', savingsPlans: { P1Y: '0.5' }, scope: { subscription: 's' } }], reservations: [{ id: 'r', group: 'd', quantity: '0.5' }], savingsPlans: [{ id: 'p', term: 'P1Y', hourly: '0.1' }] }, (request) => azplan.applyCommitments(request))
  call('Reservation', { price: '3478', term: 'P1Y', from: '2025-11-01', on: '2026-03-01', billing: 'monthly', feeRate: '0.12' }, (request) => azplan.heldReservation(request))
  note('MarketsAnswer', azplan.markets('Brazil'))
  note('MarketsAnswer', azplan.markets('Atlantis', 'zh-Hant'))
  call('Rate', { pecRate: '0.15', access }, (request) => azplan.rate(list, used, request))
  call('Bill', euro, (request) => azplan.bill(list, used, request))
  note('PlanFacts', { on: '2026-11-23', action: 'buyAzurePlan' })
  const move = { on: '2021-08-01', action: 'moveFromLegacy', partner: { kind: 'indirectProvider', mfa: null, billingAnniversary: 15 }, legacySubscriptions: [{ id: 'a', reseller: '1' }, { id: 'b', reseller: '2', sharedServices: true }], reservations: null }
  note('PlanFacts', move)
  note('PlanAnswer', azplan.planCheck(/** @type {any} */ (move)))
  const billed = await azplan.readUsage(bytes('UsageDate,EntitlementId,ResourceGroup,ProductId,SkuId,Quantity,UnitPrice,EffectiveUnitPrice,PricingPreTaxTotal,PartnerEarnedCreditPercentage\n2025-11-01,s,g,DZH318Z0BQPS,00TG,1,0.115,0.115,0.115,\n2025-11-02,s,g,DZH318Z0BQPS,00TG,1,0.115,0.09775,0.09775,15\n'))
  const partner = { kind: 'indirectProvider', billedByMicrosoft: true, agreementActive: true }
  call('Check', { access: { partner, ...access }, from: '2025-11-01', to: '2025-11-02', product: { offer: 'azurePlan', purchase: 'spot' } }, (request) => azplan.pecCheck(request))
  call('Losses', { pecRate: '0.15', access, limit: 10 }, (request) => azplan.pecLosses({ usage: billed, prices: list }, request))
  call('Scenarios', { estimate: { lines: [{ id: 'a', ...machine, quantity: '2', hours: '730' }] }, month: '2025-11', scenarios: [{ id: 'a' }, { id: 'b', access }], shares: { reseller: '0.09' } }, (request) => azplan.pecScenarios(list, request))
  const { lines } = azplan.bill(list, used)
  call('Explain', { ...euro, line: lines[0].id }, (request) => azplan.explain(list, used, request))
  call('Explain', { ...euro, line: 'invoice/total' }, (request) => azplan.explain(list, used, request))
  call('Explain', { within: [] }, (request) => azplan.explain(list, used, request))
  call('Tree', { level: 'resource', within: [] }, (request) => azplan.tree(list, used, request))
  call('UsageDiff', { limit: 1 }, (request) => azplan.usageDiff(used, billed, request))
  const local = { ...machine, quantity: '2', on: '2025-11-30', currency: 'EUR', exchangeRates: rates }
  note('ReferenceRequest', local)
  note('PriceAnswer', list.price(/** @type {any} */ (local)))
  const daily = { pecRate: '0.15', currency: 'EUR', exchangeRates: rates, print: 'tenDecimals' }
  note('DailyRequest', daily)
  note('RateAnswer', azplan.rate(list, used, /** @type {any} */ (daily)))
  const recon = await azplan.readRecon(bytes('SubscriptionId,ProductId,SkuId,BillableQuantity,Subtotal\np,DZH318Z0BQPS,00TG,1,1\n'))
  call('Verify', { rounding: 'floorOnce', exchangeRates: rates, limit: 5 }, (request) => azplan.verify({ usage: billed, prices: list, recon }, request))
  note('CreditBalance', await azplan.readCreditBalance(bytes('CustomerID,InvoiceMonth,CreditAmount,CurrencyCode\nc,202506,500,USD\nc,202507,700,USD\nc,x,1,USD\n')))
  return found
}

/**
 * Literals, not imported JSON: there a union of words would widen to any text.
 * @param {Literal[]} all
 */
function typescript(all) {
  const imports = `import type * as contract from ${JSON.stringify(join(pkg, 'index.js').replaceAll('\\', '/'))}\n`
  return imports + all.map(({ type, value }, index) => `export const v${index}: contract.${type} = ${JSON.stringify(value, null, 1)}\n`).join('')
}

/**
 * @param {import('node:test').TestContext} context
 * @param {string} code
 */
function tsc(context, code) {
  const file = join(temporaryFolder(context), 'literals.ts')
  writeFileSync(file, code)
  return runPackage('typescript/bin/tsc', ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom', '--types', '', file], { quiet: true })
}

test('real requests and answers have the types of the contract', async (context) => {
  const { ok, output } = await tsc(context, typescript(await literals()))
  assert.ok(ok, output)
})

test('a number for a decimal, a misspelt field and an unknown word are seen', async (context) => {
  const wrong = [
    { type: 'PriceRequest', value: { productId: 'a', skuId: 'b', quantity: 1 } },
    { type: 'PriceRequest', value: { productId: 'a', sku: 'b' } },
    { type: 'BillRequest', value: { rounding: 'upwards' } },
  ]
  const { output } = await tsc(context, typescript(wrong))
  assert.equal(output.match(/error TS/g)?.length, wrong.length, output)
})
