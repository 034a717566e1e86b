// Price lists as they come: in several files, packed, and large.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { withSite } from './browser.mjs'
import { largeList, november, usage } from './lists.mjs'
import { answer, dropFile, dropFiles, search } from './page.mjs'

const site = withSite()
const LARGE = 52_000_000
const large = largeList(LARGE, { after: (work) => process.on('exit', work) })

/** @typedef {import('playwright-core').Page} Page */

/** @param {string} [hash] */
async function opened(hash = '#/prices') {
  const page = await site.open({ hash })
  await page.locator('azplan-banner .name').getByText('Azure plan, published prices').waitFor()
  return page
}

/** @param {Page} page @param {string} name */
const named = (page, name) => page.locator('azplan-banner .name').getByText(name, { exact: true }).waitFor({ timeout: 60_000 })

/** Halves of the November list, each with its header. */
function halves() {
  const [header, ...rows] = november.trim().split('\n')
  return [[header, ...rows.slice(0, 3)], [header, ...rows.slice(2)]].map((lines) => `${lines.join('\n')}\n`)
}

for (const [name, content] of /** @type {[string, Uint8Array][]} */ ([['list.csv.gz', gzipSync(november)], ['list.zip', zipSync({ 'part 1.csv': strToU8(halves()[0]), 'part 2.csv': strToU8(halves()[1]) })]])) {
  test(`${name} dropped on the page is unpacked`, async () => {
    const page = await opened()
    await dropFile(page, name, Buffer.from(content))
    await named(page, name)
    await page.locator('azplan-banner').getByText(/^5 prices · USD/).waitFor()
    assert.deepEqual(page.trouble, [])
  })
}

test('Files dropped at once are one list, duplicates counted once; usage among them is the usage', async () => {
  const page = await opened()
  const [first, second] = halves()
  await dropFiles(page, [['one.csv', first], ['two.csv.gz', gzipSync(second)], ['usage.csv', usage]])
  await named(page, 'one.csv, two.csv.gz')
  await page.locator('azplan-banner').getByText(/^5 prices · USD/).waitFor()
  await page.getByText(/2 usage rows read/).waitFor()
  assert.match(await answer(page), /^USD 96\.05$/)
})

test('What is wrong with a row of several files says in which file the row is', async () => {
  const page = await opened()
  const [first, second] = halves()
  await dropFiles(page, [['one.csv', first], ['two.csv', `${second}Test,DZH318Z0TEST,0009,Test,Microsoft,Test,1 Hour,,US,USD,free,,,11/1/2025,,8core,1 Hour,Azure\n`]])
  await named(page, 'one.csv, two.csv')
  const diagnostics = page.locator('azplan-banner .diagnostics')
  await diagnostics.locator('summary').click()
  const row = second.trim().split('\n').length + 1
  assert.deepEqual(await diagnostics.locator('th').allTextContents(), ['Severity', 'File', 'Row', 'Column', 'What it is', 'Code'])
  assert.deepEqual((await diagnostics.locator('td').allTextContents()).slice(0, 4), ['Error', '2', String(row), 'UnitPrice'])
})

test('In Chinese, what is wrong with a file and its rows is said in Chinese', async () => {
  const page = await site.open({ hash: '#/prices', locale: 'zh-TW' })
  await page.locator('azplan-banner .name').getByText('Azure 方案公開價格').waitFor()
  await dropFile(page, 'login.csv', '<!doctype html><html></html>')
  await page.getByText('login.csv：檔案是網頁。').waitFor()
  await page.getByText('請登入並重新匯出檔案：儲存的是網頁。 原本開啟的內容保持不變。').waitFor()
  await dropFile(page, 'list.csv', `${november}Test,DZH318Z0TEST,0009,Test,Microsoft,Test,1 Hour,,US,USD,free,,,11/1/2025,,8core,1 Hour,Azure\n`)
  await page.locator('azplan-banner .diagnostics summary').click()
  const said = page.locator('azplan-banner .diagnostics td span')
  assert.deepEqual([await said.textContent(), await said.getAttribute('lang')], ['「free」不是十進位數字。', 'zh-Hant'])
  assert.deepEqual(page.trouble, [])
})

