import { count } from '../table.mjs'
import { hitTable } from './hits.mjs'
import { compact, requireFile, wholeNumber } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const pricesSearch = {
  name: 'prices search',
  usage: 'prices search FILE WORD… [--service S] [--region R] [--type T] [--unit U] [--term T] [--on DAY] [--limit N] [--offset N]',
  summary: 'which prices match these words',
  options: {
    service: { value: 'NAME', help: 'only this service, e.g. "Virtual Machines"' },
    region: { value: 'CODE', help: 'only this region, e.g. westeurope' },
    type: { value: 'TYPE', help: 'Consumption, DevTestConsumption or Reservation' },
    unit: { value: 'UNIT', help: 'only this unit of measure, e.g. "1 Hour"' },
    term: { value: 'TERM', help: 'only this term, e.g. P1Y' },
    on: { value: 'DAY', help: 'prices in force on this day, default the newest that the list prices' },
    limit: { value: 'N', help: 'hits to show, default 20, at most 1000' },
    offset: { value: 'N', help: 'first hit to show, default 0' },
  },
  run: async ({ rest, option, inputs }) => {
    const file = requireFile(rest)
    const request = compact({
      text: rest.slice(1).join(' '),
      service: option('service'),
      region: option('region'),
      type: /** @type {import('../../index.js').PriceType | undefined} */ (option('type')),
      unit: option('unit'),
      term: option('term'),
      on: option('on'),
      limit: wholeNumber('limit', option('limit')),
      offset: wholeNumber('offset', option('offset')),
    })
    const answer = (await inputs.priceList([file])).search(request)
    return { json: { ...answer }, text: () => text(answer), notable: answer.total === 0 || !answer.complete || answer.hits.some(({ gaps }) => gaps.length > 0) }
  },
}

/** @param {import('../../index.js').SearchAnswer} answer */
function text({ on, total, complete, hits }) {
  const missing = complete ? [] : ['Not all of the list was read: prices may be missing.']
  if (total === 0) return [complete ? `No price matches on ${on}.` : `No price matches on ${on} in the part of the list that was read.`]
  return [...missing, `Prices that match on ${on}: ${count(total)}, shown: ${count(hits.length)}`, '', ...hitTable(hits)]
}
