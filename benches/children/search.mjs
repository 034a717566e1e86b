/** Builds one engine's index and types the questions into it. */
import { readFileSync } from 'node:fs'
import { udsv } from '../engines/parsers.mjs'
import { piecesOf, reader } from '../engines/reading.mjs'
import { keystrokes, makers } from '../engines/searching.mjs'
import { answer, asked } from '../lib/child.mjs'
import { start } from './core.mjs'

const { engine, file, pkg } = asked()

/** One title a price: product, SKU, meter, service and region, as a person would look for it. */
function titlesOf() {
  const { byKey, items, places } = udsv(piecesOf(readFileSync(file)))
  return [...byKey.values()].map(({ item, place }) => {
    const [, product, sku, meter, service] = items[item]
    const [region, location] = places[place]
    return [...new Set([product, sku, meter, service, location, region])].join(' ')
  })
}

/** What is in use, garbage left out. @param {WebAssembly.Memory} [memory] */
function held(memory) {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers + (memory?.buffer.byteLength ?? 0)
}

/** @returns {Promise<{index: number, memory: number, titles: number, find: (text: string) => number}>} */
async function prepared() {
  if (engine === 'azplan') {
    const core = await start(pkg)
    const bytes = readFileSync(file)
    const before = held(core.memory)
    const begin = performance.now()
    const list = reader(engine, core)(piecesOf(bytes))
    const index = performance.now() - begin
    return { index, memory: held(core.memory) - before, titles: list.info().prices, find: (text) => list.search({ text, limit: 20 }).total }
  }
  const titles = titlesOf()
  const before = held()
  const begin = performance.now()
  const find = makers[engine](titles)
  const index = performance.now() - begin
  return { index, memory: held() - before, titles: titles.length, find }
}

const { index, memory, titles, find } = await prepared()

/** All keystrokes once: how long each took and what it found. */
function typed() {
  return keystrokes.map((text) => {
    const begin = performance.now()
    const total = find(text)
    return { time: performance.now() - begin, total }
  })
}

const begin = performance.now()
const once = typed()
const [first] = once
// Who needs minutes for one pass is warm by then.
const again = performance.now() - begin > 30_000 ? once : typed()
answer({ index, memory, titles, first: first.time, times: again.map(({ time }) => time), totals: again.map(({ total }) => total) })
