import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { paths } from './lib/paths.mjs'
import { Problem } from './lib/problem.mjs'
import { serve } from './lib/serve.mjs'
import { main } from './lib/steps.mjs'

/** Sets up what is missing, builds, and serves the page until it is stopped. */
async function start() {
  const port = portOf(process.argv.slice(2))
  await build()
  const { url } = await serve(paths.site, { port })
  console.log(`\nazplan is at ${url} (Ctrl+C stops it)`)
}

/** @param {string[]} args */
function portOf(args) {
  const { values } = parseArgs({ args, options: { port: { type: 'string', default: '8080' } } })
  const port = Number(values.port)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new Problem(`\`${values.port}\` is not a port`, 'give a number from 0 to 65535: `npm start -- --port 8081`')
}

await main(start)
