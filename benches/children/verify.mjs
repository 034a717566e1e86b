/** Reads a daily rated usage file and verifies it: how long each takes. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { answer, asked } from '../lib/child.mjs'
import { start } from './core.mjs'

const { pkg, files } = asked()
const core = await start(pkg)

/** @param {string} file */
function * fromDisk(file) {
  const handle = openSync(file, 'r')
  const piece = Buffer.allocUnsafe(1 << 20)
  for (let length = readSync(handle, piece); length > 0; length = readSync(handle, piece)) yield piece.subarray(0, length)
  closeSync(handle)
}

/** @template T @param {{push: (chunk: Uint8Array) => void, finish: () => T}} reader @param {string} file */
function read(reader, file) {
  for (const chunk of fromDisk(file)) reader.push(chunk)
  return reader.finish()
}

const prices = read(new core.PriceListReader(), files.prices)
const recon = read(new core.ReconReader(), files.recon)
readFileSync(files.usage)
const begin = performance.now()
const usage = read(new core.UsageReader(), files.usage)
const readIn = performance.now()
const found = core.verifyWithPrices(prices, usage, recon, {})
const verified = performance.now()
answer({ reading: readIn - begin, verifying: verified - readIn, wasm: core.memory.buffer.byteLength, checked: found.checked, differences: found.differencesTotal, causes: Object.keys(found.byCause).length })
