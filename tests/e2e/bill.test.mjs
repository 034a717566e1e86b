import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { withSite } from './browser.mjs'
import { answer, dropFile, search } from './page.mjs'

const site = withSite()
const sample = (/** @type {string} */ name) => readFile(fileURLToPath(new URL(`../../pkg-template/sample/${name}`, import.meta.url)))

test('Usage dropped anywhere becomes a bill, each figure of which opens', async () => {
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  await dropFile(page, 'november.csv', await sample('usage-sample.csv'))
  await page.getByText(/^✓ Complete: 338 usage rows read/).waitFor()
  assert.match(new URL(page.url()).hash, /^#\/bill/)
  assert.match(await answer(page), /^USD \d+\.\d\d$/)
  await page.getByText('Invoice Dec 8, 2025, due Feb 6, 2026').waitFor()
  await page.locator('azplan-bill tbody.virtual azplan-figure button').first().click()
  await page.locator('azplan-explain dialog[open] li').first().waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Usage billed in two currencies is two invoices, one of which is shown', async () => {
  const page = await site.open({ hash: '#/bill' })
  const row = (/** @type {number} */ day, /** @type {string} */ rate, /** @type {string} */ currency) => `2025-11-0${day},plan-${day},DZH318Z0BQPS,00TG,100,9.775,USD,${rate},9,${currency}\n`
  const header = 'UsageDate,SubscriptionId,ProductId,SkuId,Quantity,PricingPreTaxTotal,PricingCurrency,PCToBCExchangeRate,BillingPreTaxTotal,BillingCurrency\n'
  await dropFile(page, 'two.csv', Buffer.from(`${header}${row(1, '0.9', 'EUR')}${row(2, '0.8', 'GBP')}`))
  await page.getByText('the usage is billed in EUR, GBP: this is the invoice in EUR').waitFor()
  assert.match(await answer(page), /^EUR/)
  await page.getByText('Not in this invoice: 1 row billed in GBP.').waitFor()
  await page.getByLabel('Invoice in').selectOption('GBP')
  await page.getByText('this is the invoice in GBP').waitFor()
  assert.match(await answer(page), /^GBP/)
})

test('Bill lines can be filtered, and exported with the digits of the engine', async () => {
  const page = await site.open({ hash: '#/bill' })
  await page.getByRole('button', { name: /sample usage/ }).click()
  await answer(page)
  const rows = page.locator('azplan-bill tbody.virtual tr:not(.pad)')
  const all = await rows.count()
  await page.getByRole('searchbox', { name: 'Filter lines' }).fill('log analytics')
  await page.waitForFunction((count) => document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-bill')?.shadowRoot?.querySelectorAll('tbody.virtual tr:not(.pad)').length !== count, all)
  const left = await rows.allInnerTexts()
  assert.ok(left.length > 0 && left.length < all)
  for (const text of left) assert.match(text, /Log Analytics/)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()])
  assert.equal(download.suggestedFilename(), 'bill-2025-11.csv')
  const csv = await readFile(await download.path(), 'utf8')
  assert.match(csv, /^\ufeffid,customer,plan,/)
  assert.equal(csv.trim().split('\r\n').length, all + 1, 'every line, whatever the filter')
})

test('Usage without a price is a gap that makes the bill incomplete', async () => {
  const page = await site.open({ hash: '#/bill' })
  const usage = (await sample('usage-sample.csv')).toString()
  const lines = usage.split('\n')
  lines[1] = lines[1].replaceAll('DZH318Z0DCRL', 'DZH000000000')
  await dropFile(page, 'gap.csv', lines.join('\n'))
  await page.getByText(/^Incomplete: 1 usage row has no price/).waitFor()
  await page.getByRole('heading', { name: '1 usage row without a price' }).waitFor()
  await page.getByRole('cell', { name: /^DZH000000000 \/ 003F/ }).waitFor()
})

