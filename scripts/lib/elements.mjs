import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { paths } from './paths.mjs'

const sources = join(paths.template, 'elements')
const typesFolder = join(paths.pkg, 'elements')

/** Lets the module be imported where there is no document (a server that renders pages): it does nothing there, but does not fail. */
const standIns = 'const { HTMLElement = class {}, document = { createTreeWalker() {} } } = globalThis'

/** Puts the elements into the package: one module that needs nothing else, and its types. */
export async function buildElements() {
  await bundle()
  await copyTypes()
}

/** The elements need Lit, which is bundled. The package's own modules stay outside, so that a page has them once. */
async function bundle() {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root: sources,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: paths.pkg,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: join(sources, 'index.js'), formats: ['es'], fileName: () => 'elements.js' },
      rolldownOptions: {
        external: (id, importer) => importer !== undefined && dirname(resolve(dirname(importer), id)) === paths.template,
        output: { paths: (id) => `./${basename(id)}`, banner: standIns },
      },
    },
  })
}

/** Their types are written by hand: what Lit's own say is no business of a page that uses them. They name the contract where the sources see it. */
async function copyTypes() {
  const types = await readFile(join(sources, 'types.d.ts'), 'utf8')
  await mkdir(typesFolder, { recursive: true })
  await writeFile(join(typesFolder, 'types.d.ts'), types.replaceAll('../../src/wasm/contract.js', '../contract.js'))
}
