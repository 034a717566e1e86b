/** Bad files made by code: what people drop by mistake, what downloads and spreadsheets break, what nobody writes on purpose. */

/** @typedef {{ code: string, row?: number | null, column?: string }} Told a diagnostic that must be there */
/** @typedef {{ name: string, reader: 'readPriceList' | 'readUsage' | 'readExchangeRates', bytes: Uint8Array, throws?: string[], tells?: Told[] }} BadFile */

const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)
const SHEET = ['ProductTitle', 'ProductId', 'SkuId', 'SkuTitle', 'Publisher', 'SkuDescription', 'UnitOfMeasure', 'TermDuration', 'Market', 'Currency', 'UnitPrice',
  'PricingTierRangeMin', 'PricingTierRangeMax', 'EffectiveStartDate', 'EffectiveEndDate', 'MeterIds', 'MeterType', 'Tags']
const GOOD = {
  ProductTitle: 'Blob, "Hot"', ProductId: 'DZH318Z00001', SkuId: '0001', SkuTitle: 'Hot LRS', Publisher: 'Microsoft', SkuDescription: '', UnitOfMeasure: '1 GB', TermDuration: 'payG-1',
  Market: 'US', Currency: 'USD', UnitPrice: '0.5', PricingTierRangeMin: '', PricingTierRangeMax: '', EffectiveStartDate: '1/1/2025 12:00:00 AM',
  EffectiveEndDate: '11/30/9999 11:59:59 PM', MeterIds: 'm-1', MeterType: '1 GB', Tags: 'Azure'
}
/** @typedef {Partial<Record<keyof typeof GOOD, string>>} Change */

/** @type {(fields: string[]) => string} */
const quoted = (fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')
/** @type {(change?: Change) => string} */
const row = (change = {}) => quoted(Object.values({ ...GOOD, ...change }))
/** @type {(...rows: string[]) => string} */
const sheet = (...rows) => [quoted(SHEET), ...rows, ''].join('\n')
/** A second row, of another SKU. @type {(change: Change) => string} */
const second = (change) => sheet(row(), row({ SkuId: '0002', MeterIds: 'm-2', ...change }))
/** @type {(drop: string) => string} */
const without = (drop) => [SHEET, Object.values(GOOD)].map((fields) => quoted(fields.filter((_, at) => SHEET[at] !== drop))).join('\n')

export const goodList = encode(sheet(row(), row({ SkuId: '0003', MeterIds: 'm-3', UnitPrice: '1' })))
const ITEM = '{"currencyCode":"USD","tierMinimumUnits":0.0,"retailPrice":0.5,"unitPrice":0.5,"armRegionName":"westeurope","location":"EU West","effectiveStartDate":"2025-01-01T00:00:00Z","meterId":"m-1","meterName":"Hot","productId":"DZH318Z00001","skuId":"DZH318Z00001/0001","productName":"Blob","skuName":"Hot","serviceName":"Storage","serviceFamily":"Storage","unitOfMeasure":"1 GB","type":"Consumption"}'
export const goodPage = encode(`{"BillingCurrency":"USD","Items":[${ITEM}],"NextPageLink":null,"Count":1}`)
export const goodUsage = encode('UsageDate,SubscriptionId,ProductId,SkuId,MeterId,Quantity\n2025-11-01,plan,DZH318Z00001,0001,m-1,2\n')
/** The page with another price. */
const page = (/** @type {string} */ price) => new TextDecoder().decode(goodPage).replaceAll('Price":0.5', `Price":${price}`)
const latin1 = (/** @type {string} */ text) => [...Buffer.from(text, 'latin1')]
const bytes = (/** @type {(string | number[])[]} */ ...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(/** @type {any} */ (part)))))

/** @type {BadFile[]} */
export const badFiles = []
/** @type {(reader: BadFile['reader']) => (name: string, content: string | Uint8Array, expected: { throws?: string | string[], tells?: Told | Told[] }) => void} */
const add = (reader) => (name, content, { throws, tells }) => badFiles.push({
  name, reader, bytes: typeof content === 'string' ? encode(content) : content,
  ...(throws ? { throws: [throws].flat() } : {}), ...(tells ? { tells: [tells].flat() } : {})
})
const list = add('readPriceList')
const usage = add('readUsage')
const rates = add('readExchangeRates')

