/** Quotes by the command: what a saved estimate may be, each format, and that a customer's holds nothing of the partner. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { azplan, exchangeRates, priceList, temporaryFolder } from './support.mjs'

const machine = { id: 'web', group: 'Shop <&> "one"', title: '=HYPERLINK("x")<script>alert(1)</script>', unitOfMeasure: '1 Hour', productId: 'DZH318Z0BQPS', skuId: '00TG', type: 'Consumption', quantity: '2', hours: '730' }
const logs = { id: 'logs', group: '', title: 'Logs', unitOfMeasure: '1 GB', productId: 'DZH318Z0BQD2', skuId: '003J', quantity: '37' }
const lost = { id: 'lost', group: '', title: '=1+1<b>', unitOfMeasure: '', productId: 'DZH318Z99999', skuId: '0001', quantity: '5' }
const estimate = { id: 'estimate-1', name: 'Shop & <sons>', sample: false, terms: { markup: '0.1', discount: '0.05', tax: '0.05' }, lines: [machine, { ...logs, markup: '0', discount: '0' }] }
const settings = { currency: 'USD', exchangeRates: [], pecRate: '0.15' }
const state = { azplan: 'state', schemaVersion: 1, locale: 'en', settings, estimates: [{ ...estimate, id: 'estimate-2', name: 'Other', lines: [logs] }, estimate], current: 'estimate-1' }

/** @param {import('node:test').TestContext} context */
function folder(context) {
  const cwd = temporaryFolder(context)
  const files = { 'prices.csv': priceList, 'fx.csv': exchangeRates, 'estimate.json': JSON.stringify(estimate), 'alone.json': JSON.stringify({ azplan: 'estimate', settings, estimate }), 'state.json': JSON.stringify(state), 'gap.json': JSON.stringify({ ...estimate, lines: [machine, lost] }), 'lost.json': JSON.stringify({ ...estimate, lines: [lost] }) }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  return cwd
}

/** @param {import('node:test').TestContext} context @returns {(args: string[], status?: number) => Promise<string>} */
function asked(context) {
  const cwd = folder(context)
  return async (args, expected = 0) => {
    const { status, stdout, stderr } = await azplan(['quote', ...args, '--prices', 'prices.csv'], { cwd })
    assert.equal(status, expected, stderr)
    return stdout
  }
}

test('an estimate is the same alone, bare, and in saved work', async (context) => {
  const ask = asked(context)
  const bare = JSON.parse(await ask(['estimate.json', '--json']))
  const { customer, partnerCost, pec, margin, tax, customerWithTax } = bare.totals
  assert.deepEqual({ customer, partnerCost, pec, margin, tax, customerWithTax }, { customer: '271.14', partnerCost: '224.03', pec: '39.537', margin: '47.11', tax: '13.56', customerWithTax: '284.70' })
  assert.deepEqual([bare.stamps.pricesOn, bare.stamps.exchangeMonth, bare.complete], ['2025-11-01', null, true])
  assert.match(bare.stamps.engine, /^\d+\.\d+\.\d+$/)
  const alone = JSON.parse(await ask(['alone.json', '--json']))
  assert.deepEqual(alone.totals, bare.totals)
  assert.deepEqual(JSON.parse(await ask(['state.json', '--json'])), alone)
  // The document goes to the customer: it does not say which of the partner's files it is of.
  const { files, ...handedOver } = bare
  assert.equal(files[0].file, 'prices.csv')
  assert.deepEqual(JSON.parse(await ask(['estimate.json', '--format', 'json'])), handedOver)
  assert.deepEqual(JSON.parse(await ask(['state.json', '--estimate', 'Other', '--json'])).lines.length, 1)
})

test('options stand in place of what is saved', async (context) => {
  const ask = asked(context)
  const euro = JSON.parse(await ask(['estimate.json', '--fx', 'fx.csv', '--currency', 'EUR', '--markup', '0', '--discount', '0', '--tax', '0', '--json']))
  assert.deepEqual([euro.currency, euro.lines[0].customer, euro.lines[0].partnerCost, euro.stamps.exchangeMonth], ['EUR', '134.32', '114.16', '2025-11'])
  assert.equal(JSON.parse(await ask(['estimate.json', '--pec-rate', '0', '--json'])).totals.pec, '0')
})

test('a line without a price makes it incomplete, in every format, and never 0', async (context) => {
  const ask = asked(context)
  const gap = JSON.parse(await ask(['gap.json', '--json'], 1))
  assert.deepEqual([gap.complete, gap.unpriced, gap.lines[1].found, gap.warnings[0].message], [false, 1, false, 'incomplete, 1 line unpriced'])
  for (const args of [[], ['--format', 'csv'], ['--format', 'html']]) assert.match(await ask(['gap.json', ...args], 1), /ncomplete, 1 (line )?unpriced/)
  const lostHtml = await ask(['lost.json', '--format', 'html'], 1)
  assert.match(lostHtml, /No total: no line has a price/)
  assert.doesNotMatch(lostHtml, /0\.00/)
  assert.equal(JSON.parse(await ask(['lost.json', '--json'], 1)).totals.customer, null)
})

