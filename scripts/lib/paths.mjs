import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root: every script works from here, wherever it was called. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where each thing is, so that no other script spells a path. */
export const paths = {
  cargoManifest: join(root, 'Cargo.toml'),
  cargoLock: join(root, 'Cargo.lock'),
  rustSources: join(root, 'src'),
  contract: join(root, 'src', 'wasm', 'contract.d.ts'),
  template: join(root, 'pkg-template'),
  wasm: join(root, 'build', 'wasm'),
  site: join(root, 'build', 'site'),
  pkg: join(root, 'pkg'),
  www: join(root, 'www'),
  jsTests: join(root, 'tests', 'js'),
  boundaryTests: join(root, 'tests', 'wasm.rs'),
  e2eTests: join(root, 'tests', 'e2e'),
}

/** Base name of the wasm-bindgen glue and of the module beside it. */
export const coreName = 'azplan_core'
