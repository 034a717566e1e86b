import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildElements } from './elements.mjs'
import { coreName, paths, root } from './paths.mjs'

/** Assembles `pkg/`, the npm package: the template, the compiled core, its types, and the elements. */
export async function buildPackage() {
  await rm(paths.pkg, { recursive: true, force: true })
  await mkdir(paths.pkg, { recursive: true })
  const elements = join(paths.template, 'elements')
  await cp(paths.template, paths.pkg, { recursive: true, filter: (source) => source !== elements })
  for (const file of ['snippets', `${coreName}.js`, `${coreName}.d.ts`, `${coreName}_bg.wasm`]) {
    await cp(join(paths.wasm, file), join(paths.pkg, file), { recursive: true })
  }
  await cp(paths.contract, join(paths.pkg, 'contract.d.ts'))
  await cp(join(root, 'LICENSE'), join(paths.pkg, 'LICENSE'))
  await writeVersion()
  await buildElements()
}

/** The package has the crate's version: said once, in Cargo.toml. */
async function writeVersion() {
  const version = /^version = "([^"]+)"/m.exec(await readFile(paths.cargoManifest, 'utf8'))?.[1]
  const file = join(paths.pkg, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`)
}
