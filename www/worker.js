import { load } from 'azplan'
import { createLocalEngine, serveEngine } from 'azplan/serve'
import { keeping, readKept } from './lib/keeping.js'

// Read while the core is compiled.
const early = readKept()
serveEngine(/** @type {import('azplan/serve').Port} */ (/** @type {unknown} */ (self)), load().then((azplan) => keeping(createLocalEngine(azplan), early)))
