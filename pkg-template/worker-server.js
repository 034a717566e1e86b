import { openers, packError } from './worker-messages.js'

/** @typedef {{postMessage(message: import('./worker-messages.js').FromWorker): void, addEventListener(type: 'message', listener: (event: MessageEvent<import('./worker-messages.js').ToWorker>) => void): void}} Port */

/**
 * Answers the calls that arrive at a port with an engine: the worker's side of `createWorkerEngine`.
 * @param {Port} port
 * @param {Promise<import('./engine.js').Engine>} engine
 */
export function serveEngine(port, engine) {
  /** @type {Map<number, AbortController>} */
  const running = new Map()
  engine.catch(() => {}) // Every call says it.

  port.addEventListener('message', async ({ data }) => {
    if ('cancel' in data) return running.get(data.cancel)?.abort()
    const { call, method, args } = data
    const controller = new AbortController()
    running.set(call, controller)
    try {
      const options = { signal: controller.signal, onProgress: (/** @type {import('./index.js').Progress} */ progress) => port.postMessage({ call, progress }) }
      const answer = /** @type {(...args: unknown[]) => Promise<unknown>} */ ((await engine)[method])
      port.postMessage({ call, result: await answer(...args, ...(openers.includes(method) ? [options] : [])) })
    } catch (error) {
      port.postMessage({ call, error: packError(error) })
    } finally {
      running.delete(call)
    }
  })
}
