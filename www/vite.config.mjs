import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** @param {string} path */
const file = (path) => fileURLToPath(new URL(path, import.meta.url))

// The site uses the built package by its name, as any other page would. AZPLAN_PKG names another folder that looks like it.
const pkg = process.env.AZPLAN_PKG ?? file('../pkg')

export default defineConfig({
  root: file('.'),
  base: './',
  resolve: {
    alias: [
      { find: /^azplan$/, replacement: `${pkg}/index.js` },
      { find: /^azplan\/(elements|engine|files|serve)$/, replacement: `${pkg}/$1.js` },
      { find: /^azplan\/sample\/(.*)$/, replacement: `${pkg}/sample/$1` },
    ],
  },
  server: { host: '127.0.0.1', fs: { allow: [file('..'), pkg] } },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Everything is a file of its own: the content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
