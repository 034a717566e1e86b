export { createLocalEngine } from './local-engine.js'
export { createWorkerEngine } from './worker-engine.js'
