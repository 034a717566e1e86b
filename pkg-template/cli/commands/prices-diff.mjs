import { priceDiffSheet, sheetCsv } from '../../sheets.js'
import { chosenFormat, documentOptions } from '../document.mjs'
import { CliError } from '../problem.mjs'
import { amounts, count, table } from '../table.mjs'
import { hitTable } from './hits.mjs'
import { compact, expectRest, hasErrors, noticeLines, requireFile, unpricedLines, wholeNumber } from './shared.mjs'

/** @typedef {import('../../index.js').DiffAnswer} DiffAnswer */

/** Entries of each kind that a person reads; JSON has all. */
const shown = 20
const all = 4_000_000_000

const FORMATS = /** @type {const} */ (['csv'])

/** @type {import('../command.mjs').Command} */
export const pricesDiff = {
  name: 'prices diff',
  usage: 'prices diff OLD NEW [--old-part FILE]… [--new-part FILE]… [--usage FILE] [--pec-rate 0.15] [--old-on DAY] [--new-on DAY] [--text WORDS] [--limit N] [--format csv [--output FILE]]',
  summary: 'what changed between two price lists, and what it does to this usage',
  options: {
    'old-part': { value: 'FILE', many: true, help: 'another file of the old list' },
    'new-part': { value: 'FILE', many: true, help: 'another file of the new list' },
    usage: { value: 'FILE', many: true, help: 'usage that is rated at the prices of both lists' },
    'pec-rate': { value: 'RATE', help: 'partner earned credit as a fraction, default 0.15' },
    'old-on': { value: 'DAY', help: "day of the old list's prices, default its newest" },
    'new-on': { value: 'DAY', help: "day of the new list's prices, default its newest" },
    text: { value: 'WORDS', help: 'only prices that have all these words' },
    limit: { value: 'N', help: `entries of each kind, default all with --json and --format, else ${shown}` },
    ...documentOptions(FORMATS),
  },
  run: async ({ rest, option, all: values, inputs, azplan }) => {
    const format = chosenFormat(option, FORMATS)
    const oldFile = requireFile(rest)
    if (rest.length < 2) throw new CliError('cli.missingArgument', 'the NEW list is missing', 'give two price lists: prices diff OLD NEW')
    expectRest(rest, 2)
    const limit = wholeNumber('limit', option('limit'))
    const oldList = await inputs.priceList([oldFile, ...values('old-part')])
    const newList = await inputs.priceList([rest[1], ...values('new-part')])
    const usage = option('usage') === undefined ? null : await inputs.usage(values('usage'))
    const request = compact({ oldOn: option('old-on'), newOn: option('new-on'), text: option('text'), pecRate: option('pec-rate'), limit: limit ?? all })
    const answer = azplan.diff(oldList, newList, usage, request)
    const { added, removed, changed } = answer.counts
    const isWhole = answer.complete && (!answer.impact || (answer.impact.complete && answer.impact.notices.length === 0))
    const notable = added + removed + changed > 0 || !isWhole || [oldList, newList, usage].some((read) => read && hasErrors(read.info()))
    const document = format && (() => `\ufeff${sheetCsv(priceDiffSheet(answer))}`)
    return { json: { ...answer }, text: () => text(answer, newList.info().currency, limit ?? shown), notable, document }
  },
}

/**
 * @param {DiffAnswer} answer
 * @param {string} currency
 * @param {number} most
 */
function text({ oldOn, newOn, complete, notices, counts, added, removed, changed, notCompared, impact }, currency, most) {
  const more = (/** @type {number} */ number) => (number > most ? [`… and ${count(number - most)} more; --json or --limit shows them`] : [])
  return [
    `Prices of ${oldOn} against ${newOn}, in ${currency}: ${count(counts.changed)} changed, ${count(counts.added)} added, ${count(counts.removed)} removed, ${count(counts.unchanged)} unchanged, ${count(counts.notCompared)} not compared`,
    ...section('Changed', changedTable(changed.slice(0, most)), counts.changed, more(counts.changed)),
    ...section('Added', hitTable(added.slice(0, most)), counts.added, more(counts.added)),
    ...section('Removed', hitTable(removed.slice(0, most)), counts.removed, more(counts.removed)),
    ...section('Not compared', notComparedTable(notCompared.slice(0, most)), counts.notCompared, more(counts.notCompared)),
    ...noticeLines(notices),
    ...(complete ? [] : ['', 'INCOMPLETE: the lists are not compared as a whole.']),
    ...(impact ? impactText(impact, currency, most) : []),
  ]
}

/**
 * @param {string} title
 * @param {string[]} lines
 * @param {number} number
 * @param {string[]} more
 */
