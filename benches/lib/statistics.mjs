/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Median with the spread of the repetitions.
 * @param {number[]} values
 */
export function summary(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), values }
}

/** The value below which a share of the values lies. @param {number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

/**
 * Calls each engine once a round, in an order that turns by one each round: what disturbs a round disturbs all alike.
 * @template T
 * @param {readonly string[]} names
 * @param {number} rounds
 * @param {(name: string) => Promise<T>} measure
 * @returns {Promise<Map<string, T[]>>}
 */
export async function alternate(names, rounds, measure) {
  /** @type {Map<string, T[]>} */
  const found = new Map(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % names.length
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) found.get(name)?.push(await measure(name))
  }
  return found
}
