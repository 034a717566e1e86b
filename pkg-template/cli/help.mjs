import { commonOptions } from './args.mjs'
import { pairs } from './table.mjs'

/** @typedef {import('./command.mjs').Command} Command */

/**
 * Help of one command.
 * @param {Command} command
 */
export function commandHelp({ usage, summary, options }) {
  const rows = Object.entries({ ...options, ...commonOptions }).map(([name, option]) => /** @type {const} */ ([`  --${name}${option.value ? ` ${option.value}` : ''}`, option.help]))
  return [`Usage: azplan ${usage}`, '', `${summary[0].toUpperCase()}${summary.slice(1)}.`, '', 'Options:', ...pairs(rows), ''].join('\n')
}

/**
 * What there is.
 * @param {readonly Command[]} commands
 */
export function overview(commands) {
  const rows = commands.map(({ name, summary }) => /** @type {const} */ ([`  ${name}`, summary]))
  return [
    'Usage: azplan COMMAND … [--json] [--help]',
    '',
    ...pairs(rows),
    '',
    'A FILE is plain, .gz or .zip, seen from its content; `-` is standard input.',
    'Exit status: 0 answered; 1 answered, and there is something to look at; 2 bad arguments or an unreadable file.',
    '`azplan COMMAND --help` tells more.',
    '',
  ].join('\n')
}
