/** The commands that compare: status, the fields of the contract, and the table that a person reads. */
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { azplan } from './support.mjs'

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
