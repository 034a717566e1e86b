import { count, pairs } from '../table.mjs'
import { factsOf } from '../understood.mjs'
import { hasErrors, requireFile } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const usageInfo = {
  name: 'usage info',
  usage: 'usage info FILE…',
  summary: 'what is in this usage, and how its files were understood',
  options: {},
  run: async ({ rest, inputs }) => {
    requireFile(rest, 'the usage')
    const info = (await inputs.usage(rest)).info()
    return { json: { ...info }, text: () => text(info), notable: info.refused > 0 || hasErrors(info) }
  },
}

/** @param {import('../../index.js').UsageInfo} info */
function text(info) {
  return pairs([
    ['Format', info.format],
    ['Rows', `${count(info.rows)} (${count(info.kept)} kept, ${count(info.refused)} refused)`],
    ['Days', `${info.from ?? 'none'} to ${info.to ?? 'none'}`],
    ['Months', info.months.join(', ')],
    ['Currency', info.currency ?? 'not said, or several'],
    ['Azure plans', count(info.plans.length)],
    ...factsOf(info),
    ['Not in its columns', info.cannot.join(', ') || 'nothing'],
    ['Diagnostics', count(info.diagnosticsTotal)],
  ])
}
