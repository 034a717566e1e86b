/** The commands that compare: status, the fields of the contract, and the table that a person reads. */
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { azplan, temporaryFolder } from './support.mjs'

const prices = fileURLToPath(new URL('../../pkg-template/sample/retail-sample.csv', import.meta.url))
const machine = ['--prices', prices, '--product', 'DZH318Z08M9W', '--sku', '0061', '--region', 'eastus']

/** @param {string[]} args @param {number} [status] */
async function json(args, status = 0) {
  const result = await azplan([...args, '--json'])
  assert.equal(result.status, status, result.stderr)
  return JSON.parse(result.stdout)
}

test('offers differ in what the edition says', async () => {
  const { edition, offers, rows, differences } = await json(['compare', 'offers'])
  assert.deepEqual([edition, offers.length, rows.length, differences.length], ['2023', 6, 11, 10])
  assert.equal(rows[3].values.reservations, 'No')
  const old = await json(['compare', 'offers', '--edition', '2020', '--offer', 'azurePlan', 'licences'])
  assert.deepEqual(old.offers.map((/** @type {{id: string}} */ { id }) => id), ['azurePlan', 'licences'])
  const monthly = await json(['compare', 'offers', '--need', 'monthly', '--need', 'No end date', '--offer', 'reservations'], 1)
  assert.deepEqual(monthly.offers, [])
  assert.equal((await azplan(['compare', 'offers', '--edition', '1999'])).status, 2)
  const { stdout } = await azplan(['compare', 'offers', '--offer', 'reservations', '--edition', '2020'])
  assert.match((await azplan(['compare', 'offers'])).stdout, /In full:\n(.*\n)*  Returns and exchanges, Azure reservations: Less than five days/)
  assert.match(stdout, /A slip of the page/)
})

test('ways to purchase have customer, partner and PEC, and say what is not in the list', async () => {
  const { options, breakEven } = await json(['compare', 'purchase', ...machine, '--hours', '365'])
  const by = Object.fromEntries(options.map((/** @type {{id: string}} */ option) => [option.id, option]))
  assert.equal(by.payAsYouGoWithPec.customerMonthly, '35.04')
  assert.equal(by.payAsYouGoWithPec.pec, '5.256')
  assert.equal(by['reservation-P1Y'].customerTerm, '496')
  assert.equal(by.devTest.message, 'not in this list')
  assert.deepEqual(breakEven.map((/** @type {{option: string}} */ { option }) => option), ['reservation-P1Y', 'reservation-P3Y', 'savingsPlan-P1Y', 'savingsPlan-P3Y'])
  const table = await azplan(['compare', 'purchase', ...machine, '--discount-rate', '0.05', '--markup', '0.1'])
  assert.match(table.stdout, /Dev\/Test +not in this list/)
  assert.match(table.stdout, /Worth today/)
})

test('a workload that the list does not have answers 1', async () => {
  const { found, options } = await json(['compare', 'purchase', ...machine.slice(0, 5), '9999'], 1)
  assert.deepEqual([found, options], [false, []])
  assert.match((await azplan(['compare', 'purchase', ...machine.slice(0, 5), '9999'])).stdout, /No such pay-as-you-go price/)
})

test('markets answer by code or name, and 1 for what there is not', async () => {
  const { markets } = await json(['markets', 'United', 'Kingdom'])
  assert.deepEqual([markets[0].code, markets[0].currency], ['GB', 'GBP'])
  assert.ok((await json(['markets'])).markets.length > 240)
  assert.equal((await azplan(['markets', 'Atlantis'])).status, 1)
  assert.match((await azplan(['markets', 'FO'])).stdout, /sources differ: DKK, EUR/)
})

test('a profile of hourly use answers what to reserve and what to commit', async (context) => {
  const cwd = temporaryFolder(context)
  const profile = join(cwd, 'hours.csv')
  writeFileSync(profile, `Hour,Instances\n${Array.from({ length: 24 }, (_, hour) => `${hour},${hour < 20 ? 4 : 10}`).join('\n')}\n`)
  const { mixes, hours, peak, used } = await json(['compare', 'commitment', ...machine, '--profile', profile])
  assert.deepEqual([hours, peak, used], ['24', '10', '120'])
  // 4 machines for 3 years at 933 / 26,280 an hour; the peaks are as it goes: a commitment idle for 20 hours of 24 is dearer.
  assert.deepEqual([mixes[0].reservation.count, mixes[0].reservation.term, mixes[0].savingsPlan], [4, 'P3Y', null])
  assert.equal(mixes[0].payAsYouGo.cost, '2.304')
  const one = await json(['compare', 'commitment', ...machine, '--profile', profile, '--term', 'P1Y', '--side', 'partner'])
  assert.ok(one.mixes.every((/** @type {any} */ { reservation, savingsPlan }) => [reservation, savingsPlan].every((part) => part === null || part.term === 'P1Y')))
  assert.match((await azplan(['compare', 'commitment', ...machine, '--profile', profile])).stdout, /4 for P3Y/)
  writeFileSync(profile, 'Hour,Instances\n')
  assert.equal((await azplan(['compare', 'commitment', ...machine, '--profile', profile])).status, 2)
  writeFileSync(profile, '1\nmany\n')
  const wrong = await azplan(['compare', 'commitment', ...machine, '--profile', profile])
  assert.match(wrong.stderr, /^error: cli\.badValue: .*hours\.csv: hour 2 is `many`/)
})

test('a reservation that is held: cost by day, refund, exchange, trade-in', async () => {
  const held = ['compare', 'reservation', '--price', '3600', '--term', 'P3Y', '--from', '2022-01-15', '--on', '2023-01-15', '--billing', 'monthly']
  const { remaining, refund, exchange, tradeIn } = await json(held)
  assert.deepEqual([remaining, refund.capLeft, exchange.minimum, tradeIn.length], ['2400', '47600', '2400', 2])
  assert.match((await azplan(held)).stdout, /47600 of 50000 US dollars left/)
  assert.equal((await json([...held, '--cancelled', '49000'], 1)).refund.allowed, false)
  assert.equal((await azplan([...held.slice(0, -1), 'weekly'])).status, 2)
})
