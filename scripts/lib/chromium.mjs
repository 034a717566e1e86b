import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './problem.mjs'
import { run, which } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge']

/** Where the installers of macOS and Windows put a Chromium; they don't put it on PATH. */
function usualPlaces() {
  const { ProgramFiles, 'ProgramFiles(x86)': programFilesX86, LOCALAPPDATA } = process.env
  const windowsPlaces = [ProgramFiles, programFilesX86, LOCALAPPDATA].filter((folder) => folder !== undefined).flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Chromium', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ])
  return ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', ...windowsPlaces]
}

/** Ways to install one, by the package manager that is there. */
const installers = [
  { manager: 'apt-get', commands: [['apt-get', 'update'], ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'chromium-driver']], root: true },
  { manager: 'dnf', commands: [['dnf', 'install', '-y', 'chromium', 'chromedriver']], root: true },
  { manager: 'brew', commands: [['brew', 'install', '--cask', 'chromium']], root: false },
  { manager: 'winget', commands: [['winget', 'install', '--exact', '--id', 'Google.Chrome', '--accept-package-agreements', '--accept-source-agreements']], root: false },
]

/**
 * Path of a Chromium for the browser tests: named by CHROMIUM or CHROME, found on this machine, or installed.
 * @returns {Promise<string>}
 */
export async function chromium() {
  const named = process.env.CHROMIUM ?? process.env.CHROME
  if (named) return existsSync(named) ? named : refuse(`CHROMIUM or CHROME names \`${named}\`, which is not there`)
  const found = find()
  if (found) return found
  await install()
  return find() ?? refuse('there is no Chromium on this machine, and it could not be installed')
}

/** The driver that wasm-bindgen's browser tests need, or null. It must be as old as the browser, so nothing is installed for it alone. */
export function chromedriver() {
  return process.env.CHROMEDRIVER ?? which('chromedriver')
}

function find() {
  return names.map(which).find((file) => file !== null) ?? usualPlaces().find((file) => existsSync(file)) ?? null
}

async function install() {
  const installer = installers.find(({ manager }) => which(manager) !== null)
  if (!installer) return
  console.log(`No Chromium found: installing one with ${installer.manager}`)
  const sudo = installer.root && process.getuid?.() !== 0 ? ['sudo', '-n'] : []
  for (const command of installer.commands) {
    const [program, ...args] = [...sudo, ...command]
    if (!(await run(program, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })).ok) return
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function refuse(message) {
  throw new Problem(message, 'install Chromium or Chrome, or set CHROMIUM to the path of one')
}
