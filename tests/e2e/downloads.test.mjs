// Two downloads of one month: what came late, what changed, by day and by resource.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import readSheets from 'read-excel-file/node'
import { withSite } from './browser.mjs'
import { answer, dropFile, focused } from './page.mjs'

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

/** The sample up to the 20th, without row 3, and with row 2 before its PEC came. */
const early = [sample[0], ...sample.slice(1).map((line, index) => (index === 0 ? edited(line, { EffectiveUnitPrice: '0.0796', PricingPreTaxTotal: '1.9104', BillingPreTaxTotal: '1.9104', PartnerEarnedCreditPercentage: '' }) : line))
  .filter((line, index) => index !== 1 && Number(line.split(',')[columns.indexOf('UsageDate')].slice(3, 5)) <= 20), ''].join('\n')

/** @param {import('playwright-core').Page} page @param {string} name */
const press = (page, name) => page.locator('azplan-bill').getByRole('button', { name, exact: true }).click()

/** The sample is billed, the earlier download is compared with it. @param {Parameters<typeof site.open>[0]} [how] */
async function compared(how = {}) {
  const page = await site.open({ hash: '#/bill', ...how })
  await page.locator('azplan-bill azplan-drop').first().waitFor()
  await dropFile(page, 'friday.csv', sample.join('\n'))
  await answer(page)
  await page.locator('azplan-bill .switch').first().getByRole('button').nth(3).click()
  await page.locator('azplan-bill-downloads azplan-drop').waitFor()
  await page.locator('azplan-bill-downloads azplan-drop input[type=file]').setInputFiles({ name: 'monday.csv', mimeType: 'text/csv', buffer: Buffer.from(early) })
  await page.locator('azplan-bill-downloads tr.hit').first().waitFor()
  return page
}

test('Another download of the month says what came late and what changed, by day and resource, with sums', async () => {
  const page = await compared()
  const view = page.locator('azplan-bill-downloads')
  assert.match(await view.locator('.sentence').innerText(), /^\d+ added, 1 of them late; 1 changed; 0 removed; \d+ unchanged\.$/)
  assert.match(await view.locator('.pair').innerText(), /Before\s+monday\.csv[\s\S]*After\s+friday\.csv[\s\S]*338 rows/)
  const days = await view.locator('.days tbody tr').allInnerTexts()
  assert.match(days[0], /^Nov 1, 2025/)
  assert.match(days[0], /−0\.29/, 'PEC came later on the first')
  const figure = view.locator('azplan-figure.answer')
  const difference = await figure.evaluate((element) => /** @type {any} */ (element).value)
  const { answer: found } = await view.evaluate((element) => ({ answer: /** @type {any} */ (element).answer }))
  assert.equal(found.difference, difference)
  assert.equal(found.byDay.length, days.length)
  await figure.locator('button').click()
  await page.locator('azplan-explain dialog[open]').getByText('The totals of the later download less those of the earlier one.').waitFor()
  await page.keyboard.press('Escape')
  assert.equal(await view.locator('.resources tbody tr').count(), 10)
  await view.getByRole('button', { name: /more$/ }).click()
  assert.equal(await view.locator('.resources tbody tr').count(), found.byResource.length)
  assert.deepEqual(page.trouble, [])
})

