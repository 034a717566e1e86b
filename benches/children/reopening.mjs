/** Reads, saves and opens a list, and looks that the opened one is the one that was saved. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { piecesOf, reader } from '../engines/reading.mjs'
import { answer, asked } from '../lib/child.mjs'
import { start } from './core.mjs'

const { file, pkg } = asked()
const core = await start(pkg)
const missing = ['save', 'open'].find((name) => !(name in (name === 'save' ? core.PriceList.prototype : core.PriceList)))
if (missing) {
  answer({ missing: `PriceList.${missing}` })
} else {
  const times = [performance.now()]
  const lap = () => times.push(performance.now())
  const list = reader('azplan', core)(piecesOf(readFileSync(file)))
  lap()
  const block = list.save()
  lap()
  const opened = core.PriceList.open(block)
  lap()
  assert.deepEqual(opened.info(), list.info())
  assert.deepEqual(opened.search({ text: 'standard' }), list.search({ text: 'standard' }))
  const [read, save, open] = times.slice(1).map((time, at) => time - times[at])
  answer({ read, save, open, bytes: block.length })
}
