import { table } from '../table.mjs'
import { compact, expectRest } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const pecCheck = {
  name: 'pec check',
  usage: 'pec check --access FILE --from DAY --to DAY [--scope S] [--purchase WAY] [--offer O]',
  summary: 'which days earn partner earned credit, and why not: product, partner and access',
  options: {
    access: { value: 'FILE', required: true, help: 'who may manage what, when (JSON)' },
    from: { value: 'DAY', required: true, help: 'first day, such as 2025-11-01' },
    to: { value: 'DAY', required: true, help: 'last day' },
    purchase: { value: 'WAY', help: 'consumption (default), reservation, savingsPlan, spot or marketplace' },
    offer: { value: 'O', help: 'azurePlan (default) or 0145P' },
    publisher: { value: 'NAME', help: 'publisher of the product: only what Microsoft publishes earns' },
    scope: { value: 'SCOPE', help: 'subscription, resource group or resource; default the whole plan' },
  },
  run: async ({ rest, option, all, inputs, azplan }) => {
    expectRest(rest, 0)
    const access = await inputs.access(all('access'))
    const product = compact({ purchase: option('purchase'), offer: option('offer'), publisher: option('publisher') })
    const request = { access, from: option('from') ?? '', to: option('to') ?? '', scope: option('scope'), product: Object.keys(product).length > 0 ? product : undefined }
    const answer = azplan.pecCheck(/** @type {import('../../index.js').CheckRequest} */ (compact(request)))
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
