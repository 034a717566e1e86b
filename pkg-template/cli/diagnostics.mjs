import { count } from './table.mjs'

const shown = 10

/**
 * What the files had to say, on the side: the worst first, and no more than a person reads.
 * @param {readonly import('./inputs.mjs').FileDiagnostic[]} diagnostics
 * @param {NodeJS.WriteStream} stream
 */
export function printDiagnostics(diagnostics, stream) {
  const order = ['error', 'warning', 'note']
  const sorted = [...diagnostics].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  for (const { severity, code, file, row, column, message } of sorted.slice(0, shown)) {
    const place = [file, row === null ? null : `row ${row}`, column].filter(Boolean).join(', ')
    stream.write(`${severity}: ${code}: ${place}: ${message}\n`)
  }
  if (sorted.length > shown) stream.write(`… and ${count(sorted.length - shown)} more; \`--json\` lists them\n`)
}
