import { endOfFile, plainChunks } from 'azplan/files'

/** @typedef {'priceList' | 'usage' | 'recon' | 'access' | 'exchangeRates' | 'state' | 'unknown'} Kind */

const ENOUGH = 16_384

/**
 * What a file is, from its first bytes (unpacked where it is packed). `unknown` is for the engine to try.
 * @param {Blob} file
 * @returns {Promise<Kind>}
 */
export async function recognise(file) {
  const head = await headOf(file).catch(() => '')
  // UTF-16 that was read as UTF-8 has marks and zeros between its letters.
  const text = head.replaceAll(/[\ufeff\ufffd\0]/g, '').trimStart()
  if (text.startsWith('{')) {
    if (/^\{\s*"azplan"\s*:\s*"state"/.test(text)) return 'state'
    if (/^\{\s*"(grants|partner)"\s*:/.test(text)) return 'access'
    return /"(Items|retailPrice|BillingCurrency)"/.test(text) ? 'priceList' : 'unknown'
  }
  const header = text.split(/[\r\n]+/).find((line) => !/^"?sep=|^#TYPE /i.test(line)) ?? ''
  const columns = new Set(header.toLowerCase().split(/[,;\t|]/).map((name) => name.replace(/["\s]/g, '')))
  const has = (/** @type {string[]} */ ...names) => names.every((name) => columns.has(name))
  if (has('currencycode', 'usdperunit')) return 'exchangeRates'
  if (has('subtotal', 'billablequantity') && !has('usagedate')) return 'recon'
  if (has('usagedate') || has('entitlementid') || has('invoicenumber') || (has('quantity') && has('date'))) return 'usage'
  if (has('retailprice') || has('pricingtierrangemin') || has('unitprice', 'skuid')) return 'priceList'
  return 'unknown'
}

/** @param {Blob} file */
async function headOf(file) {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of plainChunks(file)) {
    if (chunk === endOfFile) break
    text += decoder.decode(chunk.subarray(0, ENOUGH), { stream: true })
    if (text.length >= ENOUGH / 4) break
  }
  return text
}

/** Codes that say: this is a file of another kind, try the next. */
export const OTHER_KIND = new Set(['file.unrecognised', 'list.missingColumn', 'list.notAzurePlan', 'usage.missingColumn', 'usage.notUsage'])
