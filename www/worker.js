import { load } from 'azplan'
import { createLocalEngine, serveEngine } from 'azplan/serve'
import { keeping } from './lib/keeping.js'

serveEngine(/** @type {import('azplan/serve').Port} */ (/** @type {unknown} */ (self)), load().then((azplan) => keeping(createLocalEngine(azplan))))