/** Figures and words that only the partner may see: costs, PEC, margins, list prices, terms and sources of them. */
const secrets = ['142.71', '81.32', '224.03', '25.185', '14.352', '39.537', '32.75', '14.36', '47.11', '167.9', '263.58', '0.115', 'margin', 'markup', 'discount', 'partner', 'pec', 'microsoft bills', 'effective', 'list price', '毛利', '加成', '折扣', '牌價', '合作夥伴']

/** The whole text of a spreadsheet file. @param {Uint8Array} bytes */
function sheetText(bytes) {
  return Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n')
}

test('a customer\'s quote holds nothing of the partner, not even hidden', async (context) => {
  const cwd = folder(context)
  for (const language of ['en', 'zh-Hant']) {
    for (const format of ['json', 'csv', 'html', 'xlsx', 'table']) {
      const options = format === 'table' ? [] : ['--format', format, '--output', 'quote']
      const texts = []
      for (const audience of ['partner', 'customer']) {
        const { status, stdout } = await azplan(['quote', 'alone.json', '--prices', 'prices.csv', '--audience', audience, '--language', language, ...options], { cwd })
        assert.equal(status, 0)
        const bytes = format === 'table' ? Buffer.from(stdout) : readFileSync(join(cwd, 'quote'))
        texts.push((format === 'xlsx' ? sheetText(bytes) : bytes.toString().replace(/<style>.*<\/style>/s, '')).toLowerCase())
      }
      const [partner, customer] = texts
      assert.ok(partner.includes('142.71') && customer.includes('175.46') && customer.includes('271.14'), `${format}: the figures are there`)
      const own = format === 'json' ? customer.replace('"audience": "customer"', '') : customer
      for (const secret of secrets) assert.ok(!own.includes(secret), `${format}, ${language}: ${secret} in ${own}`)
    }
  }
})

test('what people typed is text everywhere: no formula, no markup, no script', async (context) => {
  const ask = asked(context)
  const html = await ask(['gap.json', '--format', 'html'], 1)
  assert.ok(!/<script|<b>|<sons>/i.test(html), html)
  assert.match(html, /Shop &#38; &#60;sons&#62;/)
  assert.match(html, /Content-Security-Policy" content="default-src 'none'/)
  assert.doesNotMatch(html, /https?:|src=|href=|url\(/)
  const csv = await ask(['gap.json', '--format', 'csv'], 1)
  assert.match(csv, /'=1\+1<b>/)
  assert.ok(csv.startsWith('\ufeffGroup,Item,'))
})

test('a spreadsheet has the figures as numbers, and what they rest on', async (context) => {
  const cwd = folder(context)
  await azplan(['quote', 'estimate.json', '--prices', 'prices.csv', '--format', 'xlsx', '--output', 'quote.xlsx'], { cwd })
  const text = sheetText(readFileSync(join(cwd, 'quote.xlsx')))
  for (const figure of ['175.46', '142.71', '25.185', '32.75', '271.14', '284.70']) assert.match(text, new RegExp(`<v>${figure}</v>`))
  assert.match(text, /2025-11-01/)
})

test('what is no saved estimate is refused by its name and place', async (context) => {
  const cwd = folder(context)
  const run = (/** @type {string} */ input, /** @type {string[]} */ ...more) => azplan(['quote', '-', '--prices', 'prices.csv', ...more], { cwd, input })
  /** @type {[string, RegExp, string[]?][]} */
  const cases = [
    ['no json', /^error: file\.json: /], ['[]', /^error: input\.invalid: .*no lines/], ['{"estimates":[]}', /holds no estimate/],
    [JSON.stringify(state), /there is no estimate `Nobody`/, ['--estimate', 'Nobody']],
    [JSON.stringify({ lines: [{ ...machine, quantiti: '1' }] }), /quantiti.*\(at estimate\.lines\[0\]/],
    [JSON.stringify({ lines: [{ ...machine, hours: 'all' }] }), /\(at estimate\.lines\[0\]\.hours\)/],
    [JSON.stringify({ lines: [machine], terms: { tax: '5' } }), /\(at estimate\.terms\.tax\)/],
    [JSON.stringify(estimate), /exchangeRate\.missing/, ['--currency', 'EUR']],
    [JSON.stringify(estimate), /audience/, ['--audience', 'everyone']],
  ]
  for (const [input, words, more = []] of cases) {
    const { status, stdout, stderr } = await run(input, ...more)
    assert.deepEqual([status, stdout], [2, ''], input)
    assert.match(stderr, words)
  }
})
