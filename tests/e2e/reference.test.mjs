// Prices in another currency, for reference (rules 12.9).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { sheet } from './lists.mjs'
import { dropFiles } from './page.mjs'

const site = withSite()

/** @param {[string, string, string][]} tiers */
const list = (tiers) => sheet('11/1/2025', tiers.map(([from, to, price]) => ({ sku: '0001', title: 'Archive stored', from, to, price })))
const prices = list([['0', '100', '0'], ['101', '200', '2.99'], ['201', '9223372036854780000', '0.0000003']])
const fx = 'CurrencyCode,USDPerUnit,Month\nAUD,0.6612,2025-11-03T00:00:00Z\n'

/** @param {string} name @param {string} text */
async function opened(name, text) {
  const page = await site.open({ hash: '#/prices' })
  await page.locator('azplan-banner .name').getByText('Azure plan, published prices').waitFor()
  await dropFiles(page, [[name, text]])
  await page.locator('azplan-banner .name').getByText(name).waitFor()
  return page
}

/** @param {import('playwright-core').Page} page */
async function details(page) {
  await page.locator('.open').first().click()
  return page.locator('azplan-price-details dialog[open]')
}

test('A price is shown in the billing currency for reference, with its step; 0 for want of decimals is no gift', async () => {
  const page = await opened('prices.csv', prices)
  let dialog = await details(page)
  await dialog.getByRole('table').first().waitFor()
  assert.equal(await dialog.getByText('for reference').count(), 0, 'the billing currency is that of the list')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.locator('azplan-settings').getByLabel('Billing currency').fill('AUD')
  await page.locator('azplan-settings').getByLabel('Billing currency').press('Tab')
  await page.keyboard.press('Escape')
  dialog = await details(page)
  await dialog.getByRole('table').first().waitFor()
  assert.equal(await dialog.getByText('for reference').count(), 0, 'no rate, no figure')
  await page.keyboard.press('Escape')

  await dropFiles(page, [['rates.csv', fx]])
  dialog = await details(page)
  await dialog.getByRole('columnheader', { name: 'AUD, for reference' }).waitFor()
  const column = await dialog.getByRole('table').first().locator('tbody td:last-child button').allInnerTexts()
  assert.deepEqual(column.map((text) => text.replace(/^.*AUD\s*/s, '').trim()), ['0.00', '4.522081', '0.00'])
  await dialog.getByText(/divided by 0\.6612, the rate of November 2025/).waitFor()
  await dialog.getByText('Not free: too small').waitFor()
  await dialog.getByRole('button', { name: /4\.522081/ }).press('Enter')
  const steps = page.locator('azplan-price-details azplan-explain dialog[open]')
  await steps.getByText('2.99', { exact: true }).waitFor()
  await steps.getByText('0.6612', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.reload()
  const kept = JSON.parse(await page.evaluate(() => localStorage.getItem('azplan') ?? ''))
  assert.equal(kept.settings.exchangeRates[0].date, '2025-11-03', 'the day of the rate is kept for the invoice')
})

test('A list in another currency than US dollars: a price of 0 is marked as no proof', async () => {
  const page = await opened('local.csv', list([['', '', '0']]).replaceAll(',USD,', ',AUD,'))
  const dialog = await details(page)
  await dialog.getByText('A price of 0 in AUD is no proof').waitFor()
})
