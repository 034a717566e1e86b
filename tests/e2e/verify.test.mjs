import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import readSheets from 'read-excel-file/node'
import { withSite } from './browser.mjs'
import { answer, dropFile, dropFiles, focused } from './page.mjs'

const site = withSite()
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const sample = (await readFile(fileURLToPath(new URL('../../pkg-template/sample/usage-sample.csv', import.meta.url)), 'utf8')).trim().split('\n')
const columns = sample[0].split(',')

/** A line of the sample with other cells. @param {string} line @param {Record<string, string>} cells */
function edited(line, cells) {
  const own = line.split(',')
  for (const [name, value] of Object.entries(cells)) own[columns.indexOf(name)] = value
  return own.join(',')
}

/** The sample with PEC missing in row 2, and row 6 said again at the end. */
const faulty = [...sample.map((line, index) => (index === 1 ? edited(line, { EffectiveUnitPrice: '0.0796', PricingPreTaxTotal: '1.9104', BillingPreTaxTotal: '1.9104', PartnerEarnedCreditPercentage: '' }) : line)), sample[7], ''].join('\n')

const recon = ['SubscriptionId,ProductId,SkuId,AvailabilityId,EffectiveUnitPrice,BillableQuantity,Subtotal,Currency,MeterDescription', 'a2b3c4d5-0000-4000-8000-000000000001,DZH318Z99999,0001,,1,1,1.00,USD,Hours', ''].join('\n')

/** @param {import('playwright-core').Page} page @param {string} name */
const show = (page, name) => page.locator('azplan-bill').getByRole('button', { name, exact: true }).click()

/** @param {import('playwright-core').Page} page */
async function violations(page) {
  await page.evaluate(axe)
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return found.violations.map((/** @type {any} */ rule) => `${rule.id}: ${rule.nodes.map((/** @type {any} */ node) => `${node.target} ${node.failureSummary}`).join(' | ')}`)
}

test('A billed file that is right is said to be right', async () => {
  const page = await site.open({ hash: '#/bill' })
  await page.getByRole('button', { name: /sample usage/ }).click()
  await answer(page)
  await show(page, 'Verify')
  await page.getByText('The bill is right').waitFor()
  await page.locator('azplan-bill-verify').getByText('✓ 338 rows agree, 0 differ, 0 are not checked').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Differences are named with their cause, open into steps, and are exported with sums that close', async () => {
  const page = await site.open({ hash: '#/bill' })
  await dropFile(page, 'november.csv', faulty)
  await answer(page)
  await show(page, 'Verify')
  await page.locator('azplan-bill-verify').getByText('337 rows agree, 2 differ, 0 are not checked; causes: PEC missing 1, row twice 1').waitFor()
  const rows = page.locator('azplan-bill-verify tr.hit')
  assert.equal(await rows.count(), 2)
  await page.getByRole('button', { name: /^PEC missing 1/ }).click()
  assert.equal(await rows.count(), 1)
  assert.match(await rows.innerText(), /Usage, row 2[\s\S]*PEC missing[\s\S]*1\.9104[\s\S]*1\.62384/)
  assert.equal(await rows.locator('azplan-figure').getAttribute('value') ?? await rows.locator('azplan-figure').evaluate((figure) => /** @type {any} */ (figure).value), '0.28656')
  await rows.locator('azplan-figure button').click()
  const dialog = page.locator('azplan-explain dialog[open]')
  await dialog.getByText('Partner earned credit is due and was not given.').waitFor()
  await page.keyboard.press('Escape')
  const [csv] = await Promise.all([page.waitForEvent('download'), show(page, 'Export CSV')])
  assert.equal(csv.suggestedFilename(), 'verify-2025-11.csv')
  const text = await readFile(await csv.path(), 'utf8')
  assert.match(text, /^\ufeffKind,File,File number,Row,Cause,/)
  assert.equal(text.split('\r\n').filter((line) => line.startsWith('Difference,')).length, 2, 'every difference, whatever the filter')
  const [xlsx] = await Promise.all([page.waitForEvent('download'), show(page, 'Export XLSX')])
  const [summary, differences] = await readSheets(await readFile(await xlsx.path()))
  assert.deepEqual([summary.sheet, differences.sheet, differences.data.length], ['Summary', 'Differences', 4])
  assert.deepEqual(page.trouble, [])
})

/** The sample with amounts that can't be read in rows 2, 3 and 4. */
const unreadable = [...sample.map((line, index) => {
  const cell = [undefined, '####', '', '$1.00'][index]
  return cell === undefined ? line : edited(line, { PricingPreTaxTotal: cell, BillingPreTaxTotal: cell })
}), ''].join('\n')

for (const { locale, part, verdict, title } of [
  { locale: 'en', part: 'Verify', verdict: '335 rows agree, 0 differ, 3 are not checked; not checked because 3 have no amount that can be read', title: 'Not everything was checked' },
  { locale: 'zh-Hant', part: '驗證', verdict: '335 列相符，0 列不符，3 列未檢查；未檢查的原因：3 筆沒有可讀取的金額', title: '並非全部都已檢查' },
]) {
  test(`Amounts that can't be read are not checked, and the verdict says why (${locale})`, async () => {
    const page = await site.open({ hash: '#/bill' })
    await page.getByLabel('Language').selectOption(locale)
    await dropFile(page, 'november.csv', unreadable)
    await answer(page)
    await show(page, part)
    const view = page.locator('azplan-bill-verify')
    await view.getByText(verdict).waitFor()
    await view.getByText(title).waitFor()
    assert.equal(await view.locator('tr.hit').count(), 0)
    assert.equal(await view.getByText(locale === 'en' ? 'The bill is right' : '帳單正確', { exact: true }).count(), 0)
    assert.deepEqual(page.trouble, [])
  })
}

