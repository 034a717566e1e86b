import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'
import { serve } from '../../scripts/lib/serve.mjs'

const site = process.env.AZPLAN_SITE ?? fileURLToPath(new URL('../../build/site', import.meta.url))
const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** @typedef {import('playwright-core').Page & { trouble: string[] }} WatchedPage */

/**
 * Serves the built site and starts a browser for the tests of a file.
 * @returns {{ open: (options?: import('playwright-core').BrowserContextOptions & { hash?: string, context?: import('playwright-core').BrowserContext }) => Promise<WatchedPage> }}
 */
export function withSite() {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server
  /** @type {import('playwright-core').Browser} */
  let browser
  before(async () => {
    if (!existsSync(site)) throw new Error(`no built site at ${site}: run \`npm run build\` first`)
    server = await serve(site, { port: 0 })
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })
  return {
    async open({ hash = '', context, ...options } = {}) {
      const used = context ?? await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })
      const page = await used.newPage()
      const trouble = watch(page, server.url)
      await page.goto(`${server.url}/${hash}`)
      return Object.assign(page, { trouble })
    },
  }
}

/**
 * What a page must never do: console errors and warnings, broken rules of the content security policy, requests to others.
 * @param {import('playwright-core').Page} page
 * @param {string} own
 */
function watch(page, own) {
  /** @type {string[]} */
  const trouble = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !url.startsWith('blob:') && !url.startsWith('data:')) trouble.push(`request: ${url}`)
  })
  page.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`))
  return trouble
}
