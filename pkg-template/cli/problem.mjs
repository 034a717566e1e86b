import { isAzplanError } from '../errors.js'

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
 * The two lines that tell of an error; null for a fault of our own, which deserves its stack.
 * @param {unknown} error
 */
export function errorLines(error) {
  if (!(error instanceof CliError) && !isAzplanError(error)) return null
  const place = 'at' in error && error.at ? ` (at ${error.at})` : ''
  return `error: ${error.code}: ${oneLine(error.message)}${place}\nhelp: ${oneLine(error.help)}\n`
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s*\n\s*/g, ' ')
}
