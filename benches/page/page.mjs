/** The side of the bench that runs in a page: reads the list from memory, as a dropped file that was loaded. */
// @ts-expect-error the server has it there
import start, * as glue from '/pkg/azplan_core.js'
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

Object.assign(globalThis, { measure })
