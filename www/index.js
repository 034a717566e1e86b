import { addMessages, defineElements, preferredLocale } from 'azplan/elements'
import { createWorkerEngine } from 'azplan/engine'
import en from './i18n/en.js'
import zhHant from './i18n/zh-Hant.js'
import { defineFrame } from './frame/index.js'
import { Session } from './lib/session.js'
import { Store } from './lib/store.js'

addMessages('en', en)
addMessages('zh-Hant', zhHant)
defineElements()
defineFrame()

const store = new Store(window, preferredLocale(navigator.languages))
// Bundlers find the worker by this very form.
const startWorker = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
/** @type {import('azplan/engine').WorkerOptions<import('./lib/keeping.js').Keeping>} */
const options = { startWorker, more: ['keepList', 'openKept', 'forgetKept'] }
const session = new Session(createWorkerEngine(options), store)
const site = Object.assign(document.createElement('azplan-site'), { store, session })
document.body.append(site)
session.start()