list('nothing', '', { throws: 'file.empty' })
list('a byte-order mark only', '\uFEFF', { throws: 'file.empty' })
list('white space only', ' \r\n\n\t', { throws: 'file.empty' })
list('a web page', '<!DOCTYPE html>\n<html lang="en"><body>Sign in</body></html>', { throws: 'file.html' })
list('a web page after blank lines', '\n\n  <HTML><HEAD></HEAD></HTML>', { throws: 'file.html' })
list('an XML error', '<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code></Error>', { throws: ['file.unrecognised', 'file.html'] })
list('a picture', bytes([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), { throws: 'file.binary' })
list('a workbook', bytes([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), { throws: ['file.binary', 'file.truncated'] })
list('an old workbook', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), { throws: 'file.binary' })
list('a gzip file', bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), { throws: ['file.binary', 'file.truncated'] })
list('a PDF', '%PDF-1.7\n%âãÏÓ\n', { throws: 'file.binary' })
list('NUL bytes inside', bytes(sheet(row()), [0, 0, 0]), { throws: 'file.binary' })
list('a letter in Latin-1', bytes(latin1(second({ SkuTitle: 'Café' }))), { throws: 'file.encoding', tells: { code: 'file.encoding', row: 3 } })
list('bytes that are no UTF-8 in a title', bytes(latin1(second({ SkuTitle: '\u00ff\u00c3(' }))), { throws: 'file.encoding', tells: { code: 'file.encoding', row: 3 } })
list('random words', 'Lorem ipsum dolor\nsit amet, consectetur', { throws: 'file.unrecognised' })
list('a CSV of something else', 'Name,Age\nAda,36\n', { throws: ['file.unrecognised', 'list.missingColumn'] })
list('a header only', `${quoted(SHEET)}\n`, { throws: 'list.empty' })
list('a header without a line end', quoted(SHEET), { throws: 'list.empty' })
list('cut inside a quoted field', sheet(row(), row({ SkuId: '0002' })).slice(0, -60), { tells: { code: 'file.truncated', row: 3 } })
list('a lone quote that swallows the rest', sheet(row(), row({ SkuId: '0002' }).replace('"0002"', '"0002'), row({ SkuId: '0003' })), { tells: { code: 'row.fieldCount', row: 3 } })
for (const column of ['UnitPrice', 'ProductId', 'SkuId']) list(`no column ${column}`, without(column), { throws: 'list.missingColumn' })
list('no column Currency', without('Currency'), { tells: { code: 'list.missingColumn', row: null, column: 'Currency' } })
list('prices that are words', sheet(row({ UnitPrice: 'abc' })), { throws: 'list.empty' })
for (const [price, code] of /** @type {const} */ ([
  ['abc', 'money.notADecimal'], ['1.234.5', 'money.notADecimal'], ['$1', 'money.notADecimal'], ['NaN', 'money.notADecimal'],
  ['Infinity', 'money.notADecimal'], ['0x10', 'money.notADecimal'], ['1e', 'money.notADecimal'], ['--1', 'money.notADecimal'], ['１', 'money.notADecimal'], ['', 'row.missingValue'],
  ['1e400', 'money.outOfRange'], ['1e-400', 'money.outOfRange'], ['1e99999999999', 'money.outOfRange'], ['1234567890123456789012345678901234567890', 'money.outOfRange'], ['-0.01', 'money.outOfRange']
])) list(`a price \`${price}\``, second({ UnitPrice: price }), { tells: { code, row: 3, column: 'UnitPrice' } })
for (const date of ['13/45/2025', '2025-13-01', '2025-02-30', 'yesterday', '11/31/25', '2025-11-30T25:00:00Z', '45000'])
  list(`a start \`${date}\``, second({ EffectiveStartDate: date }), { tells: { code: 'row.badDate', row: 3, column: 'EffectiveStartDate' } })
