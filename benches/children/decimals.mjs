/** Rates the same lines with every engine in turn; whoever finds another sum ends the bench. */
import assert from 'node:assert/strict'
import * as numbers from '../engines/decimals.mjs'
import { piecesOf } from '../engines/reading.mjs'
import { billed, files, parsed, priceTiers, usageLines, usdPerUnit } from '../engines/rating.mjs'
import { answer, asked } from '../lib/child.mjs'
import { start } from './core.mjs'

const { lines: count, rounds, pkg } = asked()
const [tiers, lines] = [priceTiers(), usageLines(count)]
const core = await start(pkg)
const texts = files(tiers, lines)
const [listBytes, usageBytes] = [texts.list, texts.usage].map((text) => new TextEncoder().encode(text))

/** @param {any} reader @param {Uint8Array} bytes */
function read(reader, bytes) {
  for (const piece of piecesOf(bytes)) reader.push(piece)
  return reader.finish()
}

const list = read(new core.PriceListReader(), listBytes)

function azplan() {
  const begin = performance.now()
  const usage = read(new core.UsageReader(), usageBytes)
  const middle = performance.now()
  const { invoice, complete } = core.bill(list, usage, { currency: 'EUR', exchangeRates: [{ currencyCode: 'EUR', usdPerUnit, month: '2025-11' }] })
  const end = performance.now()
  usage.free()
  assert.ok(complete)
  const { retail, pecEarned, pricingTotal, billingTotal } = invoice
  return { parse: middle - begin, rate: end - middle, sums: { retail, pecEarned, pricingTotal, billingTotal } }
}

/** @param {import('../engines/decimals.mjs').Numbers<any>} engine */
function peer(engine) {
  const begin = performance.now()
  const month = parsed(engine, tiers, lines)
  const middle = performance.now()
  const sums = billed(engine, month)
  return { parse: middle - begin, rate: performance.now() - middle, sums }
}

const engines = {
  azplan,
  'BigInt by hand': () => peer(numbers.bigint),
  'bignumber.js': () => peer(numbers.bignumber),
  'big.js': () => peer(numbers.big),
  'decimal.js': () => peer(numbers.decimal),
}

/** A number as a text without padding zeros: `12.50` and `12.5` are one sum. @param {Record<string, string>} sums */
const plain = (sums) => Object.fromEntries(Object.entries(sums).map(([name, text]) => [name, text.includes('.') ? text.replace(/\.?0+$/, '') : text]))

const found = Array.from({ length: rounds }, (_, round) => {
  const names = Object.keys(engines)
  const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)]
  const runs = Object.fromEntries(turned.map((name) => [name, engines[/** @type {keyof typeof engines} */ (name)]()]))
  for (const name of names) assert.deepEqual(plain(runs[name].sums), plain(runs.azplan.sums), `${name} has other sums`)
  return runs
})
answer({ engines: Object.keys(engines), rounds: found })
