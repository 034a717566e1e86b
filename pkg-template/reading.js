import { readOptions } from './arguments.js'
import { isAzplanError } from './errors.js'
import { endOfFile, plainBytes, plainChunks, sizeOf } from './files.js'

/** Milliseconds between two reports of progress: often enough to look alive, seldom enough to cost nothing. */
const reportEvery = 50

/**
 * @template Result
 * @typedef {object} Reader
 * @property {(chunk: Uint8Array) => void} push
 * @property {() => void} endFile
 * @property {(form: import('./index.js').FileForm) => void} setForm
 * @property {() => {rows: number, bytes: number}} progress
 * @property {() => Result} finish
 * @property {() => void} free
 */

/**
 * Feeds files to one of the core's readers. Where that fails or is stopped, the reader is freed and nothing is left behind.
 * @template Result
 * @param {import('./handles.js').Core} core
 * @param {() => Reader<Result>} open
 * @param {import('./files.js').Input} input
 * @param {import('./index.js').ReadOptions} [options]
 * @returns {Promise<Result>}
 */
export async function read(core, open, input, options) {
  const { signal, onProgress, onLeftOut, maxUnpacked, form } = readOptions(options)
  signal?.throwIfAborted()
  const total = sizeOf(input)
  const reader = core.call(() => core.opened(open()))
  const report = reporter(total, () => core.call(() => reader.progress()).rows, onProgress)
  /** @type {string | null} of a zip */
  let entry = null
  const onEntry = (/** @type {string | null} */ name) => void (entry = name)
  try {
    core.call(() => reader.setForm(form))
    for await (const part of plainChunks(input, { signal, onBytes: report.took, onLeftOut, onEntry, maxUnpacked, lend: true })) {
      core.call(() => (part === endOfFile ? reader.endFile() : reader.push(part)))
      report.maybe()
    }
    report.now()
  } catch (error) {
    quietly(() => core.call(() => reader.free()))
    throw naming(entry, error)
  }
  return core.call(() => reader.finish())
}

/**
 * Reads small files in one piece.
 * @template Result
 * @param {import('./handles.js').Core} core
 * @param {(bytes: Uint8Array, form: import('./index.js').FileForm) => Result} take
 * @param {import('./files.js').Input} input
 * @param {import('./index.js').ReadOptions} [options]
 * @returns {Promise<Result>}
 */
export async function readWhole(core, take, input, options) {
  const { signal, onProgress, form, ...others } = readOptions(options)
  signal?.throwIfAborted()
  const report = reporter(sizeOf(input), () => 0, onProgress)
  /** @type {string[]} */
  const entries = []
  const onEntry = (/** @type {string | null} */ name) => void (name !== null && entries.push(name))
  try {
    const bytes = await plainBytes(input, { signal, onBytes: report.took, onEntry, ...others })
    report.now()
    return core.call(() => take(bytes, form))
  } catch (error) {
    throw naming(entries.length === 1 ? entries[0] : null, error)
  }
}

/**
 * An error that names the entry of a zip that it is about, unless it does already.
 * @param {string | null} entry
 * @param {unknown} error
 */
function naming(entry, error) {
  if (entry !== null && isAzplanError(error) && !error.message.includes(entry)) error.message = `\`${entry}\` in the zip file: ${error.message}`
  return error
}

/**
 * @param {number | null} total bytes
 * @param {() => number} rows
 * @param {import('./index.js').ReadOptions['onProgress']} onProgress
 */
function reporter(total, rows, onProgress) {
  let bytes = 0
  let last = performance.now()
  const now = () => {
    last = performance.now()
    onProgress?.({ bytes, total, rows: rows() })
  }
  return {
    took: (/** @type {number} */ size) => void (bytes += size),
    maybe: () => {
      if (onProgress && performance.now() - last >= reportEvery) now()
    },
    now: () => {
      if (onProgress) now()
    },
  }
}

/** @param {() => void} work whose failure would hide the one that is being told */
function quietly(work) {
  try {
    work()
  } catch {
    // After a crash there is nothing to free.
  }
}
