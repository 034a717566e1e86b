/**
 * A table as text: the first column to the left, numbers to the right.
 * @param {string} title
 * @param {string[]} columns
 * @param {(string | number | null)[][]} rows
 */
export function table(title, columns, rows) {
  const cells = [columns, ...rows.map((row) => row.map((cell) => (cell === null ? '-' : typeof cell === 'number' ? short(cell) : cell)))]
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at].length)))
  const lines = cells.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ').trimEnd())
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '))
  return [`\n${title}`, ...lines].join('\n')
}

/** Three digits that say something. @param {number} value */
export function short(value) {
  if (!Number.isFinite(value)) return '-'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

/** @param {number} bytes */
export const mebibytes = (bytes) => bytes / (1 << 20)
