import { printProblem } from './problem.mjs'

/** @param {number} start */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

/**
 * Does something under a heading, and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now()
  console.log(`\n== ${title}`)
  const result = await work()
  console.log(`-- ${title}: ${seconds(start)}`)
  return result
}

/**
 * Runs a script to its end: where it can't go on, says why and exits with 1.
 * @param {() => Promise<void>} work
 */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    printProblem(error)
    process.exitCode = 1
  }
}
