// Which way to pay, which offer, which market: as a seller asks with a customer on the phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { answer, answerAfter } from './page.mjs'

const site = withSite()

/** @typedef {import('playwright-core').Page} Page */

const spaces = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim()
/** @param {Page} page @param {string} way */
const row = (page, way) => page.locator('azplan-purchase table.ways-table tbody tr', { hasText: way }).first()
/** What the row's figures show, each in its own element. @param {Page} page @param {string} way */
const figures = async (page, way) => (await row(page, way).locator('azplan-figure .shown').allInnerTexts()).map(spaces)

/** A machine of the sample list. @param {Parameters<typeof site.open>[0]} [options] */
async function opened(options = {}) {
  const page = await site.open({ hash: '#/compare', ...options })
  await answer(page)
  const before = await answer(page)
  await page.getByRole('searchbox', { name: 'Find a workload' }).fill('d2s v5 eastus')
  await page.getByRole('combobox', { name: 'Workload' }).locator('option', { hasText: 'Virtual Machines Dsv5 Series - D2s v5 · eastus · 0.096 USD' }).waitFor({ state: 'attached' })
  await page.getByRole('combobox', { name: 'Workload' }).selectOption('Virtual Machines Dsv5 Series - D2s v5 · eastus · 0.096 USD')
  await page.locator('azplan-purchase .verdict', { hasText: 'Virtual Machines Dsv5 Series - D2s v5' }).waitFor()
  return Object.assign(page, { before })
}

test('A machine: the least for the customer first, every way beside it, what is not in the list named', async () => {
  const page = await opened()
  assert.equal(await answer(page), 'USD 25.92')
  assert.match(spaces(await page.locator('azplan-purchase .verdict').innerText()), /Reservation, 3 years, a month, 63\.02% below pay as you go .*You keep most with Pay as you go, with PEC \(USD 10\.51\)/)
  assert.deepEqual(await figures(page, 'Pay as you go, with PEC'), ['70.08', '59.57', '10.51', '10.51', '840.96'])
  assert.deepEqual(await figures(page, 'Reservation, 1 year'), ['41.33', '41.33', '0.00', '0.00', '496.00', '496.00'])
  assert.match(spaces(await row(page, 'Reservation, 1 year').innerText()), /41\.02%$/)
  assert.match(await row(page, 'Dev/Test').innerText(), /not in this list/)
  await page.getByText('What is committed and not used in an hour is lost with the hour.').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Hours, instances and markup change the answer; a figure shows its steps', async () => {
  const page = await opened()
  const before = await answer(page)
  await page.getByRole('textbox', { name: 'Hours a month, each instance' }).fill('100')
  assert.equal(await answerAfter(page, before), 'USD 9.60')
  await page.getByRole('textbox', { name: 'Instances' }).fill('3')
  assert.equal(await answerAfter(page, 'USD 9.60'), 'USD 28.80')
  await page.getByRole('textbox', { name: 'Markup in per cent' }).fill('10')
  assert.equal(await answerAfter(page, 'USD 28.80'), 'USD 31.68')
  await page.getByRole('textbox', { name: 'Instances' }).fill('lots')
  await page.getByText('Write a number, such as 1 or 365.5.').waitFor()
  await page.getByRole('textbox', { name: 'Instances' }).fill('1')
  await page.getByRole('button', { name: /^Reservation, 1 year: Microsoft bills: / }).click()
  const steps = spaces(await page.locator('azplan-explain dialog[open]').innerText())
  assert.match(steps, /price of the whole term, although the unit says `1 Hour`: 496/i)
  assert.match(steps, /reservations earn no partner earned credit/i)
})

test('Each way is paid up front or month by month; a discount says what later payments are worth today', async () => {
  const page = await opened()
  const paid = page.locator('azplan-purchase .paid tbody tr', { hasText: 'Reservation, 1 year' })
  const values = async (/** @type {number} */ at) => paid.nth(at).locator('azplan-figure').evaluateAll((figures) => figures.map((figure) => figure.getAttribute('value')))
  assert.deepEqual(await values(0), ['496', '0', '496', '496'])
  assert.deepEqual(await values(1), ['0', '41.3333333333333', '496', '496'])
  await page.getByRole('textbox', { name: 'Discount of later payments, % a year' }).fill('12')
  // 41.3333 x (1 - 1.01^-12) / 0.01
  await paid.nth(1).getByText('465.21').first().waitFor()
  assert.deepEqual(await values(0), ['496', '0', '496', '496', '496', '496'])
})

