/** How each tool says what passed and what failed. A tool may say it several times, once for each file. */
const summaries = [
  /test result: \w+\. (?<passed>\d+) passed; (?<failed>\d+) failed/g,
  /^(?:ℹ|#) pass (?<passed>\d+)$/gm,
  /^(?:ℹ|#) fail (?<failed>\d+)$/gm,
]

/**
 * Counts the tests in a tool's output. A check without tests of its own counts as one.
 * @param {string} output
 * @param {boolean} ok whether the tool exited with 0
 * @returns {{passed: number, failed: number}}
 */
export function tally(output, ok) {
  const counts = { passed: 0, failed: 0 }
  for (const { groups } of summaries.flatMap((summary) => [...output.matchAll(summary)])) {
    counts.passed += Number(groups?.passed ?? 0)
    counts.failed += Number(groups?.failed ?? 0)
  }
  if (!ok && counts.failed === 0) counts.failed = 1
  if (ok && counts.passed === 0) counts.passed = 1
  return counts
}
