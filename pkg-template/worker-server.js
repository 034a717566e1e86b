import { packError, readers } from './worker-messages.js'

/** The worker's side of `createWorkerEngine`. @type {typeof import('./serve.js').serveEngine} */
export function serveEngine(port, engine) {
  const send = (/** @type {import('./worker-messages.js').FromWorker} */ message, /** @type {Transferable[]} */ moved = []) => port.postMessage(message, moved)
  /** @type {Map<number, AbortController>} */
  const running = new Map()
  engine.catch(() => {}) // Every call says it.

  port.addEventListener('message', async (event) => {
    const data = /** @type {import('./worker-messages.js').ToWorker} */ (event.data)
    if ('cancel' in data) return running.get(data.cancel)?.abort()
    const { call, method, args, form } = data
    const controller = new AbortController()
    running.set(call, controller)
    try {
      const watched = { signal: controller.signal, onProgress: (/** @type {import('./index.js').Progress | import('./index.js').VerifyProgress} */ progress) => send({ call, progress }) }
      const answer = /** @type {(...args: unknown[]) => Promise<unknown>} */ ((await engine)[method])
      const reading = { ...form, ...watched, onLeftOut: (/** @type {string} */ leftOut) => send({ call, leftOut }) }
      const result = await answer(...args, ...(readers.includes(method) ? [reading] : method === 'verify' ? [watched] : []))
      send({ call, result }, result instanceof Uint8Array ? [/** @type {ArrayBuffer} */ (result.buffer)] : [])
    } catch (error) {
      send({ call, error: packError(error) })
    } finally {
      running.delete(call)
    }
  })
}
