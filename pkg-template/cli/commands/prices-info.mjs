import { count, pairs } from '../table.mjs'
import { factsOf } from '../understood.mjs'
import { requireFile } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const pricesInfo = {
  name: 'prices info',
  usage: 'prices info FILE…',
  summary: 'what is in this price list',
  options: {},
  run: async ({ rest, inputs }) => {
    requireFile(rest)
    const info = (await inputs.priceList(rest)).info()
    return { json: { ...info }, text: () => text(info), notable: info.diagnostics.some(({ severity }) => severity !== 'note') }
  },
}

/** @param {import('../../index.js').PriceListInfo} info */
function text(info) {
  return pairs([
    ['Format', info.format],
    ['Rows', `${count(info.rows)} (${count(info.kept)} kept, ${count(info.duplicates)} duplicates, ${count(info.refused)} refused)`],
    ['Prices', count(info.prices)],
    ['Currency', info.currency],
    ['Market', info.market ?? 'not said'],
    ['In force', `${info.from ?? 'not said'} to ${info.to ?? 'open'}`],
    ['Newest day', info.on],
    ...factsOf(info),
    ['Not in its columns', info.cannot.join(', ') || 'nothing'],
    ['Diagnostics', count(info.diagnosticsTotal)],
  ])
}
