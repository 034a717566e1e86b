/** Every sentence of a step that the core can say is said in Traditional Chinese too. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { stepInChinese } from '../../pkg-template/elements/i18n/zh-Hant-steps.js'
import { load } from '../../pkg/index.js'
import { bytes, root } from './support.mjs'

/** Calls whose answers have steps, and how a case of theirs is asked. @type {Record<string, (files: any, input: any) => any>} */
const CALLS = {
  price: ({ list }, input) => list.price(input),
  estimate: ({ list }, input) => list.estimate(input),
  comparePurchase: ({ list }, input) => list.comparePurchase(input),
  quote: ({ list }, input) => list.quote(input),
  explain: ({ azplan, list, usage }, input) => azplan.explain(list, usage, input),
}

/** @param {any} value @returns {Generator<string>} */
function* sentences(value) {
  if (Array.isArray(value)) for (const each of value) yield* sentences(each)
  else if (value && typeof value === 'object') {
    if ('rule' in value && 'result' in value) yield value.text
    for (const each of Object.values(value)) yield* sentences(each)
  }
}

test('every step of the goldens has its sentence in Traditional Chinese', async () => {
  const azplan = await load()
  const folder = join(root, 'tests', 'golden')
  const content = (/** @type {any} */ file) => (file.file ? readFileSync(join(root, file.file)) : bytes(`${file.text.join('\n')}\n`))
  const said = new Set()
  for (const area of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    for (const name of readdirSync(join(folder, area.name))) {
      const { call, priceList, usage, exchangeRates, input, error } = JSON.parse(readFileSync(join(folder, area.name, name), 'utf8'))
      if (!CALLS[call] || error || !priceList || priceList.base64) continue
      const rates = exchangeRates ? { exchangeRates: (await azplan.readExchangeRates(content(exchangeRates))).rates } : {}
      const list = await azplan.readPriceList(content(priceList))
      const files = { azplan, list, usage: usage && (await azplan.readUsage(content(usage))) }
      for (const sentence of sentences(CALLS[call](files, { ...input, ...rates }))) said.add(sentence)
      list.free()
      files.usage?.free()
    }
  }
  const silent = [...said].filter((sentence) => stepInChinese(sentence) === null)
  assert.deepEqual(silent, [])
  assert.ok(said.size > 100, `${said.size} sentences`)
})
