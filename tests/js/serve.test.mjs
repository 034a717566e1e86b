/** The server of `npm start`: its own folder, to its own name, and packed where the client takes that. */
import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { serve } from '../../scripts/lib/serve.mjs'
import { temporaryFolder } from './support.mjs'

const page = '<!doctype html>\n'.repeat(1_000)

/** @param {import('node:test').TestContext} context */
async function served(context) {
  const outside = temporaryFolder(context)
  const folder = join(outside, 'site')
  mkdirSync(join(folder, 'inner'), { recursive: true })
  mkdirSync(join(outside, 'site-beside'))
  for (const [name, text] of Object.entries({ 'site/index.html': page, 'site/inner/index.html': 'inner', 'site/list.csv.gz': 'packed', 'secret.txt': 'secret', 'site-beside/secret.txt': 'secret' })) writeFileSync(join(outside, name), text)
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'))
  symlinkSync(outside, join(folder, 'above'))
  symlinkSync(join(outside, 'site-beside'), join(folder, 'beside'))
  symlinkSync(join(folder, 'index.html'), join(folder, 'same.html'))
  const { url, close } = await serve(folder, { port: 0 })
  context.after(close)
  const port = Number(new URL(url).port)
  return { port, ask: (/** @type {string} */ path, /** @type {Record<string, string>} */ headers = {}, method = 'GET') => ask(port, path, headers, method) }
}

/**
 * @param {number} port @param {string} path @param {Record<string, string>} headers @param {string} method
 * @returns {Promise<{status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: Buffer}>}
 */
function ask(port, path, headers, method) {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
      /** @type {Buffer[]} */
      const parts = []
      response.on('data', (part) => parts.push(part)).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }))
    })
    sent.on('error', reject).end()
  })
}

test('only who asks for this machine by its own name is answered', async (context) => {
  const { port, ask } = await served(context)
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) assert.equal((await ask('/', { host })).status, 200, host)
  for (const host of ['example.com', `example.com:${port}`, `localhost.example.com:${port}`, `127.0.0.1.example.com:${port}`, 'localhost', `localhost:${port + 1}`, `127.0.0.2:${port}`, `0.0.0.0:${port}`, `x@localhost:${port}`]) {
    const { status, body } = await ask('/', { host })
    assert.equal(status, 421, host)
    assert.ok(!body.includes('doctype'), host)
  }
})

test('no link leads out of the folder; one within it does no harm', async (context) => {
  const { ask } = await served(context)
  for (const path of ['/link.txt', '/above/secret.txt', '/above/site-beside/secret.txt', '/beside/secret.txt', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/../site-beside/secret.txt', '/above']) {
    const { status, body } = await ask(path)
    assert.deepEqual([status, body.includes('secret')], [404, false], path)
  }
  assert.equal((await ask('/same.html')).body.toString(), page)
  assert.equal((await ask('/inner/')).body.toString(), 'inner')
})

test('text is packed as the client takes it, and caches are told', async (context) => {
  const { ask } = await served(context)
  /** @type {[string, string | undefined, (bytes: Buffer) => Buffer][]} */
  const cases = [['gzip, deflate, br', 'br', brotliDecompressSync], ['gzip', 'gzip', gunzipSync], ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync], ['*', 'br', brotliDecompressSync], ['identity', undefined, (bytes) => bytes], ['gzip;q=0', undefined, (bytes) => bytes], ['', undefined, (bytes) => bytes]]
  for (const [accepted, encoding, unpack] of cases) {
    const { headers, body } = await ask('/', { 'accept-encoding': accepted })
    assert.deepEqual([headers['content-encoding'], headers.vary], [encoding, 'Accept-Encoding'], accepted)
    assert.equal(unpack(body).toString(), page)
    assert.ok(!encoding || body.length < page.length / 10)
    assert.equal(headers['content-length'], encoding ? undefined : String(page.length))
    const head = await ask('/', { 'accept-encoding': accepted }, 'HEAD')
    assert.deepEqual([head.status, head.headers['content-encoding'], head.body.length], [200, encoding, 0])
  }
  const packed = await ask('/list.csv.gz', { 'accept-encoding': 'br' })
  assert.deepEqual([packed.headers['content-encoding'], packed.headers['content-type'], packed.body.toString()], [undefined, 'application/gzip', 'packed'])
})
