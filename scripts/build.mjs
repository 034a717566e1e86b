import { pathToFileURL } from 'node:url'
import { buildPackage } from './lib/package.mjs'
import { setUp } from './lib/setup.mjs'
import { buildSite } from './lib/site.mjs'
import { main, step } from './lib/steps.mjs'
import { buildWasm } from './lib/wasm.mjs'

/** Builds the npm package in `pkg/` and the page in `build/site`, compiling only what changed. */
export async function build() {
  await step('Tools', setUp)
  await step('WebAssembly', buildWasm)
  await step('npm package in pkg/', buildPackage)
  await step('Page in build/site', buildSite)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(build)
