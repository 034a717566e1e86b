import { table } from '../table.mjs'
import { compact, expectRest } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const pecCheck = {
  name: 'pec check',
  usage: 'pec check --access FILE --from DAY --to DAY [--scope S]',
  summary: 'which days earn partner earned credit by access, and why not',
  options: {
    access: { value: 'FILE', required: true, help: 'who may manage what, when (JSON)' },
    from: { value: 'DAY', required: true, help: 'first day, such as 2025-11-01' },
    to: { value: 'DAY', required: true, help: 'last day' },
    scope: { value: 'SCOPE', help: 'subscription, resource group or resource; default the whole plan' },
  },
  run: async ({ rest, option, all, inputs, azplan }) => {
    expectRest(rest, 0)
    const access = await inputs.access(all('access'))
    const answer = azplan.pecCheck(compact({ access, from: option('from') ?? '', to: option('to') ?? '', scope: option('scope') }))
    return { json: { ...answer }, text: () => text(answer), notable: answer.eligibleDays < answer.days.length }
  },
}

/** @param {import('../../index.js').CheckAnswer} answer */
function text({ days, eligibleDays, scope }) {
  return [
    ...table(days, [
      { title: 'Day', cell: (day) => day.date },
      { title: 'Earns', cell: (day) => (day.eligible ? 'yes' : 'no') },
      { title: 'Reason', cell: (day) => day.text },
    ]),
    '',
    `${eligibleDays} of ${days.length} days earn, for ${scope}`,
  ]
}
