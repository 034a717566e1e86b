/** Starts the module in a process that has never seen it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answer, asked } from '../lib/child.mjs'

const { pkg } = asked()
const glue = await import(pathToFileURL(join(pkg, 'azplan_core.js')).href)
const bytes = readFileSync(join(pkg, 'azplan_core_bg.wasm'))
const begin = performance.now()
await glue.default({ module_or_path: bytes })
const started = performance.now()
const reader = new glue.PriceListReader()
reader.push(new TextEncoder().encode('ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n'))
const price = reader.finish().price({ productId: 'DZH318Z0BQD2', skuId: '003J', quantity: '2' })
if (price.amount !== '5.98') throw new Error(`the core answers ${JSON.stringify(price)}`)
answer({ compile: started - begin, first: performance.now() - started })
