/**
 * Which answers carry figures of files, and how each says that a part was not read. A new answer must be in this table, with the
 * field that says so or with the reason why it needs none.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { signatures } from './signatures.mjs'
import { pkg } from './support.mjs'

const contract = readFileSync(join(pkg, 'contract.d.ts'), 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '')

/** The field that says whether all was read and priced, by answer. @type {Record<string, string>} */
const says = {
  RateAnswer: 'complete',
  BillAnswer: 'complete',
  TreeAnswer: 'complete',
  QuoteAnswer: 'complete',
  UsageDiffAnswer: 'complete',
  DiffAnswer: 'complete',
  LossesAnswer: 'complete',
  EstimateAnswer: 'unpriced',
  ScenariosAnswer: 'unpriced',
}

/** Why an answer needs none. @type {Record<string, string>} */
const needsNone = {
  PriceListInfo: 'what was read and refused, row by row: the source of what others say',
  UsageInfo: 'as PriceListInfo',
  ReconInfo: 'as PriceListInfo',
  ExchangeRateSheet: 'rates with the diagnostics of the rows that are not among them',
  CreditBalance: 'a report with the diagnostics of the rows that are not among its months',
  SearchAnswer: 'prices that were found: none is a sum',
  PriceAnswer: 'one price with its tiers; without one `found` is false and says why',
  HistoryAnswer: 'as PriceAnswer',
  PurchaseAnswer: 'prices of one workload, `found` as in PriceAnswer',
  CommitmentAnswer: 'as PurchaseAnswer',
  QuoteDiffAnswer: 'two QuoteAnswers, each with `complete`',
  ExplainAnswer: 'the steps of one figure of a BillAnswer, which says whether it is complete',
}

/** Answers that do not say yet that rows of their files were refused: what is read of them must be read beside their `info()`. @type {Record<string, string>} */
const silent = {
  VerifyAnswer: 'refused rows of the usage are not among `checked`',
}

/** @param {string} type */
function declared(type) {
  const start = contract.search(new RegExp(`^export (?:interface|type) ${type}\\b`, 'm'))
  assert.ok(start >= 0, type)
  return contract.slice(start, start + contract.slice(start + 1).search(/^export /m) + 1)
}

/** Answers of calls that read files, or what was read of them. */
const answers = new Set([...signatures('Azplan'), ...signatures('PriceList').map((call) => ({ ...call, ofList: true })), ...signatures('Usage').map((call) => ({ ...call, ofList: true })), ...signatures('Recon').map((call) => ({ ...call, ofList: true }))]
  .filter((call) => 'ofList' in call || call.parameters.some(({ type }) => /\b(Input|PriceList|Usage|Recon|Verified)\b/.test(type)))
  .map(({ answer }) => answer.replace(/^Promise<(\w+)>$/, '$1'))
  .filter((type) => !['void', 'PriceList', 'Usage', 'Recon'].includes(type) && !type.startsWith('Uint8Array')))

test('every answer of figures of files is in the table, once', () => {
  assert.ok(answers.size > 15, [...answers].join())
  for (const type of answers) assert.equal([says, needsNone, silent].filter((table) => Object.hasOwn(table, type)).length, 1, type)
  for (const type of [says, needsNone, silent].flatMap(Object.keys)) assert.ok(answers.has(type), `${type} is no answer of files`)
})

test('what the table says is in the contract', () => {
  for (const [type, field] of Object.entries(says)) assert.match(declared(type), new RegExp(`^\\s+${field}: `, 'm'), type)
})
