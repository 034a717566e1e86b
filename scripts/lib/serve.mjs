import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import { Problem } from './problem.mjs'

/** Nothing but our own files, no inline script or style, no frame around us. `wasm-unsafe-eval` lets WebAssembly compile. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
}

/** What is smaller when it is packed: text, and the module. */
const packable = /^(text\/|application\/(json|wasm|manifest))|\+(json|xml)\b/

/** Ways to pack, the best first. Fast ones: what is served is packed anew each time. */
const packers = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: () => createGzip({ level: 6 }),
}

/**
 * Serves a folder on this machine only, with the headers that the README asks every host to send.
 * @param {string} folder
 * @param {{port?: number}} [options] port 0 takes any free one
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export function serve(folder, { port = 8080 } = {}) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch((error) => {
      console.error(error)
      response.destroy()
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(error.code === 'EADDRINUSE' ? new Problem(`port ${port} is in use`, 'stop what uses it, or choose another: `npm start -- --port 8081`') : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address())
      const close = () => new Promise((/** @type {(value: void) => void} */ done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
      resolve({ url: `http://127.0.0.1:${address.port}`, close })
    })
  })
}

/**
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folder, request, response) {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cache-Control', 'no-cache')
  if (!isOwnHost(request)) return refuse(response, 421, 'Ask for localhost')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD')
  const file = await fileOf(folder, request.url ?? '/')
  if (!file) return refuse(response, 404, 'Not found')
  const type = types[/** @type {keyof typeof types} */ (extname(file.name).toLowerCase())] ?? 'application/octet-stream'
  const packer = packable.test(type) ? packerOf(String(request.headers['accept-encoding'] ?? '')) : null
  if (packable.test(type)) response.setHeader('Vary', 'Accept-Encoding')
  response.writeHead(200, { 'Content-Type': type, ...(packer ? { 'Content-Encoding': packer } : { 'Content-Length': file.size }) })
  if (request.method === 'HEAD') return response.end()
  const bytes = createReadStream(file.path)
  // A reader that goes away in the middle is no fault.
  await (packer ? pipeline(bytes, packers[packer](), response) : pipeline(bytes, response)).catch(() => response.destroy())
}

/**
 * Whether this machine was asked for by its own name. A page elsewhere can have its name lead here (DNS rebinding) and would
 * then read what we serve as its own.
 * @param {import('node:http').IncomingMessage} request
 */
function isOwnHost({ headers, socket }) {
  const [, name, port = '80'] = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/i.exec(headers.host ?? '') ?? []
  return name !== undefined && Number(port) === socket.localPort
}

/**
 * The best way to pack that the client takes.
 * @param {string} accepted the header `Accept-Encoding`
 * @returns {keyof typeof packers | null}
 */
function packerOf(accepted) {
  const weights = new Map(accepted.split(',').map((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return [name, weight === undefined ? 1 : Number(weight.slice(2))]
  }))
  const takes = (/** @type {string} */ name) => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  return /** @type {(keyof typeof packers)[]} */ (Object.keys(packers)).find(takes) ?? null
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function refuse(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

/**
 * The file that a URL names, or null; never one outside of the folder, also not by a link that leads there.
 * @param {string} folder
 * @param {string} url
 */
async function fileOf(folder, url) {
  const path = decoded(url.split(/[?#]/)[0])
  if (path === null || path.includes('\0')) return null
  const wanted = normalize(join(folder, path))
  if (wanted !== normalize(folder) && !wanted.startsWith(normalize(folder + sep))) return null
  const root = await realpath(folder)
  for (const candidate of [wanted, join(wanted, 'index.html')]) {
    const path = await realpath(candidate).catch(() => null)
    if (!path?.startsWith(root + sep)) continue
    const entry = await stat(path).catch(() => null)
    if (entry?.isFile()) return { path, name: candidate, size: entry.size }
  }
  return null
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
