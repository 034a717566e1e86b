import { count } from './table.mjs'

const barWidth = 20

/**
 * A progress line on a terminal; nothing anywhere else.
 * @param {string} name of the file
 * @param {number | null} total its size
 * @param {NodeJS.WriteStream} stream
 */
export function progressLine(name, total, stream) {
  let shown = false
  return {
    /** @param {{bytes: number, rows: number}} progress */
    show({ bytes, rows }) {
      if (!stream.isTTY) return
      shown = true
      stream.write(`\r\x1b[K${bar(bytes, total)}${name}: ${count(rows)} rows`)
    },
    end() {
      if (shown) stream.write('\r\x1b[K')
    },
  }
}

/**
 * The same for work that goes by steps.
 * @param {string} name of the work
 * @param {NodeJS.WriteStream} stream
 */
export function stepsLine(name, stream) {
  let shown = false
  return {
    show: (/** @type {{done: number, total: number}} */ { done, total }) => {
      if (!stream.isTTY) return
      shown = true
      stream.write(`\r\x1b[K${bar(done, total)}${name}`)
    },
    end: () => {
      if (shown) stream.write('\r\x1b[K')
    },
  }
}

/**
 * @param {number} bytes
 * @param {number | null} total
 */
function bar(bytes, total) {
  if (!total) return ''
  const part = Math.min(1, bytes / total)
  const filled = Math.round(part * barWidth)
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${String(Math.floor(part * 100)).padStart(3)} % `
}
