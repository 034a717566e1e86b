/** Files of every packing come out as the same bytes; damaged ones are told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate'
import { endOfFile, plainBytes, plainChunks, sizeOf } from '../../pkg/files.js'

const list = `a,b\n${'1,2\n'.repeat(50_000)}`
const plain = strToU8(list)

/**
 * The files that come out, as text.
 * @param {import('../../pkg/files.js').Input} input
 * @param {import('../../pkg/files.js').ChunkOptions} [options]
 */
async function filesIn(input, options) {
  const files = ['']
  const decoder = new TextDecoder()
  for await (const part of plainChunks(input, options)) {
    if (part === endOfFile) files.push('')
    else files[files.length - 1] += decoder.decode(part, { stream: true })
  }
  assert.equal(files.pop(), '', 'every file has its end')
  return files
}

/**
 * @param {Uint8Array} all
 * @param {number} size
 */
async function* inPieces(all, size) {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}

/** A zip that was written as a stream: sizes come after the data. */
function streamedZip() {
  /** @type {Uint8Array[]} */
  const parts = []
  const zip = new Zip((error, part) => void parts.push(part))
  const entry = new ZipDeflate('list.csv')
  zip.add(entry)
  entry.push(plain, true)
  zip.end()
  return new Uint8Array(Buffer.concat(parts))
}

/**
 * @param {Uint8Array} file
 * @param {number} at from its end, where negative
 * @param {number} value
 */
function withByte(file, at, value) {
  const copy = Uint8Array.from(file)
  copy[at < 0 ? copy.length + at : at] = value
  return copy
}

const packings = {
  plain,
  gzip: new Uint8Array(gzipSync(plain)),
  'zip, deflated': zipSync({ 'list.csv': plain }),
  'zip, stored': zipSync({ 'list.csv': [plain, { level: 0 }] }),
  'zip, written as a stream': streamedZip(),
}

for (const [name, packed] of Object.entries(packings)) {
  test(`${name}: as bytes, blob, stream, and byte by byte`, async () => {
    const inputs = [packed, new Blob([/** @type {BlobPart} */ (packed)]), new Blob([/** @type {BlobPart} */ (packed)]).stream(), inPieces(packed, name === 'plain' ? 1000 : 1)]
    for (const input of inputs) assert.deepEqual(await filesIn(input), [list])
  })
}

test('a zip with several entries is several files; folders and notes of the system are none', async () => {
  const zip = zipSync({ 'folder/': new Uint8Array(), 'folder/a.csv': strToU8('a'), '__MACOSX/._a.csv': strToU8('x'), 'b.csv': strToU8('b') })
  assert.deepEqual(await filesIn(zip), ['a', 'b'])
})

test('several inputs are several files, each in its own packing', async () => {
  assert.deepEqual(await filesIn([strToU8('one'), new Uint8Array(gzipSync('two')), zipSync({ 'a.csv': strToU8('three') })]), ['one', 'two', 'three'])
})

test('an empty file is a file', async () => assert.deepEqual(await filesIn(new Uint8Array()), ['']))

const damaged = {
  'gzip cut short': packings.gzip.subarray(0, packings.gzip.length >> 1),
  'gzip of a header only': packings.gzip.subarray(0, 10),
  'gzip with a wrong checksum': withByte(packings.gzip, -8, (packings.gzip.at(-8) ?? 0) ^ 1),
  'zip cut short': packings['zip, deflated'].subarray(0, 200),
  'zip with a changed byte': withByte(packings['zip, stored'], 1000, 0x39),
}

for (const [name, file] of Object.entries(damaged)) {
  test(`${name} is file.truncated`, () => assert.rejects(filesIn(file), { name: 'AzplanError', code: 'file.truncated' }))
}

test('an encrypted entry, an unknown method and a zip of nothing are told', async () => {
  const zip = zipSync({ 'list.csv': plain })
  const directory = zip.length - 22 - (46 + 'list.csv'.length)
  await assert.rejects(filesIn(withByte(zip, directory + 8, 1)), { code: 'file.unrecognised', message: /encrypted/ })
  await assert.rejects(filesIn(withByte(zip, directory + 10, 12)), { code: 'file.unrecognised', message: /method 12/ })
  await assert.rejects(filesIn(zipSync({})), { code: 'file.empty' })
})

test('a signal stops a stream that waits, and its source is told', async () => {
  const controller = new AbortController()
  let cancelled = false
  const waiting = new ReadableStream({ cancel: () => void (cancelled = true) })
  setTimeout(() => controller.abort(), 5)
  await assert.rejects(filesIn(waiting, { signal: controller.signal }), { name: 'AbortError' })
  assert.ok(cancelled)
})

test('lent chunks are the same bytes, for a file of any packing, and give their memory back', async () => {
  for (const [name, packed] of Object.entries(packings)) {
    const file = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (packed)])
    assert.deepEqual(await filesIn([file, packed, file], { lend: true }), [list, list, list], name)
  }
  const large = new Blob([new Uint8Array(5 << 20)])
  /** @type {Uint8Array | undefined} */
  let before
  for await (const chunk of plainChunks(large, { lend: true })) {
    if (chunk === endOfFile) continue
    assert.ok(chunk.length > 0)
    assert.ok(!before || before.length === 0, 'what was lent is taken back')
    before = chunk
  }
})

