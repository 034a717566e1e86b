import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Runs a script of `benches/children` in a Node of its own, so that no engine inherits another one's heap.
 * @param {string} script
 * @param {Record<string, unknown>} request
 * @returns {Promise<any>} what the child prints, as JSON
 */
export function child(script, request) {
  const file = fileURLToPath(new URL(`../children/${script}`, import.meta.url))
  return new Promise((resolve, reject) => {
    const node = spawn(process.execPath, ['--expose-gc', '--max-old-space-size=12288', file, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    node.stdout.setEncoding('utf8').on('data', (text) => { printed += text })
    node.on('error', reject).on('close', (status) => {
      if (status === 0) resolve(JSON.parse(printed))
      else reject(new Error(`${script} ended with ${status} for ${JSON.stringify(request)}`))
    })
  })
}

/** What a child was asked. @returns {any} */
export const asked = () => JSON.parse(process.argv[2])

/** @param {unknown} result */
export const answer = (result) => process.stdout.write(JSON.stringify(result))
