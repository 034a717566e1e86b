import { damaged } from './errors.js'
import { streamOf, streamed } from './sources.js'

/** @typedef {import('./sources.js').Chunks} Chunks */

/**
 * Unpacks a stream with the platform's own decompressor.
 * @param {Chunks} packed
 * @param {'gzip' | 'deflate-raw'} format
 * @param {string} what the file, for the message where it can't be unpacked
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
export async function* inflate(packed, format, what) {
  let sourceFailed = false
  async function* watched() {
    try {
      yield* packed
    } catch (error) {
      sourceFailed = true
      throw error
    }
  }
  try {
    yield* streamed(streamOf(watched()).pipeThrough(new DecompressionStream(format)))
  } catch (error) {
    // A source that fails (a cancelled read, a lost disk) is no fault of the file.
    throw sourceFailed ? error : damaged(what, error)
  }
}
