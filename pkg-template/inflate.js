import { damaged } from './errors.js'
import { streamed } from './sources.js'

/** @typedef {import('./sources.js').Chunks} Chunks */

/**
 * Unpacks a stream with the platform's own decompressor.
 * @param {Chunks} packed
 * @param {'gzip' | 'deflate-raw'} format
 * @param {string} what the file, for the message where it can't be unpacked
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
export async function* inflate(packed, format, what) {
  /** @type {{error: unknown} | null} */
  let failed = null
  async function* watched() {
    try {
      yield* packed
    } catch (error) {
      failed = { error }
      throw error
    }
  }
  const { readable, writable } = new DecompressionStream(format)
  feed(watched(), writable).catch(() => {}) // The reading side says it.
  try {
    yield* streamed(readable)
  } catch (error) {
    // A source that fails (a cancelled read, a lost disk) is no fault of the file.
    throw failed ? /** @type {{error: unknown}} */ (failed).error : damaged(what, error)
  }
}

/**
 * Hands on piece after piece, each when the one before is unpacked: piping would take thousands in advance.
 * @param {AsyncIterable<Uint8Array>} packed
 * @param {WritableStream} writable
 */
async function feed(packed, writable) {
  const writer = writable.getWriter()
  try {
    for await (const piece of packed) await writer.write(piece)
    await writer.close()
  } catch (error) {
    await writer.abort(error)
  }
}