test('Of many rows without a price the first are listed, all are counted, and all are saved', async () => {
  const page = await site.open({ hash: '#/bill' })
  const rows = Array.from({ length: 1000 }, (_, at) => `2025-11-0${1 + (at % 9)},plan-a,sub-a,DZH000000000,0001,${at + 1}`)
  await dropFile(page, 'other.csv', ['UsageDate,SubscriptionId,EntitlementId,ProductId,SkuId,Quantity', ...rows, ''].join('\n'))
  await page.getByText(/^Incomplete: 1,000 usage rows have no price/).waitFor()
  await page.getByRole('heading', { name: '1,000 usage rows without a price' }).waitFor()
  assert.equal(await page.locator('azplan-bill section.unpriced tbody tr').count(), 200)
  await page.getByText('and 800 more rows').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()])
  assert.equal((await readFile(await download.path(), 'utf8')).trim().split('\r\n').length, 1001)
  assert.deepEqual(page.trouble, [])
})

test('A file of no use is refused in words, and what was open stays open', async () => {
  const page = await site.open({ hash: '#/estimate' })
  const before = await answer(page)
  for (const [name, content] of [['notes.txt', 'just some words\nand more of them\n'], ['empty.csv', ''], ['page.html', '<!doctype html><p>Sign in'], ['noise.csv', Buffer.from([0, 1, 2, 3, 255, 254, 0, 7])]]) {
    await dropFile(page, String(name), content)
    const alert = page.locator('azplan-toast').getByRole('alert')
    await alert.getByText(`${name}: `).waitFor()
    await alert.getByText('What was open stays open.').waitFor()
    await alert.getByRole('button', { name: 'Close' }).click()
  }
  assert.equal(await answer(page), before)
  await page.getByText('Azure plan, published prices').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('One’s own price list takes the place of the sample; where the browser has lost it, the banner says so', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await dropFile(page, 'mine.csv', await sample('retail-sample.csv'))
  await page.getByText('Opened the price list mine.csv').waitFor()
  await page.locator('azplan-banner .name').getByText('mine.csv', { exact: true }).waitFor()
  assert.equal(await page.locator('azplan-banner').getByText('Sample', { exact: true }).count(), 0)
  await page.locator('azplan-banner').getByText(/kept in this browser/).waitFor()
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('azplan').onsuccess = resolve }))
  await page.reload()
  await page.getByText('Your price list mine.csv isn’t kept in this browser any more').waitFor()
})

test('Exchange rates dropped on the page join the settings', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await dropFile(page, 'fxrates.csv', 'CurrencyCode,USDPerUnit,Month\nTWD,0.0321,202511\n')
  await page.getByText('Read the exchange rates').waitFor()
  await page.getByRole('button', { name: 'Settings' }).click()
  const row = page.locator('azplan-settings').getByRole('row', { name: /TWD/ })
  assert.match(await row.innerText(), /November 2025\s+0\.0321/)
})

test('Reading a large list shows its progress and can be cancelled; the list before stays', async () => {
  const [header, ...rows] = (await sample('retail-sample.csv')).toString().trim().split('\n')
  const regions = Array.from({ length: 260 }, (_, index) => rows.map((row) => row.replace(/,(westeurope|eastus|eastasia),/, `,region${index},`)).join('\n'))
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  await page.locator('azplan-banner input[type=file]').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...regions].join('\n')) })
  await page.getByRole('progressbar', { name: 'Reading large.csv' }).waitFor()
  await page.getByText(/[\d,]+ rows/).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await page.getByText('Azure plan, published prices').waitFor()
  await search(page, 'region7')
  await page.locator('.none').getByText('0 prices').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Usage of two months asks which one; each has its own bill', async () => {
  const page = await site.open({ hash: '#/bill' })
  const lines = (await sample('usage-sample.csv')).toString().trim().split('\n')
  const december = lines.slice(1, 20).map((line) => line.replaceAll('11/01/2025', '12/01/2025').replaceAll('11/30/2025', '12/31/2025').replaceAll('11/02/2025', '12/02/2025'))
  await dropFile(page, 'two-months.csv', [...lines, ...december].join('\n'))
  await page.getByText('Microsoft bills for December 2025 so far, usage to Dec 2, 2025').waitFor()
  const last = await answer(page)
  await page.locator('azplan-bill select[name=month]').selectOption('2025-11')
  await page.getByText('Microsoft will bill for November 2025').waitFor()
  assert.notEqual(await answer(page), last)
})
