import { load } from '../index.js'
import { commonOptions, parseArgs, requireOptions } from './args.mjs'
import { commands, plannedCommands } from './commands/index.mjs'
import { hasErrors } from './commands/shared.mjs'
import { printDiagnostics } from './diagnostics.mjs'
import { writeDocument } from './document.mjs'
import { formsOf } from './forms.mjs'
import { commandHelp, overview } from './help.mjs'
import { Inputs } from './inputs.mjs'
import { nearest } from './nearest.mjs'
import { jsonText, write } from './output.mjs'
import { CliError, errorLines } from './problem.mjs'
import { printUnusual } from './understood.mjs'

/** @typedef {import('./command.mjs').Command} Command */

/**
 * Answers one call of `azplan`.
 * @param {string[]} args after the program's name
 * @returns {Promise<number>} the exit status
 */
export async function main(args) {
  try {
    return await answer(args)
  } catch (error) {
    process.stderr.write(errorLines(error))
    return 2
  }
}

/** @param {string[]} args */
async function answer(args) {
  if (args.length === 0 || ['help', '--help', '-h'].includes(args[0])) return print([overview(commands)])
  if (args[0] === '--version') return print([`${(await load()).version}\n`])
  const command = find(args)
  if (!command) return subcommands(args)
  const known = { ...command.options, ...commonOptions }
  const { given, rest } = parseArgs(args.slice(command.name.split(' ').length), known)
  if (given.help) return print([commandHelp(command)])
  requireOptions(given, command.options)
  const option = (/** @type {string} */ name) => given[name]?.[0]
  const azplan = await load()
  const inputs = new Inputs(azplan, formsOf((name) => given[name] ?? []), limitOf(option('max-unpacked')), option('usd-per-unit'))
  const { json, text, notable, document } = await command.run({ rest, option, all: (name) => given[name] ?? [], inputs, azplan })
  printDiagnostics(inputs.diagnostics, process.stderr)
  if (!given.json) printUnusual(inputs.files, process.stderr)
  if (document) await writeDocument(await document(), option('output'))
  else await print(given.json ? jsonText({ files: inputs.files, ...json, diagnostics: inputs.diagnostics }) : text().map((line) => `${line}\n`))
  // What was not read is not checked, whatever was asked.
  return notable || hasErrors(inputs) ? 1 : 0
}

/** @param {string | undefined} bytes */
function limitOf(bytes) {
  if (bytes === undefined) return {}
  if (!/^\d{1,15}$/.test(bytes)) throw new CliError('cli.badValue', `--max-unpacked \`${bytes}\` is not a whole number`, 'write the bytes, e.g. --max-unpacked 20000000000')
  return { maxUnpacked: Number(bytes) }
}

/** @param {Iterable<string>} pieces */
async function print(pieces) {
  await write(process.stdout, pieces)
  return 0
}

/**
 * The command that the first words name.
 * @param {string[]} args
 */
function find(args) {
  return commands.find(({ name }) => name.split(' ').every((word, index) => word === args[index]))
}

/**
 * For a first word with commands below it (`prices --help`), their names; else there is no such command, or not yet.
 * @param {string[]} args
 */
async function subcommands([word, next]) {
  const below = commands.filter(({ name }) => name.startsWith(`${word} `))
  if (below.length > 0 && (next === '--help' || next === '-h')) return print([overview(below)])
  const planned = plannedCommands.find((name) => name === word || name === `${word} ${next}`)
  if (planned) throw new CliError('cli.notYet', `\`${planned}\` is planned and not built yet`, `what there is: ${commands.map(({ name }) => name).join(', ')}`)
  if (below.length > 0) {
    const names = below.map(({ name }) => name)
    const near = next && nearest(`${word} ${next}`, names)
    const message = next ? `there is no command \`${word} ${next}\`` : `\`${word}\` alone is no command`
    throw new CliError('cli.unknownCommand', message, near ? `did you mean \`azplan ${near}\`?` : `there is ${names.join(', ')}`)
  }
  const near = nearest(word, [...commands.map(({ name }) => name), ...plannedCommands].flatMap((name) => [name, name.split(' ')[0]]))
  throw new CliError('cli.unknownCommand', `there is no command \`${word}\``, near && near !== word ? `did you mean \`azplan ${near}\`?` : '`azplan --help` lists them')
}
