/** Something that a person has to do before we can go on: printed without a stack. */
export class Problem extends Error {
  /**
   * @param {string} message what happened
   * @param {string} help what to do about it
   */
  constructor(message, help) {
    super(message)
    this.name = 'Problem'
    this.help = help
  }
}

/**
 * Says what went wrong. A `Problem` is for the reader; anything else is a fault of the scripts and keeps its stack.
 * @param {unknown} error
 */
export function printProblem(error) {
  if (!(error instanceof Problem)) return console.error(error)
  console.error(`\nCan't go on: ${error.message}`)
  console.error(`What to do: ${error.help}`)
}
