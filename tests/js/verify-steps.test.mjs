/** A long verification tells how far it is, can be stopped at any step, and answers as the short one does. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createLocalEngine } from '../../pkg/engine.js'
import { load } from '../../pkg/index.js'
import { planted, reconFile, usageFile, verifyMonth } from './verify-month.mjs'

const ROWS = 120_000
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text)

/** @type {Awaited<ReturnType<typeof load>>} */
let azplan
/** @type {{ usage: import('../../pkg/index.js').Usage, prices: import('../../pkg/index.js').PriceList, recon: import('../../pkg/index.js').Recon }} */
let files
/** @type {Uint8Array} */
let usageBytes
before(async () => {
  azplan = await load()
  const month = verifyMonth(5, ROWS)
  const { rows, lines } = planted(month, 5)
  usageBytes = encode(usageFile(rows))
  files = { usage: await azplan.readUsage(usageBytes), prices: await azplan.readPriceList(encode(month.prices)), recon: await azplan.readRecon(encode(reconFile(lines))) }
})

for (const [title, of] of /** @type {const} */ ([['against list and reconciliation file', ['usage', 'prices', 'recon']], ['against the list', ['usage', 'prices']], ['alone', ['usage']]])) {
  test(`step by step is the same as at once: ${title}`, async () => {
    const chosen = /** @type {typeof files} */ (Object.fromEntries(of.map((name) => [name, files[name]])))
    /** @type {import('../../pkg/index.js').VerifyProgress[]} */
    const told = []
    const answer = await azplan.verifyInSteps(chosen, {}, { onProgress: (progress) => void told.push(progress) })
    assert.deepEqual(answer, azplan.verify(chosen))
    assert.ok(answer.differencesTotal >= 1)
    assert.ok(told.length > 1, `${told.length} reports`)
    for (const [at, { done, total }] of told.entries()) {
      assert.equal(total, answer.checked * (chosen.recon ? 3 : 2))
      assert.ok(done > (told[at - 1]?.done ?? 0) && done <= total)
    }
    assert.equal(told.at(-1)?.done, told.at(-1)?.total)
  })
}

test('a signal stops it between two steps, and nothing is left behind', async () => {
  const controller = new AbortController()
  const stopped = azplan.verifyInSteps(files, {}, { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) })
  await assert.rejects(stopped, { message: 'enough' })
  await assert.rejects(azplan.verifyInSteps(files, {}, { signal: AbortSignal.abort(new Error('never')) }), { message: 'never' })
  assert.ok((await azplan.verifyInSteps(files)).differencesTotal >= 1)
})

test('files that are freed meanwhile stay until it ends', async () => {
  const usage = await azplan.readUsage(usageBytes)
  const answer = await azplan.verifyInSteps({ usage }, {}, { onProgress: () => usage.free() })
  assert.equal(answer.checked, azplan.verify({ usage: files.usage }).checked)
})

test('an engine verifies in steps', async () => {
  const engine = createLocalEngine(azplan)
  const { id } = await engine.openUsage(usageBytes)
  let told = 0
  const answer = await engine.verify({ usage: id }, {}, { onProgress: () => void told++ })
  assert.ok(told > 1 && answer.checked > ROWS * 0.9)
  const controller = new AbortController()
  await assert.rejects(engine.verify({ usage: id }, {}, { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) }), { message: 'enough' })
  await engine.dispose()
})
