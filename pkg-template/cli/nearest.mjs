/**
 * The known word that a mistyped one most likely means; undefined where none is near.
 * @param {string} word
 * @param {readonly string[]} known
 */
export function nearest(word, known) {
  const scored = known.map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
  const [best] = scored.sort((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(2, Math.ceil(word.length / 3)) ? best.candidate : undefined
}

/**
 * Number of letters to change, add or leave out (Levenshtein); the beginning of a word counts as near.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  if (a.length > 1 && b.startsWith(a)) return 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]
}