for (const [kind, of] of /** @type {const} */ ([['a blob', (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => new Blob([bytes])], ['bytes', (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => bytes]])) {
  test(`with ${kind} in reading, others get a turn, and a signal stops it`, async () => {
    const controller = new AbortController()
    let read = 0
    const reading = async () => {
      for await (const chunk of plainChunks(of(new Uint8Array(64 << 20)), { signal: controller.signal, lend: true })) {
        if (chunk === endOfFile) break
        read += chunk.length
        for (const until = performance.now() + 4; performance.now() < until;);
      }
    }
    setTimeout(() => controller.abort(), 20)
    await assert.rejects(reading(), { name: 'AbortError' })
    assert.ok(read > 0 && read < 64 << 20)
  })
}

test('a source that fails is not called damaged', async () => {
  async function* failing() {
    yield packings.gzip.subarray(0, 100)
    throw new Error('disk gone')
  }
  await assert.rejects(filesIn(failing()), { message: 'disk gone' })
})

test('the size is known where the input says it, and every byte is counted', async () => {
  assert.equal(sizeOf([new Uint8Array(3), new Blob(['four'])]), 7)
  assert.equal(sizeOf([new Uint8Array(3), inPieces(plain, 10)]), null)
  for (const input of [packings.gzip, inPieces(packings['zip, stored'], 1000)]) {
    let counted = 0
    await plainBytes(input, { onBytes: (size) => void (counted += size) })
    assert.equal(counted, input === packings.gzip ? packings.gzip.length : packings['zip, stored'].length)
  }
})

test('what stands beside the data in a zip is left out and named, and a gzip file in it is unpacked', async () => {
  const zip = zipSync({ '_SUCCESS': new Uint8Array(0), 'README.txt': strToU8('read me'), 'part-1.csv.gz': gzipSync(plain), 'manifest.json': strToU8('{}'), 'part-2.csv': plain })
  /** @type {string[]} */
  const leftOut = []
  /** @type {(string | null)[]} */
  const entries = []
  const files = await filesIn(zip, { onLeftOut: (name) => void leftOut.push(name), onEntry: (name) => void entries.push(name) })
  assert.deepEqual([files, leftOut, entries], [[list, list], ['_SUCCESS', 'README.txt', 'manifest.json'], [null, 'part-1.csv.gz', 'part-2.csv']])
  // Where nothing else is there, it is what was meant.
  assert.deepEqual(await filesIn(zipSync({ 'manifest.json': strToU8('{}') })), ['{}'])
})

test('an Excel workbook is told to be one', async () => {
  const book = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>') })
  await assert.rejects(filesIn(book), { code: 'file.binary', message: /Excel workbook/, help: /CSV \(UTF-8\)/ })
})

test('an archive that unpacks to far more than its size is refused at once, unless more is allowed', async () => {
  const dense = gzipSync(new Uint8Array(100 << 20))
  // Denser than text is, but not by much: what is read in advance must not count.
  const text = strToU8('2025-11-01,DZH318Z0BQD2,003J,37\n'.repeat(1 << 20))
  const dull = gzipSync(Buffer.concat(Array.from({ length: 16 }, () => text)), { level: 9 })
  assert.ok(dull.length > (1 << 20) && dull.length * 260 < text.length * 16, `${dull.length}`)
  let bytes = 0
  await assert.rejects(async () => {
    for await (const part of plainChunks(dull)) if (part !== endOfFile) bytes += part.length
  }, { code: 'file.tooLarge' })
  assert.ok(bytes <= 200 << 20, `${bytes}`)
  for (const archive of [dense, zipSync({ 'a.csv.gz': [dense, { level: 0 }] }), zipSync({ 'a.csv': new Uint8Array(100 << 20) })]) {
    let unpacked = 0
    const reading = async () => {
      for await (const part of plainChunks(archive)) if (part !== endOfFile) unpacked += part.length
    }
    await assert.rejects(reading(), { code: 'file.tooLarge' })
    assert.ok(unpacked <= 68 << 20, `${unpacked}`)
    assert.equal((await plainBytes(archive, { maxUnpacked: 400 << 20 })).length, 100 << 20)
    await assert.rejects(plainBytes(archive, { maxUnpacked: 1 << 20 }), { code: 'file.tooLarge' })
  }
})

test('what a zip file says of its entries is judged before any is unpacked', async () => {
  const many = zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`part-${at}.csv`, plain])))
  let bytes = 0
  const reading = async () => {
    for await (const part of plainChunks(many, { maxUnpacked: plain.length * 299 })) if (part !== endOfFile) bytes += part.length
  }
  await assert.rejects(reading(), { code: 'file.tooLarge' })
  assert.equal(bytes, 0)
  assert.equal((await plainBytes(many, { maxUnpacked: plain.length * 300 })).length, plain.length * 300)
})
