import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { coreName, paths, root } from './paths.mjs'

/** Assembles `pkg/`, the npm package: the template, the compiled core, its types, and the elements in one file. */
export async function buildPackage() {
  await rm(paths.pkg, { recursive: true, force: true })
  await mkdir(paths.pkg, { recursive: true })
  const elements = join(paths.template, 'elements')
  await cp(paths.template, paths.pkg, { recursive: true, filter: (source) => source !== elements })
  for (const file of [`${coreName}.js`, `${coreName}.d.ts`, `${coreName}_bg.wasm`]) {
    await cp(join(paths.wasm, file), join(paths.pkg, file))
  }
  await cp(paths.contract, join(paths.pkg, 'contract.d.ts'))
  await cp(join(root, 'LICENSE'), join(paths.pkg, 'LICENSE'))
  await writeVersion()
  if (existsSync(join(elements, 'index.js'))) await bundleElements(elements)
}

/** The package has the crate's version: said once, in Cargo.toml. */
async function writeVersion() {
  const version = /^version = "([^"]+)"/m.exec(await readFile(paths.cargoManifest, 'utf8'))?.[1]
  const file = join(paths.pkg, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`)
}

/**
 * The elements need Lit; bundling it keeps the package free of dependencies. The package's own modules stay outside,
 * so that an embedding page has one engine only.
 * @param {string} elements folder of the sources
 */
async function bundleElements(elements) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root: elements,
    logLevel: 'warn',
    build: {
      outDir: paths.pkg,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: join(elements, 'index.js'), formats: ['es'], fileName: () => 'elements.js' },
      rolldownOptions: {
        external: (id, importer) => importer !== undefined && dirname(resolve(dirname(importer), id)) === paths.template,
        output: { paths: (id) => `./${basename(id)}` },
      },
    },
  })
  const types = join(elements, 'index.d.ts')
  if (existsSync(types)) await cp(types, join(paths.pkg, 'elements.d.ts'))
}
