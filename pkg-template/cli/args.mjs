import { nearest } from './nearest.mjs'
import { CliError } from './problem.mjs'

/**
 * @typedef {object} Option
 * @property {string} help what it says, for people
 * @property {string} [value] name of its value; without one it is a switch
 * @property {boolean} [required]
 * @property {boolean} [many] may be given several times
 */
/** @typedef {Record<string, Option>} Options */
/** @typedef {Record<string, string[]>} Given values by option; a switch has one empty value */

/** Options that every command has. @type {Options} */
export const commonOptions = {
  json: { help: 'print one JSON document instead of a table' },
  decimal: { value: 'point|comma', many: true, help: 'how the files write 0.5; usage=comma says it of the usage alone (prices, usage, recon, fx, balance); without it, each file is understood from all its cells, or refused' },
  dates: { value: 'mdy|dmy|ymd', many: true, help: 'the order of day, month and year in the files; as --decimal' },
  'usd-per-unit': { value: 'RATE', help: 'of a price list in another currency than US dollars: how many US dollars one unit of it is; its prices are exchanged, without rounding' },
  'max-unpacked': { value: 'BYTES', help: 'how much archives may unpack to, default 16 GiB, and 250 times their size' },
  help: { help: 'print this help' },
}

/**
 * Splits a command's arguments into options and the rest, and refuses what the command does not know.
 * @param {string[]} args
 * @param {Options} known
 * @returns {{given: Given, rest: string[]}}
 */
export function parseArgs(args, known) {
  /** @type {Given} */
  const given = {}
  /** @type {string[]} */
  const rest = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    if (arg === '--') {
      rest.push(...args.slice(at + 1))
      break
    }
    if (!arg.startsWith('-') || arg === '-') {
      rest.push(arg)
      continue
    }
    const { name, attached } = split(arg)
    const option = Object.hasOwn(known, name) ? known[name] : refuse(arg, known)
    const value = option.value === undefined ? noValue(name, attached) : (attached ?? args[++at])
    if (value === undefined || (attached === undefined && value.startsWith('--'))) throw new CliError('cli.missingValue', `--${name} needs a value`, `write --${name} ${option.value}`)
    if (given[name] && !option.many) throw new CliError('cli.repeatedOption', `--${name} is given twice`, 'give it once')
    given[name] = [...(given[name] ?? []), value]
  }
  return { given, rest }
}

/**
 * @param {Given} given
 * @param {Options} known
 */
export function requireOptions(given, known) {
  const missing = Object.entries(known).find(([name, option]) => option.required && !given[name])
  if (missing) throw new CliError('cli.missingOption', `--${missing[0]} is missing`, `add --${missing[0]} ${missing[1].value}: ${missing[1].help}`)
}

/** @param {string} arg `--name`, `--name=value` or `-h` */
function split(arg) {
  if (arg === '-h') return { name: 'help', attached: undefined }
  const equals = arg.indexOf('=')
  return equals < 0 ? { name: arg.slice(2), attached: undefined } : { name: arg.slice(2, equals), attached: arg.slice(equals + 1) }
}

/**
 * @param {string} arg
 * @param {Options} known
 * @returns {never}
 */
function refuse(arg, known) {
  const names = Object.keys(known)
  const near = nearest(split(arg).name, names)
  throw new CliError('cli.unknownOption', `\`${arg.split('=')[0]}\` is not an option of this command`, near ? `did you mean --${near}?` : `its options are ${names.map((name) => `--${name}`).join(', ')}`)
}

/**
 * @param {string} name
 * @param {string | undefined} attached
 */
function noValue(name, attached) {
  if (attached === undefined) return ''
  throw new CliError('cli.badValue', `--${name} takes no value`, `write --${name} alone`)
}
