import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from './paths.mjs'
import { Problem } from './problem.mjs'
import { runPackage } from './run.mjs'

/** Builds the page from `www/`, which imports the package by its name, into `build/site`. */
export async function buildSite() {
  if (!existsSync(join(paths.www, 'index.html'))) return console.log('There is no www/index.html: no page to build')
  const { ok } = await runPackage('vite/bin/vite.js', ['build', paths.www, '--outDir', paths.site, '--emptyOutDir', '--logLevel', 'warn'])
  if (!ok) throw new Problem('the page did not build', 'see the message of vite above')
}
