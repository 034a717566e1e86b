/** The conventions of the command line: exit status, form of errors, standard input, JSON. The figures are the goldens' business. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { azplan, exchangeRates, pkg, priceList, temporaryFolder, usage, usageWithUnpriced } from './support.mjs'

/**
 * A folder with the files that the commands read.
 * @param {import('node:test').TestContext} context
 */
function folder(context) {
  const cwd = temporaryFolder(context)
  const files = {
    'prices.csv': priceList,
    'prices.csv.gz': gzipSync(priceList),
    'prices.zip': zipSync({ 'prices.csv': strToU8(priceList) }),
    'dearer.csv': dearer,
    'usage.csv': usage,
    'unpriced.csv': usageWithUnpriced,
    'fx.csv': exchangeRates,
    'access.json': '{"grants":[]}',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  return cwd
}

/**
 * @param {Awaited<ReturnType<typeof azplan>>} result
 * @param {number} status
 */
function json(result, status = 0) {
  assert.equal(result.status, status, result.stderr)
  const answer = JSON.parse(result.stdout)
  assert.equal(answer.schemaVersion, 1)
  return answer
}

/**
 * @param {Awaited<ReturnType<typeof azplan>>} result
 * @param {string} code
 * @param {RegExp} [text]
 */
function refused(result, code, text = /./) {
  assert.equal(result.stdout, '')
  const lines = result.stderr.split('\n')
  assert.ok(lines[0].startsWith(`error: ${code}: `), result.stderr)
  assert.ok(lines[1].startsWith('help: '), result.stderr)
  assert.deepEqual(lines.slice(2), [''])
  assert.match(result.stderr, text)
  assert.equal(result.status, 2)
}

/** The machine costs 20 per cent more, the logs are gone, something is new. */
const dearer = [priceList.split('\n')[0], priceList.split('\n')[3].replace(',0.115,', ',0.138,'), priceList.split('\n')[3].replace('00TG', '0NEW'), ''].join('\n')

const rated = ['--prices', 'prices.csv', '--usage', 'usage.csv']
const machine = ['--product', 'DZH318Z0BQPS', '--sku', '00TG']

test('a list is the same plain, packed, and by standard input', async (context) => {
  const cwd = folder(context)
  const plain = json(await azplan(['prices', 'info', 'prices.csv', '--json'], { cwd }))
  assert.deepEqual([plain.rows, plain.prices, plain.currency, plain.diagnostics], [3, 2, 'USD', []])
  for (const name of ['prices.csv.gz', 'prices.zip']) assert.deepEqual(json(await azplan(['prices', 'info', '--json', name], { cwd })), plain)
  for (const input of [priceList, gzipSync(priceList)]) assert.deepEqual(json(await azplan(['prices', 'info', '-', '--json'], { input })), plain)
})

test('a file that nothing decides is refused, and read as it is said', async (context) => {
  const cwd = folder(context)
  const [names, ...rows] = ['UsageDate;ProductId;SkuId;MeterId;Quantity', '02/11/2025;DZH318Z0BQD2;003J;;1.049', '03/11/2025;DZH318Z0BQD2;003J;;2.500']
  writeFileSync(join(cwd, 'open.csv'), [names, ...rows, ''].join('\n'))
  const refused = async (/** @type {string[]} */ ...options) => (await azplan(['usage', 'info', 'open.csv', '--json', ...options], { cwd })).stderr
  assert.match(await refused(), /^error: file\.decimalUndecided: open\.csv: `1\.049` \(row 2, column `Quantity`\) and `2\.500` \(row 3, column `Quantity`\) .+\nhelp: .*--decimal comma/)
  assert.match(await refused('--decimal', 'comma'), /^error: file\.datesUndecided: open\.csv: .+\nhelp: .*--dates dmy/)
  assert.match(await refused('--decimal', 'comma', '--dates', 'ymd'), /^error: file\.mixedDates: .+set by hand/)
  assert.match(await refused('--decimal', 'half'), /^error: cli\.badValue: .+\nhelp: write --decimal point/)
  const info = json(await azplan(['usage', 'info', 'open.csv', '--json', '--decimal', 'comma', '--dates', 'dmy'], { cwd }))
  assert.deepEqual([info.rows, info.kept, info.refused, info.delimiter, info.decimalMark, info.thousandsMark, info.dateOrder, info.encoding, info.period], [2, 2, 0, ';', 'comma', 'point', 'dmy', 'utf-8', { from: '2025-11-02', to: '2025-11-03' }])
  const rate = (/** @type {string} */ dates) => azplan(['rate', '--prices', 'prices.csv', '--usage', 'open.csv', '--decimal', 'usage=comma', '--dates', dates, '--json'], { cwd })
  assert.match((await rate('dmy')).stderr, /^error: file\.mixedDates: prices\.csv: /, 'what is said without a kind holds for all files of the call')
  assert.deepEqual(json(await rate('usage=dmy')).lines.map((/** @type {any} */ { date, quantity }) => [date, quantity]), [['2025-11-02', '5'], ['2025-11-02', '1044'], ['2025-11-03', '2500']], 'the first 5 are free')
  assert.match((await rate('bill=dmy')).stderr, /^error: cli\.badValue: .+no files `bill`/)
})

test('a file of another country is read, and what was understood is said', async (context) => {
  const cwd = folder(context)
  writeFileSync(join(cwd, 'german.csv'), 'UsageDate;ProductId;SkuId;MeterId;Quantity\n02.11.2025;DZH318Z0BQD2;003J;;1.049,5\n')
  const answer = JSON.parse((await azplan(['rate', '--prices', 'prices.csv', '--usage', 'german.csv', '--json'], { cwd })).stdout)
  assert.deepEqual(answer.files.map((/** @type {any} */ { file, kind, format, decimalMark, dateOrder }) => [file, kind, format, decimalMark, dateOrder]), [['prices.csv', 'prices', 'partnerCenterConsumption', 'point', 'mdy'], ['german.csv', 'usage', 'usage', 'comma', 'dmy']])
  const told = await azplan(['usage', 'info', 'german.csv'], { cwd })
  assert.match(told.stdout, /Decimal mark +comma[^]+Dates +day\/month\/year/)
  assert.match(told.stderr, /^note: german\.csv: read with a decimal comma, the thousands mark point, dates with the day first$/m)
})

test('search answers 0 with hits, 1 without', async (context) => {
  const cwd = folder(context)
  const found = json(await azplan(['prices', 'search', 'prices.csv', 'd2', 'v5', '--limit=5', '--json'], { cwd }))
  assert.deepEqual([found.total, found.hits[0].productId, found.hits[0].unitPrice], [1, 'DZH318Z0BQPS', '0.115'])
  assert.equal(json(await azplan(['prices', 'search', 'prices.csv', 'nonsense', '--json'], { cwd }), 1).total, 0)
})

test('a price answers 0 with tiers and cost, 1 with what is nearest', async (context) => {
  const cwd = folder(context)
  const logs = json(await azplan(['prices', 'get', 'prices.csv', '--product', 'DZH318Z0BQD2', '--sku', '003J', '--quantity', '7', '--json'], { cwd }))
  assert.deepEqual([logs.found, logs.tiers.length, logs.amount], [true, 2, '5.98'])
  const other = json(await azplan(['prices', 'get', 'prices.csv', '--product', 'DZH318Z0BQPS', '--sku', '9999', '--json'], { cwd }), 1)
  assert.equal(other.found, false)
  assert.ok(Array.isArray(other.nearest))
})

test('a difference answers 0 where there is none, 1 where there is one', async (context) => {
  const cwd = folder(context)
  const same = json(await azplan(['prices', 'diff', 'prices.csv', 'prices.csv.gz', '--json'], { cwd }))
  assert.deepEqual([same.counts, same.changed, same.impact], [{ added: 0, removed: 0, changed: 0, unchanged: 2, notCompared: 0 }, [], null])
  const other = json(await azplan(['prices', 'diff', 'prices.csv', 'dearer.csv', '--json'], { cwd }), 1)
  assert.deepEqual(other.changed.map((/** @type {any} */ { productId, skuId, before, after, changePercent }) => [productId, skuId, before, after, changePercent]), [['DZH318Z0BQPS', '00TG', '0.115', '0.138', '20']])
  assert.deepEqual([other.added.map((/** @type {any} */ { skuId }) => skuId), other.removed.map((/** @type {any} */ { skuId }) => skuId)], [['0NEW'], ['003J']])
})

test('a difference says what could not be compared, and is one table of all kinds as CSV', async (context) => {
  const cwd = temporaryFolder(context)
  const list = (/** @type {string[]} */ ...rows) => `ProductId,SkuId,SkuTitle,UnitOfMeasure,UnitPrice,Currency\n${rows.join('\n')}\n`
  writeFileSync(join(cwd, 'old.csv'), list('DZH318Z0BQD2,0001,=Logs,1 Hour,0.3,USD', 'DZH318Z0BQD2,0002,B,1 GB,1,USD', 'DZH318Z0BQD2,0003,C,1 GB,1,USD'))
  writeFileSync(join(cwd, 'new.csv'), list('DZH318Z0BQD2,0001,=Logs,100 Hours,30,USD', 'DZH318Z0BQD2,0002,B,1 GB,n/a,USD', 'DZH318Z0BQD2,0003,C,1 GB,1,USD'))
  const answer = json(await azplan(['prices', 'diff', 'old.csv', 'new.csv', '--json'], { cwd }), 1)
  assert.deepEqual([answer.complete, answer.counts], [false, { added: 0, removed: 0, changed: 1, unchanged: 1, notCompared: 1 }])
  assert.deepEqual([answer.changed[0].changePercent, answer.changed[0].listedBefore], ['0', { unitOfMeasure: '1 Hour', unitPrice: '0.3' }])
  const { status, stdout } = await azplan(['prices', 'diff', 'old.csv', 'new.csv'], { cwd })
  assert.equal(status, 1)
  for (const said of [/1 changed, 0 added, 0 removed, 1 unchanged, 1 not compared/, /unit: was 1 Hour \(0\.3 per 1 Hour\), is 100 Hours/, /the new list has this price, but in rows that could not be used/, /^INCOMPLETE/m]) assert.match(stdout, said)
  const csv = await azplan(['prices', 'diff', 'old.csv', 'new.csv', '--format', 'csv'], { cwd })
  const [header, changed, notCompared, end] = csv.stdout.split('\r\n')
  assert.match(header, /^\ufeffkind,productId,skuId,title,.*,effect,explain$/)
  assert.match(changed, /^changed,DZH318Z0BQD2,0001,'=Logs,.*,30,30,0,no,unit,1 Hour,100 Hours,/)
  assert.match(notCompared, /^notCompared,DZH318Z0BQD2,0002,B,.*,1,,/)
  assert.equal(end, '')
})

test('usage that is billed in two currencies is two invoices, or the one asked for', async (context) => {
  const cwd = folder(context)
  const row = (/** @type {number} */ day, /** @type {string} */ rate, /** @type {string} */ currency) => `2025-11-0${day},plan-${day},DZH318Z0BQPS,00TG,100,9.775,USD,${rate},9,${currency}\n`
  writeFileSync(join(cwd, 'two.csv'), `UsageDate,SubscriptionId,ProductId,SkuId,Quantity,PricingPreTaxTotal,PricingCurrency,PCToBCExchangeRate,BillingPreTaxTotal,BillingCurrency\n${row(1, '0.9', 'EUR')}${row(2, '0.8', 'GBP')}`)
  const rated = ['bill', '--prices', 'prices.csv', '--usage', 'two.csv']
  const both = json(await azplan([...rated, '--json'], { cwd }), 1)
  assert.deepEqual([both.invoice, both.invoices.map((/** @type {any} */ { currency, total }) => `${total} ${currency}`)], [null, ['8.79 EUR', '7.81 GBP']])
  const one = json(await azplan([...rated, '--currency', 'GBP', '--json'], { cwd }), 1)
  assert.deepEqual([one.invoice.total, one.lines.length, one.otherCurrencies], ['7.81', 1, [{ currency: 'EUR', rows: 1 }]])
  const { stdout } = await azplan(rated, { cwd })
  assert.match(stdout, /Invoice in EUR[^]*Billed EUR[^]*8\.79[^]*Invoice in GBP[^]*Billed GBP[^]*7\.81/)
  const csv = await azplan([...rated, '--format', 'csv'], { cwd })
  assert.deepEqual(csv.stdout.trim().split('\r\n').slice(1).map((line) => line.split(',').slice(-2).join(' ')), ['8.79 EUR', '8.79 EUR', '7.81 GBP', '7.81 GBP'], 'each line, and the sum of its invoice')
  refused(await azplan([...rated, '--currency', 'CHF'], { cwd }), 'input.invalid')
})

test('of a list in several files each row that can not be used is named with its file', async (context) => {
  const cwd = temporaryFolder(context)
  const list = (/** @type {string} */ price) => `ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,0001,${price},USD\nDZH318Z0BQD2,000${price},x,USD\nDZH318Z0BQD2,001${price},1,USD\n`
  writeFileSync(join(cwd, 'a.csv'), list('1'))
  writeFileSync(join(cwd, 'b.csv'), list('2'))
  const { files, rows, kept, refused, diagnostics } = json(await azplan(['prices', 'info', 'a.csv', 'b.csv', '--json'], { cwd }), 1)
  assert.deepEqual([files, rows, kept, refused], [2, 6, 2, 4])
  assert.deepEqual(diagnostics.map((/** @type {any} */ { file, fileNumber, row }) => [file, fileNumber, row]), [['a.csv', 1, 2], ['a.csv', 1, 3], ['b.csv', 2, 2], ['b.csv', 2, 3]])
  assert.equal(diagnostics[0].message, 'rows 2 of file 1 and 2 of file 2 contradict each other: 1 and 2')
})

test('the lists of a difference may be several files each', async (context) => {
  const cwd = folder(context)
  const [names, ...rows] = priceList.trim().split('\n')
  for (const [index, row] of rows.entries()) writeFileSync(join(cwd, `part-${index + 1}.csv`), `${names}\n${row}\n`)
  const parts = (/** @type {string} */ option) => [`--${option}`, 'part-2.csv', `--${option}`, 'part-3.csv']
  for (const [oldList, newList] of [['prices.csv', 'dearer.csv'], ['dearer.csv', 'prices.csv'], ['prices.csv', 'prices.csv']]) {
    const whole = await azplan(['prices', 'diff', oldList, newList, '--json'], { cwd })
    const inParts = [oldList, newList].map((name) => (name === 'prices.csv' ? 'part-1.csv' : name))
    const options = [...(oldList === 'prices.csv' ? parts('old-part') : []), ...(newList === 'prices.csv' ? parts('new-part') : [])]
    const split = await azplan(['prices', 'diff', ...inParts, ...options, '--json'], { cwd })
    const status = whole.status ?? undefined
    const answered = (/** @type {any} */ result) => ({ ...json(result, status), files: null })
    assert.deepEqual(answered(split), answered(whole), `${oldList} against ${newList}`)
  }
  assert.equal(json(await azplan(['prices', 'diff', 'prices.csv', 'part-1.csv', '--json'], { cwd }), 1).counts.removed, 1, 'a part alone lacks the rest')
})

test('a part of a list in another currency is an error with its row and column', async (context) => {
  const cwd = folder(context)
  const [names, ...rows] = priceList.trim().split('\n')
  writeFileSync(join(cwd, 'part-1.csv'), `${[names, rows[0], rows[1]].join('\n')}\n`)
  writeFileSync(join(cwd, 'euros.csv'), `${names}\n${rows[2].replace(',USD,', ',EUR,')}\n`)
  for (const files of [['prices.csv', 'part-1.csv', '--new-part', 'euros.csv'], ['part-1.csv', 'prices.csv', '--old-part', 'euros.csv']]) {
    const answer = json(await azplan(['prices', 'diff', ...files, '--json'], { cwd }), 1)
    const [{ file, code, row, column, severity }, ...others] = answer.diagnostics
    assert.deepEqual({ file, code, row, column, severity }, { file: 'euros.csv', code: 'list.mixedCurrency', row: 2, column: 'Currency', severity: 'error' })
    assert.deepEqual(others, [])
    assert.equal(answer.counts.unchanged, 1, 'the row is in no list')
    const { stderr } = await azplan(['prices', 'diff', ...files], { cwd })
    assert.match(stderr, /^error: list\.mixedCurrency: euros\.csv, row 2, Currency: the row is in EUR, the list in USD$/m)
  }
})

test('a difference says in its help that lists may have parts', async () => {
  const { status, stdout } = await azplan(['prices', 'diff', '--help'])
  assert.equal(status, 0)
  for (const words of [/--old-part FILE +another file of the old list/, /--new-part FILE +another file of the new list/]) assert.match(stdout, words)
})

test('a difference says what it does to usage', async (context) => {
  const cwd = folder(context)
  const { impact } = json(await azplan(['prices', 'diff', 'prices.csv', 'dearer.csv', '--usage', 'usage.csv', '--json'], { cwd }), 1)
  assert.deepEqual([impact.before, impact.after, impact.difference], ['3.128', '3.7536', '0.6256'], '32 hours after PEC; the logs have no price any more')
  assert.equal(impact.unpriced.length, 1)
  const without = json(await azplan(['prices', 'diff', 'prices.csv', 'dearer.csv', '--usage', 'usage.csv', '--pec-rate', '0', '--json'], { cwd }), 1).impact
  assert.equal(without.difference, '0.736')
  const { status, stdout } = await azplan(['prices', 'diff', 'prices.csv', 'dearer.csv', '--usage', 'usage.csv'], { cwd })
  assert.equal(status, 1)
  for (const words of [/1 changed, 1 added, 1 removed, 0 unchanged/, /\+20 %/, /\+0\.6256/, /INCOMPLETE/]) assert.match(stdout, words)
})

test('rating answers 0, and 1 where a row has no price', async (context) => {
  const cwd = folder(context)
  const answer = json(await azplan(['rate', ...rated, '--json'], { cwd }))
  assert.deepEqual([answer.totals.retail, answer.totals.net, answer.unpriced], ['9.66', '8.211', []])
  assert.equal(json(await azplan(['rate', '--prices', 'prices.csv', '--usage', 'unpriced.csv', '--json'], { cwd }), 1).unpriced.length, 1)
  assert.equal(json(await azplan(['rate', ...rated, '--access', 'access.json', '--json'], { cwd })).totals.pecEarned, '0')
})

test('a bill takes the options of an invoice', async (context) => {
  const cwd = folder(context)
  const { invoice, lines } = json(await azplan(['bill', ...rated, '--json'], { cwd }))
  assert.deepEqual([lines.length, invoice.pricingTotal, invoice.currency, invoice.invoiceDate], [2, '8.20', 'USD', '2025-12-08'])
  const euro = json(await azplan(['bill', ...rated, '--fx', 'fx.csv', '--currency', 'EUR', '--tax', '1', '--credits', '0.5', '--invoice-date', '2025-12-07', '--json'], { cwd })).invoice
  assert.deepEqual([euro.billingTotal, euro.subtotal, euro.total, euro.invoiceDate], ['6.55', '6.05', '7.05', '2025-12-07'])
  refused(await azplan(['bill', ...rated, '--currency', 'EUR'], { cwd }), 'exchangeRate.missing')
})

test('a line of the bill is explained', async (context) => {
  const cwd = folder(context)
  const { lines } = json(await azplan(['bill', ...rated, '--json'], { cwd }))
  const { steps } = json(await azplan(['explain', ...rated, '--line', lines[0].id, '--json'], { cwd }))
  assert.ok(steps.length > 2 && steps.every((/** @type {{cite: string}} */ step) => step.cite !== ''))
  refused(await azplan(['explain', ...rated, '--line', 'nothing'], { cwd }), 'explain.unknownLine')
})

test('a plan check answers 0 where all is ready, 1 where something is missing or not known', async (context) => {
  const cwd = temporaryFolder(context)
  const facts = { on: '2021-08-01', action: 'buyAzurePlan', partner: { kind: 'directBill', mfa: true }, customer: { market: 'TW', resellerRelationship: true, agreement: { accepted: true, acceptedOn: '2021-07-30' } }, legacySubscriptions: [] }
  writeFileSync(join(cwd, 'facts.json'), JSON.stringify(facts))
  const ready = json(await azplan(['plan', 'check', 'facts.json', '--json'], { cwd }))
  assert.deepEqual([ready.ready, ready.verdict, ready.rules.length], [true, 'ready', 7])
  for (const { rule, ok, reason, cite } of ready.rules) assert.ok(rule && ok === true && reason && cite)
  assert.ok(ready.effects.some((/** @type {{effect: string, on: string}} */ { effect, on }) => effect === 'firstInvoice' && on === '2021-09-08'))
  const packed = json(await azplan(['plan', 'check', '-', '--json'], { input: gzipSync(JSON.stringify(facts)) }))
  assert.deepEqual(packed, ready)
  const later = json(await azplan(['plan', 'check', 'facts.json', '--on', '2021-07-29', '--language', 'zh-Hant', '--json'], { cwd }), 1)
  assert.deepEqual([later.ready, later.verdict, later.rules.find((/** @type {{rule: string}} */ { rule }) => rule === 'agreement').ok], [false, 'notReady', false])
  const unknown = json(await azplan(['plan', 'check', '-', '--json'], { input: '{"on":"2026-11-23","action":"transfer"}' }), 1)
  assert.deepEqual([unknown.ready, unknown.verdict, unknown.failing], [false, 'unknown', 0])
  const { status, stdout } = await azplan(['plan', 'check', 'facts.json'], { cwd })
  assert.equal(status, 0)
  for (const words of [/^Ready: every rule of 2021-08-01 holds\.$/m, /^Not checked: 2, of which no fact is given\.$/m, /^Not checked$/m, /2021-09-08 {2}First new invoice/, /^Sources$/m]) assert.match(stdout, words)
  refused(await azplan(['plan', 'check', '-'], { input: 'no facts' }), 'facts.invalid')
  refused(await azplan(['plan', 'check', '-'], { input: '{"action":"transfer"}' }), 'input.invalid', /`on`/)
  refused(await azplan(['plan', 'check', '-'], { input: '{"on":"2021-08-01","action":"transfer","subscriptions":[{"id":"a","active":"yes"}]}' }), 'input.invalid', /subscriptions\[0\]\.active/)
  refused(await azplan(['plan', 'check', '-'], { input: '{"on":"2021-08-01","action":"transfer","selected":["a"]}' }), 'facts.invalid', /selected\[0\]/)
})

test('without --json a person reads a table', async (context) => {
  const cwd = folder(context)
  const commands = [['prices', 'info', 'prices.csv'], ['prices', 'search', 'prices.csv', 'logs'], ['prices', 'get', 'prices.csv', ...machine], ['prices', 'diff', 'prices.csv', 'prices.zip'], ['rate', ...rated], ['bill', ...rated]]
  for (const args of commands) {
    const { status, stdout, stderr } = await azplan(args, { cwd })
    assert.deepEqual([status, stderr], [0, ''], args.join(' '))
    assert.match(stdout, /USD/)
    assert.doesNotMatch(stdout, /undefined|null|\[object/)
  }
})

test('writing to a slow reader waits, and leaves no listeners behind', async () => {
  const { write } = await import(pathToFileURL(join(pkg, 'cli', 'output.mjs')).href)
  let taken = 0
  const slow = new Writable({ highWaterMark: 1, write: (chunk, _, done) => { taken += chunk.length; setTimeout(done, 1) } })
  const before = ['drain', 'close'].map((event) => slow.listenerCount(event))
  await write(slow, Array.from({ length: 20 }, () => 'x'.repeat(1 << 16)))
  assert.equal(taken, 20 << 16)
  assert.deepEqual(['drain', 'close'].map((event) => slow.listenerCount(event)), before)
})

test('bad arguments are refused with a code and a remedy', async (context) => {
  const cwd = folder(context)
  refused(await azplan(['prices', 'gett']), 'cli.unknownCommand', /prices get/)
  refused(await azplan(['compare', 'xyzzyxyzzy']), 'cli.unknownCommand', /compare offers, compare purchase/)
  refused(await azplan(['compare']), 'cli.unknownCommand', /compare offers, compare purchase/)
  refused(await azplan(['quote']), 'cli.missingOption', /--prices/)
  refused(await azplan(['plan', 'check']), 'cli.missingArgument', /facts/)
  refused(await azplan(['prices', 'diff', 'prices.csv'], { cwd }), 'cli.missingArgument')
  refused(await azplan(['prices', 'diff', 'prices.csv', 'prices.csv', 'prices.csv'], { cwd }), 'cli.unexpectedArgument')
  refused(await azplan(['prices', 'info']), 'cli.missingArgument')
  refused(await azplan(['rate', '--prices', 'prices.csv']), 'cli.missingOption', /--usage/)
  refused(await azplan(['rate', ...rated, 'more'], { cwd }), 'cli.unexpectedArgument', /more/)
  refused(await azplan(['rate', '--pricse', 'x']), 'cli.unknownOption', /--prices/)
  refused(await azplan(['prices', 'get', 'prices.csv', '--product', '--sku', '1']), 'cli.missingValue', /--product/)
  refused(await azplan(['bill', ...rated, '--month', '2025-11', '--month', '2025-12']), 'cli.repeatedOption')
  refused(await azplan(['prices', 'search', 'prices.csv', '--limit', 'ten']), 'cli.badValue')
  refused(await azplan(['prices', 'get', 'prices.csv', ...machine, '--on', '31/11/2025'], { cwd }), 'input.invalid', /on/)
  refused(await azplan(['rate', '--prices', '-', '--usage', '-'], { input: priceList }), 'cli.stdinTwice')
})

test('unreadable files are refused by their name', async (context) => {
  const cwd = folder(context)
  const cut = gzipSync(priceList).subarray(0, 100)
  refused(await azplan(['prices', 'info', 'nothing.csv'], { cwd }), 'file.notFound', /nothing\.csv/)
  refused(await azplan(['prices', 'info', '.'], { cwd }), 'file.unreadable', /folder/)
  refused(await azplan(['prices', 'info', '-'], { input: cut }), 'file.truncated', /standard input/)
  refused(await azplan(['prices', 'info', '-'], { input: '<!DOCTYPE html><html></html>' }), 'file.html')
  refused(await azplan(['rate', ...rated, '--access', 'usage.csv'], { cwd }), 'access.invalid', /usage\.csv/)
})

test('help and version', async () => {
  assert.match((await azplan(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/)
  for (const args of [[], ['--help'], ['help'], ['prices', '--help'], ['prices', 'get', '--help'], ['bill', '-h']]) {
    const { status, stdout } = await azplan(args)
    assert.equal(status, 0)
    assert.match(stdout, /^Usage: azplan /)
  }
})