test('Pages of the Retail Prices API are one list', async () => {
  const page = await opened()
  const item = (/** @type {number} */ number) => ({ currencyCode: 'USD', tierMinimumUnits: 0, retailPrice: number, unitPrice: number, armRegionName: 'westeurope', location: 'EU West', effectiveStartDate: '2025-11-01T00:00:00Z',
    meterId: `00000000-0000-4000-8000-00000000000${number}`, meterName: `Page meter ${number}`, productId: 'DZH318Z0PAGE', skuId: `DZH318Z0PAGE/000${number}`, productName: 'Page product', skuName: `S${number}`, serviceName: 'Pages', serviceId: 'x', serviceFamily: 'Test', unitOfMeasure: '1 Hour', type: 'Consumption', isPrimaryMeterRegion: true, armSkuName: '' })
  const json = (/** @type {number[]} */ ...numbers) => JSON.stringify({ BillingCurrency: 'USD', CustomerEntityId: 'Default', CustomerEntityType: 'Retail', Items: numbers.map(item), NextPageLink: null, Count: numbers.length })
  await dropFiles(page, [['page1.json', json(1, 2)], ['page2.json', json(3, 4)]])
  await named(page, 'page1.json, page2.json')
  await search(page, 'page meter')
  await page.locator('.count').getByText('4 prices', { exact: true }).waitFor()
})

test(`A list of ${LARGE / 1e6} MB: the page answers all the while, tells how far it is, and has the list at the next visit`, async () => {
  const page = await opened()
  await page.evaluate(() => {
    const self = /** @type {any} */ (globalThis)
    self.gaps = []
    let last = performance.now()
    setInterval(() => {
      const now = performance.now()
      self.gaps.push(now - last)
      last = now
    }, 10)
  })
  await page.locator('azplan-banner input[type=file]').first().setInputFiles(large.path)
  const task = page.locator('azplan-banner .task')
  await task.getByText(/Reading large\.csv · [\d,]+ rows · \d+(\.\d)? of 52 MB/).waitFor()
  let clicks = 0
  while (await task.count()) {
    const [name, title] = clicks++ % 2 ? ['Prices', /^Prices/] : ['Estimate', /^Estimate/]
    await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
    await page.waitForFunction((wanted) => document.title.startsWith(wanted), name, { timeout: 3000 })
    assert.match(await page.title(), title)
  }
  await named(page, 'large.csv')
  const worst = await page.evaluate(() => Math.max(.../** @type {any} */ (globalThis).gaps))
  assert.ok(clicks >= 3, `${clicks} clicks were answered meanwhile`)
  assert.ok(worst < 1000, `the page was away for ${worst} ms`)
  await page.locator('azplan-banner').getByText(/kept in this browser/).waitFor({ timeout: 30_000 })
  await page.reload()
  await named(page, 'large.csv')
  await page.locator('azplan-banner').getByText(`${large.rows.toLocaleString('en-US')} prices`).waitFor()
  assert.deepEqual(page.trouble, [])
})

test('Cancelled half way, the list before stays in place and is the one that is kept', async () => {
  const page = await opened()
  await dropFile(page, 'mine.csv', november)
  await named(page, 'mine.csv')
  await page.locator('azplan-banner').getByText(/kept in this browser/).waitFor()
  await page.locator('azplan-banner azplan-drop[label="Another price list"] input[type=file]').setInputFiles(large.path)
  await page.waitForFunction(() => {
    const bar = document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-banner')?.shadowRoot?.querySelector('progress')
    return bar && bar.value > 0.3
  }, null, { polling: 20, timeout: 60_000 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await named(page, 'mine.csv')
  await search(page, 'test network')
  await page.locator('.count').getByText('1 price', { exact: true }).waitFor()
  await page.reload()
  await named(page, 'mine.csv')
})

test('A long table is scrolled through to its very last row; a little scrolling moves it a little', async () => {
  const page = await opened()
  await page.locator('azplan-banner input[type=file]').first().setInputFiles(large.path)
  await named(page, 'large.csv')
  assert.ok(large.rows * 60 > 12_000_000, 'longer than the page can be')
  await page.locator('.count').getByText(`${large.rows.toLocaleString('en-US')} prices`).waitFor()
  const inView = () => page.evaluate(() => {
    const rows = document.querySelector('azplan-site')?.shadowRoot?.querySelector('azplan-prices')?.shadowRoot?.querySelectorAll('tr.hit') ?? []
    return [...rows].map((row) => ({ index: Number(row.getAttribute('aria-rowindex')) - 2, top: row.getBoundingClientRect().top, text: /** @type {HTMLElement} */ (row).innerText.trim() })).filter(({ top }) => top > 90 && top < 700)
  })
  const settled = async () => {
    for (let turn = 0; turn < 100; turn += 1) {
      const rows = await inView()
      if (rows.length > 5 && rows.every(({ text }) => text.length > 1)) return rows
      await page.waitForTimeout(50)
    }
    throw new Error('the rows do not come')
  }
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2))
  const [middle] = await settled()
  assert.ok(Math.abs(middle.index / large.rows - 0.5) < 0.01, `row ${middle.index} of ${large.rows} is in the middle`)
  await page.mouse.move(640, 400)
  await page.mouse.wheel(0, 60)
  await page.waitForTimeout(200)
  const moved = (await settled()).find(({ index }) => index === middle.index + 3)
  assert.ok(moved && Math.abs(moved.top - (middle.top + 3 * 60 - 60)) < 2, 'as far as the wheel says')
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  assert.equal((await settled()).at(-1)?.index, large.rows - 1)
  await page.locator('.open').first().focus()
  await page.keyboard.press('Home')
  assert.equal((await settled())[0].index, 0)
  await page.keyboard.press('End')
  assert.equal((await settled()).at(-1)?.index, large.rows - 1)
  assert.deepEqual(page.trouble, [])
})

