// The difference of two price lists, and what it does to an estimate or to usage.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { november, october, usage } from './lists.mjs'
import { answer, dropFile, search } from './page.mjs'

const site = withSite()

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} label */
const file = (page, label) => page.locator(`azplan-banner azplan-drop[label="${label}"] input[type=file]`)
const csv = (/** @type {string} */ name, /** @type {string} */ text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const tab = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator('azplan-diff').getByRole('button', { name: new RegExp(`^${name} \\d`) })
const rows = (/** @type {Page} */ page) => page.locator('azplan-diff tbody.virtual tr.hit')

/** October is open, November is compared with it. */
async function compared() {
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  await dropFile(page, 'october.csv', october)
  await page.locator('azplan-banner .name').getByText('october.csv').waitFor()
  await file(page, 'Compare with another list').setInputFiles(csv('november.csv', november))
  await page.locator('azplan-diff').getByRole('heading', { name: 'What changed between two price lists?' }).waitFor()
  await tab(page, 'Changed').waitFor()
  return page
}

test('A second list shows what changed: counts, percent with sign and word, tiers told apart', async () => {
  const page = await compared()
  for (const [name, count] of [['Changed', 3], ['Added', 1], ['Removed', 1]]) assert.match(await tab(page, String(name)).innerText(), new RegExp(` ${count}$`))
  await page.getByText('1 price unchanged').waitFor()
  await tab(page, 'Changed').click()
  const texts = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
  assert.equal(texts.length, 3)
  assert.match(texts[0], /Test disk .*0\.40 .*0\.30 .*−25% cheaper/)
  assert.match(texts[1], /Test machine .*1\.00 .*1\.10 .*\+10% dearer/)
  assert.match(texts[2], /Test cache tiers changed .*tiers only/)
  await tab(page, 'Added').click()
  assert.match((await rows(page).allInnerTexts()).join(), /Test network/)
  await tab(page, 'Removed').click()
  assert.match((await rows(page).allInnerTexts()).join(), /Test database/)
  assert.deepEqual(page.trouble, [])
})

test('A change opens its tiers before and after, and its history', async () => {
  const page = await compared()
  await tab(page, 'Changed').click()
  await page.getByRole('button', { name: 'Test machine' }).click()
  const panel = page.locator('azplan-price-change dialog[open]')
  await panel.locator('svg.tiers').waitFor()
  const text = (await panel.innerText()).replace(/\s+/g, ' ')
  assert.match(text, /Before Oct 1, 2025 .* 1\.00 .*After Nov 1, 2025 .* 1\.10/)
  assert.match(text, /Price history .*Nov 1, 2025 Open end 1\.10 Oct 1, 2025 Oct 31, 2025 1\.00/)
})

test('Usage dropped there says what the change costs this customer', async () => {
  const page = await compared()
  await dropFile(page, 'usage.csv', usage)
  await page.getByRole('heading', { name: 'Effect on the usage usage.csv, used again at the new prices' }).waitFor()
  assert.match(await answer(page), /^USD ?\+7\.65$/)
  await page.getByText('Microsoft bills USD 96.05 instead of USD 88.40, after PEC.').waitFor()
  await page.getByText('from USD 104.00 to USD 113.00').waitFor()
  const [first, second] = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
  assert.match(first, /Test machine .*85\.00 .*93\.50 .*more/)
  assert.match(second, /Test disk .*3\.40 .*2\.55 .*less/)
  const differences = await page.locator('azplan-diff td.change azplan-figure button').allInnerTexts()
  assert.deepEqual(differences.map((text) => text.replace(/^.*USD\s+/s, '').trim()), ['+8.50', '−0.85'])
  await page.locator('azplan-figure.answer button').click()
  await page.locator('azplan-explain dialog[open] li').first().waitFor()
})

test('The estimate is such usage too', async () => {
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  await dropFile(page, 'october.csv', october)
  await page.locator('azplan-banner .name').getByText('october.csv').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /command/ }).fill('new estimate')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing here yet').waitFor()
  await page.getByRole('link', { name: 'Prices' }).click()
  await search(page, 'test machine')
  await page.getByRole('button', { name: 'Add to estimate: Test machine' }).click()
  await file(page, 'Compare with another list').setInputFiles(csv('november.csv', november))
  await page.getByRole('heading', { name: /^Effect on the estimate “New estimate”/ }).waitFor()
  assert.match(await answer(page), /^USD ?\+62\.05$/, '730 hours, 0.10 each, less 15 per cent')
})

test('Words filter the changes; the export holds what they leave', async () => {
  const page = await compared()
  await tab(page, 'Changed').click()
  await page.getByRole('searchbox', { name: 'Filter by words' }).fill('machine')
  await page.waitForFunction(() => document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-diff')?.shadowRoot?.querySelectorAll('tr.hit').length === 1)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()])
  assert.equal(download.suggestedFilename(), 'price-changes-changed-2025-10-01-2025-11-01.csv')
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  assert.equal(lines.length, 2)
  assert.match(lines[1], /^changed,DZH318Z0TEST,0001,Test machine,.*,1,1\.1,10,no,price,/)
})

test('The newer list can be taken over, and the comparison ended', async () => {
  const page = await compared()
  await page.getByRole('button', { name: 'Work with the newer list' }).click()
  await page.locator('azplan-banner .name').getByText('november.csv').waitFor()
  await page.locator('azplan-banner').getByText('compared with october.csv').waitFor()
  assert.match(await tab(page, 'Added').innerText(), / 1$/, 'from October to November, as before')
  await page.locator('azplan-diff').getByRole('button', { name: 'End the comparison' }).click()
  await page.getByText(/Drop another price list here/).waitFor()
  await page.reload()
  await page.locator('azplan-banner .name').getByText('november.csv').waitFor()
})

test('A customer sees no comparison', async () => {
  const page = await compared()
  await page.getByRole('button', { name: 'Customer', exact: true }).click()
  await page.getByText('Switch to the partner view to see it').waitFor()
  assert.equal(await page.locator('azplan-diff tr.hit').count(), 0)
  assert.equal(await page.getByRole('link', { name: 'Changes' }).count(), 0)
})
