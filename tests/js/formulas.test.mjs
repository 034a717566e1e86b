/** No text of a user becomes a formula in a spreadsheet: the law of the one function that all CSV goes through, and LibreOffice as its judge. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import papa from 'papaparse'
import { sheetCsv, xlsx } from '../../pkg/sheets.js'
import { which } from '../../scripts/lib/run.mjs'
import { beginnings, hidden, poisoned } from './poisoned-texts.mjs'
import { temporaryFolder } from './support.mjs'

/** @param {string[]} texts */
const sheet = (texts) => ({ name: 'Texts', columns: [{ title: 'Text' }, { title: 'Next' }], rows: texts.map((text) => [text, 'x']) })
/** @param {string} csv @returns {string[][]} */
const cells = (csv) => /** @type {any} */ (papa.parse(csv, { delimiter: ',', newline: '\r\n', skipEmptyLines: true })).data

/** By other means than the code: what is seen first, in its plain form. @param {string} text */
function isRisky(text) {
  const shown = [...text].find((letter) => !/^[\p{C}\p{Z}\p{M}\s\u3164\u115f\u1160\uffa0\u2800]$/u.test(letter))
  return shown !== undefined && ['=', '+', '-', '@', '\u2212'].includes(shown.normalize('NFKC'))
}

/** Random texts of what matters, the same in every run. @param {number} count */
function texts(count) {
  let state = 20261128
  const next = (/** @type {number} */ below) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below
  const pool = [...beginnings, ...hidden, 'a', '1', '.', "'", '"', ',', ';', '中', '😀', '0']
  return Array.from({ length: count }, () => Array.from({ length: next(6) }, () => pool[next(pool.length)]).join(''))
}

test('a text that begins as a formula does, behind whatever is not seen, is text; every other stays as it is', () => {
  const all = [...poisoned, ...texts(20_000)]
  const rows = cells(sheetCsv(sheet(all)))
  assert.equal(rows.length, all.length + 1)
  for (const [index, text] of all.entries()) {
    const cell = rows[index + 1][0]
    if (/^-[\d.]+$/.test(text)) assert.equal(cell, text)
    else if (isRisky(text) || /^[\t\r\n]/.test(text)) assert.equal(cell, `'${text}`, JSON.stringify(text))
    else assert.equal(cell, text, JSON.stringify(text))
  }
})

const soffice = which('soffice')

/** Formulas that LibreOffice finds in a file. @param {string} folder @param {string} name @param {string[]} [filter] */
async function formulas(folder, name, filter = []) {
  await promisify(execFile)(/** @type {string} */ (soffice), ['--headless', `-env:UserInstallation=file://${folder}/profile`, ...filter, '--convert-to', 'fods', '--outdir', folder, join(folder, name)])
  const text = readFileSync(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8')
  return { formulas: text.match(/table:formula=/g)?.length ?? 0, rows: text.match(/>x<\/text:p>/g)?.length ?? 0 }
}

test('LibreOffice finds no formula in a CSV and a workbook of such texts', { skip: soffice ? false : 'there is no LibreOffice here' }, async (context) => {
  const folder = temporaryFolder(context)
  // Comma, quotes, UTF-8, from the first row on; special numbers and formulas are looked for.
  const csv = ['--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true']
  writeFileSync(join(folder, 'armed.csv'), '"=1+1",x\r\n')
  assert.deepEqual(await formulas(folder, 'armed.csv', csv), { formulas: 1, rows: 1 })
  writeFileSync(join(folder, 'texts.csv'), `\ufeff${sheetCsv(sheet(poisoned))}`)
  writeFileSync(join(folder, 'book.xlsx'), await xlsx([sheet(poisoned)]))
  assert.deepEqual(await formulas(folder, 'texts.csv', csv), { formulas: 0, rows: poisoned.length })
  assert.deepEqual(await formulas(folder, 'book.xlsx'), { formulas: 0, rows: poisoned.length })
})
