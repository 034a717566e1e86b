import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { november, october } from './lists.mjs'
import { answer, answerAfter, dropFile, focused } from './page.mjs'
import { billed } from './pec.mjs'

const site = withSite()
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** @param {import('playwright-core').Page} page */
async function violations(page) {
  await page.evaluate(axe)
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return found.violations.map((/** @type {any} */ rule) => `${rule.id}: ${rule.nodes.map((/** @type {any} */ node) => `${node.target} ${node.failureSummary}`).join(' | ')}`)
}

/** Each view, and each panel over it. @type {[string, string, (page: import('playwright-core').Page) => Promise<unknown>][]} */
const places = [
  ['Prices', '#/prices', (page) => page.getByRole('row').nth(3).waitFor()],
  ['Details of a price', '#/prices?q=bandwidth', async (page) => {
    await page.locator('.open').first().click()
    await page.locator('azplan-price-details dialog[open] svg.tiers').waitFor()
  }],
  ['Estimate', '#/estimate', (page) => answer(page)],
  ['Explanation', '#/estimate', async (page) => {
    await page.getByRole('button', { name: /^Microsoft bills: / }).first().click()
    await page.locator('azplan-explain dialog[open] li').first().waitFor()
  }],
  ['Empty bill', '#/bill', (page) => page.getByText('Drop a daily rated usage file').waitFor()],
  ['Bill', '#/bill', async (page) => {
    await page.getByRole('button', { name: /sample usage/ }).click()
    await answer(page)
  }],
  ['Empty changes', '#/changes', (page) => page.getByText('Drop another price list here').waitFor()],
  ['Changes', '#/changes', async (page) => {
    await page.getByText('Drop another price list here').waitFor()
    await dropFile(page, 'october.csv', october)
    await page.locator('azplan-diff').getByRole('button', { name: /^Added \d/ }).click()
    await page.locator('azplan-diff tr.hit').first().waitFor()
  }],
  ['A change', '#/changes', async (page) => {
    await page.locator('azplan-banner input[type=file]').first().setInputFiles({ name: 'october.csv', mimeType: 'text/csv', buffer: Buffer.from(october) })
    await page.locator('azplan-banner .name').getByText('october.csv').waitFor()
    await dropFile(page, 'november.csv', november)
    await page.locator('azplan-diff').getByRole('button', { name: /^Changed \d/ }).click()
    await page.getByRole('button', { name: 'Test machine' }).click()
    await page.locator('azplan-price-change dialog[open] svg.tiers').waitFor()
  }],
  ['Plan', '#/plan', (page) => page.locator('azplan-plan [data-rule]').first().waitFor()],
  ['A move on the time line', '#/plan', async (page) => {
    await page.getByLabel('What is planned').selectOption('Move from 0145P to the Azure plan')
    await page.getByLabel('0145P subscriptions').selectOption('These:')
    await page.locator('azplan-plan [data-effect]').first().waitFor()
  }],
  ['Ways to pay', '#/compare', (page) => answer(page)],
  ['Offers', '#/compare', async (page) => {
    await page.getByRole('button', { name: 'Offers', exact: true }).click()
    await page.locator('azplan-offers table.matrix').waitFor()
  }],
  ['Markets', '#/compare', async (page) => {
    await page.getByRole('button', { name: 'Markets', exact: true }).click()
    await page.locator('azplan-markets').getByRole('heading', { name: 'Taiwan (TW)' }).waitFor()
  }],
  ['PEC of the estimate', '#/pec', (page) => page.locator('azplan-pec .shares').waitFor()],
  ['PEC lost', '#/pec', async (page) => {
    await page.locator('azplan-pec .shares').waitFor()
    await dropFile(page, 'billed.csv', billed)
    await page.getByRole('button', { name: '51000000…000001' }).click()
  }],
  ['Rows of a day', '#/pec', async (page) => {
    await page.locator('azplan-pec .shares').waitFor()
    await dropFile(page, 'billed.csv', billed)
    await page.getByRole('button', { name: /^Nov 4, 2025: lost/ }).first().click()
    await page.locator('azplan-pec-rows dialog[open] tbody tr').first().waitFor()
  }],
  ['Commands', '#/estimate', async (page) => {
    await answer(page)
    await page.keyboard.press('Control+k')
    await page.locator('azplan-palette').getByRole('option').first().waitFor()
  }],
  ['Settings', '#/estimate', async (page) => {
    await answer(page)
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.locator('azplan-settings dialog[open]').waitFor()
  }],
]

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing against the page in the ${colorScheme} theme`, async (t) => {
    for (const [name, hash, arrive] of places) {
      await t.test(name, async () => {
        const page = await site.open({ hash, colorScheme })
        await arrive(page)
        assert.deepEqual(await violations(page), [])
        assert.deepEqual(page.trouble, [])
        await page.context().close()
      })
    }
  })
}

test('axe sees into the elements: a fault that is put there is found', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await page.evaluate(() => {
    const root = document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-estimate')?.shadowRoot
    root?.querySelector('.page')?.append(document.createElement('button'))
  })
  assert.match((await violations(page)).join(), /button-name/)
})

test('On a phone nothing is wider than the page, and axe finds nothing', async () => {
  for (const [, hash, arrive] of places) {
    const page = await site.open({ hash, viewport: { width: 390, height: 844 } })
    await arrive(page)
    const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.equal(width, 0, hash)
    // What a click scrolled under the bar at the top is not what this is about; how far that is depends on the fonts there are.
    await page.evaluate(() => window.scrollTo(0, 0))
    assert.deepEqual(await violations(page), [])
    await page.context().close()
  }
})

test('A quote is made with the keyboard alone, in ten actions', async () => {
  const page = await site.open()
  const before = await answer(page)
  let actions = 0
  const press = async (/** @type {string} */ key) => {
    actions += 1
    await page.keyboard.press(key)
  }
  await press('/')
  actions += 1
  await page.keyboard.type('P20 LRS westeurope')
  await page.locator('.count').getByText('1 price', { exact: true }).waitFor()
  await press('ArrowDown')
  assert.match((await focused(page)).name, /P20 LRS/)
  await press('Enter')
  await page.locator('azplan-price-details dialog[open]').waitFor()
  assert.equal((await focused(page)).tag, 'input', 'the quantity has the focus')
  actions += 1
  await page.keyboard.press('Control+a')
  await page.keyboard.type('4')
  await press('Enter')
  await page.getByText(/^Added .*P20 LRS/).waitFor()
  assert.equal((await focused(page)).tag, 'button', 'the focus is back on the row')
  await press('Shift+Tab')
  for (let turn = 0; turn < 40 && !(await focused(page)).name.startsWith('Estimate'); turn += 1) await page.keyboard.press('Shift+Tab')
  await press('Enter')
  const after = await answerAfter(page, before)
  assert.match(after, /^USD \d/)
  assert.equal(await page.getByLabel(/^Quantity of .*P20 LRS/).inputValue(), '4')
  assert.ok(actions <= 10, `${actions} actions`)
})

test('Whoever asks for less motion gets none', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await page.locator('azplan-figure.answer button').click()
  const running = await page.evaluate(() => document.getAnimations().length)
  assert.equal(running, 0)
})

test('The tests notice what the page must never do', async () => {
  const page = await site.open({ hash: '#/estimate' })
  await answer(page)
  await page.evaluate(async () => {
    document.body.setAttribute('style', 'color: red')
    await fetch('http://localhost:9/elsewhere').catch(() => {})
    console.error('a console error')
    setTimeout(() => { throw new Error('thrown') })
  })
  await page.waitForTimeout(100)
  const trouble = page.trouble.join('\n')
  for (const sign of [/inline style/, /elsewhere/, /a console error/, /error: thrown/]) assert.match(trouble, sign)
})

test('Ctrl+Z takes the last change back, and with Shift makes it again', async () => {
  const page = await site.open({ hash: '#/estimate' })
  const before = await answer(page)
  const field = page.getByLabel(/^Quantity of .*Log Analytics/)
  await field.fill('500')
  await field.press('Enter')
  const after = await answerAfter(page, before)
  await page.locator('azplan-figure.answer button').focus()
  await page.keyboard.press('Control+z')
  assert.equal(await answerAfter(page, after), before)
  await page.keyboard.press('Control+Shift+z')
  assert.equal(await answerAfter(page, before), after)
})
