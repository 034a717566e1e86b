/** JSON files of the command, whatever is in them: one line `error:`, one line `help:`, exit status 2, nothing else. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { jsonOf } from '../../pkg/files.js'
import { azplan, priceList, temporaryFolder, usage } from './support.mjs'

/** Commands that read a JSON file, which stands for `FILE`. */
const commands = [
  ['quote', 'FILE', '--prices', 'prices.csv'],
  ['quote', 'estimate.json', '--prices', 'prices.csv', '--access', 'FILE'],
  ['quote', 'diff', 'estimate.json', 'FILE', '--prices', 'prices.csv'],
  ['pec', 'check', '--access', 'FILE', '--from', '2025-11-01', '--to', '2025-11-02'],
  ['pec', 'losses', '--usage', 'usage.csv', '--access', 'FILE'],
  ['pec', 'estimate', 'FILE', '--prices', 'prices.csv'],
  ['pec', 'estimate', 'estimate.json', '--prices', 'prices.csv', '--access', 'FILE'],
  ['plan', 'check', 'FILE'],
  ['plan', 'check', 'FILE', '--on', '2025-11-01', '--action', 'buyAzurePlan'],
  ['rate', '--prices', 'prices.csv', '--usage', 'usage.csv', '--access', 'FILE'],
  ['bill', '--prices', 'prices.csv', '--usage', 'usage.csv', '--access', 'FILE'],
  ['tree', '--prices', 'prices.csv', '--usage', 'usage.csv', '--access', 'FILE'],
  ['verify', '--prices', 'prices.csv', '--usage', 'usage.csv', '--access', 'FILE'],
]

/** @type {Record<string, string>} */
const bad = {
  'lists 100,000 deep': '['.repeat(100_000) + ']'.repeat(100_000),
  'objects 100,000 deep': '{"grants":'.repeat(100_000) + '[]' + '}'.repeat(100_000),
  'deep in a field': `{"grants":[${'['.repeat(100_000)}${']'.repeat(100_000)}],"lines":[${'['.repeat(5_000)}${']'.repeat(5_000)}]}`,
  'a key of 1 MB': `{"${'x'.repeat(1_000_000)}":1,"lines":[]}`,
  'a name twice': '{"grants":[],"lines":[],"grants":[],"lines":[]}',
  'a name twice, written in two ways': '{"on":"2025-11-01","l\\u0069nes":[],"lines":[],"action":"buyAzurePlan","grants":[],"\\u0067rants":[]}',
  'a name of the prototype': '{"__proto__":{"lines":[]},"lines":[{"__proto__":1}],"grants":[{"__proto__":1}]}',
  'null': 'null',
  'a number': '5',
  'a text': '"text"',
  'a list': '[]',
  'half of it': '{"grants":[',
  'nothing': ' ',
  'estimates that are none': '{"estimates":[null,5,"x"]}',
  'lines that are none': '{"lines":[null,5,"x",[]],"grants":[null,5]}',
  'settings that are none': '{"lines":[],"settings":{"pecRate":0.2,"currency":5,"exchangeRates":{}},"grants":5}',
}

test('every command refuses every bad JSON file, in two lines', async (context) => {
  const folder = temporaryFolder(context)
  writeFileSync(join(folder, 'prices.csv'), priceList)
  writeFileSync(join(folder, 'usage.csv'), usage)
  writeFileSync(join(folder, 'estimate.json'), '{"lines":[{"id":"a","productId":"DZH318Z0BQPS","skuId":"00TG","quantity":"1","hours":"730"}]}')
  for (const [what, text] of Object.entries(bad)) {
    writeFileSync(join(folder, 'bad.json'), text)
    for (const command of commands) {
      const { status, stdout, stderr } = await azplan(command.map((word) => (word === 'FILE' ? 'bad.json' : word)), { cwd: folder })
      const told = `${command.join(' ')} of ${what}: ${stderr.slice(0, 300)}`
      assert.deepEqual([status, stdout], [2, ''], told)
      assert.match(stderr, /^error: (?!internal)[\w.]+: [^\n]{1,2500}\nhelp: [^\n]+\n$/, told)
    }
  }
})

test('a name that is there twice is told with its place', () => {
  assert.deepEqual(jsonOf('{"a":[{"b":1},{"b":2}],"b":"\\"{[","c":{"a":{}}}'), { a: [{ b: 1 }, { b: 2 }], b: '"{[', c: { a: {} } })
  for (const [text, at] of [['{"a":1,"a":2}', 'a'], ['{"a":[0,{"b":1,"c":[],"b":1}]}', 'a[1].b'], ['{"":0,"":0}', ''], ['[{"a":1},{"a":1,"\\u0061":2}]', '[1].a'], ['{"a":"}","b":{"x":1},"a":0}', 'a']]) {
    assert.throws(() => jsonOf(text), { name: 'AzplanError', code: 'input.invalid', at }, text)
  }
  assert.throws(() => jsonOf('{"a":1,}'), SyntaxError)
})

test('what is nested as deep as a request may be is read', () => {
  const nested = (/** @type {number} */ depth) => '['.repeat(depth) + ']'.repeat(depth)
  assert.ok(Array.isArray(jsonOf(nested(64))))
  assert.throws(() => jsonOf(nested(65)), { code: 'input.invalid' })
})
