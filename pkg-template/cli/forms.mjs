import { CliError } from './problem.mjs'

/** @typedef {import('../index.js').FileForm} FileForm */

/** What files are for. */
export const KINDS = /** @type {const} */ (['prices', 'usage', 'recon', 'fx', 'balance'])
const WORDS = /** @type {const} */ ({ decimal: ['point', 'comma'], dates: ['mdy', 'dmy', 'ymd'] })

/**
 * How the files of each kind write numbers and dates, where it is said by hand: `comma` for all files, `usage=comma` for some.
 * @param {(name: 'decimal' | 'dates') => string[]} all values of an option
 * @returns {(kind: typeof KINDS[number]) => FileForm}
 */
export function formsOf(all) {
  const decimal = said('decimal', all('decimal'), WORDS.decimal)
  const dates = said('dates', all('dates'), WORDS.dates)
  return (kind) => ({ decimal: decimal(kind), dates: dates(kind) })
}

/**
 * @template {string} Word
 * @param {string} name
 * @param {string[]} values
 * @param {readonly Word[]} words
 */
function said(name, values, words) {
  const found = values.map((value) => {
    const [kind, word] = value.includes('=') ? value.split('=', 2) : [null, value]
    const known = words.find((each) => each === word)
    if (known === undefined) throw new CliError('cli.badValue', `--${name} \`${value}\` is none of ${words.join(', ')}`, `write --${name} ${words[0]}`)
    if (kind !== null && !KINDS.some((each) => each === kind)) throw new CliError('cli.badValue', `--${name} \`${value}\`: there are no files \`${kind}\``, `write one of ${KINDS.join(', ')} before the equals sign`)
    return { kind, word: known }
  })
  const repeated = found.find(({ kind }, at) => found.findIndex((other) => other.kind === kind) < at)
  if (repeated) throw new CliError('cli.repeatedOption', `--${name} is given twice for the same files`, 'give it once')
  return (/** @type {string} */ asked) => (found.find(({ kind }) => kind === asked) ?? found.find(({ kind }) => kind === null))?.word
}
