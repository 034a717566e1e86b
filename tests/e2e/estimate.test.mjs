import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { answer, answerAfter, focused, hash, search } from './page.mjs'

const site = withSite()

test('The first visit shows a total of the sample estimate, marked as sample', async () => {
  const page = await site.open()
  assert.match(await answer(page), /^USD \d[\d,]*\.\d\d$/)
  assert.notEqual(await answer(page), 'USD 0.00')
  assert.equal(await page.getByText('Sample', { exact: true }).count(), 2, 'the list and the estimate are both marked')
  await page.getByText('Drop your price list here').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('A price is found, added and edited; each change can be undone', async () => {
  const page = await site.open()
  const sample = await answer(page)
  await page.keyboard.press('/')
  await search(page, 'log analytics ingestion westeurope')
  await page.locator('.count').getByText('1 price', { exact: true }).waitFor()
  assert.equal(hash(page), '#/prices?q=log+analytics+ingestion+westeurope')
  await page.getByRole('button', { name: /^Add to estimate: / }).click()
  await page.getByRole('link', { name: /^Estimate/ }).click()
  const added = page.getByLabel(/^Quantity of .*Log Analytics/).first()
  assert.equal(await added.inputValue(), '1')
  const withOne = await answer(page)
  await added.fill('1,000')
  await added.press('Enter')
  const withMore = await answerAfter(page, withOne)
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  assert.equal(await answerAfter(page, withMore), withOne)
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  assert.equal(await page.getByRole('button', { name: /^Actions for / }).count(), 8)
  assert.equal(await answer(page), sample)
  assert.deepEqual(page.trouble, [])
})

test('A line that was deleted comes back by the message at the foot', async () => {
  const page = await site.open()
  const before = await answer(page)
  await page.getByRole('button', { name: /^Actions for .*P10 LRS/ }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const without = await answerAfter(page, before)
  await page.getByText(/^Deleted .*P10 LRS/).waitFor()
  await page.locator('azplan-toast').getByRole('button', { name: 'Undo' }).click()
  assert.equal(await answerAfter(page, without), before)
})

test('What is no number is refused at its field and changes nothing', async () => {
  const page = await site.open()
  const before = await answer(page)
  const field = page.getByLabel(/^Quantity of /).first()
  await field.fill('a lot')
  await field.press('Enter')
  await page.getByText('Enter a number such as 12.5').waitFor()
  assert.equal(await field.getAttribute('aria-invalid'), 'true')
  assert.equal(await answer(page), before)
})

test('A figure opens its steps by Enter and closes them by Escape, and the focus returns', async () => {
  const page = await site.open()
  await answer(page)
  const figure = page.locator('azplan-figure.answer button')
  await figure.focus()
  const before = await focused(page)
  await page.keyboard.press('Enter')
  const panel = page.locator('azplan-explain dialog[open]')
  await panel.waitFor()
  assert.ok(await panel.locator('li').count() > 0, 'there are steps')
  assert.match(await panel.innerText(), /Microsoft bills, a month/)
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  assert.deepEqual(await focused(page), before)
})

test('The steps of a line name its rules', async () => {
  const page = await site.open()
  await page.getByRole('button', { name: /^Microsoft bills: .*D4s v5: / }).first().click()
  const text = await page.locator('azplan-explain dialog[open]').innerText()
  for (const word of ['Quantity', 'Price row', 'Tier', 'Retail', 'PEC', 'After PEC', 'Round down', '2,190', '428.14']) assert.ok(text.includes(word), `${word} in ${text}`)
})

test('Copying a figure gives every digit', async () => {
  const page = await site.open()
  const figure = page.locator('azplan-figure[label*="PEC"]').first()
  const value = await figure.getAttribute('value') ?? ''
  const copied = await figure.evaluate((element) => {
    const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, composed: true })
    element.shadowRoot?.querySelector('button')?.dispatchEvent(event)
    return event.clipboardData?.getData('text/plain')
  })
  assert.match(value, /^\d+\.\d+$/)
  assert.equal(copied, value)
})

test('A line that the list does not hold is a gap, and the total says that it is incomplete', async () => {
  const page = await site.open()
  await answer(page)
  await page.evaluate(() => {
    const state = JSON.parse(localStorage.getItem('azplan') ?? '')
    state.estimates[0].lines[0].productId = 'DZH000000000'
    localStorage.setItem('azplan', JSON.stringify(state))
  })
  await page.reload()
  await page.locator('.summary').getByText('Incomplete, 1 line unpriced').waitFor()
  await page.getByText('No price.').waitFor()
})

test('A billing currency without a rate asks for one; with the rate the total is in that currency', async () => {
  const page = await site.open()
  await answer(page)
  await page.getByRole('button', { name: 'Settings' }).click()
  const panel = page.locator('azplan-settings dialog[open]')
  await panel.getByLabel('Billing currency').fill('eur')
  await panel.getByLabel('Billing currency').press('Tab')
  await page.locator('azplan-estimate').getByRole('alert').waitFor({ state: 'attached' })
  assert.equal(await page.locator('azplan-figure.answer').count(), 0, 'no total without a rate')
  await panel.getByLabel('Currency', { exact: true }).fill('EUR')
  await panel.getByLabel('USD per unit').fill('1.08')
  await panel.getByRole('button', { name: 'Add', exact: true }).click()
  await page.keyboard.press('Escape')
  assert.match(await answer(page), /^EUR \d/)
  await page.getByText(/1 USD = 0\.92/).waitFor()
})

test('Every price of a long list is reached by scrolling, a page at a time', async () => {
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  const rows = page.locator('azplan-prices tbody.virtual tr.hit')
  assert.ok(await rows.count() < 60, 'only what can be seen is in the document')
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  const count = Number(await page.locator('azplan-prices table[aria-rowcount]').getAttribute('aria-rowcount'))
  assert.ok(count > 300)
  await page.locator(`azplan-prices tr[aria-rowindex="${count}"] button.open`).waitFor()
  assert.ok(await rows.count() < 60)
})

test('A facet narrows the list and stands in the address; a reload keeps it', async () => {
  const page = await site.open({ hash: '#/prices?q=v5' })
  await page.getByRole('button', { name: /^Reservation \d+$/ }).click()
  const chosen = page.getByRole('button', { name: /^Reservation \d+$/, pressed: true })
  await chosen.waitFor()
  assert.equal(hash(page), '#/prices?q=v5&type=Reservation')
  const before = await page.locator('.count').first().innerText()
  await page.reload()
  await chosen.waitFor()
  assert.equal(await page.locator('.count').first().innerText(), before)
})
