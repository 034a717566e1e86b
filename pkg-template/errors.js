/**
 * Makes an error of the one shape that every call throws.
 * @param {import('./index.js').AzplanError['code']} code
 * @param {string} message what happened
 * @param {string} help what to do about it
 * @param {{at?: string, cause?: unknown}} [more]
 * @returns {import('./index.js').AzplanError}
 */
export function azplanError(code, message, help, { at, cause } = {}) {
  const error = new Error(readable(message), cause === undefined ? undefined : { cause })
  const place = at === undefined ? {} : { at: readable(at) }
  return Object.assign(error, { name: /** @type {const} */ ('AzplanError'), code, help, ...place })
}

/** Letters at the beginning and the end of a text that is too long to be read: what a user wrote, which a message repeats, may have millions. */
const [first, last] = [900, 200]

/**
 * The text, without its middle where nobody would read that; as the core does it.
 * @param {string} text
 */
export function readable(text) {
  return text.length > first + last ? `${text.slice(0, first)} … ${text.slice(-last)}` : text
}

/** @type {typeof import('./index.js').isAzplanError} */
export function isAzplanError(error) {
  return error instanceof Error && error.name === 'AzplanError'
}

/**
 * What to throw where an unpacker gives up on bytes that it should have understood.
 * @param {string} what the file, e.g. `the gzip file`
 * @param {unknown} [cause]
 */
export function damaged(what, cause) {
  return azplanError('file.truncated', `${what} ends too early or is damaged`, 'download it again, and wait until it is complete', { cause })
}
