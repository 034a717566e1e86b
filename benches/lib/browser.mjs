import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { chromium as chromiumPath } from '../../scripts/lib/chromium.mjs'

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/**
 * A page of its own for each measurement, so that none inherits another one's heap; the file is chosen in it.
 * @template T
 * @param {import('./options.mjs').Options} options
 * @param {string} file
 * @param {(measure: (called: string, engine: string) => Promise<any>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBrowser(options, file, work) {
  const server = await serve(options.pkg, file)
  try {
    return await work(async (called, engine) => {
      const browser = await chromium.launch({ executablePath: await chromiumPath(), args: flags })
      try {
        const page = await browser.newPage()
        page.setDefaultTimeout(600_000)
        await page.goto(server.url)
        await page.setInputFiles('input', file)
        return await page.evaluate(([called, engine]) => /** @type {any} */ (globalThis)[called](engine), [called, engine])
      } finally {
        await browser.close()
      }
    })
  } finally {
    await server.close()
  }
}

/**
 * Calls functions of the page one after the other, each in a new page of one browser: what one keeps the next finds.
 * @param {import('./options.mjs').Options} options
 * @param {string} file
 * @param {string[]} names
 * @returns {Promise<any[]>}
 */
export async function inPages(options, file, names) {
  const server = await serve(options.pkg, file)
  const profile = mkdtempSync(join(tmpdir(), 'azplan-bench-'))
  const context = await chromium.launchPersistentContext(profile, { executablePath: await chromiumPath(), args: flags })
  try {
    const found = []
    for (const name of names) {
      const page = await context.newPage()
      page.setDefaultTimeout(600_000)
      await page.goto(server.url)
      found.push(await page.evaluate((called) => /** @type {any} */ (globalThis)[called](), name))
      await page.close()
    }
    return found
  } finally {
    await context.close()
    await server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** The page's script with the peers in it. */
async function bundle() {
  const entry = fileURLToPath(new URL('../page/page.mjs', import.meta.url))
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, target: 'es2023', lib: { entry, formats: ['es'], fileName: 'page' }, rollupOptions: { external: /^\/pkg\// } },
  })
  const [{ output }] = /** @type {any[]} */ (Array.isArray(result) ? result : [result])
  return output[0].code
}

/** @param {string} pkg @param {string} file */
async function serve(pkg, file) {
  const script = await bundle()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const send = (/** @type {string} */ type, /** @type {string | Buffer} */ body) => response.writeHead(200, { 'content-type': type }).end(body)
    if (path === '/') return send('text/html', '<!doctype html><title>bench</title><input type="file"><script type="module" src="/page.js"></script>')
    if (path === '/page.js') return send('text/javascript', script)
    if (path === '/list') return createReadStream(file).pipe(response.writeHead(200, { 'content-type': 'text/csv', 'content-length': statSync(file).size }))
    const asset = join(pkg, path.replace('/pkg/', '/'))
    if (!existsSync(asset) || path.includes('..')) return response.writeHead(404).end()
    return send(path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript', readFileSync(asset))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { url: `http://127.0.0.1:${port}/`, close: () => new Promise((resolve) => server.close(resolve)) }
}
