import { isAzplanError, readable } from '../errors.js'

/** What the command line itself refuses: an argument, a file that can't be opened. */
export class CliError extends Error {
  /**
   * @param {string} code
   * @param {string} message what happened
   * @param {string} help what to do about it
   */
  constructor(code, message, help) {
    super(message)
    this.code = code
    this.help = help
  }
}

/**
 * The two lines that tell of an error, also of a fault of our own.
 * @param {unknown} error
 */
export function errorLines(error) {
  if (!(error instanceof CliError) && !isAzplanError(error)) return `error: internal.fault: ${oneLine(String(error))}\nhelp: this is a fault of azplan: please report it with what was asked\n`
  const place = 'at' in error && error.at ? ` (at ${error.at})` : ''
  return `error: ${error.code}: ${oneLine(error.message)}${place}\nhelp: ${oneLine(error.help)}\n`
}

/** @param {string} text */
function oneLine(text) {
  return readable(text).replace(/\s*\n\s*/g, ' ')
}
