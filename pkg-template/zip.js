import { azplanError, damaged } from './errors.js'
import { inflate } from './inflate.js'
import { chunksOf } from './sources.js'
import { crc32 } from './crc32.js'

/** @typedef {import('./files.js').ChunkOptions} ChunkOptions */
/** @typedef {{name: string, method: number, encrypted: boolean, crc: number, packedSize: number, size: number, offset: number}} Entry */

const directoryEnd = { signature: 0x06054b50, size: 22 }
const directoryEnd64Locator = { signature: 0x07064b50, size: 20 }
const directoryEntry = { signature: 0x02014b50, size: 46 }
const localHeader = { signature: 0x04034b50, size: 30 }
const longestComment = 0xffff
const stored = 0
const deflated = 8

/**
 * Both a zip with entries and an empty one.
 * @param {Uint8Array} head
 */
export function isZip(head) {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
}

/** What programs and people put beside data: the file is for a reader, a copy or a folder, not for us. */
const beside = /(^|\/)(_SUCCESS|_committed_[^/]*|_started_[^/]*|read[ _-]?me[^/]*|manifest[^/]*\.json|[^/]*\.(md|pdf|png|crc))$/i

/**
 * The unpacked files of a zip, in order, each with its name. What systems add (folders, macOS notes) is left out; what stands beside
 * the data (a readme, a manifest) is too, and told, unless nothing else is there.
 * @param {Blob} zip
 * @param {ChunkOptions & {expect?: (unpacked: number) => void}} options `expect` is told what all of them unpack to, before any is
 */
export async function* zipEntries(zip, options) {
  const files = (await readDirectory(zip)).filter(({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.DS_Store$)/.test(name))
  if (files.length === 0) throw azplanError('file.empty', 'the zip file holds no files', 'give a zip with at least one file in it')
  if (files.some(({ name }) => name === 'xl/workbook.xml')) throw azplanError('file.binary', 'the file is an Excel workbook, not text', 'open it and save the sheet as CSV (UTF-8)')
  const data = files.filter(({ name }) => !beside.test(name))
  options.expect?.((data.length === 0 ? files : data).reduce((sum, { size }) => sum + size, 0))
  for (const { name } of data.length === 0 ? [] : files.filter(({ name }) => beside.test(name))) options.onLeftOut?.(name)
  for (const file of data.length === 0 ? files : data) yield { name: file.name, packedSize: file.packedSize, chunks: unpacked(zip, file, options) }
}

/**
 * @param {Blob} zip
 * @param {Entry} entry
 * @param {ChunkOptions} options
 */
async function* unpacked(zip, entry, options) {
  const what = `\`${entry.name}\` in the zip file`
  if (entry.encrypted) throw azplanError('file.unrecognised', `${what} is encrypted`, 'unpack it with its password, and give the file itself')
  if (entry.method !== stored && entry.method !== deflated) throw azplanError('file.unrecognised', `${what} is packed in a way that is not supported (method ${entry.method})`, 'unpack it, and give the file itself')
  const header = await view(zip, entry.offset, localHeader.size)
  if (header?.getUint32(0, true) !== localHeader.signature) throw damaged('the zip file')
  const start = entry.offset + localHeader.size + header.getUint16(26, true) + header.getUint16(28, true)
  const packed = chunksOf(zip.slice(start, start + entry.packedSize), options)
  let size = 0
  let crc = 0
  for await (const chunk of entry.method === stored ? packed : inflate(packed, 'deflate-raw', what)) {
    size += chunk.length
    if (size > entry.size) throw damaged(what)
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(what)
}

/**
 * @param {Blob} zip
 * @returns {Promise<Entry[]>}
 */
async function readDirectory(zip) {
  const place = await findDirectory(zip)
  const directory = await view(zip, place.offset, place.size)
  if (!directory) throw damaged('the zip file')
  const entries = []
  for (let at = 0; at < directory.byteLength; ) {
    const { entry, length } = readEntry(directory, at)
    entries.push(entry)
    at += length
  }
  return entries
}

/** @param {Blob} zip */
async function findDirectory(zip) {
  const from = Math.max(0, zip.size - directoryEnd.size - longestComment)
  const tail = await view(zip, from, zip.size - from)
  for (let at = (tail?.byteLength ?? 0) - directoryEnd.size; tail && at >= 0; at--) {
    if (tail.getUint32(at, true) !== directoryEnd.signature) continue
    const locator = at - directoryEnd64Locator.size
    const is64 = locator >= 0 && tail.getUint32(locator, true) === directoryEnd64Locator.signature
    return is64 ? findDirectory64(zip, Number(tail.getBigUint64(locator + 8, true))) : { size: tail.getUint32(at + 12, true), offset: tail.getUint32(at + 16, true) }
  }
  throw damaged('the zip file')
}

/**
 * @param {Blob} zip
 * @param {number} at
 */
async function findDirectory64(zip, at) {
  const end = await view(zip, at, 56)
  if (!end) throw damaged('the zip file')
  return { size: Number(end.getBigUint64(40, true)), offset: Number(end.getBigUint64(48, true)) }
}

/**
 * @param {DataView} directory
 * @param {number} at
 */
function readEntry(directory, at) {
  if (at + directoryEntry.size > directory.byteLength || directory.getUint32(at, true) !== directoryEntry.signature) throw damaged('the zip file')
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.getUint16(at + field, true))
  const length = directoryEntry.size + nameLength + extraLength + commentLength
  if (at + length > directory.byteLength) throw damaged('the zip file')
  const name = new Uint8Array(directory.buffer, at + directoryEntry.size, nameLength)
  const extra = new DataView(directory.buffer, at + directoryEntry.size + nameLength, extraLength)
  const [size, packedSize, offset] = longFields([24, 20, 42].map((field) => directory.getUint32(at + field, true)), extra)
  const entry = {
    name: new TextDecoder().decode(name),
    encrypted: (directory.getUint16(at + 8, true) & 1) === 1,
    method: directory.getUint16(at + 10, true),
    crc: directory.getUint32(at + 16, true),
    size,
    packedSize,
    offset,
  }
  return { entry, length }
}

/**
 * A zip64 moves each number that doesn't fit into the entry's extra field, in this order.
 * @param {number[]} fields
 * @param {DataView} extra
 */
function longFields(fields, extra) {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue
    let next = at + 4
    return fields.map((field) => {
      if (field !== 0xffffffff || next + 8 > extra.byteLength) return field
      next += 8
      return Number(extra.getBigUint64(next - 8, true))
    })
  }
  return fields
}

/**
 * Bytes of a blob to read numbers from; null where the blob ends before them.
 * @param {Blob} blob
 * @param {number} offset
 * @param {number} size
 */
async function view(blob, offset, size) {
  const buffer = await blob.slice(offset, offset + size).arrayBuffer()
  return buffer.byteLength === size ? new DataView(buffer) : null
}