const SAID = /** @type {const} */ ([
  { locale: 'en-US', entry: '“README.txt” in the zip file was not read: it stands beside the data', count: '1 thing to look at in the file', reconCount: '1 thing to look at in invoice.zip', some: 'Not all rows of rates.zip could be used. Rates of these rows were not changed.', settings: 'Open settings',
    read: 'rates.zip is read as: numbers such as 1234.5 · “,” between cells · UTF-8', ratesCount: '2 things to look at in rates.zip', refused: 'a rate of “0” is not above 0' },
  { locale: 'zh-TW', entry: '未讀取 ZIP 檔案中的「README.txt」：這不是資料檔。', count: '檔案中有 1 個需要注意的項目', reconCount: 'invoice.zip 中有 1 個需要注意的項目', some: 'rates.zip 中有資料列無法使用。這些資料列的匯率未變更。', settings: '開啟設定',
    read: 'rates.zip 的讀取方式：數字如 1234.5 · 儲存格以「,」分隔 · UTF-8', ratesCount: 'rates.zip 中有 2 個需要注意的項目', refused: '匯率「0」不大於 0' },
])

const line = ['SubscriptionId,ProductId,SkuId,AvailabilityId,EffectiveUnitPrice,BillableQuantity,Subtotal,Currency,MeterDescription', 'a2b3c4d5-0000-4000-8000-000000000001,DZH318Z99999,0001,,1,1,1.00,USD,Hours', ''].join('\n')

for (const { locale, ...words } of SAID) {
  /** @param {string} name @param {string} text */
  const zipped = (name, text) => Buffer.from(zipSync({ 'README.txt': strToU8('What this is.'), [name]: strToU8(text) }))

  test(`${locale}: what an archive held beside the data is told of each kind of file`, async () => {
    const page = await site.open({ hash: '#/prices', locale })
    await page.locator('azplan-banner .name').first().waitFor()
    await dropFile(page, 'list.zip', zipped('list.csv', november))
    await named(page, 'list.zip')
    await page.locator('azplan-banner .diagnostics summary').getByText(words.count, { exact: true }).click()
    await page.locator('azplan-banner .diagnostics td').getByText(words.entry).waitFor()
    await dropFile(page, 'usage.zip', zipped('usage.csv', usage))
    await page.locator('azplan-bill .diagnostics summary').getByText(words.count, { exact: true }).click()
    await page.locator('azplan-bill .diagnostics td').getByText(words.entry).waitFor()
    await dropFile(page, 'invoice.zip', zipped('recon.csv', line))
    await page.locator('azplan-bill .diagnostics summary').getByText(words.reconCount, { exact: true }).click()
    assert.equal(await page.locator('azplan-bill .diagnostics td').getByText(words.entry).count(), 2)
    assert.deepEqual(page.trouble, [])
  })

  test(`${locale}: rows of a rate sheet that can't be used are told, and stay to be read in the settings`, async () => {
    const page = await site.open({ hash: '#/prices', locale })
    await page.locator('azplan-banner .name').first().waitFor()
    await dropFile(page, 'rates.zip', zipped('rates.csv', 'CurrencyCode,USDPerUnit,Month\nEUR,1.25,202511\nGBP,0,202511\n'))
    const alert = page.getByRole('alert')
    await alert.getByText(words.some).waitFor()
    await alert.getByRole('button', { name: words.settings }).click()
    const settings = page.locator('azplan-settings')
    await settings.getByText(words.read).waitFor()
    await settings.locator('.diagnostics summary').getByText(words.ratesCount).click()
    await settings.getByText(words.entry).waitFor()
    await settings.getByText(words.refused).waitFor()
    assert.equal(await settings.locator('tbody').first().locator('tr').count(), 1, 'the rate of the other row is there')
    assert.deepEqual(page.trouble, [])
  })
}