test('The reconciliation file joins by drop, several files at once, and can be left out again', async () => {
  const page = await site.open({ hash: '#/bill' })
  await dropFiles(page, [['november.csv', sample.join('\n')], ['recon.csv', recon]])
  await answer(page)
  await show(page, 'Verify')
  await page.locator('azplan-bill-verify').getByText(/reconciliation lines: 0 agree, 1 differ, 0 are not checked/).waitFor()
  await page.getByText('reconciliation file recon.csv').waitFor()
  await page.getByRole('button', { name: 'Leave the reconciliation file out' }).click()
  await page.locator('azplan-bill-verify').getByText('✓ 338 rows agree, 0 differ, 0 are not checked').waitFor()
  await page.getByText('no reconciliation file').waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Access facts decide on PEC, in the tree and in the verification', async () => {
  const page = await site.open({ hash: '#/bill' })
  await dropFile(page, 'november.csv', sample.join('\n'))
  await answer(page)
  await dropFile(page, 'access.json', '{"grants":[]}')
  await page.getByText('Access: access.json').waitFor()
  await show(page, 'Tree')
  const figures = page.locator('azplan-bill-tree tbody tr').first().locator('azplan-figure')
  await figures.first().waitFor()
  assert.deepEqual(await figures.evaluateAll((found) => found.map((figure) => /** @type {any} */ (figure).value)), ['485.1793572808', '0', '67.2010140627', '485.1793572808'])
  await show(page, 'Verify')
  await page.getByText(/PEC not due \d+/).first().waitFor()
})

test('The tree opens with the keyboard alone, down to the meters, and any level is saved', async () => {
  const page = await site.open({ hash: '#/bill' })
  await page.getByRole('button', { name: /sample usage/ }).click()
  await answer(page)
  await show(page, 'Tree')
  const nodes = page.locator('azplan-bill-tree button.node')
  await nodes.nth(3).waitFor()
  assert.equal(await nodes.count(), 4, 'one customer and one plan are open, two subscriptions are not')
  await nodes.first().focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(150)
  }
  assert.match((await focused(page)).name, /^rg-dev/)
  await page.locator('azplan-bill-tree tr.resource').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('azplan-bill-tree tr.meter').first().waitFor()
  assert.match(await page.locator('azplan-bill-tree tr.meter').first().innerText(), /× 1 Hour/)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  assert.match((await focused(page)).name, /^rg-dev/)
  await page.locator('azplan-bill-tree tr.resourceGroup azplan-figure button').last().click()
  await page.locator('azplan-explain dialog[open]').getByText(/^after partner earned credit: /).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('azplan-bill-tree select').selectOption('resource')
  const [file] = await Promise.all([page.waitForEvent('download'), show(page, 'Export CSV')])
  assert.equal(file.suggestedFilename(), 'tree-resource-2025-11.csv')
  const text = await readFile(await file.path(), 'utf8')
  assert.match(text, /^\ufeffCustomer,Customer name,Azure plan,Subscription,Subscription name,Resource group,Resource,/)
  assert.match(text.trimEnd().split('\r\n').at(-1) ?? '', /^Sum,.*417\.9783432181,USD$/)
  assert.deepEqual(page.trouble, [])
})

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const locale of ['en-US', 'zh-TW']) {
    test(`axe finds nothing against tree and verification (${colorScheme}, ${locale})`, async () => {
      const page = await site.open({ hash: '#/bill', colorScheme, locale })
      await page.locator('azplan-bill azplan-drop').first().waitFor()
      await dropFile(page, 'november.csv', faulty)
      await answer(page)
      const parts = page.locator('azplan-bill .switch').first().getByRole('button')
      await parts.nth(1).click()
      await page.locator('azplan-bill-tree button.node').nth(2).click()
      await page.locator('azplan-bill-tree tr.resourceGroup').first().waitFor()
      assert.deepEqual(await violations(page), [])
      await parts.nth(2).click()
      await page.locator('azplan-bill-verify tr.hit').first().waitFor()
      assert.deepEqual(await violations(page), [])
      assert.deepEqual(page.trouble, [])
    })
  }
}

test('A long comparison shows how far it is, and can be cancelled and begun again', async () => {
  const page = await site.open({ hash: '#/bill' })
  await page.getByRole('button', { name: /sample usage/ }).click()
  await answer(page)
  await show(page, 'Verify')
  await page.getByText('The bill is right').waitFor()
  // An engine that takes its time: it is done when it is told to stop.
  await page.locator('azplan-bill-verify').evaluate((element) => {
    const view = /** @type {any} */ (element)
    const { engine } = view
    let calls = 0
    view.engine = {
      verify: (/** @type {any} */ files, /** @type {any} */ request, /** @type {any} */ { signal, onProgress }) => {
        if (++calls > 1) return engine.verify(files, request, { signal, onProgress })
        onProgress({ done: 1, total: 4 })
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    }
  })
  const bar = page.getByRole('progressbar', { name: 'Comparing every row…' })
  await bar.waitFor()
  assert.equal(await bar.evaluate((progress) => /** @type {HTMLProgressElement} */ (progress).value), 0.25)
  await page.getByRole('button', { name: 'Cancel the comparison' }).click()
  await page.getByText('The comparison was cancelled.').waitFor()
  await page.getByRole('button', { name: 'Compare again' }).click()
  await page.getByText('The bill is right').waitFor()
  assert.deepEqual(page.trouble, [])
})
