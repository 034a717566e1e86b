/** The side of the bench that runs in a page: reads the list from memory, as a dropped file that was loaded. */
// @ts-expect-error the server has it there
import start, * as glue from '/pkg/azplan_core.js'
import { openDB } from 'idb'
import { answers, counts, piecesOf, reader } from '../engines/reading.mjs'

/** @param {string} engine */
async function measure(engine) {
  await start({ module_or_path: '/pkg/azplan_core_bg.wasm' })
  const bytes = new Uint8Array(await (await fetch('/list')).arrayBuffer())
  const read = reader(engine, glue)
  const begin = performance.now()
  const list = read(piecesOf(bytes))
  const milliseconds = performance.now() - begin
  return { milliseconds, ...counts(list), answers: answers(list) }
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

Object.assign(globalThis, { measure, keep, reopen })
