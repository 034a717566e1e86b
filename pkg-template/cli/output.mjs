import { once } from 'node:events'

const batchSize = 1 << 16

/**
 * Writes text, or bytes, piece by piece and waits where the reader is slow. A reader that has gone away (`| head`) is no error.
 * @param {NodeJS.WriteStream} stream
 * @param {Iterable<string | Uint8Array>} pieces
 */
export async function write(stream, pieces) {
  let gone = false
  const leave = (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EPIPE') throw error
    gone = true
  }
  stream.on('error', leave)
  for (const text of batches(pieces)) {
    if (gone || stream.destroyed) return
    if (!stream.write(text)) await room(stream).catch(leave)
  }
}

/**
 * Until there is room again, or nobody reads any more. What was listened for and did not come is listened for no longer.
 * @param {NodeJS.WriteStream} stream
 */
async function room(stream) {
  const waiting = new AbortController()
  const { signal } = waiting
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
  } finally {
    waiting.abort()
  }
}

/** @param {Iterable<string | Uint8Array>} pieces */
function* batches(pieces) {
  let batch = ''
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (batch) yield batch
      batch = ''
      yield piece
      continue
    }
    batch += piece
    if (batch.length < batchSize) continue
    yield batch
    batch = ''
  }
  if (batch) yield batch
}

/**
 * A JSON document with one field a line, and one item a line in lists of objects: readable, and no text of millions of lines in memory.
 * @param {Record<string, unknown>} answer
 */
export function* jsonText(answer) {
  let before = '{\n'
  for (const [name, value] of Object.entries({ schemaVersion: 1, ...answer })) {
    if (value === undefined) continue
    yield `${before}  ${JSON.stringify(name)}: `
    yield* Array.isArray(value) && typeof value[0] === 'object' ? listText(value) : [JSON.stringify(value)]
    before = ',\n'
  }
  yield '\n}\n'
}

/** @param {unknown[]} items */
function* listText(items) {
  let before = '[\n'
  for (const item of items) {
    yield `${before}    ${JSON.stringify(item)}`
    before = ',\n'
  }
  yield '\n  ]'
}
