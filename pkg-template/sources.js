import { azplanError } from './errors.js'

/** @typedef {AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>} Chunks */

/** Bytes handed on at once: large enough for speed, small enough to show progress and to be stopped. */
const pieceSize = 1 << 20

/**
 * The bytes of a file, piece by piece, each counted as it is taken.
 * @param {import('./files.js').FileInput} file
 * @param {import('./files.js').ChunkOptions} options
 * @returns {Chunks}
 */
export async function* chunksOf(file, { signal, onBytes, lend = false }) {
  for await (const chunk of source(file, signal, lend)) {
    signal?.throwIfAborted()
    const bytes = bytesOf(chunk, 'input')
    onBytes?.(bytes.length)
    yield bytes
  }
}

/**
 * The very bytes of what calls itself bytes: a class of its own could answer anything when the core asks for its length.
 * @param {unknown} chunk
 * @param {string} place
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOf(chunk, place) {
  try {
    if (chunk instanceof Uint8Array) return new Uint8Array(/** @type {ArrayBuffer} */ (chunk.buffer), chunk.byteOffset, chunk.byteLength)
  } catch {
    // It only looks like bytes, or its memory was given away.
  }
  throw azplanError('input.invalid', 'the input has a piece that is no Uint8Array', 'give bytes: encode text with TextEncoder', { at: place })
}

/**
 * @param {import('./files.js').FileInput} file
 * @param {AbortSignal} [signal]
 * @param {boolean} [lend]
 */
function source(file, signal, lend) {
  if (file instanceof Uint8Array) return pieces(file)
  const stream = file instanceof Blob ? file.stream() : file
  if (lend && file instanceof Blob) return lent(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (stream), signal)
  return stream instanceof ReadableStream ? streamed(stream, signal) : stream
}

/** Milliseconds of work after which others get a turn: a page can paint, a cancel can arrive. */
const turnAfter = 8

/** Gives others a turn when it is time. A timer would not do: browsers make those wait longer than the work takes. */
function polite() {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < turnAfter) return
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve(undefined)
      }
      port2.postMessage(null)
    })
    last = performance.now()
  }
}

/**
 * Pieces of bytes that are there already.
 * @param {Uint8Array} bytes
 */
async function* pieces(bytes) {
  const othersTurn = polite()
  for (let start = 0; start < bytes.length; start += pieceSize) {
    await othersTurn()
    yield bytes.subarray(start, start + pieceSize)
  }
}

/**
 * A stream's chunks. Not every browser can iterate over a stream; and a signal must end the wait for a chunk that doesn't come.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {AbortSignal} [signal]
 */
export async function* streamed(stream, signal) {
  const reader = stream.getReader()
  const stop = () => void reader.cancel(signal?.reason).catch(() => {})
  signal?.addEventListener('abort', stop)
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
    signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/**
 * The chunks of a file's stream, each in the memory of the one before, where the browser can do that.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {AbortSignal} [signal]
 */
async function* lent(stream, signal) {
  /** @type {ReadableStreamBYOBReader} */
  let reader
  try {
    reader = stream.getReader({ mode: 'byob' })
  } catch {
    return yield* streamed(stream, signal)
  }
  const stop = () => void reader.cancel(signal?.reason).catch(() => {})
  signal?.addEventListener('abort', stop)
  const othersTurn = polite()
  try {
    let { value, done } = await reader.read(new Uint8Array(pieceSize))
    while (!done && value) {
      yield value
      // What was read in advance is there without a wait.
      await othersTurn()
      ;({ value, done } = await reader.read(new Uint8Array(value.buffer)))
    }
    signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/**
 * An iterable as a stream: to pipe it, or to give it to a worker.
 * @param {AsyncIterable<Uint8Array>} iterable
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
export function streamOf(iterable) {
  const chunks = iterable[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(/** @type {Uint8Array<ArrayBuffer>} */ (next.value))
    },
    cancel: async () => void (await chunks.return?.()),
  })
}

/**
 * The first bytes of what can be read anywhere; none of what can be read only once.
 * @param {import('./files.js').FileInput} file
 */
export async function headOf(file) {
  if (file instanceof Uint8Array) return file.subarray(0, 4)
  return file instanceof Blob ? new Uint8Array(await file.slice(0, 4).arrayBuffer()) : new Uint8Array()
}

/**
 * The first bytes of a stream, and all of them, the first included.
 * @param {Chunks} chunks
 * @returns {Promise<{head: Uint8Array, all: Chunks}>}
 */
export async function withHead(chunks) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const first = []
  const length = () => first.reduce((sum, chunk) => sum + chunk.length, 0)
  while (length() < 4) {
    const next = await chunks.next()
    if (next.done) break
    first.push(next.value)
  }
  async function* all() {
    yield* first
    yield* chunks
  }
  return { head: Uint8Array.from(first.flatMap((chunk) => [...chunk.subarray(0, 4)])), all: all() }
}

/** @param {Chunks} chunks */
export async function collect(chunks) {
  const parts = []
  for await (const chunk of chunks) parts.push(chunk)
  return parts
}
