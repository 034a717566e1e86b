import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { answer, answerAfter, dropFile, dropFiles, focused, wholeDocument } from './page.mjs'
import { access, billed } from './pec.mjs'

const site = withSite()
const WEB = '51000000…000001'
const DATA = '52000000…000002'

/** @typedef {import('playwright-core').Page} Page */

/** The view with the billed file open. @param {Parameters<typeof site.open>[0]} [options] */
async function losses(options) {
  const page = await site.open({ hash: '#/pec', ...options })
  await page.locator('azplan-pec .shares').waitFor()
  await dropFile(page, 'billed.csv', billed)
  await page.locator('azplan-pec table.strip button.cell').first().waitFor()
  return page
}

/** What a screen reader says of the days of a row. @param {Page} page @param {string} name */
async function daysOf(page, name) {
  const row = page.locator('azplan-pec table.strip').getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  return row.getByRole('cell').evaluateAll((cells) => cells.map((cell) => (cell.querySelector('button')?.getAttribute('aria-label') ?? cell.textContent ?? '').replace(/^.*: /, '').trim()))
}

/** @param {Page} page the text of each row of a table */
function texts(page, /** @type {string} */ table) {
  return page.locator(table).first().evaluate((found) => [...found.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('th, td')].map((cell) => {
    const figures = [...cell.querySelectorAll('azplan-figure')].map((figure) => /** @type {any} */ (figure).value)
    return figures.length ? figures.join(' ') : (cell.textContent ?? '').replace(/\s+/g, ' ').trim()
  })))
}

test('A month in which access ended on the 4th and returned on the 8th is charted day by day, and sums close', async () => {
  const page = await losses()
  // 2 machines x 4 days and one x 10 days, 0.414 each.
  assert.equal(await answer(page), 'USD 7.45')
  assert.equal(await page.locator('azplan-pec azplan-figure.answer').evaluate((figure) => /** @type {any} */ (figure).value), '7.452')
  await page.getByText('✗ 18 rows whose product earns show no PEC.').waitFor()

  const web = await daysOf(page, WEB)
  assert.equal(web.length, 30)
  web.forEach((said, index) => assert.match(said, index >= 3 && index <= 6 ? /^lost, earned USD 0\.00, lost USD 0\.83,/ : /^earned, earned USD 0\.83, lost USD 0\.00,/, `day ${index + 1}`))
  const data = await daysOf(page, DATA)
  data.forEach((said, index) => assert.match(said, index >= 20 ? /^partly lost/ : /^earned/, `day ${index + 1}`))

  await page.getByRole('button', { name: WEB }).click()
  for (const said of await daysOf(page, 'rg-batch')) assert.match(said, /^not eligible, .*not eligible USD 0\.24$/)
  const shop = await daysOf(page, 'rg-shop')
  assert.deepEqual(shop.map((said) => said.split(',')[0]), Array.from({ length: 30 }, (_, index) => (index >= 3 && index <= 6 ? 'lost' : 'earned')))

  const sums = Object.fromEntries(await texts(page, 'azplan-pec table.sums'))
  assert.deepEqual(sums, { 'Retail of all rows': '338.4', 'of which can never earn': '7.2', 'of which can earn': '331.2', 'PEC of what can earn': '49.68', 'PEC earned': '42.228', 'PEC lost': '7.452', 'Left over': '0' })
  assert.deepEqual(page.trouble, [])
})

