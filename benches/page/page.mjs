/** The side of the bench that runs in a page. */
// @ts-expect-error the server has it there
import start, * as glue from '/pkg/azplan_core.js'
// @ts-expect-error the server has it there
import { createWorkerEngine } from '/pkg/engine.js'
// @ts-expect-error the server has it there
import { load } from '/pkg/index.js'
import { openDB } from 'idb'
import { papaparseFile, udsvFile } from '../engines/parsers.mjs'
import { answers, counts, piecesOf, reader } from '../engines/reading.mjs'

/** Reads the list from memory. @param {string} engine */
async function readBytes(engine) {
  const azplan = await load()
  const bytes = new Uint8Array(await (await fetch('/list')).arrayBuffer())
  return timed(engine === 'azplan' ? () => azplan.readPriceList(bytes) : () => reader(engine, null)(piecesOf(bytes)))
}

/**
 * Reads the list from the file that was chosen, each engine as its users do that in a page: ours in a Worker, which is there as
 * the peers' code is there.
 * @param {string} engine
 */
async function readFile(engine) {
  const file = /** @type {File} */ (/** @type {HTMLInputElement} */ (document.querySelector('input')).files?.[0])
  if (engine !== 'azplan') return timed(() => (engine === 'udsv' ? udsvFile : papaparseFile)(file))
  const ours = createWorkerEngine()
  await ours.version()
  return timed(async () => {
    const { id, info } = await ours.openPriceList(file)
    return { info: () => info, search: (/** @type {any} */ request) => ours.search(id, request) }
  })
}

/** @param {() => any} read */
async function timed(read) {
  const begin = performance.now()
  const list = await read()
  const milliseconds = performance.now() - begin
  return { milliseconds, ...counts(list), answers: await answers(list) }
}

/** Puts the saved list into IndexedDB, as the page does; for `reopen` in another page of the same browser. */
async function keep() {
  await start({ module_or_path: '/pkg/azplan_core_bg.wasm' })
  const list = reader('azplan', glue)(piecesOf(new Uint8Array(await (await fetch('/list')).arrayBuffer())))
  const block = list.save()
  const database = await openDB('bench', 1, { upgrade: (database) => void database.createObjectStore('kept') })
  await database.put('kept', new Blob([block]), 'list')
  database.close()
  return { bytes: block.length }
}

/** From the kept block to a list that answers, the module compiled and started meanwhile. */
async function reopen() {
  const begin = performance.now()
  const block = async () => {
    const database = await openDB('bench', 1)
    return new Uint8Array(await (await database.get('kept', 'list')).arrayBuffer())
  }
  const [bytes] = await Promise.all([block(), start({ module_or_path: '/pkg/azplan_core_bg.wasm' })])
  const { total } = glue.PriceList.open(bytes).search({ text: 'd4s v5' })
  return { milliseconds: performance.now() - begin, total }
}

Object.assign(globalThis, { readBytes, readFile, keep, reopen })
