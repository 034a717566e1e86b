import { load } from './index.js'
import { createLocalEngine } from './local-engine.js'
import { serveEngine } from './worker-server.js'

serveEngine(/** @type {import('./worker-server.js').Port} */ (/** @type {unknown} */ (self)), load().then(createLocalEngine))