test('Losses are sorted by money, with since and what would mend them; a click leads to the rows and the reason', async () => {
  const page = await losses()
  const leaks = await texts(page, 'azplan-pec .leaks table')
  assert.deepEqual(leaks.map((cells) => cells.slice(0, 5)), [
    ['rg-lakeresource group, 10 rows', 'Nov 21, 2025', 'goes on', '4.14', '12.42'],
    ['51000000-0000-4000-8000-000000000001whole subscription, 8 rows', 'Nov 4, 2025', 'Nov 7, 2025', '3.312', '–'],
  ])
  assert.match(leaks[0][5], /^Give the provider or the reseller of record a role that earns here/)
  await page.getByRole('button', { name: 'rg-lake', exact: true }).click()
  const dialog = page.locator('azplan-pec-rows dialog[open]')
  await dialog.locator('tbody tr').first().waitFor()
  assert.equal(await dialog.locator('tbody tr').count(), 10)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Nov 4, 2025: lost/ }).first().click()
  await dialog.locator('tbody tr').first().waitFor()
  const rows = (await dialog.locator('tbody tr').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
  assert.equal(rows.length, 3)
  assert.deepEqual(await dialog.locator('tbody tr').first().locator('azplan-figure').evaluateAll((figures) => figures.map((figure) => /** @type {any} */ (figure).value)), ['2.76', '0.414'])
  assert.match(rows[0], /^17 web-1.* lost The product earns; no access is known that covered the day Partner Center/)
  assert.match(rows[2], /batch.* not eligible Not eligible: Spot Partner Center: partner-earned-credit/)
  assert.deepEqual(page.trouble, [])
})

test('Access facts say which access was missing, and that nothing was lost in spite of access', async () => {
  const page = await losses()
  await page.locator('azplan-pec azplan-drop.access input[type=file]').setInputFiles({ name: 'access.json', mimeType: 'application/json', buffer: Buffer.from(access) })
  await page.getByText('Access: access.json').waitFor()
  await page.locator('azplan-pec .leaks').getByText('The role does not earn: 10 days').waitFor()
  await page.locator('azplan-pec .leaks').getByText('Access is on other resources: 4 days').waitFor()
  await page.locator('azplan-pec .leaks').getByText('Give a role that earns, such as Contributor.').waitFor()
  assert.equal(Object.fromEntries(await texts(page, 'azplan-pec table.sums'))['Lost in spite of access'], '0')
  assert.equal(await page.locator('azplan-pec details.not-due').count(), 0)
  await page.getByRole('button', { name: 'Leave access.json out' }).click()
  await page.getByText('The role does not earn: 10 days').waitFor({ state: 'detached' })
})

test('The lost rows are exported, with the digits of the engine and their sum', async () => {
  const page = await losses()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export the rows (CSV)' }).click()])
  assert.equal(download.suggestedFilename(), 'pec-lost-2025-11-30.csv')
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  assert.equal(lines.length, 20)
  assert.match(lines[1], /,2025-11-04,plan-1,51000000-.*,2\.76,0\.414,,USD$/)
  assert.match(lines[19], /^sum,.*,7\.452,,USD$/)
})

test('The strip is one stop of the Tab key; arrows go from day to day, Enter opens the rows', async () => {
  const page = await losses()
  const cells = page.locator('azplan-pec table.strip button.cell')
  assert.equal(await page.locator('azplan-pec table.strip [tabindex="0"].cell').count(), 1)
  await cells.first().focus()
  for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('ArrowRight')
  assert.match((await focused(page)).name, /^Nov 4, 2025: lost/)
  await page.keyboard.press('ArrowDown')
  assert.match((await focused(page)).name, /^Nov 4, 2025: earned/)
  await page.keyboard.press('End')
  assert.match((await focused(page)).name, /^Nov 30, 2025: partly lost/)
  await page.keyboard.press('Enter')
  await page.locator('azplan-pec-rows dialog[open] tbody tr').first().waitFor()
  await page.keyboard.press('Escape')
  assert.match((await focused(page)).name, /^Nov 30, 2025/, 'the focus is back on the day')
})

