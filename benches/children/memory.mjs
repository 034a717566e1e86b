/** Reads a file from the disk piece by piece, and says what the process held at most and at last. */
import { closeSync, createReadStream, openSync, readSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { papaparseStream } from '../engines/parsers.mjs'
import { counts, reader } from '../engines/reading.mjs'
import { answer, asked } from '../lib/child.mjs'
import { start } from './core.mjs'

const { engine, file, pkg } = asked()
const core = engine === 'azplan' ? await start(pkg) : null
const read = reader(engine, core)

function * fromDisk() {
  const handle = openSync(file, 'r')
  const piece = Buffer.allocUnsafe(1 << 20)
  for (let length = readSync(handle, piece); length > 0; length = readSync(handle, piece)) yield piece.subarray(0, length)
  closeSync(handle)
}

/** The most this process ever held, where the system says it; else what it holds now. */
function peak() {
  const { maxRSS } = process.resourceUsage()
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
  } catch {
    return maxRSS * 1024
  }
}

globalThis.gc?.()
const before = process.memoryUsage().rss
const list = engine === 'papaparse' ? await papaparseStream(createReadStream(file, { highWaterMark: 1 << 20 })) : read(fromDisk())
const most = peak()
for (let round = 0; round < 3; round += 1) {
  globalThis.gc?.()
  await wait(200)
}
answer({ peak: most - before, after: process.memoryUsage().rss - before, wasm: core?.memory.buffer.byteLength ?? null, ...counts(list) })
