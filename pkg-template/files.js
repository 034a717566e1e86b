import { inflate } from './inflate.js'
import { filesOf } from './input.js'
import { chunksOf, collect, headOf, withHead } from './sources.js'
import { isZip, zipEntries } from './zip.js'

export { jsonOf } from './json.js'

/** @typedef {import('./files.js').FileInput} FileInput */
/** @typedef {import('./files.js').ChunkOptions} ChunkOptions */
/** @typedef {import('./sources.js').Chunks} Chunks */

/** @type {typeof import('./files.js').endOfFile} */
export const endOfFile = Symbol('end of file')

/** @type {typeof import('./files.js').plainChunks} */
export async function* plainChunks(input, options = {}) {
  for (const file of filesOf(input)) {
    for await (const part of plainParts(file, options)) {
      options.signal?.throwIfAborted()
      yield part
    }
  }
}

/** @type {typeof import('./files.js').plainBytes} */
export async function plainBytes(input, options) {
  const parts = []
  for await (const part of plainChunks(input, options)) if (part !== endOfFile) parts.push(part)
  return joined(parts)
}

/** @type {typeof import('./files.js').sizeOf} */
export function sizeOf(input) {
  const sizes = filesOf(input).map((file) => (file instanceof Blob ? file.size : file instanceof Uint8Array ? file.byteLength : null))
  return sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0)
}

/**
 * A zip's table of contents is at its end: one that can be read anywhere is unpacked where it is, one that comes as a stream is gathered first.
 * @param {FileInput} file
 * @param {ChunkOptions} options
 */
async function* plainParts(file, { lend = false, ...options }) {
  const start = await headOf(file)
  if (isZip(start)) return yield* unzipped(new Blob([/** @type {BlobPart} */ (file)]), options)
  // What is unpacked is not read at once.
  const chunks = chunksOf(file, { ...options, lend: lend && !isGzip(start) })
  const { head, all } = start.length > 0 ? { head: start, all: chunks } : await withHead(chunks)
  if (isZip(head)) return yield* unzipped(new Blob(await collect(all)), { signal: options.signal })
  yield* isGzip(head) ? inflate(all, 'gzip', 'the gzip file') : all
  yield endOfFile
}

/**
 * @param {Blob} zip
 * @param {ChunkOptions} options
 */
async function* unzipped(zip, options) {
  for await (const entry of zipEntries(zip, options)) {
    yield* entry
    yield endOfFile
  }
}

/** @param {Uint8Array} head */
function isGzip(head) {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