test('Use hour by hour says how many to reserve and how much to commit, and what is no number', async () => {
  const page = await opened()
  await page.getByRole('button', { name: 'Try a week of office hours' }).click()
  const commitment = page.locator('azplan-commitment')
  await commitment.getByRole('status').getByText('Reserve 1 for 3 years').waitFor()
  assert.match(spaces(await commitment.locator('section').innerText()), /168 hours, 368 instance hours, at most 5 at once/)
  // One for 3 years at 933 / 26,280 an hour, and 200 hours as you go at 0.096.
  await commitment.getByRole('button', { name: /^Reserve 1 for 3 years: / }).first().click()
  assert.match(spaces(await page.locator('azplan-explain dialog[open]').last().innerText()), /USD ?25\.16.*5\.96.*19\.20?/)
  await page.keyboard.press('Escape')
  await commitment.getByRole('textbox', { name: 'Hours' }).fill('1\n2\nmany')
  await page.keyboard.press('Tab')
  await commitment.getByText('Line 3 is no number: many').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('More hours than a month has are refused in words', async () => {
  const page = await opened()
  await page.getByRole('textbox', { name: 'Hours a month, each instance' }).fill('1000')
  await page.getByText('A month has at most 744 hours').waitFor()
})

test('Lines over hours cross where the table says, for customer and for partner', async () => {
  const page = await opened()
  const points = page.locator('azplan-purchase section', { has: page.getByRole('heading', { name: 'Where the lines cross' }) })
  const texts = (await points.locator('tbody tr').allInnerTexts()).map(spaces)
  assert.match(texts[0], /1 ?Reservation, 1 year .*58\.98 % 5,166\.67 .*69\.39 %/)
  assert.deepEqual(await points.locator('tbody tr').first().locator('azplan-figure .shown').allInnerTexts(), ['430.56', '506.54'])
  await points.getByRole('button', { name: /^Reservation, 1 year: For the partner/ }).click()
  assert.match(spaces(await page.locator('azplan-explain dialog[open]').innerText()), /for the partner, after pec: 41\.3333333333333 a month at 0\.0816/i)
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('azplan-purchase svg.ways g.point').count(), 4)
  const drawn = await page.locator('azplan-purchase svg.ways path.way').count()
  await page.getByRole('group', { name: 'Whose cost the chart shows' }).getByRole('button', { name: 'Partner' }).click()
  await page.locator('azplan-purchase svg.ways text.name', { hasText: 'Pay as you go, with PEC' }).waitFor()
  assert.equal(await page.locator('azplan-purchase svg.ways path.way').count(), drawn + 1)
})

test('A customer sees neither PEC nor what Microsoft bills', async () => {
  const page = await opened()
  await page.getByRole('textbox', { name: 'Markup in per cent' }).fill('20')
  await page.locator('azplan-purchase .verdict', { hasText: '31.10' }).waitFor()
  await page.getByRole('group', { name: 'Who sees this page' }).getByRole('button', { name: 'Customer' }).click()
  await page.locator('azplan-purchase th', { hasText: /^Pay as you go$/ }).first().waitFor()
  const text = await page.locator('azplan-purchase').innerText()
  for (const word of ['PEC', 'Microsoft bills', 'You keep', 'Markup', 'Partner']) assert.ok(!text.includes(word), word)
  // The markup would show in the steps.
  assert.equal(await page.locator('azplan-purchase azplan-figure button').count(), 0)
})

test('Windows is no part of a reservation, unless the customer brings its licence', async () => {
  const page = await opened()
  await page.getByRole('searchbox', { name: 'Find a workload' }).fill('dsv5 windows d2s v5 eastus')
  const windows = page.getByRole('combobox', { name: 'Workload' }).locator('option', { hasText: /Series Windows - D2s v5 · eastus · 0\.188 USD/ })
  await windows.waitFor({ state: 'attached' })
  await page.getByRole('combobox', { name: 'Workload' }).selectOption('Virtual Machines Dsv5 Series Windows - D2s v5 · eastus · 0.188 USD')
  await page.getByText('Software in the price: USD 0.092 an hour; no commitment covers it.').waitFor()
  const before = await answer(page)
  assert.equal(before, 'USD 93.08')
  await page.getByRole('checkbox', { name: 'The customer brings the software licences' }).check()
  assert.equal(await answerAfter(page, before), 'USD 25.92')
})

test('Offers: editions, needs, only differences, what changed', async () => {
  const page = await site.open({ hash: '#/compare' })
  await page.getByRole('button', { name: 'Offers', exact: true }).click()
  const matrix = page.locator('azplan-offers table.matrix')
  await matrix.waitFor()
  assert.equal(await matrix.locator('thead th').count(), 7)
  assert.equal(await matrix.locator('tbody tr').count(), 11)
  await page.getByRole('checkbox', { name: 'Only differences' }).check()
  await matrix.getByText('Currency', { exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Renews by itself' }).check()
  await matrix.getByText('Server subscriptions').waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Renews by itself' }).uncheck()
  await page.getByRole('button', { name: '2020' }).click()
  await matrix.getByText('A slip of the page').waitFor()
  assert.equal(await matrix.locator('thead th').count(), 6)
  const changes = page.locator('azplan-offers section', { has: page.getByRole('heading', { name: 'Changed between the editions' }) })
  assert.match(spaces(await changes.innerText()), /Billing Azure reservations End customer Up front or monthly/)
  await page.getByRole('button', { name: '2023' }).click()
  await changes.getByRole('row', { name: 'All attributes New commerce license-based offers – not there yet there' }).waitFor()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-Hant')
  await matrix.getByText('自動續約').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Markets: currency, or that the sources differ', async () => {
  const page = await site.open({ hash: '#/compare' })
  await page.getByRole('button', { name: 'Markets', exact: true }).click()
  const field = page.getByRole('searchbox', { name: 'Country or region, by name or code' })
  await field.fill('Faroe Islands')
  await page.getByText('Sources differ: DKK, EUR').waitFor()
  await field.fill('Azerbaijan')
  await page.getByText('not available: the list of 109 markets without reservations names this market').waitFor()
  await field.fill('Atlantis')
  await page.getByText(/There is no such market/).waitFor()
})
