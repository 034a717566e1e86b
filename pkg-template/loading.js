import { azplanError } from './errors.js'

/**
 * What the glue is to load where the caller names nothing. Node has no `fetch` for files, so there the bytes are read from disk.
 * `getBuiltinModule` spares bundlers an import that no browser has.
 * @param {URL} url of the module beside the package
 */
export function bytesBeside(url) {
  if (url.protocol !== 'file:' || typeof process === 'undefined') return url
  return process.getBuiltinModule('node:fs').readFileSync(url)
}

/**
 * Says in the words of the host's author why the core is not there. Each engine has its own sentence for a policy that forbids it.
 * @param {unknown} error
 */
export function loadFailure(error) {
  const message = error instanceof Error ? error.message : String(error)
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(message)) {
    return azplanError('load.csp', "the page's Content-Security-Policy does not let WebAssembly compile", "add 'wasm-unsafe-eval' to its script-src directive", { cause: error })
  }
  return azplanError('load.failed', `the WebAssembly module could not be loaded: ${message}`, 'see that azplan_core_bg.wasm is served beside the package, or give load() its URL', { cause: error })
}
