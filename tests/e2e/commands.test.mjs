// The palette of commands, work as a file, words in Chinese.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { answer, answerAfter, dropFile, focused, hash, search } from './page.mjs'

const site = withSite()

const palette = (/** @type {import('playwright-core').Page} */ page) => page.locator('azplan-palette')

/** @param {import('playwright-core').Page} page @param {string} text */
async function command(page, text) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search prices, or type a command' }).fill(text)
}

test('Ctrl K finds a view, an action, or prices; Escape closes it and gives the focus back', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  const figure = page.locator('azplan-figure.answer button')
  await figure.focus()
  const before = await focused(page)
  await page.keyboard.press('Control+k')
  const list = page.getByRole('listbox', { name: 'Commands' })
  await list.waitFor()
  assert.equal((await focused(page)).tag, 'input')
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  assert.deepEqual(await focused(page), before)

  await command(page, 'go bill')
  await page.keyboard.press('Enter')
  await page.getByText('Drop a daily rated usage file').waitFor()
  await command(page, 'theme dark')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
  await command(page, 'd4s v5 westeurope')
  await list.getByRole('option', { name: 'Search prices for “d4s v5 westeurope”' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.count').first().waitFor()
  assert.equal(hash(page), '#/prices?q=d4s+v5+westeurope')
  assert.deepEqual(page.trouble, [])
})

test('A key pressed in the very moment in which the palette closes is the key of the page', async () => {
  const page = await site.open({ hash: '#/bill' })
  await page.getByText('Drop a daily rated usage file').waitFor()
  const box = page.getByRole('combobox', { name: 'Search prices, or type a command' })
  for (let turn = 0; turn < 10; turn += 1) {
    await command(page, 'theme dark')
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Control+k')])
    await box.waitFor()
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('/')])
    await box.waitFor({ state: 'detached' })
    assert.equal((await focused(page)).tag, 'input', 'the search of the page')
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
  }
  assert.deepEqual(page.trouble, [])
})

test('Arrows move through the commands; what is chosen is said', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await page.keyboard.press('Control+k')
  const box = palette(page).getByRole('combobox')
  const options = palette(page).getByRole('option')
  assert.ok(await options.count() > 8)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  assert.equal(await box.getAttribute('aria-activedescendant'), await options.nth(2).getAttribute('id'))
  assert.equal(await options.nth(2).getAttribute('aria-selected'), 'true')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  assert.equal(await options.last().getAttribute('aria-selected'), 'true', 'round the corner')
})

test('In the customer view no command leads to what the partner pays', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await page.keyboard.press('Control+k')
  assert.equal(await palette(page).getByRole('option', { name: /bill/i }).count(), 2, 'the partner has them, so the test can see them')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Customer', exact: true }).click()
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('option').first().waitFor()
  assert.equal(await palette(page).getByRole('option', { name: /bill|changes/i }).count(), 0)
})

test('Work saved as a file is the same work in another browser', async () => {
  const page = await site.open({ hash: '#/estimate' })
  const before = await answer(page)
  const field = page.getByLabel(/^Quantity of .*Log Analytics/)
  await field.fill('321')
  await field.press('Enter')
  const changed = await answerAfter(page, before)
  await page.getByRole('textbox', { name: 'Name of the estimate' }).fill('Contoso')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Settings' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()])
  assert.equal(download.suggestedFilename(), 'azplan.json')
  const text = await readFile(await download.path(), 'utf8')

  const other = await site.open({ hash: '#/estimate' })
  assert.equal(await answer(other), before)
  await dropFile(other, 'azplan.json', text)
  await other.getByText('Read the saved work').waitFor()
  assert.equal(await answerAfter(other, before), changed)
  assert.equal(await other.getByRole('textbox', { name: 'Name of the estimate' }).inputValue(), 'Contoso')
  await other.locator('azplan-toast').getByRole('button', { name: 'Undo' }).click()
  assert.equal(await answerAfter(other, changed), before)
})

test('Chinese words find the English titles, and the page says what it searched', async () => {
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  for (const [word, words, title] of /** @type {[string, string, RegExp][]} */ ([['虛擬機器', 'virtual machines', /Virtual Machines/], ['儲存體', 'storage', /Storage|Blob|Disk/], ['資料庫 西歐', 'database westeurope', /Database|DB/], ['頻寬', 'bandwidth', /Bandwidth/]])) {
    await search(page, word)
    await page.locator('.count').getByText(`searched as ${words}`).waitFor()
    const texts = await page.locator('tr.hit').allInnerTexts()
    assert.ok(texts.length > 0 && texts.every((text) => title.test(text)), word)
  }
  await search(page, '沒有這個')
  await page.getByRole('heading', { name: '0 prices' }).waitFor()
})
