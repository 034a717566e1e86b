import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths, root } from './paths.mjs'
import { Problem } from './problem.mjs'
import { mustRun, run, which } from './run.mjs'

const wasmTarget = 'wasm32-unknown-unknown'
const wasmPackVersion = '0.15.1'

/** Makes sure of everything that a build needs, and installs what is missing. Asks each tool for its version, keeps no notes. */
export async function setUp() {
  await requireRust()
  await installNodePackages()
  await installWasmTarget()
  await installCargoTool('wasm-pack', wasmPackVersion, { exact: false })
  await installCargoTool('wasm-bindgen-cli', wasmBindgenVersion(), { exact: true, command: 'wasm-bindgen' })
}

async function requireRust() {
  if ((await run('cargo', ['--version'], { quiet: true })).ok) return
  throw new Problem('Rust is not installed (`cargo` was not found)', 'install Rust with rustup, see https://rustup.rs, and open a new terminal')
}

/** npm writes `node_modules/.package-lock.json` last: older than the lock file means that something is missing. */
async function installNodePackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const missing = Object.entries(lock.packages)
    .filter(([folder, entry]) => folder && !entry.optional)
    .filter(([folder, entry]) => installedVersion(folder) !== entry.version)
  if (missing.length === 0) return
  console.log(`Installing ${missing.length} npm packages`)
  const help = 'look at the message of npm above; a network connection is needed once'
  // Started by npm, we know the very npm; it is a script, which spares Windows its .cmd file.
  const npm = process.env.npm_execpath
  if (npm?.endsWith('.js')) await mustRun(process.execPath, [npm, 'ci'], { help })
  else await mustRun('npm', ['ci'], { help })
}

/** @param {string} folder of a package, from the root */
function installedVersion(folder) {
  const manifest = join(root, folder, 'package.json')
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : null
}

async function installWasmTarget() {
  const { output } = await run('rustc', ['--print', 'target-libdir', '--target', wasmTarget], { quiet: true })
  if (existsSync(output.trim())) return
  console.log(`Installing the Rust target ${wasmTarget}`)
  if (!which('rustup')) throw new Problem(`the Rust target ${wasmTarget} is missing, and there is no rustup to add it`, `install the standard library of ${wasmTarget} the way you installed Rust`)
  await mustRun('rustup', ['target', 'add', wasmTarget], { help: `run \`rustup target add ${wasmTarget}\` with a network connection` })
}

/**
 * @param {string} crate
 * @param {string} version
 * @param {{exact: boolean, command?: string}} options `exact`: another version won't do
 */
async function installCargoTool(crate, version, { exact, command = crate }) {
  const { ok, output } = await run(command, ['--version'], { quiet: true })
  if (ok && (!exact || output.trim().split(/\s+/).includes(version))) return
  console.log(`Installing ${crate} ${version} (compiles for a few minutes, once)`)
  const args = ['install', crate, '--version', version, '--debug', '--force']
  // The lock file of an older release may not compile with a newer Rust: then the newest dependencies do.
  if ((await run('cargo', [...args, '--locked'])).ok) return
  await mustRun('cargo', args, { help: `run \`cargo install ${crate} --version ${version}\` with a network connection and a C linker (\`cc\`)` })
}

/** The glue's generator must be exactly as old as the crate it reads. */
function wasmBindgenVersion() {
  const lock = existsSync(paths.cargoLock) ? readFileSync(paths.cargoLock, 'utf8') : ''
  const manifest = readFileSync(paths.cargoManifest, 'utf8')
  const version = /name = "wasm-bindgen"\r?\nversion = "([^"]+)"/.exec(lock)?.[1] ?? /^wasm-bindgen = .*?"=?(\d+\.\d+\.\d+)"/m.exec(manifest)?.[1]
  if (version) return version
  throw new Problem('neither Cargo.lock nor Cargo.toml says which wasm-bindgen is used', 'pin it in Cargo.toml: `wasm-bindgen = { version = "=X.Y.Z", optional = true }`')
}
