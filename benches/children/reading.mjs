/** Reads a file that is in memory, and says how long it took. */
import { readFileSync } from 'node:fs'
import { answers, counts, piecesOf, reader } from '../engines/reading.mjs'
import { answer, asked } from '../lib/child.mjs'
import { start } from './core.mjs'

const { engine, file, pkg } = asked()
const core = engine === 'azplan' ? await start(pkg) : null
const read = reader(engine, core)
const bytes = readFileSync(file)
const begin = performance.now()
const list = read(piecesOf(bytes))
const milliseconds = performance.now() - begin
answer({ milliseconds, ...counts(list), answers: await answers(list) })
