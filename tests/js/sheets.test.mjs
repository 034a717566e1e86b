/** Spreadsheet files: other programs open them, and every number stands in them digit for digit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import readSheets from 'read-excel-file/node'
import { plainChunks } from '../../pkg/files.js'
import { sheetCsv, xlsx } from '../../pkg/sheets.js'

/** @typedef {import('../../pkg/sheets.js').Sheet} Sheet */

const odd = 'a <b> & "c"\n _x0041_ \u0007 中文 😀 '

/** @type {Sheet} */
const sheet = {
  name: 'Lines: [1/2]',
  columns: [{ title: 'Text', width: 30 }, { title: 'Number' }, { title: '=Day' }],
  rows: [
    ['=1+1', { number: '81.30' }, { day: '2025-11-01' }],
    [odd, { number: '0.1234567890123456789012', bold: true }, null],
    ['', { number: '-12345678901234567890.5' }, { text: 'total', bold: true }],
  ],
}

/** @param {Uint8Array} file */
const opened = async (file) => readSheets(Buffer.from(file))

/**
 * A part of the file as text.
 * @param {Uint8Array} file
 * @param {string} name
 */
const part = (file, name) => strFromU8(unzipSync(file)[name])

test('another program reads the cells as they were given', async () => {
  const [{ sheet: name, data }] = await opened(await xlsx([sheet]))
  assert.equal(name, 'Lines- -1-2-')
  assert.deepEqual(data[0], ['Text', 'Number', '=Day'])
  assert.deepEqual(data[1], ['=1+1', 81.3, new Date('2025-11-01T00:00:00Z')])
  assert.deepEqual(data[2].slice(1), [0.12345678901234568, null])
  assert.deepEqual(data[3], [null, -12345678901234567890.5, 'total'])
})

test('numbers stand in the file digit for digit, and are shown with their digits as far as a spreadsheet has them', async () => {
  const file = await xlsx([sheet])
  const text = part(file, 'xl/worksheets/sheet1.xml')
  for (const number of ['81.30', '0.1234567890123456789012', '-12345678901234567890.5']) assert.ok(text.includes(`<v>${number}</v>`), number)
  const styles = part(file, 'xl/styles.xml')
  assert.ok(styles.includes('formatCode="#,##0.00"'))
  assert.ok(styles.includes(`formatCode="#,##0.${'0'.repeat(15)}"`))
  assert.ok(styles.includes('formatCode="#,##0"'), 'no digits beyond fifteen')
})

test('text is no formula, and what XML cannot hold is escaped as spreadsheets do', async () => {
  const text = part(await xlsx([sheet]), 'xl/worksheets/sheet1.xml')
  assert.ok(!text.includes('<f>'))
  assert.ok(text.includes('<t xml:space="preserve">a &lt;b&gt; &amp; &quot;c&quot;\n _x005F_x0041_ _x0007_ 中文 😀 </t>'), text)
})

test('sheets of one name get names of their own', async () => {
  const sheets = await opened(await xlsx([{ ...sheet, name: 'Rows' }, { ...sheet, name: 'rows' }, { name: 'x'.repeat(40), columns: [], rows: [] }]))
  assert.deepEqual(sheets.map(({ sheet: name }) => name), ['Rows', 'rows (2)', 'x'.repeat(31)])
})

test('a sheet that is full goes on in the next', async () => {
  function* rows() {
    for (let row = 0; row < 1_048_576; row++) yield [{ number: '1' }]
  }
  const file = await xlsx([{ name: 'Rows', columns: [{ title: 'Number' }], rows: rows() }])
  const ends = ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'].map((name) => part(file, name).slice(-150))
  assert.match(ends[0], /<row r="1048576"><c r="A1048576" s="3"><v>1<\/v><\/c><\/row><\/sheetData><\/worksheet>$/)
  assert.match(ends[1], /<row r="2"><c r="A2" s="3"><v>1<\/v><\/c><\/row><\/sheetData><\/worksheet>$/)
  assert.match(part(file, 'xl/workbook.xml'), /name="Rows \(2\)"/)
})

test('the same sheets are the same bytes, and the package reads the zip itself', async () => {
  const [one, again] = [await xlsx([sheet]), await xlsx([sheet])]
  assert.deepEqual(one, again)
  await assert.rejects(async () => { for await (const _ of plainChunks(one)); }, { code: 'file.binary' })
  // Under another name it is no workbook but a zip, whose parts have the sizes and checksums that it says.
  const zip = Buffer.from(Buffer.from(one).toString('latin1').replaceAll('xl/workbook.xml', 'xl/workbooK.xml'), 'latin1')
  let parts = 0
  for await (const piece of plainChunks(zip)) if (typeof piece === 'symbol') parts++
  assert.equal(parts, 6)
})

test('what is no number and no day is refused', async () => {
  const with_ = (/** @type {import('../../pkg/sheets.js').Cell} */ cell) => xlsx([{ name: 'x', columns: [{ title: 'x' }], rows: [[cell]] }])
  for (const number of ['1e5', '1,5', '', 'NaN', '.5', '1.']) await assert.rejects(with_({ number }), { code: 'input.invalid' }, number)
  for (const day of ['11/1/2025', '2025-13-01', '']) await assert.rejects(with_({ day }), { code: 'input.invalid' }, day)
})

test('columns go on after Z', async () => {
  const columns = Array.from({ length: 703 }, (_, index) => ({ title: `c${index}` }))
  const text = part(await xlsx([{ name: 'x', columns, rows: [] }]), 'xl/worksheets/sheet1.xml')
  for (const place of ['"Z1"', '"AA1"', '"ZZ1"', '"AAA1"']) assert.ok(text.includes(place), place)
})

test('the same sheet as CSV', () => {
  assert.equal(sheetCsv(sheet), `Text,Number,'=Day\r\n'=1+1,81.30,2025-11-01\r\n"${odd.replaceAll('"', '""')}",0.1234567890123456789012,\r\n,-12345678901234567890.5,total\r\n`)
})