function section(title, lines, number, more) {
  return number === 0 ? [] : ['', `${title}:`, ...lines, ...more]
}

/** @param {DiffAnswer['changed']} changes */
function changedTable(changes) {
  return table(changes, [
    { title: 'Product', cell: (price) => price.productId },
    { title: 'SKU', cell: (price) => price.skuId },
    { title: 'Title', cell: (price) => price.title, width: 50 },
    { title: 'Region', cell: (price) => price.region },
    { title: 'Type', cell: (price) => (price.term ? `${price.type} ${price.term}` : price.type) },
    { title: 'Before', cell: (price) => price.before ?? 'not known', number: true },
    { title: 'After', cell: (price) => price.after ?? 'not known', number: true },
    { title: 'per', cell: (price) => price.unitOfMeasure },
    { title: 'Change', cell: (price) => (price.changePercent === null ? (price.before === null || price.after === null ? 'not known' : 'was free') : `${signed(price.changePercent)} %`) },
    { title: 'What else', cell: whatElse },
  ])
}

/** What changed besides the price. @param {DiffAnswer['changed'][number]} price */
function whatElse(price) {
  const { what, listedBefore, listedAfter, savingsPlans, savingsPlansRead, pecBefore, pecAfter, netBefore, netAfter, tagsBefore, tagsAfter } = price
  const listed = (/** @type {typeof listedBefore} */ side) => (side ? ` (${side.unitPrice ?? 'not known'} per ${side.unitOfMeasure})` : '')
  /** @type {Record<string, () => string>} */
  const said = {
    tiers: () => 'tiers',
    unit: () => `unit: was ${listedBefore?.unitOfMeasure ?? price.unitOfMeasure}${listed(listedBefore)}, is ${listedAfter?.unitOfMeasure ?? price.unitOfMeasure}${listed(listedAfter)}`,
    savingsPlans: () => savingsPlans.map(({ term, before, after }) => `savings plan ${term}: ${before ?? 'none'} to ${after ?? 'none'}`).join(', '),
    pec: () => `PEC: ${pecBefore} to ${pecAfter}, after PEC ${netBefore ?? 'not known'} to ${netAfter ?? 'not known'}`,
    tags: () => `tags: ${tagsBefore || 'none'} to ${tagsAfter || 'none'}`,
  }
  return [...what.flatMap((part) => said[part]?.() ?? []), ...(savingsPlansRead ? [] : ['savings plans not read'])].join('; ')
}

/** @param {DiffAnswer['notCompared']} prices */
function notComparedTable(prices) {
  const listed = (/** @type {DiffAnswer['notCompared'][number]['before']} */ side) => (side ? `${side.unitPrice ?? 'not known'} per ${side.unitOfMeasure || '?'}` : 'not listed')
  return table(prices, [
    { title: 'Product', cell: (price) => price.productId },
    { title: 'SKU', cell: (price) => price.skuId },
    { title: 'Title', cell: (price) => price.title, width: 50 },
    { title: 'Region', cell: (price) => price.region },
    { title: 'Type', cell: (price) => (price.term ? `${price.type} ${price.term}` : price.type) },
    { title: 'Before', cell: (price) => listed(price.before) },
    { title: 'After', cell: (price) => listed(price.after) },
    { title: 'Why', cell: (price) => price.explain },
  ])
}

/**
 * @param {NonNullable<DiffAnswer['impact']>} impact
 * @param {string} currency
 * @param {number} most
 */
function impactText(impact, currency, most) {
  const lines = table(impact.lines.slice(0, most), [
    { title: 'Product', cell: (line) => `${line.productId}/${line.skuId}` },
    { title: 'Title', cell: (line) => line.title, width: 50 },
    { title: 'Quantity', cell: (line) => line.quantity, number: true },
    { title: 'Before', cell: (line) => line.before, number: true },
    { title: 'After', cell: (line) => line.after, number: true },
    { title: 'Difference', cell: (line) => signed(line.difference), number: true },
  ])
  return [
    '',
    `This usage at the prices of both lists, after PEC, in ${currency}:`,
    ...(impact.lines.length > 0 ? lines : ['No line of it changes.']),
    '',
    ...amounts([
      ['Before', impact.before],
      ['After', impact.after],
      ['Difference', signed(impact.difference)],
      ['Difference at retail', signed(impact.retailDifference)],
      ['Difference of PEC', signed(impact.pecDifference)],
    ]),
    ...noticeLines(impact.notices),
    ...unpricedLines(impact.unpriced),
  ]
}

/** @param {string} decimal */
function signed(decimal) {
  return /^[^-]*[1-9]/.test(decimal) && !decimal.startsWith('-') ? `+${decimal}` : decimal
}