test('Changes are filtered by kind, open into before and after, and are exported with their sum', async () => {
  const page = await compared()
  const view = page.locator('azplan-bill-downloads')
  await view.getByRole('button', { name: /^Changed 1$/ }).click()
  assert.equal(await view.locator('tr.hit').count(), 1)
  assert.match(await view.locator('tr.hit').innerText(), /Changed[\s\S]*1\.9104[\s\S]*1\.62384/)
  assert.equal(await view.locator('tr.hit azplan-figure').evaluate((figure) => /** @type {any} */ (figure).value), '-0.28656')
  await view.locator('tr.hit azplan-figure button').click()
  await page.locator('azplan-explain dialog[open]').getByText(/for the same quantity/).waitFor()
  await page.keyboard.press('Escape')
  await view.getByRole('button', { name: /^Late 1$/ }).click()
  assert.equal(await view.locator('tr.hit').count(), 1)
  const [csv] = await Promise.all([page.waitForEvent('download'), press(page, 'Export CSV')])
  assert.equal(csv.suggestedFilename(), 'usage-diff-2025-11.csv')
  const lines = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n')
  assert.match(lines[0], /^\ufeffKind,Date,Customer,Azure plan,/)
  assert.match(lines.at(-1) ?? '', /^Sum,/)
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Export XLSX')])
  const sheets = await readSheets(await readFile(await file.path()))
  assert.deepEqual(sheets.map(({ sheet }) => sheet), ['Changes', 'By day', 'By resource'])
  assert.equal(sheets[0].data.length, lines.length)
  assert.deepEqual(page.trouble, [])
})

test('Usage dropped anywhere is the other download there; the later one can be billed, and the comparison ended', async () => {
  const page = await site.open({ hash: '#/bill' })
  await page.locator('azplan-bill azplan-drop').first().waitFor()
  await dropFile(page, 'monday.csv', early)
  await answer(page)
  await press(page, 'Downloads')
  await dropFile(page, 'friday.csv', sample.join('\n'))
  await page.locator('azplan-bill-downloads tr.hit').first().waitFor()
  await page.locator('azplan-bill h1').getByText('monday.csv').waitFor()
  await press(page, 'Bill the later download')
  await page.locator('azplan-bill h1').getByText('friday.csv').waitFor()
  assert.match(await page.locator('azplan-bill-downloads .pair').innerText(), /Before\s+monday\.csv[\s\S]*After\s+friday\.csv/)
  await press(page, 'Turn round')
  await page.locator('azplan-bill-downloads').getByText('less than before').waitFor()
  await press(page, 'End the comparison')
  await page.getByText('Drop another download of the same month here').waitFor()
  await press(page, 'Bill')
  await page.getByText(/^✓ Complete: 338 usage rows read/).waitFor()
  assert.deepEqual(page.trouble, [])
})

test('The comparison is walked with the keyboard alone', async () => {
  const page = await compared()
  const first = page.locator('azplan-bill-downloads tr.hit button').first()
  await first.focus()
  await page.keyboard.press('ArrowDown')
  assert.notEqual((await focused(page)).name, await first.innerText())
  await page.keyboard.press('Enter')
  await page.locator('azplan-explain dialog[open]').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('azplan-explain dialog[open]').waitFor({ state: 'detached' })
  await page.locator('azplan-bill-downloads').getByRole('button', { name: /^Late 1$/ }).focus()
  await page.keyboard.press('Space')
  assert.equal(await page.locator('azplan-bill-downloads tr.hit').count(), 1)
})

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const locale of ['en-US', 'zh-TW']) {
    test(`axe finds nothing against two downloads and the options of a bill (${colorScheme}, ${locale})`, async () => {
      const page = await compared({ colorScheme, locale })
      const violations = async () => {
        await page.evaluate(axe)
        const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
        return found.violations.map((/** @type {any} */ rule) => `${rule.id}: ${rule.nodes.map((/** @type {any} */ node) => `${node.target} ${node.failureSummary}`).join(' | ')}`)
      }
      assert.deepEqual(await violations(), [])
      await page.locator('azplan-bill .switch').first().getByRole('button').first().click()
      await page.locator('azplan-bill details.options summary').click()
      await page.locator('azplan-bill input[name=taxRate]').fill('25')
      await page.locator('azplan-bill input[name=taxRate]').blur()
      await page.locator('azplan-bill .tax').waitFor()
      assert.deepEqual(await violations(), [])
      assert.deepEqual(page.trouble, [])
    })
  }
}
