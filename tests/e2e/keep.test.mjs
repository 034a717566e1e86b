// The price list is kept between visits.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSite } from './browser.mjs'
import { november, october } from './lists.mjs'
import { answer, dropFile, search } from './page.mjs'

const site = withSite()

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} name */
const named = (page, name) => page.locator('azplan-banner .name').getByText(name, { exact: true }).waitFor()
const kept = (/** @type {Page} */ page) => page.locator('azplan-banner').getByText('kept in this browser').waitFor()

/** @param {string} [name] @param {string} [content] */
async function withList(name = 'mine.csv', content = november) {
  const page = await site.open({ hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  await dropFile(page, name, content)
  await named(page, name)
  await kept(page)
  return page
}

/** Changes the record that holds the list. @param {Page} page @param {'damage' | 'other version' | 'nonsense'} how */
function spoil(page, how) {
  return page.evaluate((what) => new Promise((resolve, reject) => {
    const opening = indexedDB.open('azplan')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const store = (/** @type {IDBTransactionMode} */ mode) => opening.result.transaction('lists', mode).objectStore('lists')
      const reading = store('readonly').get('own')
      reading.onsuccess = async () => {
        const record = reading.result
        const bytes = new Uint8Array(await record.block.arrayBuffer())
        bytes[what === 'damage' ? bytes.length >> 1 : 4] ^= 0x55
        record.block = what === 'nonsense' ? 'nonsense' : new Blob([bytes])
        store('readwrite').put(record, 'own').transaction.oncomplete = () => {
          opening.result.close()
          resolve(undefined)
        }
      }
    }
  }), how)
}

/** @param {Page} page */
function records(page) {
  return page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open('azplan')
    opening.onsuccess = () => {
      const reading = opening.result.transaction('lists').objectStore('lists').getAll()
      reading.onsuccess = () => {
        opening.result.close()
        resolve(reading.result.map((/** @type {any} */ record) => record.name))
      }
    }
  }))
}

test('After a reload one’s own list is open, searchable, and not in local storage', async () => {
  const page = await withList()
  await page.reload()
  await named(page, 'mine.csv')
  await search(page, 'test network')
  await page.locator('.count').getByText('1 price', { exact: true }).waitFor()
  assert.ok(await page.evaluate(() => JSON.stringify(localStorage).length) < 20_000)
  assert.deepEqual(page.trouble, [])
})

test('A list that replaces another is the one that is kept', async () => {
  const page = await withList('october.csv', october)
  await dropFile(page, 'november.csv', november)
  await named(page, 'november.csv')
  await kept(page)
  assert.deepEqual(await records(page), ['november.csv'])
})

for (const [how, words] of /** @type {const} */ ([['damage', /was damaged and has been removed/], ['nonsense', /was damaged and has been removed/], ['other version', /was written by another version/]])) {
  test(`A block that was spoilt (${how}) is removed with a message; the sample opens`, async () => {
    const page = await withList()
    await spoil(page, how)
    await page.reload()
    await page.locator('azplan-toast').getByText(words).waitFor()
    await named(page, 'Azure plan, published prices')
    assert.match(await records(page).then(String), /^$/)
    await page.reload()
    await page.locator('.count').first().waitFor()
    assert.equal(await page.locator('azplan-toast').getByText(words).count(), 0, 'it is said once')
  })
}

test('Forgetting removes the list, and can be taken back', async () => {
  const page = await withList()
  await page.getByRole('button', { name: 'Forget this price list' }).click()
  await named(page, 'Azure plan, published prices')
  assert.deepEqual(await records(page), [])
  await page.locator('azplan-toast').getByRole('button', { name: 'Undo' }).click()
  await named(page, 'mine.csv')
  await kept(page)
  assert.deepEqual(await records(page), ['mine.csv'])
  await page.getByRole('button', { name: 'Forget this price list' }).click()
  await named(page, 'Azure plan, published prices')
  await page.reload()
  await named(page, 'Azure plan, published prices')
  assert.equal(await page.locator('azplan-banner .missed').count(), 0)
})

test('Where there is no room the page says so, and the list is open all the same', async () => {
  const context = await (await site.open()).context().browser()?.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  if (!context) throw new Error('no browser')
  await context.route(/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    const refuse = 'IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") };'
    await route.fulfill({ response, body: refuse + await response.text() })
  })
  const page = await site.open({ context, hash: '#/prices' })
  await page.getByRole('row').nth(3).waitFor()
  await dropFile(page, 'mine.csv', november)
  await page.locator('azplan-toast').getByText(/has no room to keep the price list/).waitFor()
  await named(page, 'mine.csv')
  await page.reload()
  await page.getByText('Your price list mine.csv isn’t kept in this browser any more').waitFor()
})

test('Two tabs: each keeps its list open, the one written last is there at the next visit, whole', async () => {
  const page = await withList('october.csv', october)
  const other = await site.open({ context: page.context(), hash: '#/prices' })
  await named(other, 'october.csv')
  await Promise.all([dropFile(page, 'first.csv', october), dropFile(other, 'second.csv', november)])
  await Promise.all([named(page, 'first.csv'), named(other, 'second.csv'), kept(page), kept(other)])
  const [last] = /** @type {string[]} */ (await records(page))
  assert.match(last, /^(first|second)\.csv$/)
  const third = await site.open({ context: page.context(), hash: '#/prices?q=test' })
  await named(third, last)
  await third.locator('.count').getByText('5 prices', { exact: true }).waitFor()
  for (const tab of [page, other, third]) assert.deepEqual(tab.trouble, [])
})

test('Without IndexedDB the page works, and says that the list is not kept', async () => {
  const context = await (await site.open()).context().browser()?.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  if (!context) throw new Error('no browser')
  await context.route(/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    const off = 'IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError") };'
    await route.fulfill({ response, body: off + await response.text() })
  })
  const page = await site.open({ context, hash: '#/estimate' })
  assert.match(await answer(page), /^USD \d/)
  await dropFile(page, 'mine.csv', november)
  await page.locator('azplan-toast').getByText(/could not keep the price list/).waitFor()
})
