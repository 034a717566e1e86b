import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem } from './problem.mjs'
import { root } from './paths.mjs'

const windows = process.platform === 'win32'

/**
 * Full path of a program on PATH, or null. On Windows the usual endings are tried.
 * @param {string} name
 * @returns {string | null}
 */
export function which(name) {
  const endings = windows ? ['.exe', '.cmd', '.bat', ''] : ['']
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const folder of folders) {
    for (const ending of endings) {
      const file = join(folder, name + ending)
      if (existsSync(file)) return file
    }
  }
  return null
}

/**
 * @typedef {object} RunOptions
 * @property {boolean} [quiet] keep the output to ourselves
 * @property {Record<string, string>} [env] added to the environment
 * @property {string} [cwd]
 */

/**
 * Runs a program to its end and shows its output while it comes.
 * @param {string} program name on PATH or full path
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ok: boolean, output: string}>} `ok` is false for any exit but 0, and where the program is missing
 */
export function run(program, args, { quiet = false, env = {}, cwd = root } = {}) {
  const file = which(program) ?? program
  // Node starts .cmd files only through a shell; our arguments hold nothing that a shell would read.
  const shell = windows && /\.(cmd|bat)$/i.test(file)
  return new Promise((resolve) => {
    const child = spawn(shell ? `"${file}"` : file, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (/** @type {NodeJS.WriteStream} */ sink) => (/** @type {string} */ text) => {
      output += text
      if (!quiet) sink.write(text)
    }
    child.stdout.setEncoding('utf8').on('data', take(process.stdout))
    child.stderr.setEncoding('utf8').on('data', take(process.stderr))
    child.on('error', (error) => resolve({ ok: false, output: output + error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/**
 * As `run`, for what must work before anything else can.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions & {help: string}} options `help` says what to do where it fails
 * @returns {Promise<string>} its output
 */
export async function mustRun(program, args, { help, ...options }) {
  const { ok, output } = await run(program, args, options)
  if (ok) return output
  if (options.quiet) process.stderr.write(output)
  throw new Problem(`\`${[program, ...args].join(' ')}\` failed`, help)
}

/**
 * Runs a script of an npm package with this very Node: no `.cmd` files, no PATH.
 * @param {string} script path below node_modules, e.g. `vite/bin/vite.js`
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runPackage(script, args, options) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], options)
}