list('a price `1,5` beside `0.5`', second({ UnitPrice: '1,5' }), { throws: 'file.mixedNumbers' })
list('a start `31/12/2025` beside `11/30/9999`', second({ EffectiveStartDate: '31/12/2025' }), { throws: 'file.mixedDates' })
list('the price column twice', sheet(row()).replace('"Publisher"', '"UnitPrice"'), { throws: 'file.columnTwice' })
list('an end before the start', second({ EffectiveEndDate: '1/1/2020 12:00:00 AM' }), { tells: { code: 'row.badDate', row: 3, column: 'EffectiveEndDate' } })
list('a tier that ends before it begins', second({ PricingTierRangeMin: '100', PricingTierRangeMax: '10' }), { tells: { code: 'tier.gap' } })
list('tiers that overlap', sheet(row({ SkuId: '0009' }), row({ PricingTierRangeMin: '1', PricingTierRangeMax: '100' }), row({ PricingTierRangeMin: '50', PricingTierRangeMax: '9223372036854780000', UnitPrice: '0.4' })), { tells: { code: 'tier.gap' } })
list('a hole between tiers', sheet(row({ SkuId: '0009' }), row({ PricingTierRangeMin: '1', PricingTierRangeMax: '10' }), row({ PricingTierRangeMin: '100', PricingTierRangeMax: '', UnitPrice: '0.4' })), { tells: { code: 'tier.gap' } })
list('a tier bound that is a word', second({ PricingTierRangeMin: 'ten' }), { tells: { code: 'money.notADecimal', row: 3, column: 'PricingTierRangeMin' } })
list('one price twice, differently', sheet(row({ SkuId: '0009' }), row(), row({ UnitPrice: '0.6' })), { tells: { code: 'price.conflict' } })
list('two currencies', second({ Currency: 'EUR' }), { tells: { code: 'list.mixedCurrency', row: 3 } })
list('a currency that is a sign', second({ Currency: '$' }), { tells: { code: 'row.missingValue', row: 3, column: 'Currency' } })
list('too many fields', sheet(row(), `${row({ SkuId: '0002' })},"more","and more"`), { tells: { code: 'row.fieldCount', row: 3 } })
list('too few fields', sheet(row(), '"a","b"'), { tells: { code: 'row.fieldCount', row: 3 } })
list('an empty product', second({ ProductId: '' }), { tells: { code: 'row.missingValue', row: 3, column: 'ProductId' } })
list('an empty SKU', second({ SkuId: '' }), { tells: { code: 'row.missingValue', row: 3, column: 'SkuId' } })
list('a licence-based list', `${quoted(['ProductTitle', 'ProductId', 'SkuId', 'SkuTitle', 'Publisher', 'SkuDescription', 'UnitOfMeasure', 'TermDuration', 'BillingPlan', 'Market', 'Currency', 'UnitPrice', 'PricingTierRangeMin', 'PricingTierRangeMax', 'EffectiveStartDate', 'EffectiveEndDate', 'Tags', 'ERP Price'])}\n${quoted(['E3', 'CFQ7TTC0LFLX', '0001', 'E3', 'Microsoft Corporation', '', '1 License', 'P1Y', 'Annual', 'US', 'USD', '345.6', '', '', '1/1/2023 0:00', '11/30/9999 23:59', 'License', '432'])}`, { throws: 'list.notAzurePlan' })
list('a usage file', goodUsage, { throws: ['file.unrecognised', 'list.missingColumn', 'list.notAzurePlan'] })
list('a JSON page cut in half', goodPage.slice(0, 200), { throws: 'file.truncated' })
list('an error answer in JSON', '{"error":{"code":"429","message":"Too many requests"}}', { throws: ['file.json', 'file.unrecognised'] })
list('a JSON page without items', '{"BillingCurrency":"USD","Items":[],"Count":0}', { throws: 'list.empty' })
list('an empty JSON object', '{}', { throws: ['file.json', 'list.empty', 'file.unrecognised'] })
list('JSON with prices as words', page('"half"'), { throws: ['list.empty', 'file.json'] })
list('JSON with a huge exponent', page('1e999999'), { throws: ['list.empty', 'file.json'] })
list('JSON with a nested price', page('{"value":0.5}'), { throws: ['list.empty', 'file.json'] })
list('JSON of nested lists', '['.repeat(50_000), { throws: ['file.json', 'file.truncated'] })
list('JSON where items are numbers', '{"Items":[1,2,3]}', { throws: ['file.json', 'list.empty'] })
list('JSON with NaN', page('NaN'), { throws: ['file.json', 'list.empty'] })

