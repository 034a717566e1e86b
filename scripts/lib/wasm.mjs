import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rename, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { coreName, paths } from './paths.mjs'
import { Problem } from './problem.mjs'
import { mustRun, runPackage } from './run.mjs'

/** How the module is optimised. `-O3` reads lists faster than `-Oz` and costs some tens of kilobytes. */
const optimisation = '-O3'

/**
 * The largest function that is put into its only caller. Without a limit, loops of their own end in a function that is called
 * once, which engines run in the code they compile first, the slow one; and engines compile very large functions badly.
 */
const inlining = ['--one-caller-inline-max-function-size', '100']

/** What Rust's wasm32 target uses by default, and what wasm-opt must therefore accept. */
const features = ['bulk-memory', 'bulk-memory-opt', 'call-indirect-overlong', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext', 'simd']

const module = join(paths.wasm, `${coreName}_bg.wasm`)

/** Compiles the core to `build/wasm`, unless it is newer than all of its sources. */
export async function buildWasm() {
  if (existsSync(module) && newest([paths.rustSources, paths.cargoManifest, paths.cargoLock]) < statSync(module).mtimeMs) {
    console.log('The wasm module is newer than its sources: nothing to compile')
    return
  }
  const started = new Date()
  await mkdir(paths.wasm, { recursive: true })
  await mustRun('wasm-pack', ['build', '--target', 'web', '--release', '--mode', 'no-install', '--no-pack', '--out-dir', paths.wasm, '--out-name', coreName, '.', '--features', 'wasm'], {
    help: 'mend what the compiler says above',
  })
  await optimise()
  // A source that was changed while the compiler ran is newer than the module.
  await utimes(module, started, started)
}

async function optimise() {
  const optimised = `${module}.${process.pid}`
  const flags = features.map((feature) => `--enable-${feature}`)
  const before = await stat(module)
  const { ok } = await runPackage('binaryen/bin/wasm-opt', [optimisation, ...inlining, ...flags, module, '-o', optimised])
  if (!ok) throw new Problem('wasm-opt refused the module', 'see its message above; a new Rust may use a wasm feature that scripts/lib/wasm.mjs has to name')
  await rename(optimised, module)
  const after = await stat(module)
  console.log(`wasm-opt ${optimisation}: ${kilobytes(before.size)} -> ${kilobytes(after.size)}`)
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.round(bytes / 1024)} KB`
}

/**
 * Time of the newest file in these folders and files.
 * @param {string[]} places
 * @returns {number}
 */
function newest(places) {
  const times = places.filter((place) => existsSync(place)).map((place) => {
    const entry = statSync(place)
    return entry.isDirectory() ? newest(readdirSync(place).map((name) => join(place, name))) : entry.mtimeMs
  })
  return Math.max(0, ...times)
}
