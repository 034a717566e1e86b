import { load } from './index.js'
import { createLocalEngine, serveEngine } from './serve.js'

serveEngine(/** @type {import('./serve.js').Port} */ (/** @type {unknown} */ (self)), load().then(createLocalEngine))
