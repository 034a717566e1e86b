import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { azplan, pkg, temporaryFolder } from '../js/support.mjs'
import { withSite } from './browser.mjs'
import { answer, answerAfter, wholeDocument } from './page.mjs'

const site = withSite()

/** A figure of the quote as exact text. @param {import('playwright-core').Page} page @param {string} label */
async function figure(page, label) {
  const found = page.locator(`azplan-estimate .quote azplan-figure[label="${label}"]`)
  await found.waitFor()
  return await found.getAttribute('value') ?? ''
}

/** @param {import('playwright-core').Page} page */
async function withTerms(page) {
  for (const [label, value] of [['Markup on list prices, %', '12.5'], ['Discount, %', '2'], ['Tax, %', '5']]) {
    await page.getByLabel(label).fill(value)
    await page.keyboard.press('Tab')
  }
  await page.locator('.quote azplan-figure[label="With tax"]').waitFor()
  await page.waitForTimeout(300)
}

/** Saves a file of the quote. @param {import('playwright-core').Page} page @param {string} button */
async function saved(page, button) {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const download = await waiting
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

test('Terms make the customer\'s price, the same as the command makes from the saved work; undo takes them back', async (context) => {
  const page = await site.open({ acceptDownloads: true })
  await answer(page)
  const list = await figure(page, 'Customer pays, before tax')
  await withTerms(page)
  const customer = await figure(page, 'Customer pays, before tax')
  assert.notEqual(customer, list)
  const waiting = page.waitForEvent('download')
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Save as a file' }).click()
  const folder = temporaryFolder(context)
  writeFileSync(join(folder, 'work.json'), readFileSync(await (await waiting).path()))
  const { status, stdout } = await azplan(['quote', join(folder, 'work.json'), '--prices', join(pkg, 'sample/retail-sample.csv'), '--json'])
  const { totals } = JSON.parse(stdout)
  assert.equal(status, 0)
  assert.deepEqual([totals.customer, totals.tax, totals.customerWithTax, totals.margin], [customer, await figure(page, 'Tax'), await figure(page, 'With tax'), await figure(page, 'You keep')])
  await page.reload()
  assert.equal(await figure(page, 'Customer pays, before tax'), customer, 'kept between visits')
  assert.equal(await page.getByLabel('Markup on list prices, %').inputValue(), '12.5')
  await page.getByLabel('Markup on list prices, %').fill('lots')
  await page.keyboard.press('Tab')
  await page.getByText('From 0 to 100 per cent.').waitFor()
  assert.equal(await figure(page, 'Customer pays, before tax'), customer)
  assert.deepEqual(page.trouble, [])
})

test('The customer sees the price that was quoted, and the document holds nothing of cost, terms or margin', async () => {
  const page = await site.open({ acceptDownloads: true })
  const cost = await answer(page)
  await withTerms(page)
  const customer = await figure(page, 'Customer pays, before tax')
  const [markup, margin] = [await page.getByLabel('Markup on list prices, %').inputValue(), await figure(page, 'You keep')]
  assert.equal(markup, '12.5')
  await page.getByRole('button', { name: 'Customer', exact: true }).click()
  const shown = await answerAfter(page, cost)
  assert.equal(shown.replace(/[^\d.]/g, ''), customer)
  await page.locator('azplan-estimate .quote').waitFor()
  const text = await wholeDocument(page)
  for (const secret of [cost.replace(/[^\d.,]/g, ''), margin, '12.5', 'Markup', 'Discount']) assert.ok(!text.includes(secret), `${secret} is in the document`)
  const { bytes } = await saved(page, 'Save to print (HTML)')
  assert.ok(!bytes.toString().includes(margin) && bytes.toString().includes('Price'))
})

test('The quote is saved for the customer or the partner, as a page, a spreadsheet and CSV', async () => {
  const page = await site.open({ acceptDownloads: true })
  await answer(page)
  await withTerms(page)
  const margin = await figure(page, 'You keep')
  const html = await saved(page, 'Save to print (HTML)')
  assert.match(html.name, /^Web-shop-West-Europe\.html$/)
  assert.ok(html.bytes.toString().startsWith('<!doctype html>') && !html.bytes.toString().includes(margin))
  await page.getByLabel('Quote for').selectOption('the partner: with everything')
  const csv = await saved(page, 'Save CSV')
  assert.ok(csv.bytes.toString().includes(margin))
  const parts = unzipSync((await saved(page, 'Save XLSX')).bytes)
  assert.ok(Object.values(parts).some((part) => strFromU8(part).includes(`<v>${margin}</v>`)))
  assert.deepEqual(page.trouble, [])
})

test('Two estimates side by side: what is added, changed and gone, in sum and line by line; a customer sees what it costs alone', async () => {
  const page = await site.open()
  await answer(page)
  await page.getByRole('button', { name: 'Estimate actions' }).click()
  await page.getByRole('button', { name: 'Duplicate estimate' }).click()
  await page.getByRole('combobox', { name: 'Compare with…' }).waitFor()
  const quantity = page.getByRole('textbox', { name: /^Quantity/ }).first()
  await quantity.fill('4')
  await page.keyboard.press('Tab')
  await page.getByRole('combobox', { name: 'Compare with…' }).selectOption('Web shop, West Europe')
  const beside = page.locator('azplan-estimate .beside')
  await beside.getByRole('status').getByText('USD 167.90 a month more than Web shop, West Europe').waitFor()
  const changed = beside.locator('tr.changed')
  assert.equal(await changed.count(), 1)
  assert.match(await changed.innerText(), /D4s v5/)
  assert.deepEqual(await changed.locator('azplan-figure').evaluateAll((figures) => figures.map((each) => each.getAttribute('value'))), ['503.70', '671.60', '167.90', '142.72', '25.185', '25.18'])
  await beside.getByRole('button', { name: /^A month: Customer pays/ }).click()
  assert.match((await page.locator('azplan-explain dialog[open]').innerText()).replace(/\s+/g, ' '), /The differences of the lines, added\./)
  await page.keyboard.press('Escape')
  await page.getByRole('group', { name: 'Who sees this page' }).getByRole('button', { name: 'Customer' }).click()
  await beside.getByRole('status').getByText('USD 167.90 a month more').waitFor()
  assert.ok(!(await wholeDocument(page)).includes('142.72'))
  assert.deepEqual(page.trouble, [])
})
