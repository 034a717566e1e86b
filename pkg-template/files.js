import { azplanError } from './errors.js'
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
  const limit = unpackLimit(options)
  for (const file of filesOf(input)) {
    options.onEntry?.(null)
    for await (const part of plainParts(file, { ...options, limit })) {
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

/** @type {typeof import('./files.js').leftOutNote} */
export function leftOutNote(name) {
  return { severity: 'note', code: 'file.unrecognised', fileNumber: null, row: null, column: null, message: `\`${name}\` in the zip file was not read: it stands beside the data` }
}

/**
 * A zip's table of contents is at its end: one that can be read anywhere is unpacked where it is, one that comes as a stream is gathered first.
 * @param {FileInput} file
 * @param {ChunkOptions & {limit: Limit}} options
 */
async function* plainParts(file, { lend = false, limit, ...options }) {
  const start = await headOf(file)
  if (isZip(start)) return yield* unzipped(new Blob([/** @type {BlobPart} */ (file)]), { ...options, limit })
  // What is unpacked is not read at once.
  const chunks = chunksOf(file, { ...options, lend: lend && !isGzip(start) })
  const { head, all } = start.length > 0 ? { head: start, all: chunks } : await withHead(chunks)
  if (isZip(head)) return yield* unzipped(new Blob(await collect(all)), { ...options, onBytes: undefined, limit })
  yield* isGzip(head) ? limit.watch(all, (packed) => inflate(packed, 'gzip', 'the gzip file')) : all
  yield endOfFile
}

/**
 * @param {Blob} zip
 * @param {ChunkOptions & {limit: Limit}} options
 */
async function* unzipped(zip, { limit, ...options }) {
  const expect = (/** @type {number} */ unpacked) => limit.expect(unpacked, zip.size)
  for await (const { name, packedSize, chunks } of zipEntries(zip, { ...options, expect })) {
    options.onEntry?.(name)
    const { head, all } = await withHead(/** @type {any} */ (limit.watch(chunks, (unpacked) => unpacked, packedSize)))
    yield* isGzip(head) ? limit.watch(all, (packed) => inflate(packed, 'gzip', `\`${name}\` in the zip file`)) : all
    yield endOfFile
  }
}

/**
 * Unpacked bytes that are watched: an archive of a few megabytes can hold any number. `expect` judges what an archive says of itself.
 * @typedef {{expect: (unpacked: number, packed: number) => void, watch: (packed: AsyncIterable<Uint8Array>, unpack: (packed: any) => AsyncIterable<Uint8Array>, size?: number | null) => AsyncGenerator<Uint8Array, void, void>}} Limit
 */

/** Unpacked bytes from which on their ratio to the packed ones counts, and the greatest ratio: tables of text come to a hundred at most. */
const judgedFrom = 1 << 26
const greatestRatio = 250
/** Packed bytes that are unpacked at once: what waits to be unpacked counts already, and must not be much. */
const packedAtOnce = 1 << 16
/** Unpacked bytes of one call, where nothing else is said. */
const usualMost = 16 * 2 ** 30

/** @param {ChunkOptions} options @returns {Limit} */
function unpackLimit({ maxUnpacked }) {
  let all = 0
  const judge = (/** @type {number} */ unpacked, /** @type {number} */ packed, /** @type {number} */ together) => {
    const isTooDense = maxUnpacked === undefined && unpacked > judgedFrom && unpacked > packed * greatestRatio
    if (!isTooDense && together <= (maxUnpacked ?? usualMost)) return
    const message = isTooDense ? `the archive unpacks to more than ${greatestRatio} times its size` : `the archive unpacks to more than ${maxUnpacked ?? usualMost} bytes`
    throw azplanError('file.tooLarge', message, 'see that it is what you mean; if so, set maxUnpacked (--max-unpacked) to the bytes that may be unpacked')
  }
  return {
    expect: (unpacked, packed) => judge(unpacked, packed, all + unpacked),
    async *watch(source, unpack, size = null) {
      let packed = size ?? 0
      let unpacked = 0
      async function* counted() {
        for await (const chunk of source) {
          for (let at = 0; at < chunk.length; at += packedAtOnce) {
            const piece = chunk.subarray(at, at + packedAtOnce)
            packed += piece.length
            yield piece
          }
        }
      }
      for await (const chunk of unpack(size === null ? counted() : source)) {
        unpacked += chunk.length
        all += chunk.length
        judge(unpacked, packed, all)
        yield chunk
      }
    },
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
