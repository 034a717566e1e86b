import init, * as glue from './azplan_core.js'
import { makeApi } from './api.js'
import { bytesBeside, loadFailure } from './loading.js'

export { isAzplanError } from './errors.js'

/** @type {Promise<import('./index.js').Azplan> | null} */
let loaded = null

/** @type {typeof import('./index.js').load} */
export function load(source) {
  loaded ??= start(source).catch((error) => {
    loaded = null
    throw error
  })
  return loaded
}

/** @param {Parameters<typeof import('./index.js').load>[0]} source */
async function start(source) {
  try {
    await init({ module_or_path: (await source) ?? bytesBeside(new URL('./azplan_core_bg.wasm', import.meta.url)) })
  } catch (error) {
    throw loadFailure(error)
  }
  return makeApi(glue)
}
