import { table } from '../table.mjs'
import { compact, expectRest, requireFile } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const planCheck = {
  name: 'plan check',
  usage: 'plan check FILE [--on DAY] [--action ACTION] [--language en|zh-Hant]',
  summary: 'may this customer buy, move to, transfer or cancel, what is missing, and what happens then',
  options: {
    on: { value: 'DAY', help: 'the day on which it is to happen, in place of that of the facts' },
    action: { value: 'ACTION', help: 'buyAzurePlan, moveFromLegacy, buyLegacy, buyReservation, buySavingsPlan, transfer, cancelTransfer, cancelSubscriptions or cancelPlan, in place of that of the facts' },
    language: { value: 'CODE', help: 'language of the reasons: en or zh-Hant' },
  },
  run: async ({ rest, option, inputs, azplan }) => {
    const file = requireFile(rest, 'the facts (JSON)')
    expectRest(rest, 1)
    const facts = await inputs.planFacts(file)
    const given = compact({ on: option('on'), action: option('action'), language: option('language') })
    const answer = azplan.planCheck(Object.keys(given).length ? /** @type {any} */ ({ ...facts, ...given }) : facts)
    return { json: { ...answer }, text: () => text(answer), notable: !answer.ready }
  },
}

const MARKS = { true: 'yes', false: 'NO', null: '?' }

/** @param {import('../../index.js').PlanAnswer} answer */
function text({ on, action, verdict, failing, unknown, notEstablished, rules, notChecked, effects }) {
  const sentence = { ready: `Ready: every rule of ${on} holds.`, notReady: `Not ready: ${failing} of ${rules.length} rules do not hold${unknown ? `, ${unknown} not known` : ''}.`, unknown: `Not known: of ${unknown} of ${rules.length} rules${notEstablished ? `, ${notEstablished} of which no source decides` : ''}.` }[verdict]
  return [
    `${action} on ${on}`,
    sentence,
    ...(notChecked.length ? [`Not checked: ${notChecked.length}, of which no fact is given.`] : []),
    '',
    ...table(rules, [
      { title: 'Holds', cell: ({ ok }) => MARKS[/** @type {'true'} */ (String(ok))] },
      { title: 'Rule', cell: ({ title }) => title },
      { title: 'Reason', cell: ({ reason }) => reason },
    ]),
    ...section('What to do', rules.filter(({ ok, next }) => ok !== true && next).map(({ next }) => `- ${next}`)),
    ...section('Not checked', notChecked.map(({ title, reason, next }) => `- ${title}: ${reason} ${next}`)),
    ...section('What happens', effects.map((effect) => `${effect.on ?? '          '}  ${effect.title}: ${effect.text}`)),
    ...section('Sources', [...new Set(rules.map(({ cite }) => `- ${cite}`))]),
  ]
}

/**
 * @param {string} title
 * @param {string[]} lines
 */
function section(title, lines) {
  return lines.length ? ['', title, ...lines] : []
}
