import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Starts the wasm of a built package. @param {string} pkg @returns {Promise<any>} */
export async function start(pkg) {
  const glue = await import(pathToFileURL(join(pkg, 'azplan_core.js')).href)
  const { memory } = await glue.default({ module_or_path: readFileSync(join(pkg, 'azplan_core_bg.wasm')) })
  return { ...glue, memory }
}