test('Scenarios of access change the figure of an estimate; side by side they say what is lost', async () => {
  const page = await site.open({ hash: '#/pec' })
  const full = await answer(page)
  const named = Object.fromEntries((await texts(page, 'azplan-pec .scenarios table')).map((cells) => [cells[0].replace(/ ?(\d+ days?: |Access on all).*/, ''), cells.slice(1)]))
  assert.deepEqual(Object.keys(named), ['Full access from day one', 'Access from Nov 10, 2025', 'Reader role only', 'Reseller has access, provider has not'])
  assert.deepEqual(named['Reader role only'].slice(0, 3), ['0 / 30', '0', '0'])
  assert.deepEqual(named['Reseller has access, provider has not'].slice(1), named['Full access from day one'].slice(1))
  await page.locator('azplan-pec').getByRole('group', { name: 'Access scenario' }).getByRole('button', { name: 'Reader role only' }).click()
  assert.equal(await answerAfter(page, full), 'USD 0.00')
  await page.getByText('0 of 30 days earn.').waitFor()
  const worth = page.locator('azplan-pec table.worth .cell')
  assert.deepEqual([await worth.count(), (await worth.first().textContent())?.trim()], [30, '✗lost: The role does not earn'])
  await page.getByLabel('Access begins on').fill('2025-11-21')
  await page.getByText('10 of 30 days earn.').waitFor()
  await page.getByLabel('To the reseller, % of retail').fill('15')
  await page.getByLabel('To the reseller, % of retail').press('Enter')
  await page.waitForFunction(() => {
    const figure = document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-pec')?.shadowRoot?.querySelector('.shares azplan-figure')
    return /** @type {any} */ (figure)?.value === '0'
  })
  await page.locator('azplan-pec').getByText('Not eligible: Spot').waitFor()
  await page.locator('azplan-figure.answer button').click()
  await page.locator('azplan-explain dialog[open] li').nth(2).waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Every figure of a scenario and of the losses opens into its steps', async () => {
  const page = await site.open({ hash: '#/pec' })
  await page.getByRole('heading', { name: 'Scenarios side by side' }).waitFor()
  const steps = async (/** @type {RegExp} */ name) => {
    await page.getByRole('button', { name }).first().click()
    const text = (await page.locator('azplan-explain dialog[open]').innerText()).replace(/\s+/g, ' ')
    await page.keyboard.press('Escape')
    return text
  }
  assert.match(await steps(/^Access from Nov 10, 2025: Lost in twelve months: /), /PEC of each month.*November 2025 \(21 \/ 30\).*Full access, less this one/i)
  assert.match(await steps(/^Nov 5, 2025: /), /an even part of the month.*PEC of that day, were there access/i)
  assert.match(await steps(/^You keep: /), /what is left after what is given on/i)
})

test('A customer sees nothing of PEC', async () => {
  const page = await losses()
  await page.getByRole('button', { name: 'Customer', exact: true }).click()
  await page.getByText('PEC is between Microsoft and the partner.').waitFor()
  assert.doesNotMatch(await wholeDocument(page), /7\.452|0\.414|42\.228/)
})

test('In Chinese the view speaks Chinese, and the figures are the same', async () => {
  const page = await losses({ locale: 'zh-TW' })
  await page.getByRole('heading', { name: '合作夥伴所獲得信用點數' }).waitFor()
  await page.getByText('✗ 18 列的產品符合資格，卻沒有 PEC。').waitFor()
  assert.equal(await answer(page), 'USD 7.45')
  await page.getByRole('button', { name: /^2025\/11\/4：?:? ?已損失/ }).first().waitFor()
})

test('A file without printed prices, and an empty month of losses, are told in words', async () => {
  const page = await site.open({ hash: '#/pec' })
  await page.locator('azplan-pec .shares').waitFor()
  await dropFiles(page, [['plain.csv', 'UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z08M9W,008H,1\n']])
  await page.locator('azplan-pec').getByRole('alert').getByText(/prints no prices and no totals/).waitFor()
  await dropFile(page, 'clean.csv', billed.split('\n').filter((line, index) => index === 0 || line.endsWith(',15') || line.includes('Spot') || line === '').join('\n'))
  await page.getByText('✓ No row lost PEC.').waitFor()
  assert.equal(await page.locator('azplan-pec .leaks').count(), 0)
  await page.locator('azplan-pec').getByText('Not eligible: Spot').waitFor()
})
