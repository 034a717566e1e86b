/** uDSV and PapaParse: their own reading time, and the reading to a list that answers what ours answers. */
import Papa from 'papaparse'
import { inferSchema, initParser } from 'udsv'
import { Shelf } from './shelf.mjs'

const chunkBytes = 1 << 20

/**
 * Text of the pieces. A `TextDecoder` keeps letters that are cut in two.
 * @param {Iterable<Uint8Array>} pieces
 */
function * texts(pieces) {
  const decoder = new TextDecoder()
  for (const piece of pieces) yield decoder.decode(piece, { stream: true })
}

/** @param {Uint8Array} bytes */
export function * piecesOf(bytes) {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}

/**
 * @param {(header: string[]) => void} header
 * @param {(row: string[]) => void} take
 */
function udsvParser(header, take) {
  /** @type {import('udsv').Parser | null} */
  let parser = null
  return {
    chunk: (/** @type {string} */ text) => {
      if (!parser) {
        const schema = inferSchema(text)
        header(schema.cols.map((column) => column.name))
        parser = initParser(schema)
      }
      parser.chunk(text, parser.stringArrs, (row) => {
        take(row)
        return true
      })
    },
    end: () => void parser?.end(),
  }
}

/**
 * @param {Iterable<Uint8Array>} pieces
 * @param {(header: string[]) => void} header
 * @param {(row: string[]) => void} take
 */
function udsvRows(pieces, header, take) {
  const parser = udsvParser(header, take)
  for (const text of texts(pieces)) parser.chunk(text)
  parser.end()
}

/**
 * PapaParse takes the whole text, in pieces of its own.
 * @param {Iterable<Uint8Array>} pieces
 * @param {(header: string[]) => void} header
 * @param {(row: string[]) => void} take
 */
function papaRows(pieces, header, take) {
  let first = true
  Papa.parse([...texts(pieces)].join(''), /** @type {any} its types know no pieces of a text */ ({
    skipEmptyLines: true,
    chunkSize: chunkBytes,
    chunk: (/** @type {{data: string[][]}} */ { data }) => {
      if (first) header(data.shift() ?? [])
      first = false
      for (const row of data) take(row)
    },
  }))
}

/**
 * PapaParse on a Node stream, which spares it the whole text: for the memory bench.
 * @param {import('node:stream').Readable} stream
 * @returns {Promise<Shelf>}
 */
export function papaparseStream(stream) {
  /** @type {Shelf | undefined} */
  let shelf
  return new Promise((resolve, reject) => {
    Papa.parse(stream, {
      skipEmptyLines: true,
      step: (/** @type {{data: string[]}} */ { data }) => {
        if (shelf) shelf.take(data)
        else shelf = new Shelf(data)
      },
      complete: () => resolve(/** @type {Shelf} */ (shelf).finish()),
      error: reject,
    })
  })
}

/**
 * PapaParse on a `File` in a page, as its users give it one.
 * @param {File} file
 * @returns {Promise<Shelf>}
 */
export function papaparseFile(file) {
  /** @type {Shelf | undefined} */
  let shelf
  return new Promise((resolve, reject) => {
    Papa.parse(file, /** @type {any} its types know no `chunk` without `step` */ ({
      skipEmptyLines: true,
      chunk: (/** @type {{data: string[][]}} */ { data }) => {
        shelf ??= new Shelf(data.shift() ?? [])
        for (const row of data) shelf.take(row)
      },
      complete: () => resolve(/** @type {Shelf} */ (shelf).finish()),
      error: reject,
    }))
  })
}

/**
 * uDSV on a `File` in a page, chunk by chunk.
 * @param {File} file
 * @returns {Promise<Shelf>}
 */
export async function udsvFile(file) {
  let shelf = new Shelf([])
  const parser = udsvParser((header) => { shelf = new Shelf(header) }, (row) => shelf.take(row))
  const decoder = new TextDecoder()
  const chunks = file.stream().getReader()
  for (let next = await chunks.read(); !next.done; next = await chunks.read()) parser.chunk(decoder.decode(next.value, { stream: true }))
  parser.end()
  return shelf.finish()
}

/** @param {typeof udsvRows} rows */
const toList = (rows) => (/** @type {Iterable<Uint8Array>} */ pieces) => {
  let shelf = new Shelf([])
  rows(pieces, (header) => { shelf = new Shelf(header) }, (row) => shelf.take(row))
  return shelf.finish()
}

/** @param {typeof udsvRows} rows */
const toNothing = (rows) => (/** @type {Iterable<Uint8Array>} */ pieces) => {
  let count = 0
  rows(pieces, () => {}, () => { count += 1 })
  return { rows: count }
}

export const udsv = toList(udsvRows)
export const papaparse = toList(papaRows)
export const udsvOnly = toNothing(udsvRows)
export const papaparseOnly = toNothing(papaRows)
