import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { focused } from './page.mjs'

const site = withSite()

/** @param {import('playwright-core').Page} page */
const verdict = (page) => page.locator('azplan-plan .answer')
/** @param {import('playwright-core').Page} page @param {string} word */
const says = (page, word) => verdict(page).filter({ hasText: new RegExp(`^\\W*${word}$`) }).waitFor()
/** @param {import('playwright-core').Page} page @param {string} rule */
const rule = (page, rule) => page.locator(`azplan-plan [data-rule=${rule}]`)

/** Facts with which a direct-bill partner may buy a plan on 1 August 2021. @param {import('playwright-core').Page} page */
async function fillIn(page) {
  await page.getByLabel('On which day').fill('2021-08-01')
  await page.getByLabel('Kind of partner').selectOption('Direct-bill partner')
  await page.getByLabel('Multifactor authentication for all users of the partner').selectOption('Yes')
  await page.getByLabel('Customer’s market').fill('Taiwan')
  await page.keyboard.press('Tab')
  await page.getByLabel('Reseller relationship in Partner Center').selectOption('Yes')
  await page.getByLabel('Microsoft Customer Agreement accepted').selectOption('Yes')
  await page.getByLabel('Accepted on').fill('2021-07-30')
  await page.getByLabel('0145P subscriptions').selectOption('None')
}

test('Nothing filled in is not known; each fact that is filled in settles its rule, and a reload keeps them', async () => {
  const page = await site.open({ hash: '#/plan' })
  await says(page, 'Not known')
  await page.getByText(/^1 rule holds, 6 not known yet, by the rules of /).waitFor()
  await rule(page, 'agreement').getByText('It is not known whether the customer has accepted the agreement.').waitFor()
  await fillIn(page)
  await says(page, 'Ready')
  await page.getByText('7 rules hold, by the rules of Aug 1, 2021.').waitFor()
  await page.locator('azplan-plan [data-effect=firstInvoice]').getByText('usage from 2021-08-01 to 2021-08-31').waitFor()
  await page.reload()
  await says(page, 'Ready')
  assert.deepEqual(page.trouble, [])
})

test('What is missing says what to do, and leads to its field', async () => {
  const page = await site.open({ hash: '#/plan' })
  await fillIn(page)
  await page.getByLabel('Accepted on').fill('2021-08-02')
  await says(page, 'Not ready')
  const agreement = rule(page, 'agreement')
  await agreement.getByText('a future date is refused').waitFor()
  assert.equal(await page.locator('azplan-plan [data-rule]').first().getAttribute('data-rule'), 'agreement', 'what does not hold stands first')
  await agreement.getByRole('button', { name: 'Fill in' }).click()
  assert.equal((await focused(page)).tag, 'input')
  assert.equal(await page.evaluate(() => document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-plan')?.shadowRoot?.activeElement?.getAttribute('data-fact')), 'customer.agreement.acceptedOn')
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await says(page, 'Ready')
})

test('Two resellers of record make two plans, and the days of the last old and the first new invoice stand on the line', async () => {
  const page = await site.open({ hash: '#/plan' })
  await fillIn(page)
  await page.getByLabel('What is planned').selectOption('Move from 0145P to the Azure plan')
  await page.getByLabel('Kind of partner').selectOption('Indirect provider')
  await page.getByLabel('Billing anniversary of 0145P').fill('15')
  await page.getByLabel('0145P subscriptions').selectOption('These:')
  await page.getByLabel('Reseller of record, Subscription 1').fill('1111111')
  await page.getByRole('button', { name: 'Add another' }).click()
  await page.getByLabel('Reseller of record, Subscription 2').fill('2222222')
  await page.keyboard.press('Tab')
  await page.getByText('2 Azure plans result, one for each reseller of record: 1111111, 2222222.').waitFor()
  const times = page.locator('azplan-plan .line time')
  assert.deepEqual(await times.evaluateAll((all) => all.map((time) => time.getAttribute('datetime'))), ['2021-08-01', '2021-08-02', '2021-08-17', '2021-09-08'])
  await page.getByLabel('shared services (APSS), Subscription 2').check()
  await page.getByText('One Azure plan results.').waitFor()
  await page.getByText('Shared services (APSS) stay on 0145P').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('The day decides: a savings plan on three days', async () => {
  const page = await site.open({ hash: '#/plan' })
  await fillIn(page)
  await page.getByLabel('What is planned').selectOption('Buy a savings plan')
  await page.getByLabel('An active Azure plan with this partner').selectOption('Yes')
  await says(page, 'Not ready')
  await rule(page, 'savingsPlanSold').getByText('they began on 2022-10-11').waitFor()
  await page.getByLabel('On which day').fill('2022-10-11')
  await says(page, 'Ready')
  const place = page.locator('azplan-plan [data-effect=savingsPlanPlace] p').first()
  await place.filter({ hasText: 'In the Azure portal only' }).waitFor()
  await page.getByLabel('On which day').fill('2026-11-23')
  await place.filter({ hasText: 'In Partner Center or in the Azure portal.' }).waitFor()
})

test('In Traditional Chinese the reasons are Chinese too; a customer does not see the view', async () => {
  const page = await site.open({ hash: '#/plan', locale: 'zh-TW' })
  await verdict(page).filter({ hasText: '未知' }).waitFor()
  await rule(page, 'billedPartner').getByText('尚不知道合作夥伴的類型。').waitFor()
  await page.getByRole('group', { name: '檢視者' }).or(page.locator('.switch')).getByRole('button').nth(1).click()
  await page.getByText('此檢查與合作夥伴如何向 Microsoft 採購有關').waitFor()
  assert.equal(await verdict(page).count(), 0)
})
