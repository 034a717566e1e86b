import { crc32 } from './crc32.js'
import { collect, streamed, streamOf } from './sources.js'

/** @typedef {{name: string, chunks: Iterable<string>}} TextFile */

const version = 20
const utf8Names = 1 << 11
const deflated = 8
/** 1 January 1980, the first day that a zip can say: the same files make the same bytes on every day. */
const date = (1 << 5) | 1

/**
 * A zip of text files, packed with the platform's own compressor.
 * @param {Iterable<TextFile>} files
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function zipOf(files) {
  const parts = []
  const directory = []
  let offset = 0
  let count = 0
  for (const { name, chunks } of files) {
    const path = new TextEncoder().encode(name)
    const { packed, crc, size, packedSize } = await pack(chunks)
    const header = headerOf({ crc, size, packedSize, nameLength: path.length })
    parts.push(record(0x04034b50, header), path, ...packed)
    directory.push(record(0x02014b50, [[2, version], ...header, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), path)
    offset += 30 + path.length + packedSize
    count++
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = record(0x06054b50, [[2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]])
  return new Uint8Array(await new Blob([...parts, ...directory, end]).arrayBuffer())
}

/**
 * What the header of a file and its entry in the directory have in common.
 * @param {{crc: number, size: number, packedSize: number, nameLength: number}} file
 * @returns {[number, number][]}
 */
function headerOf({ crc, size, packedSize, nameLength }) {
  return [[2, version], [2, utf8Names], [2, deflated], [2, 0], [2, date], [4, crc], [4, packedSize], [4, size], [2, nameLength], [2, 0]]
}

/** @param {Iterable<string>} chunks */
async function pack(chunks) {
  const encoder = new TextEncoder()
  let crc = 0
  let size = 0
  async function* plain() {
    for (const chunk of chunks) {
      const bytes = encoder.encode(chunk)
      crc = crc32(bytes, crc)
      size += bytes.length
      yield bytes
    }
  }
  const packed = await collect(/** @type {import('./sources.js').Chunks} */ (streamed(streamOf(plain()).pipeThrough(new CompressionStream('deflate-raw')))))
  return { packed, crc, size, packedSize: packed.reduce((sum, part) => sum + part.length, 0) }
}

/**
 * A signature and its fields, each of two or four bytes.
 * @param {number} signature
 * @param {[number, number][]} fields length and value
 */
function record(signature, fields) {
  const all = /** @type {[number, number][]} */ ([[4, signature], ...fields])
  const view = new DataView(new ArrayBuffer(all.reduce((sum, [length]) => sum + length, 0)))
  let at = 0
  for (const [length, value] of all) {
    if (length === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += length
  }
  return new Uint8Array(view.buffer)
}
