/**
 * The whole public list against a plain scan of it: every row accounted for, every tier of every price with several, and
 * 10,000 prices on days. Runs where `AZPLAN_RETAIL_LIST` names such a list; takes minutes and some gigabytes.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { load } from '../../pkg/index.js'
import { compare, isZero, parse } from './exact.mjs'
import { counted, expected, PlainList } from './plain-scan.mjs'
import { Dice } from './random-months.mjs'

const LIST = process.env.AZPLAN_RETAIL_LIST
const QUESTIONS = Number(process.env.AZPLAN_QUESTIONS ?? 10_000)
const skip = LIST ? false : 'AZPLAN_RETAIL_LIST names no list'

/** @type {PlainList} */
let plain
/** @type {import('../../pkg/index.js').Azplan} */
let azplan
/** @type {import('../../pkg/index.js').PriceList} */
let list

before(async () => {
  if (skip) return
  plain = await PlainList.read(LIST ?? '')
  azplan = await load()
  list = await azplan.readPriceList(readFileSync(LIST ?? ''))
})

/** The list with its rows in another order, as bytes. @param {Dice} dice */
function shuffled(dice) {
  const lines = dice.shuffle(plain.lines)
  const parts = []
  for (let at = 0; at < lines.length; at += 10_000) parts.push(Buffer.from(`${lines.slice(at, at + 10_000).join('\n')}\n`))
  return Buffer.concat([Buffer.from(`${plain.header}\n`), ...parts])
}

/** @param {string} key @param {import('./plain-scan.mjs').Row} row */
function request(key, row) {
  const [productId, skuId, meterId] = key.split(' ')
  return { productId, skuId, meterId, ...(row.region && { region: row.region }), type: /** @type {any} */ (row.type), ...(row.term && { term: row.term }) }
}

/** @param {any} answer @param {import('./plain-scan.mjs').Tiers | string} wanted @param {string} about */
function assertAnswer(answer, wanted, about) {
  if (typeof wanted === 'string') {
    assert.equal(answer.found ? 'found' : answer.reason, wanted, about)
    return
  }
  assert.ok(answer.found, `${about}: ${answer.reason}`)
  assert.equal(answer.tiers.length, wanted.length, `${about}: number of tiers`)
  wanted.forEach((tier, at) => {
    const found = answer.tiers[at]
    assert.ok(compare(parse(found.from), tier.from) === 0 && compare(parse(found.unitPrice), tier.price) === 0, `${about}: tier ${at + 1} is ${found.from}, ${found.unitPrice}`)
    assert.equal(found.to, answer.tiers[at + 1]?.from ?? null, `${about}: end of tier ${at + 1}`)
  })
}

/** Prices with several tiers, all of them asked on the newest day. @param {import('../../pkg/index.js').PriceList} of */
function checkTiers(of) {
  const { on } = of.info()
  let checked = 0
  for (const { key, rows } of plain.prices()) {
    if (rows.every((row) => isZero(row.from))) continue
    const asked = request(key, rows[0])
    const wanted = expected(plain.meters.get(key) ?? [], { region: rows[0].region, type: rows[0].type, term: rows[0].term, day: on })
    assertAnswer(of.price(asked), wanted, JSON.stringify(asked))
    checked += 1
  }
  assert.ok(checked > 0)
  return checked
}

/** Mostly a day since the row's start, else any. @param {import('./plain-scan.mjs').Row} row @param {Dice} dice */
function dayNear(row, dice) {
  const start = dice.chance(70) && row.start > 0n ? Number(row.start / 10_000n) : Date.UTC(2014, 0, 1)
  return new Date(start + dice.roll(0, 12 * 366) * 86_400_000).toISOString().slice(0, 10)
}

test('every row is accounted for', { skip }, () => {
  const info = list.info()
  const prices = plain.prices()
  const counts = { kept: 0, duplicates: 0, refused: 0 }
  for (const { rows } of prices) for (const [name, count] of Object.entries(counted(rows))) counts[/** @type {keyof counts} */ (name)] += count
  assert.equal(info.rows, plain.lines.length)
  assert.equal(info.rows, info.kept + info.duplicates + info.refused)
  assert.deepEqual({ kept: info.kept, duplicates: info.duplicates, refused: info.refused }, counts)
  assert.equal(info.prices, prices.filter(({ rows }) => counted(rows).kept > 0).length)
})

test('the tiers of every price with several are right', { skip }, (context) => {
  context.diagnostic(`${checkTiers(list)} prices with several tiers`)
})

test('and with the rows in any order', { skip }, async () => {
  const other = await azplan.readPriceList(shuffled(new Dice(818_658)))
  const [one, two] = [list.info(), other.info()]
  for (const name of /** @type {const} */ (['rows', 'kept', 'duplicates', 'refused', 'prices', 'from', 'to', 'on'])) assert.equal(two[name], one[name], name)
  checkTiers(other)
  other.free()
})

test('prices are those of a plain scan, on any day', { skip }, (context) => {
  const dice = new Dice(10_000)
  const prices = plain.prices()
  const tally = { found: 0, other: 0 }
  for (let question = 0; question < QUESTIONS; question += 1) {
    const { key, rows } = dice.pick(prices)
    const row = dice.pick(rows)
    const day = dayNear(row, dice)
    const asked = { ...request(key, row), on: day }
    const wanted = expected(plain.meters.get(key) ?? [], { region: row.region, type: row.type, term: row.term, day })
    const answer = list.price(asked)
    // Prices of several regions may be alike in their tiers and not in their PEC, which no plain scan knows.
    if (wanted !== 'ambiguous' && !answer.found && answer.reason === 'ambiguous' && !row.region) continue
    assertAnswer(answer, wanted, JSON.stringify(asked))
    tally[answer.found ? 'found' : 'other'] += 1
  }
  assert.ok(tally.found > 0 && tally.other > 0)
  context.diagnostic(`${tally.found} found, ${tally.other} not in force or ambiguous`)
})
