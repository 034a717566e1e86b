export { createLocalEngine } from './local-engine.js'
export { serveEngine } from './worker-server.js'