usage('nothing', '', { throws: 'file.empty' })
usage('a price list', goodList, { throws: ['usage.notUsage', 'usage.missingColumn'] })
usage('a web page', '<html></html>', { throws: 'file.html' })
usage('a workbook', bytes([0x50, 0x4b, 3, 4]), { throws: ['file.binary', 'file.truncated'] })
usage('a cost export of Microsoft Customer Agreement', 'SubscriptionGuid,ResourceGroup,MeterId,UsageDateTime,UsageQuantity,ResourceRate,PreTaxCost\na,b,c,2025-11-01,1,1,1\n', { throws: ['usage.notUsage', 'usage.missingColumn'] })
usage('a cost export in German', 'Abonnement-GUID (SubscriptionGuid),Ressourcengruppe (ResourceGroup),Datum (Date),Verbrauchte Menge (ConsumedQuantity)\na,b,2025-11-01,1\n', { throws: 'usage.notUsage' })
usage('a cost export in camel case', 'subscriptionId,resourceGroupName,date,meterId,quantity,costInBillingCurrency\na,b,11/01/2025,c,1,1\n', { throws: 'usage.notUsage' })
usage('JSON', goodPage, { throws: ['usage.notUsage', 'file.json'] })
for (const column of ['UsageDate', 'ProductId', 'SkuId', 'Quantity']) usage(`no column ${column}`, new TextDecoder().decode(goodUsage).replace(column, 'Other'), { throws: ['usage.missingColumn', 'usage.notUsage'] })
usage('a header only', 'UsageDate,ProductId,SkuId,Quantity\n', { throws: 'usage.empty' })
for (const [amount, code] of /** @type {const} */ ([['many', 'money.notADecimal'], ['', 'row.missingValue'], ['1,5', 'row.fieldCount'], ['1e400', 'money.outOfRange'], ['NaN', 'money.notADecimal']]))
  usage(`a quantity \`${amount}\``, `${new TextDecoder().decode(goodUsage)}2025-11-02,plan,DZH318Z00001,0001,m-1,${amount}\n`, { tells: { code, row: 3 } })
for (const date of ['13/13/2025', '2025-11-31', '', '20251101x']) usage(`a usage date \`${date}\``, `${new TextDecoder().decode(goodUsage)}${date},plan,DZH318Z00001,0001,m-1,1\n`, { tells: { code: date ? 'row.badDate' : 'row.missingValue', row: 3, column: 'UsageDate' } })
usage('cut inside a quoted field', 'UsageDate,ProductId,SkuId,Quantity\n2025-11-01,P,0001,1\n2025-11-02,"P', { tells: { code: 'file.truncated', row: 3 } })

rates('nothing', '', { throws: 'file.empty' })
rates('a price list', goodList, { throws: ['exchangeRate.missingColumn', 'file.unrecognised'] })
rates('no rate column', 'CurrencyCode,Month\nEUR,2025-11\n', { throws: 'exchangeRate.missingColumn' })
for (const [rate, code] of /** @type {const} */ ([['0', 'money.outOfRange'], ['-1.1', 'money.outOfRange'], ['much', 'money.notADecimal'], ['', 'row.missingValue']]))
  rates(`a rate \`${rate}\``, `CurrencyCode,USDPerUnit,Month\nGBP,1.3,2025-11\nEUR,${rate},2025-11\n`, { tells: { code, row: 3, column: 'USDPerUnit' } })
rates('a month that is none', 'CurrencyCode,USDPerUnit,Month\nGBP,1.3,2025-11\nEUR,1.1,2025-13\n', { tells: { code: 'row.badDate', row: 3, column: 'Month' } })
