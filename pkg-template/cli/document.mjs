import { writeFile } from 'node:fs/promises'
import { nearest } from './nearest.mjs'
import { write } from './output.mjs'
import { CliError } from './problem.mjs'

/**
 * Options of a command that answers with a file.
 * @param {readonly string[]} formats
 * @returns {import('./args.mjs').Options}
 */
export function documentOptions(formats) {
  return {
    format: { value: formats.join('|'), help: 'print a file of this format instead of a table' },
    output: { value: 'FILE', help: 'with --format: write it there, default standard output' },
  }
}

/**
 * The format that was asked for; undefined for a table or the JSON document.
 * @template {string} Format
 * @param {(name: string) => string | undefined} option
 * @param {readonly Format[]} formats
 */
export function chosenFormat(option, formats) {
  const asked = option('format')
  const format = formats.find((name) => name === asked)
  if (format || asked === undefined) {
    if (option('output') !== undefined && format === undefined) throw new CliError('cli.missingOption', '--output needs a --format', `add --format ${formats.join('|')}`)
    return format
  }
  const near = nearest(asked, formats)
  throw new CliError('cli.badValue', `--format \`${asked}\` is unknown`, near ? `did you mean ${near}?` : `write one of ${formats.join(', ')}`)
}

/**
 * Writes a file to where it is wanted. A terminal can't show bytes.
 * @param {string | Uint8Array} content
 * @param {string | undefined} path
 */
export async function writeDocument(content, path) {
  if (path === undefined || path === '-') {
    if (typeof content === 'string') return write(process.stdout, [content])
    if (process.stdout.isTTY) throw new CliError('cli.missingOption', 'a terminal can\'t show this file', 'add --output FILE')
    return write(process.stdout, [content])
  }
  try {
    await writeFile(path, content)
  } catch (error) {
    throw new CliError('file.unwritable', `\`${path}\` can't be written: ${/** @type {Error} */ (error).message}`, 'check the path, and that you may write there')
  }
}
