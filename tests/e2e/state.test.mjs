import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { answer, answerAfter, wholeDocument } from './page.mjs'

const site = withSite()

test('A reload keeps the estimate, the language and the theme', async () => {
  const page = await site.open()
  const before = await answer(page)
  const field = page.getByLabel(/^Quantity of .*Log Analytics/)
  await field.fill('137')
  await field.press('Enter')
  const changed = await answerAfter(page, before)
  await page.getByRole('textbox', { name: 'Name of the estimate' }).fill('Fabrikam')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Theme/ }).click()
  await page.getByRole('button', { name: /^Theme: light/ }).click()
  await page.getByLabel('Language').selectOption('zh-Hant')
  await page.reload()
  assert.equal(await answer(page), changed)
  assert.equal(await page.getByRole('textbox', { name: '估算名稱' }).inputValue(), 'Fabrikam')
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hant-TW')
})

test('A second tab picks the changes up', async () => {
  const page = await site.open()
  const before = await answer(page)
  const other = await site.open({ context: page.context() })
  assert.equal(await answer(other), before)
  const field = page.getByLabel(/^Quantity of .*Log Analytics/)
  await field.fill('4321')
  await field.press('Enter')
  const changed = await answerAfter(page, before)
  assert.equal(await answerAfter(other, before), changed)
})

test('Work that cannot be read is put aside, said so, and the page starts with the sample', async () => {
  const page = await site.open()
  await answer(page)
  await page.evaluate(() => localStorage.setItem('azplan', '{"schemaVersion": 1, "estimates": [{'))
  await page.reload()
  await page.getByText(/could not be read/).waitFor()
  assert.match(await answer(page), /^USD \d/)
  assert.match(await page.evaluate(() => localStorage.getItem('azplan.unreadable') ?? ''), /"estimates": \[\{$/)
})

test('Work of a newer version is left as it is', async () => {
  const page = await site.open()
  await answer(page)
  const newer = '{"schemaVersion":99,"estimates":"all new"}'
  await page.evaluate((text) => localStorage.setItem('azplan', text), newer)
  await page.reload()
  await page.getByText(/newer version/).waitFor()
  await page.getByLabel('Language').selectOption('zh-Hant')
  assert.equal(await page.evaluate(() => localStorage.getItem('azplan')), newer)
})

test('A browser that keeps nothing is told of, and the page works on', async () => {
  const page = await site.open()
  await answer(page)
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }
  })
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await page.getByText(/keeps nothing now/).waitFor()
  assert.match(await answer(page), /^USD \d/)
})

test('The language switch changes every word of the frame and the view', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await page.getByLabel('Language').selectOption('zh-Hant')
  for (const words of ['Microsoft 每月向您計費', '零售價', '價格', '帳單', '合作夥伴']) await page.getByText(words).first().waitFor()
  const left = (await page.locator('azplan-site').innerText()).match(/\b(Prices|Estimate|Bill|Retail|Quantity|Sample|Partner|Customer|month|Drop)\b/g)
  assert.equal(left, null)
  assert.match(await page.title(), /^估算/)
})

test('The customer view holds neither PEC nor what Microsoft bills, nowhere in the document', async () => {
  const page = await site.open({ hash: '#/estimate' })
  const cost = await answer(page)
  const secrets = [/PEC/, /Microsoft bills/i, new RegExp(cost.replace('USD ', '').replace('.', '\\.'))]
  const words = /partner earned/i
  const open = await wholeDocument(page)
  for (const secret of secrets) assert.ok(secret.test(open), `the partner view shows ${secret}, so the test can see it`)
  await page.getByRole('button', { name: 'Customer', exact: true }).click()
  await answerAfter(page, cost)
  await page.locator('azplan-figure.answer button').click()
  await page.locator('azplan-explain dialog[open]').waitFor()
  const lineExplained = async () => {
    await page.keyboard.press('Escape')
    await page.locator('azplan-figure[label^="Price:"] button').first().click()
    await page.locator('azplan-explain dialog[open] li').first().waitFor()
  }
  const seen = [await wholeDocument(page)]
  await lineExplained()
  seen.push(await wholeDocument(page))
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Prices' }).click()
  await page.getByRole('row').nth(3).waitFor()
  seen.push(await wholeDocument(page))
  await page.locator('.open').first().click()
  await page.locator('azplan-price-details dialog[open] table').waitFor()
  seen.push(await wholeDocument(page))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Settings' }).click()
  seen.push(await wholeDocument(page))
  const leaks = seen.flatMap((text) => text.split('\n').filter((line) => [...secrets, words].some((secret) => secret.test(line))))
  assert.deepEqual(leaks, [])
  assert.equal(await page.getByRole('link', { name: 'Bill' }).count(), 0)
})
