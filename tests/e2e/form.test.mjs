// Files that spreadsheets of other countries saved: what was understood is shown, and what nothing decides is asked.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { answer, dropFile } from './page.mjs'

const site = withSite()
const sample = readFileSync(new URL('../../pkg-template/sample/usage-sample.csv', import.meta.url), 'utf8')

/**
 * The sample usage as another country's spreadsheet saves it.
 * @param {{ delimiter: string, decimal: string, date: (month: string, day: string, year: string) => string }} country
 */
function saved({ delimiter, decimal, date }) {
  const cell = (/** @type {string} */ text) => {
    const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? []
    if (month) return date(month, day, year)
    return /^-?\d*\.\d+$/.test(text) ? text.replace('.', decimal) : text
  }
  assert.ok(!sample.includes('"'), 'the sample has no quotes')
  return sample.split('\n').map((line) => line.split(',').map(cell).join(delimiter)).join('\n')
}

const german = saved({ delimiter: ';', decimal: ',', date: (month, day, year) => `${day}.${month}.${year}` })
const british = saved({ delimiter: ',', decimal: '.', date: (month, day, year) => `${day}/${month}/${year}` })
const open = ['UsageDate;ProductId;SkuId;Quantity', '02/11/2025;DZH318Z0BQD2;003J;37', '03/11/2025;DZH318Z0BQD2;003J;5', ''].join('\n')

const LANGUAGES = /** @type {const} */ ([
  { locale: 'en', german: 'Read as: numbers such as 1234,5 · dates with the day first (30/11/2025) · “;” between cells · UTF-8', british: 'Read as: numbers such as 1234.5 · dates with the day first (30/11/2025) · “,” between cells · UTF-8', asked: /can be read with the day first or with the month first/, dayFirst: 'Day first: 30/11/2025', monthFirst: 'Month first: 11/30/2025', span: /2 Nov 2025 – 3 Nov 2025|Nov 2, 2025 – Nov 3, 2025/ },
  { locale: 'zh-Hant', german: '讀取方式：數字如 1234,5 · 日期為日在前（30/11/2025） · 儲存格以「;」分隔 · UTF-8', british: '讀取方式：數字如 1234.5 · 日期為日在前（30/11/2025） · 儲存格以「,」分隔 · UTF-8', asked: /「02\/11\/2025」（第 2 列「UsageDate」欄）與「03\/11\/2025」（第 3 列「UsageDate」欄）可讀成日在前，也可讀成月在前/, dayFirst: '日在前：30/11/2025', monthFirst: '月在前：11/30/2025', span: /2025\/11\/2 – 2025\/11\/3/ },
])

for (const { locale, ...words } of LANGUAGES) {
  const opened = async () => {
    const page = await site.open({ hash: '#/bill', locale: locale === 'en' ? 'en-US' : 'zh-TW' })
    await page.locator('azplan-banner .name').first().waitFor()
    return page
  }

  test(`${locale}: the bill of a German and of a British file is that of the American one`, async () => {
    const page = await opened()
    await dropFile(page, 'american.csv', Buffer.from(sample))
    await page.getByRole('heading', { name: 'american.csv' }).waitFor()
    const right = await answer(page)
    for (const [name, text, read] of /** @type {const} */ ([['german.csv', german, words.german], ['british.csv', british, words.british]])) {
      await dropFile(page, name, Buffer.from(text))
      await page.getByRole('heading', { name }).waitFor()
      assert.equal((await page.locator('azplan-bill .understood').innerText()).split('\n')[0], read)
      assert.equal(await answer(page), right)
    }
    assert.deepEqual(page.trouble, [])
  })

  test(`${locale}: a file that nothing decides is asked about, and read as it is said`, async () => {
    const page = await opened()
    await dropFile(page, 'open.csv', Buffer.from(open))
    const alert = page.getByRole('alert')
    await alert.getByText(words.asked).waitFor()
    assert.deepEqual(await alert.getByRole('button').allInnerTexts().then((texts) => texts.filter(Boolean)), [words.dayFirst, words.monthFirst])
    await alert.getByRole('button', { name: words.dayFirst }).click()
    await page.getByRole('heading', { name: 'open.csv' }).waitFor()
    await page.getByText(words.span).waitFor()
    assert.deepEqual(page.trouble, [])
  })
}
