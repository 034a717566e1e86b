// The estimate as a document: every change gives a new one, so that a host can keep the old ones for undo.
import { countsHours, priceKey } from '../lib/words.js'

/** @import { DocumentLine, EstimateDocument, PriceHit } from '../types.js' */

/** A line for a price that was found, not yet on an estimate. @param {PriceHit} hit @returns {Omit<DocumentLine, 'id'>} */
export function newLine(hit) {
  const hours = countsHours(hit.unitOfMeasure, hit.type) ? { hours: '730' } : {}
  return { group: '', title: hit.title, unitOfMeasure: hit.unitOfMeasure, ...priceKey(hit), quantity: '1', ...hours }
}

/** @param {EstimateDocument} document */
function nextId(document) {
  const used = document.lines.map((line) => Number(/^line-(\d+)$/.exec(line.id)?.[1] ?? 0))
  return `line-${Math.max(0, ...used) + 1}`
}

/** @param {EstimateDocument} document @param {Omit<DocumentLine, 'id'>} line @returns {EstimateDocument} */
export function addLine(document, line) {
  const added = { ...line, id: nextId(document) }
  const at = document.lines.findLastIndex((other) => other.group === line.group)
  const place = at < 0 ? document.lines.length : at + 1
  return { ...document, lines: document.lines.toSpliced(place, 0, added) }
}

/** @param {EstimateDocument} document @param {string} id @param {Partial<DocumentLine>} change @returns {EstimateDocument} */
export function changeLine(document, id, change) {
  return { ...document, lines: document.lines.map((line) => line.id === id ? { ...line, ...change } : line) }
}

/** @param {EstimateDocument} document @param {string} id @returns {EstimateDocument} */
export function removeLine(document, id) {
  return { ...document, lines: document.lines.filter((line) => line.id !== id) }
}

/** @param {EstimateDocument} document @param {string} id @returns {EstimateDocument} */
export function duplicateLine(document, id) {
  const line = document.lines.find((other) => other.id === id)
  return line ? addLine(document, line) : document
}

/** @param {EstimateDocument} document @param {string} from @param {string} to @returns {EstimateDocument} */
export function renameGroup(document, from, to) {
  return { ...document, lines: document.lines.map((line) => line.group === from ? { ...line, group: to } : line) }
}

/** Groups in the order in which they come up, the one without a name first. @param {EstimateDocument} document */
export function groupsOf(document) {
  const names = [...new Set(document.lines.map((line) => line.group))]
  return names.includes('') ? ['', ...names.filter((name) => name !== '')] : names
}

/** A name that no group has. @param {EstimateDocument} document @param {string} stem */
export function freeGroup(document, stem) {
  const names = new Set(groupsOf(document))
  let count = 1
  while (names.has(`${stem} ${count}`)) count += 1
  return `${stem} ${count}`
}
